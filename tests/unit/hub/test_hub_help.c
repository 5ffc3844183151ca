/* SPDX-License-Identifier: MIT */
/* unit.hub_help - somebody asks for a person: one call at a time, its ticket, and whether anybody hears it. */
#include "firmware/hub/help.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/store/audit.h"
#include "firmware/store/sql.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

static const char mark[] = "00112233445566aa", other_mark[] = "ffeeddccbbaa9988";

static json_t *call(const char *visit)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "from", "question", "language", "cy", "visit", visit);
}

static json_t *with(json_t *request, const char *key, json_t *value)
{
	json_object_set_new(request, key, value);
	return request;
}

static void is(const json_t *frame, const char *ticket, const char *state)
{
	assert_string_equal(json_string_value(json_object_get(frame, "ticket")), ticket);
	assert_string_equal(json_string_value(json_object_get(frame, "state")), state);
}

static void called(int ui, json_t *request, const char *ticket, const char *state)
{
	json_t *reply = hub_test_ask(ui, request, -1, NULL);
	is(reply, ticket, state);
	json_decref(reply);
}

static void rings(int ui, const char *ticket, const char *state)
{
	json_t *bell = hub_test_bell(ui, "help");
	is(bell, ticket, state);
	json_decref(bell);
}

/* A hub that knows Sam. */
static void start(struct given_hub *given)
{
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
}

/* Sam signs in at the desk. */
static void sign_in(int desk, char session[static 33])
{
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 33, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
}

static json_t *by(const char *session, const char *verb, const char *ticket)
{
	return json_pack("{s:s, s:s, s:s}", "verb", verb, "session", session, "ticket", ticket);
}

static void nobody_hears_until_somebody_is_signed_in(void **state)
{
	char session[33];
	start(*state);
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	called(ui, call(mark), "A1", "alone");
	called(ui, call(mark), "A1", "alone"); /* the same, however often it is touched */
	sign_in(desk, session);
	rings(ui, "A1", "waiting");
	called(ui, call(mark), "A1", "waiting");
	hub_test_tell(desk, json_pack("{s:s, s:s}", "verb", "staff.leave", "session", session));
	shared_clock_pass(HELP_DEAF_MS);
	rings(ui, "A1", "alone");
	close(ui), close(desk);
}

static void somebody_takes_it_comes_and_ends_it(void **state)
{
	char session[33];
	start(*state);
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	sign_in(desk, session);
	called(ui, with(call(mark), "service", json_string("missed-bin")), "A1", "waiting");
	json_t *list = hub_test_ask(desk, json_pack("{s:s, s:s}", "verb", "help.list", "session", session), -1, NULL), *one = json_array_get(json_object_get(list, "calls"), 0);
	is(one, "A1", "waiting");
	assert_string_equal(json_string_value(json_object_get(one, "service")), "missed-bin");
	assert_string_equal(json_string_value(json_object_get(one, "language")), "cy");
	assert_null(json_object_get(one, "visit"));
	json_decref(list);
	hub_test_tell(desk, with(by(session, "help.take", "A1"), "minutes", json_integer(3)));
	json_t *bell = hub_test_bell(ui, "help");
	is(bell, "A1", "coming");
	assert_string_equal(json_string_value(json_object_get(bell, "name")), "Sam");
	assert_int_equal(json_integer_value(json_object_get(bell, "minutes")), 3);
	json_decref(bell);
	hub_test_tell(desk, by(session, "help.arrive", "A1"));
	rings(ui, "A1", "here");
	hub_test_tell(desk, with(by(session, "help.done", "A1"), "code", json_string("A3")));
	rings(ui, "A1", "done");
	hub_test_refused(desk, by(session, "help.done", "A1"), "empty");
	called(ui, call(mark), "A2", "waiting");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	list = hub_test_ask(desk, json_pack("{s:s, s:s}", "verb", "help.list", "session", session), -1, NULL);
	is(json_array_get(json_object_get(list, "calls"), 0), "A2", "left");
	json_decref(list);
	hub_test_refused(desk, with(by(session, "help.take", "A2"), "minutes", json_integer(1)), "empty");
	hub_test_tell(desk, by(session, "help.done", "A2"));
	close(ui), close(desk);
}

static json_t *first_call(int desk, const char *session)
{
	json_t *list = hub_test_ask(desk, json_pack("{s:s, s:s}", "verb", "help.list", "session", session), -1, NULL);
	json_t *one = json_incref(json_array_get(json_object_get(list, "calls"), 0));
	json_decref(list);
	return one;
}

/* Two of the same first name: whose it is goes by the staff id. */
static void whose_a_call_is_goes_by_the_id(void **state)
{
	struct given_hub *given = *state;
	char session[33], other[33];
	json_t *people = staff_list_sam();
	shared_clock();
	hub_test_config(given, NULL);
	json_array_append_new(people, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", "sam-b", "number", "5512", "name", "Sam", "role", "staff", "pin", "604817"));
	staff_list(given->state, given->folder, 0, people);
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), desk = hub_test_enter(given, "desk");
	sign_in(desk, session);
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "5512", "pin", "604817"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(other, sizeof other, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
	called(ui, call(mark), "A1", "waiting");
	json_t *one = first_call(desk, session);
	assert_null(json_object_get(one, "mine"));
	json_decref(one);
	hub_test_tell(desk, with(by(session, "help.take", "A1"), "minutes", json_integer(1)));
	one = first_call(desk, session);
	assert_true(json_is_true(json_object_get(one, "mine")));
	json_decref(one);
	one = first_call(desk, other);
	assert_true(json_is_false(json_object_get(one, "mine")));
	json_decref(one);
	close(ui), close(desk);
}

static json_t *note(const char *session, const char *text)
{
	return with(by(session, "help.note", "A1"), "text", json_string(text));
}

static void a_note_is_for_staff_alone(void **state)
{
	char session[33], longest[HELP_NOTE_MAX_BYTES + 2];
	start(*state);
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	sign_in(desk, session);
	called(ui, call(mark), "A1", "waiting");
	memset(longest, 'x', sizeof longest);
	longest[HELP_NOTE_MAX_BYTES + 1] = '\0';
	hub_test_refused(desk, note(session, longest), "limit");
	hub_test_refused(desk, note(session, ""), "input");
	hub_test_refused(desk, note(session, "two\nlines"), "input");
	hub_test_refused(desk, note("00000000000000000000000000000000", "nobody"), "denied");
	longest[HELP_NOTE_MAX_BYTES] = '\0';
	hub_test_tell(desk, note(session, longest));
	for (int i = 0; i < HELP_NOTES_MAX; i++)
		hub_test_tell(desk, note(session, i < HELP_NOTES_MAX - 1 ? "she can't stand for long" : "canarynote"));
	json_t *one = first_call(desk, session), *notes = json_object_get(one, "notes");
	assert_int_equal(json_array_size(notes), HELP_NOTES_MAX);
	assert_string_equal(json_string_value(json_object_get(json_array_get(notes, 0), "text")), "she can't stand for long");
	assert_string_equal(json_string_value(json_object_get(json_array_get(notes, HELP_NOTES_MAX - 1), "text")), "canarynote");
	assert_string_equal(json_string_value(json_object_get(json_array_get(notes, 0), "name")), "Sam");
	json_decref(one);
	json_t *seen = hub_test_ask(ui, call(mark), -1, NULL);
	assert_null(json_object_get(seen, "notes"));
	json_decref(seen);
	close(ui), close(desk);
}

static void who_is_not_signed_in_takes_nothing(void **state)
{
	static const char nobody[] = "00000000000000000000000000000000";
	char session[33];
	start(*state);
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	called(ui, call(mark), "A1", "alone");
	hub_test_refused(desk, json_pack("{s:s}", "verb", "help.list"), "input");
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "help.list", "session", nobody), "denied");
	hub_test_refused(desk, with(by(nobody, "help.take", "A1"), "minutes", json_integer(1)), "denied");
	hub_test_refused(desk, by(nobody, "help.arrive", "A1"), "denied");
	hub_test_refused(desk, by(nobody, "help.done", "A1"), "denied");
	sign_in(desk, session);
	hub_test_refused(desk, with(by(session, "help.take", "A1"), "minutes", json_integer(HELP_MINUTES_MAX + 1)), "limit");
	hub_test_refused(desk, with(by(session, "help.take", "A2"), "minutes", json_integer(1)), "empty");
	hub_test_refused(desk, with(by(session, "help.done", "A1"), "code", json_string("A7")), "input");
	hub_test_refused(desk, with(by(session, "help.done", "A1"), "code", json_string("A4LL")), "limit");
	hub_test_tell(desk, with(by(session, "help.done", "A1"), "code", json_string("A4L")));
	close(ui), close(desk);
}

static void a_desk_that_starts_again_is_no_bad_news(void **state)
{
	char session[33];
	start(*state);
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	sign_in(desk, session);
	called(ui, call(mark), "A1", "waiting");
	json_decref(hub_test_bell(desk, "help"));
	close(desk);
	desk = hub_test_enter(*state, "desk");
	called(ui, call(mark), "A1", "waiting");
	hub_test_silent(ui, ui);
	close(ui), close(desk);
}

static void who_needs_nobody_any_more_says_so(void **state)
{
	int ui = hub_test_enter(*state, "ui"), desk = hub_test_enter(*state, "desk");
	called(ui, call(mark), "A1", "alone");
	json_decref(hub_test_bell(desk, "help"));
	hub_test_tell(ui, json_pack("{s:s}", "verb", "help.cancel"));
	json_decref(hub_test_bell(desk, "help"));
	hub_test_tell(ui, json_pack("{s:s}", "verb", "help.cancel"));
	called(ui, call(mark), "A2", "alone");
	close(ui), close(desk);
}

/* The screen's program that comes back is told of the call; another visit has its own. */
static void a_call_belongs_to_its_visit(void **state)
{
	int ui = hub_test_enter(*state, "ui");
	called(ui, call(mark), "A1", "alone");
	close(ui);
	ui = hub_test_enter(*state, "ui");
	json_t *hello = hub_test_ask(ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", mark), -1, NULL);
	is(json_object_get(hello, "help"), "A1", "alone");
	assert_string_equal(json_string_value(json_object_get(json_object_get(hello, "help"), "visit")), mark);
	json_decref(hello);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	hello = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_null(json_object_get(hello, "help"));
	json_decref(hello);
	called(ui, call(other_mark), "A2", "alone");
	called(ui, call(mark), "A3", "alone");
	close(ui);
}

static void after_a_restart_the_ticket_and_who_comes_are_the_same(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	called(ui, call(mark), "A1", "alone");
	close(ui);
	hub_test_kill(given);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, with(with(with(call(mark), "ticket", json_string("B12")), "name", json_string("Sam")), "minutes", json_integer(3)), -1, NULL);
	is(reply, "B12", "coming");
	assert_string_equal(json_string_value(json_object_get(reply, "name")), "Sam");
	assert_int_equal(json_integer_value(json_object_get(reply, "minutes")), 3);
	json_decref(reply);
	called(ui, call(other_mark), "B13", "alone");
	called(ui, with(with(call(mark), "ticket", json_string("B13")), "name", json_string("Sam")), "B14", "here"); /* B13 has left, and the desk knows it by that */
	close(ui);
}

/* How often @event stands in the audit of a hub that does not run. */
static int written(const struct given_hub *given, const char *event)
{
	const struct store_options options = { .folder = given->state, .max_pages = STORE_PAGES_DEFAULT, .now_ms = 1000 };
	struct store_opening opening;
	struct store *store = NULL;
	struct chain_row row;
	int64_t after = 0;
	int count = 0;
	BUFFER_AUTO page;
	buffer_init(&page, 64 * 1024);
	assert_int_equal(store_open(&options, &opening, &store), FAIL_NONE);
	while (audit_read(store, after, AUDIT_READ_MAX, &page, &after) == FAIL_NONE) {
		for (const char *line = page.bytes, *end; (end = strchr(line, '\n')); line = end + 1) {
			assert_int_equal(chain_read(line, (size_t)(end - line), &row), FAIL_NONE);
			count += strcmp(row.event, event) == 0;
		}
		buffer_clear(&page);
	}
	store_close(store);
	return count;
}

static void what_is_asked_for_stands_in_the_audit(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	called(ui, call(mark), "A1", "alone");
	called(ui, call(mark), "A1", "alone");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "help.cancel"));
	called(ui, call(mark), "A2", "alone");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	close(ui);
	assert_int_equal(process_stop(&given->process), 0);
	given->process.pid = 0;
	assert_int_equal(written(given, "assist_requested"), 2);
	assert_int_equal(written(given, "assist_withdrawn"), 1);
	assert_int_equal(written(given, "assist_left"), 1);
}

static void tickets_begin_again_after_the_last(void **state)
{
	int ui = hub_test_enter(*state, "ui");
	called(ui, with(call(mark), "ticket", json_string("A98")), "A98", "alone");
	called(ui, call(other_mark), "A99", "alone");
	called(ui, call(mark), "B1", "alone");
	called(ui, with(call(other_mark), "ticket", json_string("Z99")), "Z99", "alone");
	called(ui, call(mark), "A1", "alone");
	close(ui);
}

static void a_ticket_is_a_letter_and_a_number(void **state)
{
	static const char *const none[] = { "", "A", "A0", "A01", "A100", "a1", "1A", "A1 ", "AA", "[1", "@1" };
	char ticket[HELP_TICKET_BYTES];
	(void)state;
	for (int i = 0; i < HELP_TICKETS; i++) {
		help_ticket(i, ticket);
		assert_int_equal(help_number(ticket), i);
	}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_int_equal(help_number(none[i]), -1);
}

static void what_is_no_call_is_refused(void **state)
{
	char long_word[HELP_SERVICE_MAX_BYTES + 2];
	int ui = hub_test_enter(*state, "ui");
	memset(long_word, 'x', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	hub_test_refused(ui, json_pack("{s:s, s:s, s:s}", "verb", "help.call", "from", "home", "language", "en"), "input");
	hub_test_refused(ui, with(call(mark), "from", json_string("my name is Ann")), "input");
	hub_test_refused(ui, with(call(mark), "service", json_string(long_word)), "limit");
	hub_test_refused(ui, with(call(mark), "ticket", json_string("A1234")), "limit");
	hub_test_refused(ui, with(with(call(mark), "name", json_string("Sam")), "minutes", json_integer(HELP_MINUTES_MAX + 1)), "limit");
	long_word[HELP_SERVICE_MAX_BYTES] = '\0';
	called(ui, with(call(mark), "service", json_string(long_word)), "A1", "alone");
	close(ui);
}

static void asking_all_the_time_is_refused(void **state)
{
	int ui = hub_test_enter(*state, "ui");
	for (int i = 0; i < HELP_MINUTE_MAX; i++) {
		json_decref(hub_test_ask(ui, call(mark), -1, NULL));
		hub_test_tell(ui, json_pack("{s:s}", "verb", "help.cancel"));
	}
	hub_test_refused(ui, call(mark), "busy");
	close(ui);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(nobody_hears_until_somebody_is_signed_in),
		hub_test_stopped(somebody_takes_it_comes_and_ends_it),
		hub_test_stopped(whose_a_call_is_goes_by_the_id),
		hub_test_stopped(a_note_is_for_staff_alone),
		hub_test_stopped(who_is_not_signed_in_takes_nothing),
		hub_test_stopped(a_desk_that_starts_again_is_no_bad_news),
		hub_test(who_needs_nobody_any_more_says_so),
		hub_test(a_call_belongs_to_its_visit),
		hub_test(after_a_restart_the_ticket_and_who_comes_are_the_same),
		hub_test(what_is_asked_for_stands_in_the_audit),
		hub_test(tickets_begin_again_after_the_last),
		cmocka_unit_test(a_ticket_is_a_letter_and_a_number),
		hub_test(what_is_no_call_is_refused),
		hub_test(asking_all_the_time_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
