/* SPDX-License-Identifier: MIT */
/* select.h - what of a value is marked: typed text takes its place, delete takes it away. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct visit;

struct selection { size_t from, to; }; /* bytes; the same: nothing is marked, there the caret stands */

/** selection_of - in the box that types. */
struct selection selection_of(const struct visit *visit);

/** selection_word - the word of @value at @offset: letters, digits, marks and apostrophes; of a caret behind a word, that word. Empty where there is none. */
struct selection selection_word(const char *value, size_t offset);

/** select_undoes - whether the box that types was cleared just now, and can be had back. */
bool select_undoes(const struct visit *visit);
