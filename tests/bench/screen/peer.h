/* SPDX-License-Identifier: MIT */
/* peer.h - Chromium showing the screens that ours showed, one after the other. */
#pragma once

#include "tests/lib/kiosk.h"

/** peer_record - remember the screen that @kiosk shows now, in @percent and the colours of @theme, for the peer's page. */
void peer_record(json_t *states, struct kiosk *kiosk, const char *theme, int percent);

/** peer_start - Chromium in its kiosk mode with all of @states, the first one shown; it dies with us. End with usage_stop(). */
pid_t peer_start(struct kiosk *kiosk, const json_t *states);
