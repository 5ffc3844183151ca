/* SPDX-License-Identifier: MIT */
/* unit.tree - building, ids, limits, walking, focus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/tree/focus.h"

#include <stdio.h>
#include <string.h>

static int given_tree(void **state)
{
	static struct tree tree;
	tree_init(&tree);
	*state = &tree;
	return 0;
}

static int end_tree(void **state)
{
	tree_done(*state);
	return 0;
}

static void texts_are_copied(void **state)
{
	struct tree *tree = *state;
	char name[] = "Continue", text[] = "go";
	tree_begin(tree, "page", "Page", "en", false);
	struct node *leaf = LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "go", .name = name, .action = { 1, 2, text });
	memset(name, 'x', sizeof name - 1);
	memset(text, 'x', sizeof text - 1);
	assert_string_equal(leaf->name, "Continue");
	assert_string_equal(leaf->action.text, "go");
	assert_int_equal(leaf->action.number, 2);
	assert_int_equal(leaf->caret, -1);
	assert_null(leaf->hint);
}

static void children_stand_in_order(void **state)
{
	struct tree *tree = *state;
	tree_begin(tree, "page", "Page", "en", false);
	TREE(tree, .role = NODE_ROLE_GROUP, .id = "a")
		TREE(tree, .role = NODE_ROLE_GROUP, .id = "b")
			LEAF(tree, .role = NODE_ROLE_TEXT, .id = "c", .name = "c");
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "d", .name = "d");
	assert_int_equal(tree_end(tree), FAIL_NONE);

	char order[16] = "";
	for (struct node *node = tree->root->child; node; node = node_next(node))
		strncat(order, node->id, 1);
	assert_string_equal(order, "abcd");
	assert_ptr_equal(tree_find(tree, "c")->parent, tree_find(tree, "b"));
	assert_int_equal(tree->count, 5);
	assert_null(tree_find(tree, ""));
	assert_null(tree_find(tree, "e"));
}

static void keys_are_stable_and_differ_by_path(void **state)
{
	struct tree *tree = *state;
	uint64_t key[2][4];
	for (int round = 0; round < 2; round++) {
		tree_begin(tree, "page", "Page", "en", false);
		TREE(tree, .role = NODE_ROLE_GROUP, .id = "left") {
			key[round][0] = LEAF(tree, .role = NODE_ROLE_TEXT, .name = round ? "other words" : "words")->key;
			key[round][1] = LEAF(tree, .role = NODE_ROLE_TEXT, .name = "words")->key;
		}
		TREE(tree, .role = NODE_ROLE_GROUP, .id = "right")
			key[round][2] = LEAF(tree, .role = NODE_ROLE_TEXT, .name = "words")->key;
		key[round][3] = LEAF(tree, .role = NODE_ROLE_TEXT, .id = "x", .name = "words")->key;
	}
	for (int a = 0; a < 4; a++) {
		assert_true(key[0][a] == key[1][a]);
		for (int b = 0; b < a; b++)
			assert_true(key[0][a] != key[0][b]);
	}
	assert_ptr_equal(tree_find_key(tree, key[0][3]), tree_find(tree, "x"));
	assert_null(tree_find_key(tree, 1));
}

static void one_id_twice_is_refused(void **state)
{
	struct tree *tree = *state;
	tree_begin(tree, "page", "Page", "en", false);
	TREE(tree, .role = NODE_ROLE_GROUP, .id = "a")
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "same", .name = "1");
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "same", .name = "2");
	assert_int_equal(tree_end(tree), FAIL_INPUT);
	assert_true(tree->broken);
	assert_non_null(strstr(fail_words(), "same"));
	fail_clear();
}

static void fill(struct tree *tree, int nodes)
{
	tree_begin(tree, "page", "Page", "en", false);
	for (int i = 1; i < nodes; i++) {
		char id[16];
		snprintf(id, sizeof id, "n%d", i);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = id, .name = "text");
	}
}

static void holds_as_many_nodes_as_it_says(void **state)
{
	struct tree *tree = *state;
	fill(tree, NODE_MAX);
	assert_int_equal(tree_end(tree), FAIL_NONE);
	assert_int_equal(tree->count, NODE_MAX);
}

static void one_node_more_breaks_it_but_not_its_caller(void **state)
{
	struct tree *tree = *state;
	fill(tree, NODE_MAX);
	struct node *lost = tree_open(tree, (struct node){ .role = NODE_ROLE_GROUP, .id = "lost" });
	assert_non_null(lost);
	assert_non_null(LEAF(tree, .role = NODE_ROLE_TEXT, .name = "deeper"));
	tree_close(tree);
	assert_int_equal(tree->count, NODE_MAX);
	assert_int_equal(tree_end(tree), FAIL_LIMIT);
	assert_null(tree_find(tree, "lost"));
	fail_clear();

	fill(tree, 3);
	assert_int_equal(tree_end(tree), FAIL_NONE);
}

static void too_much_text_breaks_it_instead_of_the_program(void **state)
{
	struct tree *tree = *state;
	static char text[64 * 1024];
	memset(text, 'a', sizeof text - 1);
	tree_begin(tree, "page", "Page", "en", false);
	for (int i = 0; i < 20; i++)
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = text);
	assert_int_equal(tree_end(tree), FAIL_LIMIT);
	assert_true(tree->arena.used_bytes <= TREE_ARENA_MAX_BYTES);
	fail_clear();
}

static void given_buttons(struct tree *tree, bool modal)
{
	tree_begin(tree, "page", "Page", "en", false);
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "words", .name = "Words");
	LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "one", .name = "One", .action.what = 1);
	LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "off", .name = "Off", .state = NODE_DISABLED, .action.what = 1);
	TREE(tree, .role = NODE_ROLE_GROUP, .state = NODE_DECOR)
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "picture", .name = "Picture", .action.what = 1);
	if (modal)
		TREE(tree, .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Sheet", .state = NODE_MODAL)
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "close", .name = "Close", .action.what = 1);
	TREE(tree, .role = NODE_ROLE_GROUP, .look = LOOK_COUNTER)
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "person", .name = "Person", .action.what = 1);
	assert_int_equal(tree_end(tree), FAIL_NONE);
}

static void focus_goes_round_in_reading_order(void **state)
{
	struct tree *tree = *state;
	given_buttons(tree, false);
	assert_string_equal(focus_move(tree, 0, 1)->id, "one");
	assert_string_equal(focus_move(tree, 0, -1)->id, "person");
	assert_string_equal(focus_move(tree, tree_find(tree, "one")->key, 1)->id, "off");
	assert_string_equal(focus_move(tree, tree_find(tree, "person")->key, 1)->id, "one");
	assert_string_equal(focus_move(tree, tree_find(tree, "one")->key, -1)->id, "person");
	assert_string_equal(focus_move(tree, tree_find(tree, "one")->key, 5)->id, "person");
}

static void a_dialog_keeps_focus_but_for_the_counter(void **state)
{
	struct tree *tree = *state;
	given_buttons(tree, true);
	assert_string_equal(focus_move(tree, 0, 1)->id, "close");
	assert_string_equal(focus_move(tree, 0, 2)->id, "person");
	assert_null(focus_keep(tree, tree_find(tree, "one")->key));
	assert_ptr_equal(tree_modal(tree), tree_find(tree, "sheet"));
}

static void focus_survives_a_rebuild_by_key(void **state)
{
	struct tree *tree = *state;
	given_buttons(tree, false);
	uint64_t key = tree_find(tree, "off")->key;
	given_buttons(tree, false);
	struct node *kept = focus_keep(tree, key);
	assert_string_equal(kept->id, "off");
	focus_set(tree, tree_find(tree, "one"));
	focus_set(tree, kept);
	assert_ptr_equal(focus_find(tree), kept);
	assert_false(tree_find(tree, "one")->state & NODE_FOCUSED);
	focus_set(tree, NULL);
	assert_null(focus_find(tree));
}

static void nothing_to_press_means_no_focus(void **state)
{
	struct tree *tree = *state;
	tree_begin(tree, "page", "Page", "en", false);
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "words", .name = "Words");
	assert_null(focus_move(tree, 0, 1));
}

static void every_role_and_look_has_a_name(void **state)
{
	(void)state;
	for (int role = 0; role < NODE_ROLE_COUNT; role++)
		assert_true(strlen(node_role_name((enum node_role)role)) > 2);
	for (int look = 0; look < LOOK_COUNT; look++)
		assert_true(strlen(node_look_name((enum node_look)look)) > 2);
	assert_string_equal(node_role_name(NODE_ROLE_COUNT), "unknown");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(texts_are_copied, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(children_stand_in_order, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(keys_are_stable_and_differ_by_path, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(one_id_twice_is_refused, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(holds_as_many_nodes_as_it_says, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(one_node_more_breaks_it_but_not_its_caller, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(too_much_text_breaks_it_instead_of_the_program, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(focus_goes_round_in_reading_order, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(a_dialog_keeps_focus_but_for_the_counter, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(focus_survives_a_rebuild_by_key, given_tree, end_tree),
		cmocka_unit_test_setup_teardown(nothing_to_press_means_no_focus, given_tree, end_tree),
		cmocka_unit_test(every_role_and_look_has_a_name),
	};
	return cmocka_run_group_tests_name("tree", cases, NULL, NULL);
}
