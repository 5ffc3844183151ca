/* SPDX-License-Identifier: MIT */
/* metrics.h - what this instance has done, and how the fleet and the storage are, for Prometheus. */
#pragma once

#include "tests/backoffice/https.h"

#include <stdint.h>

struct office;

enum metric {
	METRIC_ACCEPTED, METRIC_DUPLICATE, METRIC_REJECTED, METRIC_CONFLICT, METRIC_DENIED, METRIC_REVOKED_CAME, METRIC_HEARTBEAT, METRIC_ENROLLED,
	METRIC_ENROL_REFUSED, METRIC_STORAGE_FAILED, METRIC_UNKNOWN_KEY, METRIC_REQUESTS, METRIC_REQUEST_MS, METRIC_COUNT
};

struct metrics { int64_t values[METRIC_COUNT]; };

/** metrics_add, metrics_count - @metrics may be NULL. */
void metrics_add(struct metrics *metrics, enum metric which, int64_t by);
void metrics_count(struct metrics *metrics, enum metric which);

/** metrics_answer - GET /metrics in Prometheus' text format 0.0.4; without names of kiosks. 503 when the storage does not answer. */
void metrics_answer(const struct office *office, struct https_answer *answer);
