/* SPDX-License-Identifier: MIT */
/* journeys.h - every way through a form that must end the same however it is gone: the shipped services, and a definition for each feature. */
#pragma once

#include "tests/lib/walker.h"

enum { JOURNEY_ANSWERS = 40 };

struct journey {
	const char *group;      /* which test goes it: "everyday" in every run, the others where there is time */
	const char *service;
	const char *language;   /* chosen at home; NULL: none */
	bool stumbles;          /* presses Continue on the empty first page, and reads what is wrong */
	const char *then;       /* the next service of the same visit, where what was given is offered again; NULL: none */
	struct walker_answer answers[JOURNEY_ANSWERS];
};

/** journey_at - one after the other; NULL behind the last. */
const struct journey *journey_at(size_t index);

/** journeys_place - all their definitions in one folder. */
void journeys_place(const char *folder);
