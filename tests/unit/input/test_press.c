/* SPDX-License-Identifier: MIT */
/* unit.press - one finger on a screen of two buttons, a sheet over them, and others' fingers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/input/press.h"
#include "ui/input/remote.h"
#include "ui/visit/visit.h"

struct panel { struct tree tree; struct press press; const struct node *fired; };

static struct node button(const char *id, int action, int top)
{
	return (struct node){ .role = NODE_ROLE_BUTTON, .id = id, .name = id, .caret = -1, .action = { .what = action },
	                      .left_px = 100, .top_px = top, .width_px = 200, .height_px = 100 };
}

static void place(struct tree *tree, const char *id, int top)
{
	struct node *node = tree_find(tree, id);
	node->left_px = 100;
	node->top_px = top;
	node->width_px = 200;
	node->height_px = 100;
}

static void build(struct tree *tree, bool sheet)
{
	struct node *root = tree_begin(tree, "page", "A page", "en", false);
	root->width_px = 1000;
	root->height_px = 1000;
	tree_leaf(tree, button("back", ACTION_BACK, 100));
	tree_leaf(tree, button("continue", ACTION_CONTINUE, 300));
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:name", .name = "Name", .caret = 0, .action = { .what = ACTION_FIELD, .text = "name" } });
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_TEXT, .id = "words", .name = "Words", .caret = -1 });
	if (sheet) {
		struct node *dialog = tree_open(tree, (struct node){ .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Sheet", .state = NODE_MODAL, .caret = -1 });
		dialog->top_px = 500;
		dialog->width_px = 1000;
		dialog->height_px = 500;
		tree_leaf(tree, button("close", ACTION_CLOSE, 700));
		tree_close(tree);
	}
	assert_int_equal(tree_end(tree), FAIL_NONE);
	place(tree, "back", 100);
	place(tree, "continue", 300);
	place(tree, "field:name", 420);
	if (sheet)
		place(tree, "close", 700);
}

static int given_panel(void **state)
{
	static struct panel panel;
	panel = (struct panel){ 0 };
	tree_init(&panel.tree);
	build(&panel.tree, false);
	*state = &panel;
	return 0;
}

static int gone_panel(void **state)
{
	struct panel *panel = *state;
	tree_done(&panel->tree);
	return 0;
}

static const char *fired_id(const struct panel *panel)
{
	return panel->fired ? panel->fired->id : "nothing";
}

static enum press_result finger(struct panel *panel, enum window_event_kind kind, int x, int y)
{
	struct window_event event = { .kind = kind, .x_px = x, .y_px = y };
	return press_event(&panel->press, &panel->tree, &event, &panel->fired);
}

static void a_press_shows_at_once_and_fires_on_release(void **state)
{
	struct panel *panel = *state;
	assert_int_equal(finger(panel, WINDOW_DOWN, 150, 350), PRESS_LOOKS);
	press_mark(&panel->press, &panel->tree);
	assert_true(tree_find(&panel->tree, "continue")->state & NODE_PRESSED);
	assert_null(panel->fired);
	assert_int_equal(finger(panel, WINDOW_UP, 290, 310), PRESS_FIRES);
	assert_string_equal(fired_id(panel), "continue");
}

static void sliding_off_does_nothing_and_back_on_counts(void **state)
{
	struct panel *panel = *state;
	finger(panel, WINDOW_DOWN, 150, 350);
	assert_int_equal(finger(panel, WINDOW_MOVE, 160, 360), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_MOVE, 600, 350), PRESS_LOOKS);
	press_mark(&panel->press, &panel->tree);
	assert_false(tree_find(&panel->tree, "continue")->state & NODE_PRESSED);
	assert_int_equal(finger(panel, WINDOW_MOVE, 160, 360), PRESS_LOOKS);
	finger(panel, WINDOW_MOVE, 600, 350);
	assert_int_equal(finger(panel, WINDOW_UP, 600, 350), PRESS_NOTHING);
	assert_null(panel->fired);
}

static void release_on_another_button_presses_neither(void **state)
{
	struct panel *panel = *state;
	finger(panel, WINDOW_DOWN, 150, 150);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_LOOKS);
	assert_null(panel->fired);
}

static void a_second_finger_is_ignored(void **state)
{
	struct panel *panel = *state;
	finger(panel, WINDOW_DOWN, 150, 150);
	assert_int_equal(finger(panel, WINDOW_DOWN, 150, 350), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 150), PRESS_FIRES);
	assert_string_equal(fired_id(panel), "back");
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_NOTHING);
}

static void the_button_is_remembered_across_a_rebuild(void **state)
{
	struct panel *panel = *state;
	finger(panel, WINDOW_DOWN, 150, 350);
	build(&panel->tree, false);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_FIRES);
}

static void a_touch_on_nothing_is_told_apart(void **state)
{
	struct panel *panel = *state;
	assert_int_equal(finger(panel, WINDOW_DOWN, 800, 800), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_UP, 800, 800), PRESS_ELSEWHERE);
	finger(panel, WINDOW_DOWN, 800, 800);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_NOTHING); /* it began on nothing */
	assert_null(panel->fired);
}

static void a_screen_taken_away_fires_nothing(void **state)
{
	struct panel *panel = *state;
	finger(panel, WINDOW_DOWN, 150, 350);
	press_cancel(&panel->press);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_DOWN, 150, 350), PRESS_LOOKS);
}

static void what_lies_under_a_sheet_is_out_of_reach(void **state)
{
	struct panel *panel = *state;
	build(&panel->tree, true);
	assert_int_equal(finger(panel, WINDOW_DOWN, 150, 350), PRESS_NOTHING);
	finger(panel, WINDOW_UP, 150, 350);
	finger(panel, WINDOW_DOWN, 150, 750);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 750), PRESS_FIRES);
	assert_string_equal(fired_id(panel), "close");
}

/* A whole touch, steady; whether it pressed "continue" (or what stands there by then). */
static bool steady_tap(struct panel *panel, int x, int y, int64_t now_ms)
{
	struct window_event down = { .kind = WINDOW_DOWN, .x_px = x, .y_px = y }, up = { .kind = WINDOW_UP, .x_px = x, .y_px = y };
	if (press_again(&panel->press, &down, now_ms, 52))
		press_swallow(&panel->press);
	else
		press_event(&panel->press, &panel->tree, &down, &panel->fired);
	press_again(&panel->press, &up, now_ms, 52);
	return press_event(&panel->press, &panel->tree, &up, &panel->fired) == PRESS_FIRES;
}

static void a_second_touch_on_the_place_is_the_first_one_again(void **state)
{
	struct panel *panel = *state;
	assert_true(steady_tap(panel, 150, 350, 1000));
	assert_false(steady_tap(panel, 155, 345, 1499)); /* 499 ms after the first */
	assert_false(steady_tap(panel, 150, 350, 1998)); /* a hand that goes on shaking */
	assert_true(steady_tap(panel, 150, 350, 2498));
	assert_true(steady_tap(panel, 150, 150, 2499));  /* another place */
	assert_int_equal(HANDS_STEADY_MS, 500);
}

static void a_touch_that_is_swallowed_is_swallowed_to_its_end(void **state)
{
	struct panel *panel = *state;
	press_swallow(&panel->press);
	assert_int_equal(finger(panel, WINDOW_MOVE, 150, 150), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_NOTHING);
	assert_int_equal(finger(panel, WINDOW_DOWN, 150, 350), PRESS_LOOKS);
	assert_int_equal(finger(panel, WINDOW_UP, 150, 350), PRESS_FIRES);
}

static void others_fingers_keep_the_same_rules(void **state)
{
	struct panel *panel = *state;
	struct remote_act act;
	assert_int_equal(remote_read(&panel->tree, "continue", "press", "", &act), FAIL_NONE);
	assert_int_equal(act.first.what, ACTION_CONTINUE);
	assert_int_equal(act.then.what, ACTION_NONE);
	assert_int_equal(remote_read(&panel->tree, "field:name", "set", "Ada", &act), FAIL_NONE);
	assert_int_equal(act.first.what, ACTION_FIELD);
	assert_int_equal(act.then.what, ACTION_SET);
	assert_string_equal(act.then.text, "Ada");
	assert_int_equal(remote_read(&panel->tree, "continue", "set", "Ada", &act), FAIL_DENIED);
	assert_int_equal(remote_read(&panel->tree, "words", "press", "", &act), FAIL_DENIED);
	assert_int_equal(remote_read(&panel->tree, "nowhere", "press", "", &act), FAIL_EMPTY);
	assert_int_equal(remote_read(&panel->tree, "", "press", "", &act), FAIL_EMPTY);
	assert_int_equal(remote_read(&panel->tree, "continue", "kick", "", &act), FAIL_INPUT);
	build(&panel->tree, true);
	assert_int_equal(remote_read(&panel->tree, "continue", "press", "", &act), FAIL_DENIED);
	assert_int_equal(remote_read(&panel->tree, "close", "press", "", &act), FAIL_NONE);
}

static void which_key_types_a_secret_is_not_shown(void **state)
{
	for (int secret = 0; secret < 2; secret++) {
		struct panel *panel = *state;
		tree_begin(&panel->tree, "page", "A page", "en", false);
		tree_leaf(&panel->tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:pin", .name = "PIN", .caret = 0, .state = secret ? NODE_SECRET : 0, .action = { .what = ACTION_FIELD, .text = "pin" } });
		const struct node *key = tree_leaf(&panel->tree, (struct node){ .role = NODE_ROLE_KEY, .id = "key:7", .name = "7", .caret = -1, .action = { .what = ACTION_TYPE, .text = "7" } });
		const struct node *go = tree_leaf(&panel->tree, button("continue", ACTION_CONTINUE, 300));
		assert_int_equal(tree_end(&panel->tree), FAIL_NONE);
		struct press press = { .down = true, .inside = true, .key = key->key };
		press_mark(&press, &panel->tree);
		assert_int_equal(key->state & NODE_PRESSED, secret ? 0 : NODE_PRESSED);
		press.key = go->key;
		press_mark(&press, &panel->tree);
		assert_true(go->state & NODE_PRESSED);
	}
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_panel, gone_panel)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_press_shows_at_once_and_fires_on_release), CASE(sliding_off_does_nothing_and_back_on_counts),
		CASE(release_on_another_button_presses_neither), CASE(a_second_finger_is_ignored), CASE(the_button_is_remembered_across_a_rebuild),
		CASE(a_touch_on_nothing_is_told_apart), CASE(a_screen_taken_away_fires_nothing), CASE(what_lies_under_a_sheet_is_out_of_reach),
		CASE(others_fingers_keep_the_same_rules), CASE(a_second_touch_on_the_place_is_the_first_one_again),
		CASE(a_touch_that_is_swallowed_is_swallowed_to_its_end), CASE(which_key_types_a_secret_is_not_shown),
	};
	return cmocka_run_group_tests_name("press", cases, NULL, NULL);
}
