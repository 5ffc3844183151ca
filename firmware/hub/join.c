/* SPDX-License-Identifier: MIT */
/* join.c - how it ends. DESIGN: whoever goes away, whatever dies, and ten quiet minutes end it; the person at the kiosk is told each time. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

#include <stdio.h>
#include <string.h>

static void look_call(void *context)
{
	join_look(context);
}

const char *join_state_name(enum join_state state)
{
	static const char *const names[] = { [JOIN_NONE] = "none", [JOIN_ASKED] = "asked", [JOIN_LOOKS] = "looks", [JOIN_TYPES] = "types" };
	return names[state];
}

json_t *join_json(const struct hub *hub)
{
	const struct join *join = &hub->join;
	return join->state == JOIN_NONE ? NULL : json_pack("{s:s, s:I, s:s, s:b}", "state", join_state_name(join->state), "number", (json_int_t)join->number, "name", join->name, "types", join->types);
}

void join_ring(struct hub *hub)
{
	if (hub->join.session[0])
		doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s, s:s}", "bell", "join", "session", hub->join.session));
}

/* Who helps from afar and is not at their own keys is helping all the same. */
static void rest(struct hub *hub, bool helps)
{
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++)
		if (hub->staff.sessions[i].open && hub->staff.sessions[i].mark[0] && strcmp(hub->staff.sessions[i].mark, hub->join.session) == 0)
			duty_pause(&hub->staff.sessions[i].duty, helps, clock_mono_ms());
	staff_look(hub);
}

void join_end(struct hub *hub, const char *why)
{
	struct join was = hub->join;
	bool joined = was.state == JOIN_LOOKS || was.state == JOIN_TYPES;
	if (was.state == JOIN_NONE)
		return;
	hub->join.state = JOIN_NONE; /* what follows looks here again */
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	audit_note(hub, &(struct audit_entry){ .actor = "system", .staff = was.id, .event = joined ? "assist_end" : "join_over", .subject = joined ? join_state_name(was.state) : "desk", .outcome = "desk", .reason = why, .visit = was.visit });
	log_event("join.ended", "state=%s why=%s", join_state_name(was.state), why);
	if (hub->doors) {
		doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s}", "bell", "join", "state", "ended", "why", why, "name", was.name));
		doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s, s:s, s:s}", "bell", "join", "session", was.session, "why", why));
		desk_ring(hub);
	}
	if (joined)
		rest(hub, false);
	json_decref(hub->join.tree);
	explicit_bzero(&hub->join, sizeof hub->join);
}

void join_look(struct hub *hub)
{
	struct join *join = &hub->join;
	int64_t most_ms = join->state == JOIN_ASKED ? JOIN_ASK_MS : JOIN_IDLE_MS, left_ms = join->acted_ms + most_ms - clock_mono_ms();
	if (join->state == JOIN_NONE)
		return;
	if (left_ms <= 0)
		join_end(hub, join->state == JOIN_ASKED ? "unanswered" : "idle");
	else
		loop_timer_set(hub->keeper.loop, left_ms, look_call, hub);
	if (join->state == JOIN_LOOKS || join->state == JOIN_TYPES)
		rest(hub, true);
}

void join_settle(struct hub *hub)
{
	if (hub->join.state != JOIN_NONE && hold_is_over(hub, hub->join.visit))
		join_end(hub, "visit-ended");
}

void join_left(struct hub *hub, const struct staff_session *session)
{
	if (session->mark[0] && strcmp(session->mark, hub->join.session) == 0)
		join_end(hub, "left");
}

void join_desk_gone(struct hub *hub)
{
	join_end(hub, "desk-gone");
}

void join_screen_gone(struct hub *hub)
{
	json_decref(hub->join.tree);
	hub->join.tree = NULL;
	if (hub->join.state == JOIN_ASKED)
		join_end(hub, "screen-gone"); /* the question went with it */
	else
		join_ring(hub);
}

void join_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	json_decref(hub->join.tree);
	hub->join = (struct join){ 0 };
}

void join_word(const char *id, char ret[static JOIN_SCREEN_MAX_BYTES + 1])
{
	size_t size = strcspn(id, ":"), at = 0;
	if (strncmp(id, "choice:", 7) == 0 || strncmp(id, "date:", 5) == 0) /* "choice:FIELD:VALUE": what would be chosen is an answer */
		size += id[size] ? 1 + strcspn(id + size + 1, ":") : 0;
	else
		size = strlen(id);
	for (; at < size && at < JOIN_SCREEN_MAX_BYTES; at++)
		ret[at] = strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:+/-", id[at]) ? id[at] : '-';
	ret[at] = '\0';
}
