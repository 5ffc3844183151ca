/* SPDX-License-Identifier: MIT */
/* peers_view.c - the screen of who is helped from here at another kiosk: asked for over and over, as how it is there; whatever goes away ends it. */
#include "firmware/desk/peers_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { FAILURES = 2, SILENT_MS = 3000 };

static void view(struct peer *peer, const struct session *session);

static void over(struct peer *peer, struct session *session, const char *why)
{
	peer->viewer.number = 0;
	join_show(peer->desk, session, NULL, why);
	look_at(peer->desk, session); /* they can be asked again, here and there */
}

/* A program that only begins anew is asked once more; what is silent so long does not begin anew. */
static bool is_lost(struct peer *peer)
{
	peer->viewer.failures += clock_mono_ms() - peer->viewer.asked_ms >= SILENT_MS ? FAILURES : 1;
	return peer->viewer.failures >= FAILURES;
}

static void take(struct peer *peer, struct session *session, const json_t *reply)
{
	peer->viewer.failures = 0;
	if (!json_object_get(reply, "state"))
		return; /* nothing new */
	peers_seen(reply, peer->viewed);
	join_show(peer->desk, session, reply, "");
}

static void viewed(void *context, enum fail code, bool ours, const json_t *reply)
{
	struct peer *peer = context;
	struct session *session = session_numbered(&peer->desk->sessions, peer->viewer.number);
	bool theirs = session && strcmp(session->hub, peer->lanes[PEERS_VIEW].hub) == 0, offline = code == FAIL_OFFLINE && !ours;
	if (!session)
		return;
	if (theirs && code == FAIL_NONE)
		take(peer, session, reply);
	if (!theirs || code == FAIL_NONE || (offline && !is_lost(peer)))
		view(peer, session);
	else
		over(peer, session, offline ? "lost" : json_text_or(reply, "over", "left"));
}

static void view(struct peer *peer, const struct session *session)
{
	if (peer->lanes[PEERS_VIEW].busy)
		return;
	peer->viewer.asked_ms = clock_mono_ms();
	lane_begin(&peer->lanes[PEERS_VIEW], session->hub, json_pack("{s:s}", "verb", "join.view"), viewed, peer);
}

void peers_view(struct desk *desk, struct session *session, const char *mark)
{
	struct peer *peer = NULL;
	for (size_t i = 0; desk->peers && i < desk->peers->count; i++)
		if (strcmp(desk->peers->at[i].mark, mark) == 0)
			peer = &desk->peers->at[i];
	if (!peer)
		return;
	struct session *before = session_numbered(&desk->sessions, peer->viewer.number);
	if (before && before != session) /* the same person, in another browser */
		join_show(desk, before, NULL, "left");
	peer->viewer.number = session->number;
	peer->viewer.failures = 0;
	peer->viewed[0] = '\0';
	snprintf(session->join.at, sizeof session->join.at, "%s", mark);
	session->join.on = true;
	view(peer, session);
}
