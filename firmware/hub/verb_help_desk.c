/* SPDX-License-Identifier: MIT */
/* verb_help_desk.c - the desk's side of a call: who waits, who takes it, and its end. Each act needs somebody who is signed in and may help, and stands in the audit. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"

#include <stdio.h>
#include <string.h>

enum { SECOND_MS = 1000, CODE_MAX_BYTES = 3 };

static void note(struct hub *hub, const struct staff_session *session, const struct help_call *call, const char *event, const char *reason)
{
	audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = event, .subject = call->from, .outcome = call->ticket, .reason = reason, .visit = call->visit });
}

static json_t *notes_json(const struct help_call *call)
{
	json_t *notes = json_array();
	for (size_t i = 0; i < call->note_count; i++)
		json_array_append_new(notes, json_pack("{s:s, s:s, s:I}", "name", call->notes[i].name, "text", call->notes[i].text,
			"since_s", (json_int_t)((clock_mono_ms() - call->notes[i].at_ms) / SECOND_MS)));
	return notes;
}

/* As @session sees it: whether it is theirs is a matter of the staff id, for two may have the same first name. */
static json_t *call_json(const struct help_call *call, const struct staff_session *session)
{
	json_t *json = json_pack("{s:s, s:I, s:s, s:s, s:s, s:s}", "ticket", call->ticket, "since_s", (json_int_t)((clock_mono_ms() - call->since_ms) / SECOND_MS), "language", call->language,
	                         "from", call->from, "service", call->service, "state", help_state_name(call->state));
	if (call->name[0])
		json_object_set_new(json, "name", json_string(call->name));
	if (call->state == HELP_COMING)
		json_object_set_new(json, "minutes", json_integer(call->minutes));
	if (call->id[0])
		json_object_set_new(json, "by", json_string(call->id));
	if (call->id[0])
		json_object_set_new(json, "mine", json_boolean(strcmp(call->id, session->id) == 0));
	if (call->confirm != HELP_CONFIRM_NONE)
		json_object_set_new(json, "confirm", json_string(help_confirm_name(call->confirm)));
	if (call->note_count > 0 && !session->locked)
		json_object_set_new(json, "notes", notes_json(call));
	return json;
}

/* Who waits longest comes first. */
static const struct help_call *next_after(const struct help *help, const struct help_call *before)
{
	const struct help_call *next = NULL;
	for (size_t i = 0; i < HELP_CALLS_MAX; i++) {
		const struct help_call *call = &help->calls[i];
		bool behind = !before || call->since_ms > before->since_ms || (call->since_ms == before->since_ms && call > before);
		if (call->state != HELP_NONE && behind && (!next || call->since_ms < next->since_ms))
			next = call;
	}
	return next;
}

enum fail answer_help_list(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	TRY(staff_hears(hub, request, STAFF_HELP, &session));
	json_t *calls = json_array();
	for (const struct help_call *call = next_after(&hub->help, NULL); call; call = next_after(&hub->help, call))
		json_array_append_new(calls, call_json(call, session));
	reply->body = json_pack("{s:o}", "calls", calls);
	return FAIL_NONE;
}

/* The call, of who is still here; @ret_session: who does it. */
static enum fail waiting(struct hub *hub, const struct request *request, const struct staff_session **ret_session, struct help_call **ret)
{
	TRY(staff_may(hub, request, STAFF_HELP, ret_session));
	TRY(help_find(hub, request->frame, ret));
	return (*ret)->state == HELP_LEFT ? FAIL(EMPTY, "they have left") : FAIL_NONE;
}

static void come(struct help_call *call, enum help_state state, const struct staff_session *session, int minutes)
{
	call->state = state;
	call->minutes = minutes;
	snprintf(call->name, sizeof call->name, "%s", session->name);
	snprintf(call->id, sizeof call->id, "%s", session->id);
}

enum fail answer_help_take(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	int64_t minutes = 0;
	TRY(waiting(hub, request, &session, &call));
	TRY(json_take_int(request->frame, "minutes", 0, HELP_MINUTES_MAX, &minutes));
	come(call, HELP_COMING, session, (int)minutes);
	note(hub, session, call, "assist_taken", "");
	help_changed(hub);
	reply_log(reply, "help.taken", "ticket=%s minutes=%d", call->ticket, call->minutes);
	return FAIL_NONE;
}

enum fail answer_help_arrive(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	TRY(waiting(hub, request, &session, &call));
	come(call, HELP_HERE, session, 0);
	note(hub, session, call, "assist_start", "");
	help_changed(hub);
	reply_log(reply, "help.arrived", "ticket=%s", call->ticket);
	return FAIL_NONE;
}

/* Why somebody had to come: of value, one of six kinds that could have been avoided (who asks how far it is, within the promised time or after it), or unknown. */
static enum fail take_code(const json_t *frame, const char **ret)
{
	static const char *const codes[] = { "V", "A1", "A2", "A3", "A4", "A4L", "A5", "A6", "U", NULL };
	*ret = "";
	if (!json_object_get(frame, "code"))
		return FAIL_NONE;
	TRY(json_take_text(frame, "code", CODE_MAX_BYTES, ret));
	for (size_t i = 0; codes[i]; i++)
		if (strcmp(codes[i], *ret) == 0)
			return FAIL_NONE;
	return FAIL(INPUT, "there is no such code");
}

/* At the kiosk it is the call of who stands there. */
static enum fail open_or_named(struct hub *hub, const struct request *request, struct help_call **ret)
{
	if (request->at == DOORWAY_DESK)
		return help_find(hub, request->frame, ret);
	*ret = help_open(hub);
	return *ret ? FAIL_NONE : FAIL(EMPTY, "nobody called here");
}

enum fail answer_help_done(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	const char *code = NULL;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(open_or_named(hub, request, &call));
	TRY(take_code(request->frame, &code));
	if (help_unconfirmed(call)) {
		reply->body = json_pack("{s:s}", "why", "unconfirmed");
		return FAIL(DENIED, "they have not said yet that they are in, and nobody has said why not");
	}
	note(hub, session, call, "assist_end", code);
	reply_log(reply, "help.done", "ticket=%s", call->ticket);
	if (!call->name[0])
		snprintf(call->name, sizeof call->name, "%s", session->name);
	help_end(hub, call, "done");
	return FAIL_NONE;
}

/* Of people, in one line. */
static enum fail take_note(const json_t *frame, const char **ret)
{
	TRY(json_take_text(frame, "text", HELP_NOTE_MAX_BYTES, ret));
	if (**ret == '\0')
		return FAIL(INPUT, "\"text\" is empty");
	for (const char *at = *ret; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f)
			return FAIL(INPUT, "\"text\" is not one line");
	return FAIL_NONE;
}

static struct help_note *note_place(struct help_call *call)
{
	if (call->note_count == HELP_NOTES_MAX) {
		memmove(&call->notes[0], &call->notes[1], (HELP_NOTES_MAX - 1) * sizeof call->notes[0]);
		call->note_count--;
	}
	return &call->notes[call->note_count++];
}

/* The audit has who wrote one, and no word of it. */
enum fail answer_help_note(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	const char *text = NULL;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(help_find(hub, request->frame, &call));
	TRY(take_note(request->frame, &text));
	struct help_note *place = note_place(call);
	secret_wipe(place, sizeof *place);
	place->at_ms = clock_mono_ms();
	snprintf(place->name, sizeof place->name, "%s", session->name);
	snprintf(place->text, sizeof place->text, "%s", text);
	note(hub, session, call, "assist_note", "");
	help_ring_desk(hub);
	reply_log(reply, "help.noted", "ticket=%s", call->ticket);
	return FAIL_NONE;
}
