/* SPDX-License-Identifier: MIT */
/* unit.tree_dump - the tree in words and as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/tree/dump.h"

#include <string.h>

static void given_page(struct tree *tree)
{
	tree_init(tree);
	tree_begin(tree, "name", "Your name", "cy", false);
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Say \"hello\"\nnow", .level = 1);
	TREE(tree, .role = NODE_ROLE_GROUP, .state = NODE_DECOR)
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "unseen", .name = "Only for eyes");
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "pin", .name = "PIN", .value = "2718", .hint = "Six digits", .error = "Two are missing",
		.state = NODE_SECRET | NODE_INVALID | NODE_FOCUSED, .caret = 4, .action.what = 1 });
	LEAF(tree, .role = NODE_ROLE_RADIO, .id = "yes", .name = "Yes", .label = "Y", .lang = "en", .state = NODE_CHECKED, .place = 1, .of = 2, .action.what = 1);
	struct node *yes = tree_find(tree, "yes");
	yes->left_px = 5, yes->top_px = 6, yes->width_px = 70, yes->height_px = 80;
}

static void text_has_a_line_a_node(void **state)
{
	(void)state;
	struct tree tree;
	given_page(&tree);
	BUFFER_AUTO text;
	buffer_init(&text, 4096);
	assert_int_equal(dump_text(&tree, false, &text), FAIL_NONE);
	assert_string_equal(buffer_text(&text),
		"screen #name \"Your name\"\n"
		"  heading 1 #title \"Say \\\"hello\\\"\\nnow\"\n"
		"  field #pin \"PIN\" value=\"••••\" invalid secret focused hint=\"Six digits\" error=\"Two are missing\" action\n"
		"  radio #yes \"Yes\" label=\"Y\" checked 1/2 lang=en action\n");
	tree_done(&tree);
}

static void text_has_rectangles_when_asked(void **state)
{
	(void)state;
	struct tree tree;
	given_page(&tree);
	BUFFER_AUTO text;
	buffer_init(&text, 4096);
	assert_int_equal(dump_text(&tree, true, &text), FAIL_NONE);
	assert_non_null(strstr(buffer_text(&text), "action [5,6 70x80]\n"));
	tree_done(&tree);
}

static void text_stops_at_its_buffers_end(void **state)
{
	(void)state;
	struct tree tree;
	given_page(&tree);
	BUFFER_AUTO text;
	buffer_init(&text, 40);
	assert_int_equal(dump_text(&tree, false, &text), FAIL_LIMIT);
	fail_clear();
	tree_done(&tree);
}

static void secrets_and_their_length_stay_inside(void **state)
{
	(void)state;
	struct tree tree;
	given_page(&tree);
	json_t *json = dump_json(&tree);
	char *bytes = json_dumps(json, 0);
	assert_null(strstr(bytes, "2718"));
	assert_null(strstr(bytes, "Only for eyes"));
	free(bytes);
	json_decref(json);
	tree_done(&tree);
}

static void json_says_what_tests_and_desks_need(void **state)
{
	(void)state;
	struct tree tree;
	given_page(&tree);
	json_t *json = dump_json(&tree), *nodes = json_object_get(json, "nodes");
	assert_string_equal(json_string_value(json_object_get(json, "screen")), "name");
	assert_string_equal(json_string_value(json_object_get(json, "lang")), "cy");
	assert_string_equal(json_string_value(json_object_get(json, "focus")), "pin");
	assert_int_equal(json_array_size(nodes), 4);
	const json_t *pin = json_array_get(nodes, 2), *yes = json_array_get(nodes, 3);
	assert_string_equal(json_string_value(json_object_get(pin, "error")), "Two are missing");
	assert_string_equal(json_string_value(json_object_get(yes, "role")), "radio");
	assert_true(json_is_true(json_object_get(yes, "action")));
	assert_string_equal(json_string_value(json_array_get(json_object_get(yes, "state"), 0)), "checked");
	assert_int_equal(json_integer_value(json_array_get(json_object_get(yes, "rect"), 3)), 80);
	assert_int_equal(json_integer_value(json_object_get(yes, "depth")), 1);
	assert_null(json_object_get(json_array_get(nodes, 1), "action"));
	json_decref(json);
	tree_done(&tree);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(text_has_a_line_a_node), cmocka_unit_test(text_has_rectangles_when_asked), cmocka_unit_test(text_stops_at_its_buffers_end),
		cmocka_unit_test(secrets_and_their_length_stay_inside), cmocka_unit_test(json_says_what_tests_and_desks_need),
	};
	return cmocka_run_group_tests_name("tree_dump", cases, NULL, NULL);
}
