/* SPDX-License-Identifier: MIT */
/* keypad.h - three columns of digits, for dates, numbers and phones. */
#pragma once

#include "ui/widgets/keyboard.h"

/** keypad_area - where it stands on this panel, in dp. keypad_show - its keys there. */
struct area keypad_area(const struct build *build, const struct keyboard *keyboard);
void keypad_show(struct build *build, const struct keyboard *keyboard);
