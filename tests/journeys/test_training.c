/* SPDX-License-Identifier: MIT */
/* journey.training - staff practise on a real kiosk, with its council and its printer; only what is meant arrives. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/signing.h"

#include <stdlib.h>
#include <string.h>

static void send(struct kiosk *kiosk)
{
	missed_bin_check(kiosk);
	screen_press(kiosk, "send");
}

/* Sam practises: a form, its paper, no paper, a power cut. What the council gets in the end is the one form that was meant. */
static void what_is_practised_is_never_real(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	signing_in(kiosk, "839205");
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "staff-training");
	screen_await_words(kiosk, "Training: nothing is sent");
	send(kiosk);
	screen_await_words(kiosk, "TRAINING");
	printer_await(&kiosk->printer, 1);
	char *paper = printer_text(&kiosk->printer, 1);
	assert_non_null(strstr(paper, "TRAINING"));
	assert_non_null(strstr(paper, "This is not real"));
	assert_null(strstr(paper, "will be sent"));
	free(paper);
	screen_touch(kiosk, "person");
	screen_await_named(kiosk, "sheet/training");
	screen_touch(kiosk, "training-faults");
	screen_touch(kiosk, "training-fault:paper");
	screen_await_words(kiosk, "No paper");
	kiosk_cut_power(kiosk);
	kiosk_run(kiosk);
	screen_await_words(kiosk, "Training: nothing is sent");
	send(kiosk);
	screen_await_words(kiosk, "TRAINING");
	printer_await(&kiosk->printer, 2); /* what waits is withdrawn with the end */
	screen_touch(kiosk, "person");
	screen_touch(kiosk, "training-end");
	screen_touch(kiosk, "training-sure");
	screen_await(kiosk, "start");
	screen_await_words(kiosk, "A person can help you");
	char reference[32];
	missed_bin_send(kiosk, reference);
	json_t *arrived = council_await(&kiosk->council, 1);
	json_decref(arrived);
	printer_await(&kiosk->printer, 3);
	paper = printer_text(&kiosk->printer, 3);
	assert_null(strstr(paper, "TRAINING"));
	free(paper);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(what_is_practised_is_never_real, signing_set_up_supervisor, signing_tear_down) };
	return cmocka_run_group_tests_name("training", cases, NULL, NULL);
}
