/* SPDX-License-Identifier: MIT */
/* peers.h - the other kiosks of the site: how they are, and what staff do there from this page. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/desk/session.h"

#include <jansson.h>

enum { PEERS_MAX = 24, PEERS_WATCH = 0 /* hears how it is */, PEERS_VIEW = 1 /* sees the screen of who is helped */, PEERS_ACT = 2 /* from here on they act */, PEERS_LANES = 4, PEERS_MARK_BYTES = 7, PEERS_HOLD_MS = 4000 /* so long a kiosk waits for news before it says that there are none */,
       PEERS_WATCH_MS = 7000, PEERS_ACT_MS = 5000 };

struct desk;
struct peers;

/** peers_open - @site: what the hub says of the site; null: this kiosk is alone. Said anew it stays as it is; said otherwise the program begins anew. */
void peers_open(struct desk *desk, const json_t *site);
void peers_close(struct desk *desk);

/** peers_look - somebody signed in, or may have left: the other kiosks are listened to while anybody is here who may see them. */
void peers_look(struct desk *desk);

/**
 * peers_json - a row each: {"mark", "kiosk", "how": "asked", "up", "shut" (it lets nobody of here see it) or "off", "off_s"?, "state"?, "calls"?, "kept"?, "push"?}, whose calls have
 * an "id" of their own. NULL: there are no others. New.
 */
json_t *peers_json(const struct desk *desk);
/** peers_place - how many of those come before this kiosk where all are in the order that they are named in. */
int peers_place(const struct desk *desk);

/** peers_act - @verb (stolen) at the kiosk with that @mark, as @session; @done is called once, later, with the answer (NULL: none came). FAIL_INPUT there is no such kiosk · FAIL_BUSY. */
typedef void (*peers_done)(void *context, enum fail code, const json_t *reply);
enum fail peers_act(struct desk *desk, const struct session *session, const char *mark, json_t *verb, peers_done done, void *context);
