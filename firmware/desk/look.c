/* SPDX-License-Identifier: MIT */
/*
 * look.c - what is shown to whom. DESIGN: each session asks the hub by itself, one after the other, so that the hub decides each time what that
 * person may see; a session that it no longer knows is over here too.
 */
#include "firmware/desk/desk_inside.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <stdio.h>
#include <string.h>

enum { BEAT_MS = 15 * 1000 };

static void look_next(struct desk *desk);

static void send_live(struct stream *stream, const struct buffer *live)
{
	stream_send(stream, "event: live\ndata: ", strlen("event: live\ndata: "));
	stream_send(stream, buffer_text(live), live->size_bytes);
	stream_send(stream, "\n\n", 2);
}

static void answer_page(struct desk *desk, struct session *session, struct exchange *exchange)
{
	struct html html;
	struct arena arena;
	arena_init(&arena, 4096);
	const struct page_lock lock = { .on = session->locked, .problem = session->locked ? session->problem : NULL, .time = words_time(desk->words[session->language], &arena, session->problem_minutes) };
	html_init(&html, PAGE_MAX_BYTES);
	page_desk(&html, desk->words[session->language], &desk->place[session->language], session->token, session->name, &lock, buffer_text(&session->live), buffer_text(&session->join.markup));
	arena_done(&arena);
	web_answer(exchange, &(struct web_answer){ .status = 200, .type = "text/html; charset=utf-8", .bytes = html.buffer.bytes, .size_bytes = html.buffer.size_bytes });
	html_done(&html);
}

static void tell(struct session *session, const char *event)
{
	char text[64];
	int size = snprintf(text, sizeof text, "event: %s\ndata: %s\n\n", event, event);
	for (int i = 0; i < SESSION_STREAMS_MAX; i++)
		if (session->streams[i])
			stream_send(session->streams[i], text, (size_t)size);
}

/* As the hub says each time; who asks for nothing is told, too. */
static void look_lock(struct session *session, bool locked)
{
	if (session->locked == locked)
		return;
	session->locked = locked;
	session->problem = NULL;
	tell(session, locked ? "locked" : "unlocked");
}

void look_hears(struct desk *desk, struct session *session)
{
	bool listens = false;
	for (int i = 0; i < SESSION_STREAMS_MAX; i++)
		listens = listens || session->streams[i];
	if (listens == session->heard)
		return;
	enum fail fail = caller_ask(desk->caller, json_pack("{s:s, s:s, s:b}", "verb", "staff.hears", "session", session->hub, "on", listens), -1, NULL, NULL);
	if (fail == FAIL_NONE)
		session->heard = listens; /* else at the next look */
	fail_clear();
}

static void show(struct desk *desk, struct session *session, const struct page_facts *facts)
{
	struct html html;
	json_t *others = facts->state ? peers_json(desk) : NULL; /* who may see this kiosk may see the others */
	html_init(&html, SESSION_LIVE_MAX_BYTES);
	struct page_facts all = *facts;
	all.others = others;
	all.place = peers_place(desk);
	page_live(&html, desk->words[session->language], &desk->place[session->language], &all, &(struct page_who){ .token = session->token, .id = session->id, .said = session->said, .helps = session->join.on });
	json_decref(others);
	bool changed = strcmp(buffer_text(&html.buffer), buffer_text(&session->live)) != 0;
	struct buffer old = session->live;
	session->live = html.buffer;
	html.buffer = old;
	html_done(&html);
	for (int i = 0; i < SESSION_STREAMS_MAX; i++)
		if (session->streams[i] && changed)
			send_live(session->streams[i], &session->live);
	for (int i = 0; i < SESSION_WAITING_MAX && !session->stale; i++) { /* who came during this look waits for the next: it may have begun before what they did */
		if (session->waiting[i])
			answer_page(desk, session, session->waiting[i]);
		session->waiting[i] = NULL;
	}
}

static bool ask_for(struct desk *desk, const struct session *session, const char *verb, caller_reply reply)
{
	enum fail fail = caller_ask(desk->caller, json_pack("{s:s, s:s}", "verb", verb, "session", session->hub), -1, reply, desk);
	fail_clear();
	return fail == FAIL_NONE;
}

static void facts_forget(struct desk *desk)
{
	for (int i = 0; i < LOOK_FACTS; i++)
		json_decref(desk->look.facts[i]);
	memset(desk->look.facts, 0, sizeof desk->look.facts);
}

static void settle(struct desk *desk)
{
	struct session *session = session_numbered(&desk->sessions, desk->look.number);
	json_t **facts = desk->look.facts;
	desk->look.going = false;
	if (session)
		show(desk, session, &(struct page_facts){ .state = facts[LOOK_STATE], .calls = json_object_get(facts[LOOK_CALLS], "calls"), .kept = json_object_get(facts[LOOK_PARK], "kept"), .push = facts[LOOK_PUSH], .figures = facts[LOOK_FIGURES] });
	facts_forget(desk);
	look_next(desk);
}

static void fact_reply(void *context, enum fail code, const json_t *reply, int blob_fd);

/* What is asked for, one after the other; of what somebody may not see there is nothing. */
static const char *const fact_verbs[LOOK_FACTS] = { [LOOK_STATE] = "desk.state", [LOOK_CALLS] = "help.list", [LOOK_PARK] = "park.list", [LOOK_PUSH] = "push.state", [LOOK_FIGURES] = "figures" };

static void ask_on(struct desk *desk)
{
	struct session *session = session_numbered(&desk->sessions, desk->look.number);
	if (desk->look.at == LOOK_FACTS || !session || !ask_for(desk, session, fact_verbs[desk->look.at], fact_reply))
		settle(desk);
}

static void fact_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct desk *desk = context;
	struct session *session = session_numbered(&desk->sessions, desk->look.number);
	(void)blob_fd;
	if (session && code == FAIL_DENIED && desk->look.at == LOOK_STATE) {
		log_event("desk.left", "why=hub");
		look_end(desk, session);
	}
	if (session && code == FAIL_NONE && desk->look.at == LOOK_STATE) {
		look_lock(session, json_bool_or(reply, "locked", false));
		look_hears(desk, session);
	}
	if (code != FAIL_NONE && desk->look.at == LOOK_STATE)
		desk->look.at = LOOK_FACTS - 1;
	else if (code == FAIL_NONE)
		desk->look.facts[desk->look.at] = json_incref((json_t *)reply);
	desk->look.at++;
	ask_on(desk);
}

static struct session *stale_one(struct desk *desk)
{
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &desk->sessions.at[i];
		if (session->number && session->stale) /* also where nobody looks: one that the hub no longer knows must not keep its place */
			return session;
	}
	return NULL;
}

static void look_next(struct desk *desk)
{
	struct session *session = desk->look.going ? NULL : stale_one(desk);
	if (!session)
		return;
	session->stale = false;
	desk->look.going = true;
	desk->look.number = session->number;
	desk->look.at = 0;
	ask_on(desk);
}

void look_at(struct desk *desk, struct session *session)
{
	session->stale = true;
	look_next(desk);
}

void look_all(struct desk *desk)
{
	for (int i = 0; i < SESSIONS_MAX; i++)
		desk->sessions.at[i].stale = true;
	look_next(desk);
}

void look_wait(struct desk *desk, struct session *session, struct exchange *exchange)
{
	for (int i = 0; i < SESSION_WAITING_MAX; i++) {
		if (session->waiting[i])
			continue;
		session->waiting[i] = exchange;
		look_at(desk, session);
		return;
	}
	web_answer(exchange, &(struct web_answer){ .status = 429 });
}

void look_stream(struct desk *desk, struct session *session, struct exchange *exchange)
{
	int place = 0;
	while (place < SESSION_STREAMS_MAX && session->streams[place])
		place++;
	if (place == SESSION_STREAMS_MAX) { /* the oldest window makes room */
		stream_end(session->streams[0]);
		for (size_t i = 1; i < SESSION_STREAMS_MAX; i++)
			session->streams[i - 1] = session->streams[i];
		place--;
	}
	struct stream *stream = session->streams[place] = web_stream(exchange);
	stream_send(stream, "retry: 2000\n\n", strlen("retry: 2000\n\n"));
	if (session->live.size_bytes > 0)
		send_live(stream, &session->live);
	join_stream(session, stream);
	tell(session, session->locked ? "locked" : "unlocked"); /* what it was when the page was made may be over */
	look_hears(desk, session);
	look_at(desk, session);
}

void look_stream_gone(void *context, struct stream *stream)
{
	struct desk *desk = context;
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &desk->sessions.at[i];
		for (int j = 0; j < SESSION_STREAMS_MAX; j++)
			if (session->streams[j] == stream)
				session->streams[j] = NULL;
		if (session->number)
			look_hears(desk, session);
	}
}

void look_end(struct desk *desk, struct session *session)
{
	(void)desk;
	for (int i = 0; i < SESSION_STREAMS_MAX; i++) {
		if (!session->streams[i])
			continue;
		stream_send(session->streams[i], "event: out\ndata: out\n\n", strlen("event: out\ndata: out\n\n"));
		stream_end(session->streams[i]);
	}
	for (int i = 0; i < SESSION_WAITING_MAX; i++)
		if (session->waiting[i])
			web_answer(session->waiting[i], &(struct web_answer){ .status = 303, .headers = { { "Location", "/" } } });
	session_done(session);
}

void look_staff(struct desk *desk, const json_t *bell)
{
	const char *hub = json_text_or(bell, "session", ""), *state = json_text_or(bell, "state", "");
	struct session *session = NULL;
	for (int i = 0; i < SESSIONS_MAX; i++)
		if (desk->sessions.at[i].number && strcmp(desk->sessions.at[i].hub, hub) == 0)
			session = &desk->sessions.at[i];
	if (session && strcmp(state, "left") == 0) {
		log_event("desk.left", "why=%s", json_text_or(bell, "why", ""));
		look_end(desk, session);
	} else if (session && strcmp(state, "warning") == 0) {
		tell(session, "warning");
	} else if (session && (strcmp(state, "locked") == 0 || strcmp(state, "open") == 0)) {
		look_lock(session, strcmp(state, "locked") == 0);
		look_at(desk, session);
	}
}

void look_beat(void *context)
{
	struct desk *desk = context;
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &desk->sessions.at[i];
		for (int j = 0; j < SESSION_STREAMS_MAX; j++)
			if (session->streams[j])
				stream_send(session->streams[j], ": here\n\n", strlen(": here\n\n"));
	}
	look_all(desk);
	join_beat(desk);
	loop_timer_set(desk->loop, BEAT_MS, look_beat, desk);
}
