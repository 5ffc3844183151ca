/* SPDX-License-Identifier: MIT */
/* pin.h - six digits drawn at random, and what is kept of them: Argon2id over the digits, the person and a pepper. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PIN_DIGITS = 6,
	PIN_PEPPER_BYTES = 32,
	PIN_VERIFIER_MAX_BYTES = 127,
	PIN_SEASONED_BYTES = 32,
	PIN_MEMORY_KIB = 19 * 1024, PIN_PASSES = 2,              /* what pin_keep() takes: about 12 ms of a server's core, and no more memory than a small board has */
	PIN_MEMORY_MAX_KIB = 64 * 1024, PIN_PASSES_MAX = 4,      /* what pin_matches() is willing to */
};

/** pin_is_form - whether @text is six digits. */
bool pin_is_form(const char *text);

/**
 * pin_check - whether @pin may be somebody's whose staff number is @number. FAIL_INPUT not six digits, or one of those that people try first: four
 * digits alike, five in a row, the same two or three again and again, a date, or the number.
 */
enum fail pin_check(const char *pin, const char *number);

/** pin_draw - a random one that pin_check() passes. */
void pin_draw(const char *number, char ret[static PIN_DIGITS + 1]);

/** pin_season - the digits of the person @id with the pepper: what is hashed. One person's says nothing of another's. */
void pin_season(const unsigned char pepper[static PIN_PEPPER_BYTES], const char *id, const char *pin, unsigned char ret[static PIN_SEASONED_BYTES]);

/** pin_keep - what is kept of @seasoned. FAIL_IO there is no memory for it. */
enum fail pin_keep(const unsigned char seasoned[static PIN_SEASONED_BYTES], char ret[static PIN_VERIFIER_MAX_BYTES + 1]);

/** pin_verifier_check - whether @text is what pin_keep() writes, at a cost that pin_matches() is willing to. FAIL_INPUT · FAIL_LIMIT. */
enum fail pin_verifier_check(const char *text);

/** pin_matches - FAIL_NONE it is the PIN that @verifier was made of · FAIL_DENIED it is not · FAIL_BUSY there is no memory to find out. Cost: see PIN_MEMORY_KIB. */
enum fail pin_matches(const char *verifier, const unsigned char seasoned[static PIN_SEASONED_BYTES]);

/** pin_nobody - a verifier that no PIN matches, at the usual cost: who is unknown waits as long as who is wrong. Static. */
const char *pin_nobody(void);
