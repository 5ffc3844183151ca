/* SPDX-License-Identifier: MIT */
/* stage_panels.h - the panels and text sizes that the easier sheet offers on them: all must hold every screen. */
#pragma once

#include "ui/layout/layout.h"

static const struct stage_panel { const char *name; struct layout_panel panel; } stage_panels[] = {
	{ "portrait", { 1080, 1920, 4.03, 100 } }, { "portrait 150", { 1080, 1920, 4.03, 150 } }, { "portrait 200", { 1080, 1920, 4.03, 200 } },
	{ "landscape", { 1920, 1080, 4.03, 100 } }, { "landscape 150", { 1920, 1080, 4.03, 150 } }, { "landscape 200", { 1920, 1080, 4.03, 200 } },
	{ "small", { 1024, 768, 3.36, 100 } }, { "small 150", { 1024, 768, 3.36, 150 } }, { "small 200", { 1024, 768, 3.36, 200 } },
	{ "tiny", { 800, 480, 3.64, 100 } }, { "tiny 150", { 800, 480, 3.64, 150 } }, { "tiny 200", { 800, 480, 3.64, 200 } },
};
static const char *const stage_languages[] = { "en", "cy", "pl", "ro", "ur", "ar", "bn", "en-simple" };
/* The last three are the panel of 10 inches; unit.screens_low has its share of what takes long, the others theirs. */
enum { STAGE_ALL_PANELS = sizeof stage_panels / sizeof stage_panels[0], STAGE_LOW_PANELS = 3, STAGE_PANELS = STAGE_ALL_PANELS - STAGE_LOW_PANELS, STAGE_LANGUAGES = sizeof stage_languages / sizeof stage_languages[0] };
