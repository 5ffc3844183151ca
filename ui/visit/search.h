/* SPDX-License-Identifier: MIT */
/* search.h - services by what a person types: their names, keywords, topics and summaries, in their language and in English. */
#pragma once

#include "ui/visit/visit.h"

/**
 * search_services - the services that @typed fits, best first, then by name. The last word counts from its beginning on, and so does every
 * other; small and capital letters and accents do not matter, nor one slip in a word of 4 letters or more (two from 8 on). Half of the words
 * of 3 letters or more must be found, so that "I want to pay council tax" finds Council Tax. @typed: at most SEARCH_MAX_BYTES of it are read. Returns how many.
 */
bool search_where(const struct visit *visit, const char *typed); /* whether it fits "Where is my form?" as well */
size_t search_services(const struct visit *visit, const char *typed, const struct form *ret[static VISIT_SERVICE_MAX]);
