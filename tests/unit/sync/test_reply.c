/* SPDX-License-Identifier: MIT */
/* unit.reply - only an answer in the back office's own words, naming the event, proves anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define B "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2"
static const struct event_id ids[] = { { A }, { B } };

static enum fail read_as(const char *content_type, const char *text, struct reply_result *ret)
{
	memset(ret, 0xff, 2 * sizeof *ret);
	return reply_read(content_type, text, strlen(text), ids, 2, ret);
}

static void reads_each_verdict(void **)
{
	struct reply_result result[2];
	assert_int_equal(read_as("application/json", "{\"results\":[{\"id\":\"" B "\",\"status\":\"duplicate\"},{\"id\":\"" A "\",\"status\":\"accepted\"}]}", result), FAIL_NONE);
	assert_int_equal(result[0].verdict, REPLY_ACCEPTED);
	assert_int_equal(result[1].verdict, REPLY_DUPLICATE);
	assert_int_equal(read_as("application/json", "{\"results\":[{\"id\":\"" A "\",\"status\":\"rejected\",\"problem\":{\"title\":\"No such \\u00e9vent\",\"status\":422}}]}", result), FAIL_NONE);
	assert_int_equal(result[0].verdict, REPLY_REJECTED);
	assert_string_equal(result[0].note, "No such ??vent");
	assert_int_equal(result[1].verdict, REPLY_MISSING);
	assert_int_equal(read_as("application/json", "{\"results\":[{\"id\":\"" A "\",\"status\":\"rejected\",\"problem\":\"too old\"}]}", result), FAIL_NONE);
	assert_string_equal(result[0].note, "too old");
}

static void takes_json_by_any_of_its_names(void **)
{
	static const char *const types[] = { "application/json", "application/json; charset=utf-8", "Application/JSON", "application/cloudevents+json", "application/json;x" };
	static const char *const others[] = { "text/html", "text/json", "application/jsonp", "application/jso", "", "json", "text/plain+json", "application/xml; a=+json" };
	struct reply_result result[2];
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		assert_int_equal(read_as(types[i], "{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"}]}", result), FAIL_NONE);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		assert_int_equal(read_as(others[i], "{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"}]}", result), FAIL_INPUT);
		assert_int_equal(result[0].verdict, REPLY_MISSING);
	}
	assert_int_equal(read_as(NULL, "{\"results\":[]}", result), FAIL_INPUT);
}

static void proves_nothing_for_ids_it_does_not_name(void **)
{
	static const char *const answers[] = {
		"{\"results\":[]}",
		"{\"results\":[{\"id\":\"019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55ff\",\"status\":\"accepted\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"Accepted\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"ok\"},{\"id\":\"" B "\",\"status\":\"\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"},{\"id\":\"" A "\",\"status\":\"rejected\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"rejected\"},{\"id\":\"" A "\",\"status\":\"accepted\"}]}",
	};
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		struct reply_result result[2];
		assert_int_equal(read_as("application/json", answers[i], result), FAIL_NONE);
		assert_int_equal(result[0].verdict, REPLY_MISSING);
		assert_int_equal(result[1].verdict, REPLY_MISSING);
	}
}

static void half_an_answer_proves_nothing(void **)
{
	static const char *const answers[] = {
		"", "null", "[]", "{}", "\"accepted\"", "<!DOCTYPE html><h1>Sign in</h1>",
		"{\"results\":{\"" A "\":\"accepted\"}}", "{\"results\":[\"" A "\"]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"}", "{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"},7]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"},{\"id\":7,\"status\":\"accepted\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"},{\"id\":\"" B "\"}]}",
		"{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"}],\"results\":[]}",
	};
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		struct reply_result result[2];
		assert_int_equal(read_as("application/json", answers[i], result), FAIL_INPUT);
		assert_int_equal(result[0].verdict, REPLY_MISSING);
	}
}

static char *results_of(size_t count)
{
	char *text = calloc(1, 64 + count * 80);
	size_t used = (size_t)snprintf(text, 64, "{\"results\":[");
	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, 80, "%s{\"id\":\"" A "\",\"status\":\"accepted\"}", i ? "," : "");
	snprintf(text + used, 8, "]}");
	return text;
}

static void has_a_largest_number_of_results(void **)
{
	struct reply_result result[2];
	char *fits = results_of(REPLY_RESULTS_MAX), *over = results_of(REPLY_RESULTS_MAX + 1);
	assert_int_equal(read_as("application/json", fits, result), FAIL_NONE);
	assert_int_equal(result[0].verdict, REPLY_ACCEPTED);
	assert_int_equal(read_as("application/json", over, result), FAIL_LIMIT);
	assert_int_equal(result[0].verdict, REPLY_MISSING);
	free(fits);
	free(over);
}

static void has_a_largest_answer(void **)
{
	static const char answer[] = "{\"results\":[{\"id\":\"" A "\",\"status\":\"accepted\"}]}";
	struct reply_result result[2];
	char *text = malloc(REPLY_MAX_BYTES + 1);
	memset(text, ' ', REPLY_MAX_BYTES + 1);
	memcpy(text, answer, sizeof answer - 1);
	assert_int_equal(reply_read("application/json", text, REPLY_MAX_BYTES, ids, 2, result), FAIL_NONE);
	assert_int_equal(reply_read("application/json", text, REPLY_MAX_BYTES + 1, ids, 2, result), FAIL_LIMIT);
	free(text);
}

static void notes_are_cut(void **)
{
	struct reply_result result[2];
	char text[400], title[200] = "";
	memset(title, 't', sizeof title - 1);
	snprintf(text, sizeof text, "{\"results\":[{\"id\":\"" A "\",\"status\":\"rejected\",\"problem\":{\"title\":\"%s\"}}]}", title);
	assert_int_equal(read_as("application/json", text, result), FAIL_NONE);
	assert_int_equal(strlen(result[0].note), REPLY_NOTE_BYTES - 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(reads_each_verdict),
		cmocka_unit_test(takes_json_by_any_of_its_names),
		cmocka_unit_test(proves_nothing_for_ids_it_does_not_name),
		cmocka_unit_test(half_an_answer_proves_nothing),
		cmocka_unit_test(has_a_largest_number_of_results),
		cmocka_unit_test(has_a_largest_answer),
		cmocka_unit_test(notes_are_cut),
	};
	return cmocka_run_group_tests_name("reply", cases, NULL, NULL);
}
