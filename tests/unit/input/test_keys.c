/* SPDX-License-Identifier: MIT */
/* unit.keys - what each hardware key means, by where the focus is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/input/keys.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

struct desk { struct tree tree; struct visit visit; };

static int given_desk(void **state)
{
	static struct desk desk;
	desk = (struct desk){ .visit = { .place = PLACE_QUESTION, .field = "name" } };
	struct tree *tree = &desk.tree;
	tree_init(tree);
	tree_begin(tree, "page", "A page", "en", false);
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:name", .name = "Name",
	                                .action = { .what = ACTION_FIELD, .text = "name" } });
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:notes", .name = "Notes",
	                                .state = NODE_MULTILINE, .action = { .what = ACTION_FIELD, .text = "notes" } });
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_RADIO, .id = "choice:a:b", .name = "B",
	                                .action = { .what = ACTION_CHOOSE, .text = "b" } });
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_BUTTON, .id = "continue", .name = "Continue", .action = { .what = ACTION_CONTINUE } });
	assert_int_equal(tree_end(tree), FAIL_NONE);
	*state = &desk;
	return 0;
}

static int gone_desk(void **state)
{
	tree_done(&((struct desk *)*state)->tree);
	return 0;
}

static struct key_meaning hit(struct desk *desk, const char *focus, enum window_event_kind kind, const char *text)
{
	struct window_event event = { .kind = kind };
	snprintf(event.text, sizeof event.text, "%s", text);
	struct key_meaning meaning = key_read(&desk->visit, &desk->tree, focus ? tree_find(&desk->tree, focus) : NULL, &event);
	if (meaning.action.text == event.text) /* borrowed from the event: compare before it goes */
		meaning.action.text = strcmp(text, event.text) == 0 ? text : NULL;
	return meaning;
}

static void text_goes_to_the_field_that_types(void **state)
{
	struct desk *desk = *state;
	struct key_meaning meaning = hit(desk, NULL, WINDOW_TEXT, "ŵ");
	assert_int_equal(meaning.kind, KEY_EDIT);
	assert_int_equal(meaning.action.what, ACTION_TYPE);
	assert_string_equal(meaning.action.text, "ŵ");
	assert_int_equal(hit(desk, "continue", WINDOW_TEXT, "w").kind, KEY_EDIT);
	desk->visit.field[0] = '\0';
	assert_int_equal(hit(desk, NULL, WINDOW_TEXT, "w").kind, KEY_NOTHING);
}

static void text_under_a_sheet_goes_nowhere(void **state)
{
	struct desk *desk = *state;
	desk->visit.sheet = SHEET_PERSON;
	assert_int_equal(hit(desk, NULL, WINDOW_TEXT, "w").kind, KEY_NOTHING);
}

static void space_presses_a_control_but_types_in_a_field(void **state)
{
	struct desk *desk = *state;
	struct key_meaning meaning = hit(desk, "choice:a:b", WINDOW_TEXT, " ");
	assert_int_equal(meaning.kind, KEY_PRESS);
	assert_string_equal(meaning.node->id, "choice:a:b");
	assert_int_equal(hit(desk, "field:name", WINDOW_TEXT, " ").kind, KEY_EDIT);
	assert_int_equal(hit(desk, NULL, WINDOW_TEXT, " ").kind, KEY_EDIT);
}

static void tab_and_arrows_move_the_focus(void **state)
{
	struct desk *desk = *state;
	struct window_event back = { .kind = WINDOW_KEY, .text = "Tab", .shift = true };
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Tab").steps, 1);
	assert_int_equal(key_read(&desk->visit, &desk->tree, NULL, &back).steps, -1);
	assert_int_equal(hit(desk, "choice:a:b", WINDOW_KEY, "Down").steps, 1);
	assert_int_equal(hit(desk, "choice:a:b", WINDOW_KEY, "Up").steps, -1);
	assert_int_equal(hit(desk, "choice:a:b", WINDOW_KEY, "Left").steps, -1);
}

static void left_and_right_move_the_caret_in_a_field(void **state)
{
	struct desk *desk = *state;
	struct key_meaning meaning = hit(desk, "field:name", WINDOW_KEY, "Left");
	assert_int_equal(meaning.action.what, ACTION_CARET);
	assert_int_equal(meaning.action.number, -1);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Right").action.number, 1);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Home").action.number, INT_MIN);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "End").action.number, INT_MAX);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "BackSpace").action.what, ACTION_DELETE);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Delete").action.number, 1);
}

static struct key_meaning with(struct desk *desk, const char *key, bool shift, bool control)
{
	struct window_event event = { .kind = WINDOW_KEY, .shift = shift, .control = control };
	snprintf(event.text, sizeof event.text, "%s", key);
	return key_read(&desk->visit, &desk->tree, tree_find(&desk->tree, "field:name"), &event);
}

static void shift_marks_and_control_goes_by_words(void **state)
{
	static const struct { const char *key; bool shift, control; int what, number; } keys[] = {
		{ "Left", true, false, ACTION_SELECT, -1 }, { "Right", false, true, ACTION_CARET_WORD, 1 }, { "Right", true, true, ACTION_SELECT_WORD, 1 },
		{ "Home", true, false, ACTION_SELECT, INT_MIN }, { "End", false, true, ACTION_CARET_WORD, INT_MAX }, { "A", false, true, ACTION_SELECT_ALL, 0 },
		{ "Z", false, true, ACTION_UNDO, 0 },
	};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct key_meaning meaning = with(*state, keys[i].key, keys[i].shift, keys[i].control);
		assert_int_equal(meaning.kind, KEY_EDIT);
		assert_int_equal(meaning.action.what, keys[i].what);
		assert_int_equal(meaning.action.number, keys[i].number);
	}
}

static void nothing_is_copied_or_pasted(void **state)
{
	static const char *const keys[] = { "V", "C", "X", "Insert", "Delete", "Return", "Tab" };
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_int_equal(with(*state, keys[i], false, true).kind, KEY_NOTHING);
	assert_int_equal(with(*state, "Insert", true, false).kind, KEY_NOTHING);
	assert_int_equal(with(*state, "Copy", false, false).kind, KEY_NOTHING);
	assert_int_equal(with(*state, "Paste", false, false).kind, KEY_NOTHING);
}

static void return_presses_the_focus_or_goes_on(void **state)
{
	struct desk *desk = *state;
	assert_string_equal(hit(desk, "choice:a:b", WINDOW_KEY, "Return").node->id, "choice:a:b");
	assert_string_equal(hit(desk, "field:name", WINDOW_KEY, "Return").node->id, "continue");
	assert_string_equal(hit(desk, NULL, WINDOW_KEY, "Return").node->id, "continue");
	struct key_meaning meaning = hit(desk, "field:notes", WINDOW_KEY, "Return");
	assert_int_equal(meaning.action.what, ACTION_TYPE);
	assert_string_equal(meaning.action.text, "\n");
}

static void escape_closes_the_sheet_or_goes_back(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Escape").action.what, ACTION_BACK);
	desk->visit.sheet = SHEET_PERSON;
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "Escape").action.what, ACTION_CLOSE);
	assert_int_equal(hit(desk, NULL, WINDOW_KEY, "F1").kind, KEY_NOTHING);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_desk, gone_desk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(text_goes_to_the_field_that_types), CASE(text_under_a_sheet_goes_nowhere), CASE(space_presses_a_control_but_types_in_a_field),
		CASE(tab_and_arrows_move_the_focus), CASE(left_and_right_move_the_caret_in_a_field), CASE(return_presses_the_focus_or_goes_on),
		CASE(shift_marks_and_control_goes_by_words), CASE(nothing_is_copied_or_pasted),
		CASE(escape_closes_the_sheet_or_goes_back),
	};
	return cmocka_run_group_tests_name("keys", cases, NULL, NULL);
}
