/* SPDX-License-Identifier: MIT */
/* fleet.h - what the kiosks said of themselves: taken out of heartbeats that are anybody's guess. */
#pragma once

#include "tests/backoffice/office.h"

enum { FLEET_SILENT_MS = 15 * 60 * 1000, FLEET_WORDS_BYTES = 260 /* the longest sentence of a printer, whole */, FLEET_PARKED_MAX = 5 };

struct fleet_kiosk {
	char name[FLEET_WORDS_BYTES], firmware[FLEET_WORDS_BYTES], refused[FLEET_WORDS_BYTES] /* why it left a bundle */, printer[FLEET_WORDS_BYTES], store[FLEET_WORDS_BYTES], audit[FLEET_WORDS_BYTES]; /* audit: what is wrong with it */
	int64_t waiting, parked, oldest_s, version; /* version: of its bundle; 0 none */
	bool silent, paper, low, full;               /* not heard of; its printer wants a person; its roll is nearly finished; its store is full */
	json_t *parked_list;                         /* NULL, or [{"id", "reference", "note"}]; anything else in it is to be passed over */
};

struct fleet_sums { int64_t silent, paper, low, waiting, parked, oldest_s; };

/** fleet_read - of a row. End with fleet_done(). Never fails: what is missing or wrong is empty. */
struct fleet_kiosk fleet_read(const struct storage_kiosk *kiosk, int64_t now_ms);
void fleet_done(struct fleet_kiosk *kiosk);

/** fleet_each - every kiosk after the source @after ("" all), STORAGE_ROWS_MAX at a time, by source. Fails also as @call does. */
enum fail fleet_each(struct storage *storage, const char *after, storage_kiosk_call *call, void *context);
/** fleet_sum - over all that are let in. FAIL_STORE. */
enum fail fleet_sum(struct storage *storage, int64_t now_ms, struct fleet_sums *ret);
