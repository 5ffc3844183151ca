/* SPDX-License-Identifier: MIT */
/*
 * Somebody of the staff helps at the screen. DESIGN: who it is, the hub knows and the screen does not say; what the resident said and showed is written down
 * before anything comes of it, and nothing of what they answered is in it.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

enum { EVENT_MAX_BYTES = 24, SUBJECT_MAX_BYTES = 64, WORD_MAX_BYTES = 16 };

/* Whether staff may do it for a person who said so aloud: then they say why. */
enum aloud { ALOUD_NEVER, ALOUD_TOO, ALOUD_ONLY };

/* What may be written: by whom it was done, and what the helper must have the right to. Who is helped may say no, and stop, whoever is there. */
static const struct { const char *event, *actor; enum staff_right right; bool anybody; enum aloud aloud; } events[] = {
	{ "permission_given", "resident", STAFF_HELP, false, ALOUD_TOO }, { "permission_refused", "resident", STAFF_HELP, false, ALOUD_NEVER }, { "permission_withdrawn", "resident", STAFF_HELP, true, ALOUD_NEVER },
	{ "assist_end", "system", STAFF_HELP, true, ALOUD_NEVER }, { "field_edit_by_staff", "staff", STAFF_HELP, true, ALOUD_NEVER }, { "handback", "resident", STAFF_HELP, true, ALOUD_NEVER },
	{ "reveal", "resident", STAFF_HELP, false, ALOUD_TOO }, { "declaration", "staff", STAFF_DRIVE, false, ALOUD_ONLY },
};

/* "types" needs more than "looks", and so does what was said aloud. */
static enum fail may(struct hub *hub, const struct request *request, size_t event, const char *subject, bool aloud, const struct staff_session **ret)
{
	bool types = strcmp(events[event].event, "permission_given") == 0 && strcmp(subject, "types") == 0;
	enum fail code = staff_may(hub, request, types || aloud ? STAFF_DRIVE : events[event].right, ret);
	if (code == FAIL_NONE || !events[event].anybody)
		return code;
	fail_clear();
	*ret = NULL;
	return FAIL_NONE;
}

/* Why the person did not do it by their own touch; "" they did. */
static enum fail take_why(const json_t *frame, enum aloud aloud, const char **ret)
{
	static const char *const whys[] = { "touch", "see", "read", "asked", NULL };
	*ret = "";
	if (!json_object_get(frame, "why"))
		return aloud == ALOUD_ONLY ? FAIL(INPUT, "it is not said why they do not do it themselves") : FAIL_NONE;
	TRY(json_take_text(frame, "why", WORD_MAX_BYTES, ret));
	for (size_t i = 0; aloud != ALOUD_NEVER && whys[i]; i++)
		if (strcmp(whys[i], *ret) == 0)
			return FAIL_NONE;
	return FAIL(INPUT, "\"why\" is no reason for this");
}

enum fail answer_assist_note(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *name = NULL, *subject = NULL, *language = NULL, *text = NULL, *why = NULL;
	const struct staff_session *session = NULL;
	TRY(json_take_text(request->frame, "event", EVENT_MAX_BYTES, &name));
	TRY(json_take_text(request->frame, "subject", SUBJECT_MAX_BYTES, &subject));
	TRY(json_take_text(request->frame, "language", WORD_MAX_BYTES, &language));
	TRY(json_take_text(request->frame, "text", WORD_MAX_BYTES, &text));
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		if (strcmp(events[i].event, name) != 0)
			continue;
		TRY(take_why(request->frame, events[i].aloud, &why));
		TRY(may(hub, request, i, subject, *why != '\0', &session));
		TRY(audit_write(hub, &(struct audit_entry){ .actor = *why ? "staff" : events[i].actor, .staff = session ? session->id : "", .event = events[i].event, .subject = subject, .outcome = text, .reason = *why ? why : language }));
		reply->body = json_pack("{s:s}", "staff", session ? session->id : "");
		return FAIL_NONE;
	}
	return FAIL(INPUT, "\"%.24s\" is nothing that happens while somebody is helped", name);
}
