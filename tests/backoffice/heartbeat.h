/* SPDX-License-Identifier: MIT */
/* heartbeat.h - POST /v1/heartbeat: how a kiosk is. The latest is kept. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

enum { HEARTBEAT_BODY_MAX_BYTES = 16 * 1024, HEARTBEAT_MEMBERS_MAX = 64 };
#define HEARTBEAT_TYPE "uk.foyer.heartbeat.v1"

/** heartbeat_read - the event's "data" of a CloudEvent of @source in structured JSON, a new object. FAIL_INPUT · FAIL_LIMIT · FAIL_DENIED another's. */
enum fail heartbeat_read(const char *bytes, size_t size, const char *source, json_t **ret);

/** heartbeat_answer - 204 it is kept. */
void heartbeat_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
