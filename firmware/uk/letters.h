/* SPDX-License-Identifier: MIT */
/* letters.h - letters, marks and digits of every script. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** letter_or_digit - whether @character is a letter, a mark that goes with one, or a decimal digit. Cost: one search in some 300 ranges. */
bool letter_or_digit(uint32_t character);
