/* SPDX-License-Identifier: MIT */
/* unit.tree_diff - what changed between two builds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/tree/diff.h"

struct pair { struct tree before, after; struct diff diff; };

static int given_pair(void **state)
{
	static struct pair pair;
	tree_init(&pair.before);
	tree_init(&pair.after);
	*state = &pair;
	return 0;
}

static int end_pair(void **state)
{
	struct pair *pair = *state;
	tree_done(&pair->before);
	tree_done(&pair->after);
	return 0;
}

static void at(struct node *node, int left, int top)
{
	node->left_px = left, node->top_px = top, node->width_px = 50, node->height_px = 20;
}

static void build(struct tree *tree, const char *value, unsigned state, bool extra, int shift)
{
	tree_begin(tree, "page", "Page", "en", false);
	at(tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "name", .name = "Name", .value = value, .caret = -1 }), 100, 100);
	at(LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "go", .name = "Go", .state = state), 100, 200 + shift);
	if (extra)
		at(LEAF(tree, .role = NODE_ROLE_TEXT, .id = "error", .name = "Enter a name"), 100, 300);
}

static void the_same_again_is_no_change(void **state)
{
	struct pair *pair = *state;
	build(&pair->before, "Siân", 0, true, 0);
	build(&pair->after, "Siân", 0, true, 0);
	diff_trees(&pair->before, &pair->after, 10, &pair->diff);
	assert_false(pair->diff.whole);
	assert_int_equal(pair->diff.change_count, 0);
	assert_int_equal(pair->diff.area_count, 0);
}

static void a_changed_value_is_one_area_with_its_margin(void **state)
{
	struct pair *pair = *state;
	build(&pair->before, "Siâ", 0, false, 0);
	build(&pair->after, "Siân", 0, false, 0);
	diff_trees(&pair->before, &pair->after, 10, &pair->diff);
	assert_int_equal(pair->diff.change_count, 1);
	assert_int_equal(pair->diff.change[0].kind, DIFF_CHANGED);
	assert_string_equal(pair->diff.change[0].after->value, "Siân");
	assert_int_equal(pair->diff.area_count, 1);
	const struct diff_rect *area = &pair->diff.area[0];
	assert_int_equal(area->left_px, 90);
	assert_int_equal(area->top_px, 90);
	assert_int_equal(area->width_px, 70);
	assert_int_equal(area->height_px, 40);
}

static void a_pressed_button_and_a_value_are_two_areas(void **state)
{
	struct pair *pair = *state;
	build(&pair->before, "a", 0, false, 0);
	build(&pair->after, "ab", NODE_PRESSED, false, 0);
	diff_trees(&pair->before, &pair->after, 10, &pair->diff);
	assert_int_equal(pair->diff.area_count, 2);
}

static void what_came_and_went_is_told_apart(void **state)
{
	struct pair *pair = *state;
	build(&pair->before, "a", 0, false, 0);
	build(&pair->after, "a", 0, true, 0);
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_int_equal(pair->diff.change_count, 1);
	assert_int_equal(pair->diff.change[0].kind, DIFF_APPEARED);
	assert_null(pair->diff.change[0].before);
	diff_trees(&pair->after, &pair->before, 0, &pair->diff);
	assert_int_equal(pair->diff.change_count, 1);
	assert_int_equal(pair->diff.change[0].kind, DIFF_GONE);
	assert_string_equal(pair->diff.change[0].before->name, "Enter a name");
	assert_int_equal(pair->diff.area[0].top_px, 300);
}

static void a_move_paints_both_places(void **state)
{
	struct pair *pair = *state;
	build(&pair->before, "a", 0, false, 0);
	build(&pair->after, "a", 0, false, 15);
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_int_equal(pair->diff.change[0].kind, DIFF_MOVED);
	assert_int_equal(pair->diff.area_count, 1);
	assert_int_equal(pair->diff.area[0].top_px, 200);
	assert_int_equal(pair->diff.area[0].height_px, 35);
}

static void another_screen_or_language_is_painted_whole(void **state)
{
	struct pair *pair = *state;
	build(&pair->after, "a", 0, false, 0);
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_true(pair->diff.whole);
	build(&pair->before, "a", 0, false, 0);
	pair->before.lang = "cy";
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_true(pair->diff.whole);
	tree_begin(&pair->before, "other", "Other", "en", false);
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_true(pair->diff.whole);
}

/* More changes than areas: they join, and together they still cover everything. */
static void many_changes_join_and_lose_nothing(void **state)
{
	struct pair *pair = *state;
	enum { MANY = 60 };
	for (int round = 0; round < 2; round++) {
		struct tree *tree = round ? &pair->after : &pair->before;
		tree_begin(tree, "page", "Page", "en", false);
		for (int i = 0; i < MANY; i++)
			at(LEAF(tree, .role = NODE_ROLE_TEXT, .name = round ? "new" : "old"), i % 6 * 100, i / 6 * 100);
	}
	diff_trees(&pair->before, &pair->after, 0, &pair->diff);
	assert_int_equal(pair->diff.change_count, MANY);
	assert_in_range(pair->diff.area_count, 1, DIFF_AREA_MAX);
	for (const struct node *node = pair->after.root->child; node; node = node->next) {
		bool covered = false;
		for (int i = 0; i < pair->diff.area_count; i++) {
			const struct diff_rect *area = &pair->diff.area[i];
			covered = covered || (node->left_px >= area->left_px && node->top_px >= area->top_px && node->left_px + node->width_px <= area->left_px + area->width_px
				&& node->top_px + node->height_px <= area->top_px + area->height_px);
		}
		assert_true(covered);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(the_same_again_is_no_change, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(a_changed_value_is_one_area_with_its_margin, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(a_pressed_button_and_a_value_are_two_areas, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(what_came_and_went_is_told_apart, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(a_move_paints_both_places, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(another_screen_or_language_is_painted_whole, given_pair, end_pair),
		cmocka_unit_test_setup_teardown(many_changes_join_and_lose_nothing, given_pair, end_pair),
	};
	return cmocka_run_group_tests_name("tree_diff", cases, NULL, NULL);
}
