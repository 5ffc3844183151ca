/* SPDX-License-Identifier: MIT */
/* power.h - the panel's own power, as the X display can switch it (DPMS). */
#pragma once

#include <stdbool.h>

/** power_set - switch the panel of @display (an X11 Display) on or off; nothing when it cannot. Input switches it on too, by itself. */
void power_set(void *display, bool on);
