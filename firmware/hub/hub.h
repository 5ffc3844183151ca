/* SPDX-License-Identifier: MIT */
/* hub.h - the middle of the kiosk: the only program that opens the store and holds the device key. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>

struct hub;

struct hub_options {
	const char *state;    /* made if absent (0700): store.db, device.pem, kiosk.json, doors/, quarantine/ */
	const char *assets;   /* site/site.json gives a new kiosk its name */
	const char *content;  /* the look-up file; NULL: content.db in @assets */
	const char *versions; /* the folder with the link "current" to the version in use; NULL: @state */
	bool test_door;
	const char *vfs;      /* NULL; see store.h */
};

/**
 * hub_new - read kiosk.json, open store and key, open the doors. A store or key that does not open is no failure here: the hub
 * serves what it can and says so. @options: must outlive the hub. @ret: end with hub_free(). FAIL_INPUT kiosk.json is wrong · FAIL_IO · FAIL_LIMIT.
 */
enum fail hub_new(struct loop *loop, const struct hub_options *options, struct hub **ret);
void hub_free(struct hub *hub);
