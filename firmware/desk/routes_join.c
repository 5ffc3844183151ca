/* SPDX-License-Identifier: MIT */
/* routes_join.c - what who helps from here may do: point at something, press it, type into it, stop. */
#include "firmware/desk/desk_inside.h"

#include <string.h>

enum { ACT_MAX_BYTES = 600, NODE_MAX_BYTES = 512, TEXT_MAX_BYTES = 1024 };

/* "point NODE", "press NODE", "leave"; "set" with the fields node and text. */
static json_t *verb_of(const struct web_request *request, const struct session *session)
{
	char act[ACT_MAX_BYTES + 1], node[NODE_MAX_BYTES + 1], text[TEXT_MAX_BYTES + 1];
	if (request_field(request->body, request->body_size, "act", act, sizeof act) != FAIL_NONE)
		return NULL;
	if (strcmp(act, "leave") == 0)
		return json_pack("{s:s, s:s}", "verb", "join.leave", "session", session->hub);
	if (strncmp(act, "point ", 6) == 0 && strlen(act + 6) <= NODE_MAX_BYTES)
		return json_pack("{s:s, s:s, s:s}", "verb", "join.point", "session", session->hub, "node", act + 6);
	if (strncmp(act, "press ", 6) == 0 && strlen(act + 6) <= NODE_MAX_BYTES)
		return json_pack("{s:s, s:s, s:s, s:s}", "verb", "join.act", "session", session->hub, "node", act + 6, "action", "press");
	if (strcmp(act, "set") != 0 || request_field(request->body, request->body_size, "node", node, sizeof node) != FAIL_NONE ||
	    request_field(request->body, request->body_size, "text", text, sizeof text) != FAIL_NONE)
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "join.act", "session", session->hub, "node", node, "action", "set", "text", text);
}

void post_join(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	json_t *verb = verb_of(request, session);
	char at[SESSION_AT_BYTES];
	memcpy(at, session->join.at, sizeof at);
	fail_clear();
	if (verb)
		routes_say(desk, exchange, session, verb, at);
	else
		web_answer(exchange, &(struct web_answer){ .status = 400 });
}
