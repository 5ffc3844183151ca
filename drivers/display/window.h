/* SPDX-License-Identifier: MIT */
/* window.h - a surface that people see: an SDL window under X11 (Wayland on a developer's desk). */
#pragma once

#include "firmware/base/fail.h"

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

enum window_event_kind { WINDOW_DOWN, WINDOW_MOVE, WINDOW_UP, WINDOW_KEY, WINDOW_TEXT, WINDOW_EXPOSED, WINDOW_CLOSED };
struct window_event {
	enum window_event_kind kind;
	int x_px, y_px;             /* DOWN, MOVE, UP */
	char text[32];              /* TEXT: UTF-8; KEY: "Tab" "Return" "BackSpace" "Left" "Right" "Up" "Down" "Escape" "Delete" "Home" "End"; others by SDL's name: "F1", "Keypad 5", "A" */
	bool shift, control, alt;   /* KEY: held down with it. What Ctrl or Alt makes of a key is no TEXT; AltGr types */
	bool repeat;                /* KEY, TEXT: the key is held down, nobody pressed it again */
};

struct window;

/** window_open - @width_px × @height_px, full screen without frame when @full_screen. Sets SDL's framebuffer hint on x11 only. FAIL_DEVICE no display. */
enum fail window_open(const char *title, int width_px, int height_px, bool full_screen, struct window **ret);
void window_close(struct window *window);
/** window_screen - the size that the display is set to, as it is turned. FAIL_DEVICE no display. */
enum fail window_screen(int *ret_width_px, int *ret_height_px);
/** window_surface - the 32-bit surface to paint into; borrowed, may change after WINDOW_EXPOSED. */
SDL_Surface *window_surface(struct window *window);
/** window_show - make @count rectangles visible (0: all). FAIL_DEVICE. */
enum fail window_show(struct window *window, const SDL_Rect *area, int count);
/** window_sleep - @on: a black picture, and the panel told to switch off if it can be; else told to be on, with whatever is painted next. FAIL_DEVICE. */
enum fail window_sleep(struct window *window, bool on);
/** window_fd - readable when events may wait (the X connection); -1 when the driver has none. */
int window_fd(struct window *window);
/** window_next - the next event; call until FAIL_EMPTY after each wake-up and before waiting. */
enum fail window_next(struct window *window, struct window_event *ret);
