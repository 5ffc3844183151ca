/* SPDX-License-Identifier: MIT */
/* rate.h - how often one address may do something. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { RATE_PEERS_MAX = 64, RATE_PEER_BYTES = 46 };

/* Nobody has more than @burst at once; one comes back every @each_ms. */
struct rate_rule { int burst; int64_t each_ms; };
struct rate_peer { char peer[RATE_PEER_BYTES]; int64_t owed_ms, seen_ms; };
struct rate { struct rate_rule rule; struct rate_peer peers[RATE_PEERS_MAX]; };

/** rate_may - whether @peer may once more, which is counted. The address seen least lately makes room for a new one. */
bool rate_may(struct rate *rate, const char *peer, int64_t now_ms);
