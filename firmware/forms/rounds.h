/* SPDX-License-Identifier: MIT */
/* rounds.h - what is heard of the rounds of an address: kept among the answers, under a name that no question can have, for conditions to go by. */
#pragma once

#include "firmware/forms/answers.h"

#include <stdbool.h>

enum rounds_word {
	ROUNDS_UNKNOWN,            /* nobody knows */
	ROUNDS_KNOWN,              /* the days of the address, where no container is asked for */
	ROUNDS_NONE,               /* no such round there */
	ROUNDS_TODAY, ROUNDS_DUE, ROUNDS_LATE, /* its last day is today, was not long ago, was too long ago */
	ROUNDS_WORD_COUNT
};

/** rounds_word_name - "known" …, as definitions write it; "" for unknown. rounds_word_find - the word with this name; ROUNDS_UNKNOWN. */
const char *rounds_word_name(enum rounds_word word);
enum rounds_word rounds_word_find(const char *name);

/** rounds_hear - keep @word in place of what was heard before; @over: it is so late that nothing of today comes any more. No room: nobody knows. */
void rounds_hear(struct answers *answers, enum rounds_word word, bool over);
enum rounds_word rounds_heard(const struct answers *answers);

/**
 * rounds_decide - whether what was heard decides a condition that stands for @word; *ret_holds is set only then.
 * A day of the rounds decides all words of days, no such round decides none of them; what is over is not today, whoever says so.
 */
bool rounds_decide(const struct answers *answers, enum rounds_word word, bool *ret_holds);
