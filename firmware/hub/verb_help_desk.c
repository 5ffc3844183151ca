/* SPDX-License-Identifier: MIT */
/* verb_help_desk.c - the desk's side of a call: who waits, who takes it, and its end. Each act needs somebody who is signed in and may help, and stands in the audit. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { SECOND_MS = 1000, CODE_MAX_BYTES = 2 };

static void note(struct hub *hub, const struct staff_session *session, const struct help_call *call, const char *event, const char *reason)
{
	audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = event, .subject = call->from, .outcome = call->ticket, .reason = reason, .visit = call->visit });
}

static json_t *call_json(const struct help_call *call)
{
	json_t *json = json_pack("{s:s, s:I, s:s, s:s, s:s, s:s}", "ticket", call->ticket, "since_s", (json_int_t)((clock_mono_ms() - call->since_ms) / SECOND_MS), "language", call->language,
	                         "from", call->from, "service", call->service, "state", help_state_name(call->state));
	if (call->name[0])
		json_object_set_new(json, "name", json_string(call->name));
	if (call->state == HELP_COMING)
		json_object_set_new(json, "minutes", json_integer(call->minutes));
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
	TRY(staff_may(hub, request, STAFF_HELP, NULL));
	json_t *calls = json_array();
	for (const struct help_call *call = next_after(&hub->help, NULL); call; call = next_after(&hub->help, call))
		json_array_append_new(calls, call_json(call));
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

/* Why somebody had to come, in the council's own letters: of value, one of six that could have been avoided, or unknown. */
static enum fail take_code(const json_t *frame, const char **ret)
{
	static const char *const codes[] = { "V", "A1", "A2", "A3", "A4", "A5", "A6", "U", NULL };
	*ret = "";
	if (!json_object_get(frame, "code"))
		return FAIL_NONE;
	TRY(json_take_text(frame, "code", CODE_MAX_BYTES, ret));
	for (size_t i = 0; codes[i]; i++)
		if (strcmp(codes[i], *ret) == 0)
			return FAIL_NONE;
	return FAIL(INPUT, "there is no such code");
}

enum fail answer_help_done(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	const char *code = NULL;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(help_find(hub, request->frame, &call));
	TRY(take_code(request->frame, &code));
	note(hub, session, call, "assist_end", code);
	reply_log(reply, "help.done", "ticket=%s", call->ticket);
	if (!call->name[0])
		snprintf(call->name, sizeof call->name, "%s", session->name);
	help_end(hub, call, "done");
	return FAIL_NONE;
}
