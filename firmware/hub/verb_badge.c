/* SPDX-License-Identifier: MIT */
/* verb_badge.c - a badge was held to the kiosk's reader: that stands in the audit, also where no PIN follows. Who has it, the screen is not told. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>

enum { BADGES_A_MINUTE = 10, BADGE_MAX_BYTES = 64, MINUTE_MS = 60 * 1000 };

static void note(struct hub *hub, const char *id, const char *outcome, const char *reason)
{
	staff_note(hub, "auth_badge", id, DOORWAY_UI, outcome, reason);
}

void badge_rest(struct hub *hub)
{
	char more[24];
	int64_t unwritten = hub->staff.badges - BADGES_A_MINUTE;
	hub->staff.badges = 0;
	if (unwritten <= 0)
		return;
	snprintf(more, sizeof more, "%lld", (long long)unwritten);
	note(hub, "", "more", more);
}

/* {"badge"}: answered alike whoever it is. After so many of a minute they are only counted, so that nobody washes the audit away by waving. */
enum fail answer_staff_badge(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *badge = NULL;
	int64_t minute = clock_mono_ms() / MINUTE_MS;
	(void)reply;
	TRY(json_take_text(request->frame, "badge", BADGE_MAX_BYTES, &badge));
	if (!hub->staff.roster)
		return FAIL(EMPTY, "this kiosk has no list of staff: nobody can sign in");
	if (minute != hub->staff.badge_minute)
		badge_rest(hub);
	hub->staff.badge_minute = minute;
	const struct roster_member *member = roster_by_badge(hub->staff.roster, badge);
	if (++hub->staff.badges <= BADGES_A_MINUTE)
		note(hub, member ? member->id : "", member ? "known" : "unknown", "");
	return FAIL_NONE;
}
