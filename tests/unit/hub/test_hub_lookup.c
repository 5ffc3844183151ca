/* SPDX-License-Identifier: MIT */
/* unit.hub_lookup - addresses by postcode and dates by UPRN, through the screen's door. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/store/content_build.h"

#include <stdio.h>

static void hear(void *context, const struct content_problem *problem)
{
	(void)context;
	fail_msg("%s", problem->words);
}

static const char rounds[] =
	"{\"shifts\":{\"slip\":{\"off\":[\"bank\"],\"days\":1,\"moves\":\"week\"}},\"containers\":{\"refuse\":{\"name\":{\"en\":\"Black bin\",\"cy\":\"Bin du\"}},"
	"\"paper\":{\"name\":{\"en\":\"Blue bin\"}}},\"rounds\":["
	"{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-06\",\"rule\":\"FREQ=WEEKLY\",\"shift\":\"slip\"},"
	"{\"code\":\"B\",\"container\":\"paper\",\"start\":\"2026-11-05\",\"rule\":\"FREQ=WEEKLY;INTERVAL=2\"},"
	"{\"code\":\"C\",\"container\":\"refuse\",\"start\":\"2026-12-26\",\"rule\":\"FREQ=DAILY;COUNT=2\"},"
	"{\"code\":\"D\",\"container\":\"refuse\",\"start\":\"2026-01-01\",\"rule\":\"FREQ=DAILY\"}]}";

/* 100 addresses in MF2 4QT as long as they can be, two in MF3 1AA */
static void write_addresses(const char *path)
{
	FILE *file = fopen(path, "we");
	char line[CONTENT_LINE_MAX_BYTES * 2 + 1], town[CONTENT_TOWN_MAX_BYTES + 1];
	memset(line, '"', sizeof line - 1); /* half as many when read, and twice as many again in JSON */
	line[sizeof line - 1] = '\0';
	memset(town, 't', sizeof town - 1);
	town[sizeof town - 1] = '\0';
	fprintf(file, "uprn,line1,line2,line3,line4,town,postcode,rounds\n");
	for (int i = 1; i <= 100; i++)
		fprintf(file, "%d,\"%s\",\"%s\",\"%s\",\"%s\",%s,MF2 4QT,A A A A B B D D\n", i, line, line, line, line, town);
	fprintf(file, "100000000001,9 Mill Lane,,,,Mereford,MF3 1AA,A B C\n100000000002,10 Mill Lane,,,,Mereford,MF3 1AA,\n");
	fclose(file);
}

static void given_content(struct given_hub *given)
{
	char path[4][GIVEN_PATH_BYTES];
	static const char *const names[] = { "addresses.csv", "rounds.json", "areas.csv", "content.db" };
	for (size_t i = 0; i < 4; i++)
		given_path(path[i], given->folder, names[i]);
	write_addresses(path[0]);
	given_file(path[1], rounds, 0600);
	given_file(path[2], "outward,council,phone,web\nMF9,Eastwick Council,01632 960001,eastwick.example\n", 0600);
	const struct content_sources sources = { .addresses = path[0], .rounds = path[1], .areas = path[2] };
	const struct content_listener listener = { hear, NULL };
	struct content_report report;
	if (content_build(&sources, path[3], &listener, &report) != FAIL_NONE)
		fail_msg("%s", fail_words());
}

static int enter(struct given_hub *given)
{
	given_content(given);
	hub_test_start(given);
	return hub_test_enter(given, "ui");
}

static json_t *find(const char *postcode)
{
	return json_pack("{s:s, s:s}", "verb", "address.find", "postcode", postcode);
}

static json_t *dates(const char *uprn, const char *from, int days)
{
	return json_pack("{s:s, s:s, s:s, s:i}", "verb", "rounds.dates", "uprn", uprn, "from", from, "days", days);
}

static void expect(json_t *reply, const char *key, const char *expected)
{
	char *text = json_dumps(json_object_get(reply, key), JSON_COMPACT | JSON_ENCODE_ANY);
	if (!text || strcmp(text, expected) != 0)
		fail_msg("\"%s\" is %s, expected %s", key, text ? text : "not there", expected);
	free(text);
}

static void a_postcode_gives_its_addresses(void **state)
{
	int ui = enter(*state);
	json_t *reply = hub_test_ask(ui, find("mf3iaa"), -1, NULL);
	expect(reply, "postcode", "\"MF3 1AA\"");
	expect(reply, "mended", "true");
	expect(reply, "total", "2");
	expect(reply, "addresses", "[{\"uprn\":\"100000000001\",\"lines\":[\"9 Mill Lane\"],\"town\":\"Mereford\"},"
		"{\"uprn\":\"100000000002\",\"lines\":[\"10 Mill Lane\"],\"town\":\"Mereford\"}]");
	assert_null(json_object_get(reply, "next"));
	assert_null(json_object_get(reply, "elsewhere"));
	json_decref(reply);
	close(ui);
}

static json_t *suggest(const char *kind, const char *begins)
{
	return json_pack("{s:s, s:s, s:s}", "verb", "place.suggest", "kind", kind, "begins", begins);
}

static void a_beginning_gives_names_of_the_list(void **state)
{
	int ui = enter(*state);
	json_t *reply = hub_test_ask(ui, suggest("street", "mil"), -1, NULL);
	expect(reply, "kind", "\"street\"");
	expect(reply, "begins", "\"mil\"");
	expect(reply, "names", "[\"Mill Lane\"]");
	json_decref(reply);
	reply = hub_test_ask(ui, suggest("town", "MÊRE"), -1, NULL);
	expect(reply, "names", "[\"Mereford\"]");
	json_decref(reply);
	reply = hub_test_ask(ui, suggest("street", "m"), -1, NULL);
	expect(reply, "names", "[]");
	json_decref(reply);
	close(ui);
}

static void wrong_beginnings_are_refused(void **state)
{
	char most[66];
	memset(most, 'm', 65);
	most[65] = '\0';
	int ui = enter(*state);
	hub_test_refused(ui, suggest("surname", "mil"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "place.suggest", "kind", "town"), "input");
	hub_test_refused(ui, suggest("town", most), "limit");
	most[64] = '\0';
	json_decref(hub_test_ask(ui, suggest("town", most), -1, NULL));
	close(ui);
}

static void the_longest_addresses_come_in_pages_that_fit_a_frame(void **state)
{
	int ui = enter(*state);
	json_int_t after = 0, seen = 0;
	for (bool more = true; more;) {
		json_t *request = find("MF2 4QT");
		json_object_set_new(request, "after", json_integer(after));
		json_t *reply = hub_test_ask(ui, request, -1, NULL);
		const json_t *list = json_object_get(reply, "addresses"), *next = json_object_get(reply, "next");
		for (size_t i = 0; i < json_array_size(list); i++) {
			char uprn[16];
			snprintf(uprn, sizeof uprn, "%d", (int)++seen);
			assert_string_equal(json_string_value(json_object_get(json_array_get(list, i), "uprn")), uprn);
		}
		more = next != NULL;
		after = json_integer_value(next);
		json_decref(reply);
	}
	assert_int_equal(seen, 100);
	close(ui);
}

static void a_postcode_next_door_is_signposted(void **state)
{
	int ui = enter(*state);
	json_t *reply = hub_test_ask(ui, find("MF9 1AA"), -1, NULL);
	expect(reply, "addresses", "[]");
	expect(reply, "elsewhere", "[{\"council\":\"Eastwick Council\",\"phone\":\"01632 960001\",\"web\":\"eastwick.example\"}]");
	json_decref(reply);
	reply = hub_test_ask(ui, find("AB1 1AA"), -1, NULL);
	expect(reply, "elsewhere", "[]");
	json_decref(reply);
	close(ui);
}

static void dates_come_by_container_with_holidays(void **state)
{
	int ui = enter(*state);
	json_t *reply = hub_test_ask(ui, dates("100000000001", "2026-12-14", 21), -1, NULL);
	expect(reply, "containers", "[{\"container\":\"refuse\",\"name\":{\"en\":\"Black bin\",\"cy\":\"Bin du\"},\"dates\":[\"2026-12-18\",\"2026-12-26\",\"2026-12-27\",\"2027-01-03\"],\"moved\":[\"2026-12-26\",\"2027-01-03\"]},"
		"{\"container\":\"paper\",\"name\":{\"en\":\"Blue bin\"},\"dates\":[\"2026-12-17\",\"2026-12-31\"],\"moved\":[]}]");
	json_decref(reply);
	reply = hub_test_ask(ui, dates("100000000002", "2026-12-14", 21), -1, NULL);
	expect(reply, "containers", "[]");
	json_decref(reply);
	reply = hub_test_ask(ui, dates("1", "2026-12-14", ROUND_DAYS_MAX), -1, NULL); /* the most there can be */
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
	hub_test_refused(ui, dates("999", "2026-12-14", 21), "empty");
	close(ui);
}

static void what_is_no_question_is_refused(void **state)
{
	int ui = enter(*state);
	json_t *request = find("MF3 1AA");
	json_object_set_new(request, "after", json_integer(-1));
	hub_test_refused(ui, request, "limit");
	hub_test_refused(ui, find("nope"), "input");
	hub_test_refused(ui, json_pack("{s:s}", "verb", "address.find"), "input");
	hub_test_refused(ui, find("                                                        MF3 1AA  "), "limit");
	hub_test_refused(ui, dates("0", "2026-12-14", 21), "input");
	hub_test_refused(ui, dates("1x", "2026-12-14", 21), "input");
	hub_test_refused(ui, dates("1234567890123", "2026-12-14", 21), "limit");
	hub_test_refused(ui, dates("1", "2026-02-30", 21), "input");
	hub_test_refused(ui, dates("1", "2026-12-14", ROUND_DAYS_MAX + 1), "limit");
	hub_test_refused(ui, dates("1", "2026-12-14", 0), "limit");
	close(ui);
}

static void only_the_screen_may_look_up(void **state)
{
	struct given_hub *given = *state;
	static const char *const others[] = { "print", "sync", "admin", "test" };
	close(enter(given));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		int fd = hub_test_enter(given, others[i]);
		json_t *request = find("MF3 1AA");
		assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
		json_decref(request);
		hub_test_closed(fd);
	}
}

static void a_request_that_is_too_large_closes_the_door(void **state)
{
	int ui = enter(*state);
	char long_text[512];
	memset(long_text, 'M', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	json_t *request = find(long_text);
	assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
	json_decref(request);
	hub_test_closed(ui);
}

static void hello_expects(struct given_hub *given, bool lookup)
{
	int ui = hub_test_enter(given, "ui"), admin = hub_test_enter(given, "admin");
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	expect(reply, "lookup", lookup ? "true" : "false");
	json_decref(reply);
	reply = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	expect(reply, "lookup", lookup ? "{\"addresses\":102,\"postcodes\":2,\"rounds\":4}" : "null");
	json_decref(reply);
	if (!lookup) {
		hub_test_refused(ui, find("MF3 1AA"), "empty");
		hub_test_refused(ui, dates("1", "2026-12-14", 21), "empty");
	}
	close(ui);
	close(admin);
}

static void the_screen_is_told_whether_there_is_a_look_up(void **state)
{
	struct given_hub *given = *state;
	close(enter(given));
	hello_expects(given, true);
}

static void without_a_file_the_kiosk_goes_on(void **state)
{
	struct given_hub *given = *state;
	hub_test_start(given);
	hello_expects(given, false);
}

static void with_a_damaged_file_the_kiosk_goes_on_and_the_log_says_why(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "content.db");
	given_file(path, "no database", 0600);
	hub_test_start(given);
	hello_expects(given, false);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "lookup.closed"));
	free(said);
}

static void a_file_that_breaks_while_it_is_used_is_let_go(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	int ui = enter(given);
	given_path(path, given->folder, "content.db");
	FILE *file = fopen(path, "r+e");
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	for (fseek(file, 4096, SEEK_SET); ftell(file) < size;)
		putc(0xa5, file);
	fclose(file);
	hub_test_refused(ui, find("MF3 1AA"), "store");
	close(ui);
	hello_expects(given, false);
}

static void who_asks_for_what_is_not_logged(void **state)
{
	struct given_hub *given = *state;
	int ui = enter(given);
	hub_test_tell(ui, find("MF3 1AA"));
	hub_test_tell(ui, dates("100000000001", "2026-12-14", 21));
	hub_test_refused(ui, find("zz9 9zzz"), "input");
	hub_test_refused(ui, dates("100000000009", "2026-12-14", 21), "empty");
	close(ui);
	char *said = given_text(given->said);
	assert_null(strstr(said, "MF3"));
	assert_null(strstr(said, "zz9"));
	assert_null(strstr(said, "1000000000"));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(a_postcode_gives_its_addresses), hub_test_stopped(a_beginning_gives_names_of_the_list), hub_test_stopped(wrong_beginnings_are_refused),
		hub_test_stopped(the_longest_addresses_come_in_pages_that_fit_a_frame),
		hub_test_stopped(a_postcode_next_door_is_signposted),
		hub_test_stopped(dates_come_by_container_with_holidays),
		hub_test_stopped(what_is_no_question_is_refused),
		hub_test_stopped(only_the_screen_may_look_up),
		hub_test_stopped(a_request_that_is_too_large_closes_the_door),
		hub_test_stopped(the_screen_is_told_whether_there_is_a_look_up),
		hub_test_stopped(without_a_file_the_kiosk_goes_on),
		hub_test_stopped(with_a_damaged_file_the_kiosk_goes_on_and_the_log_says_why),
		hub_test_stopped(a_file_that_breaks_while_it_is_used_is_let_go),
		hub_test_stopped(who_asks_for_what_is_not_logged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
