/* SPDX-License-Identifier: MIT */
/*
 * badge.c - somebody of the staff holds a badge to the reader. DESIGN: a badge says who, never that they may: it opens the prompt for the PIN, and nothing of the
 * resident's changes below. It is no sign that the resident is here: a badge that lies on the reader keeps nobody's visit.
 */
#include "ui/visit/guide.h"
#include "ui/visit/parts.h"

#include <string.h>

static bool is_that_person(const struct staff *staff, const char *badge)
{
	return staff->by_badge && staff->stage == STAFF_PIN && strcmp(staff->number, badge) == 0;
}

bool visit_badge_counts(const struct visit *visit, const char *badge)
{
	const struct staff *staff = &visit->staff;
	bool open = visit->sheet == SHEET_STAFF;
	if (!staff->ready || visit->guide || visit->clean_until_ms || visit->sheet == SHEET_STILL_THERE || visit->sheet == SHEET_ASSIST || staff->waits || strlen(badge) > STAFF_WHO_MAX_BYTES)
		return false;
	if (staff->in)
		return badge[0] && !open;
	if (!badge[0])
		return open && (staff->stage == STAFF_NUMBER || staff->stage == STAFF_PIN);
	return !open || !is_that_person(staff, badge); /* the same again while its PIN is typed is the same badge, still there */
}

unsigned visit_badge_readers(struct visit *visit, bool listens)
{
	bool changes = visit->staff.reader != listens;
	visit->staff.reader = listens;
	return changes && visit->sheet == SHEET_STAFF ? EFFECT_REBUILD : 0;
}

unsigned staff_open_over(struct visit *visit)
{
	int sheet = (int)visit->sheet, list_page = visit->list_page;
	unsigned effects = act_open(visit, &(struct act){ .number = SHEET_STAFF, .text = "", .node_id = "" });
	visit->staff.under.sheet = sheet;
	visit->staff.under.list_page = list_page;
	visit->staff.under.place = (int)visit->place;
	return effects;
}

unsigned act_badge(struct visit *visit, const struct act *act)
{
	struct staff *staff = &visit->staff;
	unsigned effects = 0;
	if (!visit_badge_counts(visit, act->text))
		return 0;
	if (!act->text[0]) {
		staff->trouble = STAFF_UNREAD;
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	if (visit->sheet != SHEET_STAFF)
		effects = staff_open_over(visit);
	if (staff->in)
		return effects; /* who is in sees so, and can leave */
	effects |= staff_go(visit, STAFF_PIN);
	text_put(staff->number, sizeof staff->number, act->text);
	staff->by_badge = true;
	return effects;
}
