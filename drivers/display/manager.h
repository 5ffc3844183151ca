/* SPDX-License-Identifier: MIT */
/* manager.h - whether somebody manages the windows of this X display: on a kiosk nobody does. */
#pragma once

#include <stdbool.h>

/** manager_runs - asks the display that DISPLAY names for the mark of a running window manager. False without one, or without a display. */
bool manager_runs(void);
