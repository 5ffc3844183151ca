/* SPDX-License-Identifier: MIT */
/* golden.screens - the trees of the portrait scenes stay as they are; FOYER_REGENERATE=1 writes them anew, to be looked at in the diff. */
#include "tests/golden/screens/stage_panels.h"
#include "tests/unit/screens/screens_given.h"
#include "ui/tree/dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void compare_on(struct given *given, const struct scene *scene, const char *language, const struct stage_panel *panel)
{
	char part[256], path[GIVEN_PATH_BYTES];
	BUFFER_AUTO dump;
	buffer_init(&dump, 1024 * 1024);
	show(given, scene->name, language, &panel->panel);
	bool first = panel == &stage_panels[0]; /* there places are golden.render's */
	assert_int_equal(dump_text(&given->tree, !first, &dump), FAIL_NONE);
	snprintf(part, sizeof part, "tests/golden/screens/trees/%s.%s%s%s.txt", scene->name, first ? "" : panel->name, first ? "" : ".", language);
	for (char *at = part; *at; at++)
		*at = *at == ' ' ? '-' : *at;
	given_source(part, path);
	if (getenv("FOYER_REGENERATE")) {
		given_file(path, buffer_text(&dump), 0644);
		return;
	}
	char *kept = given_text(path);
	if (!kept || strcmp(kept, buffer_text(&dump)) != 0) {
		size_t at = 0, line = 1;
		for (; kept && kept[at] && kept[at] == buffer_text(&dump)[at]; at++)
			line += kept[at] == '\n';
		free(kept);
		fail_msg("%s differs from line %zu on; FOYER_REGENERATE=1 writes it anew. Now: %.200s", part, line, buffer_text(&dump) + at);
	}
	free(kept);
}

static void compare(struct given *given, const struct scene *scene, const char *language)
{
	compare_on(given, scene, language, &stage_panels[0]);
}

/* With the rectangles and the height of capitals. */
static void trees_of_every_panel_and_size_stay_as_they_are(void **state)
{
	static const char *const names[] = { "idle", "home", "service", "radios", "text", "date-wrong", "check", "done", "person", "easier" };
	for (int p = 1; p < STAGE_ALL_PANELS; p++)
		for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
			for (int i = 0; i < scene_count; i++)
				if (strcmp(scenes[i].name, names[n]) == 0)
					compare_on(*state, &scenes[i], "en", &stage_panels[p]);
}

static void portrait_trees_stay_as_they_are(void **state)
{
	for (int i = 0; i < scene_count; i++)
		compare(*state, &scenes[i], "en");
}

static void welsh_trees_stay_as_they_are(void **state)
{
	static const char *const names[] = { "idle", "home", "home-told", "list-died", "offer-needs", "service", "radios", "date-wrong", "check", "done", "person", "still-there" };
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
		for (int i = 0; i < scene_count; i++)
			if (strcmp(scenes[i].name, names[n]) == 0)
				compare(*state, &scenes[i], "cy");
}

static void other_scripts_stay_as_they_are(void **state)
{
	static const struct { const char *language, *name; } kept[] = {
		{ "ur", "home" }, { "ur", "radios" }, { "ur", "text-own" }, { "ar", "home" }, { "ar", "text-own" }, { "bn", "home" }, { "bn", "text-own" },
	};
	for (size_t n = 0; n < sizeof kept / sizeof kept[0]; n++)
		for (int i = 0; i < scene_count; i++)
			if (strcmp(scenes[i].name, kept[n].name) == 0)
				compare(*state, &scenes[i], kept[n].language);
}

/* Urdu and English, the same page from either side: portrait, landscape, small. */
static void a_pair_of_languages_stays_as_it_is(void **state)
{
	static const char *const names[] = { "pair-question", "pair-turned", "pair-check", "pair-sheet" };
	for (int p = 0; p < STAGE_PANELS; p += 3)
		for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
			for (int i = 0; i < scene_count; i++)
				if (strcmp(scenes[i].name, names[n]) == 0)
					compare_on(*state, &scenes[i], "ur", &stage_panels[p]);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(portrait_trees_stay_as_they_are), cmocka_unit_test(trees_of_every_panel_and_size_stay_as_they_are), cmocka_unit_test(welsh_trees_stay_as_they_are), cmocka_unit_test(other_scripts_stay_as_they_are), cmocka_unit_test(a_pair_of_languages_stays_as_it_is) };
	return cmocka_run_group_tests_name("screens golden", cases, given_screens, gone_screens);
}
