/* SPDX-License-Identifier: MIT */
/* unit.screens_low - every page of every scene on the panel of 10 inches, at three text sizes, in every language: all of them have room there. */
#include "tests/unit/screens/screens_given.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <stdio.h>
#include <string.h>

static bool inside(const struct node *node, const struct node *outer)
{
	for (; node && node != outer; node = node->parent)
		;
	return node && outer;
}

/* Whether the eye meets more on this page than the way to the next one. */
static bool shows_something(const struct tree *tree)
{
	static const char *const ways[] = { "page-next", "page-previous", "back", "close" };
	const struct node *counter = tree_find(tree, "counter"), *actions = NULL;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0] && !actions; i++)
		actions = tree_find(tree, ways[i]) ? tree_find(tree, ways[i])->parent : NULL;
	for (const struct node *at = tree->root; at; at = node_next(at))
		if (at->capital_um > 0 && !inside(at, counter) && !inside(at, actions))
			return true;
	return false;
}

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
		const struct node *title = tree_find(&given->tree, "title");
		if (!shows_something(&given->tree) || (title && strcmp(title->name, "…") == 0)) {
			snprintf(words, sizeof words, "page %d: nothing is seen on it, or dots for a title", page);
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
				if (strncmp(scenes[i].name, "pair-", 5) == 0)
					continue; /* the button of two languages has the other one's own name */
				build_only(given, &scenes[i], stage_languages[l], panel);
				(void)layout_tree(&given->tree, given->text, panel);
				fail_clear();
				const struct node *easier = tree_find(&given->tree, "easier"), *help = tree_find(&given->tree, "person");
				if (easier && (easier->left_px != home[0].left_px || easier->top_px != home[0].top_px || easier->width_px != home[0].width_px))
					fail_msg("%s, %s, %s: Easier to use stands elsewhere", scenes[i].name, stage_languages[l], stage_panels[STAGE_PANELS + p].name);
				if (help && (help->left_px != person.left_px || help->top_px != person.top_px || help->width_px != person.width_px))
					fail_msg("%s, %s, %s: the person stands elsewhere", scenes[i].name, stage_languages[l], stage_panels[STAGE_PANELS + p].name);
			}
		}
}

/* Four digits of a year are seen whole, also where its word is shorter. */
static void a_year_has_room_in_its_box(void **state)
{
	static const char *const names[] = { "date", "month", "moment" };
	enum { AROUND = 2 * 10 /* padding */ + 2 * 4 /* border */ };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct layout_panel *panel = &stage_panels[STAGE_ALL_PANELS - 1].panel;
		struct text_style style = layout_type(panel, TYPE_ENTRY);
		int width = 0, height = 0, years = 0;
		text_measure(given->text, "2026", &style, 0, false, &width, &height);
		show(given, names[i], "en", panel);
		do {
			show_again(given, panel);
			for (const struct node *at = given->tree.root; at; at = node_next(at))
				if (at->role == NODE_ROLE_FIELD && strstr(at->id, "__year")) {
					years++;
					assert_true(at->width_px >= width + layout_px(panel, AROUND));
				}
		} while (turn_page(given));
		assert_true(years > 0);
	}
}

/* What is read before a box has the whole column, not the width beside the actions: no line of a word or two. */
static void words_before_a_box_have_the_whole_column(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[STAGE_ALL_PANELS - 1].panel;
	show(given, "text", "en", panel);
	assert_true(turn_page(given));
	show_again(given, panel);
	bool whole = false;
	for (const struct node *at = given->tree.root; at; at = node_next(at))
		whole |= at->role == NODE_ROLE_TEXT && strcmp(at->name, "We use this only if we need to ask you about the bin.") == 0;
	assert_true(whole);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_page_has_room), cmocka_unit_test(a_question_begins_with_its_controls), cmocka_unit_test(a_year_has_room_in_its_box),
		cmocka_unit_test(words_before_a_box_have_the_whole_column), cmocka_unit_test(the_counter_stands_where_it_stands) };
	return cmocka_run_group_tests_name("screens on the panel of 10 inches", cases, given_screens, gone_screens);
}
