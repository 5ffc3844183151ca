/* SPDX-License-Identifier: MIT */
/* unit.offer - which bundles a kiosk takes, and which not. */
#include "firmware/provision/offer.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID "0191c5a2-0000-7000-8000-000000000001"
static const int64_t day_ms = 24 * 3600 * 1000, first_ms = INT64_C(1793491200000); /* 2026-11-01 */

struct given { char folder[GIVEN_PATH_BYTES]; struct minisign_secret secret; json_t *keys; };

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	struct minisign_public public;
	char line[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	given_folder(given->folder);
	assert_int_equal(minisign_new(&given->secret, &public), FAIL_NONE);
	minisign_public_text(&public, line);
	given->keys = json_pack("[s]", line);
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;
	json_decref(given->keys);
	given_done(given->folder);
	free(given);
	return 0;
}

/* A manifest in the inbox, signed. @more: members beside the ones each has. */
static void put(const struct given *given, int version, const char *targets, const char *more)
{
	char text[1024], path[GIVEN_PATH_BYTES];
	BUFFER_AUTO signature;
	snprintf(text, sizeof text, "{\"format\":\"foyer-bundle/1\",\"version\":%d,\"created\":\"2026-11-01T00:00:00.000Z\",\"valid_from\":\"2026-11-01T00:00:00.000Z\",%s\"targets\":[\"%s\"],"
		"\"parts\":[{\"kind\":\"content\",\"path\":\"content.db\",\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"size\":1}]}", version, more, targets);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_sign(&given->secret, text, strlen(text), "t", &signature), FAIL_NONE);
	given_path(path, given->folder, "manifest.json");
	given_file(path, text, 0644);
	given_path(path, given->folder, "manifest.json.minisig");
	given_file(path, buffer_text(&signature), 0644);
}

static enum fail weigh(const struct given *given, const struct versions_record *record, int64_t now_ms)
{
	struct offer offer;
	fail_clear();
	assert_int_equal(offer_read(given->folder, given->keys, &offer), FAIL_NONE);
	enum fail fail = offer_weigh(&offer, ID, record, now_ms);
	offer_done(&offer);
	return fail;
}

static void a_higher_version_for_this_kiosk_is_taken(void **state)
{
	const struct versions_record record = { .good = 2 };
	put(*state, 3, "*", "");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_NONE);
	put(*state, 3, ID, "");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_NONE);
	put(*state, 3, "0191c5a2-0000-7000-8000-000000000002", "");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_DENIED);
}

static void a_lower_version_is_taken_only_by_force(void **state)
{
	const struct versions_record record = { .good = 2 };
	put(*state, 1, "*", "");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_DENIED);
	put(*state, 1, "*", "\"force\":true,");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_NONE);
	put(*state, 2, "*", "\"force\":true,");
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_EMPTY);
}

static void a_version_is_taken_while_it_is_valid(void **state)
{
	const struct versions_record record = { .good = 2 };
	put(*state, 3, "*", "\"valid_until\":\"2026-11-02T00:00:00.000Z\",");
	assert_int_equal(weigh(*state, &record, first_ms - 1), FAIL_BUSY);
	assert_int_equal(weigh(*state, &record, first_ms), FAIL_NONE);
	assert_int_equal(weigh(*state, &record, first_ms + day_ms - 1), FAIL_NONE);
	assert_int_equal(weigh(*state, &record, first_ms + day_ms), FAIL_DENIED);
}

static void what_was_refused_stays_refused_and_its_mended_successor_is_not(void **state)
{
	const struct given *given = *state;
	struct versions_record record = { .good = 2 };
	struct offer offer;
	put(given, 3, "*", "");
	assert_int_equal(offer_read(given->folder, given->keys, &offer), FAIL_NONE);
	record.refused.version = 3;
	memcpy(record.refused.hash, offer.hash, sizeof record.refused.hash);
	offer_done(&offer);
	assert_int_equal(weigh(given, &record, first_ms), FAIL_EMPTY);
	put(given, 4, "*", "");
	assert_int_equal(weigh(given, &record, first_ms), FAIL_NONE);
}

static void nothing_unsigned_is_read(void **state)
{
	const struct given *given = *state;
	struct offer offer;
	char path[GIVEN_PATH_BYTES];
	put(given, 3, "*", "");
	given_path(path, given->folder, "manifest.json");
	char *text = given_text(path);
	*strstr(text, "\"*\"") = ' ';
	given_file(path, text, 0644);
	free(text);
	assert_int_equal(offer_read(given->folder, given->keys, &offer), FAIL_SIGNATURE);
	offer_done(&offer);
	json_t *none = json_array();
	assert_int_equal(offer_read(given->folder, none, &offer), FAIL_EMPTY);
	offer_done(&offer);
	json_decref(none);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_higher_version_for_this_kiosk_is_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(a_lower_version_is_taken_only_by_force, setup, teardown),
		cmocka_unit_test_setup_teardown(a_version_is_taken_while_it_is_valid, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_refused_stays_refused_and_its_mended_successor_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_unsigned_is_read, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
