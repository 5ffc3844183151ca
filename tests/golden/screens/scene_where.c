/* SPDX-License-Identifier: MIT */
/* scene_where.c - a hub's answers given by hand, about an invented reference. */
#include "tests/golden/screens/scene_where.h"

#include "ui/visit/act.h"

#define SCENE_REFERENCE "MB 7K4 29Q XMP"

enum { DAY_MS = 24 * 3600 * 1000 };

static void act(struct visit *visit, enum action action, const char *text)
{
	(void)visit_act(visit, action, 0, text, NULL);
}

void make_where(struct visit *visit)
{
	act(visit, ACTION_START, NULL);
	act(visit, ACTION_WHERE, NULL);
}

void make_where_typed(struct visit *visit) { make_where(visit); act(visit, ACTION_TYPE, "MB 7K4 29"); }
void make_where_wrong(struct visit *visit) { make_where(visit); act(visit, ACTION_CONTINUE, NULL); }

void make_where_asking(struct visit *visit)
{
	make_where(visit);
	act(visit, ACTION_TYPE, SCENE_REFERENCE);
	act(visit, ACTION_CONTINUE, NULL);
}

static void told(struct visit *visit, const char *state, int since_days, int changed_days, bool asked)
{
	make_where_asking(visit);
	json_t *reply = json_pack("{s:s, s:I, s:I, s:b}", "state", state, "since_ms", (json_int_t)(visit->now_ms - (int64_t)since_days * DAY_MS),
		"changed_ms", (json_int_t)(changed_days >= 0 ? visit->now_ms - (int64_t)changed_days * DAY_MS : 0), "asked", asked);
	(void)visit_where_answered(visit, FAIL_NONE, reply);
	json_decref(reply);
}

void make_where_waiting(struct visit *visit) { told(visit, "waiting", 0, -1, true); }
void make_where_held(struct visit *visit) { told(visit, "held", 2, -1, true); }
void make_where_received(struct visit *visit) { told(visit, "received", 3, -1, true); }
void make_where_unasked(struct visit *visit) { told(visit, "received", 3, -1, false); }
void make_where_looking(struct visit *visit) { told(visit, "in-progress", 3, 1, true); }
void make_where_planned(struct visit *visit) { told(visit, "planned", 3, 1, true); }
void make_where_done(struct visit *visit) { told(visit, "done", 6, 1, true); }
void make_where_not_ours(struct visit *visit) { told(visit, "not-ours", 6, 1, true); }
void make_where_unknown(struct visit *visit) { told(visit, "unknown", 0, -1, true); }
void make_where_offline(struct visit *visit) { told(visit, "offline", 0, -1, false); }
void make_where_busy(struct visit *visit) { make_where_asking(visit); (void)visit_where_answered(visit, FAIL_BUSY, NULL); }
