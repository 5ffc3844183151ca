/* SPDX-License-Identifier: MIT */
/* unit.tree_audit - each rule has a screen that breaks it and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/tree/audit.h"

#include <string.h>

enum { WIDTH = 1000, HEIGHT = 1000 };

static struct node *at(struct node *node, int left, int top, int width, int height)
{
	node->left_px = left, node->top_px = top, node->width_px = width, node->height_px = height;
	return node;
}

/* A screen that keeps every rule at 4 px/mm: targets ≥ 50 px, gaps ≥ 10 px. */
static void given_good(struct tree *tree)
{
	tree_init(tree);
	at(tree_begin(tree, "page", "Page", "en", false), 0, 0, WIDTH, HEIGHT);
	at(LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Title", .level = 1), 0, 0, 500, 50);
	at(LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "go", .name = "Go", .action.what = 1), 0, 100, 50, 50);
	at(LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "person", .name = "Person", .action.what = 1), 60, 100, 50, 50);
}

static struct audit_rule_broken broken[AUDIT_BROKEN_MAX];

static int audit(struct tree *tree)
{
	return audit_tree(tree, 4, WIDTH, HEIGHT, broken);
}

static void expect(struct tree *tree, const char *rule)
{
	assert_int_equal(audit(tree), 1);
	assert_string_equal(broken[0].rule, rule);
	tree_done(tree);
}

static void capitals_too_low_for_the_text_size_are_found(void **state)
{
	(void)state;
	static const struct { int percent, good_um; } sizes[] = { { 100, 4800 }, { 149, 4800 }, { 150, 7330 }, { 199, 7330 }, { 200, 9000 } };
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct tree tree;
		given_good(&tree);
		tree.text_percent = sizes[i].percent;
		tree_find(&tree, "title")->capital_um = sizes[i].good_um;
		assert_int_equal(audit(&tree), 0);
		tree_find(&tree, "title")->capital_um = sizes[i].good_um - 1;
		expect(&tree, "capital");
	}
}

static void a_good_screen_breaks_nothing(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	assert_int_equal(audit(&tree), 0);
	tree_done(&tree);
}

static void a_nameless_button_is_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "go")->name = "";
	expect(&tree, "name");
}

static void a_press_without_a_pressable_role_is_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "go")->role = NODE_ROLE_TEXT;
	expect(&tree, "role");
}

static void there_is_one_first_heading(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "title")->level = 2;
	expect(&tree, "heading");
	given_good(&tree);
	at(LEAF(&tree, .role = NODE_ROLE_HEADING, .id = "again", .name = "Again", .level = 1), 0, 200, 50, 50);
	expect(&tree, "heading");
}

static void a_target_one_pixel_too_small_is_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "go")->height_px = 49;
	expect(&tree, "target");
}

static void targets_too_near_are_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "person")->left_px = 59;
	expect(&tree, "gap");
	given_good(&tree);
	tree_find(&tree, "person")->left_px = 49;
	expect(&tree, "overlap");
}

static struct node *own(struct node *node, int left, int top, int width, int height)
{
	node->own_left_px = left, node->own_top_px = top, node->own_width_px = width, node->own_height_px = height;
	return node;
}

static void words_on_words_are_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	own(LEAF(&tree, .role = NODE_ROLE_TEXT, .name = "Below"), 0, 200, 500, 50);
	struct node *over = own(LEAF(&tree, .role = NODE_ROLE_TEXT, .name = "Over it"), 0, 250, 500, 50);
	assert_int_equal(audit(&tree), 0);
	over->own_top_px = 249;
	expect(&tree, "words");
}

static void a_picture_may_stand_behind_words(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	own(LEAF(&tree, .role = NODE_ROLE_IMAGE, .name = "A desk", .image = "desk"), 0, 200, 500, 50);
	own(LEAF(&tree, .role = NODE_ROLE_TEXT, .name = "Over it"), 0, 200, 500, 50);
	assert_int_equal(audit(&tree), 0);
	tree_done(&tree);
}

static void what_reaches_outside_is_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "title")->width_px = WIDTH + 1;
	expect(&tree, "screen");
	given_good(&tree);
	tree_find(&tree, "title")->cramped = true;
	expect(&tree, "room");
}

static void a_screen_without_a_person_is_found(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "person")->id = "other";
	expect(&tree, "person");
}

static void under_a_dialog_only_the_dialog_counts(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	tree_find(&tree, "go")->height_px = 5;
	TREE(&tree, .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Sheet", .state = NODE_MODAL) {
		at(LEAF(&tree, .role = NODE_ROLE_HEADING, .id = "sheet-title", .name = "Sheet", .level = 1), 0, 300, 50, 50);
		at(LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "close", .name = "Close", .action.what = 1), 0, 400, 50, 50);
	}
	expect(&tree, "person");
}

static void nothing_but_a_sheet_lies_under_the_counter(void **state)
{
	(void)state;
	struct tree tree;
	given_good(&tree);
	TREE(&tree, .role = NODE_ROLE_GROUP, .id = "counter") {
		at(LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "language", .name = "Language", .action.what = 1), 0, 400, 100, 50);
	}
	struct node *panel = at(LEAF(&tree, .role = NODE_ROLE_GROUP, .look = LOOK_PRIMARY_PANEL), 0, 200, 500, 200);
	assert_int_equal(audit(&tree), 0);
	panel->height_px = 201;
	panel->look = LOOK_SHEET;
	assert_int_equal(audit(&tree), 0);
	panel->look = LOOK_PRIMARY_PANEL;
	expect(&tree, "counter");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_good_screen_breaks_nothing), cmocka_unit_test(capitals_too_low_for_the_text_size_are_found), cmocka_unit_test(a_nameless_button_is_found), cmocka_unit_test(a_press_without_a_pressable_role_is_found),
		cmocka_unit_test(there_is_one_first_heading), cmocka_unit_test(a_target_one_pixel_too_small_is_found), cmocka_unit_test(targets_too_near_are_found),
		cmocka_unit_test(words_on_words_are_found), cmocka_unit_test(a_picture_may_stand_behind_words),
		cmocka_unit_test(what_reaches_outside_is_found), cmocka_unit_test(a_screen_without_a_person_is_found), cmocka_unit_test(under_a_dialog_only_the_dialog_counts),
		cmocka_unit_test(nothing_but_a_sheet_lies_under_the_counter),
	};
	return cmocka_run_group_tests_name("tree_audit", cases, NULL, NULL);
}
