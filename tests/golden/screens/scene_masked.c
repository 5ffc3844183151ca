/* SPDX-License-Identifier: MIT */
/* scene_masked.c - a missed bin, whose day and whose helps are nobody else's business. */
#include "tests/golden/screens/scene_masked.h"

#include "ui/visit/act.h"

static void act(struct visit *visit, enum action action, const char *text)
{
	(void)visit_act(visit, action, 0, text, NULL);
}

static void masked(struct visit *visit, const char *path)
{
	static const char *const answers[][2] = {
		{ "help", "v4" }, { "bin", "v1" }, { "fullName", "Amina O’Connor" }, { "place__addressLine1", "14 Mill Lane" }, { "place__town", "Mereford" }, { "place__postcode", "MF2 4QT" },
	};
	act(visit, ACTION_START, NULL);
	act(visit, ACTION_SERVICE, "missed-bin");
	act(visit, ACTION_BEGIN, NULL);
	visit->page = form_page_at(visit->form, path);
	visit->field[0] = '\0';
	visit->mask.viewer = VIEWER_STAFF;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (answers_set(visit->answers, answers[i][0], answers[i][1]) != FAIL_NONE)
			fail_clear();
}

static void day(struct visit *visit)
{
	static const char *const parts[][2] = { { "due__day", "23" }, { "due__month", "11" }, { "due__year", "2026" } };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (answers_set(visit->answers, parts[i][0], parts[i][1]) != FAIL_NONE)
			fail_clear();
}

void make_masked_choice(struct visit *visit) { masked(visit, "/help"); }
void make_masked_date(struct visit *visit) { masked(visit, "/when"); }
void make_masked_wrong(struct visit *visit) { masked(visit, "/when"); act(visit, ACTION_CONTINUE, NULL); }
void make_masked_shown(struct visit *visit) { masked(visit, "/when"); day(visit); act(visit, ACTION_REVEAL, "due"); }
void make_masked_check(struct visit *visit) { masked(visit, "/help"); day(visit); visit->place = PLACE_CHECK; }
