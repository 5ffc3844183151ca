/* SPDX-License-Identifier: MIT */
/* scene_park.c - a hub's answers given by hand, with a code and a token that are always the same. */
#include "tests/golden/screens/scene_park.h"

#include "ui/visit/act.h"

#include <string.h>

enum { HALF_HOUR_MS = 30 * 60 * 1000 };

static void act(struct visit *visit, enum action action, const char *text)
{
	(void)visit_act(visit, action, 0, text, NULL);
}

static void ready(struct visit *visit)
{
	static const struct draft_key run = { { 7 } };
	visit->hub_down = false;
	visit_parking(visit, &run);
	visit->parking.offered = true;
}

void make_park_offer(struct visit *visit)
{
	ready(visit);
	act(visit, ACTION_START, NULL);
	act(visit, ACTION_SERVICE, "missed-bin");
	act(visit, ACTION_BEGIN, NULL);
	(void)visit_act(visit, ACTION_OPEN, SHEET_FINISH, NULL, NULL);
	visit->parking.offered = false;
}

void make_park_failed(struct visit *visit)
{
	make_park_offer(visit);
	act(visit, ACTION_PARK, NULL);
	(void)visit_park_kept(visit, FAIL_STORE, NULL);
}

void make_parked(struct visit *visit)
{
	struct draft_ticket ticket;
	make_park_offer(visit);
	act(visit, ACTION_PARK, NULL);
	json_t *reply = json_pack("{s:I}", "until_ms", (json_int_t)visit->now_ms + HALF_HOUR_MS);
	(void)visit_park_kept(visit, FAIL_NONE, reply);
	json_decref(reply);
	draft_read("K7M4QX", &ticket);
	visit->park.code = ticket.code;
	memset(&visit->park.token, 5, sizeof visit->park.token);
	visit->park.paper = PARK_PAPER_NONE;
}

void make_parked_printed(struct visit *visit) { make_parked(visit); visit->park.paper = PARK_PAPER_DONE; }
void make_parked_photo(struct visit *visit) { make_parked(visit); (void)visit_act(visit, ACTION_OPEN, SHEET_PHOTO, NULL, NULL); }
void make_resume_home(struct visit *visit) { ready(visit); act(visit, ACTION_START, NULL); }
void make_resume(struct visit *visit) { make_resume_home(visit); act(visit, ACTION_RESUME, NULL); act(visit, ACTION_TYPE, "K7M 4"); }
void make_resume_missing(struct visit *visit) { make_resume_home(visit); act(visit, ACTION_RESUME, NULL); act(visit, ACTION_CONTINUE, NULL); }
void make_resume_asking(struct visit *visit) { make_resume(visit); act(visit, ACTION_TYPE, "QX"); act(visit, ACTION_CONTINUE, NULL); }

static void refused(struct visit *visit, const char *why, int wait_s)
{
	make_resume_asking(visit);
	json_t *reply = json_pack("{s:s, s:i}", "why", why, "wait_s", wait_s);
	(void)visit_park_found(visit, FAIL_DENIED, reply, NULL, 0);
	json_decref(reply);
}

void make_resume_wrong(struct visit *visit) { refused(visit, "wrong", 0); }
void make_resume_often(struct visit *visit) { refused(visit, "often", 2400); }
void make_resume_not_now(struct visit *visit) { refused(visit, "", 0); }
void make_resume_brought(struct visit *visit) { ready(visit); (void)visit_brought(visit, "K7M4QX", "missed-bin", visit->language_tag); }
