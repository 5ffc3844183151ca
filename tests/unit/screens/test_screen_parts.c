/* SPDX-License-Identifier: MIT */
/* unit.screen_parts - nothing scrolls, so nothing may be lost between the parts of a long page. */
#include "tests/unit/screens/screens_given.h"

#include <stdio.h>
#include <string.h>

enum { TURNS_MAX = 80 };

/* The person turns pages until there is nothing more; @seen counts what was met. */
struct seen { int count[100]; };

static void note_choices(const struct given *given, const char *field, struct seen *seen)
{
	char start[64];
	size_t length = (size_t)snprintf(start, sizeof start, "choice:%s:v", field);
	for (const struct node *at = given->tree.root; at; at = node_next(at))
		if (strncmp(at->id, start, length) == 0) {
			int which = 0;
			assert_int_equal(sscanf(at->id + length, "%d", &which), 1);
			assert_in_range(which, 0, 99);
			seen->count[which]++;
		}
}

static void every_choice_once(struct given *given, const struct stage_panel *panel, const char *scene, const char *field, int count)
{
	struct seen seen = { 0 };
	show(given, scene, "en", &panel->panel);
	given->house.visit.list_page = 0;
	show_again(given, &panel->panel);
	note_choices(given, field, &seen);
	for (int turn = 0; tree_find(&given->tree, "page-next"); turn++) {
		assert_in_range(turn, 0, TURNS_MAX);
		press(given, "page-next", &panel->panel);
		note_choices(given, field, &seen);
	}
	for (int i = 0; i < count; i++)
		if (seen.count[i] != 1)
			fail_msg("%s, %s: choice %d is shown %d times", scene, panel->name, i, seen.count[i]);
}

static void long_lists_show_every_choice_once(void **state)
{
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		every_choice_once(*state, &stage_panels[p], "many", "many", 20);
		every_choice_once(*state, &stage_panels[p], "select", "country", 60);
		every_choice_once(*state, &stage_panels[p], "radios", "bin", 5);
		every_choice_once(*state, &stage_panels[p], "checkboxes", "help", 5);
	}
}

static void long_lists_can_be_left_and_turned_back(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[0].panel;
	show(given, "many", "en", panel);
	assert_non_null(tree_find(&given->tree, "continue"));
	assert_null(tree_find(&given->tree, "page-previous"));
	press(given, "page-next", panel);
	assert_non_null(tree_find(&given->tree, "continue"));
	assert_null(tree_find(&given->tree, "choice:many:v0"));
	press(given, "page-previous", panel);
	assert_non_null(tree_find(&given->tree, "choice:many:v0"));
}

static bool says(const struct given *given, const char *words)
{
	for (const struct node *at = given->tree.root; at; at = node_next(at))
		if (strstr(at->name, words))
			return true;
	return false;
}

static void long_texts_are_read_to_the_end(void **state)
{
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *panel = &stage_panels[p].panel;
		bool met[13] = { false };
		show(given, "read", "en", panel);
		for (int turn = 0;; turn++) {
			for (int i = 1; i <= 12; i++) {
				char words[64];
				snprintf(words, sizeof words, "paragraph %d of a long text", i);
				met[i] |= says(given, words);
			}
			if (!tree_find(&given->tree, "page-next"))
				break;
			assert_null(tree_find(&given->tree, "continue"));
			assert_in_range(turn, 0, TURNS_MAX);
			press(given, "page-next", panel);
		}
		for (int i = 1; i <= 12; i++)
			if (!met[i])
				fail_msg("%s: paragraph %d is lost", stage_panels[p].name, i);
		assert_non_null(tree_find(&given->tree, "continue"));
	}
}

/* What does not fit beside the keyboard comes before it, and the way back leads there again. */
static void content_before_a_field_is_read_first(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[0].panel;
	show(given, "content-first", "en", panel);
	assert_true(says(given, "What did you read, Sam Lee?"));
	assert_null(tree_find(&given->tree, "field:after"));
	for (int turn = 0; tree_find(&given->tree, "page-next"); turn++) {
		assert_in_range(turn, 0, TURNS_MAX);
		press(given, "page-next", panel);
	}
	assert_non_null(tree_find(&given->tree, "field:after"));
	assert_non_null(tree_find(&given->tree, "key:q"));
	assert_non_null(tree_find(&given->tree, "continue"));
	press(given, "back", panel);
	assert_null(tree_find(&given->tree, "field:after"));
}

static void every_question_of_a_page_is_asked(void **state)
{
	static const char *const ids[] = { "field:first", "field:last", "field:middle", "choice:title:v0", "choice:title:v3", "field:mail", "field:born__day", "field:born__year" };
	enum { IDS = sizeof ids / sizeof ids[0] };
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *panel = &stage_panels[p].panel;
		bool met[IDS] = { false };
		show(given, "several", "en", panel);
		for (int turn = 0;; turn++) {
			for (int i = 0; i < IDS; i++)
				met[i] |= tree_find(&given->tree, ids[i]) != NULL;
			if (!tree_find(&given->tree, "page-next"))
				break;
			assert_in_range(turn, 0, TURNS_MAX);
			press(given, "page-next", panel);
		}
		for (int i = 0; i < IDS; i++)
			if (!met[i])
				fail_msg("%s: #%s is never shown", stage_panels[p].name, ids[i]);
		assert_non_null(tree_find(&given->tree, "continue"));
	}
}

static void the_keyboard_types_into_a_box_that_is_shown(void **state)
{
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *panel = &stage_panels[p].panel;
		show(given, "several", "en", panel);
		for (int turn = 0;; turn++) {
			char id[256];
			snprintf(id, sizeof id, "field:%s", given->house.visit.field);
			if (tree_find(&given->tree, "key-delete") && !tree_find(&given->tree, id))
				fail_msg("%s: the keys type into %s, which is not shown", stage_panels[p].name, id);
			if (!tree_find(&given->tree, "page-next"))
				break;
			assert_in_range(turn, 0, TURNS_MAX);
			press(given, "page-next", panel);
		}
	}
}

static void an_error_leads_to_its_box(void **state)
{
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *panel = &stage_panels[p].panel;
		show(given, "two-wrong", "en", panel);
		assert_non_null(tree_find(&given->tree, "errors"));
		const struct node *link = tree_find(&given->tree, "error:two");
		if (!link || !link->action.what)
			continue; /* the smallest summary names one error at a time */
		press(given, "error:two", panel);
		assert_non_null(tree_find(&given->tree, "field:two"));
		assert_string_equal(given->house.visit.field, "two");
		assert_non_null(node(given, "field:two")->error);
		assert_true(node(given, "field:two")->state & NODE_INVALID);
	}
}

static void nothing_is_sent_before_the_last_answer_was_shown(void **state)
{
	static const char *const rows[] = { "bin", "fullName", "due", "place", "story", "bins", "cost", "email", "phone", "others", "help", "agree" };
	enum { ROWS = sizeof rows / sizeof rows[0] };
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *panel = &stage_panels[p].panel;
		bool met[ROWS] = { false };
		show(given, "check", "cy", panel);
		for (int turn = 0;; turn++) {
			for (int i = 0; i < ROWS; i++) {
				char id[64];
				snprintf(id, sizeof id, "change:%s", rows[i]);
				met[i] |= tree_find(&given->tree, id) != NULL;
			}
			if (!tree_find(&given->tree, "page-next"))
				break;
			assert_null(tree_find(&given->tree, "send"));
			assert_in_range(turn, 0, TURNS_MAX);
			press(given, "page-next", panel);
		}
		for (int i = 0; i < ROWS; i++)
			assert_true(met[i]);
		assert_non_null(tree_find(&given->tree, "send"));
	}
}

static void change_names_the_question_and_leads_to_it(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[0].panel;
	show(given, "check", "en", panel);
	assert_string_equal(node(given, "change:bin")->name, "Change: Which bin did we miss?");
	assert_string_equal(node(given, "change:bin")->label, "Change");
	assert_int_equal(node(given, "change:bin")->action.number, form_page_at(given->house.visit.form, "/which-bin"));
}

/* Whether @words stand on this part or on one after it. */
static bool turned_to(struct given *given, const struct layout_panel *panel, const char *words)
{
	for (int turn = 0; !says(given, words); turn++) {
		if (!tree_find(&given->tree, "page-next"))
			return false;
		assert_in_range(turn, 0, TURNS_MAX);
		press(given, "page-next", panel);
	}
	return true;
}

/* Whether @words stand on check answers, whichever part they are on. */
static bool check_says(struct given *given, const struct layout_panel *panel, const char *words)
{
	show(given, "check", "en", panel);
	return turned_to(given, panel, words);
}

static void what_is_secret_is_not_shown_to_those_behind(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[0].panel;
	assert_true(check_says(given, panel, "020 7946 0018"));
	/* the fixture has no secret question, and a loaded form never changes: here it does, for a moment */
	struct form_component *phone = (struct form_component *)(uintptr_t)form_component_at(given->house.visit.form, "phone", NULL);
	struct form_component *bins = (struct form_component *)(uintptr_t)form_component_at(given->house.visit.form, "bins", NULL);
	phone->privacy = bins->privacy = PRIVACY_SECRET;
	assert_false(check_says(given, panel, "020 7946 0018"));
	assert_true(check_says(given, panel, "Hidden here. Ends in 018"));
	assert_true(check_says(given, panel, "Hidden here. We send it."));
	show(given, "check", "en", panel);
	press(given, "reveal", panel);
	assert_true(turned_to(given, panel, "020 7946 0018"));
	press(given, "reveal", panel);
	assert_false(turned_to(given, panel, "020 7946 0018"));
	phone->privacy = bins->privacy = PRIVACY_PERSONAL;
}

/* Where large tall words under the headline have no room, people stand there. */
static void the_first_screen_has_people_or_words_below_its_headline(void **state)
{
	struct given *given = *state;
	for (int p = 0; p < STAGE_PANELS; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++) {
			const struct layout_panel *panel = &stage_panels[p].panel;
			bool below = false;
			show(given, "idle", stage_languages[l], panel);
			const struct node *title = node(given, "title");
			for (const struct node *at = title->next; at; at = at->next)
				below |= at->top_px >= title->top_px + title->height_px && (at->role == NODE_ROLE_IMAGE || (at->child && at->child->capital_um > 0));
			if (!below)
				fail_msg("%s, %s: nothing stands below the headline", stage_panels[p].name, stage_languages[l]);
		}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(the_first_screen_has_people_or_words_below_its_headline), cmocka_unit_test(long_lists_show_every_choice_once),
		cmocka_unit_test(long_lists_can_be_left_and_turned_back),
		cmocka_unit_test(long_texts_are_read_to_the_end),
		cmocka_unit_test(content_before_a_field_is_read_first),
		cmocka_unit_test(every_question_of_a_page_is_asked),
		cmocka_unit_test(the_keyboard_types_into_a_box_that_is_shown),
		cmocka_unit_test(an_error_leads_to_its_box),
		cmocka_unit_test(nothing_is_sent_before_the_last_answer_was_shown),
		cmocka_unit_test(change_names_the_question_and_leads_to_it),
		cmocka_unit_test(what_is_secret_is_not_shown_to_those_behind),
	};
	return cmocka_run_group_tests_name("screen_parts", cases, given_screens, gone_screens);
}
