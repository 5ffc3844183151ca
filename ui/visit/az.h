/* SPDX-License-Identifier: MIT */
/* az.h - services by the alphabet of the person's language, also under the other names they go by. */
#pragma once

#include "ui/visit/alphabet.h"
#include "ui/visit/visit.h"

enum { AZ_ENTRY_MAX = VISIT_SERVICE_MAX * (1 + FORM_OTHER_NAMES_MAX) + 1 };
#define AZ_OTHER "#"  /* the last letter: names that begin with none of the others */
#define AZ_NEED "all" /* the need that shows them; "all:M" those that begin with M */

struct az_entry {
	const struct form *form;         /* NULL: "Where is my form?" */
	const char *name; bool own;      /* in the person's language; else in English */
	int other;                       /* which other name it is, from 0; -1: the service's own */
	int letter;                      /* of the alphabet, from 0 */
};
struct az { struct alphabet alphabet; struct az_entry entry[AZ_ENTRY_MAX]; size_t count; };

/** az_collect - every service under its name and, where the person's language has them, its other names, in that language's order; "Where is my form?" among them. */
void az_collect(const struct visit *visit, struct az *ret);

/** az_count - how many of them begin with @letter. */
size_t az_count(const struct az *az, int letter);

/** az_chosen - the letter that the visit is at; -1: none, so all services are meant. */
int az_chosen(const struct visit *visit, const struct alphabet *alphabet);

/** az_here - whether @need is the alphabetical list, or one letter of it. */
bool az_here(const char *need);
