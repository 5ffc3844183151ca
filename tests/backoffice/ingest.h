/* SPDX-License-Identifier: MIT */
/* ingest.h - POST /v1/events: who is it, is it an event, is it new; one answer for each event. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/inbox.h"

#include <stdbool.h>
#include <stddef.h>

enum { INGEST_BODY_MAX_BYTES = 256 * 1024, INGEST_EVENTS_MAX = 50, INGEST_AUDIENCES_MAX = 3 };

struct ingest {
	struct inbox *inbox;
	bool accept_new;                             /* know a kiosk from its first signed request on */
	const char *audiences[INGEST_AUDIENCES_MAX]; /* the addresses we go by; the rest NULL */
};

/** ingest_answer - check, keep durably and answer @request. Never fails: what goes wrong is the answer (RFC 9457). */
void ingest_answer(const struct ingest *ingest, const struct https_request *request, struct https_answer *answer);

/** ingest_problem - make @answer a problem document of @status. */
void ingest_problem(struct https_answer *answer, int status, const char *title);
