/* SPDX-License-Identifier: MIT */
/* display.h - a screen that nobody sees: Xvfb, or Xorg with panels that can be unplugged, with a number of its own. */
#pragma once

#include "tests/lib/process.h"

struct display {
	struct process server;
	char name[16]; /* ":7" */
};

/** display_start - @size "1080x1920"; its words go into @folder/display. DISPLAY of this process is set to it. */
void display_start(struct display *display, const char *folder, const char *size);
/**
 * display_start_panels - Xorg instead, with the driver "dummy": the outputs DUMMY0 to DUMMY15, of which the first is on with @size, which must be a usual mode.
 * Returns false where this machine cannot run it; its words are in @folder/display.
 */
bool display_start_panels(struct display *display, const char *folder, const char *size);
void display_stop(struct display *display);

/** display_picture - the whole screen as the PNG @path. */
void display_picture(const struct display *display, const char *path);

/** display_xrandr - xrandr with @words (ends with NULL); fails the case when it refuses. */
void display_xrandr(const struct display *display, const char *const *words);

/** display_keys - press and release the key "Down" (a keysym of X) 1 to 100 times. */
void display_keys(const struct display *display, const char *key, int count);

/** display_touch - press and release at a point, as a finger would. */
void display_touch(const struct display *display, int x, int y);
