/* SPDX-License-Identifier: MIT */
/* peers_inside.h - what the parts of it share: peers.c (which there are, how they are), peers_lane.c (asking one), peers_door.c (being asked). */
#pragma once

#include "firmware/desk/desk_inside.h"
#include "firmware/desk/wire.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/voucher.h"

struct peer;

/** @code: FAIL_OFFLINE nobody answers · FAIL_DENIED, FAIL_EMPTY, … refused, there or (@ours) by this kiosk's hub. @reply: borrowed; NULL when there is none. */
typedef void (*lane_done)(void *context, enum fail code, bool ours, const json_t *reply);

struct lane {
	struct peer *peer;
	struct wire *wire;
	char nonce[VOUCHER_NONCE_BYTES];      /* for the next voucher; "": it has to be asked for */
	bool busy, again, wants;              /* asked a second time because the nonce was old; waits for its voucher's turn */
	char hub[SESSION_HUB_MAX_BYTES + 1];
	json_t *act;
	lane_done done;
	void *context;
};

struct peer {
	struct desk *desk;
	char kid[SHA256_TEXT_BYTES], mark[PEERS_MARK_BYTES], seen[SHA256_TEXT_BYTES], viewed[SHA256_TEXT_BYTES]; /* the newest that was seen of it, and of its screen */
	const json_t *row;
	enum peer_how { PEER_ASKED, PEER_UP, PEER_SHUT, PEER_OFF } how;
	int failures;
	int64_t since_ms, heard_ms, asked_ms, next_ms; /* off since; when @state came; when it was asked last, and when to again */
	json_t *state, *calls, *kept, *push;   /* as its hub has them; NULL: not known, or not for who is here */
	struct { uint64_t number; int failures; int64_t asked_ms; } viewer; /* whose session helps there; 0 nobody's */
	struct lane lanes[PEERS_LANES];
};

struct hold; /* a kiosk that waits for news */

struct peers {
	struct desk *desk;
	json_t *site;
	struct wires *wires;
	struct web *web;
	struct rate asks;
	struct lane *vouching;                /* whose voucher the hub is making */
	struct hold *holds;
	bool looking;                         /* the hub is asked for one of them */
	struct peer at[PEERS_MAX]; size_t count;
};

/** lane_begin - ask for @act (stolen) as the session @hub; @after: what is known already ("" nothing). Only while it is not busy. */
void lane_begin(struct lane *lane, const char *hub, json_t *act, lane_done done, void *context);
void lane_stop(struct lane *lane);

/** peers_seen - what stands in @reply of that kiosk, but for how long it has been so: the same for the same. */
void peers_seen(const json_t *reply, char ret[static SHA256_TEXT_BYTES]);

/** peers_door_open - serve the other kiosks. peers_door_close - nobody waits any more. */
enum fail peers_door_open(struct peers *peers);
void peers_door_close(struct peers *peers);
