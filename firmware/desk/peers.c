/* SPDX-License-Identifier: MIT */
/* peers.c - DESIGN: each other kiosk is asked over and over, and answers when there is news or after four seconds: what does not answer is not there, within ten. */
#include "firmware/desk/peers_answer.h"
#include "firmware/desk/peers_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 1000, RETRY_MS = 1000, SHUT_MS = 5000, FAILURES = 2 /* a program that only begins anew is not gone */, SILENT_MS = 3000 /* what takes so long does not begin anew */, SECOND_MS = 1000 };

static void watch(struct peer *peer);

static void forget(struct peer *peer)
{
	json_decref(peer->state);
	json_decref(peer->calls);
	json_decref(peer->kept);
	json_decref(peer->push);
	peer->state = peer->calls = peer->kept = peer->push = NULL;
	peer->seen[0] = '\0';
}

/* @how it is from now on; pages show it. */
static void settle(struct peer *peer, enum peer_how how, bool news)
{
	static const char *const names[] = { [PEER_ASKED] = "asked", [PEER_UP] = "up", [PEER_SHUT] = "shut", [PEER_OFF] = "off" };
	bool other = peer->how != how;
	if (how != PEER_UP)
		forget(peer);
	if (other) {
		log_event("peer.changed", "kiosk=%s state=%s", peer->mark, names[how]);
		peer->since_ms = clock_mono_ms();
	}
	peer->how = how;
	if (other || news)
		look_all(peer->desk);
}

static void take_news(struct peer *peer, const json_t *reply)
{
	bool news = json_object_get(reply, "state") != NULL;
	peer->failures = 0;
	if (news) {
		forget(peer);
		peer->state = peers_answer_state(json_object_get(reply, "state"));
		peer->calls = peers_answer_calls(json_object_get(reply, "calls"));
		peer->kept = peers_answer_kept(json_object_get(reply, "kept"));
		peer->push = peers_answer_push(json_object_get(reply, "push"));
		peer->heard_ms = clock_mono_ms();
		peers_seen(reply, peer->seen);
	}
	settle(peer, PEER_UP, news);
}

static struct session *watcher(struct desk *desk)
{
	for (int i = 0; i < SESSIONS_MAX; i++)
		if (desk->sessions.at[i].number && !desk->sessions.at[i].blind)
			return &desk->sessions.at[i];
	return NULL;
}

static void watched(void *context, enum fail code, bool ours, const json_t *reply)
{
	struct peer *peer = context;
	struct session *session = NULL;
	int64_t now_ms = clock_mono_ms();
	peer->next_ms = now_ms + RETRY_MS;
	if (code == FAIL_NONE) {
		take_news(peer, reply);
		watch(peer);
	} else if (ours && code == FAIL_DENIED) { /* not by them: perhaps by somebody else */
		for (int i = 0; i < SESSIONS_MAX; i++)
			if (peer->desk->sessions.at[i].number && strcmp(peer->desk->sessions.at[i].hub, peer->lanes[PEERS_WATCH].hub) == 0)
				session = &peer->desk->sessions.at[i];
		if (session)
			session->blind = true;
	} else if (code == FAIL_OFFLINE && !ours) {
		peer->failures += now_ms - peer->asked_ms >= SILENT_MS ? FAILURES : 1;
		if (peer->failures >= FAILURES)
			settle(peer, PEER_OFF, false);
	} else if (!ours) {
		peer->next_ms = now_ms + SHUT_MS;
		settle(peer, PEER_SHUT, false);
	}
}

static void watch(struct peer *peer)
{
	const struct session *session = watcher(peer->desk);
	if (peer->lanes[PEERS_WATCH].busy)
		return;
	peer->asked_ms = clock_mono_ms();
	if (session)
		lane_begin(&peer->lanes[PEERS_WATCH], session->hub, json_pack("{s:s}", "verb", "site.watch"), watched, peer);
	else if (peer->how != PEER_ASKED)
		settle(peer, PEER_ASKED, false);
}

void peers_look(struct desk *desk)
{
	int64_t now_ms = clock_mono_ms();
	for (size_t i = 0; desk->peers && i < desk->peers->count; i++)
		if (desk->peers->at[i].next_ms <= now_ms)
			watch(&desk->peers->at[i]);
}

static void tick(void *context)
{
	struct desk *desk = context;
	loop_timer_set(desk->loop, TICK_MS, tick, desk);
	if (caller_is_up(desk->caller))
		peers_look(desk);
}

static void undate(json_t *rows)
{
	json_t *row;
	size_t i;
	json_array_foreach(rows, i, row) {
		json_object_del(row, "since_s");
		json_object_del(row, "left_s");
		undate(json_object_get(row, "notes"));
	}
}

void peers_seen(const json_t *reply, char ret[static SHA256_TEXT_BYTES])
{
	json_t *copy = json_pack("{s:o*, s:o*, s:o*, s:o*, s:O*}", "state", json_deep_copy(json_object_get(reply, "state")), "calls", json_deep_copy(json_object_get(reply, "calls")),
		"kept", json_deep_copy(json_object_get(reply, "kept")), "push", json_deep_copy(json_object_get(reply, "push")), "tree", json_object_get(reply, "tree"));
	json_object_del(json_object_get(copy, "state"), "visit_s");
	json_object_del(json_object_get(copy, "push"), "since_s");
	undate(json_object_get(copy, "calls"));
	undate(json_object_get(copy, "kept"));
	char *text = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS);
	sha256_text(text ? text : "", text ? strlen(text) : 0, ret);
	free(text);
	json_decref(copy);
}

/* ---- which there are ---- */

static enum fail peer_init(struct peers *peers, struct peer *peer, const json_t *row)
{
	*peer = (struct peer){ .desk = peers->desk, .row = row, .since_ms = clock_mono_ms() };
	snprintf(peer->kid, sizeof peer->kid, "%s", json_text_or(row, "kid", ""));
	memcpy(peer->mark, peer->kid, PEERS_MARK_BYTES - 1);
	for (char *at = peer->mark; *at; at++)
		*at = *at == '-' ? '.' : *at; /* marks are parts of the page's ids, whose parts "-" divides */
	for (int i = 0; i < PEERS_LANES; i++) {
		peer->lanes[i].peer = peer;
		TRY(wire_new(peers->wires, json_text_or(row, "address", ""), json_object_get(row, "key"), &peer->lanes[i].wire));
	}
	return FAIL_NONE;
}

static enum fail begin(struct peers *peers)
{
	const json_t *row;
	size_t i;
	TRY(wires_new(peers->desk->loop, json_text_or(peers->site, "certificate", ""), json_text_or(peers->site, "key", ""), &peers->wires));
	json_array_foreach(json_object_get(peers->site, "kiosks"), i, row)
		if (peers->count < PEERS_MAX)
			TRY(peer_init(peers, &peers->at[peers->count++], row));
	return peers_door_open(peers);
}

static bool is_same(const json_t *a, const json_t *b)
{
	return json_equal(json_object_get(a, "kiosks"), json_object_get(b, "kiosks")) && json_equal(json_object_get(a, "place"), json_object_get(b, "place")) && strcmp(json_text_or(a, "listen", ""), json_text_or(b, "listen", "")) == 0 &&
		strcmp(json_text_or(a, "kid", ""), json_text_or(b, "kid", "")) == 0;
}

void peers_open(struct desk *desk, const json_t *site)
{
	if (desk->met && !is_same(desk->peers ? desk->peers->site : NULL, site)) { /* another list: as with another version */
		desk->retired = true;
		loop_stop(desk->loop);
		return;
	}
	desk->met = true;
	if (desk->peers || !json_is_object(site))
		return;
	struct peers *peers = desk->peers = calloc(1, sizeof *peers);
	if (!peers)
		abort();
	*peers = (struct peers){ .desk = desk, .site = json_incref((json_t *)site), .asks.rule = { 240, 25 } };
	enum fail fail = begin(peers);
	if (fail != FAIL_NONE) {
		log_fail("peers.closed", fail);
		peers_close(desk);
		return;
	}
	log_event("peers.open", "kiosks=%zu", peers->count);
	tick(desk);
}

void peers_close(struct desk *desk)
{
	struct peers *peers = desk->peers;
	if (!peers)
		return;
	loop_timer_clear(desk->loop, tick, desk);
	peers_door_close(peers);
	for (size_t i = 0; i < peers->count; i++) {
		forget(&peers->at[i]);
		for (int j = 0; j < PEERS_LANES; j++) {
			if (j >= PEERS_ACT && peers->at[i].lanes[j].busy)
				free(peers->at[i].lanes[j].context); /* who waits for that act is told by the server's end */
			lane_stop(&peers->at[i].lanes[j]);
		}
	}
	wires_free(peers->wires);
	json_decref(peers->site);
	free(peers);
	desk->peers = NULL;
}

/* ---- for the page ---- */

static void later(json_t *object, const char *member, int64_t age_s)
{
	if (json_object_get(object, member))
		json_object_set_new(object, member, json_integer(json_int_or(object, member, 0) + age_s));
}

/* What came a while ago has been so for longer by now. */
static json_t *calls_now(const struct peer *peer, int64_t age_s)
{
	json_t *calls = json_deep_copy(peer->calls), *call, *note;
	char id[32];
	size_t i, j;
	json_array_foreach(calls, i, call) {
		snprintf(id, sizeof id, "%.8s@%s", json_text_or(call, "ticket", ""), peer->mark);
		json_object_set_new(call, "id", json_string(id));
		json_object_set_new(call, "kiosk", json_string(json_text_or(peer->state, "kiosk", "")));
		later(call, "since_s", age_s);
		json_array_foreach(json_object_get(call, "notes"), j, note)
			later(note, "since_s", age_s);
	}
	return calls;
}

static json_t *kept_now(const struct peer *peer, int64_t age_s)
{
	json_t *list = json_deep_copy(peer->kept), *kept;
	size_t i;
	json_array_foreach(list, i, kept) {
		later(kept, "since_s", age_s);
		later(kept, "left_s", -age_s);
	}
	return list;
}

static void put_state(json_t *row, const struct peer *peer, int64_t age_s)
{
	json_t *state = json_deep_copy(peer->state), *push = json_deep_copy(peer->push);
	later(state, "visit_s", age_s);
	later(push, "since_s", age_s);
	json_object_set_new(row, "state", state);
	json_object_set_new(row, "calls", calls_now(peer, age_s));
	if (peer->kept)
		json_object_set_new(row, "kept", kept_now(peer, age_s));
	if (push)
		json_object_set_new(row, "push", push);
}

json_t *peers_json(const struct desk *desk)
{
	static const char *const hows[] = { [PEER_ASKED] = "asked", [PEER_UP] = "up", [PEER_SHUT] = "shut", [PEER_OFF] = "off" };
	json_t *rows = desk->peers && desk->peers->count > 0 ? json_array() : NULL;
	int64_t now_ms = clock_mono_ms();
	for (size_t i = 0; rows && i < desk->peers->count; i++) {
		const struct peer *peer = &desk->peers->at[i];
		int64_t age_s = (now_ms - peer->heard_ms) / SECOND_MS;
		json_t *row = json_pack("{s:s, s:s, s:s, s:I}", "mark", peer->mark, "kiosk", json_text_or(peer->row, "name", ""), "how", hows[peer->how], "off_s", (json_int_t)((now_ms - peer->since_ms) / SECOND_MS));
		if (peer->state)
			put_state(row, peer, age_s);
		json_array_append_new(rows, row);
	}
	return rows;
}

int peers_place(const struct desk *desk)
{
	return desk->peers ? (int)json_int_or(desk->peers->site, "place", 0) : 0;
}

/* ---- acts ---- */

struct act { peers_done done; void *context; };

static void acted(void *context, enum fail code, bool ours, const json_t *reply)
{
	struct act act = *(struct act *)context;
	(void)ours;
	free(context);
	act.done(act.context, code, reply);
}

static struct lane *lane_for(struct peers *peers, const char *mark)
{
	for (size_t i = 0; peers && i < peers->count; i++)
		for (int j = PEERS_ACT; j < PEERS_LANES && strcmp(peers->at[i].mark, mark) == 0; j++)
			if (!peers->at[i].lanes[j].busy)
				return &peers->at[i].lanes[j];
	return NULL;
}

enum fail peers_act(struct desk *desk, const struct session *session, const char *mark, json_t *verb, peers_done done, void *context)
{
	struct lane *lane = lane_for(desk->peers, mark);
	struct act *act = lane ? calloc(1, sizeof *act) : NULL;
	if (!act) {
		json_decref(verb);
		return FAIL(BUSY, "there is no such kiosk, or it is asked for other things");
	}
	*act = (struct act){ done, context };
	json_object_del(verb, "session");
	lane_begin(lane, session->hub, verb, acted, act);
	return FAIL_NONE;
}
