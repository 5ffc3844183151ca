/* SPDX-License-Identifier: MIT */
/* Who is signed in, until when, and what they may. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"
#include "firmware/staff/lockout.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND_MS = 1000 };

static void look_call(void *context)
{
	staff_look(context);
}

void staff_note(struct hub *hub, const char *event, const char *id, enum doorway at, const char *outcome, const char *reason)
{
	log_event("staff", "event=%s door=%s id=%s outcome=%s why=\"%s\"", event, doorway_name(at), id[0] ? id : "-", outcome, reason);
	audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = id, .event = event, .subject = at == DOORWAY_UI ? "kiosk" : "desk", .outcome = outcome, .reason = reason });
}

/* ---- sessions ---- */

struct staff_session *staff_at_kiosk(struct hub *hub)
{
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++)
		if (hub->staff.sessions[i].open && hub->staff.sessions[i].at == DOORWAY_UI)
			return &hub->staff.sessions[i];
	return NULL;
}

static struct staff_session *session_marked(struct hub *hub, const char *mark)
{
	struct staff_session *found = NULL;
	if (strlen(mark) != STAFF_SESSION_BYTES - 1)
		return NULL;
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++) {
		struct staff_session *session = &hub->staff.sessions[i];
		if (session->open && session->at == DOORWAY_DESK && sodium_memcmp(session->mark, mark, STAFF_SESSION_BYTES) == 0)
			found = session;
	}
	return found ? found : peer_session(hub, mark);
}

struct staff_session *staff_session_find(struct hub *hub, enum doorway at, const char *mark)
{
	return at == DOORWAY_UI ? staff_at_kiosk(hub) : session_marked(hub, mark);
}

enum fail staff_session_of(struct hub *hub, const struct request *request, struct staff_session **ret)
{
	const char *mark = NULL;
	staff_look(hub); /* a timer may be late, a right never */
	if (request->at == DOORWAY_DESK)
		TRY(json_take_text(request->frame, "session", STAFF_SESSION_BYTES - 1, &mark));
	*ret = request->at == DOORWAY_UI ? staff_at_kiosk(hub) : mark ? session_marked(hub, mark) : NULL;
	return *ret ? FAIL_NONE : FAIL(DENIED, "nobody is signed in");
}

enum fail staff_may(struct hub *hub, const struct request *request, enum staff_right right, const struct staff_session **ret)
{
	const struct staff_session *session = NULL;
	TRY(staff_hears(hub, request, right, &session));
	if (session->locked)
		return FAIL(DENIED, "this page is locked: it needs the PIN again");
	if (ret)
		*ret = session;
	return FAIL_NONE;
}

enum fail staff_hears(struct hub *hub, const struct request *request, enum staff_right right, const struct staff_session **ret)
{
	struct staff_session *session = NULL;
	TRY(staff_session_of(hub, request, &session));
	if (!staff_role_may(session->role, right))
		return FAIL(DENIED, "a %s may not %s", staff_role_name(session->role), staff_right_name(right));
	if (ret)
		*ret = session;
	return FAIL_NONE;
}

bool staff_any(const struct hub *hub, enum staff_right right)
{
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++)
		if (hub->staff.sessions[i].open && staff_role_may(hub->staff.sessions[i].role, right))
			return true;
	return peer_any(hub, right);
}

static void ring(struct hub *hub, const struct staff_session *session, const char *state, const char *why, int64_t left_s)
{
	json_t *bell = json_pack("{s:s, s:s}", "bell", "staff", "state", state);
	if (session->at == DOORWAY_DESK)
		json_object_set_new(bell, "session", json_string(session->mark));
	if (why[0])
		json_object_set_new(bell, "why", json_string(why));
	if (left_s >= 0) {
		json_object_set_new(bell, "left_s", json_integer(left_s));
		json_object_set_new(bell, "again", json_boolean(session->role != STAFF_ROLE_CODE && !session->duty.extended));
	}
	if (strcmp(state, "in") == 0) {
		json_object_set_new(bell, "name", json_string(session->name));
		json_object_set_new(bell, "role", json_string(staff_role_name(session->role)));
	}
	doors_ring(hub->doors, session->at, bell);
}

static bool runs_job(const struct hub *hub)
{
	return hub->staff.job != 0 || hub->guide.at.step != GUIDE_OFF;
}

/* Who signs in at more places than anybody works at, or where all are taken, leaves where they were seen least lately: nobody keeps the others out. */
static void make_room(struct hub *hub, const char *id)
{
	struct staff_session *oldest = NULL;
	bool room = false;
	int own = 0;
	for (size_t i = 1; i < STAFF_SESSIONS_MAX; i++) {
		struct staff_session *session = &hub->staff.sessions[i];
		room = room || !session->open;
		if (!session->open || strcmp(session->id, id) != 0)
			continue;
		own++;
		oldest = !oldest || session->duty.seen_ms < oldest->duty.seen_ms ? session : oldest;
	}
	if (oldest && (!room || own >= STAFF_PERSON_SESSIONS_MAX))
		staff_end(hub, oldest, "elsewhere");
}

enum fail staff_begin(struct hub *hub, enum doorway at, const char *id, const char *name, enum staff_role role, int64_t closes_ms, struct staff_session **ret)
{
	struct staff_session *session = NULL;
	int64_t now_ms = clock_mono_ms();
	unsigned char random[(STAFF_SESSION_BYTES - 1) / 2];
	if (at == DOORWAY_UI && staff_at_kiosk(hub))
		return FAIL(BUSY, "somebody is signed in here");
	if (at == DOORWAY_DESK)
		make_room(hub, id);
	for (size_t i = at == DOORWAY_UI ? 0 : 1; i < (at == DOORWAY_UI ? 1 : STAFF_SESSIONS_MAX) && !session; i++) /* the kiosk's own place is nobody else's */
		session = hub->staff.sessions[i].open ? NULL : &hub->staff.sessions[i];
	if (!session)
		return FAIL(BUSY, "%d are signed in, the most that can be", STAFF_DESK_SESSIONS_MAX);
	*session = (struct staff_session){ .open = true, .at = at, .role = role, .duty = at == DOORWAY_DESK ? duty_begin_desk(role, now_ms, closes_ms) : duty_begin(role, now_ms, closes_ms) };
	snprintf(session->id, sizeof session->id, "%s", id);
	snprintf(session->name, sizeof session->name, "%s", name);
	randombytes_buf(random, sizeof random);
	if (at == DOORWAY_DESK)
		sodium_bin2hex(session->mark, sizeof session->mark, random, sizeof random);
	ring(hub, session, "in", "", -1);
	help_look(hub);
	staff_job(hub);
	*ret = session;
	return FAIL_NONE;
}

void staff_end(struct hub *hub, struct staff_session *session, const char *why)
{
	staff_note(hub, "signed_out", session->id, session->at, "left", why);
	ring(hub, session, "left", why, -1);
	struct staff_session was = *session;
	explicit_bzero(session, sizeof *session);
	join_left(hub, &was);
	explicit_bzero(&was, sizeof was);
	help_look(hub);
	audit_flush(hub);
}

static int64_t look_at(struct hub *hub, struct staff_session *session, int64_t now_ms)
{
	int64_t next_ms = INT64_MAX;
	enum duty_state state = duty_look(&session->duty, now_ms, &next_ms);
	if (duty_why(state)[0]) {
		staff_end(hub, session, duty_why(state));
		return INT64_MAX;
	}
	enum duty_state of = state == DUTY_WARN ? duty_warns_of(&session->duty) : DUTY_ON;
	if (of != DUTY_ON && of != session->warned)
		ring(hub, session, "warning", duty_why(of), (next_ms + SECOND_MS - 1) / SECOND_MS);
	session->warned = of;
	if (session->locked != (state == DUTY_LOCKED)) {
		session->locked = state == DUTY_LOCKED;
		ring(hub, session, session->locked ? "locked" : "open", "", -1);
		if (session->locked)
			staff_note(hub, "desk_locked", session->id, session->at, "locked", "");
	}
	return next_ms;
}

void staff_look(struct hub *hub)
{
	int64_t now_ms = clock_mono_ms(), soonest_ms = INT64_MAX;
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++) {
		int64_t next_ms = hub->staff.sessions[i].open ? look_at(hub, &hub->staff.sessions[i], now_ms) : INT64_MAX;
		soonest_ms = next_ms < soonest_ms ? next_ms : soonest_ms;
	}
	if (soonest_ms == INT64_MAX)
		loop_timer_clear(hub->keeper.loop, look_call, hub);
	else
		loop_timer_set(hub->keeper.loop, now_ms + soonest_ms - clock_mono_ms(), look_call, hub); /* time may have gone on since */
}

void staff_job(struct hub *hub)
{
	struct staff_session *session = staff_at_kiosk(hub);
	if (session)
		duty_pause(&session->duty, runs_job(hub), clock_mono_ms());
	staff_look(hub);
}

void staff_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	staff_check_stop(hub);
	badge_rest(hub);
	secret_free(hub->staff.roster, sizeof *hub->staff.roster);
	hub->staff.roster = NULL;
}

/* ---- waits ---- */

static int64_t tried_ms(const struct hub *hub, const char *subject)
{
	for (size_t i = 0; i < hub->staff.wait_count; i++)
		if (strcmp(hub->staff.waits[i].subject, subject) == 0)
			return hub->staff.waits[i].tried_ms;
	return hub->staff.waits_from_ms;
}

enum fail staff_left_ms(struct hub *hub, const struct staff_subject *subject, int64_t *ret)
{
	struct store *store = NULL;
	int64_t tries = 0;
	TRY(keeper_store(&hub->keeper, &store));
	TRY(staff_tries(store, subject, &tries));
	*ret = lockout_left_ms(subject->mild ? lockout_mild(tries) : tries, tried_ms(hub, subject->text), clock_mono_ms());
	return FAIL_NONE;
}

/* Its place in the list, or the oldest's, which from then on counts as tried when it was. */
static struct staff_wait *place_of(struct hub_staff *staff, const char *subject)
{
	struct staff_wait *oldest = &staff->waits[0];
	for (size_t i = 0; i < staff->wait_count; i++) {
		if (strcmp(staff->waits[i].subject, subject) == 0)
			return &staff->waits[i];
		if (staff->waits[i].tried_ms < oldest->tried_ms)
			oldest = &staff->waits[i];
	}
	if (staff->wait_count < STAFF_WAITS_MAX)
		return &staff->waits[staff->wait_count++];
	staff->waits_from_ms = oldest->tried_ms;
	return oldest;
}

enum fail staff_tried(struct hub *hub, const struct staff_subject *subjects, size_t count)
{
	struct store *store = NULL;
	TRY(keeper_store(&hub->keeper, &store));
	TRY(staff_tries_add(store, subjects, count));
	for (size_t i = 0; i < count; i++) {
		struct staff_wait *wait = place_of(&hub->staff, subjects[i].text);
		snprintf(wait->subject, sizeof wait->subject, "%s", subjects[i].text);
		wait->tried_ms = clock_mono_ms();
	}
	return FAIL_NONE;
}
