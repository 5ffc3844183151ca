/* SPDX-License-Identifier: MIT */
/* office.h - what every answer of the back office stands on. */
#pragma once

#include "tests/backoffice/client_ca.h"
#include "tests/backoffice/known_keys.h"
#include "tests/backoffice/limiter.h"
#include "tests/backoffice/metrics.h"
#include "tests/backoffice/operator.h"
#include "tests/backoffice/storage.h"

#include <stdbool.h>

enum { OFFICE_AUDIENCES_MAX = 3 };

struct office {
	struct storage *storage;
	const char *folder;
	bool accept_new;                             /* know a kiosk from its first signed request on; else it enrols with a code */
	bool pages_open;                             /* the pages are shown without the operator's secret; what changes something never is */
	const char *audiences[OFFICE_AUDIENCES_MAX]; /* the addresses we go by; the rest NULL */
	const char *const *targets;                  /* what each new event goes on to; ends with NULL; may be NULL */
	const struct client_ca *clients;             /* kiosks show a certificate of this authority; NULL: a token is enough */
	struct operator operator;                    /* empty: nobody is one */
	struct metrics *metrics;                     /* may be NULL, as the limiters: a test's */
	struct known_keys *known_keys;               /* may be NULL likewise */
	struct limiter *enrol_limiter, *operator_limiter;
};
