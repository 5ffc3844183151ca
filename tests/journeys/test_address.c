/* SPDX-License-Identifier: MIT */
/* journey.address - an address by its postcode, with the real programs and the invented council's list. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ANSWERS_MAX = 30 };

static void ask(struct kiosk *kiosk, const char *postcode)
{
	missed_bin_begin(kiosk);
	screen_set(kiosk, "field:place__postcode", postcode);
	screen_press(kiosk, "continue");
}

/* The rest of the report, sent; the address that the council's office reads. New reference. */
static json_t *sent_address(struct kiosk *kiosk, char reference[static 32])
{
	struct walker_answer answers[ANSWERS_MAX] = { { "choice:bin", "unsure" } }; /* whatever the rounds of the day say */
	for (size_t i = 0; i + 2 < ANSWERS_MAX && missed_bin_answers[i].node; i++)
		answers[i + 1] = missed_bin_answers[i];
	walk_to_check(kiosk, answers, NULL, NULL);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	json_t *all = council_await(&kiosk->council, 1);
	json_t *main_answers = json_object_get(json_object_get(json_array_get(all, 0), "data"), "main");
	json_t *place = json_deep_copy(json_object_get(main_answers, "place"));
	json_decref(all);
	return place;
}

static void assert_address(json_t *place, const char *expected)
{
	json_t *wanted = json_loads(expected, 0, NULL);
	assert_non_null(wanted);
	if (!json_equal(place, wanted))
		fail_msg("%s arrived, not %s", json_dumps(place, JSON_COMPACT), expected);
	json_decref(wanted);
	json_decref(place);
}

/* The boxes may be shown one at a time. */
static void type_lines(struct kiosk *kiosk, const char *first, const char *postcode)
{
	const struct walker_answer lines[] = {
		{ "field:place__addressLine1", first }, { "field:place__addressLine2", "" }, { "field:place__town", "Mereford" }, { "field:place__county", "" },
		{ "field:place__postcode", postcode }, { NULL, NULL },
	};
	screen_press(kiosk, "type-address");
	screen_await(kiosk, "field:place__addressLine1");
	walk_page(kiosk, lines);
	screen_press(kiosk, "continue");
	screen_await(kiosk, "choice:bin:recycling");
}

static void a_postcode_a_pick_and_the_office_has_the_uprn(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	ask(kiosk, "mf2 4qt");
	screen_await(kiosk, "choice:place:1");
	assert_true(screen_says(kiosk, "20 addresses in MF2 4QT"));
	screen_press(kiosk, "page-next");
	screen_press(kiosk, "page-previous");
	screen_press(kiosk, "choice:place:2");
	screen_await(kiosk, "choice:place:2");
	assert_true(node_is(screen_find(kiosk, "choice:place:2"), "checked"));
	assert_false(screen_says(kiosk, "900000000002"));
	screen_press(kiosk, "continue");
	screen_await(kiosk, "choice:bin:recycling");
	screen_press(kiosk, "back");
	screen_await_words(kiosk, "2A Mill Lane");
	screen_press(kiosk, "continue");
	screen_await(kiosk, "choice:bin:recycling");
	assert_address(sent_address(kiosk, reference),
	               "{\"addressLine1\": \"2A Mill Lane\", \"town\": \"Mereford\", \"postcode\": \"MF2 4QT\", \"uprn\": \"900000000002\"}");
}

static void an_address_that_is_not_in_the_list_is_typed(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	ask(kiosk, "MF2 4QT");
	screen_await(kiosk, "choice:place:1");
	type_lines(kiosk, "The Boathouse", "MF2 4QT");
	assert_address(sent_address(kiosk, reference), "{\"addressLine1\": \"The Boathouse\", \"town\": \"Mereford\", \"postcode\": \"MF2 4QT\"}");
}

static void somewhere_else_is_sent_to_its_own_council_or_goes_on(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	ask(kiosk, "MF2O 3AB"); /* a letter O */
	screen_await_words(kiosk, "MF20 3AB is not in our area");
	assert_true(screen_says(kiosk, "Eastwick Borough Council"));
	assert_true(screen_says(kiosk, "01632 960011"));
	screen_press(kiosk, "continue");
	screen_set(kiosk, "field:place__postcode", "MF2 9ZZ");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "We know no address with MF2 9ZZ");
	type_lines(kiosk, "1 New Close", "MF2 9ZZ");
	assert_address(sent_address(kiosk, reference), "{\"addressLine1\": \"1 New Close\", \"town\": \"Mereford\", \"postcode\": \"MF2 9ZZ\"}");
}

static void a_killed_screen_has_the_list_and_the_pick_again(void **state)
{
	struct kiosk *kiosk = *state;
	ask(kiosk, "MF2 4QT");
	screen_press(kiosk, "choice:place:3");
	screen_await(kiosk, "choice:place:3");
	json_decref(kiosk_status(kiosk)); /* an answer means that the copy has been taken in */
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-ui");
	screen_await(kiosk, "choice:place:3");
	assert_true(node_is(screen_find(kiosk, "choice:place:3"), "checked"));
	kiosk_kill(kiosk, "foyer-hub");
	type_lines(kiosk, "The Boathouse", "MF2 4QT");
}

/* From now to the next Wednesday, noon in London: Monday's collections, or Tuesday's after a bank holiday, can be reported. */
static int64_t until_wednesday_ms(void)
{
	enum { WEDNESDAY = 3, DAYS_OF_WEEK = 7, NOON = 12 };
	struct tm then;
	time_t now = time(NULL);
	setenv("TZ", "Europe/London", 1);
	tzset();
	localtime_r(&now, &then);
	bool late = then.tm_wday == WEDNESDAY && then.tm_hour >= NOON;
	then.tm_mday += late ? DAYS_OF_WEEK : (WEDNESDAY - then.tm_wday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
	then.tm_hour = NOON, then.tm_min = then.tm_sec = 0, then.tm_isdst = -1;
	return (int64_t)(mktime(&then) - now) * 1000;
}

/* Mill Lane has a food collection each week, and no bin of a kind that is not there. */
static void the_rounds_suggest_the_day_and_say_what_comes_next(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_move_clock(kiosk, until_wednesday_ms());
	ask(kiosk, "MF2 4QT");
	screen_press(kiosk, "choice:place:1");
	screen_press(kiosk, "continue");
	screen_press(kiosk, "choice:bin:food");
	screen_press(kiosk, "continue");
	const json_t *day = screen_await(kiosk, "field:due__day");
	assert_true(node_text(day, "value")[0] != '\0');
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_press(kiosk, "start");
	screen_service(kiosk, "bin-calendar");
	screen_press(kiosk, "begin");
	screen_set(kiosk, "field:home__postcode", "MF2 4QT");
	screen_press(kiosk, "continue");
	screen_press(kiosk, "choice:home:1");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "Green caddy, food waste: Monday");
	assert_true(screen_says(kiosk, "Brown bin, garden waste: Monday"));
}

static void assert_on_paper(struct kiosk *kiosk, int number, const char *words, bool there)
{
	char *text = printer_text(&kiosk->printer, number);
	if (!strstr(text, words) == there)
		fail_msg("paper %d says: %s", number, text);
	free(text);
}

/* The part of the confirmation page that offers paper; what is said of the receipt decides where that begins. */
static void go_to_offers(struct kiosk *kiosk)
{
	screen_await_words(kiosk, "Your receipt is ready. Take it with you.");
	screen_await(kiosk, "page-next");
	screen_press(kiosk, "page-next");
	screen_await(kiosk, "print-calendar");
}

/* Her street is on the calendar and her number is not; the labels have both. Nothing was asked for it. */
static void bin_days_and_labels_come_out_of_the_printer(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	ask(kiosk, "MF2 4QT");
	screen_press(kiosk, "choice:place:2");
	screen_press(kiosk, "continue");
	json_decref(sent_address(kiosk, reference));
	printer_await(&kiosk->printer, 1); /* the receipt */
	int before = printer_receipts(&kiosk->printer);
	go_to_offers(kiosk);
	screen_press(kiosk, "print-calendar");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	printer_await(&kiosk->printer, before + 1);
	screen_press(kiosk, "print-labels");
	printer_await(&kiosk->printer, before + 3); /* a label for each container, two at the least */
	if (access("/usr/bin/tesseract", X_OK) != 0)
		return;
	assert_on_paper(kiosk, before + 1, "Your bin days", true);
	assert_on_paper(kiosk, before + 1, "Mill Lane", true);
	assert_on_paper(kiosk, before + 1, "Green caddy, food waste: every week", true);
	assert_on_paper(kiosk, before + 1, reference, false);
	assert_on_paper(kiosk, before + 2, "Lane", true);
}

static void await_log(const struct kiosk *kiosk, const char *line)
{
	char path[GIVEN_PATH_BYTES];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	given_path(path, kiosk->folder, "said");
	for (bool there = false; !there;) {
		char *log = given_text(path);
		there = strstr(log, line) != NULL;
		free(log);
		if (!there && !deadline_pause(deadline))
			fail_msg("the log never says %s", line);
	}
}

/* The confirmation page, with the calendar on its way out of a slow printer. */
static void print_slowly(struct kiosk *kiosk)
{
	char reference[32];
	ask(kiosk, "MF2 4QT");
	screen_press(kiosk, "choice:place:2");
	screen_press(kiosk, "continue");
	json_decref(sent_address(kiosk, reference));
	printer_await(&kiosk->printer, 1);
	await_log(kiosk, "job=1 outcome=done"); /* the receipt has its end */
	go_to_offers(kiosk);
	printer_switch(&kiosk->printer, "speed 2000");
	screen_press(kiosk, "print-calendar");
	screen_await_words(kiosk, "It is printing now.");
	await_log(kiosk, "job.started job=2");
}

static void hurry(void *context)
{
	struct kiosk *kiosk = context;
	printer_switch(&kiosk->printer, "speed 115000");
	await_log(kiosk, "page.over job=2 outcome=done");
}

static void a_killed_screen_has_its_offers_again_and_hears_their_end(void **state)
{
	struct kiosk *kiosk = *state;
	print_slowly(kiosk);
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_words(kiosk, "It is printing now.");
	assert_true(node_is(screen_find(kiosk, "print-calendar"), "disabled"));
	assert_non_null(screen_find(kiosk, "print-labels"));
	hurry(kiosk);
	screen_await_words(kiosk, "It is printed. Take it with you.");
	int before = printer_receipts(&kiosk->printer);
	screen_press(kiosk, "print-labels"); /* the address is still known */
	printer_await(&kiosk->printer, before + 2);
}

static void what_ended_while_no_screen_was_there_is_said_afterwards(void **state)
{
	struct kiosk *kiosk = *state;
	print_slowly(kiosk);
	kiosk_kill_while(kiosk, "foyer-ui", hurry, kiosk);
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_false(node_is(screen_find(kiosk, "print-calendar"), "disabled"));
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_postcode_a_pick_and_the_office_has_the_uprn), CASE(an_address_that_is_not_in_the_list_is_typed),
		CASE(somewhere_else_is_sent_to_its_own_council_or_goes_on), CASE(a_killed_screen_has_the_list_and_the_pick_again),
		CASE(the_rounds_suggest_the_day_and_say_what_comes_next), CASE(bin_days_and_labels_come_out_of_the_printer),
		CASE(a_killed_screen_has_its_offers_again_and_hears_their_end), CASE(what_ended_while_no_screen_was_there_is_said_afterwards),
	};
	return cmocka_run_group_tests_name("address", cases, NULL, NULL);
}
