/* SPDX-License-Identifier: MIT */
/* unit.layout_pages - a column that turns shows a page of itself, and the buttons that lead somewhere from there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/layout/layout.h"

#include <stdio.h>

static struct text *text;
static struct tree tree;
static const struct layout_panel panel = { 1080, 1920, 4.03, 100 };

static int open_all(void **state)
{
	(void)state;
	tree_init(&tree);
	return text_open(FONTS, &text) == FAIL_NONE ? 0 : -1;
}

static int close_all(void **state)
{
	(void)state;
	text_close(text);
	tree_done(&tree);
	return 0;
}

/* A title of 100, then @count things of 100 in a column of 350 with gaps of 20: two beside the title, and a group of nothing; the one named @heading leads what follows. */
static void lay(int count, int wanted, int heading)
{
	tree_begin(&tree, "page", "Page", "en", false)->box.flow = FLOW_STACK;
	struct turn *turn = &tree.turn;
	turn->wanted = wanted;
	turn->column = tree_open(&tree, (struct node){ .caret = -1, .id = "column", .role = NODE_ROLE_GROUP, .box = { .absolute = true, .width = 600, .height = 350, .gap = 20 } });
	turn->title = LEAF(&tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Title", .level = 1, .box = { .height = 100 });
	TREE(&tree, .role = NODE_ROLE_GROUP, .box = { .gap = 20 }) {
		for (int i = 1; i <= count; i++) {
			char id[16];
			snprintf(id, sizeof id, "thing-%d", i);
			LEAF(&tree, .role = i == heading ? NODE_ROLE_HEADING : NODE_ROLE_TEXT, .id = id, .name = id, .level = 2, .box = { .height = 100 });
		}
	}
	tree_open(&tree, (struct node){ .caret = -1, .role = NODE_ROLE_GROUP });
	tree_close(&tree);
	tree_close(&tree);
	turn->back = LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "back", .name = "Back", .action = { .what = 1 });
	turn->previous = LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "previous", .name = "Back", .action = { .what = 2 });
	turn->next = LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "next", .name = "Next", .action = { .what = 2 });
	turn->main = LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "main", .name = "Send", .action = { .what = 3 });
	assert_int_equal(tree_end(&tree), FAIL_NONE);
	assert_int_equal(layout_tree(&tree, text, &panel), FAIL_NONE);
}

static bool has(const char *id)
{
	return tree_find(&tree, id) != NULL;
}

static void what_fits_does_not_turn(void **state)
{
	(void)state;
	lay(2, 0, 0);
	assert_true(has("thing-1") && has("thing-2") && has("back") && has("main"));
	assert_false(has("previous") || has("next"));
}

static void only_the_last_page_goes_on(void **state)
{
	(void)state;
	lay(5, 0, 0);
	assert_true(has("thing-1") && has("thing-2") && has("back") && has("next"));
	assert_false(has("thing-3") || has("previous") || has("main"));
	assert_int_equal(tree_find(&tree, "next")->action.number, 1);
	lay(5, 2, 0);
	assert_true(has("title") && has("thing-5") && has("previous") && has("main"));
	assert_false(has("thing-4") || has("back") || has("next"));
	assert_int_equal(tree_find(&tree, "previous")->action.number, -1);
}

static void beyond_the_end_is_the_last_page(void **state)
{
	(void)state;
	lay(5, 9, 0);
	assert_true(has("thing-5") && has("main"));
	assert_int_equal(tree_find(&tree, "previous")->action.number, 1 - 9);
}

static void a_heading_goes_with_what_follows_it(void **state)
{
	(void)state;
	lay(4, 0, 2);
	assert_true(has("thing-1"));
	assert_false(has("thing-2"));
	lay(4, 1, 2);
	assert_true(has("thing-2") && has("thing-3"));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_fits_does_not_turn), cmocka_unit_test(only_the_last_page_goes_on), cmocka_unit_test(beyond_the_end_is_the_last_page), cmocka_unit_test(a_heading_goes_with_what_follows_it),
	};
	return cmocka_run_group_tests_name("layout pages", cases, open_all, close_all);
}
