/* SPDX-License-Identifier: MIT */
/*
 * Somebody of the staff helps at the screen. DESIGN: who it is, the hub knows and the screen does not say; what the resident said and showed is written down
 * before anything comes of it, and nothing of what they answered is in it.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

enum { EVENT_MAX_BYTES = 24, SUBJECT_MAX_BYTES = 64, WORD_MAX_BYTES = 16 };

/* What may be written: by whom it was done, and what the helper must have the right to. Who is helped may say no, and stop, whoever is there. */
static const struct { const char *event, *actor; enum staff_right right; bool anybody; } events[] = {
	{ "permission_given", "resident", STAFF_HELP, false }, { "permission_refused", "resident", STAFF_HELP, false }, { "permission_withdrawn", "resident", STAFF_HELP, true },
	{ "assist_end", "system", STAFF_HELP, true }, { "field_edit_by_staff", "staff", STAFF_HELP, true }, { "handback", "resident", STAFF_HELP, true }, { "reveal", "resident", STAFF_HELP, false },
};

/* "types" needs more than "looks". */
static enum fail may(struct hub *hub, const struct request *request, size_t event, const char *subject, const struct staff_session **ret)
{
	bool types = strcmp(events[event].event, "permission_given") == 0 && strcmp(subject, "types") == 0;
	enum fail code = staff_may(hub, request, types ? STAFF_DRIVE : events[event].right, ret);
	if (code == FAIL_NONE || !events[event].anybody)
		return code;
	fail_clear();
	*ret = NULL;
	return FAIL_NONE;
}

enum fail answer_assist_note(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *name = NULL, *subject = NULL, *language = NULL, *text = NULL;
	const struct staff_session *session = NULL;
	TRY(json_take_text(request->frame, "event", EVENT_MAX_BYTES, &name));
	TRY(json_take_text(request->frame, "subject", SUBJECT_MAX_BYTES, &subject));
	TRY(json_take_text(request->frame, "language", WORD_MAX_BYTES, &language));
	TRY(json_take_text(request->frame, "text", WORD_MAX_BYTES, &text));
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		if (strcmp(events[i].event, name) != 0)
			continue;
		TRY(may(hub, request, i, subject, &session));
		TRY(audit_write(hub, &(struct audit_entry){ .actor = events[i].actor, .staff = session ? session->id : "", .event = events[i].event, .subject = subject, .outcome = text, .reason = language }));
		reply->body = json_pack("{s:s}", "staff", session ? session->id : "");
		return FAIL_NONE;
	}
	return FAIL(INPUT, "\"%.24s\" is nothing that happens while somebody is helped", name);
}
