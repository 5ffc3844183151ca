/* SPDX-License-Identifier: MIT */
/* fleet.c - the names of a heartbeat's members are the kiosk's; those that are not known here are left alone. */
#include "tests/backoffice/fleet.h"

#include "firmware/base/json.h"
#include "tests/backoffice/audit_watch.h"

#include <stdio.h>
#include <string.h>

static const char *const printer_fine[] = { "", "ready", "none" };

static int64_t number_of(const json_t *beat, const char *name)
{
	int64_t number = json_int_or(beat, name, 0);
	return number < 0 ? 0 : number > INT32_MAX ? INT32_MAX : number;
}

static void words_of(const json_t *beat, const char *name, char ret[static FLEET_WORDS_BYTES])
{
	snprintf(ret, FLEET_WORDS_BYTES, "%s", json_text_or(beat, name, ""));
}

struct fleet_kiosk fleet_read(const struct storage_kiosk *kiosk, int64_t now_ms)
{
	json_t *beat = NULL;
	if (json_parse(kiosk->heartbeat, strlen(kiosk->heartbeat), STORAGE_HEARTBEAT_MAX_BYTES, &beat) != FAIL_NONE)
		beat = NULL;
	struct fleet_kiosk ret = { .waiting = number_of(beat, "queue_waiting"), .parked = number_of(beat, "queue_parked"), .oldest_s = number_of(beat, "queue_oldest_s"),
	                           .silent = now_ms - kiosk->seen_ms > FLEET_SILENT_MS, .full = json_bool_or(beat, "store_full", false) };
	words_of(beat, "name", ret.name);
	words_of(beat, "firmware", ret.firmware);
	words_of(beat, "bundle_refused_words", ret.refused);
	ret.version = number_of(beat, "bundle_version");
	words_of(beat, "printer_words", ret.printer);
	words_of(beat, "store_words", ret.store);
	words_of(json_object_get(beat, AUDIT_WATCH_ALARM), "words", ret.audit);
	if (!ret.audit[0])
		words_of(beat, "audit_broken", ret.audit);
	const char *state = json_text_or(beat, "printer", "");
	ret.paper = true;
	for (size_t i = 0; i < sizeof printer_fine / sizeof printer_fine[0]; i++)
		ret.paper &= strcmp(state, printer_fine[i]) != 0;
	ret.paper |= strcmp(json_text_or(beat, "printer_key", ""), "printer.gone") == 0;
	ret.low = json_bool_or(beat, "printer_low", false);
	if (!ret.printer[0])
		words_of(beat, "printer", ret.printer);
	json_t *list = json_object_get(beat, "parked");
	ret.parked_list = json_is_array(list) ? json_incref(list) : NULL;
	json_decref(beat);
	return ret;
}

void fleet_done(struct fleet_kiosk *kiosk)
{
	json_decref(kiosk->parked_list);
	kiosk->parked_list = NULL;
}

struct walk { storage_kiosk_call *call; void *context; char last[DEVICE_SOURCE_MAX_BYTES]; int64_t rows; };

static enum fail walk_one(void *context, const struct storage_kiosk *row)
{
	struct walk *walk = context;
	walk->rows++;
	snprintf(walk->last, sizeof walk->last, "%s", row->source);
	return walk->call(walk->context, row);
}

enum fail fleet_each(struct storage *storage, const char *after, storage_kiosk_call *call, void *context)
{
	struct walk walk = { .call = call, .context = context };
	snprintf(walk.last, sizeof walk.last, "%s", after);
	do {
		char from[DEVICE_SOURCE_MAX_BYTES];
		snprintf(from, sizeof from, "%s", walk.last);
		walk.rows = 0;
		TRY(storage->engine->kiosk_each(storage, from, STORAGE_ROWS_MAX, walk_one, &walk));
	} while (walk.rows == STORAGE_ROWS_MAX && walk.last[0]);
	return FAIL_NONE;
}

struct summing { int64_t now_ms; struct fleet_sums *sums; };

static enum fail sum_add(void *context, const struct storage_kiosk *row)
{
	struct summing *summing = context;
	struct fleet_sums *sums = summing->sums;
	if (row->revoked_ms > 0)
		return FAIL_NONE;
	struct fleet_kiosk kiosk = fleet_read(row, summing->now_ms);
	sums->silent += kiosk.silent;
	sums->paper += kiosk.paper;
	sums->low += kiosk.low && !kiosk.paper;
	sums->waiting += kiosk.waiting;
	sums->parked += kiosk.parked;
	sums->oldest_s = kiosk.oldest_s > sums->oldest_s ? kiosk.oldest_s : sums->oldest_s;
	fleet_done(&kiosk);
	return FAIL_NONE;
}

enum fail fleet_sum(struct storage *storage, int64_t now_ms, struct fleet_sums *ret)
{
	struct summing summing = { now_ms, ret };
	return fleet_each(storage, "", sum_add, &summing);
}
