/* SPDX-License-Identifier: MIT */
/* scene_join.c - the hub's word that Sam is at the desk, given by hand; the day and the helps are nobody else's business. */
#include "tests/golden/screens/scene_join.h"

#include "ui/visit/act.h"

static void act(struct visit *visit, enum action action, int number, const char *text, const char *node)
{
	(void)visit_act(visit, action, number, text, node);
}

static void set(struct visit *visit, const char *name, const char *value)
{
	if (answers_set(visit->answers, name, value) != FAIL_NONE)
		fail_clear();
}

static void told(struct visit *visit, const char *state, const char *why, const char *name)
{
	json_t *bell = json_pack("{s:s, s:s, s:s, s:b}", "state", state, "why", why, "name", name, "types", 1);
	(void)visit_join_told(visit, bell);
	json_decref(bell);
}

static void begin(struct visit *visit, const char *path)
{
	act(visit, ACTION_START, 0, NULL, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin", NULL);
	act(visit, ACTION_BEGIN, 0, NULL, NULL);
	visit->page = form_page_at(visit->form, path);
	set(visit, "help", "v4");
	set(visit, "bin", "v1");
	set(visit, "fullName", "Amina O’Connor");
	set(visit, "place__addressLine1", "14 Mill Lane");
	set(visit, "place__town", "Mereford");
	set(visit, "place__postcode", "MF2 4QT");
}

static void joined(struct visit *visit, const char *path)
{
	begin(visit, path);
	told(visit, "asked", "", "Sam");
	act(visit, ACTION_ASSIST, 0, "types", NULL);
	(void)visit_assist_answered(visit, FAIL_NONE, NULL);
}

void make_join(struct visit *visit) { begin(visit, "/name"); told(visit, "asked", "", "Sam"); }
void make_join_long(struct visit *visit) { begin(visit, "/name"); told(visit, "asked", "", "Maximiliana Featherstonehaugh-Llewelyn"); }
void make_joined_choice(struct visit *visit) { joined(visit, "/help"); }
void make_joined_shown(struct visit *visit) { joined(visit, "/help"); act(visit, ACTION_JOIN, 0, "show", NULL); }
void make_joined_name(struct visit *visit) { joined(visit, "/name"); act(visit, ACTION_FIELD, 0, "fullName", NULL); }
void make_join_left(struct visit *visit) { joined(visit, "/name"); told(visit, "ended", "left", "Sam"); }
void make_join_lost(struct visit *visit) { joined(visit, "/name"); told(visit, "ended", "desk-gone", "Sam"); }

void make_joined_check(struct visit *visit)
{
	joined(visit, "/help");
	set(visit, "due__day", "23");
	set(visit, "due__month", "11");
	set(visit, "due__year", "2026");
	visit->place = PLACE_CHECK;
}
