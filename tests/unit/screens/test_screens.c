/* SPDX-License-Identifier: MIT */
/* unit.screens - what every screen keeps, on every panel, at every text size, in every language. */
#include "tests/unit/screens/screens_given.h"
#include "ui/tree/audit.h"
#include "ui/tree/dump.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SECRET "Xylophonequartz"

typedef void (*look)(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language);

static int broken_count, page_count; /* all of them are told before the case fails */

/* Every scene in every language; laid out on every panel, else only built, which is enough for words. */
static void everywhere(struct given *given, look look_at, bool laid_out)
{
	for (int p = 0; p < (laid_out ? STAGE_PANELS : STAGE_PANELS + 1); p++) /* unit.screens_low lays the panel of 10 inches out */
		for (int l = 0; l < STAGE_LANGUAGES; l++)
			for (int i = 0; stage_walked(p, l) && i < scene_count; i++) {
				build_only(given, &scenes[i], stage_languages[l], &stage_panels[p].panel);
				if (laid_out && layout_tree(&given->tree, given->text, &stage_panels[p].panel) != FAIL_NONE) {
					print_message("%s, %s, %s: %s\n", scenes[i].name, stage_panels[p].name, stage_languages[l], fail_words());
					fail_clear();
					broken_count++;
					continue;
				}
				look_at(given, &scenes[i], &stage_panels[p], stage_languages[l]);
			}
}

/* The page that is laid out, and all that follow it. */
static void keeps_the_rules(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language)
{
	enum { PAGES_MAX = 200 };
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	int page = 1;
	do {
		if (page > 1 && (screen_build(&given->house.visit, &given->tree) != FAIL_NONE || layout_tree(&given->tree, given->text, &panel->panel) != FAIL_NONE)) {
			print_message("%s, %s, %s, page %d: %s\n", scene->name, panel->name, language, page, fail_words()), broken_count++;
			fail_clear();
		}
		if (audit_tree(&given->tree, panel->panel.px_per_mm, panel->panel.width_px, panel->panel.height_px, broken))
			print_message("%s, %s, %s, page %d: %s: %s\n", scene->name, panel->name, language, page, broken[0].rule, broken[0].words), broken_count++;
		page_count++;
	} while (page++ < PAGES_MAX && turn_page(given));
	if (page > PAGES_MAX)
		print_message("%s, %s, %s: its pages never end\n", scene->name, panel->name, language), broken_count++;
}

static void every_screen_fits_and_keeps_the_rules(void **state)
{
	broken_count = page_count = 0;
	everywhere(*state, keeps_the_rules, true);
	print_message("%d pages of %d scenes\n", page_count, scene_count);
	assert_int_equal(broken_count, 0);
}

static bool is_key(const char *text)
{
	size_t word = strspn(text, "abcdefghijklmnopqrstuvwxyz");
	return word > 1 && text[word] == '.' && islower((unsigned char)text[word + 1]) && !strchr(text, ' ') && !strstr(text, ".example") && !strchr(text, '@');
}

static void check_text(const struct scene *scene, const struct stage_panel *panel, const char *language, const char *text)
{
	if (!text)
		return;
	if (is_key(text))
		fail_msg("%s, %s, %s: the key \"%s\" has no sentence", scene->name, panel->name, language, text);
	if (strchr(text, '{') || strchr(text, '}'))
		fail_msg("%s, %s, %s: \"%s\" is not filled in", scene->name, panel->name, language, text);
}

static void speaks(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language)
{
	for (const struct node *at = given->tree.root; at; at = node_next(at)) {
		check_text(scene, panel, language, at->name);
		check_text(scene, panel, language, at->label);
		check_text(scene, panel, language, at->hint);
		check_text(scene, panel, language, at->error);
	}
	assert_string_equal(given->tree.lang, given->house.visit.pair.on ? given->house.visit.language_tag : language); /* who interprets turns it to theirs */
	assert_string_not_equal(given->tree.root->name, "");
}

static void every_word_has_its_sentence(void **state)
{
	everywhere(*state, speaks, false);
}

static void must_exist(const struct given *given, const char *folder, const char *name)
{
	char path[2 * GIVEN_PATH_BYTES];
	if (!name || strcmp(name, "logo") == 0 || strncmp(name, "qr:", 3) == 0) /* drawn without a file */
		return;
	snprintf(path, sizeof path, "%s/%s/%s.svg", given->assets, folder, name);
	if (access(path, R_OK) != 0)
		fail_msg("%s shows %s/%s, which is not there", given->tree.root->id, folder, name);
}

static void has_pictures(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language)
{
	(void)scene, (void)panel, (void)language;
	for (const struct node *at = given->tree.root; at; at = node_next(at)) {
		must_exist(given, "icons", at->icon);
		must_exist(given, "icons", at->icon_after);
		must_exist(given, "figures", at->image);
	}
}

static void every_icon_and_figure_is_there(void **state)
{
	everywhere(*state, has_pictures, false);
}

static bool pressable(const struct given *given, const char *id)
{
	const struct node *found = tree_find(&given->tree, id);
	return found && node_focusable(&given->tree, found);
}

static void leads_back(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language)
{
	bool back = pressable(given, "back") || pressable(given, "close") || pressable(given, "finish") || pressable(given, "finish-clear");
	if (scene->way_back && !back)
		fail_msg("%s, %s, %s: there is no way back", scene->name, panel->name, language);
	assert_true(pressable(given, "person"));
}

static void every_screen_has_a_way_back_and_a_person(void **state)
{
	everywhere(*state, leads_back, false);
}

static void person_stands_at_the_same_place(void **state)
{
	struct given *given = *state;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		show(given, "idle", "en", &stage_panels[p].panel);
		struct node first = *node(given, "person");
		for (int i = 0; i < scene_count; i++) {
			show(given, scenes[i].name, "cy", &stage_panels[p].panel);
			const struct node *person = node(given, "person");
			assert_int_equal(person->left_px, first.left_px);
			assert_int_equal(person->top_px, first.top_px);
			assert_int_equal(person->width_px, first.width_px);
			assert_int_equal(person->height_px, first.height_px);
		}
	}
}

static void fits_a_frame(struct given *given, const struct scene *scene, const struct stage_panel *panel, const char *language)
{
	json_t *dump = dump_json(&given->tree);
	assert_non_null(dump);
	char *text = json_dumps(dump, JSON_COMPACT);
	if (strlen(text) > DUMP_JSON_MAX_BYTES)
		fail_msg("%s, %s, %s: %zu bytes", scene->name, panel->name, language, strlen(text));
	free(text);
	json_decref(dump);
}

static void every_screen_fits_a_door_frame(void **state)
{
	everywhere(*state, fits_a_frame, false);
}

/* Under a sheet and in the countdown no answer is in the tree at all. */
static void sheets_hold_no_answer(void **state)
{
	static const char *const sheet_scenes[] = { "person", "language", "easier", "finish", "why", "still-there" };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof sheet_scenes / sizeof sheet_scenes[0]; i++) {
		show(given, sheet_scenes[i], "en", &stage_panels[0].panel);
		struct visit *visit = &given->house.visit;
		visit->page = form_page_at(visit->form, "/name");
		assert_int_equal(answers_set(visit->answers, "fullName", SECRET), FAIL_NONE);
		show_again(given, &stage_panels[0].panel);
		json_t *dump = dump_json(&given->tree);
		char *text = json_dumps(dump, 0);
		if (strstr(text, SECRET) || strstr(text, "choice:"))
			fail_msg("%s shows an answer", sheet_scenes[i]);
		free(text);
		json_decref(dump);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_screen_fits_and_keeps_the_rules),
		cmocka_unit_test(every_word_has_its_sentence),
		cmocka_unit_test(every_icon_and_figure_is_there),
		cmocka_unit_test(every_screen_has_a_way_back_and_a_person),
		cmocka_unit_test(person_stands_at_the_same_place),
		cmocka_unit_test(every_screen_fits_a_door_frame),
		cmocka_unit_test(sheets_hold_no_answer),
	};
	return cmocka_run_group_tests_name("screens", cases, given_screens, gone_screens);
}
