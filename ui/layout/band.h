/* SPDX-License-Identifier: MIT */
/* band.h - the part of the panel that everybody reaches, sitting or standing. SOURCE: EN 301 549, 8.3: controls 800 to 1100 mm above the floor. */
#pragma once

#include "ui/layout/layout.h"

enum { BAND_LOW_MM = 800, BAND_HIGH_MM = 1100, BAND_EDGE_MM = 890 /* where the panel's lower edge is if nobody says */, BAND_LEAST_MM = 125 /* less holds no keyboard above the counter */ };

/* Design pixels from the panel's upper edge. */
struct band { int top_dp, bottom_dp; };

/**
 * layout_band - the band on @panel, whose lower edge hangs @edge_mm above the floor. @ret: the whole panel when the answer is false.
 * Returns whether what is within reach is high enough to hold the controls.
 */
bool layout_band(const struct layout_panel *panel, int edge_mm, struct band *ret);
