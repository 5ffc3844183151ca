/* SPDX-License-Identifier: MIT */
/*
 * unit.hub_sources - who guesses PINs from the desk's network keeps nobody out: not at the kiosk, not at other addresses, not at a browser that they know; and a
 * desk that is left open hears on and does nothing. Counts are printed.
 */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/clock.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>

enum { GUESSES = 10000, PEOPLE = 4 };

static void start_with(struct given_hub *given, json_t *staff)
{
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff);
	hub_test_start(given);
}

static json_t *two_people(void)
{
	json_t *staff = staff_list_sam();
	json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", "priya", "number", "5522", "name", "Priya", "role", "supervisor", "pin", "507463"));
	return staff;
}

static json_t *enter(const char *number, const char *pin, const char *from, const char *known)
{
	json_t *request = json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", number, "pin", pin);
	if (from)
		json_object_set_new(request, "from", json_string(from));
	if (known)
		json_object_set_new(request, "known", json_string(known));
	return request;
}

/* Why @request is refused; "" it was a success. */
static const char *why(int fd, json_t *request)
{
	static char text[16];
	json_t *reply = hub_test_ask(fd, request, -1, NULL);
	const char *got = json_string_value(json_object_get(reply, "why")), *fail = json_string_value(json_object_get(reply, "fail"));
	snprintf(text, sizeof text, "%s", got ? got : fail ? fail : "");
	json_decref(reply);
	return text;
}

/* Signs in at the desk; the session and what its browser is known by. */
static void desk_in(int desk, json_t *request, char session[static 40], char known[static 300])
{
	json_t *reply = hub_test_ask(desk, request, -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 40, "%s", json_string_value(json_object_get(reply, "session")));
	snprintf(known, 300, "%s", json_string_value(json_object_get(reply, "known")));
	json_decref(reply);
}

static json_t *about(const char *verb, const char *session)
{
	return json_pack("{s:s, s:s}", "verb", verb, "session", session);
}

/* The next bell "staff" that is no warning. */
static void expect_bell(int fd, const char *state, const char *reason)
{
	json_t *bell = hub_test_bell(fd, "staff");
	while (strcmp(json_string_value(json_object_get(bell, "state")), "warning") == 0) {
		json_decref(bell);
		bell = hub_test_bell(fd, "staff");
	}
	assert_string_equal(json_string_value(json_object_get(bell, "state")), state);
	const char *got = json_string_value(json_object_get(bell, "why"));
	assert_string_equal(got ? got : "", reason);
	json_decref(bell);
}

static void guesses_from_the_network_keep_nobody_out(void **state)
{
	struct given_hub *given = *state;
	char session[40], known[300], from[16];
	int tried = 0, refused = 0;
	start_with(given, two_people());
	int desk = hub_test_enter(given, "desk");
	desk_in(desk, enter("4471", "839205", "10.0.0.9", NULL), session, known);
	hub_test_tell(desk, about("staff.leave", session));
	for (int i = 0; i < 400; i++) { /* from a hundred addresses, until Sam is shut out at the desk */
		char pin[8];
		snprintf(pin, sizeof pin, "%06d", i);
		snprintf(from, sizeof from, "10.0.1.%d", i % 100);
		const char *said = why(desk, enter("4471", pin, from, NULL));
		tried += strcmp(said, "wrong") == 0;
		refused += strcmp(said, "wrong") != 0;
		shared_clock_pass(3 * 60 * 1000);
	}
	print_message("of 400 guesses from 100 addresses %d were tried, %d refused unseen\n", tried, refused);
	assert_in_range(tried, 10, 15);
	shared_clock_pass(3 * 60 * 60 * 1000);
	assert_string_equal(why(desk, enter("4471", "839205", "10.0.0.8", NULL)), "dead"); /* who is a stranger there */
	desk_in(desk, enter("4471", "839205", "10.0.0.9", known), session, known); /* not where Sam is known */
	assert_string_equal(why(desk, enter("5522", "507463", "10.0.0.8", NULL)), ""); /* nor anybody else */
	int ui = hub_test_enter(given, "ui");
	assert_string_equal(why(ui, enter("4471", "839205", NULL, NULL)), ""); /* nor Sam at the kiosk */
	close(ui);
	close(desk);
}

static void an_address_that_guesses_waits_and_others_do_not(void **state)
{
	struct given_hub *given = *state;
	char session[40], known[300];
	start_with(given, two_people());
	int desk = hub_test_enter(given, "desk");
	for (int i = 0; i < 5; i++) { /* a number each, so that no person is locked */
		char number[8];
		snprintf(number, sizeof number, "90%d", i);
		assert_string_equal(why(desk, enter(number, "111111", "10.0.0.66", NULL)), "wrong");
	}
	assert_string_equal(why(desk, enter("4471", "839205", "10.0.0.66", NULL)), "locked");
	desk_in(desk, enter("4471", "839205", "10.0.0.9", NULL), session, known);
	desk_in(desk, enter("4471", "839205", "10.0.0.66", known), session, known); /* nor is who is known behind the same address */
	for (int i = 0; i < 40; i++) { /* for hours: it waits longer and longer, and is never shut out for good */
		char number[8];
		snprintf(number, sizeof number, "8%02d", i);
		(void)why(desk, enter(number, "111111", "10.0.0.66", NULL));
		shared_clock_pass(3 * 60 * 60 * 1000);
	}
	assert_string_equal(why(desk, enter("5522", "507463", "10.0.0.66", NULL)), "");
	close(desk);
}

/* As patient as can be, at four people from a browser that is known for one of them. */
static void ten_thousand_guesses_over_the_network(void **state)
{
	struct given_hub *given = *state;
	json_t *staff = json_array();
	int tried = 0, locked = 0, dead = 0;
	static const char *const pins[PEOPLE] = { "839205", "507463", "628194", "914637" };
	char session[40], known[300];
	for (int i = 0; i < PEOPLE; i++) {
		char id[8], number[8];
		snprintf(id, sizeof id, "p-%d", i);
		snprintf(number, sizeof number, "100%d", i);
		json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "P", "role", "staff", "pin", pins[i]));
	}
	start_with(given, staff);
	int desk = hub_test_enter(given, "desk");
	desk_in(desk, enter("1000", pins[0], "10.0.0.9", NULL), session, known);
	for (int i = 0; i < GUESSES; i++) {
		char pin[8], number[8], from[16];
		snprintf(pin, sizeof pin, "%06d", i / PEOPLE);
		snprintf(number, sizeof number, "100%d", i % PEOPLE);
		snprintf(from, sizeof from, "10.0.%d.%d", i / 250 % 40, i % 250);
		const char *said = why(desk, enter(number, pin, from, known));
		tried += strcmp(said, "wrong") == 0, locked += strcmp(said, "locked") == 0, dead += strcmp(said, "dead") == 0;
		if (i % 40 == 39)
			shared_clock_pass(3 * 60 * 60 * 1000);
	}
	print_message("of %d guesses at %d people %d were tried, %d had to wait, %d found nobody to guess at\n", GUESSES, PEOPLE, tried, locked, dead);
	assert_int_equal(tried + locked + dead, GUESSES);
	assert_in_range(tried, 14 * PEOPLE, 15 * (PEOPLE + 1)); /* each person once, and the known browser once more */
	int ui = hub_test_enter(given, "ui");
	assert_string_equal(why(ui, enter("1000", pins[0], NULL, NULL)), "");
	close(ui);
	close(desk);
}

static void a_desk_that_is_left_open_hears_on_and_does_nothing(void **state)
{
	struct given_hub *given = *state;
	char session[40], known[300];
	start_with(given, two_people());
	int desk = hub_test_enter(given, "desk");
	desk_in(desk, enter("4471", "839205", "10.0.0.9", NULL), session, known);
	hub_test_tell(desk, json_pack("{s:s, s:s, s:b}", "verb", "staff.hears", "session", session, "on", true));
	shared_clock_pass(121 * 1000);
	expect_bell(desk, "locked", "");
	json_t *shown = hub_test_ask(desk, about("desk.state", session), -1, NULL);
	assert_true(json_is_true(json_object_get(shown, "locked")));
	json_decref(shown);
	json_decref(hub_test_ask(desk, about("help.list", session), -1, NULL));
	hub_test_refused(desk, json_pack("{s:s, s:s, s:s, s:i}", "verb", "help.take", "session", session, "ticket", "A1", "minutes", 5), "denied");
	hub_test_refused(desk, json_pack("{s:s, s:s, s:s}", "verb", "staff.print", "session", session, "reference", hub_test_reference(1).text), "denied");
	hub_test_tell(desk, about("staff.seen", session)); /* a touch opens nothing */
	hub_test_refused(desk, json_pack("{s:s, s:s, s:s}", "verb", "staff.print", "session", session, "reference", hub_test_reference(1).text), "denied");
	shared_clock_pass(3 * 60 * 60 * 1000);
	json_decref(hub_test_ask(desk, about("help.list", session), -1, NULL));
	assert_string_equal(why(desk, json_pack("{s:s, s:s, s:s}", "verb", "staff.again", "session", session, "pin", "111111")), "wrong");
	assert_string_equal(why(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.again", "session", session, "pin", "839205", "known", known)), "");
	hub_test_refused(desk, json_pack("{s:s, s:s, s:s}", "verb", "staff.print", "session", session, "reference", hub_test_reference(1).text), "empty");
	hub_test_tell(desk, json_pack("{s:s, s:s, s:b}", "verb", "staff.hears", "session", session, "on", false));
	shared_clock_pass(121 * 1000);
	expect_bell(desk, "left", "idle");
	hub_test_refused(desk, about("help.list", session), "denied");
	close(desk);
}

static void at_the_kiosk_the_pin_gives_twenty_minutes_more_once(void **state)
{
	struct given_hub *given = *state;
	start_with(given, two_people());
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "staff.again", "pin", "839205"), "denied");
	assert_string_equal(why(ui, enter("4471", "839205", NULL, NULL)), "");
	for (int minute = 0; minute < 19; minute++) {
		shared_clock_pass(60 * 1000);
		hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	}
	assert_string_equal(why(ui, json_pack("{s:s, s:s}", "verb", "staff.again", "pin", "507463")), "wrong"); /* somebody else's */
	assert_string_equal(why(ui, json_pack("{s:s, s:s}", "verb", "staff.again", "pin", "839205")), "");
	for (int minute = 0; minute < 19; minute++) {
		shared_clock_pass(60 * 1000);
		hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.seen"));
	}
	assert_string_equal(why(ui, json_pack("{s:s, s:s}", "verb", "staff.again", "pin", "839205")), "empty");
	shared_clock_pass(61 * 1000 + 60 * 1000);
	expect_bell(ui, "left", "overall");
	close(ui);
}

/* Number 6000 and on, all with one PIN. */
static json_t *many_people(int count)
{
	json_t *staff = json_array();
	for (int i = 0; i < count; i++) {
		char id[16], number[8];
		snprintf(id, sizeof id, "person-%d", i);
		snprintf(number, sizeof number, "%d", 6000 + i);
		json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "Priya", "role", "staff", "pin", "507463"));
	}
	return staff;
}

/* Eight people at eight places each: nobody makes room for a ninth person, and who comes once more makes it for themselves. */
static void sixty_four_are_signed_in_and_the_next_leaves_where_they_were_first(void **state)
{
	enum { EIGHT = 8 };
	struct given_hub *given = *state;
	char first[EIGHT][40] = { "" }, session[40], known[300], number[8], from[16];
	start_with(given, many_people(EIGHT + 1));
	int desk = hub_test_enter(given, "desk");
	for (int person = 0; person < EIGHT; person++)
		for (int place = 0; place < EIGHT; place++) {
			snprintf(number, sizeof number, "%d", 6000 + person);
			snprintf(from, sizeof from, "10.0.0.%d", person + 1);
			desk_in(desk, enter(number, "507463", from, place ? known : NULL), place ? session : first[person], known);
			shared_clock_pass(10);
		}
	assert_string_equal(why(desk, enter("6008", "507463", "10.0.0.9", NULL)), "busy");
	desk_in(desk, enter("6007", "507463", "10.0.0.8", known), session, known);
	for (int person = 0; person < EIGHT - 1; person++)
		hub_test_tell(desk, about("staff.seen", first[person]));
	hub_test_tell(desk, about("staff.seen", session));
	hub_test_refused(desk, about("staff.seen", first[EIGHT - 1]), "denied");
	int ui = hub_test_enter(given, "ui");
	assert_string_equal(why(ui, enter("6008", "507463", NULL, NULL)), ""); /* the kiosk has a place of its own */
	close(ui);
	close(desk);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(guesses_from_the_network_keep_nobody_out), hub_test_stopped(an_address_that_guesses_waits_and_others_do_not), hub_test_stopped(ten_thousand_guesses_over_the_network),
		hub_test_stopped(a_desk_that_is_left_open_hears_on_and_does_nothing), hub_test_stopped(at_the_kiosk_the_pin_gives_twenty_minutes_more_once),
		hub_test_stopped(sixty_four_are_signed_in_and_the_next_leaves_where_they_were_first),
	};
	return cmocka_run_group_tests_name("hub_sources", cases, NULL, NULL);
}
