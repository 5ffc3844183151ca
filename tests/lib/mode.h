/* SPDX-License-Identifier: MIT */
/* mode.h - the ways of using a kiosk that must lead to the same: who presses, and what they ask of the kiosk first. */
#pragma once

#include "tests/lib/walker.h"

enum mode { MODE_TOUCH, MODE_KEYPAD_SPEECH, MODE_SWITCHES, MODE_KEYPAD_LARGE, MODE_COUNT };

const char *mode_name(enum mode mode);

/** mode_plan - what must be plugged in for all of them. The voice speaks only when it is asked to. */
struct kiosk_plan mode_plan(const char *forms);

/** mode_begin - from idle to home, with what the person needs: headphones in, switches told apart, text at 200 %. */
void mode_begin(enum mode mode, struct kiosk *kiosk);

/**
 * mode_press - how that person presses. By ear: before a page is left, all that it says, its errors and each answer on it were
 * heard, from the keys alone; else the case fails.
 */
walker_press mode_press(enum mode mode);

/** mode_check - whether what they need still holds; at any time before the visit ends. */
void mode_check(enum mode mode, struct kiosk *kiosk);
