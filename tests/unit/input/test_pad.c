/* SPDX-License-Identifier: MIT */
/* unit.pad - a keypad and two switches on a page with a box, a keyboard of three rows, and buttons. */
#include "tests/lib/given.h"
#include "ui/input/pad.h"

#include <stdio.h>
#include <string.h>

struct desk { struct tree tree; struct visit visit; const struct node *focus; };

static void key(struct tree *tree, const char *text, int x, int y, int width)
{
	char id[16];
	snprintf(id, sizeof id, "key:%s", text);
	struct node *node = tree_leaf(tree, (struct node){ .role = NODE_ROLE_KEY, .id = id, .name = text, .action = { .what = ACTION_TYPE, .text = text } });
	node->left_px = x;
	node->top_px = y;
	node->width_px = width;
	node->height_px = 80;
}

static void keyboard(struct tree *tree)
{
	static const char *const rows[] = { "abcd", "efg" };
	tree_open(tree, (struct node){ .role = NODE_ROLE_GROUP, .id = "keyboard", .name = "Keyboard" });
	for (int row = 0; row < 2; row++) {
		char id[16];
		snprintf(id, sizeof id, "row:%d", row + 1);
		tree_open(tree, (struct node){ .role = NODE_ROLE_GROUP, .id = id, .state = NODE_ROW });
		for (int i = 0; rows[row][i]; i++)
			key(tree, (char[]){ rows[row][i], '\0' }, i * 100 + row * 30, row * 100, 90);
		tree_close(tree);
	}
	tree_open(tree, (struct node){ .role = NODE_ROLE_GROUP, .id = "row:3", .state = NODE_ROW });
	key(tree, "space", 0, 200, 390);
	tree_close(tree);
	tree_close(tree);
}

static void button(struct tree *tree, const char *id, int what)
{
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_BUTTON, .id = id, .name = id, .action = { .what = what } });
}

static int given_desk(void **state)
{
	static struct desk desk;
	desk = (struct desk){ .visit = { .place = PLACE_QUESTION, .field = "name", .keypad_here = true } };
	tree_init(&desk.tree);
	tree_begin(&desk.tree, "page", "A page", "en", false);
	tree_leaf(&desk.tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:name", .name = "Name", .action = { .what = ACTION_FIELD, .text = "name" } });
	tree_leaf(&desk.tree, (struct node){ .role = NODE_ROLE_RADIO, .id = "choice:a:b", .name = "B", .action = { .what = ACTION_CHOOSE, .text = "b" } });
	keyboard(&desk.tree);
	button(&desk.tree, "back", ACTION_BACK);
	button(&desk.tree, "continue", ACTION_CONTINUE);
	button(&desk.tree, "person", ACTION_OPEN);
	assert_int_equal(tree_end(&desk.tree), FAIL_NONE);
	*state = &desk;
	return 0;
}

static int gone_desk(void **state)
{
	tree_done(&((struct desk *)*state)->tree);
	return 0;
}

static struct key_meaning hit(struct desk *desk, enum pad pad)
{
	struct key_meaning meaning = pad_read(&desk->visit, &desk->tree, desk->focus, pad);
	if (meaning.kind == KEY_GO)
		desk->focus = meaning.node;
	return meaning;
}

/* "d" down, "u" up, "n" next, "p" previous, "m" the switch that moves, "c" the one that chooses. */
static void walk(struct desk *desk, const char *keys, const char *expected)
{
	static const struct { char letter; enum pad pad; } letters[] = { { 'd', PAD_DOWN }, { 'u', PAD_UP }, { 'n', PAD_NEXT }, { 'p', PAD_PREVIOUS }, { 'm', PAD_SWITCH_1 }, { 'c', PAD_SWITCH_2 } };
	for (; *keys; keys++)
		for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
			if (letters[i].letter == *keys)
				assert_int_equal(hit(desk, letters[i].pad).kind, KEY_GO);
	assert_non_null(desk->focus);
	assert_string_equal(desk->focus->id, expected);
}

static void start_at(struct desk *desk, const char *id)
{
	desk->focus = tree_find(&desk->tree, id);
	assert_non_null(desk->focus);
}

static void down_goes_through_all_things_and_round(void **state)
{
	struct desk *desk = *state;
	walk(desk, "d", "field:name");
	walk(desk, "d", "choice:a:b");
	walk(desk, "d", "key:a");
	walk(desk, "ddd", "back");
	walk(desk, "dd", "person");
	walk(desk, "d", "field:name");
	walk(desk, "u", "person");
}

static void a_keyboard_is_a_grid(void **state)
{
	struct desk *desk = *state;
	start_at(desk, "key:a");
	walk(desk, "nn", "key:c");
	walk(desk, "d", "key:g");
	walk(desk, "n", "key:e");
	walk(desk, "p", "key:g");
	walk(desk, "d", "key:space");
	walk(desk, "d", "back");
	walk(desk, "u", "key:space");
	walk(desk, "uuu", "choice:a:b");
}

static void next_and_previous_are_screens(void **state)
{
	struct desk *desk = *state;
	struct key_meaning meaning = hit(desk, PAD_NEXT);
	assert_int_equal(meaning.kind, KEY_PRESS);
	assert_string_equal(meaning.node->id, "continue");
	meaning = hit(desk, PAD_PREVIOUS);
	assert_int_equal(meaning.kind, KEY_EDIT);
	assert_int_equal(meaning.action.what, ACTION_BACK);
	desk->visit.sheet = SHEET_PERSON;
	assert_int_equal(hit(desk, PAD_PREVIOUS).action.what, ACTION_CLOSE);
}

static void parts_of_a_page_are_screens_too(void **state)
{
	struct desk *desk = *state;
	tree_begin(&desk->tree, "page", "A page", "en", false);
	button(&desk->tree, "page-previous", ACTION_PAGE);
	button(&desk->tree, "page-next", ACTION_PAGE);
	button(&desk->tree, "continue", ACTION_CONTINUE);
	assert_string_equal(hit(desk, PAD_NEXT).node->id, "page-next");
	assert_string_equal(hit(desk, PAD_PREVIOUS).node->id, "page-previous");
}

static void next_sends_nothing(void **state)
{
	struct desk *desk = *state;
	tree_begin(&desk->tree, "check", "Check", "en", false);
	button(&desk->tree, "back", ACTION_BACK);
	button(&desk->tree, "send", ACTION_SEND);
	struct key_meaning meaning = hit(desk, PAD_NEXT);
	assert_int_equal(meaning.kind, KEY_GO);
	assert_string_equal(meaning.node->id, "send");
	assert_int_equal(hit(desk, PAD_SELECT).kind, KEY_PRESS);
}

static void select_presses_only_what_has_the_ring(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(hit(desk, PAD_SELECT).kind, KEY_GO);
	assert_string_equal(desk->focus->id, "field:name");
	assert_int_equal(hit(desk, PAD_SELECT).kind, KEY_GO); /* it types already: to its keys */
	assert_string_equal(desk->focus->id, "key:a");
	assert_string_equal(hit(desk, PAD_SELECT).node->id, "key:a");
	start_at(desk, "field:name");
	desk->visit.field[0] = '\0';
	assert_string_equal(hit(desk, PAD_SELECT).node->id, "field:name");
}

static void help_is_a_person_and_twice_the_page_to_learn(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(hit(desk, PAD_HELP).action.number, SHEET_PERSON);
	desk->visit.sheet = SHEET_PERSON;
	assert_int_equal(hit(desk, PAD_HELP).action.number, SHEET_LEARN);
	desk->visit.keypad_here = false;
	assert_int_equal(hit(desk, PAD_HELP).action.number, SHEET_PERSON);
}

static void on_the_page_to_learn_a_key_only_says_what_it_is(void **state)
{
	struct desk *desk = *state;
	desk->visit.sheet = SHEET_LEARN;
	for (enum pad pad = PAD_PREVIOUS; pad <= PAD_SLOWER; pad++) {
		struct key_meaning meaning = hit(desk, pad);
		assert_int_equal(meaning.kind, KEY_EDIT);
		assert_int_equal(meaning.action.what, ACTION_LEARN);
		assert_int_equal(meaning.action.number, pad);
	}
}

static void keys_of_the_voice_wake_it_and_headphones_make_it_private(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(hit(desk, PAD_REPEAT).action.number, SPEECH_ON);
	assert_int_equal(hit(desk, PAD_LOUDER).action.number, SPEECH_ON);
	assert_int_equal(hit(desk, PAD_STOP).kind, KEY_NOTHING);
	assert_int_equal(hit(desk, PAD_HEADPHONES_IN).action.number, SPEECH_PRIVATE);
	assert_int_equal(hit(desk, PAD_HEADPHONES_OUT).action.number, SPEECH_SPEAKER);
	desk->visit.voice.on = true;
	assert_int_equal(hit(desk, PAD_REPEAT).action.number, SPEECH_REPEAT);
	assert_int_equal(hit(desk, PAD_SLOWER).action.number, SPEECH_SLOWER);
	assert_int_equal(hit(desk, PAD_STOP).action.number, SPEECH_STOP);
}

static void an_unknown_switch_asks_what_it_is_for(void **state)
{
	struct desk *desk = *state;
	struct key_meaning meaning = hit(desk, PAD_SWITCH_2);
	assert_int_equal(meaning.action.what, ACTION_SWITCH);
	assert_int_equal(meaning.action.number, 2);
}

static void one_switch_moves_by_rows_and_the_other_chooses(void **state)
{
	struct desk *desk = *state;
	desk->visit.switches = (struct switches){ .step = SWITCHES_READY, .moves = 1 };
	walk(desk, "mmm", "row:1");
	walk(desk, "c", "key:a");
	walk(desk, "mmm", "key:d");
	walk(desk, "m", "row:1"); /* out of the row again */
	walk(desk, "m", "row:2");
	walk(desk, "cm", "key:f");
	assert_string_equal(hit(desk, PAD_SWITCH_2).node->id, "key:f");
	start_at(desk, "row:3");
	walk(desk, "m", "back");
	walk(desk, "mmm", "field:name");
	assert_string_equal(hit(desk, PAD_SWITCH_2).node->id, "field:name");
	desk->visit.switches.moves = 2;
	walk(desk, "c", "choice:a:b");
}

static void what_a_switch_chose_leads_on(void **state)
{
	struct desk *desk = *state;
	const struct { struct pad_chosen chosen; const char *to; } cases[] = {
		{ { NODE_ROLE_RADIO, ACTION_CHOOSE, false }, "continue" }, { { NODE_ROLE_CHECKBOX, ACTION_CHOOSE, false }, NULL },
		{ { NODE_ROLE_KEY, ACTION_TYPE, false }, "row:1" },        { { NODE_ROLE_KEY, ACTION_DELETE, false }, NULL },
		{ { NODE_ROLE_FIELD, ACTION_FIELD, false }, "row:1" },     { { NODE_ROLE_BUTTON, ACTION_CONTINUE, false }, NULL },
		{ { NODE_ROLE_BUTTON, ACTION_CONTINUE, true }, NULL },     /* the next page has a box that types: there */
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct node *to = pad_follow(&desk->visit, &desk->tree, &cases[i].chosen);
		assert_string_equal(to ? to->id : "stays", cases[i].to ? cases[i].to : "stays");
	}
	desk->visit.field[0] = '\0';
	assert_string_equal(pad_follow(&desk->visit, &desk->tree, &cases[6].chosen)->id, "field:name");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_desk, gone_desk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(down_goes_through_all_things_and_round), CASE(a_keyboard_is_a_grid), CASE(next_and_previous_are_screens), CASE(parts_of_a_page_are_screens_too),
		CASE(next_sends_nothing), CASE(select_presses_only_what_has_the_ring), CASE(help_is_a_person_and_twice_the_page_to_learn),
		CASE(on_the_page_to_learn_a_key_only_says_what_it_is), CASE(an_unknown_switch_asks_what_it_is_for), CASE(keys_of_the_voice_wake_it_and_headphones_make_it_private),
		CASE(one_switch_moves_by_rows_and_the_other_chooses),
		CASE(what_a_switch_chose_leads_on),
	};
	return cmocka_run_group_tests_name("pad", cases, NULL, NULL);
}
