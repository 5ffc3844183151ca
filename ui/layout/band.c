/* SPDX-License-Identifier: MIT */
#include "ui/layout/band.h"

static const double DP_PER_MM = 4.03;

static double limited(double value, double most)
{
	return value < 0 ? 0 : value > most ? most : value;
}

bool layout_band(const struct layout_panel *panel, int edge_mm, struct band *ret)
{
	int height = layout_height_dp(panel);
	double high_mm = panel->height_px / panel->px_per_mm, top_mm = limited(high_mm - (BAND_HIGH_MM - edge_mm), high_mm), bottom_mm = limited(high_mm - (BAND_LOW_MM - edge_mm), high_mm);
	*ret = (struct band){ 0, height };
	if (bottom_mm - top_mm < BAND_LEAST_MM)
		return false;
	/* Inside the band when it is rounded, too. */
	ret->top_dp = top_mm > 0 ? (int)(top_mm * DP_PER_MM) + 2 : 0;
	ret->bottom_dp = bottom_mm < high_mm ? (int)(bottom_mm * DP_PER_MM) - 1 : height;
	return true;
}
