/* SPDX-License-Identifier: MIT */
/* unit.speech_notice - what is said when a screen changes: once, the right thing, and nothing when only its looks did. */
#include "tests/lib/given.h"
#include "ui/speech/notice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One screen of everything that can change. */
struct page {
	const char *id, *lang, *name, *focus, *text, *more, *status, *error, *seconds;
	unsigned field_state, choice, box, pressed, shift;
	bool typing;
	int back, marked; /* bytes from the end to the caret; from there to the other end of what is marked */
};

struct hearing {
	struct words *words;
	struct tree tree;
	struct notice notice;
	bool alone;
	char all[4096];
};

static int given_hearing(void **state)
{
	char folder[GIVEN_PATH_BYTES];
	struct hearing *hearing = calloc(1, sizeof *hearing);
	assert_non_null(hearing);
	given_built("assets/languages", folder);
	assert_int_equal(words_open(folder, "en", &hearing->words), FAIL_NONE);
	tree_init(&hearing->tree);
	hearing->alone = true;
	*state = hearing;
	return 0;
}

static int gone_hearing(void **state)
{
	struct hearing *hearing = *state;
	words_close(hearing->words);
	tree_done(&hearing->tree);
	free(hearing);
	return 0;
}

static unsigned focus_of(const struct page *page, const char *id)
{
	return page->focus && strcmp(page->focus, id) == 0 ? NODE_FOCUSED : 0;
}

static void build(struct tree *tree, const struct page *page)
{
	const char *value = page->name ? page->name : "";
	tree_begin(tree, page->id ? page->id : "page", "A page", page->lang ? page->lang : "en", false);
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "text", .name = page->text ? page->text : "To read");
	if (page->more)
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "more", .name = page->more);
	if (page->error) {
		TREE(tree, .role = NODE_ROLE_ALERT, .id = "errors", .name = "Check one thing") {
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "error:name", .name = page->error, .state = focus_of(page, "error:name"), .action = { .what = 1 });
		}
	}
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:name", .name = "Name", .value = value, .caret = page->typing ? (int)strlen(value) - page->back : -1,
		.select = (int)strlen(value) - page->back - page->marked, .state = page->field_state | (page->marked ? NODE_SELECTED_TEXT : 0) | focus_of(page, "field:name"), .action = { .what = 1 } });
	LEAF(tree, .role = NODE_ROLE_RADIO, .id = "one", .name = "One", .state = (page->choice == 1 ? NODE_CHECKED : 0) | focus_of(page, "one"), .action = { .what = 1 });
	LEAF(tree, .role = NODE_ROLE_RADIO, .id = "two", .name = "Two", .state = (page->choice == 2 ? NODE_CHECKED : 0) | focus_of(page, "two"), .action = { .what = 1 });
	LEAF(tree, .role = NODE_ROLE_CHECKBOX, .id = "box", .name = "Box", .state = (page->box ? NODE_CHECKED : 0) | page->pressed, .action = { .what = 1 });
	LEAF(tree, .role = NODE_ROLE_KEY, .id = "key-shift", .name = "Capitals", .state = (page->shift ? NODE_CHECKED : 0) | focus_of(page, "key-shift"), .action = { .what = 1 });
	LEAF(tree, .role = NODE_ROLE_STATUS, .id = "status", .name = page->status ? page->status : "Printing");
	if (page->seconds)
		LEAF(tree, .role = NODE_ROLE_TIMER, .id = "countdown", .name = page->seconds, .value = page->seconds);
	assert_int_equal(tree_end(tree), FAIL_NONE);
}

static const char *heard(struct hearing *hearing, struct page page, bool by_person, enum notice_kind kind)
{
	struct arena arena;
	struct utterances said;
	const struct listener listener = { hearing->words, hearing->alone };
	build(&hearing->tree, &page);
	arena_init(&arena, UTTER_ARENA_MAX_BYTES);
	utter_begin(&said, &arena);
	assert_int_equal(notice_look(&hearing->notice, &listener, &hearing->tree, by_person, &said), kind);
	hearing->all[0] = '\0';
	for (int i = 0; i < said.count; i++) {
		size_t end = strlen(hearing->all);
		snprintf(hearing->all + end, sizeof hearing->all - end, "%s%s", i ? " | " : "", said.one[i].text);
	}
	arena_done(&arena);
	return hearing->all;
}

static void a_screen_is_told_once(void **state)
{
	struct hearing *hearing = *state;
	assert_string_equal(heard(hearing, (struct page){ 0 }, true, NOTICE_NOW), "A page | To read | Printing");
	assert_string_equal(heard(hearing, (struct page){ 0 }, true, NOTICE_NOTHING), "");
	assert_string_equal(heard(hearing, (struct page){ .pressed = NODE_PRESSED }, true, NOTICE_NOTHING), "");
	assert_non_null(strstr(heard(hearing, (struct page){ .id = "another" }, false, NOTICE_NOW), "A page"));
	notice_forget(&hearing->notice);
	assert_non_null(strstr(heard(hearing, (struct page){ .id = "another" }, false, NOTICE_NOW), "A page"));
}

/* Somebody of the staff opens their sheet over the page of who listens: that is said first, and once. */
static void a_screen_of_staff_is_announced(void **state)
{
	struct hearing *hearing = *state;
	const char *notice = words_get(hearing->words, "speech.staff");
	assert_null(strstr(heard(hearing, (struct page){ .id = "page" }, true, NOTICE_NOW), notice));
	assert_ptr_equal(strstr(heard(hearing, (struct page){ .id = "staff/pin" }, true, NOTICE_NOW), notice), hearing->all);
	assert_null(strstr(heard(hearing, (struct page){ .id = "staff/menu" }, true, NOTICE_NOW), notice));
	assert_null(strstr(heard(hearing, (struct page){ .id = "page" }, true, NOTICE_NOW), notice));
}

static void a_new_language_tells_the_screen_again(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ 0 }, true, NOTICE_NOW);
	assert_non_null(strstr(heard(hearing, (struct page){ .lang = "cy" }, true, NOTICE_NOW), "A page"));
}

static void the_focus_is_told_when_it_moves(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .focus = "one" }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .focus = "two" }, true, NOTICE_NOW), "Two, option, not selected");
	assert_string_equal(heard(hearing, (struct page){ .focus = "two", .choice = 2 }, true, NOTICE_NOW), "Two, option, selected");
}

static void a_choice_by_finger_is_told_and_the_one_it_replaces_is_not(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .choice = 1 }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .choice = 2 }, true, NOTICE_NOW), "Two, option, selected");
	assert_string_equal(heard(hearing, (struct page){ .choice = 2, .box = 1 }, true, NOTICE_NOW), "Box, tick box, ticked");
	assert_string_equal(heard(hearing, (struct page){ .choice = 2 }, true, NOTICE_NOW), "Box, tick box, not ticked");
}

static void typing_is_heard_letter_by_letter(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .typing = true, .focus = "field:name" }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name", .name = "k" }, true, NOTICE_NOW), "k");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name", .name = "kŵ" }, true, NOTICE_NOW), "ŵ");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name", .name = "kŵ " }, true, NOTICE_NOW), "Space");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name", .name = "kŵ" }, true, NOTICE_NOW), "Deleted");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name", .name = "kŵl iawn" }, true, NOTICE_NOW), "kŵl iawn");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .focus = "field:name" }, true, NOTICE_NOW), "Cleared");
}

static void typing_for_everybody_to_hear_says_no_letter(void **state)
{
	struct hearing *hearing = *state;
	const struct page empty = { .typing = true, .field_state = NODE_PERSONAL }, one = { .typing = true, .field_state = NODE_PERSONAL, .name = "k" };
	hearing->alone = false;
	heard(hearing, empty, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, one, true, NOTICE_NOW), "star");
	hearing->alone = true;
	notice_forget(&hearing->notice);
	heard(hearing, empty, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, one, true, NOTICE_NOW), "k");
}

static void a_caret_that_moves_says_what_is_behind_it(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4" }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4", .back = 1 }, true, NOTICE_NOW), "4");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4", .back = 3 }, true, NOTICE_NOW), "comma");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4", .back = 5 }, true, NOTICE_NOW), "ŵ");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4", .back = 7 }, true, NOTICE_NOW), "hyphen");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4" }, true, NOTICE_NOW), "End of the text.");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .name = "Li-Wŵ, 4", .back = 7, .marked = 2 }, true, NOTICE_NOW), "Li | selected");
	hearing->alone = false;
	notice_forget(&hearing->notice);
	heard(hearing, (struct page){ .typing = true, .field_state = NODE_PERSONAL, .name = "Li" }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .field_state = NODE_PERSONAL, .name = "Li", .back = 1 }, true, NOTICE_NOW), "star");
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .field_state = NODE_PERSONAL, .name = "Li", .marked = 2 }, true, NOTICE_NOW), "star | selected");
}

static void capitals_are_told_when_they_go_on_and_off(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .typing = true }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .typing = true, .shift = 1 }, true, NOTICE_NOW), "Capitals, on");
	assert_string_equal(heard(hearing, (struct page){ .typing = true }, true, NOTICE_NOW), "Capitals, off");
}

static void going_round_the_ends_is_told(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .focus = "key-shift" }, true, NOTICE_NOW); /* the last of it */
	assert_string_equal(heard(hearing, (struct page){ .focus = "field:name" }, true, NOTICE_NOW), "From the beginning again. | Name, text box | Empty.");
	assert_string_equal(heard(hearing, (struct page){ .focus = "key-shift" }, true, NOTICE_NOW), "From the end. | Capitals, off");
	assert_string_equal(heard(hearing, (struct page){ .focus = "two" }, true, NOTICE_NOW), "Two, option, not selected");
	assert_string_equal(heard(hearing, (struct page){ .focus = "key-shift" }, true, NOTICE_NOW), "Capitals, off");
}

static void errors_come_first_and_at_once(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ 0 }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .error = "Enter a name", .focus = "error:name" }, true, NOTICE_NOW), "Check one thing | Enter a name | Enter a name, button");
}

static void what_is_new_to_read_is_told_when_a_person_brought_it(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ 0 }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .text = "The next part" }, true, NOTICE_NOW), "The next part");
	assert_string_equal(heard(hearing, (struct page){ .text = "10.42 am" }, false, NOTICE_NOTHING), "");
}

static void a_status_waits_for_its_turn(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ 0 }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .status = "Take your receipt" }, false, NOTICE_AFTER), "Take your receipt");
}

static void what_comes_by_itself_is_told_afterwards_if_it_was_not_there_before(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ 0 }, true, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .more = "And bring your card" }, false, NOTICE_AFTER), "And bring your card");
	assert_string_equal(heard(hearing, (struct page){ .more = "And bring your card" }, false, NOTICE_NOTHING), "");
}

static void a_countdown_is_told_by_tens_and_at_five(void **state)
{
	struct hearing *hearing = *state;
	heard(hearing, (struct page){ .seconds = "45" }, false, NOTICE_NOW);
	assert_string_equal(heard(hearing, (struct page){ .seconds = "44" }, false, NOTICE_NOTHING), "");
	assert_string_equal(heard(hearing, (struct page){ .seconds = "40" }, false, NOTICE_AFTER), "40 40");
	assert_string_equal(heard(hearing, (struct page){ .seconds = "5" }, false, NOTICE_AFTER), "5 5");
	assert_string_equal(heard(hearing, (struct page){ .seconds = "4" }, false, NOTICE_NOTHING), "");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_hearing, gone_hearing)
		CASE(a_screen_is_told_once), CASE(a_new_language_tells_the_screen_again), CASE(a_screen_of_staff_is_announced), CASE(the_focus_is_told_when_it_moves),
		CASE(a_choice_by_finger_is_told_and_the_one_it_replaces_is_not), CASE(typing_is_heard_letter_by_letter), CASE(typing_for_everybody_to_hear_says_no_letter),
		CASE(capitals_are_told_when_they_go_on_and_off), CASE(going_round_the_ends_is_told), CASE(errors_come_first_and_at_once), CASE(a_caret_that_moves_says_what_is_behind_it), CASE(what_is_new_to_read_is_told_when_a_person_brought_it), CASE(a_status_waits_for_its_turn),
		CASE(what_comes_by_itself_is_told_afterwards_if_it_was_not_there_before),
		CASE(a_countdown_is_told_by_tens_and_at_five),
	};
	return cmocka_run_group_tests_name("speech_notice", cases, NULL, NULL);
}
