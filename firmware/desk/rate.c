/* SPDX-License-Identifier: MIT */
/* Each act costs @each_ms of a debt that time pays back; at @burst of them there is no more credit. */
#include "firmware/desk/rate.h"

#include <stdio.h>
#include <string.h>

bool rate_may(struct rate *rate, const char *peer, int64_t now_ms)
{
	struct rate_peer *found = &rate->peers[0];
	for (int i = 0; i < RATE_PEERS_MAX; i++) {
		struct rate_peer *at = &rate->peers[i];
		if (strcmp(at->peer, peer) == 0) {
			found = at;
			break;
		}
		if (at->peer[0] == '\0' || (found->peer[0] != '\0' && at->seen_ms < found->seen_ms))
			found = at;
	}
	if (strcmp(found->peer, peer) != 0 || peer[0] == '\0') {
		*found = (struct rate_peer){ .owed_ms = now_ms };
		snprintf(found->peer, sizeof found->peer, "%s", peer);
	}
	found->seen_ms = now_ms;
	if (found->owed_ms < now_ms)
		found->owed_ms = now_ms;
	if (found->owed_ms - now_ms > (rate->rule.burst - 1) * rate->rule.each_ms)
		return false;
	found->owed_ms += rate->rule.each_ms;
	return true;
}
