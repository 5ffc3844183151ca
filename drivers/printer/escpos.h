/* SPDX-License-Identifier: MIT */
/* escpos.h - the few ESC/POS commands a raster receipt needs, appended to a buffer. */
#pragma once

#include "drivers/printer/profile.h"
#include "firmware/base/buffer.h"

#include <stddef.h>
#include <stdint.h>

enum {
	ESCPOS_PROCESS_IDS = 10000,
	ESCPOS_FILL_BYTES = PROFILE_DOTS_MAX / 8 * PROFILE_STRIP_MAX_ROWS + 16, /* more than any command of ours can still want */
	ESCPOS_HEAD_BYTES = 8, /* as long as a command is before its data: GS v 0 */
};

/** escpos_start - out of Chinese mode, everything back to how the printer wakes, left margin none. */
enum fail escpos_start(struct buffer *to);

/** escpos_speak - the printer tells its state by itself, now and on each change (ASB: online, error, paper). */
enum fail escpos_speak(struct buffer *to);

/** escpos_ask - DLE EOT @what (1 printer, 2 offline cause, 3 error, 4 paper): answered at once, even in front of a queue. */
enum fail escpos_ask(struct buffer *to, int what);

/**
 * escpos_fill - zeros enough to end whatever command was cut short before: they complete a torn raster as white
 * rows and are nothing by themselves. Always safe, unlike a reset, which also forgets what was still to be printed.
 */
enum fail escpos_fill(struct buffer *to);
/** escpos_close_head - zeros that end a command's torn head with no data wanted, so that the words behind them are not taken for its size. FAIL_LIMIT. */
enum fail escpos_close_head(struct buffer *to);

/**
 * escpos_guard - change what a printer would obey inside raster data: 10h followed by 04h, 05h or 14h is a command that acts
 * on reception. One dot beside a lone dot turns black; a QR code of modules ≥ 4 dots has no lone dots, so it never changes.
 * Returns how many were changed.
 */
size_t escpos_guard(uint8_t *bits, size_t size);

/**
 * escpos_raster - rows of @profile->dots / 8 bytes (1 is ink) as GS v 0 in strips; eight or more white rows as feeds, and what is white
 * on the right all along a strip is not sent.
 * Call escpos_guard() before. FAIL_LIMIT @to is full.
 */
enum fail escpos_raster(struct buffer *to, const struct profile *profile, const uint8_t *bits, int rows);

/** escpos_cut - feed past the cutter and cut, and hold it out where the printer has a mouth for that; or feed far enough to tear. */
enum fail escpos_cut(struct buffer *to, const struct profile *profile);

/** escpos_process_id - GS ( H: the printer says @id (0..9999) back once everything before it is on paper. */
enum fail escpos_process_id(struct buffer *to, int id);

/** escpos_ask_model - GS I 67: its name comes back, of those that have one. */
enum fail escpos_ask_model(struct buffer *to);

/** escpos_ask_cuts - GS g 2: the count of cuts in its life comes back once everything before it was worked through. */
enum fail escpos_ask_cuts(struct buffer *to);

/** escpos_draw_back - GS e 2: what lies in a kiosk printer's mouth goes back inside. escpos_ask_full - DLE EOT 20: its full status, told at once. */
enum fail escpos_draw_back(struct buffer *to);
enum fail escpos_ask_full(struct buffer *to);

/** escpos_recover - DLE ENQ 1: what stopped a cutter is out of its way, go on with that line. Acts on reception, ignored without such an error. */
enum fail escpos_recover(struct buffer *to);

/** escpos_clear - DLE DC4 8: forget what was received and not printed. Acts on reception; answered, and nothing may be sent before that. */
enum fail escpos_clear(struct buffer *to);

/** escpos_fence - GS r 1: one byte comes back once everything before it was worked through. */
enum fail escpos_fence(struct buffer *to);
