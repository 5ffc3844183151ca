/* SPDX-License-Identifier: MIT */
/* assist.c - asked, allowed, stopped. Stop never waits for anybody. */
#include "ui/visit/assist.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { SEEN_AGAIN_MS = 20 * 1000, MINUTE_MS = 60 * 1000 };
static const char seen[] = "staff.seen", leave[] = "staff.leave"; /* verbs of their own */

static const char *const way_names[ASSIST_WAY_COUNT] = { [ASSIST_ALONE] = "alone", [ASSIST_LOOKS] = "looks", [ASSIST_TYPES] = "types" };

const char *assist_why_name(enum assist_why why)
{
	static const char *const names[WHY_COUNT] = { [WHY_NONE] = "", [WHY_TOUCH] = "touch", [WHY_SEE] = "see", [WHY_READ] = "read", [WHY_ASKED] = "asked" };
	return names[why];
}

void assist_tell(struct visit *visit, const char *event, const char *subject)
{
	assist_tell_why(visit, event, subject, WHY_NONE);
}

void assist_tell_why(struct visit *visit, const char *event, const char *subject, enum assist_why why)
{
	struct assist *assist = &visit->assist;
	if (assist->notes == ASSIST_NOTES_MAX) /* the hub has been away for long: the newest tell where it stands */
		memmove(&assist->note[0], &assist->note[1], (size_t)--assist->notes * sizeof assist->note[0]);
	struct assist_note *note = &assist->note[assist->notes++];
	note->event = event;
	note->why = why;
	note->desk = visit->join.on;
	note->ask = visit->join.number;
	text_put(note->subject, sizeof note->subject, subject);
}

bool assist_offered(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	return assist->here && !visit->handback.on && (assist->looks || assist->types) && assist->way == ASSIST_ALONE && visit_active(visit) && visit->place != PLACE_DONE;
}

/* @assist's account as it stands when help goes on until now. */
static int64_t helped_ms(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	int64_t now = assist->way == ASSIST_ALONE || visit->now_ms < assist->since_ms ? 0 : visit->now_ms - assist->since_ms;
	return assist->did.ms + now;
}

static enum assist_way most(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	return assist->way > assist->did.way ? assist->way : assist->did.way;
}

static enum assist_why spoken(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	return assist->spoken != WHY_NONE ? assist->spoken : assist->did.spoken;
}

void assist_forget(struct visit *visit)
{
	memset(&visit->assist.did, 0, sizeof visit->assist.did);
	visit->assist.behalf = WHY_NONE;
	if (visit->assist.way != ASSIST_ALONE)
		visit->assist.since_ms = visit->now_ms;
}

const char *assist_by(const struct visit *visit)
{
	if (visit->assist.behalf != WHY_NONE)
		return "staff_on_behalf";
	return most(visit) == ASSIST_ALONE ? "resident" : "resident_assisted";
}

json_t *assist_record(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	json_t *record = json_pack("{s:s}", "submittedBy", assist_by(visit));
	if (most(visit) != ASSIST_ALONE) {
		json_t *assisted = json_pack("{s:s, s:s, s:I, s:s, s:s}", "staff", assist->way == ASSIST_ALONE ? assist->did.staff : assist->staff, "mode", way_names[most(visit)],
			"minutes", (json_int_t)((helped_ms(visit) + MINUTE_MS - 1) / MINUTE_MS), "site", visit->site->branch ? visit->site->branch : "", "permission", spoken(visit) != WHY_NONE ? "spoken" : "given");
		if (spoken(visit) != WHY_NONE)
			json_object_set_new(assisted, "permissionReason", json_string(assist_why_name(spoken(visit))));
		json_object_set_new(record, "assisted", assisted);
	}
	if (assist->behalf != WHY_NONE)
		json_object_set_new(record, "onBehalf", json_pack("{s:s, s:s}", "reason", assist_why_name(assist->behalf), "declared", "spoken"));
	return record;
}

static void alone(struct visit *visit)
{
	struct assist *assist = &visit->assist;
	if (assist->way != ASSIST_ALONE) {
		assist->did.ms = helped_ms(visit);
		assist->did.way = most(visit);
		assist->did.spoken = spoken(visit);
		memcpy(assist->did.staff, assist->staff, sizeof assist->did.staff);
	}
	assist->way = assist->asked = ASSIST_ALONE;
	assist->spoken = assist->asked_spoken = assist->sends = WHY_NONE;
	memset(assist->name, 0, sizeof assist->name);
	memset(assist->staff, 0, sizeof assist->staff);
	memset(assist->language, 0, sizeof assist->language);
	assist->since_ms = 0;
	join_forget(visit);
	visit->mask = (struct mask){ .viewer = VIEWER_RESIDENT };
}

/* A sheet that makes no sense without who helps. */
static bool asks_helper(const struct visit *visit)
{
	return visit->sheet == SHEET_ASSIST || visit->sheet == SHEET_SPOKEN || visit->sheet == SHEET_BEHALF;
}

unsigned assist_stop(struct visit *visit, const char *event)
{
	if (visit->assist.way == ASSIST_ALONE && visit->assist.asked == ASSIST_ALONE)
		return 0;
	bool types = visit->assist.way == ASSIST_TYPES, desk = visit->join.on;
	char name[ASSIST_NAME_MAX_BYTES + 1];
	memcpy(name, visit->assist.name, sizeof name);
	assist_tell(visit, event, way_names[visit->assist.way]);
	alone(visit);
	if (asks_helper(visit))
		visit->sheet = SHEET_NONE;
	unsigned effects = types ? handback_begin(visit, name) : 0;
	if (visit->staff.in && !desk)
		assist_tell(visit, leave, ""); /* whoever was stopped has this screen no more */
	return effects | EFFECT_REBUILD | EFFECT_ASSIST | EFFECT_KEEP;
}

static unsigned ask(struct visit *visit)
{
	if (!assist_offered(visit))
		return 0;
	visit->assist.refused = false;
	return act_open(visit, &(struct act){ .number = SHEET_ASSIST, .text = "", .node_id = "" });
}

unsigned assist_allow(struct visit *visit, enum assist_way way, enum assist_why why)
{
	struct assist *assist = &visit->assist;
	if (!assist_offered(visit) || assist->asked != ASSIST_ALONE || (way == ASSIST_TYPES && !assist->types))
		return 0;
	if (visit->hub_down) { /* who helps is the hub's to know */
		assist->refused = true;
		return EFFECT_REBUILD;
	}
	assist->asked = way;
	assist->asked_spoken = why;
	assist->refused = false;
	assist_tell_why(visit, "permission_given", way_names[way], why);
	return EFFECT_REBUILD | EFFECT_ASSIST;
}

static unsigned refuse(struct visit *visit)
{
	assist_tell(visit, "permission_refused", "");
	visit->assist.asked = ASSIST_ALONE;
	join_forget(visit);
	return act_close(visit, &(struct act){ .text = "", .node_id = "" }) | EFFECT_ASSIST;
}

unsigned act_assist(struct visit *visit, const struct act *act)
{
	bool sheet = visit->sheet == SHEET_ASSIST;
	if (strcmp(act->text, "stop") == 0)
		return assist_stop(visit, "permission_withdrawn");
	if (strcmp(act->text, "ask") == 0)
		return ask(visit);
	if (strcmp(act->text, "types") == 0 && sheet)
		return assist_allow(visit, ASSIST_TYPES, WHY_NONE);
	if (strcmp(act->text, "looks") == 0 && sheet)
		return assist_allow(visit, ASSIST_LOOKS, WHY_NONE);
	return strcmp(act->text, "no") == 0 && sheet ? refuse(visit) : spoken_act(visit, act);
}

unsigned visit_assist_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	struct assist *assist = &visit->assist;
	enum assist_way way = assist->asked;
	if (assist->sends != WHY_NONE)
		return behalf_answered(visit, code);
	if (way == ASSIST_ALONE)
		return 0; /* stopped meanwhile */
	assist->asked = ASSIST_ALONE;
	assist->refused = code != FAIL_NONE;
	if (code != FAIL_NONE || !assist->here)
		return EFFECT_REBUILD;
	assist->way = way;
	assist->spoken = assist->asked_spoken;
	memcpy(assist->name, assist->here_name, sizeof assist->name);
	text_put(assist->staff, sizeof assist->staff, json_text_or(reply, "staff", ""));
	text_put(assist->language, sizeof assist->language, visit->language_tag);
	assist->since_ms = visit->now_ms;
	assist->seen_ms = visit->mono_ms;
	if (visit->join.on)
		visit->join.mask = (struct mask){ .viewer = VIEWER_DESK };
	else
		visit->mask = (struct mask){ .viewer = VIEWER_STAFF };
	visit->reveal_until_ms = 0;
	if (way == ASSIST_TYPES)
		handback_remember(visit);
	unsigned effects = asks_helper(visit) ? act_close(visit, &(struct act){ .text = "", .node_id = "" }) : 0;
	return effects | EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}

unsigned visit_helper(struct visit *visit, const json_t *in)
{
	struct assist *assist = &visit->assist;
	bool here = json_is_object(in);
	if (visit->join.on && !here)
		return 0; /* they are at the desk */
	unsigned desk = visit_join_beside(visit);
	const char *name = here ? json_text_or(in, "name", "") : "";
	bool other = assist->way != ASSIST_ALONE && (!here || strcmp(name, assist->name) != 0);
	assist->here = here;
	assist->looks = here && staff_has_right(in, "help");
	assist->types = here && staff_has_right(in, "drive");
	text_put(assist->here_name, sizeof assist->here_name, name);
	unsigned effects = desk | (other || !here ? assist_stop(visit, "assist_end") : 0);
	if (here && visit->handback.on) { /* the screen, or the hub, died before they were out: what came before that may not be written, and twice is better than never */
		handback_tell(visit);
		assist_tell(visit, leave, "");
		effects |= EFFECT_ASSIST;
	}
	if (!here && asks_helper(visit))
		effects |= act_close(visit, &(struct act){ .text = "", .node_id = "" });
	return effects;
}

json_t *visit_assist_request(struct visit *visit, bool *ret_awaited)
{
	struct assist *assist = &visit->assist;
	if (assist->notes == 0)
		return NULL;
	struct assist_note note = assist->note[0];
	memmove(&assist->note[0], &assist->note[1], (size_t)--assist->notes * sizeof assist->note[0]);
	*ret_awaited = strcmp(note.event, "permission_given") == 0 || strcmp(note.event, "declaration") == 0;
	if (note.event == seen || note.event == leave)
		return json_pack("{s:s}", "verb", note.event);
	json_t *request = json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", note.desk ? "join.note" : "assist.note", "event", note.event, "subject", note.subject, "language", visit->language_tag,
		"text", note.desk ? JOIN_TEXT : note.why != WHY_NONE ? SPOKEN_TEXT : ASSIST_TEXT);
	if (note.desk)
		json_object_set_new(request, "number", json_integer(note.ask));
	if (note.why != WHY_NONE)
		json_object_set_new(request, "why", json_string(assist_why_name(note.why)));
	return request;
}

/* Who types for somebody is at work, whatever they touch. */
unsigned assist_follow(struct visit *visit)
{
	struct assist *assist = &visit->assist;
	unsigned effects = handback_follow(visit);
	if (visit->join.on || assist->way != ASSIST_TYPES || visit->mono_ms - assist->seen_ms < SEEN_AGAIN_MS)
		return effects;
	assist->seen_ms = visit->mono_ms;
	assist_tell(visit, seen, "");
	return effects | EFFECT_ASSIST;
}

bool assist_owns(const struct visit *visit, enum action action)
{
	if (visit->assist.way == ASSIST_ALONE)
		return false;
	if (action == ACTION_TRY_AGAIN && visit->assist.behalf != WHY_NONE)
		return false; /* what they asked to be sent */
	return action == ACTION_SEND || action == ACTION_TRY_AGAIN || (action == ACTION_CHOOSE && visit->place == PLACE_CHECK);
}

json_t *assist_did(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	return json_pack("{s:i, s:i, s:s, s:I}", "way", (int)assist->did.way, "spoken", (int)assist->did.spoken, "staff", assist->did.staff, "ms", (json_int_t)assist->did.ms);
}

enum fail assist_did_take(const json_t *did, struct visit *to)
{
	int64_t way, ms, why = WHY_NONE;
	const char *staff;
	TRY(json_take_int(did, "way", 0, ASSIST_WAY_COUNT - 1, &way));
	if (json_object_get(did, "spoken")) /* what an older version kept has none */
		TRY(json_take_int(did, "spoken", 0, WHY_COUNT - 1, &why));
	TRY(json_take_int(did, "ms", 0, INT64_MAX / 2, &ms));
	TRY(json_take_text(did, "staff", ASSIST_STAFF_MAX_BYTES, &staff));
	to->assist.did.way = (enum assist_way)way;
	to->assist.did.spoken = (enum assist_why)why;
	to->assist.did.ms = ms;
	text_put(to->assist.did.staff, sizeof to->assist.did.staff, staff);
	return FAIL_NONE;
}

json_t *assist_copy(const struct visit *visit)
{
	const struct assist *assist = &visit->assist;
	return json_pack("{s:o, s:i, s:i, s:i, s:s, s:s, s:I, s:s}", "did", assist_did(visit), "way", (int)assist->way, "spoken", (int)assist->spoken, "behalf", (int)assist->behalf, "name", assist->name, "staff", assist->staff, "since_ms", (json_int_t)assist->since_ms, "language", assist->language);
}

/* Who helped helps on, and sees what they saw; what was shown to them is hidden again. */
enum fail assist_restore(const json_t *copy, struct visit *to)
{
	struct assist *assist = &to->assist;
	const char *name, *staff, *language;
	int64_t way, why, behalf;
	TRY(assist_did_take(json_object_get(copy, "did"), to));
	TRY(json_take_int(copy, "way", 0, ASSIST_WAY_COUNT - 1, &way));
	TRY(json_take_int(copy, "spoken", 0, WHY_COUNT - 1, &why));
	TRY(json_take_int(copy, "behalf", 0, WHY_COUNT - 1, &behalf));
	TRY(json_take_int(copy, "since_ms", 0, INT64_MAX, &assist->since_ms));
	TRY(json_take_text(copy, "name", ASSIST_NAME_MAX_BYTES, &name));
	TRY(json_take_text(copy, "staff", ASSIST_STAFF_MAX_BYTES, &staff));
	TRY(json_take_text(copy, "language", sizeof assist->language - 1, &language));
	text_put(assist->name, sizeof assist->name, name);
	text_put(assist->staff, sizeof assist->staff, staff);
	text_put(assist->language, sizeof assist->language, language);
	assist->way = (enum assist_way)way;
	assist->spoken = (enum assist_why)why;
	assist->behalf = (enum assist_why)behalf;
	assist->asked = ASSIST_ALONE;
	assist->asked_spoken = assist->sends = WHY_NONE;
	to->mask = (struct mask){ .viewer = way == ASSIST_ALONE ? VIEWER_RESIDENT : VIEWER_STAFF };
	return FAIL_NONE;
}
