/* SPDX-License-Identifier: MIT */
/* where.h - GET /v1/references/{reference} and /v1/events/{id}: how far the council is with a submission, and nothing of what is in it. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

#define WHERE_REFERENCES "/v1/references/"
#define WHERE_EVENTS "/v1/events/"

/**
 * where_reference_answer - for any kiosk that is let in: who has the reference may ask anywhere.
 * {"id", "status": "received" | "in-progress" | "done", "received": RFC 3339, "note"?: a word of stage.h's five, "changed"?}; 404 nobody has it.
 */
void where_reference_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** where_event_answer - the same for an event's id, only of the kiosk that sent it. */
void where_event_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
