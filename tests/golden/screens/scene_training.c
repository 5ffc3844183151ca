/* SPDX-License-Identifier: MIT */
/* scene_training.c - a hub's word given by hand. */
#include "tests/golden/screens/scene_training.h"

#include "ui/visit/act.h"

static void act(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

static void told(struct visit *visit, bool fixed)
{
	json_t *bell = json_pack("{s:b, s:b, s:[s]}", "on", true, "fixed", fixed, "faults", "paper");
	(void)visit_training_told(visit, bell);
	json_decref(bell);
}

static json_t *somebody(void)
{
	return json_pack("{s:b, s:i, s:{s:s, s:s, s:[s, s, s]}}", "ready", true, "number", 3, "in", "name", "Maximiliana", "role", "supervisor", "rights", "print", "mend", "supervise");
}

void make_training_menu(struct visit *visit)
{
	json_t *staff = somebody();
	(void)visit_staff_hello(visit, staff);
	json_decref(staff);
	act(visit, ACTION_OPEN, SHEET_STAFF, NULL);
}

void make_training_idle(struct visit *visit) { told(visit, false); }

void make_training_home(struct visit *visit)
{
	told(visit, false);
	act(visit, ACTION_START, 0, NULL);
}

void make_training_question(struct visit *visit)
{
	make_training_home(visit);
	act(visit, ACTION_SERVICE, 0, "missed-bin");
	act(visit, ACTION_BEGIN, 0, NULL);
}

void make_training_sheet(struct visit *visit)
{
	make_training_home(visit);
	act(visit, ACTION_OPEN, SHEET_TRAINING, NULL);
}

void make_training_fixed(struct visit *visit)
{
	make_training_sheet(visit);
	told(visit, true);
}

void make_training_faults(struct visit *visit)
{
	make_training_sheet(visit);
	act(visit, ACTION_TRAINING, 0, "faults");
}

void make_training_ending(struct visit *visit)
{
	make_training_sheet(visit);
	act(visit, ACTION_TRAINING, 0, "end");
}
