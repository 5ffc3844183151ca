/* SPDX-License-Identifier: MIT */
/* unit.chain - a line of the audit has one form, its hash covers every byte, and a checkpoint is this kiosk's. */
#include "firmware/envelope/chain.h"
#include "firmware/envelope/device.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int given_key(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct device *device = NULL;
	given_folder(folder);
	given_path(path, folder, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	given_done(folder);
	*state = device;
	return 0;
}

static int drop_key(void **state)
{
	device_close(*state);
	return 0;
}

static struct chain_row row_of(const char *event)
{
	struct chain_row row = { .seq = 7, .wall_ms = 1795255530123, .mono_ms = 0, .certain = true, .kiosk = "0192aaaa-0000-7000-8000-00000000c0de", .visit = "0123456789abcdef",
	                         .actor = "staff", .staff = "s-12", .subject = "missed-bin/when", .outcome = "ok", .prev = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0" };
	snprintf(row.event, sizeof row.event, "%s", event);
	return row;
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_row row = row_of("reveal"), back;
	assert_int_equal(chain_write(&row, NULL, line), FAIL_NONE);
	assert_int_equal(chain_read(line, strlen(line), &back), FAIL_NONE);
	assert_memory_equal(&row, &back, sizeof row);
	/* as the header says, so that anybody can check it with other tools */
	char hash[SHA256_TEXT_BYTES];
	const char *end = strstr(line, ",\"hash\":");
	sha256_text(line, (size_t)(end - line), hash);
	assert_string_equal(hash, row.hash);
	assert_non_null(strstr(line, "{\"seq\":7,\"wall_ms\":1795255530123,\"mono_ms\":0,\"certain\":true,\"kiosk\":\"0192aaaa-"));
}

static void no_byte_of_a_line_can_change(void **state)
{
	const struct device *device = *state;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_row row = row_of(CHAIN_CHECKPOINT), back;
	assert_int_equal(chain_write(&row, device, line), FAIL_NONE);
	size_t size = strlen(line);
	for (size_t i = 0; i < size; i++)
		for (int byte = 0; byte < 256; byte++) {
			char was = line[i];
			if ((char)byte == was)
				continue;
			line[i] = (char)byte;
			enum fail fail = chain_read(line, size, &back);
			if (fail != FAIL_INPUT && fail != FAIL_SIGNATURE)
				fail_msg("byte %zu as %d is taken", i, byte);
			line[i] = was;
		}
	for (size_t i = 0; i < size; i++)
		assert_int_not_equal(chain_read(line, i, &back), FAIL_NONE);
	fail_clear();
}

static void a_checkpoint_is_the_kiosks(void **state)
{
	const struct device *device = *state;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_row row = row_of(CHAIN_CHECKPOINT), back;
	struct device *other = NULL;
	assert_int_equal(given_key((void **)&other), 0);
	json_t *jwk = device_jwk(device), *theirs = device_jwk(other);
	assert_int_equal(chain_write(&row, device, line), FAIL_NONE);
	assert_int_equal(chain_read(line, strlen(line), &back), FAIL_NONE);
	assert_string_equal(back.kid, device_kid(device));
	assert_int_equal(chain_signed(line, strlen(line), &back, jwk), FAIL_NONE);
	assert_int_equal(chain_signed(line, strlen(line), &back, theirs), FAIL_SIGNATURE);
	assert_int_equal(chain_write(&row, NULL, line), FAIL_NONE); /* a kiosk without a key goes on, and says so */
	assert_int_equal(chain_read(line, strlen(line), &back), FAIL_NONE);
	assert_string_equal(back.signature, "");
	assert_int_equal(chain_signed(line, strlen(line), &back, jwk), FAIL_SIGNATURE);
	json_decref(jwk), json_decref(theirs);
	device_close(other);
}

static void what_people_type_does_not_fit(void **state)
{
	(void)state;
	static const char *const texts[] = { "Mrs Jones", "a@b.example", "12\"", "back\\slash", "caf\xc3\xa9", "line\n", "{}" };
	char line[CHAIN_LINE_MAX_BYTES + 1], most[CHAIN_SUBJECT_MAX_BYTES + 2];
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct chain_row row = row_of("reveal");
		snprintf(row.subject, sizeof row.subject, "%s", texts[i]);
		assert_int_equal(chain_write(&row, NULL, line), FAIL_INPUT);
	}
	memset(most, 'a', sizeof most);
	most[CHAIN_SUBJECT_MAX_BYTES] = '\0';
	assert_int_equal(chain_word(most, CHAIN_SUBJECT_MAX_BYTES), FAIL_NONE);
	memset(most, 'a', sizeof most);
	most[CHAIN_SUBJECT_MAX_BYTES + 1] = '\0';
	assert_int_equal(chain_word(most, CHAIN_SUBJECT_MAX_BYTES), FAIL_LIMIT);
}

/* every text and number at its longest */
static void the_longest_row_fits_a_line(void **state)
{
	const struct device *device = *state;
	char line[CHAIN_LINE_MAX_BYTES + 2];
	struct chain_row row = { .seq = 999999999999999999, .wall_ms = 999999999999999999, .mono_ms = 999999999999999999, .event = CHAIN_CHECKPOINT }, back;
	memset(row.kiosk, 'k', sizeof row.kiosk - 1), memset(row.visit, 'v', sizeof row.visit - 1), memset(row.actor, 'a', sizeof row.actor - 1);
	memset(row.staff, 's', sizeof row.staff - 1), memset(row.subject, 's', sizeof row.subject - 1), memset(row.outcome, 'o', sizeof row.outcome - 1);
	memset(row.reason, 'r', sizeof row.reason - 1), memset(row.prev, 'p', sizeof row.prev - 1);
	assert_int_equal(chain_write(&row, device, line), FAIL_NONE);
	size_t size = strlen(line);
	assert_in_range(size, 700, CHAIN_LINE_MAX_BYTES - CHAIN_EVENT_MAX_BYTES);
	assert_int_equal(chain_read(line, size, &back), FAIL_NONE);
	memset(line, 'x', sizeof line);
	assert_int_equal(chain_read(line, CHAIN_LINE_MAX_BYTES, &back), FAIL_INPUT);
	assert_int_equal(chain_read(line, CHAIN_LINE_MAX_BYTES + 1, &back), FAIL_LIMIT);
}

/* 18 digits are the most; the nineteenth could be more than a number holds */
static void a_number_has_no_digit_too_many(void **state)
{
	(void)state;
	const char most[] = "999999999999999999,", more[] = "9999999999999999999,";
	struct chain_at at = { most, most + sizeof most - 1 };
	int64_t number = 0;
	assert_int_equal(chain_take_number(&at, &number), FAIL_NONE);
	assert_int_equal(number, 999999999999999999);
	assert_int_equal(chain_expect(&at, ","), FAIL_NONE);
	at = (struct chain_at){ more, more + sizeof more - 1 };
	assert_true(chain_take_number(&at, &number) != FAIL_NONE || chain_expect(&at, ",") == FAIL_INPUT);
}

static void rows_follow_one_another(void **state)
{
	(void)state;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_row first = row_of("a"), second = row_of("b");
	assert_int_equal(chain_write(&first, NULL, line), FAIL_NONE);
	second.seq = 8;
	memcpy(second.prev, first.hash, sizeof second.prev);
	assert_int_equal(chain_follows(&first, &second), FAIL_NONE);
	second.seq = 10;
	assert_int_equal(chain_follows(&first, &second), FAIL_SIGNATURE);
	assert_non_null(strstr(fail_words(), "2 between them are gone"));
	fail_clear();
	second.seq = 7;
	assert_int_equal(chain_follows(&first, &second), FAIL_SIGNATURE);
	second.seq = 8;
	second.prev[0] ^= 1;
	assert_int_equal(chain_follows(&first, &second), FAIL_SIGNATURE);
	fail_clear();
}

#define with_key(CASE) cmocka_unit_test_setup_teardown(CASE, given_key, drop_key)

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_written_is_read),
		with_key(no_byte_of_a_line_can_change),
		with_key(a_checkpoint_is_the_kiosks),
		cmocka_unit_test(what_people_type_does_not_fit),
		with_key(the_longest_row_fits_a_line),
		cmocka_unit_test(a_number_has_no_digit_too_many), cmocka_unit_test(rows_follow_one_another),
	};
	return cmocka_run_group_tests_name("chain", cases, NULL, NULL);
}
