/* SPDX-License-Identifier: MIT */
/*
 * Signing in and out. DESIGN: a try is on the disk before anybody finds out whether it is right; a number that nobody has costs the same work, and gets the
 * same words, as a wrong PIN; what a code opens is in staff/rights.c.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/store/settings.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHO_MAX_BYTES = 32, TYPED_MAX_BYTES = 96, REASON_MAX_BYTES = 16, SECOND_MS = 1000, AFTER_CLOSING_MS = 30 * 60 * 1000 };
static const char code_setting[] = "staff.codes";

/* ---- what is said ---- */

static const char *const wrong_words = "the number and the PIN do not belong together";

/* @left_ms: how long until the next try; 0 at once, INT64_MAX never. */
static enum fail refuse(json_t **ret_body, const char *why, int64_t left_ms)
{
	*ret_body = json_pack("{s:s}", "why", left_ms == INT64_MAX ? "dead" : why);
	if (left_ms > 0 && left_ms < INT64_MAX)
		json_object_set_new(*ret_body, "wait_s", json_integer((left_ms + SECOND_MS - 1) / SECOND_MS));
	if (left_ms == INT64_MAX)
		return FAIL(DENIED, "there were too many tries: a supervisor has to unlock this");
	if (strcmp(why, "locked") == 0)
		return FAIL(DENIED, "there were too many tries: the next may be made later");
	return strcmp(why, "expired") == 0 ? FAIL(DENIED, "this person may not sign in now") : FAIL(DENIED, "%s", wrong_words);
}

static json_t *rights_json(enum staff_role role)
{
	json_t *rights = json_array();
	for (int right = 0; right < STAFF_RIGHT_COUNT; right++)
		if (staff_role_may(role, (enum staff_right)right))
			json_array_append_new(rights, json_string(staff_right_name((enum staff_right)right)));
	return rights;
}

static json_t *session_json(const struct staff_session *session)
{
	json_t *body = json_pack("{s:s, s:s, s:s, s:o}", "id", session->id, "name", session->name, "role", staff_role_name(session->role), "rights", rights_json(session->role));
	if (session->mark[0])
		json_object_set_new(body, "session", json_string(session->mark));
	return body;
}

/* ---- number or badge, and PIN ---- */

/* A desk stays open a while behind the resident who came last; who comes when the place is closed has a shift. Volunteers are in while it is open, and not after. */
static int64_t ends_ms(struct hub *hub, const struct roster_member *member, enum doorway at)
{
	int64_t closes_ms = member->ends_at_closing || at == DOORWAY_DESK ? staff_closes_ms(hub) : INT64_MAX;
	if (member->ends_at_closing || at != DOORWAY_DESK)
		return closes_ms;
	return closes_ms == 0 ? INT64_MAX : closes_ms + AFTER_CLOSING_MS;
}

static enum fail let_in(struct hub *hub, const struct staff_check *check, json_t **ret_body)
{
	const struct roster_member *member = hub->staff.roster ? roster_by_id(hub->staff.roster, check->id) : NULL;
	int64_t now_ms = 0, closes_ms = member ? ends_ms(hub, member, check->at) : 0;
	struct staff_session *session = NULL;
	char known[KNOWN_LIST_MAX_BYTES + 1];
	(void)staff_now_ms(hub, &now_ms);
	if (!member || closes_ms == 0 || !roster_holds(member, date_of_ms(now_ms, NULL))) {
		staff_note(hub, "auth_expired", check->id, check->at, "refused", "");
		return refuse(ret_body, "expired", 0);
	}
	TRY(staff_begin(hub, check->at, member->id, member->name, member->role, closes_ms, &session));
	staff_note(hub, "auth_pin_ok", check->id, check->at, "in", staff_role_name(member->role));
	*ret_body = session_json(session);
	if (check->at == DOORWAY_DESK) {
		known_add(hub->staff.roster, member, check->known, known);
		json_object_set_new(*ret_body, "known", json_string(known));
	}
	return FAIL_NONE;
}

/* Their PIN once more: they go on, if they are still in. */
static enum fail go_on(struct hub *hub, const struct staff_check *check)
{
	struct staff_session *session = staff_session_find(hub, check->at, check->session);
	if (!session || strcmp(session->id, check->id) != 0)
		return FAIL(DENIED, "nobody is signed in");
	if (!duty_again(&session->duty, clock_mono_ms()))
		return FAIL(EMPTY, "it is the second time: sign in anew");
	staff_note(hub, "auth_pin_ok", check->id, check->at, "again", staff_role_name(session->role));
	staff_look(hub);
	return FAIL_NONE;
}

static enum fail found_right(struct hub *hub, const struct staff_check *check, json_t **ret_body)
{
	struct store *store = NULL;
	TRY(keeper_store(&hub->keeper, &store));
	TRY(staff_tries_clear(store, check->subjects, check->subject_count));
	return check->again ? go_on(hub, check) : let_in(hub, check, ret_body);
}

static enum fail found_wrong(struct hub *hub, const struct staff_check *check, json_t **ret_body)
{
	int64_t left_ms = 0;
	TRY(staff_left_most(hub, check->subjects, check->subject_count, &left_ms));
	staff_note(hub, left_ms ? "auth_lockout" : "auth_pin_fail", check->id, check->at, "refused", left_ms == INT64_MAX ? "dead" : "");
	return refuse(ret_body, "wrong", left_ms);
}

void staff_checked(struct hub *hub, enum fail result)
{
	struct staff_check check = hub->staff.check;
	json_t *body = NULL;
	if (result == FAIL_NONE && check.id[0])
		result = found_right(hub, &check, &body);
	else if (result == FAIL_NONE || result == FAIL_DENIED)
		result = found_wrong(hub, &check, &body);
	doors_reply_later(check.from, check.turn, verb_frame(check.again ? "staff.again" : "staff.enter", result, body));
	audit_flush(hub);
	keeper_heal(&hub->keeper);
}

/* @member, NULL nobody, says who they are by @who; their PIN is found out about, and staff_checked() goes on. */
static enum fail try_pin(struct hub *hub, const struct request *request, const struct roster_member *member, const char *who, struct staff_check *check, struct reply *reply)
{
	const char *pin = NULL, *from = "", *known = "";
	unsigned char seasoned[PIN_SEASONED_BYTES];
	int64_t left_ms = 0;
	TRY(json_take_text(request->frame, "pin", PIN_DIGITS, &pin));
	if (json_object_get(request->frame, "from"))
		TRY(json_take_text(request->frame, "from", STAFF_FROM_MAX_BYTES, &from));
	if (json_object_get(request->frame, "known"))
		TRY(json_take_text(request->frame, "known", KNOWN_LIST_MAX_BYTES, &known));
	if (hub->staff.check.pid)
		return FAIL(BUSY, "another PIN is being checked: try again");
	check->from = request->from;
	check->turn = doors_turn(request->from);
	check->at = request->at;
	snprintf(check->id, sizeof check->id, "%s", member ? member->id : "");
	snprintf(check->known, sizeof check->known, "%s", known);
	TRY(staff_subjects(hub, member, who, from, check));
	TRY(staff_left_most(hub, check->subjects, check->subject_count, &left_ms));
	if (left_ms > 0)
		return refuse(&reply->body, "locked", left_ms);
	TRY(staff_tried(hub, check->subjects, check->subject_count));
	pin_season(hub->staff.roster->pepper, check->id, pin, seasoned);
	hub->staff.check = *check;
	enum fail fail = staff_check_begin(hub, member && member->pin[0] ? member->pin : pin_nobody(), seasoned);
	sodium_memzero(seasoned, sizeof seasoned);
	reply->later = fail == FAIL_NONE;
	return fail;
}

static enum fail enter_pin(struct hub *hub, const struct request *request, bool badge, struct reply *reply)
{
	const char *who = NULL;
	struct staff_check check = { .pid = 0 };
	TRY(json_take_text(request->frame, "who", WHO_MAX_BYTES, &who));
	return try_pin(hub, request, badge ? roster_by_badge(hub->staff.roster, who) : roster_by_number(hub->staff.roster, who), who, &check, reply);
}

/* ---- a code of the help desk ---- */

static int64_t codes_used(struct hub *hub)
{
	BUFFER_AUTO kept;
	buffer_init(&kept, SETTINGS_VALUE_MAX_BYTES);
	if (!hub->keeper.store || settings_get(hub->keeper.store, code_setting, &kept) != FAIL_NONE)
		return 0;
	return strtoll(buffer_text(&kept), NULL, 10);
}

/* Its number is used up on the disk before anybody is let in; and what was locked at the kiosk is open again. */
static enum fail code_use(struct hub *hub, int64_t number, const struct staff_subject *code)
{
	struct store *store = NULL;
	char text[24];
	struct staff_subject subjects[] = { *code, { .text = "" } };
	staff_subject_unlock(hub, "kiosk", &subjects[1]);
	TRY(keeper_store(&hub->keeper, &store));
	snprintf(text, sizeof text, "%" PRId64, number);
	TRY(settings_set(store, code_setting, text));
	return staff_tries_clear(store, subjects, sizeof subjects / sizeof subjects[0]);
}

/* Why somebody had to ask for one: words that the screen offers, as what is typed has no place in the audit. */
static enum fail take_reason(const json_t *frame, const char **ret)
{
	static const char *const reasons[] = { "no-badge", "forgot-pin", "locked-out", "other" };
	const char *reason = NULL;
	TRY(json_take_text(frame, "reason", REASON_MAX_BYTES, &reason));
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (strcmp(reason, reasons[i]) == 0) {
			*ret = reasons[i];
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"reason\" is none of those that there are");
}

static enum fail enter_code(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *code = NULL, *reason = NULL;
	struct staff_subject subject;
	struct staff_session *session = NULL;
	int64_t left_ms = 0, now_ms = 0, number = codes_used(hub) + 1;
	TRY(json_take_text(request->frame, "code", CODE_DIGITS, &code));
	TRY(take_reason(request->frame, &reason));
	if (request->at != DOORWAY_UI)
		return FAIL(DENIED, "a code opens the kiosk only");
	staff_subject_unlock(hub, "code", &subject);
	TRY(staff_left_most(hub, &subject, 1, &left_ms));
	if (left_ms > 0)
		return refuse(&reply->body, "locked", left_ms);
	if (staff_at_kiosk(hub))
		return FAIL(BUSY, "somebody is signed in here");
	TRY(staff_tried(hub, &subject, 1));
	(void)staff_now_ms(hub, &now_ms);
	if (!code_matches(hub->staff.roster->code_key, date_number(date_of_ms(now_ms, NULL)), number, code)) {
		TRY(staff_left_most(hub, &subject, 1, &left_ms));
		staff_note(hub, "code_wrong", "", request->at, "refused", left_ms == INT64_MAX ? "dead" : "");
		return refuse(&reply->body, "wrong", left_ms);
	}
	TRY(code_use(hub, number, &subject));
	TRY(staff_begin(hub, request->at, "code", "", STAFF_ROLE_CODE, INT64_MAX, &session));
	staff_note(hub, "auth_code", "code", request->at, "in", reason);
	reply->body = session_json(session);
	return FAIL_NONE;
}

/* ---- verbs ---- */

/* {"how": "badge" or "number", "who", "pin"} or {"how": "code", "code", "reason"} → {"id", "name", "role", "rights", "session"?}; a refusal has "why" and perhaps "wait_s". */
enum fail answer_staff_enter(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *how = NULL;
	TRY(json_take_text(request->frame, "how", 8, &how));
	if (!hub->staff.roster)
		return FAIL(EMPTY, "this kiosk has no list of staff: nobody can sign in");
	if (strcmp(how, "code") == 0)
		return enter_code(hub, request, reply);
	if (strcmp(how, "badge") != 0 && strcmp(how, "number") != 0)
		return FAIL(INPUT, "\"how\" is not badge, number or code");
	if (request->at == DOORWAY_UI && staff_at_kiosk(hub))
		return FAIL(BUSY, "somebody is signed in here");
	return enter_pin(hub, request, strcmp(how, "badge") == 0, reply);
}

/* {"session"?, "pin"}: the PIN of who is in: a desk that is locked is open again, at the kiosk there is as much time again, once. A refusal is as of staff.enter. */
enum fail answer_staff_again(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct staff_session *session = NULL;
	struct staff_check check = { .again = true };
	TRY(staff_session_of(hub, request, &session));
	const struct roster_member *member = hub->staff.roster ? roster_by_id(hub->staff.roster, session->id) : NULL;
	if (!member)
		return FAIL(EMPTY, "who was let in by a code has no PIN");
	if (request->at == DOORWAY_UI && session->duty.extended)
		return FAIL(EMPTY, "it is the second time: sign in anew");
	snprintf(check.session, sizeof check.session, "%s", session->mark);
	return try_pin(hub, request, member, "", &check, reply);
}

/* {"session", "on"}: whether a page of theirs listens. */
enum fail answer_staff_hears(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct staff_session *session = NULL;
	(void)reply;
	TRY(staff_session_of(hub, request, &session));
	duty_hears(&session->duty, json_bool_or(request->frame, "on", false), clock_mono_ms());
	staff_look(hub);
	return FAIL_NONE;
}

/* {"session"?} */
enum fail answer_staff_seen(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct staff_session *session = NULL;
	(void)reply;
	TRY(staff_session_of(hub, request, &session));
	duty_seen(&session->duty, clock_mono_ms());
	staff_look(hub);
	return FAIL_NONE;
}

/* {"session"?} */
enum fail answer_staff_leave(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct staff_session *session = NULL;
	(void)reply;
	TRY(staff_session_of(hub, request, &session));
	staff_end(hub, session, "self");
	staff_look(hub);
	return FAIL_NONE;
}

json_t *staff_json(struct hub *hub)
{
	const struct staff_session *session = staff_at_kiosk(hub);
	json_int_t next = codes_used(hub);
	json_t *body = json_pack("{s:b, s:I}", "ready", hub->staff.roster != NULL, "number", next + 1);
	if (session)
		json_object_set_new(body, "in", session_json(session));
	return body;
}

/* Whether staff can sign in here, the number that the help desk asks for, and who is in. */
enum fail answer_staff_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	staff_look(hub);
	reply->body = staff_json(hub);
	return FAIL_NONE;
}

/* {"session"?, "reference": as typed}: somebody of the staff prints what is held for a resident; it is nobody's visit's. */
enum fail answer_staff_print(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct store *store = NULL;
	struct reference reference;
	const char *typed = NULL;
	TRY(staff_may(hub, request, STAFF_PRINT, &session));
	if (hub->training.on && request->at == DOORWAY_UI)
		return FAIL(DENIED, "no resident's receipt is printed in training");
	TRY(json_take_text(request->frame, "reference", TYPED_MAX_BYTES, &typed));
	TRY(reference_parse(typed, &reference));
	TRY(keeper_store(&hub->keeper, &store));
	enum fail fail = spool_again(store, &reference, json_bool_or(request->frame, "large", false), "", clock_wall_ms());
	staff_note(hub, "print", session->id, request->at, fail == FAIL_NONE ? "asked" : "refused", "");
	reply->work = fail == FAIL_NONE ? 1u << DOORWAY_PRINT : 0;
	return fail;
}
