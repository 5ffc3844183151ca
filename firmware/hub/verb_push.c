/* SPDX-License-Identifier: MIT */
/*
 * verb_push.c - the desk lays a form ready at the screen. DESIGN: the screen shows which ticket it is for, and asks for the code that the desk gave to its
 * holder; nobody's visit is touched, for the screen shows it only where nobody has begun anything.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { SECOND_MS = 1000 };

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

static const char *const states[PUSH_STATE_COUNT] = { [PUSH_NONE] = "", [PUSH_WAITING] = "waiting", [PUSH_OPENED] = "opened", [PUSH_REFUSED] = "refused", [PUSH_EXPIRED] = "expired", [PUSH_GUESSED] = "guessed" };

void push_code(char ret[static PUSH_CODE_BYTES])
{
	for (int i = 0; i < PUSH_CODE_LETTERS; i++)
		ret[i] = letters[randombytes_uniform(sizeof letters - 1)];
	ret[PUSH_CODE_LETTERS] = '\0';
}

enum fail push_read(const char *typed, char ret[static PUSH_CODE_BYTES])
{
	int count = 0;
	for (; *typed; typed++) {
		char letter = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;
		if (letter == ' ' || letter == '-')
			continue;
		if (count == PUSH_CODE_LETTERS || !strchr(letters, letter))
			return FAIL(INPUT, "it is no code");
		ret[count++] = letter;
	}
	ret[count] = '\0';
	return count == PUSH_CODE_LETTERS ? FAIL_NONE : FAIL(INPUT, "it is no code");
}

/* ---- who is told ---- */

json_t *push_json(const struct hub *hub)
{
	const struct push *push = &hub->push;
	return push->state == PUSH_WAITING && !hub->training.on ? json_pack("{s:s}", "ticket", push->ticket) : json_object();
}

static void tell(struct hub *hub)
{
	json_t *bell = push_json(hub);
	json_object_set_new(bell, "bell", json_string("push"));
	doors_ring(hub->doors, DOORWAY_UI, bell);
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "push"));
}

static void note(struct hub *hub, const char *actor, const char *staff, const char *event, const char *reason)
{
	audit_note(hub, &(struct audit_entry){ .actor = actor, .staff = staff, .event = event, .subject = hub->push.service, .outcome = hub->push.ticket, .reason = reason });
}

static void late_call(void *context);

static void become(struct hub *hub, enum push_state state)
{
	struct push *push = &hub->push;
	push->state = state;
	push->since_ms = clock_mono_ms();
	secret_wipe(push->code, sizeof push->code);
	loop_timer_clear(hub->keeper.loop, late_call, hub);
	tell(hub);
}

static void late_call(void *context)
{
	struct hub *hub = context;
	note(hub, "system", "", "push_ended", "expired");
	become(hub, PUSH_EXPIRED);
}

void push_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, late_call, hub);
	secret_wipe(&hub->push, sizeof hub->push);
}

/* ---- the desk ---- */

enum fail answer_push_offer(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	const char *service = NULL;
	struct push *push = &hub->push;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(json_take_text(request->frame, "service", HELP_SERVICE_MAX_BYTES, &service));
	if (!*service || strspn(service, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(service))
		return FAIL(INPUT, "\"service\" is not a code of one");
	if (hub->training.on)
		return FAIL(DENIED, "staff practise there");
	if (push->state == PUSH_WAITING)
		return FAIL(BUSY, "a form waits there already");
	if (!doors_is_open(hub->doors, DOORWAY_UI))
		return FAIL(OFFLINE, "the screen is not there");
	*push = (struct push){ .since_ms = clock_mono_ms() };
	help_next_ticket(hub, push->ticket);
	push->state = PUSH_WAITING;
	push_code(push->code);
	snprintf(push->service, sizeof push->service, "%s", service);
	snprintf(push->name, sizeof push->name, "%s", session->name);
	loop_timer_set(hub->keeper.loop, PUSH_LIVE_MS, late_call, hub);
	note(hub, "staff", session->id, "push_offered", "");
	tell(hub);
	reply->body = json_pack("{s:s, s:s}", "ticket", push->ticket, "code", push->code);
	reply_log(reply, "push.offered", "ticket=%s service=%s", push->ticket, push->service);
	return FAIL_NONE;
}

enum fail answer_push_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct push *push = &hub->push;
	const struct staff_session *session = NULL;
	TRY(staff_hears(hub, request, STAFF_HELP, &session));
	if (push->state == PUSH_NONE)
		return FAIL_NONE;
	reply->body = json_pack("{s:s, s:s, s:s, s:s, s:I}", "ticket", push->ticket, "service", push->service, "name", push->name, "state", states[push->state],
		"since_s", (json_int_t)((clock_mono_ms() - push->since_ms) / SECOND_MS));
	if (push->state == PUSH_WAITING && !session->locked)
		json_object_set_new(reply->body, "code", json_string(push->code));
	return FAIL_NONE;
}

/* Taken back while it waits; else what became of it was seen. */
enum fail answer_push_end(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	const char *ticket = NULL;
	struct push *push = &hub->push;
	(void)reply;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(json_take_text(request->frame, "ticket", HELP_TICKET_BYTES - 1, &ticket));
	if (push->state == PUSH_NONE || strcmp(push->ticket, ticket) != 0)
		return FAIL_EMPTY;
	if (push->state == PUSH_WAITING)
		note(hub, "staff", session->id, "push_ended", "taken-back");
	become(hub, PUSH_NONE);
	return FAIL_NONE;
}

/* ---- the screen ---- */

static enum fail wrong(struct hub *hub, struct reply *reply)
{
	struct push *push = &hub->push;
	push->tries++;
	note(hub, "resident", "", "code_wrong", "push");
	reply->body = json_pack("{s:s, s:i}", "why", "wrong", "left", PUSH_TRIES_MAX - push->tries);
	if (push->tries == PUSH_TRIES_MAX) {
		note(hub, "system", "", "push_ended", "guessed");
		become(hub, PUSH_GUESSED);
	}
	return FAIL(DENIED, "that is another code");
}

enum fail answer_push_open(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct push *push = &hub->push;
	const char *typed = NULL;
	char code[PUSH_CODE_BYTES] = "";
	TRY(json_take_text(request->frame, "code", PUSH_TYPED_MAX_BYTES, &typed));
	if (push->state != PUSH_WAITING || hub->training.on)
		return FAIL_EMPTY;
	bool read = push_read(typed, code) == FAIL_NONE;
	fail_clear();
	if (!read || sodium_memcmp(code, push->code, PUSH_CODE_LETTERS) != 0)
		return wrong(hub, reply);
	note(hub, "resident", "", "push_opened", "");
	reply->body = json_pack("{s:s, s:s}", "ticket", push->ticket, "service", push->service);
	become(hub, PUSH_OPENED);
	reply_log(reply, "push.opened", "ticket=%s", push->ticket);
	return FAIL_NONE;
}

/* Who opened it saw what it is, and does not want it. */
enum fail answer_push_refuse(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	if (hub->push.state != PUSH_OPENED)
		return FAIL_EMPTY;
	note(hub, "resident", "", "push_refused", "");
	become(hub, PUSH_REFUSED);
	reply_log(reply, "push.refused", "ticket=%s", hub->push.ticket);
	return FAIL_NONE;
}
