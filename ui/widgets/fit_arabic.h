/* SPDX-License-Identifier: MIT */
/* fit_arabic.h - how wide a letter of Arabic script stands among its neighbours. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** arabic_is - a letter or a sign of Arabic script. */
bool arabic_is(uint32_t character);

/** arabic_advance - thousandths of an em in the bold hand, never too little; vowel signs are 0. @before and @after: the neighbours, 0 for none. */
int arabic_advance(uint32_t before, uint32_t character, uint32_t after);
