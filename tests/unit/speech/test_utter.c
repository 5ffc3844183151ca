/* SPDX-License-Identifier: MIT */
/* unit.speech_utter - what is said of each kind of node, in which language, and what is not. */
#include "tests/lib/given.h"
#include "ui/speech/utter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hearing {
	struct words *words;
	struct tree tree;
	struct arena arena;
	struct utterances said;
	struct listener listener;
	char all[8192];
};

static int given_hearing(void **state)
{
	char folder[GIVEN_PATH_BYTES];
	struct hearing *hearing = calloc(1, sizeof *hearing);
	assert_non_null(hearing);
	given_built("assets/languages", folder);
	assert_int_equal(words_open(folder, "en", &hearing->words), FAIL_NONE);
	hearing->listener = (struct listener){ hearing->words, true };
	tree_init(&hearing->tree);
	tree_begin(&hearing->tree, "page", "When was it?", "en", false);
	arena_init(&hearing->arena, UTTER_ARENA_MAX_BYTES);
	utter_begin(&hearing->said, &hearing->arena);
	*state = hearing;
	return 0;
}

static int gone_hearing(void **state)
{
	struct hearing *hearing = *state;
	words_close(hearing->words);
	tree_done(&hearing->tree);
	arena_done(&hearing->arena);
	free(hearing);
	return 0;
}

/* All sentences, each with its language where that is not English: "cy:Cymraeg | button". */
static const char *joined(struct hearing *hearing)
{
	hearing->all[0] = '\0';
	for (int i = 0; i < hearing->said.count; i++) {
		const struct utterance *one = &hearing->said.one[i];
		size_t end = strlen(hearing->all);
		snprintf(hearing->all + end, sizeof hearing->all - end, "%s%s%s%s", i ? " | " : "", strcmp(one->lang, "en") ? one->lang : "", strcmp(one->lang, "en") ? ":" : "", one->text);
	}
	return hearing->all;
}

static const char *said_of(struct hearing *hearing, struct node node)
{
	node.caret = -1;
	utter_begin(&hearing->said, &hearing->arena);
	utter_node(&hearing->said, &hearing->listener, &hearing->tree, tree_leaf(&hearing->tree, node));
	return joined(hearing);
}

static void each_kind_of_node_says_name_role_state_and_place(void **state)
{
	struct hearing *hearing = *state;
	const struct node_action act = { .what = 1 };
	static const struct { enum node_role role; unsigned state; const char *said; } kinds[] = {
		{ NODE_ROLE_BUTTON, 0, "Blue bin, button" },
		{ NODE_ROLE_BUTTON, NODE_DISABLED, "Blue bin, button, not available now" },
		{ NODE_ROLE_BUTTON, NODE_CHECKED, "Blue bin, button, selected" },
		{ NODE_ROLE_RADIO, 0, "Blue bin, option, not selected" },
		{ NODE_ROLE_RADIO, NODE_CHECKED, "Blue bin, option, selected" },
		{ NODE_ROLE_CHECKBOX, 0, "Blue bin, tick box, not ticked" },
		{ NODE_ROLE_CHECKBOX, NODE_CHECKED, "Blue bin, tick box, ticked" },
		{ NODE_ROLE_KEY, 0, "Blue bin" },
		{ NODE_ROLE_FIELD, 0, "Blue bin, text box | Empty." },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		assert_string_equal(said_of(hearing, (struct node){ .role = kinds[i].role, .name = "Blue bin", .state = kinds[i].state, .action = act }), kinds[i].said);
	static const enum node_role read[] = { NODE_ROLE_HEADING, NODE_ROLE_TEXT, NODE_ROLE_STATUS, NODE_ROLE_IMAGE, NODE_ROLE_TIMER, NODE_ROLE_PROGRESS, NODE_ROLE_ALERT, NODE_ROLE_ITEM };
	for (size_t i = 0; i < sizeof read / sizeof read[0]; i++)
		assert_string_equal(said_of(hearing, (struct node){ .role = read[i], .name = "Blue bin" }), "Blue bin");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_RADIO, .name = "Blue bin", .place = 2, .of = 5, .action = act }), "Blue bin, option, not selected, 2 of 5");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_KEY, .id = "key-shift", .name = "ABC", .action = act }), "ABC, off");
}

static void a_field_says_its_value_its_error_and_its_hint(void **state)
{
	struct hearing *hearing = *state;
	struct node field = { .role = NODE_ROLE_FIELD, .name = "Surname", .value = "Smith", .hint = "As on your card. In full.", .error = "Enter your surname", .action = { .what = 1 } };
	assert_string_equal(said_of(hearing, field), "Surname, text box | Smith | To put right: Enter your surname | As on your card. | In full.");
}

static void decoration_is_silent(void **state)
{
	struct hearing *hearing = *state;
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_IMAGE, .name = "A desk", .state = NODE_DECOR }), "");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_GROUP }), "");
}

static void words_of_another_language_are_a_sentence_of_that_language(void **state)
{
	struct hearing *hearing = *state;
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_BUTTON, .name = "Cymraeg", .lang = "cy", .action = { .what = 1 } }), "cy:Cymraeg | button");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_TEXT, .name = "Croeso", .lang = "cy" }), "cy:Croeso");
}

static void an_english_part_is_said_in_english(void **state)
{
	struct hearing *hearing = *state;
	hearing->tree.lang = "pl";
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_TEXT, .name = "Wpisz " WORDS_ENGLISH_BEGIN "your name" WORDS_ENGLISH_END "!" }), "pl:Wpisz  | your name | pl:!");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_TEXT, .name = WORDS_ENGLISH_BEGIN "Your name" WORDS_ENGLISH_END }), "Your name");
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_TEXT, .name = "Wpisz " WORDS_ENGLISH_BEGIN "no end" }), "pl:Wpisz no end");
}

static void each_language_has_its_own_words(void **state)
{
	struct hearing *hearing = *state;
	char folder[GIVEN_PATH_BYTES];
	struct words *welsh = NULL;
	given_built("assets/languages", folder);
	assert_int_equal(words_open(folder, "cy", &welsh), FAIL_NONE);
	hearing->listener.words = welsh;
	hearing->tree.lang = "cy";
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_RADIO, .name = "Bin glas", .place = 2, .of = 5, .action = { .what = 1 } }), "cy:Bin glas, opsiwn, heb ei ddewis, 2 o 5");
	words_close(welsh);
}

static void what_is_personal_is_for_one_pair_of_ears(void **state)
{
	struct hearing *hearing = *state;
	struct node field = { .role = NODE_ROLE_FIELD, .name = "Surname", .value = "Smith", .state = NODE_PERSONAL, .action = { .what = 1 } };
	struct node text = { .role = NODE_ROLE_TEXT, .name = "12 Mill Lane", .state = NODE_PERSONAL };
	struct node choice = { .role = NODE_ROLE_RADIO, .name = "Yes", .state = NODE_PERSONAL | NODE_CHECKED, .action = { .what = 1 } };
	assert_non_null(strstr(said_of(hearing, field), "Smith"));
	assert_string_equal(said_of(hearing, text), "12 Mill Lane");
	assert_string_equal(said_of(hearing, choice), "Yes, option, selected");
	hearing->listener.alone = false;
	const char *how = words_get(hearing->words, "speech.how");
	assert_null(strstr(said_of(hearing, field), "Smith"));
	assert_non_null(strstr(joined(hearing), "Surname, text box"));
	assert_non_null(strstr(joined(hearing), how));
	assert_null(strstr(said_of(hearing, text), "Mill"));
	assert_string_equal(said_of(hearing, choice), "Yes, option");
	field.value = "";
	assert_string_equal(said_of(hearing, field), "Surname, text box | Empty.");
}

static void how_to_hear_it_is_said_once(void **state)
{
	struct hearing *hearing = *state;
	const char *how = words_get(hearing->words, "speech.how");
	int times = 0;
	hearing->listener.alone = false;
	for (int i = 0; i < 3; i++)
		LEAF(&hearing->tree, .role = NODE_ROLE_TEXT, .name = "12 Mill Lane", .state = NODE_PERSONAL);
	utter_screen(&hearing->said, &hearing->listener, &hearing->tree);
	for (int i = 0; i < hearing->said.count; i++)
		times += strcmp(hearing->said.one[i].text, how) == 0;
	assert_int_equal(times, 1);
}

static void what_is_secret_is_never_said(void **state)
{
	struct hearing *hearing = *state;
	struct node field = { .role = NODE_ROLE_FIELD, .name = "PIN", .value = "4711", .state = NODE_SECRET | NODE_PERSONAL, .action = { .what = 1 } };
	for (int alone = 0; alone < 2; alone++) {
		hearing->listener.alone = alone;
		assert_null(strstr(said_of(hearing, field), "4711"));
		assert_non_null(strstr(joined(hearing), "never read aloud"));
		struct node typing = field;
		typing.caret = 4;
		utter_begin(&hearing->said, &hearing->arena);
		utter_typed(&hearing->said, &hearing->listener, &hearing->tree, &typing);
		assert_string_equal(joined(hearing), "star");
	}
}

static void keys_of_a_secret_field_are_not_told_to_everybody(void **state)
{
	struct hearing *hearing = *state;
	tree_leaf(&hearing->tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:pin", .name = "PIN", .value = "", .state = NODE_SECRET, .caret = 0, .action = { .what = 1 } });
	struct node key = { .role = NODE_ROLE_KEY, .name = "7", .action = { .what = 1 } };
	assert_string_equal(said_of(hearing, key), "7");
	hearing->listener.alone = false;
	assert_null(strstr(said_of(hearing, key), "7"));
	assert_true(hearing->said.count > 0);
	key.name = "Delete";
	assert_string_equal(said_of(hearing, key), "Delete");
}

static void a_reference_is_spelled(void **state)
{
	struct hearing *hearing = *state;
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_STATUS, .name = "MB 7K4", .type = TYPE_REFERENCE }), "M B, 7 K 4");
}

static void a_screen_opens_with_its_title_its_errors_its_text_and_the_focus(void **state)
{
	struct hearing *hearing = *state;
	struct tree *tree = &hearing->tree;
	LEAF(tree, .role = NODE_ROLE_HEADING, .level = 1, .name = "When was it?");
	LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Look at your letter.");
	TREE(tree, .role = NODE_ROLE_ALERT, .id = "errors", .name = "Check one thing") {
		LEAF(tree, .role = NODE_ROLE_HEADING, .level = 2, .name = "Check one thing");
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "error:day", .name = "Enter a day", .action = { .what = 1 });
	}
	LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "back", .name = "Back", .action = { .what = 1 });
	LEAF(tree, .role = NODE_ROLE_FIELD, .id = "field:day", .name = "Day", .state = NODE_FOCUSED, .action = { .what = 1 });
	assert_int_equal(tree_end(tree), FAIL_NONE);
	utter_screen(&hearing->said, &hearing->listener, tree);
	assert_string_equal(joined(hearing), "When was it? | Check one thing | Enter a day | Look at your letter. | Day, text box | Empty.");
	assert_true(hearing->said.one[0].part < hearing->said.one[1].part);
	assert_int_equal(hearing->said.one[4].part, hearing->said.one[5].part);
}

static void of_a_page_under_a_sheet_nothing_is_said(void **state)
{
	struct hearing *hearing = *state;
	struct tree *tree = &hearing->tree;
	LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Under it");
	TREE(tree, .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Why we ask", .state = NODE_MODAL) {
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Because.");
	}
	utter_screen(&hearing->said, &hearing->listener, tree);
	assert_string_equal(joined(hearing), "When was it? | Because.");
}

static void long_text_is_cut_into_sentences(void **state)
{
	struct hearing *hearing = *state;
	char words[3 * UTTER_TEXT_MAX_BYTES];
	memset(words, 'a', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	utter_text(&hearing->said, "en", "Put it out by 6.30 am. Not later! Why?\nSo that\u2068 it\u2069 is seen… [[x]]");
	assert_string_equal(joined(hearing), "Put it out by 6.30 am. | Not later! | Why? | So that it is seen… | x");
	utter_begin(&hearing->said, &hearing->arena);
	utter_text(&hearing->said, "en", words);
	assert_true(hearing->said.count >= 3);
	for (int i = 0; i < hearing->said.count; i++)
		assert_true(strlen(hearing->said.one[i].text) <= UTTER_TEXT_MAX_BYTES + 4);
	utter_begin(&hearing->said, &hearing->arena);
	for (int i = 0; i < UTTER_MAX + 5; i++)
		utter_text(&hearing->said, "en", "More.");
	assert_int_equal(hearing->said.count, UTTER_MAX);
}

static void a_key_is_said_by_its_name(void **state)
{
	static const struct { const char *key, *said; } keys[] = {
		{ "q", "q" }, { "ŵ", "ŵ" }, { ",", "comma" }, { ".", "full stop" }, { "-", "hyphen" }, { "'", "apostrophe" }, { "@", "at" }, { "_", "underscore" }, { "7", "7" }, { ".co.uk", ".co.uk" },
		{ "Q", "capital Q" }, { "Ŵ", "capital Ŵ" }, { "Ł", "capital Ł" }, { "ł", "ł" },
	};
	struct hearing *hearing = *state;
	const struct node_action act = { .what = 1 };
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_KEY, .name = "M", .action = act }), "M"); /* a postcode has no small letters */
	assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_KEY, .id = "key-shift", .name = "ABC", .state = NODE_CHECKED, .action = act }), "ABC, on");
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_string_equal(said_of(hearing, (struct node){ .role = NODE_ROLE_KEY, .name = keys[i].key, .action = act }), keys[i].said);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_hearing, gone_hearing)
		CASE(each_kind_of_node_says_name_role_state_and_place), CASE(a_field_says_its_value_its_error_and_its_hint), CASE(decoration_is_silent),
		CASE(words_of_another_language_are_a_sentence_of_that_language), CASE(an_english_part_is_said_in_english), CASE(each_language_has_its_own_words), CASE(what_is_personal_is_for_one_pair_of_ears),
		CASE(how_to_hear_it_is_said_once), CASE(what_is_secret_is_never_said), CASE(keys_of_a_secret_field_are_not_told_to_everybody), CASE(a_reference_is_spelled), CASE(a_key_is_said_by_its_name),
		CASE(a_screen_opens_with_its_title_its_errors_its_text_and_the_focus), CASE(of_a_page_under_a_sheet_nothing_is_said), CASE(long_text_is_cut_into_sentences),
	};
	return cmocka_run_group_tests_name("speech_utter", cases, NULL, NULL);
}
