/* SPDX-License-Identifier: MIT */
/* journey.crash - kill -9 at the worst moments: no answer is given twice, nothing is lost, nothing arrives twice. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
	struct kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	*state = kiosk;
	return 0;
}

/* Fills pages until one with a box to type into is shown and filled. */
static void walk_to_typed_page(struct kiosk *kiosk, char node[static 128])
{
	missed_bin_begin(kiosk);
	for (;;) {
		size_t at;
		json_t *one;
		walk_page(kiosk, missed_bin_answers);
		json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, one)
			if (strncmp(node_text(one, "id"), "field:", 6) == 0 && node_text(one, "value")[0]) {
				snprintf(node, 128, "%s", node_text(one, "id"));
				return;
			}
		screen_press(kiosk, "continue");
		screen_await(kiosk, "person");
		assert_false(at_check(kiosk));
	}
}

static void a_killed_screen_is_back_on_the_question_with_every_answer(void **state)
{
	struct kiosk *kiosk = *state;
	char node[128], value[256], heading[256];
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	walk_to_typed_page(kiosk, node);
	screen_set(kiosk, node, "MB7 3");
	screen_await_value(kiosk, node, "MB7 3");
	snprintf(value, sizeof value, "%s", node_text(screen_find(kiosk, node), "value"));
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	json_decref(kiosk_status(kiosk)); /* an answer means that the copy of what was typed before has been taken in */
	int64_t killed_ms = real_ms();
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_value(kiosk, node, value);
	int64_t back_ms = real_ms() - killed_ms;
	assert_string_equal(screen_heading(kiosk), heading);
	print_message("back after %d ms\n", (int)back_ms);
	screen_set(kiosk, node, "12");
	screen_await(kiosk, "continue");
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL); /* the pages before it are answered still, or check answers would not come */
}

static void a_killed_hub_leaves_the_visit_on_the_screen(void **state)
{
	struct kiosk *kiosk = *state;
	char node[128], reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	walk_to_typed_page(kiosk, node);
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-hub");
	screen_await(kiosk, node);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	json_decref(council_await(&kiosk->council, 1));
}

static void assert_arrived(struct kiosk *kiosk, char references[][32], size_t count)
{
	json_t *all = council_await(&kiosk->council, count);
	for (size_t i = 0; i < count; i++) {
		int times = 0;
		size_t at;
		json_t *record;
		json_array_foreach(all, at, record)
			times += strcmp(json_string_value(json_object_get(json_object_get(record, "meta"), "referenceNumber")), references[i]) == 0;
		assert_int_equal(times, 1);
	}
	json_decref(all);
}

static void each_program_killed_while_the_council_is_away_loses_nothing(void **state)
{
	struct kiosk *kiosk = *state;
	static const char *const programs[] = { "foyer-ui", "foyer-hub", "foyer-print", "foyer-sync" };
	char references[3][32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true });
	for (int i = 0; i < 3; i++) {
		missed_bin_send(kiosk, references[i]);
		kiosk->fresh = false;
		kiosk_kill(kiosk, programs[i]);
		if (i < 2)
			missed_bin_reference(kiosk, references[i]); /* screen and hub: only a newly told confirmation can be pressed on */
		kiosk->fresh = true;
		screen_press(kiosk, "finish-clear");
		screen_await(kiosk, "start");
	}
	kiosk_kill(kiosk, programs[3]);
	kiosk_await_queue(kiosk, 3);
	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 15 * 60 * 1000); /* the pause between tries is over */
	kiosk_await_queue(kiosk, 0);
	assert_arrived(kiosk, references, 3);
}

static void the_whole_kiosk_killed_delivers_after_a_new_start(void **state)
{
	struct kiosk *kiosk = *state;
	char references[1][32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true });
	missed_bin_send(kiosk, references[0]);
	process_signal(&kiosk->run, SIGKILL);
	process_wait(&kiosk->run);
	kiosk_halt(kiosk);
	council_start(&kiosk->council);
	kiosk_run(kiosk);
	screen_await(kiosk, "start"); /* a power cut ends the visit, on purpose */
	kiosk_move_clock(kiosk, 15 * 60 * 1000);
	assert_arrived(kiosk, references, 1);
	print_at_the_desk(kiosk, references[0]); /* whether or not paper of it came out before: nobody else gets it by itself */
	printer_await(&kiosk->printer, 1);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_killed_screen_is_back_on_the_question_with_every_answer),
		CASE(a_killed_hub_leaves_the_visit_on_the_screen),
		CASE(each_program_killed_while_the_council_is_away_loses_nothing),
		CASE(the_whole_kiosk_killed_delivers_after_a_new_start),
	};
	return cmocka_run_group_tests_name("crash", cases, NULL, NULL);
}
