/* SPDX-License-Identifier: MIT */
/* scene_push.c - the hub's word given by hand. */
#include "tests/golden/screens/scene_push.h"

#include "ui/visit/act.h"

#include <string.h>

static void told(struct visit *visit, const char *ticket)
{
	json_t *bell = *ticket ? json_pack("{s:s}", "ticket", ticket) : json_object();
	(void)visit_push_told(visit, bell);
	json_decref(bell);
}

void make_push_idle(struct visit *visit)
{
	visit->hub_down = false;
	told(visit, "A12");
}

void make_push_home(struct visit *visit)
{
	make_push_idle(visit);
	(void)visit_act(visit, ACTION_START, 0, NULL, NULL);
}

void make_push(struct visit *visit)
{
	make_push_idle(visit);
	(void)visit_act(visit, ACTION_PUSH, 0, NULL, NULL);
}

void make_push_typed(struct visit *visit)
{
	make_push(visit);
	(void)visit_act(visit, ACTION_TYPE, 0, "K7M 4", NULL);
}

void make_push_wrong(struct visit *visit)
{
	make_push_typed(visit);
	(void)visit_act(visit, ACTION_TYPE, 0, "QX", NULL);
	(void)visit_act(visit, ACTION_CONTINUE, 0, NULL, NULL);
	json_decref(visit_push_request(visit));
	(void)visit_push_answered(visit, FAIL_DENIED, NULL);
}

void make_push_gone(struct visit *visit)
{
	make_push(visit);
	told(visit, "");
}
