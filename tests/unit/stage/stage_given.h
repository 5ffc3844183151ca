/* SPDX-License-Identifier: MIT */
/* stage_given.h - the whole program foyer-ui inside a test: no display, the real assets, our forms, and a hub that the case plays. */
#pragma once

#include "tests/lib/given.h"
#include "ui/stage/ui.h"

#include <jansson.h>

struct played_hub {
	int listen_fd, fd;         /* the door, and ui at it; -1 */
	int kept_fd;               /* the copy that ui left here; -1 */
	json_t *council_key;       /* borrowed by hello; NULL: not set up */
	json_t *screen, *submitted; /* the last ones seen; NULL */
	enum fail submit_code;     /* how submissions are answered */
	bool watch, mute;          /* mute: submissions are not answered at all */
	bool lookup;               /* it has a list of addresses */
	int finds;
	char how[32];              /* the newest visit ended, as it was said */
	int hellos, keeps, drops, screens, submits, prints, saids;
};

struct kiosk_given {
	char folder[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES];
	struct played_hub hub;
	struct ui ui;
	bool running;
	int key_fd;
	const char *keypad;        /* what is plugged in; NULL nothing */
};

/** given_kiosk, gone_kiosk - setup and teardown; nothing runs yet. */
int given_kiosk(void **state);
void given_home(struct kiosk_given *kiosk); /* before it is opened: home by need, of the fixtures */
int gone_kiosk(void **state);

/** kiosk_open - ui starts. kiosk_kill - ui is gone without a word, like after kill -9. hub_open, hub_shut - the hub's door. */
void kiosk_open(struct kiosk_given *kiosk);
void kiosk_kill(struct kiosk_given *kiosk);
void hub_open(struct kiosk_given *kiosk);
void hub_shut(struct kiosk_given *kiosk);

/** hub_ring - a bell to ui (stolen). hub_act - "press", or "set" with @text, on @node, as a test door would. */
void hub_ring(struct kiosk_given *kiosk, json_t *bell);
void hub_act(struct kiosk_given *kiosk, const char *node, const char *text);

/** until - turn ui's loop and the hub until @done says so; fails the case after ten seconds. */
void until(struct kiosk_given *kiosk, bool (*done)(struct kiosk_given *kiosk), const char *what);
/** hub_step - the hub does what waits at its door. */
void hub_step(struct kiosk_given *kiosk);

/** settle - turn until nobody has anything more to say. */
void settle(struct kiosk_given *kiosk);

/** shown - whether a node @id is on the screen. root_id - the screen's own id. */
bool shown(struct kiosk_given *kiosk, const char *id);
const char *root_id(struct kiosk_given *kiosk);
/** press - as a finger: down and up on the middle of node @id, through the press tracking. */
void press_on(struct kiosk_given *kiosk, const char *id);
