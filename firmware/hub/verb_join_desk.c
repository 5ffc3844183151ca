/* SPDX-License-Identifier: MIT */
/*
 * verb_join_desk.c - the desk's side: ask, look, point, act, leave. DESIGN: each act names something of the tree that they see now; what is not in it,
 * or not theirs to press there, the screen never hears of, and it looks once more itself.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { SECOND_MS = 1000, MINUTE_MS = 60 * 1000 };

/* Of a ticket: its call is the one that is open here. */
static enum fail take_call(struct hub *hub, const json_t *frame)
{
	struct help_call *call = NULL;
	if (!json_object_get(frame, "ticket"))
		return FAIL_NONE;
	TRY(help_find(hub, frame, &call));
	return call->state == HELP_LEFT ? FAIL(EMPTY, "they have left") : FAIL_NONE;
}

/* Who said no is not asked over and over: the question lies over what they do. */
static enum fail count_ask(struct hub *hub)
{
	struct join_asks *asks = &hub->join_asks;
	int64_t now_ms = clock_mono_ms();
	if (strcmp(asks->visit, hub->visit.mark) != 0) {
		*asks = (struct join_asks){ .minute_ms = now_ms, .number = asks->number };
		snprintf(asks->visit, sizeof asks->visit, "%s", hub->visit.mark);
	}
	if (now_ms - asks->minute_ms >= MINUTE_MS) {
		asks->minute_ms = now_ms;
		asks->minute = 0;
	}
	if (asks->minute >= JOIN_MINUTE_ASKS_MAX || asks->count >= JOIN_VISIT_ASKS_MAX)
		return FAIL(BUSY, "they were asked often: not again for now");
	asks->minute++;
	asks->count++;
	asks->number = asks->number < now_ms ? now_ms : asks->number + 1; /* also behind a start of this program */
	return FAIL_NONE;
}

enum fail answer_join_ask(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct join *join = &hub->join;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(take_call(hub, request->frame));
	if (join->state != JOIN_NONE)
		return strcmp(join->session, session->mark) == 0 ? FAIL_NONE : FAIL(BUSY, "somebody else has asked");
	if (staff_at_kiosk(hub))
		return FAIL(BUSY, "somebody is signed in at the kiosk");
	if (!hub->visit.mark[0] || !hub->visit.known)
		return FAIL(EMPTY, "nobody uses the kiosk");
	if (!doors_is_open(hub->doors, DOORWAY_UI))
		return FAIL(OFFLINE, "the kiosk's screen is away");
	TRY(count_ask(hub));
	TRY(audit_write(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "join_asked", .subject = "desk", .outcome = "asked" }));
	*join = (struct join){ .state = JOIN_ASKED, .number = hub->join_asks.number, .types = staff_role_may(session->role, STAFF_DRIVE), .acted_ms = clock_mono_ms() };
	snprintf(join->session, sizeof join->session, "%s", session->mark);
	snprintf(join->id, sizeof join->id, "%s", session->id);
	snprintf(join->name, sizeof join->name, "%s", session->name);
	snprintf(join->visit, sizeof join->visit, "%s", hub->visit.mark);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:I, s:s, s:b}", "bell", "join", "state", "asked", "number", (json_int_t)join->number, "name", join->name, "types", join->types));
	join_look(hub);
	join_ring(hub);
	desk_ring(hub);
	reply_log(reply, "join.asked", "types=%d", join->types);
	return FAIL_NONE;
}

/* Whether who asks is who has joined, or has asked. */
static enum fail theirs(struct hub *hub, const struct request *request, enum staff_right right)
{
	const struct staff_session *session = NULL;
	TRY(staff_may(hub, request, right, &session));
	if (hub->join.state == JOIN_NONE || strcmp(hub->join.session, session->mark) != 0)
		return FAIL(EMPTY, "they have not joined");
	return FAIL_NONE;
}

enum fail answer_join_view(struct hub *hub, const struct request *request, struct reply *reply)
{
	TRY(theirs(hub, request, STAFF_HELP));
	reply->body = json_pack("{s:s, s:b}", "state", join_state_name(hub->join.state), "types", hub->join.types);
	if (hub->join.tree)
		json_object_set(reply->body, "tree", hub->join.tree);
	return FAIL_NONE;
}

enum fail answer_join_leave(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	TRY(theirs(hub, request, STAFF_HELP));
	join_end(hub, "left");
	return FAIL_NONE;
}

/* ---- acts ---- */

static const json_t *node_of(const struct join *join, const char *id)
{
	size_t i;
	const json_t *node;
	json_array_foreach(json_object_get(join->tree, "nodes"), i, node)
		if (id[0] && strcmp(json_text_or(node, "id", ""), id) == 0)
			return node;
	return NULL;
}

static enum fail count(struct join *join)
{
	int64_t now_ms = clock_mono_ms();
	if (now_ms - join->second_ms >= SECOND_MS) {
		join->second_ms = now_ms;
		join->second = 0;
	}
	return join->second++ < JOIN_SECOND_MAX ? FAIL_NONE : FAIL(BUSY, "that was very much in a second");
}

/* The node they mean, of what they see now. */
static enum fail take_node(struct hub *hub, const struct request *request, enum staff_right right, enum join_state state, const char **ret_id, const json_t **ret)
{
	struct join *join = &hub->join;
	TRY(theirs(hub, request, right));
	TRY(json_take_text(request->frame, "node", JOIN_NODE_MAX_BYTES, ret_id));
	if (join->state < state)
		return FAIL(DENIED, "the person at the kiosk has not allowed it");
	*ret = node_of(join, *ret_id);
	if (!*ret)
		return FAIL(EMPTY, "that is not on the screen any more");
	return count(join);
}

static void acted(struct hub *hub)
{
	hub->join.acted_ms = clock_mono_ms();
	join_look(hub);
}

enum fail answer_join_point(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct join *join = &hub->join;
	const char *id = NULL;
	const json_t *node = NULL;
	char screen[JOIN_SCREEN_MAX_BYTES + 1];
	(void)reply;
	TRY(take_node(hub, request, STAFF_HELP, JOIN_LOOKS, &id, &node));
	join_word(json_text_or(join->tree, "screen", ""), screen);
	if (strcmp(screen, join->pointed) != 0)
		TRY(audit_write(hub, &(struct audit_entry){ .actor = "staff", .staff = join->id, .event = "join_point", .subject = screen, .outcome = "desk", .visit = join->visit }));
	memcpy(join->pointed, screen, sizeof screen);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "point", "node", id));
	acted(hub);
	return FAIL_NONE;
}

/* {"node", "action": "press" or "set", "text"?}: which field it changed is written down, and never to what. */
enum fail answer_join_act(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct join *join = &hub->join;
	const char *id = NULL, *action = NULL, *text = NULL;
	const json_t *node = NULL;
	char subject[JOIN_SCREEN_MAX_BYTES + 1];
	(void)reply;
	TRY(json_take_text(request->frame, "action", JOIN_NODE_MAX_BYTES, &action));
	bool set = strcmp(action, "set") == 0;
	if (!set && strcmp(action, "press") != 0)
		return FAIL(INPUT, "\"action\" is not press or set");
	if (set)
		TRY(json_take_text(request->frame, "text", JOIN_TEXT_MAX_BYTES, &text));
	TRY(take_node(hub, request, STAFF_DRIVE, JOIN_TYPES, &id, &node));
	if (!json_bool_or(node, "theirs", false))
		return FAIL(DENIED, "that is for the person at the kiosk alone");
	const char *field = json_text_or(node, "field", "");
	join_word(field[0] ? field : id, subject);
	TRY(audit_write(hub, &(struct audit_entry){ .actor = "staff", .staff = join->id, .event = field[0] ? "field_edit_by_staff" : "press_by_staff", .subject = subject, .outcome = "desk", .visit = join->visit }));
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s*}", "bell", "drive", "node", id, "action", action, "text", text));
	acted(hub);
	return FAIL_NONE;
}
