/* SPDX-License-Identifier: MIT */
/*
 * golden.mirrored - screens from right to left, in a language made for this test: what mirrors, what must not, and five trees that stay
 * as they are (FOYER_REGENERATE=1 writes them anew).
 */
#include "tests/golden/pseudo/everywhere.h"
#include "ui/tree/dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char tongue[] = "ar-XA";
static const struct stage_panel *const portrait = &stage_panels[0];

static int given_mirrored(void **state)
{
	return given_screens_of(state, "tests/mirrored");
}

static int middle(const struct node *node)
{
	return node->left_px + node->width_px / 2;
}

static void the_way_back_is_on_the_right(void **state)
{
	show(*state, "radios", tongue, &portrait->panel);
	const struct node *back = node(*state, "back"), *on = node(*state, "continue");
	assert_true(((struct given *)*state)->tree.rtl);
	assert_true(back->left_px > on->left_px);
	assert_string_equal(back->icon, "arrow-right");
	assert_string_equal(on->icon_after ? on->icon_after : on->icon, "arrow-left");
	assert_true(node(*state, "progress")->child->left_px > portrait->panel.width_px / 2); /* the first step */
}

static void the_keyboard_and_the_counter_stay(void **state)
{
	struct given *given = *state;
	show(given, "text", tongue, &portrait->panel);
	assert_true(middle(node(given, "key:q")) < middle(node(given, "key:w")));
	int easier = node(given, "easier")->left_px, person = node(given, "person")->left_px;
	show(given, "text", "en", &portrait->panel);
	assert_int_equal(easier, node(given, "easier")->left_px);
	assert_int_equal(person, node(given, "person")->left_px);
	show(given, "phone", tongue, &portrait->panel);
	assert_true(middle(node(given, "key:1")) < middle(node(given, "key:2")));
}

static void a_date_reads_from_day_to_year(void **state)
{
	show(*state, "date-wrong", tongue, &portrait->panel);
	const struct node *errors = node(*state, "errors");
	char id[256] = "";
	for (const struct node *at = ((struct given *)*state)->tree.root; at; at = node_next(at))
		if (at->role == NODE_ROLE_FIELD && strstr(at->id, "__day"))
			snprintf(id, sizeof id, "%s", at->id);
	assert_true(*id);
	int day = node(*state, id)->left_px;
	memcpy(strstr(id, "__day"), "__year", sizeof "__year");
	assert_true(day < node(*state, id)->left_px);
	assert_true(errors->top_px < node(*state, id)->top_px);
}

static void every_scene_keeps_the_rules(void **state)
{
	assert_int_equal(rules_everywhere(*state, tongue), 0);
}

static void the_trees_stay_as_they_are(void **state)
{
	static const char *const names[] = { "home", "radios", "date-wrong", "check", "person" };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char part[256], path[GIVEN_PATH_BYTES];
		BUFFER_AUTO dump;
		buffer_init(&dump, 1024 * 1024);
		show(given, names[i], tongue, &portrait->panel);
		assert_int_equal(dump_text(&given->tree, true, &dump), FAIL_NONE);
		snprintf(part, sizeof part, "tests/golden/pseudo/trees/%s.txt", names[i]);
		given_source(part, path);
		if (getenv("FOYER_REGENERATE")) {
			given_file(path, buffer_text(&dump), 0644);
			continue;
		}
		char *kept = given_text(path);
		if (!kept || strcmp(kept, buffer_text(&dump)) != 0) {
			free(kept);
			fail_msg("%s differs; FOYER_REGENERATE=1 writes it anew", part);
		}
		free(kept);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(the_way_back_is_on_the_right), cmocka_unit_test(the_keyboard_and_the_counter_stay), cmocka_unit_test(a_date_reads_from_day_to_year),
		cmocka_unit_test(every_scene_keeps_the_rules), cmocka_unit_test(the_trees_stay_as_they_are),
	};
	return cmocka_run_group_tests_name("mirrored", cases, given_mirrored, gone_screens);
}
