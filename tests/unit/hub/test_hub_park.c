/* SPDX-License-Identifier: MIT */
/* unit.hub_park - answers that are kept for later: on the disk, sealed, found by who has the ticket, once, for half an hour; guesses are counted. */
#include "firmware/hub/park.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/door.h"
#include "tests/lib/shared_clock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct draft_key run = { "the key of this run, in memory.." };
static const char canary[] = "CANARY-saffron";

static void start(struct given_hub *given)
{
	shared_clock();
	hub_test_config(given, NULL);
	hub_test_start(given);
}

static int screen(struct given_hub *given)
{
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	return ui;
}

static struct draft_name code_name(const char *code)
{
	struct draft_key finder;
	struct draft_code read;
	struct draft_name name;
	memcpy(read.text, code, sizeof read.text);
	draft_finder(&run, &finder);
	draft_code_name(&finder, &read, &name);
	return name;
}

static json_t *keep_request(const char *code, const struct draft_token *token)
{
	struct draft_code read;
	struct draft_name name, found = code_name(code);
	char lock[DRAFT_LOCK_BYTES];
	memcpy(read.text, code, sizeof read.text);
	draft_token_name(token, &name);
	draft_lock(&run, &read, token, lock);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "verb", "park.keep", "name", name.text, "code", found.text, "lock", lock, "service", "missed-bin", "language", "cy");
}

/* The canary, kept under @code; the time until which. */
static int64_t keep(int ui, const char *code, const struct draft_token *token)
{
	int fd = -1;
	BUFFER_AUTO plain;
	BUFFER_AUTO sealed;
	buffer_init(&plain, DRAFT_MAX_BYTES), buffer_init(&sealed, DRAFT_SEALED_MAX_BYTES);
	assert_int_equal(buffer_add(&plain, canary, strlen(canary)), FAIL_NONE);
	assert_int_equal(draft_seal(token, &plain, &sealed), FAIL_NONE);
	assert_int_equal(door_blob_make("draft", buffer_text(&sealed), sealed.size_bytes, &fd), FAIL_NONE);
	json_t *reply = hub_test_ask(ui, keep_request(code, token), fd, NULL);
	close(fd);
	assert_null(json_object_get(reply, "fail"));
	int64_t until_ms = json_integer_value(json_object_get(reply, "until_ms"));
	json_decref(reply);
	return until_ms;
}

static json_t *find(int ui, const char *name, int *ret_fd)
{
	return hub_test_ask(ui, json_pack("{s:s, s:s}", "verb", "park.find", "name", name), -1, ret_fd);
}

static void is_refused(json_t *reply, const char *why)
{
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "denied");
	assert_string_equal(json_string_value(json_object_get(reply, "why")), why);
	json_decref(reply);
}

/* What is found opens with the code. */
static void opens(int ui, const char *code)
{
	int fd = -1;
	size_t size = 0;
	char bytes[4096];
	struct draft_code read;
	struct draft_token token;
	BUFFER_AUTO plain;
	buffer_init(&plain, DRAFT_MAX_BYTES);
	memcpy(read.text, code, sizeof read.text);
	json_t *reply = find(ui, code_name(code).text, &fd);
	assert_null(json_object_get(reply, "fail"));
	assert_int_equal(door_blob_read(fd, bytes, sizeof bytes, &size), FAIL_NONE);
	assert_int_equal(draft_unlock(&run, &read, json_string_value(json_object_get(reply, "lock")), &token), FAIL_NONE);
	assert_int_equal(draft_open(&token, bytes, size, &plain), FAIL_NONE);
	assert_string_equal(buffer_text(&plain), canary);
	close(fd);
	json_decref(reply);
}

static void it_is_kept_over_a_power_cut_and_opened_once(void **state)
{
	struct draft_token token = { { 9 } };
	struct draft_name name;
	start(*state);
	int ui = screen(*state);
	keep(ui, "K7M4QX", &token);
	close(ui);
	hub_test_kill(*state);
	hub_test_start(*state);
	ui = screen(*state);
	opens(ui, "K7M4QX");
	opens(ui, "K7M4QX"); /* until the screen has it */
	draft_token_name(&token, &name);
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "park.opened", "name", name.text));
	is_refused(find(ui, code_name("K7M4QX").text, NULL), "wrong");
	is_refused(find(ui, name.text, NULL), "wrong");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "park.opened", "name", name.text), "empty");
	close(ui);
}

static void half_an_hour_is_half_an_hour(void **state)
{
	struct draft_token token = { { 9 } };
	start(*state);
	int ui = screen(*state);
	keep(ui, "K7M4QX", &token);
	shared_clock_pass(PARK_MS - 60 * 1000);
	opens(ui, "K7M4QX");
	shared_clock_pass(60 * 1000);
	is_refused(find(ui, code_name("K7M4QX").text, NULL), "wrong");
	close(ui);
}

/* Five in a minute, twenty in an hour; the right one is not looked at meanwhile. */
static void guesses_are_counted(void **state)
{
	struct draft_token token = { { 9 } };
	struct draft_name other = code_name("ZZZZZZ");
	start(*state);
	int ui = screen(*state);
	keep(ui, "K7M4QX", &token);
	for (int minute = 0; minute < PARK_HOUR_WRONG / PARK_MINUTE_WRONG; minute++) {
		for (int i = 0; i < PARK_MINUTE_WRONG; i++)
			is_refused(find(ui, other.text, NULL), "wrong");
		is_refused(find(ui, code_name("K7M4QX").text, NULL), "often");
		shared_clock_pass(60 * 1000);
	}
	is_refused(find(ui, code_name("K7M4QX").text, NULL), "often"); /* the hour's */
	close(ui);
}

/* Whoever types codes until nobody may keeps nobody out who has the ticket's square. */
static void the_square_opens_whatever_others_typed(void **state)
{
	struct draft_token token = { { 9 } }, other = { { 8 } };
	struct draft_name square, wrong;
	int fd = -1;
	start(*state);
	int ui = screen(*state);
	keep(ui, "K7M4QX", &token);
	draft_token_name(&token, &square), draft_token_name(&other, &wrong);
	for (int minute = 0; minute < PARK_HOUR_WRONG / PARK_MINUTE_WRONG; minute++) {
		for (int i = 0; i < PARK_MINUTE_WRONG; i++)
			is_refused(find(ui, wrong.text, NULL), "wrong");
		shared_clock_pass(60 * 1000);
	}
	is_refused(find(ui, wrong.text, NULL), "often");
	is_refused(find(ui, code_name("K7M4QX").text, NULL), "often");
	json_t *reply = find(ui, square.text, &fd);
	assert_null(json_object_get(reply, "fail"));
	close(fd);
	json_decref(reply);
	close(ui);
}

static void what_is_no_draft_is_refused(void **state)
{
	struct draft_token token = { { 9 } };
	int fd = -1;
	start(*state);
	int ui = screen(*state);
	hub_test_refused(ui, keep_request("K7M4QX", &token), "input"); /* nothing came with it */
	static char big[DRAFT_SEALED_MAX_BYTES + 1];
	assert_int_equal(door_blob_make("draft", big, sizeof big, &fd), FAIL_NONE);
	json_t *reply = hub_test_ask(ui, keep_request("K7M4QX", &token), fd, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "limit");
	json_decref(reply);
	close(fd);
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "park.find", "name", "K7M4QX"), "input");
	close(ui);
}

int main(void)
{
#define STOPPED(CASE) cmocka_unit_test_setup_teardown(CASE, hub_test_setup_stopped, hub_test_teardown)
	const struct CMUnitTest cases[] = { STOPPED(it_is_kept_over_a_power_cut_and_opened_once), STOPPED(half_an_hour_is_half_an_hour), STOPPED(guesses_are_counted), STOPPED(the_square_opens_whatever_others_typed), STOPPED(what_is_no_draft_is_refused) };
	return cmocka_run_group_tests_name("hub_park", cases, NULL, NULL);
}
