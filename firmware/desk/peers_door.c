/* SPDX-License-Identifier: MIT */
/*
 * peers_door.c - what other kiosks of the site ask. DESIGN: the certificate says which kiosk asks, and only those that the settings name may; who of its
 * staff that is, and whether they may, is for the hub to say. What is asked for news is held until there is some.
 */
#include "firmware/desk/peers_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/site_certificate.h"

#include <stdlib.h>
#include <string.h>

struct hold {
	struct peers *peers;
	struct exchange *exchange;
	char after[SHA256_TEXT_BYTES], session[SESSION_HUB_MAX_BYTES + 1], nonce[VOUCHER_NONCE_BYTES];
	int64_t until_ms;
	bool held, stale, asked, view; /* asked: the hub is, for this one; view: of a screen that somebody of there sees, else of how it is here */
	struct hold *next;
};

static void look_next(struct peers *peers);
static void due(void *context);

static void hold_free(struct hold *hold)
{
	struct hold **at = &hold->peers->holds;
	while (*at != hold)
		at = &(*at)->next;
	*at = hold->next;
	free(hold);
}

/* The answer: what the hub said, without what is for this program alone. */
static void reply_with(struct hold *hold, int status, const json_t *said)
{
	json_t *body = said ? json_copy((json_t *)said) : json_object();
	json_object_del(body, "session");
	json_object_del(body, "re");
	if (hold->nonce[0])
		json_object_set_new(body, "nonce", json_string(hold->nonce));
	char *text = json_dumps(body, JSON_COMPACT);
	json_decref(body);
	web_answer(hold->exchange, &(struct web_answer){ .status = status, .type = status == 200 ? "application/json" : NULL, .bytes = text ? text : "{}", .size_bytes = text ? strlen(text) : 2 });
	free(text);
	hold_free(hold);
}

static void due_soon(struct peers *peers)
{
	int64_t soonest_ms = INT64_MAX;
	for (const struct hold *hold = peers->holds; hold; hold = hold->next)
		if (hold->held && hold->until_ms < soonest_ms)
			soonest_ms = hold->until_ms;
	if (soonest_ms == INT64_MAX)
		loop_timer_clear(peers->desk->loop, due, peers);
	else
		loop_timer_set(peers->desk->loop, soonest_ms - clock_mono_ms(), due, peers);
}

static void due(void *context)
{
	struct peers *peers = context;
	int64_t now_ms = clock_mono_ms();
	for (struct hold *hold = peers->holds, *next; hold; hold = next) {
		next = hold->next;
		if (hold->held && hold->until_ms <= now_ms)
			reply_with(hold, 200, NULL);
	}
	due_soon(peers);
}

/* News, or none yet. */
static void weigh(struct hold *hold, const json_t *said)
{
	char seen[SHA256_TEXT_BYTES];
	peers_seen(said, seen);
	if (strcmp(seen, hold->after) != 0) {
		reply_with(hold, 200, said);
		return;
	}
	if (!hold->held)
		hold->until_ms = clock_mono_ms() + PEERS_HOLD_MS;
	hold->held = true;
	due_soon(hold->peers);
}

/* ---- a first answer ---- */

static void done_call(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct hold *hold = context;
	const char *session = json_text_or(reply, "session", "");
	(void)blob_fd;
	snprintf(hold->nonce, sizeof hold->nonce, "%.*s", VOUCHER_NONCE_BYTES - 1, json_text_or(reply, "nonce", ""));
	if (code != FAIL_NONE || !session[0]) {
		reply_with(hold, reply ? 200 : 503, reply);
		return;
	}
	snprintf(hold->session, sizeof hold->session, "%.*s", SESSION_HUB_MAX_BYTES, session);
	hold->view = json_is_string(json_object_get(reply, "state"));
	weigh(hold, reply);
}

static void serve(struct peers *peers, struct exchange *exchange, const char *kid, const json_t *body)
{
	struct hold *hold = calloc(1, sizeof *hold);
	const json_t *text = json_object_get(body, "text"), *signature = json_object_get(body, "signature");
	if (!hold)
		abort();
	*hold = (struct hold){ .peers = peers, .exchange = exchange, .next = peers->holds };
	peers->holds = hold;
	snprintf(hold->after, sizeof hold->after, "%.*s", SHA256_TEXT_BYTES - 1, json_text_or(body, "after", ""));
	json_t *request = json_pack("{s:s, s:s}", "verb", "site.do", "from", kid);
	if (json_is_string(text) && json_is_string(signature)) {
		json_object_set(request, "text", (json_t *)text);
		json_object_set(request, "signature", (json_t *)signature);
	}
	if (caller_ask(peers->desk->caller, request, -1, done_call, hold) != FAIL_NONE)
		reply_with(hold, 503, NULL);
}

/* ---- who asks ---- */

static const struct peer *peer_named(const struct peers *peers, const char *kid)
{
	for (size_t i = 0; i < peers->count; i++)
		if (strcmp(peers->at[i].kid, kid) == 0)
			return &peers->at[i];
	return NULL;
}

static const struct peer *peer_of(const struct peers *peers, struct exchange *exchange)
{
	char kid[SHA256_TEXT_BYTES];
	size_t size = 0;
	const void *der = web_certificate(exchange, &size);
	const struct peer *peer = der && site_certificate_issuer(der, size, kid) == FAIL_NONE ? peer_named(peers, kid) : NULL;
	return peer && site_certificate_check(der, size, json_object_get(peer->row, "key")) == FAIL_NONE ? peer : NULL;
}

static void refuse(struct exchange *exchange, int status)
{
	web_answer(exchange, &(struct web_answer){ .status = status });
}

static void request_call(void *context, struct exchange *exchange, const struct web_request *request)
{
	struct peers *peers = context;
	json_t *body = NULL;
	if (!rate_may(&peers->asks, request->peer, clock_mono_ms())) {
		refuse(exchange, 429);
		return;
	}
	const struct peer *peer = peer_of(peers, exchange);
	if (!peer) {
		log_event("peer.refused", "why=\"it is not of this site\"");
		refuse(exchange, 403);
	} else if (strcmp(request->path, "/site") != 0 || strcmp(request->method, "POST") != 0) {
		refuse(exchange, strcmp(request->path, "/site") == 0 ? 405 : 404);
	} else if (request->too_large) {
		refuse(exchange, 413);
	} else if (json_parse(request->body, request->body_size, REQUEST_BODY_MAX_BYTES, &body) != FAIL_NONE || !json_is_object(body)) {
		refuse(exchange, 400);
	} else {
		serve(peers, exchange, peer->kid, body);
	}
	json_decref(body);
}

static void stream_gone_call(void *context, struct stream *stream)
{
	(void)context, (void)stream;
}

enum fail peers_door_open(struct peers *peers)
{
	static const struct web_events events = { request_call, stream_gone_call };
	struct web_options options = { .certificate = json_text_or(peers->site, "certificate", ""), .key = json_text_or(peers->site, "key", ""), .asks_who = true };
	TRY(listen_read(json_text_or(peers->site, "listen", ""), &options.place));
	return web_open(peers->desk->loop, &options, &events, peers, &peers->web);
}

/* ---- something changed here ---- */

static void looked(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct peers *peers = context;
	struct hold *hold = peers->holds;
	(void)blob_fd;
	peers->looking = false;
	while (hold && !hold->asked)
		hold = hold->next;
	if (hold) { /* else its time was over meanwhile */
		hold->asked = false;
		if (code == FAIL_NONE)
			weigh(hold, reply);
		else
			reply_with(hold, 200, NULL); /* it has to be asked for anew, with a voucher: then it is said what is the matter */
	}
	look_next(peers);
}

static void look_next(struct peers *peers)
{
	struct hold *hold = peers->looking ? NULL : peers->holds;
	while (hold && !(hold->held && hold->stale))
		hold = hold->next;
	if (!hold)
		return;
	hold->stale = false;
	peers->looking = hold->asked = caller_ask(peers->desk->caller, json_pack("{s:s, s:s}", "verb", hold->view ? "join.view" : "site.look", "session", hold->session), -1, looked, peers) == FAIL_NONE;
	fail_clear();
}

void peers_rung(struct peers *peers)
{
	for (struct hold *hold = peers ? peers->holds : NULL; hold; hold = hold->next)
		hold->stale = hold->stale || !hold->view;
	if (peers)
		look_next(peers);
}

void peers_joined(struct peers *peers, const json_t *bell)
{
	const char *session = json_text_or(bell, "session", ""), *why = json_text_or(bell, "why", "");
	for (struct hold *hold = peers ? peers->holds : NULL, *next; hold; hold = next) {
		next = hold->next;
		if (!hold->view || strcmp(hold->session, session) != 0)
			continue;
		hold->stale = true;
		if (!why[0] || hold->asked || !hold->held)
			continue;
		json_t *over = json_pack("{s:s, s:s}", "fail", "empty", "over", why);
		reply_with(hold, 200, over);
		json_decref(over);
	}
	if (peers)
		look_next(peers);
}

void peers_door_close(struct peers *peers)
{
	for (struct hold *hold = peers->holds, *next; hold; hold = next) {
		next = hold->next;
		reply_with(hold, 503, NULL);
	}
	loop_timer_clear(peers->desk->loop, due, peers);
	web_close(peers->web);
}
