/* SPDX-License-Identifier: MIT */
/*
 * verb_confirm.c - somebody was helped to get in somewhere. DESIGN: a call about that is not done before the person says at the screen that they are in, or that
 * they try later, or staff say why it ends without; each step stands in the audit. In memory only, as calls are; the screen says it again to a hub that began anew.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { WORD_MAX_BYTES = 16 };

static const char *const names[HELP_CONFIRM_COUNT] = {
	[HELP_CONFIRM_NONE] = "", [HELP_CONFIRM_TRYING] = "trying", [HELP_CONFIRM_IN] = "in", [HELP_CONFIRM_STUCK] = "stuck", [HELP_CONFIRM_LATER] = "later",
	[HELP_CONFIRM_TOLD] = "told", [HELP_CONFIRM_PASSED_ON] = "passed-on", [HELP_CONFIRM_LEFT] = "left",
};

const char *help_confirm_name(enum help_confirm confirm)
{
	return names[confirm];
}

bool help_unconfirmed(const struct help_call *call)
{
	return call->confirm == HELP_CONFIRM_TRYING || call->confirm == HELP_CONFIRM_STUCK;
}

/* One of @first and those behind it, up to @last. */
static enum fail take_state(const json_t *frame, const char *key, enum help_confirm first, enum help_confirm last, enum help_confirm *ret)
{
	const char *word = NULL;
	TRY(json_take_text(frame, key, WORD_MAX_BYTES, &word));
	for (enum help_confirm at = first; at <= last; at++)
		if (strcmp(names[at], word) == 0) {
			*ret = at;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"%s\" is none that can be said here", key);
}

void help_confirm_known(struct hub *hub, struct help_call *call)
{
	if (hub->help.confirm.visit[0] && strcmp(hub->help.confirm.visit, call->visit) == 0)
		call->confirm = hub->help.confirm.state;
}

enum fail answer_help_confirm(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *visit = NULL, *service = NULL;
	const struct staff_session *session = NULL;
	enum help_confirm state = HELP_CONFIRM_NONE;
	TRY(take_visit(request->frame, &visit));
	TRY(json_take_text(request->frame, "service", HELP_SERVICE_MAX_BYTES, &service));
	TRY(take_state(request->frame, "state", HELP_CONFIRM_TRYING, HELP_CONFIRM_LATER, &state));
	if (!visit[0] || !*service || strspn(service, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(service))
		return FAIL(INPUT, "it is not said whose it is, and of which service");
	if (hub->training.on)
		return FAIL(DENIED, "nobody is called in training");
	if (json_bool_or(request->frame, "staff", false))
		TRY(staff_may(hub, request, STAFF_DRIVE, &session)); /* it was their finger */
	bool again = strcmp(hub->help.confirm.visit, visit) == 0 && hub->help.confirm.state == state;
	if (!again)
		TRY(audit_write(hub, &(struct audit_entry){ .actor = session ? "staff" : "resident", .staff = session ? session->id : "", .event = "confirmation", .subject = service, .outcome = names[state], .visit = visit }));
	snprintf(hub->help.confirm.visit, sizeof hub->help.confirm.visit, "%s", visit);
	hub->help.confirm.state = state;
	struct help_call *call = help_open(hub);
	if (call && !again) {
		help_confirm_known(hub, call);
		help_ring_desk(hub);
	}
	reply_log(reply, "help.confirm", "state=%s", names[state]);
	return FAIL_NONE;
}

enum fail answer_help_confirmed(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct help_call *call = NULL;
	enum help_confirm state = HELP_CONFIRM_NONE;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(help_find(hub, request->frame, &call));
	TRY(take_state(request->frame, "why", HELP_CONFIRM_LATER, HELP_CONFIRM_LEFT, &state));
	if (!help_unconfirmed(call))
		return FAIL(EMPTY, "nothing has to be said of this call");
	TRY(audit_write(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "confirmation", .subject = call->service[0] ? call->service : call->from, .outcome = names[state], .reason = call->ticket, .visit = call->visit }));
	call->confirm = state;
	help_ring_desk(hub);
	reply_log(reply, "help.confirmed", "ticket=%s why=%s", call->ticket, names[state]);
	return FAIL_NONE;
}
