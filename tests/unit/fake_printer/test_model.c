/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_model - kinds of printer from small files, and what they change: knife, feeds, speed. */
#include "firmware/base/file.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/fakes/printer/model.h"

#include "tests/unit/fake_printer/given_printer.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void a_file_says_what_it_is(void **state)
{
	struct model model;

	(void)state;
	model_usual(&model);
	assert_int_equal(model.options.dots, FAKE_DOTS);
	assert_int_equal(model_read("# remark\n\nmaker  TWO WORDS # and a remark\nmodel\tM\ndots 384\ndpi 180\nbuffer 128\nspeed 90\nchinese yes\n"
	                            "presenter yes\nfeed-units 2\ncutter-rows 96\nlacks qr cutter low-sensor process-id", &model), FAIL_NONE);
	assert_string_equal(model.maker, "TWO WORDS");
	assert_string_equal(model.name, "M");
	assert_int_equal(model.options.dots, 384);
	assert_int_equal(model.options.dpi, 180);
	assert_int_equal(model.options.buffer_bytes, 128);
	assert_int_equal(model.options.feed_units, 2);
	assert_int_equal(model.options.cutter_rows, 96);
	assert_int_equal(model.mm_per_second, 90);
	assert_int_equal(model.options.lacks, FAKE_LACK_QR | FAKE_LACK_CUTTER);
	assert_true(model.options.chinese && model.options.presenter && model.options.no_low_sensor && model.options.no_process_id);
	assert_false(model.options.no_state || model.options.no_clear);
}

static void what_is_wrong_is_named(void **state)
{
	static const char *const wrong[] = {
		"dots 577", "dots 0", "dots", "dots many", "dots 99999999999999999999", "speed 0", "speed 1001", "buffer 0", "buffer 1048577", "colour red",
		"chinese perhaps", "lacks everything", "cutter-rows 401", "feed-units 17", "dpi 601", "lacks",
		"maker 0123456789012345678901234567890123456789012345678901234567890123",
	};
	struct model model;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		char text[160];
		snprintf(text, sizeof text, "dpi 180\n%s\n", wrong[i]);
		model_usual(&model);
		if (model_read(text, &model) != FAIL_INPUT)
			fail_msg("taken: %s", wrong[i]);
		assert_non_null(strstr(fail_words(), "line 2"));
	}
	char longest[200];
	memset(longest, ' ', sizeof longest);
	memcpy(longest, "dpi 180", 7);
	longest[159] = '\0';
	assert_int_equal(model_read(longest, &model), FAIL_NONE);
	longest[159] = ' ';
	longest[160] = '\0';
	assert_int_equal(model_read(longest, &model), FAIL_INPUT);
}

static void every_model_that_is_shipped_is_read(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct model model;
	int count = 0;

	(void)state;
	given_source("tests/fakes/printer/models", folder);
	DIR *open = opendir(folder);
	assert_non_null(open);
	for (struct dirent *entry; (entry = readdir(open));) {
		if (entry->d_name[0] == '.')
			continue;
		given_path(path, folder, entry->d_name);
		model_usual(&model);
		assert_int_equal(model_load(path, &model), FAIL_NONE);
		count++;
	}
	closedir(open);
	assert_int_equal(count, 5);
	given_path(path, folder, "none");
	assert_int_equal(model_load(path, &model), FAIL_EMPTY);
}

static void a_file_beyond_its_maximum_is_refused(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], text[MODEL_MAX_BYTES + 2];
	struct model model;

	(void)state;
	given_folder(folder);
	given_path(path, folder, "model");
	memset(text, '\n', sizeof text);
	text[MODEL_MAX_BYTES] = '\0';
	given_file(path, text, 0644);
	assert_int_equal(model_load(path, &model), FAIL_NONE);
	text[MODEL_MAX_BYTES] = '\n';
	text[MODEL_MAX_BYTES + 1] = '\0';
	given_file(path, text, 0644);
	assert_int_equal(model_load(path, &model), FAIL_LIMIT);
	given_done(folder);
}

static void the_knife_is_behind_the_head(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .cutter_rows = 100 });

	(void)state;
	PRINT(given, "\x1d" "B\x01H\n\x1dVB\x0a"); /* fed to the knife, and ten more */
	assert_int_equal(given->cut[0].receipt.rows, 100 + 30 + 10);
	assert_true(given_dot(given, 0, 0, 100));
	PRINT(given, "\x1d" "B\x01H\n\x1dV\x00\x1dV\x00");
	assert_int_equal(given->cut[1].receipt.rows, 30); /* cut through what was printed: */
	assert_false(given_dot(given, 1, 0, 29));
	assert_int_equal(given->cut[2].receipt.rows, 0);
	PRINT(given, "\x1dVB\x00");
	assert_true(given_dot(given, 3, 0, 70)); /* it is on the next one */
	given_printer_done(given);
}

static void feeds_may_be_in_half_rows(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .feed_units = 2 });

	(void)state;
	PRINT(given, "\x1bJ\x28\x1b" "3\x30\n\x1dVB\x0c");
	assert_int_equal(given->cut[0].receipt.rows, 20 + 24 + 6);
	given_printer_done(given);
}

static void the_mechanism_goes_by_rows(void **state)
{
	struct given_printer *given = given_printer(NULL);
	static const uint8_t bytes[] = "\x1b@\x1b@\x1b@\x1dv0\x00\x01\x00\x04\x00\xff\xff\xff\xff\x1bJ\x14\x1d" "a\x02\x1dV\x00";

	(void)state;
	fake_printer_take(given->printer, bytes, sizeof bytes - 1);
	fake_printer_run(given->printer, 2);
	assert_int_equal(fake_printer_uncut(given->printer).rows, 2);
	fake_printer_run(given->printer, 2);
	assert_int_equal(fake_printer_uncut(given->printer).rows, 4);
	fake_printer_run(given->printer, 1); /* a feed is one movement; what it took too much is owed */
	assert_int_equal(fake_printer_uncut(given->printer).rows, 24);
	for (int i = 0; i < 19; i++) {
		SAID(given, "");
		fake_printer_run(given->printer, 1);
	}
	fake_printer_run(given->printer, 1);
	SAID(given, "\x10\x00\x00\x00");
	assert_int_equal(given->cuts, 1);
	for (int i = 0; i < 10; i++)
		fake_printer_run(given->printer, 50);
	fake_printer_take(given->printer, (const uint8_t *)"\x1dv0\x00\x01\x00\x04\x00\xff\xff\xff\xff", 12);
	fake_printer_run(given->printer, 2); /* standing still saved nothing up */
	assert_int_equal(fake_printer_uncut(given->printer).rows, 2);
	given_printer_done(given);
}

static void without_a_knife_a_hand_tears(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .lacks = FAKE_LACK_CUTTER, .cutter_rows = 40 });

	(void)state;
	PRINT(given, "H\n\x1dVB\x00\n\n");
	assert_int_equal(given->cuts, 0);
	assert_int_equal(fake_printer_uncut(given->printer).rows, 130); /* down to the head */
	fake_printer_tear(given->printer);
	fake_printer_tear(given->printer); /* nothing hangs out any more */
	assert_int_equal(given->cuts, 1);
	assert_int_equal(fake_printer_uncut(given->printer).rows, 40);
	assert_true(given->cut[0].receipt.torn);
	assert_int_equal(given->cut[0].receipt.rows, 90);
	assert_int_equal(fake_printer_counter(given->printer, FAKE_COUNTER_CUTS), 0);
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_file_says_what_it_is),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(every_model_that_is_shipped_is_read),
		cmocka_unit_test(a_file_beyond_its_maximum_is_refused),
		cmocka_unit_test(the_knife_is_behind_the_head),
		cmocka_unit_test(feeds_may_be_in_half_rows),
		cmocka_unit_test(the_mechanism_goes_by_rows),
		cmocka_unit_test(without_a_knife_a_hand_tears),
	};
	return cmocka_run_group_tests_name("fake_printer_model", cases, NULL, NULL);
}
