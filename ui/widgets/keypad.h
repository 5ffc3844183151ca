/* SPDX-License-Identifier: MIT */
/* keypad.h - three columns of digits, for dates, numbers and phones. */
#pragma once

#include "ui/widgets/keyboard.h"

struct area keypad_area(const struct build *build, const struct keyboard *keyboard);
void keypad_show(struct build *build, const struct keyboard *keyboard);
