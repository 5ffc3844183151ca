/* SPDX-License-Identifier: MIT */
/*
 * verb_type.c - staff say how much a case needs of others, and why: of the one on this screen, or of who called. DESIGN: it is written down before anybody goes
 * by it; the reason is a word that is chosen, so that nothing about a resident can be in it.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

enum { TYPE_MAX_BYTES = 16, WHY_MAX_BYTES = 16 };

static enum fail take_one_of(const json_t *frame, const char *key, size_t max_bytes, const char *const *words, const char **ret)
{
	TRY(json_take_text(frame, key, max_bytes, ret));
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], *ret) == 0)
			return FAIL_NONE;
	return FAIL(INPUT, "\"%s\" is none of those that there are", key);
}

/* Of the desk it is the service that they called from; @ret_call: NULL at the kiosk. */
static enum fail take_case(struct hub *hub, const struct request *request, const char **ret_service, struct help_call **ret_call)
{
	*ret_call = NULL;
	if (request->at == DOORWAY_DESK) {
		TRY(help_find(hub, request->frame, ret_call));
		*ret_service = (*ret_call)->service;
		return (*ret_call)->state == HELP_LEFT || !**ret_service ? FAIL(EMPTY, "they are at no service") : FAIL_NONE;
	}
	TRY(json_take_text(request->frame, "service", HELP_SERVICE_MAX_BYTES, ret_service));
	if (!**ret_service || strspn(*ret_service, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(*ret_service))
		return FAIL(INPUT, "\"service\" is not a code of a service");
	return FAIL_NONE;
}

enum fail answer_help_type(struct hub *hub, const struct request *request, struct reply *reply)
{
	static const char *const types[] = { "simple", "assisted", "complex", NULL }, *const whys[] = { "guidance", "parts", "distress", "concern", "alone", NULL };
	const struct staff_session *session = NULL;
	const char *service = NULL, *type = NULL, *why = NULL;
	struct help_call *call = NULL;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(take_case(hub, request, &service, &call));
	TRY(take_one_of(request->frame, "type", TYPE_MAX_BYTES, types, &type));
	TRY(take_one_of(request->frame, "why", WHY_MAX_BYTES, whys, &why));
	if (hub->training.on)
		return FAIL_NONE; /* it is practised, and stands nowhere */
	TRY(audit_write(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "interaction_set", .subject = service, .outcome = type, .reason = why, .visit = call ? call->visit : NULL }));
	if (call)
		doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s, s:s}", "bell", "type", "visit", call->visit, "service", service, "type", type, "why", why));
	reply_log(reply, "help.type", "service=%s type=%s why=%s", service, type, why);
	return FAIL_NONE;
}
