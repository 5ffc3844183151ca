/* SPDX-License-Identifier: MIT */
/* unit.screens_low - every page of every scene on the panel of 10 inches, at three text sizes, in every language: all of them have room there. */
#include "tests/unit/screens/screens_given.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <stdio.h>
#include <string.h>

/* What is broken on the page that stands in the tree, or on any after it. */
static const char *broken_on_its_pages(struct given *given, const struct layout_panel *panel, int *pages)
{
	enum { PAGES_MAX = 200 };
	static char words[512];
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	for (int page = 1; page <= PAGES_MAX; page++, (*pages)++) {
		if (screen_build(&given->house.visit, &given->tree) != FAIL_NONE || layout_tree(&given->tree, given->text, panel) != FAIL_NONE) {
			snprintf(words, sizeof words, "page %d: %s", page, fail_words());
			fail_clear();
			return words;
		}
		if (audit_tree(&given->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken)) {
			snprintf(words, sizeof words, "page %d: %s: %s", page, broken[0].rule, broken[0].words);
			return words;
		}
		if (!turn_page(given))
			return NULL;
	}
	return "its pages never end";
}

static void every_page_has_room(void **state)
{
	struct given *given = *state;
	int wrong = 0, pages = 0;
	for (int p = 0; p < STAGE_LOW_PANELS; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++)
			for (int i = 0; stage_walked(p, l) && i < scene_count; i++) {
				const struct stage_panel *panel = &stage_panels[STAGE_PANELS + p];
				build_only(given, &scenes[i], stage_languages[l], &panel->panel);
				const char *broken = broken_on_its_pages(given, &panel->panel, &pages);
				if (broken)
					print_message("%s, %s, %s: %s\n", panel->name, scenes[i].name, stage_languages[l], broken), wrong++;
			}
	print_message("%d pages\n", pages);
	assert_int_equal(wrong, 0);
}

/* The first page of a question already has something to choose, or the box that types. */
static void a_question_begins_with_its_controls(void **state)
{
	static const char *const chosen[] = { "radios", "checkboxes", "yes-no", "select", "lookup-list" }, *const typed[] = { "address", "lookup", "number", "phone", "suggested" };
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[STAGE_PANELS].panel;
	for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++) {
		int choices = 0;
		show(given, chosen[i], "en", panel);
		for (const struct node *at = given->tree.root; at; at = node_next(at))
			choices += at->role == NODE_ROLE_RADIO || at->role == NODE_ROLE_CHECKBOX;
		if (choices < 2)
			fail_msg("%s begins with %d choices", chosen[i], choices);
	}
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		show(given, typed[i], "en", panel);
		assert_non_null(tree_find(&given->tree, "keyboard"));
		assert_non_null(tree_find(&given->tree, "title"));
	}
	for (int p = 0; p < STAGE_LOW_PANELS; p++) {
		show(given, "yes-no", "en", &stage_panels[STAGE_PANELS + p].panel);
		(void)node(given, "choice:others:true"), (void)node(given, "choice:others:false");
	}
}

/* Neither moves from screen to screen; the person's button is the largest of them. */
static void the_counter_stands_where_it_stands(void **state)
{
	static const char *const ids[] = { "easier", "language", "finish" };
	struct given *given = *state;
	for (int p = 0; p < STAGE_LOW_PANELS; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++) {
			const struct layout_panel *panel = &stage_panels[STAGE_PANELS + p].panel;
			show(given, "home", stage_languages[l], panel);
			struct node home[] = { *node(given, "easier"), *node(given, "language"), *node(given, "finish") }, person = *node(given, "person");
			for (size_t n = 0; n < sizeof ids / sizeof ids[0]; n++)
				assert_true(home[n].width_px * home[n].height_px < person.width_px * person.height_px);
			show(given, "idle", stage_languages[l], panel);
			assert_int_equal(node(given, "person")->left_px, person.left_px);
			assert_int_equal(node(given, "listen")->left_px, home[2].left_px);
			for (int i = 0; i < scene_count; i += 7) {
				build_only(given, &scenes[i], stage_languages[l], panel);
				(void)layout_tree(&given->tree, given->text, panel);
				fail_clear();
				const struct node *easier = tree_find(&given->tree, "easier"), *help = tree_find(&given->tree, "person");
				if (easier)
					assert_true(easier->left_px == home[0].left_px && easier->top_px == home[0].top_px && easier->width_px == home[0].width_px);
				if (help)
					assert_true(help->left_px == person.left_px && help->top_px == person.top_px && help->width_px == person.width_px);
			}
		}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_page_has_room), cmocka_unit_test(a_question_begins_with_its_controls), cmocka_unit_test(the_counter_stands_where_it_stands) };
	return cmocka_run_group_tests_name("screens on the panel of 10 inches", cases, given_screens, gone_screens);
}
