/* SPDX-License-Identifier: MIT */
/* peers_lane.c - one thing asked of one kiosk: a voucher from our hub, a request there, and once more where the nonce was old. */
#include "firmware/desk/peers_inside.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void vouch(struct lane *lane);

static void end(struct lane *lane, enum fail code, bool ours, const json_t *reply)
{
	json_decref(lane->act);
	lane->act = NULL;
	lane->busy = lane->wants = false;
	lane->done(lane->context, code, ours, reply);
	fail_clear();
}

static void take_nonce(struct lane *lane, const json_t *reply)
{
	snprintf(lane->nonce, sizeof lane->nonce, "%.*s", VOUCHER_NONCE_BYTES - 1, json_text_or(reply, "nonce", ""));
}

static enum fail code_of(const json_t *reply)
{
	const char *name = json_text_or(reply, "fail", "");
	return !name[0] ? FAIL_NONE : strcmp(name, "busy") == 0 ? FAIL_BUSY : strcmp(name, "empty") == 0 ? FAIL_EMPTY : FAIL_DENIED;
}

static void answered(void *context, int status, const char *bytes, size_t size)
{
	struct lane *lane = context;
	json_t *reply = NULL;
	lane->nonce[0] = '\0';
	if (status == 200 && json_parse(bytes, size, WIRE_ANSWER_MAX_BYTES, &reply) == FAIL_NONE) {
		take_nonce(lane, reply);
		bool stale = strcmp(json_text_or(reply, "why", ""), "stale") == 0 && lane->nonce[0] && !lane->again;
		lane->again = true;
		if (stale)
			vouch(lane);
		else
			end(lane, code_of(reply), false, reply);
	} else {
		end(lane, status == 0 || status == 503 || status == 429 ? FAIL_OFFLINE : FAIL_DENIED, false, NULL);
	}
	json_decref(reply);
}

/* @voucher: NULL: for a nonce alone. */
static void post(struct lane *lane, const json_t *voucher)
{
	const struct lane *lanes = lane->peer->lanes;
	bool acts = lane >= &lanes[PEERS_ACT];
	json_t *body = json_pack("{s:s}", "after", acts ? "" : lane == &lanes[PEERS_VIEW] ? lane->peer->viewed : lane->peer->seen);
	if (voucher) {
		json_object_set(body, "text", json_object_get(voucher, "text"));
		json_object_set(body, "signature", json_object_get(voucher, "signature"));
	}
	char *text = json_dumps(body, JSON_COMPACT);
	json_decref(body);
	enum fail fail = text ? wire_post(lane->wire, text, acts ? PEERS_ACT_MS : PEERS_WATCH_MS, answered, lane) : FAIL(INPUT, "a voucher is no text");
	free(text);
	if (fail != FAIL_NONE)
		end(lane, FAIL_OFFLINE, false, NULL);
}

/* Whose turn is next. */
static void vouch_next(struct peers *peers)
{
	for (size_t i = 0; i < peers->count; i++)
		for (int j = 0; j < PEERS_LANES; j++)
			if (!peers->vouching && peers->at[i].lanes[j].wants)
				vouch(&peers->at[i].lanes[j]);
}

static void vouched(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct peers *peers = context;
	struct lane *lane = peers->vouching;
	(void)blob_fd;
	peers->vouching = NULL;
	if (code == FAIL_NONE)
		post(lane, reply);
	else
		end(lane, code, true, NULL);
	vouch_next(peers);
}

/* One after the other, so that the door's queue has room for others. */
static void vouch(struct lane *lane)
{
	struct peers *peers = lane->peer->desk->peers;
	lane->wants = peers->vouching != NULL;
	if (lane->wants)
		return;
	peers->vouching = lane;
	enum fail fail = caller_ask(peers->desk->caller, json_pack("{s:s, s:s, s:s, s:s, s:O}", "verb", "site.voucher", "session", lane->hub, "to", lane->peer->kid, "nonce", lane->nonce, "act", lane->act),
	                            -1, vouched, peers);
	if (fail == FAIL_NONE)
		return;
	peers->vouching = NULL;
	end(lane, fail, true, NULL);
}

void lane_begin(struct lane *lane, const char *hub, json_t *act, lane_done done, void *context)
{
	lane->busy = true;
	lane->again = false;
	lane->act = act;
	lane->done = done;
	lane->context = context;
	snprintf(lane->hub, sizeof lane->hub, "%s", hub);
	if (lane->nonce[0])
		vouch(lane);
	else
		post(lane, NULL);
}

void lane_stop(struct lane *lane)
{
	wire_free(lane->wire);
	json_decref(lane->act);
	*lane = (struct lane){ 0 };
}
