/* SPDX-License-Identifier: MIT */
/* unit.screens_switching - the language can be changed at any moment: on every screen, while typing, under every sheet; nothing that was answered or typed is lost. */
#include "tests/unit/screens/screens_given.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct layout_panel *const portrait = &stage_panels[0].panel;

/* What a person would miss. */
struct kept { char *answers, *wallet, *field, *search; int caret, page, item; enum place place; enum keyboard_layer layer; };

static char *all_of(const struct answers *answers)
{
	json_t *json = answers_to_json(answers);
	char *text = json_dumps(json, JSON_SORT_KEYS);
	json_decref(json);
	return text;
}

static struct kept keep(const struct visit *visit)
{
	return (struct kept){ .answers = all_of(visit->answers), .wallet = all_of(visit->wallet), .field = strdup(visit->field), .search = strdup(visit->search), .caret = visit->caret,
		.page = visit->page, .item = visit->item, .place = visit->place, .layer = visit->layer };
}

static void same(const struct scene *scene, const char *language, const struct kept *before, const struct visit *visit)
{
	struct kept now = keep(visit);
	if (strcmp(before->answers, now.answers) != 0 || strcmp(before->wallet, now.wallet) != 0 || strcmp(before->field, now.field) != 0 || strcmp(before->search, now.search) != 0)
		fail_msg("%s in %s: what was typed has changed", scene->name, language);
	if (before->caret != now.caret || before->page != now.page || before->item != now.item || before->place != now.place)
		fail_msg("%s in %s: it is another place", scene->name, language);
	free(now.answers), free(now.wallet), free(now.field), free(now.search);
}

static void every_screen_keeps_its_answers_through_every_language(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->house.visit;
	for (int i = 0; i < scene_count; i++) {
		scene_set(&given->house, &scenes[i], "en", portrait);
		if (visit->place == PLACE_IDLE || visit->sheet == SHEET_STILL_THERE)
			continue; /* there a language begins a visit, and here a person is asked for first */
		if (visit->sheet == SHEET_STAFF)
			continue; /* the staff's prompt over somebody's page: it is closed by that */
		if (visit->site != &given->house.house.site)
			continue; /* the scene's own facts of the place, in the language that it was made in */
		struct kept before = keep(visit);
		for (int l = 0; l <= STAGE_LANGUAGES; l++) {
			const char *language = stage_languages[l % STAGE_LANGUAGES];
			(void)visit_act(visit, ACTION_LANGUAGE, 0, language, NULL);
			assert_string_equal(visit->language_tag, language);
			if (screen_build(visit, &given->tree) != FAIL_NONE)
				fail_msg("%s in %s: %s", scenes[i].name, language, fail_words());
			same(&scenes[i], language, &before, visit);
		}
		free(before.answers), free(before.wallet), free(before.field), free(before.search);
	}
}

static void typing_goes_on_where_it_was(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->house.visit;
	static const char typed[] = "Amina O’Connor";
	const char *at = typed;
	show(given, "text", "en", portrait);
	(void)visit_act(visit, ACTION_FIELD, 0, "fullName", NULL);
	(void)visit_act(visit, ACTION_CLEAR, 0, NULL, NULL);
	for (int l = 0; *at; l++) {
		char letter[8] = "";
		size_t size = (unsigned char)*at >= 0xe0 ? 3 : 1;
		memcpy(letter, at, size);
		at += size;
		(void)visit_act(visit, ACTION_TYPE, 0, letter, NULL);
		(void)visit_act(visit, ACTION_OPEN, SHEET_LANGUAGE, NULL, NULL);
		(void)visit_act(visit, ACTION_LANGUAGE, 0, stage_languages[l % STAGE_LANGUAGES], NULL);
		show_again(given, portrait);
		assert_int_equal(visit->sheet, SHEET_NONE);
		assert_int_equal(visit->caret, at - typed);
	}
	assert_string_equal(answers_get(visit->answers, "fullName"), typed);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_screen_keeps_its_answers_through_every_language), cmocka_unit_test(typing_goes_on_where_it_was) };
	return cmocka_run_group_tests_name("switching", cases, given_screens, gone_screens);
}
