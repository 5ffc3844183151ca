/* SPDX-License-Identifier: MIT */
/* scene_helped.c - Sam helps with a missed bin, whose day and whose helps are nobody else's business. */
#include "tests/golden/screens/scene_helped.h"

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

static void sign_in(struct visit *visit)
{
	json_t *sam = json_pack("{s:s, s:[s, s]}", "name", "Sam", "rights", "help", "drive");
	(void)visit_helper(visit, sam);
	json_decref(sam);
}

static void begin(struct visit *visit, const char *path)
{
	act(visit, ACTION_START, 0, NULL, NULL);
	if (*path) {
		act(visit, ACTION_SERVICE, 0, "missed-bin", NULL);
		act(visit, ACTION_BEGIN, 0, NULL, NULL);
		visit->page = form_page_at(visit->form, path);
	}
	sign_in(visit);
}

static void helped(struct visit *visit, const char *path)
{
	begin(visit, path);
	act(visit, ACTION_ASSIST, 0, "ask", NULL);
	act(visit, ACTION_ASSIST, 0, "types", NULL);
	(void)visit_assist_answered(visit, FAIL_NONE, NULL);
	set(visit, "help", "v4");
	set(visit, "bin", "v1");
	set(visit, "fullName", "Amina O’Connor");
	set(visit, "place__addressLine1", "14 Mill Lane");
	set(visit, "place__town", "Mereford");
	set(visit, "place__postcode", "MF2 4QT");
}

/* The sheet of who is signed in, over a person's question. */
void make_staff_helps(struct visit *visit)
{
	json_t *told = json_pack("{s:b, s:i, s:{s:s, s:[s, s, s]}}", "ready", true, "number", 3, "in", "name", "Maximiliana", "rights", "help", "drive", "print");
	begin(visit, "/name");
	(void)visit_staff_hello(visit, told);
	json_decref(told);
	act(visit, ACTION_OPEN, SHEET_STAFF, NULL, NULL);
}

void make_assist(struct visit *visit) { begin(visit, "/name"); act(visit, ACTION_ASSIST, 0, "ask", NULL); }
void make_assist_not_now(struct visit *visit) { make_assist(visit); act(visit, ACTION_ASSIST, 0, "looks", NULL); (void)visit_assist_answered(visit, FAIL_STORE, NULL); }
void make_helped_home(struct visit *visit) { helped(visit, ""); }
void make_helped_choice(struct visit *visit) { helped(visit, "/help"); }
void make_helped_name(struct visit *visit) { helped(visit, "/name"); act(visit, ACTION_FIELD, 0, "fullName", NULL); }
/* Sam typed a name over hers, and the day that only she may see. */
static void handed_back(struct visit *visit)
{
	begin(visit, "/name");
	set(visit, "fullName", "Amina O’Connor");
	set(visit, "bin", "v1");
	act(visit, ACTION_ASSIST, 0, "ask", NULL);
	act(visit, ACTION_ASSIST, 0, "types", NULL);
	(void)visit_assist_answered(visit, FAIL_NONE, NULL);
	set(visit, "fullName", "Amina O’Connor-Whitfield");
	set(visit, "due__day", "23");
	set(visit, "due__month", "11");
	set(visit, "due__year", "2026");
	act(visit, ACTION_ASSIST, 0, "stop", NULL);
}

void make_handback(struct visit *visit) { handed_back(visit); }
void make_handback_hidden(struct visit *visit) { handed_back(visit); act(visit, ACTION_HANDBACK, 0, "keep", NULL); }
void make_handback_shown(struct visit *visit) { make_handback_hidden(visit); act(visit, ACTION_REVEAL, 0, "due", NULL); }

void make_spoken(struct visit *visit) { begin(visit, "/name"); act(visit, ACTION_ASSIST, 0, "spoken", NULL); }
void make_spoken_not_now(struct visit *visit) { make_spoken(visit); act(visit, ACTION_ASSIST, WHY_SEE, "agreed", NULL); (void)visit_assist_answered(visit, FAIL_STORE, NULL); }

/* What Sam typed is read back, and sent for her. */
void make_behalf(struct visit *visit)
{
	make_helped_check(visit);
	act(visit, ACTION_ASSIST, 0, "behalf", NULL);
}

void make_helped_check(struct visit *visit)
{
	helped(visit, "/help");
	set(visit, "due__day", "23");
	set(visit, "due__month", "11");
	set(visit, "due__year", "2026");
	visit->place = PLACE_CHECK;
}
