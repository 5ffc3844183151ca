/* SPDX-License-Identifier: MIT */
/* unit.fleet - a fleet larger than one call of the storage: every kiosk is looked at, once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/fleet.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "tests/unit/backoffice/folder.h"

#include <stdio.h>
#include <string.h>

enum { NOW_MS = 1000, KIOSKS = STORAGE_ROWS_MAX + 1 };

struct seen { int64_t count; char last[DEVICE_SOURCE_MAX_BYTES]; };

static enum fail kiosk_seen(void *context, const struct storage_kiosk *row)
{
	struct seen *seen = context;
	assert_true(strcmp(row->source, seen->last) > 0); /* in order, so none twice */
	snprintf(seen->last, sizeof seen->last, "%s", row->source);
	seen->count++;
	return FAIL_NONE;
}

static void all_of_a_large_fleet_count(void **state)
{
	struct storage *storage = NULL;
	struct fleet_sums sums = { 0 };
	struct seen all = { 0 }, later = { 0 };
	char kid[32], source[64], middle[64] = "";
	json_t *jwk = json_object();
	assert_int_equal(storage_open(NULL, *state, false, &storage), FAIL_NONE);
	const struct storage_engine *engine = storage->engine;
	for (int i = 0; i < KIOSKS; i++) {
		snprintf(kid, sizeof kid, "kid-%d", i);
		snprintf(source, sizeof source, "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-%012d", i);
		assert_int_equal(engine->kiosk_add(storage, kid, source, jwk, NOW_MS), FAIL_NONE);
		assert_int_equal(engine->kiosk_beat(storage, kid, "{\"queue_waiting\":1}", NOW_MS), FAIL_NONE);
		if (i == KIOSKS / 2)
			snprintf(middle, sizeof middle, "%s", source);
	}
	assert_int_equal(fleet_sum(storage, NOW_MS, &sums), FAIL_NONE);
	assert_int_equal(sums.waiting, KIOSKS);
	assert_int_equal(fleet_each(storage, "", kiosk_seen, &all), FAIL_NONE);
	assert_int_equal(all.count, KIOSKS);
	assert_int_equal(fleet_each(storage, middle, kiosk_seen, &later), FAIL_NONE);
	assert_int_equal(later.count, KIOSKS - KIOSKS / 2 - 1);
	storage_close(storage);
	json_decref(jwk);
}

int main(void)
{
	const struct CMUnitTest cases[] = { FOLDER_CASE(all_of_a_large_fleet_count) };
	return cmocka_run_group_tests_name("fleet", cases, NULL, NULL);
}
