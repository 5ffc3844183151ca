/* SPDX-License-Identifier: MIT */
/* kiosk.h - kiosk.json, as far as the command line changes it. The hub reads all of it. */
#pragma once

#include "firmware/base/fail.h"

enum { KIOSK_JSON_MAX_BYTES = 64 * 1024, KIOSK_TEXT_MAX_BYTES = 160 };

struct kiosk_text { char text[KIOSK_TEXT_MAX_BYTES + 1]; };

/**
 * kiosk_set_printer - write @printer ("auto" or "unix:/path") into @state/kiosk.json, keeping the rest; a new file gets a fresh id.
 * Returns FAIL_NONE · FAIL_INPUT not such a printer, or the file is broken · FAIL_LIMIT · FAIL_IO.
 */
enum fail kiosk_set_printer(const char *state, const char *printer);

/**
 * kiosk_text - what @state/kiosk.json says about the screen: "keypad": "nine-keys,two-switches", "headphones", "speaker", "jack", "badge", "keyboard", "panel", "density", "edge", "awake".
 * @ret: "" when it says nothing, or is not there. Returns FAIL_NONE · FAIL_INPUT the file is broken, or this is no text · FAIL_LIMIT · FAIL_IO.
 */
enum fail kiosk_text(const char *state, const char *member, struct kiosk_text *ret);
