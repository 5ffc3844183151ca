/* SPDX-License-Identifier: MIT */
/* scene_staff.c - a hub's answers given by hand, about somebody whose name is as long as names are. */
#include "tests/golden/screens/scene_staff.h"

#include "ui/visit/act.h"

static void act(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

static void ready(struct visit *visit)
{
	json_t *told = json_pack("{s:b, s:i}", "ready", true, "number", 3);
	(void)visit_staff_hello(visit, told);
	json_decref(told);
}

static void type(struct visit *visit, const char *text)
{
	act(visit, ACTION_TYPE, 0, text);
}

static void answer(struct visit *visit, enum fail code, json_t *reply)
{
	json_decref(visit_staff_request(visit));
	(void)visit_staff_answered(visit, code, reply);
	json_decref(reply);
}

void make_staff_nothing(struct visit *visit)
{
	ready(visit);
	act(visit, ACTION_OPEN, SHEET_STAFF, NULL);
}

void make_staff_reader(struct visit *visit)
{
	make_staff_nothing(visit);
	(void)visit_badge_readers(visit, true);
}

void make_staff_number(struct visit *visit)
{
	make_staff_nothing(visit);
	type(visit, "4471");
}

void make_staff_pin(struct visit *visit)
{
	make_staff_number(visit);
	act(visit, ACTION_STAFF, 0, "next");
	type(visit, "839");
}

static void enter(struct visit *visit, enum fail code, json_t *reply)
{
	make_staff_pin(visit);
	type(visit, "205");
	act(visit, ACTION_STAFF, 0, "next");
	answer(visit, code, reply);
}

void make_staff_pin_wrong(struct visit *visit) { enter(visit, FAIL_DENIED, json_pack("{s:s}", "why", "wrong")); }
void make_staff_locked(struct visit *visit) { enter(visit, FAIL_DENIED, json_pack("{s:s, s:i}", "why", "locked", "wait_s", 480)); }

/* Sam's badge was read, and then held to the reader once more, too short. */
void make_staff_unread(struct visit *visit)
{
	ready(visit);
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_BADGE, 0, "04A2B3C4");
	act(visit, ACTION_BADGE, 0, "");
}

void make_staff_reason(struct visit *visit)
{
	make_staff_number(visit);
	act(visit, ACTION_STAFF, 0, "code");
}

void make_staff_code(struct visit *visit)
{
	make_staff_reason(visit);
	act(visit, ACTION_STAFF, 1, "reason");
	type(visit, "83920");
}

void make_staff_menu(struct visit *visit) { enter(visit, FAIL_NONE, json_pack("{s:s, s:s, s:[s, s]}", "name", "Maximiliana", "role", "staff", "rights", "print", "mend")); }

void make_staff_menu_soon(struct visit *visit)
{
	make_staff_menu(visit);
	json_t *bell = json_pack("{s:s, s:i}", "state", "warning", "left_s", 30);
	(void)visit_staff_told(visit, bell);
	json_decref(bell);
}

void make_staff_menu_overall(struct visit *visit)
{
	make_staff_menu(visit);
	json_t *bell = json_pack("{s:s, s:s, s:i, s:b}", "state", "warning", "why", "overall", "left_s", 30, "again", true);
	(void)visit_staff_told(visit, bell);
	json_decref(bell);
}

void make_staff_reference(struct visit *visit)
{
	make_staff_menu(visit);
	act(visit, ACTION_STAFF, 0, "receipt");
	type(visit, "MB 7K4 29Q");
}

static void print(struct visit *visit, enum fail code)
{
	make_staff_reference(visit);
	act(visit, ACTION_STAFF, 0, "next");
	answer(visit, code, NULL);
}

void make_staff_no_receipt(struct visit *visit) { print(visit, FAIL_EMPTY); }
void make_staff_printed(struct visit *visit) { print(visit, FAIL_NONE); }

void make_staff_idle(struct visit *visit)
{
	make_staff_menu(visit);
	act(visit, ACTION_CLOSE, 0, NULL);
}

void make_staff_home(struct visit *visit)
{
	make_staff_menu(visit);
	act(visit, ACTION_CLOSE, 0, NULL);
	act(visit, ACTION_START, 0, NULL);
}

void make_staff_person(struct visit *visit)
{
	ready(visit);
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_OPEN, SHEET_PERSON, NULL);
}

/* Somebody who may help, over a page that they help with. */
static void helper(struct visit *visit, const char *way)
{
	json_t *told = json_pack("{s:b, s:i, s:{s:s, s:s, s:[s, s, s]}}", "ready", true, "number", 3, "in", "name", "Sam", "role", "staff", "rights", "help", "drive", "print"), *reply = json_pack("{s:s}", "staff", "m");
	bool awaited;
	visit->hub_down = false;
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin");
	act(visit, ACTION_BEGIN, 0, NULL);
	visit->has_desk = true;
	act(visit, ACTION_CALL, 0, NULL);
	act(visit, ACTION_CLOSE, 0, NULL);
	(void)visit_staff_hello(visit, told);
	act(visit, ACTION_ASSIST, 0, "ask");
	act(visit, ACTION_ASSIST, 0, way);
	json_decref(visit_assist_request(visit, &awaited));
	(void)visit_assist_answered(visit, FAIL_NONE, reply);
	json_decref(told);
	json_decref(reply);
}

static void says(struct visit *visit, const char *what)
{
	helper(visit, "looks");
	act(visit, ACTION_OPEN, SHEET_STAFF, NULL);
	act(visit, ACTION_STAFF, 0, "more");
	act(visit, ACTION_STAFF, 0, what);
}

void make_staff_more(struct visit *visit) { says(visit, ""); }
void make_staff_type(struct visit *visit) { says(visit, "type"); }
void make_staff_codes(struct visit *visit) { says(visit, "codes"); }
void make_staff_kind(struct visit *visit) { says(visit, "remark"); }

void make_staff_word(struct visit *visit)
{
	says(visit, "type");
	act(visit, ACTION_STAFF, 2, "as");
}

void make_staff_remark(struct visit *visit)
{
	says(visit, "remark");
	act(visit, ACTION_STAFF, 0, "kind");
	type(visit, "It asks twice for the day");
}

static void sent(struct visit *visit, enum fail code)
{
	make_staff_remark(visit);
	act(visit, ACTION_STAFF, 0, "next");
	answer(visit, code, NULL);
}

void make_staff_unsent(struct visit *visit) { sent(visit, FAIL_OFFLINE); }
void make_staff_noted(struct visit *visit) { sent(visit, FAIL_NONE); }

void make_staff_easier(struct visit *visit)
{
	helper(visit, "types");
	act(visit, ACTION_OPEN, SHEET_EASIER, NULL);
	act(visit, ACTION_PAGE, 9, NULL);
}
