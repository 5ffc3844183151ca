/* SPDX-License-Identifier: MIT */
/* ingest.h - POST /v1/events: who is it, is it an event, is it new; one answer for each event. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

enum { INGEST_BODY_MAX_BYTES = 256 * 1024, INGEST_EVENTS_MAX = 50 };

/** ingest_answer - check, keep durably and answer @request. Never fails: what goes wrong is the answer (RFC 9457). */
void ingest_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
