/* SPDX-License-Identifier: MIT */
/* unit.printer_profile - every profile we ship is one, and a slip in one is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/profile.h"

static const char good[] =
	"{\"name\":\"P\",\"dots\":576,\"rowsPerSecond\":1000,\"stripRows\":128,\"feedUnitsPerRow\":1,\"cutFeedUnits\":0,\"cutFeedLines\":4,\"cut\":true,\"confirm\":\"probe\","
	"\"mode\":\"text\",\"columns\":48,\"qr\":true,\"code128\":false,\"pages\":\"citizen\",\"models\":[\"M-1\"],\"usb\":[\"04b8:0e28\"],\"dpi\":203,\"paperMm\":80,\"bufferBytes\":4096,"
	"\"states\":false,\"counter\":\"yes\",\"clear\":\"real-time\",\"raster\":\"stored\",\"presenter\":\"custom\",\"presentStepUm\":625,\"presentMm\":60,\"ticketSeconds\":75,\"retracts\":true}";

/* The good one with @from replaced by @to. */
static enum fail parse_with(const char *from, const char *to)
{
	char text[1024];
	const char *at = strstr(good, from);
	struct profile profile;

	assert_non_null(at);
	snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
	return profile_parse(text, strlen(text), &profile);
}

static void shipped_profiles_are_profiles(void **state)
{
	char folder[4096], path[8192];
	int count = 0;

	(void)state;
	snprintf(folder, sizeof folder, "%s/assets/profiles", getenv("FOYER_SOURCE"));
	DIR *list = opendir(folder);
	assert_non_null(list);
	for (struct dirent *entry = readdir(list); entry; entry = readdir(list)) {
		struct profile profile;
		if (!strstr(entry->d_name, ".json"))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		assert_int_equal(profile_read(path, &profile), FAIL_NONE);
		count++;
	}
	closedir(list);
	assert_true(count >= 15);
}

static void members_are_read(void **state)
{
	struct profile profile;

	(void)state;
	assert_int_equal(profile_parse(good, strlen(good), &profile), FAIL_NONE);
	assert_int_equal(profile.dots, 576);
	assert_int_equal(profile.rows_per_second, 1000);
	assert_int_equal(profile.strip_rows, 128);
	assert_int_equal(profile.feed_units, 1);
	assert_true(profile.cut);
	assert_int_equal(profile.confirm, CONFIRM_PROBE);
	assert_int_equal(profile.mode, MODE_TEXT);
	assert_int_equal(profile.columns, 48);
	assert_true(profile.qr && !profile.code128);
	assert_int_equal(profile.cut_feed_lines, 4);
	assert_string_equal(profile.pages->name, "citizen");
	assert_int_equal(profile.model_count, 1);
	assert_string_equal(profile.model[0], "M-1");
	assert_int_equal(profile.usb_count, 1);
	assert_int_equal(profile.usb[0].vendor, 0x04b8);
	assert_int_equal(profile.usb[0].product, 0x0e28);
	assert_int_equal(profile.dpi, 203);
	assert_int_equal(profile.paper_mm, 80);
	assert_int_equal(profile.buffer_bytes, 4096);
	assert_true(profile.no_states);
	assert_int_equal(profile.counter, COUNTER_YES);
	assert_int_equal(profile.clear, CLEAR_LIVE);
	assert_int_equal(profile.raster, RASTER_STORED);
	assert_int_equal(profile.presenter, PRESENTER_CUSTOM);
	assert_int_equal(profile.present_um, 625);
	assert_int_equal(profile.present_mm, 60);
}

static void slips_are_found(void **state)
{
	(void)state;
	assert_int_equal(parse_with("576", "575"), FAIL_INPUT);
	assert_int_equal(parse_with("576", "832"), FAIL_NONE);
	assert_int_equal(parse_with("576", "840"), FAIL_INPUT);
	assert_int_equal(parse_with("128", "256"), FAIL_NONE);
	assert_int_equal(parse_with("128", "257"), FAIL_INPUT);
	assert_int_equal(parse_with("true", "1"), FAIL_INPUT);
	assert_int_equal(parse_with("probe", "prove"), FAIL_INPUT);
	assert_int_equal(parse_with("\"P\"", "7"), FAIL_INPUT);
	assert_int_equal(parse_with("\"text\"", "\"raster\""), FAIL_NONE);
	assert_int_equal(parse_with("\"text\"", "\"letters\""), FAIL_INPUT);
	assert_int_equal(parse_with("citizen", "citizens"), FAIL_INPUT);
	assert_int_equal(parse_with("48", "96"), FAIL_NONE);
	assert_int_equal(parse_with("48", "97"), FAIL_INPUT);
	assert_int_equal(parse_with(":4", ":21"), FAIL_INPUT);
	assert_int_equal(parse_with("\"cut\"", "\"cutt\""), FAIL_INPUT);
	assert_int_equal(parse_with("{", "{\"more\":1,"), FAIL_INPUT);
	assert_int_equal(parse_with("{", "["), FAIL_INPUT);
	assert_int_equal(parse_with("04b8:0e28", "04B8:0e28"), FAIL_INPUT);
	assert_int_equal(parse_with("04b8:0e28", "04b8:e28"), FAIL_INPUT);
	assert_int_equal(parse_with("[\"04b8:0e28\"]", "[1]"), FAIL_INPUT);
	assert_int_equal(parse_with("[\"04b8:0e28\"]", "\"04b8:0e28\""), FAIL_INPUT);
	assert_int_equal(parse_with("M-1", "M-45678901234567890123456789012"), FAIL_NONE);
	assert_int_equal(parse_with("M-1", "M-456789012345678901234567890123"), FAIL_INPUT);
	assert_int_equal(parse_with("M-1", ""), FAIL_INPUT);
	assert_int_equal(parse_with("\"M-1\"", "\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\""), FAIL_NONE);
	assert_int_equal(parse_with("\"M-1\"", "\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\""), FAIL_INPUT);
	assert_int_equal(parse_with("4096", "262144"), FAIL_NONE);
	assert_int_equal(parse_with("4096", "262145"), FAIL_INPUT);
	assert_int_equal(parse_with("\"custom\"", "\"none\""), FAIL_INPUT); /* steps of nothing */
	assert_int_equal(parse_with(":625", ":0"), FAIL_INPUT);
	assert_int_equal(parse_with("\"real-time\"", "\"never\""), FAIL_INPUT);
	assert_int_equal(parse_with("\"qr\":true", "\"qr\":\"yes\""), FAIL_INPUT);
	assert_int_equal(parse_with("\"code128\":false,", ""), FAIL_INPUT);
	assert_int_equal(parse_with("\"ticketSeconds\":75", "\"ticketSeconds\":300"), FAIL_NONE);
	assert_int_equal(parse_with("\"ticketSeconds\":75", "\"ticketSeconds\":301"), FAIL_INPUT);
	assert_int_equal(parse_with("\"ticketSeconds\":75", "\"ticketSeconds\":20"), FAIL_NONE);
	assert_int_equal(parse_with("\"ticketSeconds\":75", "\"ticketSeconds\":19"), FAIL_INPUT);
	assert_int_equal(parse_with("\"retracts\":true", "\"retracts\":7"), FAIL_INPUT);
	assert_int_equal(parse_with("\"presenter\":\"custom\",\"presentStepUm\":625,\"presentMm\":60,\"ticketSeconds\":75", "\"presenter\":\"none\",\"presentStepUm\":0,\"presentMm\":60,\"ticketSeconds\":0"), FAIL_INPUT); /* nothing to draw back */
}

static void a_larger_file_is_refused(void **state)
{
	struct profile profile;
	char *text = malloc(PROFILE_MAX_BYTES + 1);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', PROFILE_MAX_BYTES + 1);
	memcpy(text, good, strlen(good));
	assert_int_equal(profile_parse(text, PROFILE_MAX_BYTES, &profile), FAIL_NONE);
	assert_int_equal(profile_parse(text, PROFILE_MAX_BYTES + 1, &profile), FAIL_LIMIT);
	free(text);
}

static void a_missing_file_is_empty(void **state)
{
	struct profile profile;

	(void)state;
	assert_int_equal(profile_read("/nonexistent/profile.json", &profile), FAIL_EMPTY);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(shipped_profiles_are_profiles),
		cmocka_unit_test(members_are_read),
		cmocka_unit_test(slips_are_found),
		cmocka_unit_test(a_larger_file_is_refused),
		cmocka_unit_test(a_missing_file_is_empty),
	};
	return cmocka_run_group_tests_name("printer_profile", cases, NULL, NULL);
}
