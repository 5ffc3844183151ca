/* SPDX-License-Identifier: MIT */
/*
 * look_join.c - what somebody who helps from here sees of the person's screen. DESIGN: the hub rings and is then asked, by the session that it is for: it
 * decides each time, and of many changes only the newest is fetched.
 */
#include "firmware/desk/desk_inside.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

static void look(struct desk *desk, struct session *session);

static void send_to(struct stream *stream, const struct buffer *markup)
{
	stream_send(stream, "event: join\ndata: ", strlen("event: join\ndata: "));
	stream_send(stream, buffer_text(markup), markup->size_bytes);
	stream_send(stream, "\n\n", 2);
}

void join_stream(const struct session *session, struct stream *stream)
{
	if (session->join.markup.size_bytes > 0)
		send_to(stream, &session->join.markup);
}

void join_show(struct desk *desk, struct session *session, const json_t *view, const char *why)
{
	struct html html;
	session->join.on = view != NULL;
	if (!view)
		session->join.at[0] = '\0';
	snprintf(session->join.over, sizeof session->join.over, "%.*s", SESSION_OVER_MAX_BYTES, view ? "" : why);
	html_init(&html, SESSION_JOIN_MAX_BYTES);
	page_join(&html, desk->words[session->language], session->token, view, session->join.over);
	bool changed = strcmp(buffer_text(&html.buffer), buffer_text(&session->join.markup)) != 0;
	struct buffer old = session->join.markup;
	session->join.markup = html.buffer;
	html.buffer = old;
	html_done(&html);
	for (int i = 0; i < SESSION_STREAMS_MAX; i++)
		if (session->streams[i] && changed)
			send_to(session->streams[i], &session->join.markup);
}

static struct session *asking(struct desk *desk)
{
	return session_numbered(&desk->sessions, desk->joining);
}

static void view_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct desk *desk = context;
	struct session *session = asking(desk);
	char why[SESSION_OVER_MAX_BYTES + 1];
	(void)blob_fd;
	desk->joining = 0;
	snprintf(why, sizeof why, "%s", session ? session->join.over : "");
	if (session && !session->join.at[0])
		join_show(desk, session, code == FAIL_NONE ? reply : NULL, why);
	fail_clear();
	for (int i = 0; i < SESSIONS_MAX && !desk->joining; i++)
		if (desk->sessions.at[i].number && desk->sessions.at[i].join.stale)
			look(desk, &desk->sessions.at[i]);
}

/* One question at a time; whoever changes meanwhile is looked at after it. */
static void look(struct desk *desk, struct session *session)
{
	session->join.stale = !session->join.at[0]; /* of another kiosk's screen it is heard from there */
	if (desk->joining || !session->join.stale)
		return;
	if (caller_ask(desk->caller, json_pack("{s:s, s:s}", "verb", "join.view", "session", session->hub), -1, view_reply, desk) == FAIL_NONE) {
		session->join.stale = false;
		desk->joining = session->number;
	}
	fail_clear(); /* the beat looks again */
}

void join_rung(struct desk *desk, const json_t *bell)
{
	const char *hub = json_text_or(bell, "session", ""), *why = json_text_or(bell, "why", "");
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &desk->sessions.at[i];
		if (!session->number || strcmp(session->hub, hub) != 0)
			continue;
		if (why[0])
			snprintf(session->join.over, sizeof session->join.over, "%s", why);
		look(desk, session);
	}
}

void join_beat(struct desk *desk)
{
	for (int i = 0; i < SESSIONS_MAX; i++)
		if (desk->sessions.at[i].number && (desk->sessions.at[i].join.on || desk->sessions.at[i].join.stale))
			look(desk, &desk->sessions.at[i]);
}
