/* SPDX-License-Identifier: MIT */
/* unit.hub_staff - who signs in, who is kept out and for how long, and when they are out again. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/clock.h"
#include "firmware/base/date.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <sys/stat.h>

#define KIOSK "0192aaaa-0000-7000-8000-00000000c0de"

/* A hub with the list @staff (stolen), and the site's hours as @hours says. */
static void start_with(struct given_hub *given, json_t *staff, const char *hours)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], text[1024];
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff);
	given_path(folder, given->folder, "site");
	mkdir(folder, 0700);
	given_path(path, folder, "site.json");
	snprintf(text, sizeof text, "{\"council\":\"M\",\"branch\":\"C\",\"phone\":\"1\",\"desk\":\"there\",\"languages\":[\"en\"],\"hours\":{%s}}", hours);
	given_file(path, text, 0600);
	hub_test_start(given);
}

static json_t *enter(const char *number, const char *pin)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", number, "pin", pin);
}

/* @request is answered; what the answer has for @why ("" it was a success) and, if there is one, for the wait in seconds. */
static void expect(int fd, json_t *request, const char *why, int64_t wait_s)
{
	json_t *reply = hub_test_ask(fd, request, -1, NULL);
	const char *got = json_string_value(json_object_get(reply, "why")), *refused = json_string_value(json_object_get(reply, "fail"));
	if (strcmp(got ? got : "", why) != 0 || (!refused) != !why[0])
		fail_msg("expected \"%s\", got \"%s\" (%s)", why, got ? got : "", refused ? json_string_value(json_object_get(reply, "words")) : "let in");
	if (wait_s >= 0)
		assert_in_range(json_integer_value(json_object_get(reply, "wait_s")), wait_s > 0 ? wait_s - 1 : 0, wait_s);
	json_decref(reply);
}

static void leave(int fd)
{
	hub_test_tell(fd, json_pack("{s:s}", "verb", "staff.leave"));
}

/* The next bell "staff", which must have @state and @why; a slow machine may be warned before somebody is out. */
static void expect_bell(int fd, const char *state, const char *why)
{
	json_t *bell = hub_test_bell(fd, "staff");
	if (strcmp(state, "left") == 0 && strcmp(json_string_value(json_object_get(bell, "state")), "warning") == 0) {
		json_decref(bell);
		bell = hub_test_bell(fd, "staff");
	}
	assert_string_equal(json_string_value(json_object_get(bell, "state")), state);
	assert_string_equal(json_string_value(json_object_get(bell, "why")) ? json_string_value(json_object_get(bell, "why")) : "", why);
	json_decref(bell);
}

static void a_right_pin_or_badge_lets_in_and_the_screen_hears_it(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, enter("4471", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	assert_string_equal(json_string_value(json_object_get(reply, "name")), "Sam");
	assert_string_equal(json_string_value(json_object_get(reply, "role")), "staff");
	assert_null(json_object_get(reply, "session")); /* at the kiosk there is one, and the door says whose */
	json_decref(reply);
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "staff.state"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "in"), "id")), "sam");
	json_decref(reply);
	hub_test_refused(ui, enter("4471", "839205"), "busy");
	leave(ui);
	hub_test_refused(ui, json_pack("{s:s}", "verb", "staff.leave"), "denied");
	expect(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "badge", "who", "04A2B3C4", "pin", "839205"), "", -1);
	leave(ui);
	close(ui);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "event=auth_pin_ok"));
	assert_null(strstr(said, "839205"));
	free(said);
}

static void nobody_signs_in_without_a_list_or_with_somebody_elses(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	hub_test_config(given, NULL);
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, enter("4471", "839205"), "empty");
	hub_test_refused(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "code", "code", "0000000000", "reason", "other"), "empty");
	close(ui);
	assert_int_equal(process_stop(&given->process), 0);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	given_path(path, given->state, "device.pem");
	assert_int_equal(unlink(path), 0); /* another kiosk has another key: the list is there and stays shut */
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, enter("4471", "839205"), "empty");
	close(ui);
}

static void an_unknown_number_is_told_what_a_wrong_pin_is(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	json_t *wrong = hub_test_ask(ui, enter("4471", "839206"), -1, NULL), *unknown = hub_test_ask(ui, enter("9999", "839206"), -1, NULL);
	assert_true(json_equal(wrong, unknown));
	assert_string_equal(json_string_value(json_object_get(wrong, "why")), "wrong");
	json_decref(wrong);
	json_decref(unknown);
	close(ui);
}

/* The fifth wrong one is told how long to wait, and so is whoever comes during the wait; the right PIN, too. */
static void waits_double_and_survive_a_restart_and_a_clock_that_is_set(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	for (int i = 0; i < 4; i++)
		expect(ui, enter("4471", "111111"), "wrong", 0);
	expect(ui, enter("4471", "111111"), "wrong", 15);
	expect(ui, enter("4471", "839205"), "locked", 15);
	shared_clock_pass(14000);
	expect(ui, enter("4471", "839205"), "locked", 1);
	shared_clock_pass(1000);
	expect(ui, enter("4471", "111111"), "wrong", 30);
	close(ui);
	hub_test_kill(given);
	shared_clock_pass(29000);
	hub_test_start(given); /* who restarts it waits anew */
	ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "839205"), "locked", 30);
	expect(ui, enter("9999", "839205"), "locked", 30); /* for the kiosk, whoever it is */
	shared_clock_pass(30000);
	expect(ui, enter("4471", "839205"), "", -1);
	leave(ui);
	expect(ui, enter("4471", "111111"), "wrong", 0); /* a right one begins anew */
	close(ui);
}

static int hashes_of(const struct given_hub *given)
{
	char *said = given_text(given->said);
	int hashes = 0;
	for (const char *at = said; (at = strstr(at, "event=auth_pin_fail")); at++)
		hashes++;
	for (const char *at = said; (at = strstr(at, "event=auth_lockout")); at++)
		hashes++;
	free(said);
	return hashes;
}

static void ten_thousand_guesses_are_fifteen_hashes(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui"), wrong = 0, locked = 0, dead = 0;
	for (int i = 0; i < 10000; i++) {
		char pin[8];
		snprintf(pin, sizeof pin, "%06d", i);
		json_t *reply = hub_test_ask(ui, enter("4471", pin), -1, NULL);
		const char *why = json_string_value(json_object_get(reply, "why"));
		wrong += strcmp(why, "wrong") == 0, locked += strcmp(why, "locked") == 0, dead += strcmp(why, "dead") == 0;
		json_decref(reply);
		if (i % 100 == 99)
			shared_clock_pass(3 * 60 * 60 * 1000); /* as patient as can be */
	}
	assert_int_equal(wrong, 14);
	assert_int_equal(wrong + locked + dead, 10000);
	assert_int_equal(hashes_of(given), 15);
	expect(ui, enter("4471", "839205"), "dead", -1);
	expect(ui, enter("9999", "839205"), "dead", -1); /* the kiosk, too */
	close(ui);
	int desk = hub_test_enter(given, "desk");
	expect(desk, enter("9999", "839205"), "wrong", 0);
	expect(desk, enter("4471", "839205"), "", -1); /* but not the desk, nor Sam there */
	close(desk);
	assert_int_equal(process_stop(&given->process), 0);
	staff_list(given->state, given->folder, 1, staff_list_sam()); /* a new PIN (another salt), and unlocked */
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "839205"), "", -1);
	close(ui);
}

/* Whether the hub was killed while it found out about a right PIN: after it had taken it, and before it said anything. */
static bool kill_in_between(struct given_hub *given)
{
	int ui = hub_test_enter(given, "ui"), admin = hub_test_enter(given, "admin"), blob = -1;
	json_t *request = enter("4471", "839205"), *frame = NULL;
	assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
	json_decref(request);
	json_decref(hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL)); /* the hub answers others meanwhile */
	hub_test_kill(given);
	bool between = door_receive(ui, DOOR_FRAME_MAX_BYTES, &frame, &blob) != FAIL_NONE;
	json_decref(frame);
	close(ui);
	close(admin);
	hub_test_start(given);
	return between;
}

/* Each try was on the disk before its hash began: the right PIN itself is locked out by kills. */
static void a_kill_between_count_and_hash_gives_no_try_back(void **state)
{
	struct given_hub *given = *state;
	json_t *staff = staff_list_sam();
	json_object_set_new(json_array_get(staff, 0), "slow", json_true());
	start_with(given, staff, "");
	for (int kills = 0, rounds = 0; kills < 5; rounds++) {
		assert_true(rounds < 100); /* a machine that stands still in between may let the hash end, which begins anew */
		kills = kill_in_between(given) ? kills + 1 : 0;
	}
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "839205"), "locked", 15);
	close(ui);
}

static void who_does_nothing_is_warned_and_out_after_two_minutes(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "839205"), "", -1);
	shared_clock_pass(91 * 1000);
	json_t *bell = hub_test_bell(ui, "staff");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), "warning");
	assert_in_range(json_integer_value(json_object_get(bell, "left_s")), 20, 30);
	json_decref(bell);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	shared_clock_pass(91 * 1000);
	expect_bell(ui, "warning", "idle");
	shared_clock_pass(30 * 1000);
	expect_bell(ui, "left", "idle");
	hub_test_refused(ui, json_pack("{s:s}", "verb", "staff.seen"), "denied");
	close(ui);
}

static void twenty_minutes_are_the_most(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "839205"), "", -1);
	for (int minute = 0; minute < 19; minute++) {
		shared_clock_pass(60 * 1000);
		hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	}
	shared_clock_pass(40 * 1000);
	expect_bell(ui, "warning", "overall");
	shared_clock_pass(21 * 1000);
	expect_bell(ui, "left", "overall");
	close(ui);
}

static void time_stands_still_while_paper_is_put_in(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui"), admin = hub_test_enter(given, "admin");
	expect(ui, enter("4471", "839205"), "", -1);
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "printer.guide", "say", "begin"));
	json_decref(hub_test_bell(ui, "guide"));
	shared_clock_pass(5 * 60 * 1000);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "printer.guide", "say", "stop"));
	json_decref(hub_test_bell(ui, "guide"));
	shared_clock_pass(121 * 1000);
	expect_bell(ui, "left", "idle");
	close(ui);
	close(admin);
}

static void several_sign_in_at_the_desk_each_with_a_session(void **state)
{
	struct given_hub *given = *state;
	json_t *staff = staff_list_sam();
	json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", "priya", "number", "5522", "name", "Priya", "role", "supervisor", "pin", "507463"));
	start_with(given, staff, "");
	int desk = hub_test_enter(given, "desk");
	json_t *sam = hub_test_ask(desk, enter("4471", "839205"), -1, NULL), *priya = hub_test_ask(desk, enter("5522", "507463"), -1, NULL);
	const char *one = json_string_value(json_object_get(sam, "session")), *other = json_string_value(json_object_get(priya, "session"));
	assert_int_equal(strlen(one), 32);
	assert_string_not_equal(one, other);
	hub_test_tell(desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", one));
	hub_test_tell(desk, json_pack("{s:s, s:s}", "verb", "staff.leave", "session", one));
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", one), "denied");
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", "00000000000000000000000000000000"), "denied");
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", ""), "denied");
	hub_test_refused(desk, json_pack("{s:s}", "verb", "staff.seen"), "input");
	hub_test_tell(desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", other));
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", other), "denied"); /* a session of the desk is none at the kiosk */
	json_decref(sam);
	json_decref(priya);
	close(ui);
	close(desk);
}

static void nobody_takes_all_the_places_at_the_desk(void **state)
{
	struct given_hub *given = *state;
	json_t *staff = staff_list_sam(), *first = NULL;
	json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", "priya", "number", "5522", "name", "Priya", "role", "supervisor", "pin", "507463"));
	start_with(given, staff, "");
	int desk = hub_test_enter(given, "desk");
	for (int i = 0; i < 66; i++) {
		json_t *reply = hub_test_ask(desk, enter("4471", "839205"), -1, NULL);
		assert_non_null(json_object_get(reply, "session"));
		first = first ? first : json_incref(reply);
		json_decref(reply);
	}
	hub_test_refused(desk, json_pack("{s:s, s:O}", "verb", "staff.seen", "session", json_object_get(first, "session")), "denied");
	expect(desk, enter("5522", "507463"), "", 0);
	json_decref(first);
	close(desk);
}

static json_t *with_code(const char *code, const char *reason)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "code", "code", code, "reason", reason);
}

static void a_code_of_the_help_desk_lets_in_once_and_unlocks_the_kiosk(void **state)
{
	struct given_hub *given = *state;
	char code[CODE_DIGITS + 1], next[CODE_DIGITS + 1];
	start_with(given, staff_list_sam(), "");
	staff_list_code(KIOSK, clock_wall_ms(), 1, code);
	staff_list_code(KIOSK, clock_wall_ms(), 2, next);
	int ui = hub_test_enter(given, "ui");
	for (int i = 0; i < 5; i++)
		expect(ui, enter("9999", "111111"), "wrong", -1);
	expect(ui, enter("4471", "839205"), "locked", 15);
	hub_test_refused(ui, with_code(code, ""), "input");
	hub_test_refused(ui, with_code(code, "because Mrs Jones asked"), "limit");
	expect(ui, with_code(next, "forgot-pin"), "wrong", 0);
	json_t *reply = hub_test_ask(ui, with_code(code, "forgot-pin"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "role")), "code");
	assert_int_equal(json_array_size(json_object_get(reply, "rights")), 2);
	json_decref(reply);
	leave(ui);
	expect(ui, with_code(code, "forgot-pin"), "wrong", 0); /* once */
	expect(ui, enter("4471", "839205"), "", -1);
	leave(ui);
	close(ui);
	hub_test_kill(given);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	expect(ui, with_code(code, "forgot-pin"), "wrong", 0); /* also after a restart */
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "staff.state"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "number")), 2);
	json_decref(reply);
	expect(ui, with_code(next, "other"), "", -1);
	close(ui);
	int desk = hub_test_enter(given, "desk");
	hub_test_refused(desk, with_code(code, "other"), "denied");
	close(desk);
}

static void a_volunteer_is_out_at_closing_time_and_cannot_come_in_after_it(void **state)
{
	struct given_hub *given = *state;
	char hours[256];
	int minutes = 0;
	shared_clock();
	int weekday = date_weekday(date_of_ms(clock_wall_ms(), &minutes));
	static const char *const days[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
	if (minutes >= 23 * 60 + 50) { /* the day must have some minutes left */
		shared_clock_pass(20 * 60 * 1000);
		weekday = date_weekday(date_of_ms(clock_wall_ms(), &minutes));
	}
	int closes = minutes + 3;
	snprintf(hours, sizeof hours, "\"%s\":[\"00:00\",\"%02d:%02d\"]", days[weekday], closes / 60, closes % 60);
	start_with(given, json_pack("[{s:s, s:s, s:s, s:s, s:s}]", "id", "vera", "number", "123", "name", "Vera", "role", "volunteer", "pin", "839205"), hours);
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("123", "839205"), "", -1);
	shared_clock_pass(50 * 1000);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	shared_clock_pass(50 * 1000);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	shared_clock_pass(81 * 1000);
	expect_bell(ui, "left", "closing");
	expect(ui, enter("123", "839205"), "expired", -1);
	close(ui);
}

static void who_is_past_their_last_day_is_expired_only_with_the_right_pin(void **state)
{
	struct given_hub *given = *state;
	json_t *staff = staff_list_sam();
	json_object_set_new(json_array_get(staff, 0), "until", json_string("2020-12-31"));
	start_with(given, staff, "");
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("4471", "111111"), "wrong", 0);
	expect(ui, enter("4471", "839205"), "expired", -1);
	close(ui);
}

static void who_may_prints_what_is_held_and_puts_paper_in(void **state)
{
	struct given_hub *given = *state;
	start_with(given, staff_list_sam(), "");
	int ui = hub_test_enter(given, "ui");
	const char *reference = hub_test_reference(1).text;
	json_t *print = json_pack("{s:s, s:s}", "verb", "staff.print", "reference", reference), *paper = json_pack("{s:s, s:s}", "verb", "printer.guide", "say", "begin");
	hub_test_tell(ui, hub_test_submission(1, 400));
	hub_test_refused(ui, json_incref(print), "denied");
	hub_test_refused(ui, json_incref(paper), "denied");
	expect(ui, enter("4471", "839205"), "", -1);
	hub_test_tell(ui, print);
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "staff.print", "reference", hub_test_reference(2).text), "empty");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "staff.print", "reference", "nonsense"), "input");
	hub_test_tell(ui, paper);
	json_t *now = hub_test_ask(ui, json_pack("{s:s}", "verb", "printer.guide"), -1, NULL);
	assert_true(json_is_true(json_object_get(now, "screen")));
	json_decref(now);
	close(ui);
}

static void a_volunteer_puts_no_paper_in(void **state)
{
	struct given_hub *given = *state;
	start_with(given, json_pack("[{s:s, s:s, s:s, s:s, s:s}]", "id", "vera", "number", "123", "name", "Vera", "role", "volunteer", "pin", "839205"),
		"\"sun\":[\"00:00\",\"24:00\"],\"mon\":[\"00:00\",\"24:00\"],\"tue\":[\"00:00\",\"24:00\"],\"wed\":[\"00:00\",\"24:00\"],\"thu\":[\"00:00\",\"24:00\"],\"fri\":[\"00:00\",\"24:00\"],\"sat\":[\"00:00\",\"24:00\"]");
	int ui = hub_test_enter(given, "ui");
	expect(ui, enter("123", "839205"), "", -1);
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "printer.guide", "say", "begin"), "denied");
	close(ui);
}

static void other_doors_and_requests_that_are_too_large_are_closed(void **state)
{
	struct given_hub *given = *state;
	char large[1100];
	start_with(given, staff_list_sam(), "");
	memset(large, 'x', sizeof large - 1);
	large[sizeof large - 1] = '\0';
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, enter("4471", "8392055"), "limit");
	hub_test_refused(ui, enter("447100000000000000000000000000000", "839205"), "limit");
	json_t *request = enter(large, "839205");
	assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
	json_decref(request);
	hub_test_closed(ui);
	int sync = hub_test_enter(given, "sync");
	request = enter("4471", "839205");
	assert_int_equal(door_send(sync, request, -1), FAIL_NONE);
	json_decref(request);
	hub_test_closed(sync);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(a_right_pin_or_badge_lets_in_and_the_screen_hears_it), hub_test_stopped(nobody_signs_in_without_a_list_or_with_somebody_elses),
		hub_test_stopped(an_unknown_number_is_told_what_a_wrong_pin_is), hub_test_stopped(waits_double_and_survive_a_restart_and_a_clock_that_is_set),
		hub_test_stopped(ten_thousand_guesses_are_fifteen_hashes), hub_test_stopped(a_kill_between_count_and_hash_gives_no_try_back),
		hub_test_stopped(who_does_nothing_is_warned_and_out_after_two_minutes), hub_test_stopped(twenty_minutes_are_the_most),
		hub_test_stopped(time_stands_still_while_paper_is_put_in), hub_test_stopped(several_sign_in_at_the_desk_each_with_a_session),
		hub_test_stopped(nobody_takes_all_the_places_at_the_desk),
		hub_test_stopped(a_code_of_the_help_desk_lets_in_once_and_unlocks_the_kiosk), hub_test_stopped(a_volunteer_is_out_at_closing_time_and_cannot_come_in_after_it),
		hub_test_stopped(who_is_past_their_last_day_is_expired_only_with_the_right_pin), hub_test_stopped(who_may_prints_what_is_held_and_puts_paper_in), hub_test_stopped(a_volunteer_puts_no_paper_in),
		hub_test_stopped(other_doors_and_requests_that_are_too_large_are_closed),
	};
	return cmocka_run_group_tests_name("hub_staff", cases, NULL, NULL);
}
