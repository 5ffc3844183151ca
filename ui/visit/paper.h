/* SPDX-License-Identifier: MIT */
/* paper.h - whether anything can be printed now, and what the person is told when not. */
#pragma once

#include <stdbool.h>

struct visit;

/** visit_trouble - how the printer is: the cause named @key (firmware/base/trouble.h), or by @state alone. Effect bits. */
unsigned visit_trouble(struct visit *visit, const char *key, const char *state);

/** paper_comes - whether what is printed now comes out now, as far as the hub knows. Nothing may promise paper while it does not. */
bool paper_comes(const struct visit *visit);

/** paper_lacks - whether it is known that nothing comes out now; neither while nobody has looked for a printer. */
bool paper_lacks(const struct visit *visit);

/** paper_missed - whether the form that is shown always prints a receipt, and none would come out now. */
bool paper_missed(const struct visit *visit);

/** paper_key - of the sentence that says why nothing comes out, and what to do about it. Static. */
const char *paper_key(const struct visit *visit);
