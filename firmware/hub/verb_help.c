/* SPDX-License-Identifier: MIT */
/*
 * verb_help.c - somebody asks for a person. DESIGN: the screen's side needs no network, no store and no desk: a call is taken while this program runs,
 * and says truly whether anybody hears it. It belongs to a visit by its mark, as paper does.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000, A_LETTER = 99 };

/* ---- tickets ---- */

void help_ticket(int number, char ret[static HELP_TICKET_BYTES])
{
	int within = number % A_LETTER + 1, at = 0;
	ret[at++] = (char)('A' + number / A_LETTER % 26);
	if (within > 9)
		ret[at++] = (char)('0' + within / 10);
	ret[at++] = (char)('0' + within % 10);
	ret[at] = '\0';
}

int help_number(const char *ticket)
{
	size_t digits = strlen(ticket) > 1 ? strspn(ticket + 1, "0123456789") : 0;
	if (ticket[0] < 'A' || ticket[0] > 'Z' || ticket[1] == '0' || digits < 1 || digits > 2 || ticket[1 + digits])
		return -1;
	int number = ticket[1] - '0';
	if (digits == 2)
		number = 10 * number + ticket[2] - '0';
	return (ticket[0] - 'A') * A_LETTER + number - 1;
}

static struct help_call *call_of(struct hub *hub, const char *ticket)
{
	for (size_t i = 0; i < HELP_CALLS_MAX; i++)
		if (hub->help.calls[i].state != HELP_NONE && strcmp(hub->help.calls[i].ticket, ticket) == 0)
			return &hub->help.calls[i];
	return NULL;
}

void help_next_ticket(struct hub *hub, char ret[static HELP_TICKET_BYTES])
{
	int number = hub->help.given;
	do {
		number = (number + 1) % HELP_TICKETS;
		help_ticket(number, ret);
	} while (call_of(hub, ret) || (hub->push.state == PUSH_WAITING && strcmp(hub->push.ticket, ret) == 0));
	hub->help.given = number;
}

/* The one a screen asks for again after a restart of ours, else the next. */
static void give_ticket(struct hub *hub, struct help_call *call, const char *wanted)
{
	int number = help_number(wanted);
	if (number < 0 || call_of(hub, wanted)) {
		help_next_ticket(hub, call->ticket);
		return;
	}
	help_ticket(number, call->ticket);
	hub->help.given = number;
}

/* ---- who is told what ---- */

const char *help_state_name(enum help_state state)
{
	static const char *const names[] = { [HELP_NONE] = "", [HELP_WAITING] = "waiting", [HELP_COMING] = "coming", [HELP_HERE] = "here", [HELP_LEFT] = "left" };
	return names[state];
}

struct help_call *help_open(struct hub *hub)
{
	for (size_t i = 0; i < HELP_CALLS_MAX; i++)
		if (hub->help.calls[i].state != HELP_NONE && hub->help.calls[i].state != HELP_LEFT)
			return &hub->help.calls[i];
	return NULL;
}

enum fail help_find(struct hub *hub, const json_t *frame, struct help_call **ret)
{
	const char *ticket = NULL;
	TRY(json_take_text(frame, "ticket", HELP_TICKET_BYTES - 1, &ticket));
	if (help_number(ticket) < 0)
		return FAIL(INPUT, "\"ticket\" is none");
	*ret = call_of(hub, ticket);
	return *ret ? FAIL_NONE : FAIL_EMPTY;
}

json_t *help_json(struct hub *hub)
{
	const struct help_call *call = help_open(hub);
	if (!call)
		return NULL;
	bool alone = call->state == HELP_WAITING && !hub->help.heard;
	json_t *json = json_pack("{s:s, s:s, s:s}", "ticket", call->ticket, "state", alone ? "alone" : help_state_name(call->state), "visit", call->visit);
	if (call->state != HELP_WAITING)
		json_object_set_new(json, "name", json_string(call->name));
	if (call->state == HELP_COMING)
		json_object_set_new(json, "minutes", json_integer(call->minutes));
	return json;
}

static void ring_screen(struct hub *hub)
{
	json_t *bell = help_json(hub);
	if (!bell)
		return;
	json_object_set_new(bell, "bell", json_string("help"));
	doors_ring(hub->doors, DOORWAY_UI, bell);
}

static void note(struct hub *hub, const struct help_call *call, const char *event)
{
	audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = event, .subject = call->from, .outcome = call->ticket, .visit = call->visit });
}

void help_ring_desk(struct hub *hub)
{
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "help"));
}

void help_changed(struct hub *hub)
{
	ring_screen(hub);
	help_ring_desk(hub);
}

void help_end(struct hub *hub, struct help_call *call, const char *state)
{
	if (call->state != HELP_LEFT)
		doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s, s:s}", "bell", "help", "ticket", call->ticket, "state", state, "visit", call->visit, "name", call->name));
	secret_wipe(call, sizeof *call);
	help_ring_desk(hub);
}

void help_settle(struct hub *hub)
{
	struct help_call *call = help_open(hub);
	if (!call || !hold_is_over(hub, call->visit))
		return;
	call->state = HELP_LEFT;
	note(hub, call, "assist_left");
	help_ring_desk(hub);
}

/* ---- who hears ---- */

static bool hears(const struct hub *hub)
{
	return doors_is_open(hub->doors, DOORWAY_DESK) && staff_any(hub, STAFF_HELP);
}

static void deaf_call(void *context)
{
	struct hub *hub = context;
	hub->help.heard = hears(hub);
	ring_screen(hub);
}

/* Good news at once; a desk that only starts again is no bad news. */
void help_look(struct hub *hub)
{
	bool heard = hears(hub);
	if (heard)
		loop_timer_clear(hub->keeper.loop, deaf_call, hub);
	if (heard == hub->help.heard)
		return;
	if (heard)
		deaf_call(hub);
	else
		loop_timer_set(hub->keeper.loop, HELP_DEAF_MS, deaf_call, hub);
}

void help_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, deaf_call, hub);
}

/* ---- the screen's verbs ---- */

static enum fail take_word(const json_t *frame, const char *key, size_t max_bytes, char *ret)
{
	const char *text = "";
	TRY(json_take_text(frame, key, max_bytes, &text));
	if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:+/-") != strlen(text))
		return FAIL(INPUT, "\"%s\" is not a word", key);
	memcpy(ret, text, strlen(text) + 1);
	return FAIL_NONE;
}

/* Who was coming is still on the way when this program starts anew. */
static enum fail take_coming(const json_t *frame, struct help_call *call)
{
	const char *name = NULL;
	int64_t minutes = 0;
	if (!json_object_get(frame, "name"))
		return FAIL_NONE;
	TRY(json_take_text(frame, "name", HELP_NAME_MAX_BYTES, &name));
	if (json_object_get(frame, "minutes"))
		TRY(json_take_int(frame, "minutes", 0, HELP_MINUTES_MAX, &minutes));
	snprintf(call->name, sizeof call->name, "%s", name);
	call->minutes = (int)minutes;
	call->state = json_object_get(frame, "minutes") ? HELP_COMING : HELP_HERE;
	return FAIL_NONE;
}

static enum fail take_call(const json_t *frame, struct help_call *call)
{
	const char *visit = NULL;
	TRY(take_word(frame, "from", HELP_FROM_MAX_BYTES, call->from));
	TRY(take_word(frame, "language", SPOOL_LANGUAGE_MAX_BYTES, call->language));
	if (json_object_get(frame, "service"))
		TRY(take_word(frame, "service", HELP_SERVICE_MAX_BYTES, call->service));
	TRY(take_visit(frame, &visit));
	if (!visit[0])
		return FAIL(INPUT, "it is not said whose it is");
	snprintf(call->visit, sizeof call->visit, "%s", visit);
	return take_coming(frame, call);
}

/* Asked for and taken back all day long, it would fill what is written of it. */
static enum fail count(struct help *help)
{
	int64_t now_ms = clock_mono_ms();
	if (help->minute == 0 || now_ms - help->minute_ms >= MINUTE_MS) {
		help->minute_ms = now_ms;
		help->minute = 0;
	}
	if (help->minute >= HELP_MINUTE_MAX)
		return FAIL(BUSY, "somebody was asked for very often in a minute");
	help->minute++;
	return FAIL_NONE;
}

/* A free place, or that of who left first. */
static struct help_call *place_for(struct help *help)
{
	struct help_call *place = &help->calls[0];
	for (size_t i = 0; i < HELP_CALLS_MAX && place->state != HELP_NONE; i++)
		if (help->calls[i].state == HELP_NONE || help->calls[i].since_ms < place->since_ms)
			place = &help->calls[i];
	return place;
}

enum fail answer_help_call(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct help_call call = { .state = HELP_WAITING, .since_ms = clock_mono_ms() };
	const char *wanted = "";
	if (hub->training.on)
		return FAIL(DENIED, "nobody is called in training");
	TRY(take_call(request->frame, &call));
	if (json_object_get(request->frame, "ticket"))
		TRY(json_take_text(request->frame, "ticket", HELP_TICKET_BYTES - 1, &wanted));
	hold_visit(hub, call.visit);
	if (!help_open(hub)) {
		TRY(count(&hub->help));
		give_ticket(hub, &call, wanted);
		help_confirm_known(hub, &call);
		*place_for(&hub->help) = call;
		hub->help.heard = hears(hub);
		help_ring_desk(hub);
		note(hub, &call, "assist_requested");
		reply_log(reply, "help.called", "ticket=%s from=%s heard=%d", call.ticket, call.from, hub->help.heard);
	}
	reply->body = help_json(hub);
	return FAIL_NONE;
}

/* Also of a call that has its end: the screen and the desk may say so at the same moment. */
enum fail answer_help_cancel(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct help_call *call = help_open(hub);
	(void)request;
	if (!call)
		return FAIL_NONE;
	note(hub, call, "assist_withdrawn");
	reply_log(reply, "help.cancelled", "ticket=%s", call->ticket);
	secret_wipe(call, sizeof *call);
	help_ring_desk(hub);
	return FAIL_NONE;
}
