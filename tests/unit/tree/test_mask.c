/* SPDX-License-Identifier: MIT */
/* unit.tree_mask - who may see what, what a reveal lasts, and that nothing of a hidden answer stays in a tree, whatever a screen put there. */
#include "tests/lib/given.h"
#include "ui/tree/dump.h"
#include "ui/tree/mask.h"

#include <string.h>

static struct mask mask_of(enum viewer viewer)
{
	return (struct mask){ .viewer = viewer };
}

static void each_class_is_shown_to_whom_it_may_be(void **state)
{
	(void)state;
	static const bool hidden[VIEWER_COUNT][PRIVACY_COUNT] = { /* public, personal, sensitive, secret */
		[VIEWER_RESIDENT] = { false, false, false, false }, [VIEWER_STAFF] = { false, false, true, true }, [VIEWER_DESK] = { false, true, true, true },
	};
	for (int viewer = 0; viewer < VIEWER_COUNT; viewer++)
		for (int privacy = 0; privacy < PRIVACY_COUNT; privacy++) {
			struct mask mask = mask_of((enum viewer)viewer);
			assert_int_equal(mask_hides(&mask, (enum privacy_class)privacy, "a", 0), hidden[viewer][privacy]);
		}
	struct mask desk = { .viewer = VIEWER_DESK, .personal = true };
	assert_false(mask_hides(&desk, PRIVACY_PERSONAL, "a", 0));
	assert_true(mask_hides(&desk, PRIVACY_SENSITIVE, "a", 0));
}

static void a_reveal_is_of_one_field_and_ends(void **state)
{
	(void)state;
	struct mask mask = mask_of(VIEWER_STAFF);
	assert_int_equal(mask_next_ms(&mask), -1);
	mask_reveal(&mask, "born", 1000);
	mask_reveal(&mask, "health", 2000);
	assert_false(mask_hides(&mask, PRIVACY_SENSITIVE, "born", 999));
	assert_true(mask_hides(&mask, PRIVACY_SENSITIVE, "born", 1000));
	assert_true(mask_hides(&mask, PRIVACY_SENSITIVE, "borne", 0));
	assert_true(mask_hides(&mask, PRIVACY_SENSITIVE, NULL, 0));
	assert_true(mask_hides(&mask, PRIVACY_SECRET, "born", 0));
	assert_int_equal(mask_next_ms(&mask), 1000);
	assert_false(mask_expire(&mask, 999));
	assert_true(mask_expire(&mask, 1000));
	assert_int_equal(mask_next_ms(&mask), 2000);
	mask_cover(&mask);
	assert_true(mask_hides(&mask, PRIVACY_SENSITIVE, "health", 0));
}

static void reveals_beyond_the_most_push_out_the_oldest(void **state)
{
	(void)state;
	struct mask mask = mask_of(VIEWER_STAFF);
	char field[MASK_FIELD_BYTES + 1], last[8];
	for (int i = 0; i <= MASK_REVEALS_MAX; i++) {
		snprintf(last, sizeof last, "f%d", i);
		mask_reveal(&mask, last, 1000);
	}
	assert_int_equal(mask.reveals, MASK_REVEALS_MAX);
	assert_true(mask_hides(&mask, PRIVACY_SENSITIVE, "f0", 0));
	assert_false(mask_hides(&mask, PRIVACY_SENSITIVE, "f1", 0));
	assert_false(mask_hides(&mask, PRIVACY_SENSITIVE, last, 0));
	memset(field, 'a', sizeof field);
	field[MASK_FIELD_BYTES] = '\0'; /* one more than there may be */
	mask_reveal(&mask, field, 1000);
	mask_reveal(&mask, "", 1000);
	assert_false(mask_hides(&mask, PRIVACY_SENSITIVE, "f1", 0));
	field[MASK_FIELD_BYTES - 1] = '\0';
	mask_reveal(&mask, field, 1000);
	assert_false(mask_hides(&mask, PRIVACY_SENSITIVE, field, 0));
}

/* What a careless screen would build: an answer in every member of a node that can hold one. */
static void build(struct tree *tree, enum privacy_class privacy, const char *answer, bool chosen)
{
	unsigned state = chosen ? NODE_CHECKED : 0;
	int caret = (int)strlen(answer);
	tree_begin(tree, "page", "Page", "en", false);
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field", .name = "Health", .value = answer, .error = answer, .image = answer, .caret = caret, .select = 0,
		.state = NODE_SELECTED_TEXT | NODE_INVALID, .privacy = privacy, .field = "health", .action.what = 1 });
	LEAF(tree, .role = NODE_ROLE_RADIO, .id = "radio", .name = "Yes", .state = state, .image = answer, .privacy = privacy, .field = "health", .action.what = 1);
	LEAF(tree, .role = NODE_ROLE_CHECKBOX, .id = "box", .name = "Often", .state = state, .privacy = privacy, .field = "health", .action.what = 1);
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "text", .name = answer, .label = answer, .hint = answer, .value = answer, .icon_after = answer, .lang = answer, .privacy = privacy, .field = "health");
	LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "button", .name = answer, .privacy = privacy, .field = "health", .action = { .what = 1, .text = answer });
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "other", .name = "Anybody may read this");
	assert_int_equal(tree_end(tree), FAIL_NONE);
}

static void dump(struct tree *tree, const struct mask *mask, enum privacy_class privacy, const char *answer, bool chosen, struct buffer *ret)
{
	build(tree, privacy, answer, chosen);
	assert_int_equal(tree_mask(tree, mask, 0, "Hidden", "Not right"), mask->viewer == VIEWER_RESIDENT || privacy == PRIVACY_PUBLIC ? 0 : 5);
	assert_int_equal(dump_text(tree, true, ret), FAIL_NONE);
	for (const struct node *node = tree->root; node; node = node_next(node))
		assert_int_equal(buffer_printf(ret, "%d %d %s %s\n", node->caret, node->select, node->image ? node->image : "", node->action.text ? node->action.text : ""), FAIL_NONE);
}

static void two_answers_are_one_masked_tree(void **state)
{
	(void)state;
	struct tree tree;
	const struct mask staff = mask_of(VIEWER_STAFF), resident = mask_of(VIEWER_RESIDENT);
	BUFFER_AUTO first, second, shown;
	buffer_init(&first, 64 * 1024);
	buffer_init(&second, 64 * 1024);
	buffer_init(&shown, 64 * 1024);
	tree_init(&tree);
	dump(&tree, &staff, PRIVACY_SENSITIVE, "Zqxv", true, &first);
	dump(&tree, &staff, PRIVACY_SENSITIVE, "a much longer answer than that", false, &second);
	assert_string_equal(buffer_text(&first), buffer_text(&second));
	assert_null(strstr(buffer_text(&first), "Zqxv"));
	assert_non_null(strstr(buffer_text(&first), "Anybody may read this"));
	assert_non_null(strstr(buffer_text(&first), "error=\"Not right\""));
	dump(&tree, &resident, PRIVACY_SECRET, "Zqxv", true, &shown);
	assert_non_null(strstr(buffer_text(&shown), "Zqxv"));
	tree_done(&tree);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_class_is_shown_to_whom_it_may_be), cmocka_unit_test(a_reveal_is_of_one_field_and_ends), cmocka_unit_test(reveals_beyond_the_most_push_out_the_oldest),
		cmocka_unit_test(two_answers_are_one_masked_tree),
	};
	return cmocka_run_group_tests_name("tree_mask", cases, NULL, NULL);
}
