/* SPDX-License-Identifier: MIT */
/* peer.h - inside firmware/hub only: staff who are signed in at another kiosk of the site, and act at this one. */
#pragma once

#include "firmware/bundle/desks.h"
#include "firmware/envelope/voucher.h"
#include "firmware/hub/staff.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	PEER_GUESTS_MAX = 64, PEER_GUESTS_A_KIOSK_MAX = 8, PEER_GUEST_MS = 10 * 1000,  /* so long somebody is here by one voucher */
	PEER_ACTS_BURST = 60, PEER_ACT_EACH_MS = 500,     /* what staff of one other kiosk do here: each is written down */
	PEER_NONCES = 4, PEER_NONCE_MS = 60 * 1000,       /* for each other kiosk: it is asked for at most so many things at once */
};

struct peer_guest { char from[SHA256_TEXT_BYTES]; int64_t until_ms; struct staff_session session; }; /* their session here, as anybody's at the desk; not open: a free place */

struct peer_nonce { char from[SHA256_TEXT_BYTES], text[VOUCHER_NONCE_BYTES]; int64_t given_ms; };

struct hub_peers { struct peer_guest guests[PEER_GUESTS_MAX]; struct peer_nonce nonces[DESKS_MAX * PEER_NONCES]; int64_t owed_ms[DESKS_MAX]; };

struct hub;

/** peer_own - this kiosk among the desks of the site; NULL it is not. peer_other - another one with the key @kid; NULL there is none. */
const struct desks_row *peer_own(const struct hub *hub);
const struct desks_row *peer_other(const struct hub *hub, const char *kid);

/** peer_nonce_give - one that the kiosk @from may use once, soon. peer_nonce_take - whether it may use @text; not again afterwards. */
void peer_nonce_give(struct hub *hub, const char *from, char ret[static VOUCHER_NONCE_BYTES]);
bool peer_nonce_take(struct hub *hub, const char *from, const char *text);

/** peer_may - whether staff of the kiosk @from may do one more thing here now, which is counted. */
bool peer_may(struct hub *hub, const struct desks_row *from);

/** peer_guest_come - who @voucher names is here for PEER_GUEST_MS from now. FAIL_DENIED this kiosk's own list of staff has no such person in that role today · FAIL_BUSY too many. */
enum fail peer_guest_come(struct hub *hub, const struct voucher *voucher, struct staff_session **ret);
/** peer_session - the session of a guest with that mark; NULL nobody's. peer_any - whether a guest has @right. */
struct staff_session *peer_session(struct hub *hub, const char *mark);
bool peer_any(const struct hub *hub, enum staff_right right);
/** peer_roster - the list of staff is another one: nobody is a guest by the old. peer_stop - at the end of the program. */
void peer_roster(struct hub *hub);
void peer_stop(struct hub *hub);

/** peer_json - what foyer-desk needs for the site: {"kid", "place": how many of the others come before it, "listen", "certificate", "key", "kiosks": [{"kid", "name", "address", "key"}]}; null: this kiosk is alone. New. */
json_t *peer_json(struct hub *hub);
