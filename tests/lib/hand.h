/* SPDX-License-Identifier: MIT */
/* hand.h - somebody who uses no finger: a keypad (assets/keypads/nine-keys) or two switches, by key events of the display server. */
#pragma once

#include "tests/lib/screen.h"

/** keypad_press - lead the ring to the node @id by arrows, then Select. As screen_press(), the node is awaited first. */
void keypad_press(struct kiosk *kiosk, const char *id);
/** keypad_lead - only lead it there; false when it was there. keypad_key - press one key, as the display server names it. */
bool keypad_lead(struct kiosk *kiosk, const char *id);
void keypad_key(struct kiosk *kiosk, const char *key);

/** switches_tell_apart - tell the switches apart: F1 moves, F2 chooses; from any screen without a sheet. switches_press - as keypad_press(). */
void switches_tell_apart(struct kiosk *kiosk);
void switches_press(struct kiosk *kiosk, const char *id);

/** hand_presses - how many keys were pressed so far, by all hands of this program. */
long hand_presses(const struct kiosk *kiosk);
