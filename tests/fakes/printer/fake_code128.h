/* SPDX-License-Identifier: MIT */
/* fake_code128.h - Code 128 as the command GS k 73 wants it: code sets chosen by {A, {B, {C in the data. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { FAKE_BARS_MAX_MODULES = 11 * (255 + 3) + 2, FAKE_BARS_WORDS_MAX = 2 * 255 + 1 };

/** fake_code128 - @ret_modules: 1 where ink is, from the left; @ret_words: what is written beside it, at most FAKE_BARS_WORDS_MAX with its zero.
 * Returns how many modules, 0 if @data is not Code 128 or longer than 255 bytes. */
size_t fake_code128(const uint8_t *data, size_t size, uint8_t ret_modules[static FAKE_BARS_MAX_MODULES], char ret_words[static FAKE_BARS_WORDS_MAX]);
