/* SPDX-License-Identifier: MIT */
/* journey.visit - what a resident meets, from idle to idle. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>

enum { IDLE_MS = 120 * 1000, WARN_MS = 45 * 1000 };

static void a_report_goes_from_idle_to_the_council_and_is_wiped(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	missed_bin_send(kiosk, reference);
	json_t *all = council_await(&kiosk->council, 1);
	const json_t *record = json_array_get(all, 0), *meta = json_object_get(record, "meta");
	assert_string_equal(json_string_value(json_object_get(meta, "referenceNumber")), reference);
	assert_string_equal(json_string_value(json_object_get(meta, "formId")), "missed-bin");
	assert_string_equal(json_string_value(json_object_get(meta, "language")), "en");
	json_decref(all);
	printer_await(&kiosk->printer, 1);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	assert_false(screen_says(kiosk, reference));
}

static void another_thing_starts_without_the_old_answers(void **state)
{
	struct kiosk *kiosk = *state;
	char first[32], second[32];
	missed_bin_send(kiosk, first);
	screen_press(kiosk, "another");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "different"); /* the address is offered, and in no box */
	assert_true(screen_says(kiosk, "14 Zwblywick Terrace"));
	screen_press(kiosk, "different");
	screen_await(kiosk, "continue");
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		assert_false(node_is(node, "checked"));
		assert_string_equal(node_text(node, "value"), strcmp(node_text(node, "id"), "person") == 0 ? node_text(node, "value") : "");
	}
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, second);
	assert_string_not_equal(first, second);
	json_decref(council_await(&kiosk->council, 2));
}

/* Each screen of the whole way is in Welsh: its tag says so, and no product sentence is the English one. */
static void look_for_welsh(void *context, struct kiosk *kiosk)
{
	(void)context;
	assert_string_equal(node_text(kiosk->screen, "lang"), "cy");
	assert_string_not_equal(node_text(screen_find(kiosk, "continue"), "name"), "Continue");
}

static void the_same_way_in_welsh(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	screen_press(kiosk, "start");
	screen_press(kiosk, "language");
	screen_press(kiosk, "language:cy");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "continue");
	walk_to_check(kiosk, missed_bin_answers, look_for_welsh, NULL);
	assert_string_equal(node_text(kiosk->screen, "lang"), "cy");
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	assert_string_equal(node_text(kiosk->screen, "lang"), "cy");
	json_t *all = council_await(&kiosk->council, 1);
	const json_t *meta = json_object_get(json_array_get(all, 0), "meta");
	assert_string_equal(json_string_value(json_object_get(meta, "language")), "cy");
	json_decref(all);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	assert_string_equal(node_text(kiosk->screen, "lang"), "en"); /* the next person starts as the site says */
}

/* What this part of the page holds: values and chosen ids, one a line, added to @ret. */
static void add_answers(struct kiosk *kiosk, char *ret, size_t room)
{
	size_t at, used = strlen(ret);
	json_t *node;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		bool field = strncmp(id, "field:", 6) == 0, chosen = strncmp(id, "choice:", 7) == 0 && node_is(node, "checked");
		if ((field || chosen) && used < room)
			used += (size_t)snprintf(ret + used, room - used, "%s=%s\n", id, field ? node_text(node, "value") : "chosen");
	}
}

/* The whole page, from the part that is shown when one comes to it. */
static void read_answers(struct kiosk *kiosk, char *ret, size_t room)
{
	ret[0] = '\0';
	add_answers(kiosk, ret, room);
	while (screen_next_box(kiosk))
		add_answers(kiosk, ret, room);
	while (screen_find(kiosk, "page-next")) {
		screen_press(kiosk, "page-next");
		screen_await(kiosk, "person");
		add_answers(kiosk, ret, room);
	}
}

enum { PAGES_KEPT = 20, PAGE_BYTES = 2048 };
struct pages { char heading[PAGES_KEPT][256], answers[PAGES_KEPT][PAGE_BYTES]; int count; };

static void go(struct kiosk *kiosk, const char *way)
{
	screen_press(kiosk, way);
	screen_await(kiosk, "person");
}

static void back_keeps_every_answer(void **state)
{
	struct kiosk *kiosk = *state;
	static struct pages pages;
	static char now[PAGE_BYTES], all[PAGES_KEPT * PAGE_BYTES];
	memset(&pages, 0, sizeof pages);
	missed_bin_begin(kiosk);
	while (!at_check(kiosk)) {
		assert_true(pages.count < PAGES_KEPT);
		walk_page(kiosk, missed_bin_answers);
		go(kiosk, "continue");
		go(kiosk, "back");
		snprintf(pages.heading[pages.count], sizeof pages.heading[0], "%s", screen_heading(kiosk));
		read_answers(kiosk, pages.answers[pages.count], PAGE_BYTES);
		strncat(all, pages.answers[pages.count++], PAGE_BYTES);
		go(kiosk, "continue");
	}
	assert_true(pages.count >= 3);
	for (const struct walker_answer *answer = missed_bin_answers; answer->node; answer++)
		if (strncmp(answer->node, "field:", 6) == 0 && !strstr(all, answer->value))
			fail_msg("%s was not there any more", answer->value);
	for (int i = pages.count - 1; i >= 0; i--) {
		go(kiosk, "back");
		assert_string_equal(screen_heading(kiosk), pages.heading[i]);
		read_answers(kiosk, now, sizeof now);
		assert_string_equal(now, pages.answers[i]);
	}
}

static void an_empty_page_is_answered_with_an_error_summary(void **state)
{
	struct kiosk *kiosk = *state;
	missed_bin_begin(kiosk);
	char heading[256];
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	screen_press(kiosk, "continue");
	screen_await(kiosk, "person");
	size_t at, errors = 0;
	json_t *node;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node)
		errors += strncmp(node_text(node, "id"), "error:", 6) == 0;
	assert_true(errors >= 1);
	assert_string_equal(screen_heading(kiosk), heading);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL); /* and from here the way goes on */
}

static void a_person_is_one_touch_away_on_every_screen(void **state)
{
	struct kiosk *kiosk = *state;
	screen_press(kiosk, "start");
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_press(kiosk, "begin");
	for (int pages = 0; !at_check(kiosk); pages++) {
		assert_true(pages < PAGES_KEPT);
		screen_press(kiosk, "person");
		screen_press(kiosk, "close");
		screen_await(kiosk, "person");
		walk_page(kiosk, missed_bin_answers);
		screen_press(kiosk, "continue");
		screen_await(kiosk, "person");
	}
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_await_named(kiosk, "check");
}

static void a_forgotten_visit_warns_waits_and_is_wiped(void **state)
{
	struct kiosk *kiosk = *state;
	missed_bin_begin(kiosk);
	walk_page(kiosk, missed_bin_answers);
	char answers[PAGE_BYTES], again[PAGE_BYTES];
	read_answers(kiosk, answers, sizeof answers);
	for (int extensions = 0; extensions < 10; extensions++) {
		kiosk->fresh = false;
		kiosk_move_clock(kiosk, IDLE_MS + 1000);
		screen_await(kiosk, "more-time");
		read_answers(kiosk, again, sizeof again);
		assert_string_equal(again, ""); /* nobody reads them over a shoulder while it counts */
		screen_press(kiosk, "more-time");
		screen_await(kiosk, "continue");
		read_answers(kiosk, again, sizeof again);
		assert_string_equal(again, answers);
	}
	kiosk->fresh = false;
	kiosk_move_clock(kiosk, IDLE_MS + 1000);
	screen_await(kiosk, "more-time");
	kiosk->fresh = false;
	kiosk_move_clock(kiosk, WARN_MS + 1000);
	screen_await(kiosk, "start");
	missed_bin_begin(kiosk);
	read_answers(kiosk, again, sizeof again);
	assert_null(strstr(again, "chosen"));
}

static int seconds_of(const json_t *node)
{
	return (int)strtol(node_text(node, "value"), NULL, 10);
}

/* Rounded up: what the machine's own time may have taken off the countdown besides. */
static int whole_seconds_since(int64_t began_ms)
{
	return (int)((real_ms() - began_ms) / 1000) + 1;
}

static void the_countdown_is_shown_as_it_runs(void **state)
{
	struct kiosk *kiosk = *state;
	missed_bin_begin(kiosk);
	int64_t began_ms = real_ms();
	kiosk_move_clock(kiosk, IDLE_MS + 1000);
	int first = seconds_of(screen_await(kiosk, "countdown"));
	assert_in_range(first, WARN_MS / 1000 - whole_seconds_since(began_ms), WARN_MS / 1000);
	kiosk_move_clock(kiosk, 20 * 1000);
	int now = first;
	for (struct deadline deadline = deadline_in(PROCESS_WAIT_MS); now > first - 20 && !deadline_over(deadline);) {
		screen_poll(kiosk, deadline_left_ms(deadline)); /* a second may be told from before the clock moved */
		now = seconds_of(screen_await(kiosk, "countdown"));
	}
	assert_in_range(now, first - 20 - whole_seconds_since(began_ms), first - 20);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_report_goes_from_idle_to_the_council_and_is_wiped),
		CASE(another_thing_starts_without_the_old_answers),
		CASE(the_same_way_in_welsh),
		CASE(back_keeps_every_answer),
		CASE(an_empty_page_is_answered_with_an_error_summary),
		CASE(a_person_is_one_touch_away_on_every_screen),
		CASE(a_forgotten_visit_warns_waits_and_is_wiped),
		CASE(the_countdown_is_shown_as_it_runs),
	};
	return cmocka_run_group_tests_name("visit", cases, NULL, NULL);
}
