/* SPDX-License-Identifier: MIT */
/* keymap.h - which key of which device means what: one file a device, assets/keypads/NAME.json (keypads.schema.json). */
#pragma once

#include "firmware/base/fail.h"
#include "ui/visit/hands.h"

enum { KEYMAP_KEYS_MAX = 64, KEYMAP_KEY_BYTES = 32, KEYMAP_DEVICES_MAX = 4, KEYMAP_NAME_MAX_BYTES = 40, KEYMAP_DEVICE_MAX_BYTES = 400, KEYMAP_FILE_MAX_BYTES = 16 * 1024 };

struct keymap {
	struct { char key[KEYMAP_KEY_BYTES]; enum pad pad; } entry[KEYMAP_KEYS_MAX]; /* key: as struct window_event names it */
	int count;
	bool keypad, switches;       /* whether any key is of a keypad; whether both switches are there */
};

/**
 * keymap_read - the devices @names ("nine-keys" or "nine-keys,two-switches") of the folder @assets. @ret: filled on FAIL_NONE.
 * Returns FAIL_NONE · FAIL_EMPTY no such device · FAIL_INPUT a meaning that there is not, one key with two meanings, one switch alone ·
 * FAIL_LIMIT · FAIL_IO.
 */
enum fail keymap_read(const char *assets, const char *names, struct keymap *ret);

/** keymap_find - what @key means; PAD_NONE nothing here. */
enum pad keymap_find(const struct keymap *map, const char *key);
