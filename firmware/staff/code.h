/* SPDX-License-Identifier: MIT */
/* code.h - a code that the help desk says once over the telephone when no badge or PIN works: for one kiosk, one day, one time. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { CODE_DIGITS = 10, CODE_KEY_BYTES = 32 };

/** code_key - the key of the kiosk @id, of the council's own @master: a kiosk that is stolen gives away its own codes only. */
void code_key(const unsigned char master[static CODE_KEY_BYTES], const char *id, unsigned char ret[static CODE_KEY_BYTES]);

/** code_make - the ten digits for @day (since 1970-01-01) and the @number that the kiosk shows. */
void code_make(const unsigned char key[static CODE_KEY_BYTES], int32_t day, int64_t number, char ret[static CODE_DIGITS + 1]);

/** code_matches - whether @typed is the code of @number for @day, the day before or the day after: two clocks need not agree at midnight. Takes the same time whatever was typed. */
bool code_matches(const unsigned char key[static CODE_KEY_BYTES], int32_t day, int64_t number, const char *typed);
