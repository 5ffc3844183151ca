/* SPDX-License-Identifier: MIT */
/* unit.hub_park - answers that are kept for later: on the disk, sealed, found by who has the ticket, once, for half an hour; guesses are counted. */
#include "firmware/hub/park.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/door.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct draft_key run = { "the key of this run, in memory.." };
static const char canary[] = "CANARY-saffron", mark[] = "00112233445566aa";

static void start(struct given_hub *given)
{
	json_t *staff = staff_list_sam();
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff);
	hub_test_start(given);
}

/* The screen's door, with the key that codes are found by. */
static int screen(struct given_hub *given)
{
	struct draft_key finder;
	char text[2 * DRAFT_KEY_BYTES + 1];
	int ui = hub_test_enter(given, "ui");
	draft_finder(&run, &finder);
	sodium_bin2hex(text, sizeof text, finder.bytes, sizeof finder.bytes);
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "hello", "park", text));
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

/* Sam signs in at the desk. */
static void sign_in(int desk, char session[static 33])
{
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 33, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
}

static json_t *pick(const char *session, const char *ticket)
{
	return json_pack("{s:s, s:s, s:s}", "verb", "park.pick", "session", session, "ticket", ticket);
}

static json_t *listed(int desk, const char *session)
{
	return hub_test_ask(desk, json_pack("{s:s, s:s}", "verb", "park.list", "session", session), -1, NULL);
}

static void the_desk_brings_it_to_the_screen_and_sees_nothing_of_it(void **state)
{
	struct draft_token token = { { 9 } };
	char session[33], text[DRAFT_TOKEN_TEXT_BYTES];
	start(*state);
	int ui = screen(*state), desk = hub_test_enter(*state, "desk");
	sign_in(desk, session);
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", mark));
	keep(ui, "K7M4QX", &token);
	is_refused(hub_test_ask(desk, pick(session, "k7m 4qx"), -1, NULL), "in-use");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	json_t *list = listed(desk, session), *row = json_array_get(json_object_get(list, "kept"), 0);
	assert_string_equal(json_string_value(json_object_get(row, "state")), "kept");
	assert_string_equal(json_string_value(json_object_get(row, "service")), "missed-bin");
	assert_int_equal(json_object_size(row), 5); /* and nothing that opens it */
	json_decref(list);
	draft_token_write(&token, text);
	for (int i = 0; i < 2; i++) {
		json_t *reply = hub_test_ask(desk, pick(session, i ? text : "k7m 4qx"), -1, NULL), *bell = NULL;
		assert_null(json_object_get(reply, "fail"));
		json_decref(reply);
		do {
			json_decref(bell);
			bell = hub_test_bell(ui, "park");
		} while (!json_object_get(bell, "ticket"));
		assert_string_equal(json_string_value(json_object_get(bell, "ticket")), i ? text : "K7M4QX");
		json_decref(bell);
	}
	list = listed(desk, session);
	row = json_array_get(json_object_get(list, "kept"), 0);
	assert_string_equal(json_string_value(json_object_get(row, "state")), "brought");
	assert_string_equal(json_string_value(json_object_get(row, "name")), "Sam");
	json_decref(list);
	opens(ui, "K7M4QX");
	close(ui), close(desk);
}

static void who_guesses_at_the_desk_waits_and_others_do_not(void **state)
{
	struct draft_token token = { { 9 } };
	char session[33], text[DRAFT_TOKEN_TEXT_BYTES];
	start(*state);
	int ui = screen(*state), desk = hub_test_enter(*state, "desk");
	sign_in(desk, session);
	keep(ui, "K7M4QX", &token);
	hub_test_refused(desk, pick("00000000000000000000000000000000", "K7M4QX"), "denied");
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "park.list", "session", "00000000000000000000000000000000"), "denied");
	for (int i = 0; i < PARK_MINUTE_WRONG; i++)
		is_refused(hub_test_ask(desk, pick(session, i ? "ZZZZZZ" : "what?"), -1, NULL), "wrong");
	is_refused(hub_test_ask(desk, pick(session, "K7M4QX"), -1, NULL), "often");
	draft_token_write(&token, text);
	hub_test_tell(desk, pick(session, text)); /* nobody guesses a square */
	for (int i = 0; i < PARK_MINUTE_WRONG; i++)
		is_refused(find(ui, code_name("ZZZZZZ").text, NULL), "wrong");
	is_refused(find(ui, code_name("ZZZZZZ").text, NULL), "often");
	opens(ui, "K7M4QX"); /* brought here: it was right already */
	char longest[DRAFT_TYPED_MAX_BYTES + 2];
	memset(longest, 'A', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	hub_test_refused(desk, pick(session, longest), "limit");
	close(ui), close(desk);
}

int main(void)
{
	assert_true(sodium_init() >= 0);
#define STOPPED(CASE) cmocka_unit_test_setup_teardown(CASE, hub_test_setup_stopped, hub_test_teardown)
	const struct CMUnitTest cases[] = { STOPPED(it_is_kept_over_a_power_cut_and_opened_once), STOPPED(half_an_hour_is_half_an_hour), STOPPED(guesses_are_counted), STOPPED(the_square_opens_whatever_others_typed), STOPPED(what_is_no_draft_is_refused),
		STOPPED(the_desk_brings_it_to_the_screen_and_sees_nothing_of_it), STOPPED(who_guesses_at_the_desk_waits_and_others_do_not) };
	return cmocka_run_group_tests_name("hub_park", cases, NULL, NULL);
}
