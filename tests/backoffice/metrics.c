/* SPDX-License-Identifier: MIT */
/* metrics.c - counters are this instance's since its start; gauges are the storage's, the same at each instance. */
#include "tests/backoffice/metrics.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/fleet.h"

#include <inttypes.h>
#include <stdlib.h>

static const struct counter { const char *name, *help; double scale; } counters[METRIC_COUNT] = {
	[METRIC_ACCEPTED]       = { "foyer_events_accepted_total", "Events kept.", 1 },
	[METRIC_DUPLICATE]      = { "foyer_events_duplicate_total", "Events that were there already.", 1 },
	[METRIC_REJECTED]       = { "foyer_events_rejected_total", "Events and heartbeats that are not what they must be.", 1 },
	[METRIC_CONFLICT]       = { "foyer_events_conflict_total", "Events whose id came before with other bytes. Look into each.", 1 },
	[METRIC_DENIED]         = { "foyer_requests_denied_total", "Requests without a token that holds.", 1 },
	[METRIC_REVOKED_CAME]   = { "foyer_requests_revoked_total", "Requests signed by a kiosk that is revoked. Look into each.", 1 },
	[METRIC_HEARTBEAT]      = { "foyer_heartbeats_total", "Heartbeats kept.", 1 },
	[METRIC_ENROLLED]       = { "foyer_enrolments_total", "Kiosks let in by a code.", 1 },
	[METRIC_ENROL_REFUSED]  = { "foyer_enrolments_refused_total", "Enrolments whose code did not hold.", 1 },
	[METRIC_STORAGE_FAILED] = { "foyer_storage_failures_total", "Requests that the storage failed.", 1 },
	[METRIC_UNKNOWN_KEY]    = { "foyer_events_unknown_key_total", "Events kept that are sealed for a key that is not in council.jwks. Look into each.", 1 },
	[METRIC_REQUESTS]       = { "foyer_request_seconds_count", "Requests answered.", 1 },
	[METRIC_REQUEST_MS]     = { "foyer_request_seconds_sum", "Seconds spent on answers.", 1000 },
};

void metrics_add(struct metrics *metrics, enum metric which, int64_t by)
{
	if (metrics)
		metrics->values[which] += by;
}

void metrics_count(struct metrics *metrics, enum metric which)
{
	metrics_add(metrics, which, 1);
}

static void line(struct buffer *body, const char *name, const char *type, const char *help, double value)
{
	if (buffer_printf(body, "# HELP %s %s\n# TYPE %s %s\n%s %.15g\n", name, help, name, type, name, value) != FAIL_NONE)
		abort(); /* a few KiB */
}

static void gauges_add(struct buffer *body, const struct storage_counts *counts, const struct fleet_sums *sums)
{
	const int64_t now_ms = clock_wall_ms();
	const struct { const char *name, *help; double value; } gauges[] = {
		{ "foyer_events", "Events kept, of all times.", (double)counts->events },
		{ "foyer_conflicts", "Ids that came with other bytes, of all times.", (double)counts->conflicts },
		{ "foyer_kiosks", "Kiosks that are let in.", (double)counts->kiosks },
		{ "foyer_kiosks_revoked", "Kiosks that are not let in any more.", (double)counts->revoked },
		{ "foyer_kiosks_silent", "Kiosks not heard of for 15 minutes.", (double)sums->silent },
		{ "foyer_kiosks_paper", "Kiosks whose printer wants a person.", (double)sums->paper },
		{ "foyer_kiosks_paper_low", "Kiosks that print, and whose paper roll is nearly finished.", (double)sums->low },
		{ "foyer_kiosk_queue_waiting", "Events that wait at all kiosks, as they last said.", (double)sums->waiting },
		{ "foyer_kiosk_queue_parked", "Events set aside at all kiosks, as they last said.", (double)sums->parked },
		{ "foyer_kiosk_queue_oldest_seconds", "Age of the oldest of them.", (double)sums->oldest_s },
		{ "foyer_codes_open", "Enrolment codes not used yet.", (double)counts->codes_open },
		{ "foyer_deliveries_waiting", "Deliveries to other systems that wait.", (double)counts->deliveries[STORAGE_WAITING] },
		{ "foyer_deliveries_leased", "Deliveries under way.", (double)counts->deliveries[STORAGE_LEASED] },
		{ "foyer_deliveries_done", "Deliveries made.", (double)counts->deliveries[STORAGE_DONE] },
		{ "foyer_deliveries_parked", "Deliveries set aside for a person.", (double)counts->deliveries[STORAGE_PARKED] },
		{ "foyer_deliveries_overdue_seconds", "How long the oldest open delivery has been due.",
		  counts->oldest_waiting_ms > 0 && counts->oldest_waiting_ms < now_ms ? (double)(now_ms - counts->oldest_waiting_ms) / 1000 : 0 },
	};
	for (size_t i = 0; i < sizeof gauges / sizeof gauges[0]; i++)
		line(body, gauges[i].name, "gauge", gauges[i].help, gauges[i].value);
}

void metrics_answer(const struct office *office, struct https_answer *answer)
{
	struct storage_counts counts = { 0 };
	struct fleet_sums sums = { 0 };
	if (office->storage->engine->counts(office->storage, &counts) != FAIL_NONE || fleet_sum(office->storage, clock_wall_ms(), &sums) != FAIL_NONE) {
		answer_problem(answer, 503, "The storage does not answer");
		return;
	}
	answer->status = 200;
	answer->content_type = "text/plain; version=0.0.4; charset=utf-8";
	for (int i = 0; office->metrics && i < METRIC_COUNT; i++)
		line(&answer->body, counters[i].name, "counter", counters[i].help, (double)office->metrics->values[i] / counters[i].scale);
	gauges_add(&answer->body, &counts, &sums);
}
