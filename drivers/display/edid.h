/* SPDX-License-Identifier: MIT */
/* edid.h - what a panel says of its own size (VESA E-EDID 1.3, 1.4). It comes from outside, and often lies. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>
#include <stdint.h>

enum { EDID_BLOCK_BYTES = 128, EDID_MAX_BYTES = 256 * EDID_BLOCK_BYTES };

struct edid { int width_px, height_px, width_mm, height_mm; double px_per_mm; }; /* of the preferred timing, as the panel is built, not as it is turned */

/**
 * edid_read - the size of the panel and its density.
 * Refused: no EDID (header, checksum, version, length), no preferred timing, no size (a projector), an aspect ratio in its place (16 × 9 cm),
 * sizes that contradict each other, pixels that are not square, and what cannot be a kiosk's panel: under 120 mm or over 2 m wide, 1.5 to 12 px/mm.
 * Returns FAIL_NONE · FAIL_INPUT with what is wrong · FAIL_LIMIT more than EDID_MAX_BYTES.
 */
enum fail edid_read(const uint8_t *bytes, size_t size_bytes, struct edid *ret);

/**
 * edid_find - the first panel of @folder (/sys/class/drm: CARD-CONNECTOR/edid) whose size in pixels is @width_px × @height_px, either way round;
 * 0 × 0: the first of all. In the order of the names. FAIL_EMPTY no panel says anything · FAIL_INPUT the only ones that do are refused, or have another size · FAIL_IO.
 */
enum fail edid_find(const char *folder, int width_px, int height_px, struct edid *ret);
