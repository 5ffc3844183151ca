/* SPDX-License-Identifier: MIT */
/* journey.versions - forms and words come over the line while a resident is in the middle of something; a broken version is left again by itself. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/town.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP_MS = TOWN_STEP_MS };
static const char old_word[] = "Start now", new_word[] = "Carry on then";
static const char old_title[] = "Report a missed bin", new_title[] = "Tell us about a missed bin";

static int setup(void **state)
{
	struct town *town = calloc(1, sizeof *town);
	*state = town;
	town_begin(town, &(struct kiosk_plan){ 0 });
	town_open(town);
	return 0;
}

static int teardown(void **state)
{
	town_end(*state);
	free(*state);
	return 0;
}

static void status_says(struct town *town, const char *words)
{
	char foyer[GIVEN_PATH_BYTES], said[8192];
	given_built("bin/foyer", foyer);
	assert_int_equal(process_run((char *[]){ foyer, "status", "--state", town->kiosk.state, NULL }, said, sizeof said), 0);
	if (!strstr(said, words))
		fail_msg("\"%s\" does not say \"%s\"", said, words);
}

static void change_form_and_word(const struct town *town)
{
	char line[512];
	snprintf(line, sizeof line, "sed -i 's/\"%s\"/\"%s\"/' forms/missed-bin.json && sed -i '/msgid \"action.begin\"/{n;s/%s/%s/}' words/en.po", old_title, new_title, old_word, new_word);
	town_shell(town, line);
	town_shell(town, "grep -q 'Carry on then' words/en.po && grep -q 'Tell us about' forms/missed-bin.json");
}

static void a_visit_keeps_its_version_and_the_next_one_has_the_new(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	town_publish(town, 1, TOWN_PARTS);
	town_await(town, "version", NULL, 1, true);
	town_await_screen(town);
	missed_bin_begin(kiosk);
	pid_t before = kiosk_pid(kiosk, "foyer-ui");
	change_form_and_word(town);
	town_publish(town, 2, TOWN_PARTS);
	town_await_staged(town, 2);
	assert_int_equal(town_number(town, "version", NULL), 1);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	char reference[32];
	missed_bin_reference(kiosk, reference);
	assert_int_equal(kiosk_pid(kiosk, "foyer-ui"), before);
	assert_int_equal(town_number(town, "version", NULL), 1);
	assert_false(screen_says(kiosk, new_title));
	json_decref(council_await(&kiosk->council, 1));
	screen_press(kiosk, "finish-clear");
	town_await(town, "version", NULL, 2, true);
	assert_int_equal(town_number(town, "previous", NULL), 1);
	town_await_screen(town);
	assert_int_not_equal(kiosk_pid(kiosk, "foyer-ui"), before);
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	assert_true(screen_says(kiosk, new_title));
	assert_string_equal(node_text(screen_await(kiosk, "begin"), "name"), new_word);
	status_says(town, "Version    2, 1 before it");
}

static void a_version_that_the_screen_does_not_come_up_on_is_left_by_itself(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	town_publish(town, 1, TOWN_PARTS);
	town_await(town, "version", NULL, 1, true);
	/* what the build cannot see: the office has a firmware with one more language than this kiosk */
	town_shell(town, "cp -rL \"$FOYER_BUILD/assets\" newer && cp newer/languages/en.mo newer/languages/tlh.mo");
	town_shell(town, "sed -i 's/\"languages\": *\\[[^]]*\\]/\"languages\": [\"tlh\"]/' site/site.json && grep -q tlh site/site.json");
	town_publish(town, 2, TOWN_PARTS);
	town_await(town, "version", "refused", 2, false);
	assert_int_equal(town_number(town, "version", NULL), 1);
	status_says(town, "Refused    version 2: foyer-"); /* screen or receipts, whichever was heard of first */
	status_says(town, " did not come up on version 2 within 60 seconds");
	town_await_screen(town);
	missed_bin_begin(kiosk);
	char *said = given_text(kiosk->run.said);
	assert_non_null(strstr(said, "version.refused"));
	free(said);
	kiosk_kill(kiosk, "foyer-provision"); /* what it refused it does not try again */
	kiosk_move_clock(kiosk, STEP_MS);
	assert_int_equal(town_number(town, "version", NULL), 1);
}

/* Somebody is here while the times change: theirs stay; the next one has the new. */
static void a_changed_time_holds_from_the_next_visit_on(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	town_shell(town, "echo '{\"times\":{\"idle_s\":60,\"warning_s\":30}}' > settings.json");
	missed_bin_begin(kiosk);
	town_publish(town, 1, TOWN_PARTS ",\"settings\":\"settings.json\"");
	town_await_staged(town, 1);
	screen_press(kiosk, "back");
	screen_await(kiosk, "begin");
	kiosk_move_clock(kiosk, 91 * 1000);
	screen_press(kiosk, "begin"); /* 60 + 30 seconds later everything is still here */
	screen_await(kiosk, "back");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	town_await(town, "version", NULL, 1, true);
	town_await_screen(town);
	missed_bin_begin(kiosk);
	kiosk_move_clock(kiosk, 61 * 1000);
	screen_await(kiosk, "countdown");
	town_shell(town, "echo '{\"times\":{\"idle_s\":5}}' > settings.json");
	town_shell(town, "! \"$FOYER_BUILD/bin/foyer\" bundle build . --key keys/bundle.key -o bad > said 2>&1 && grep -q 'from 60 to 600' said");
}

static bool on_trial(struct town *town)
{
	json_t *status = kiosk_status(&town->kiosk);
	bool trial = json_is_true(json_object_get(json_object_get(status, "bundle"), "trial"));
	json_decref(status);
	return trial;
}

static bool was_said(const struct town *town, const char *words)
{
	char *said = given_text(town->kiosk.run.said);
	bool found = said && strstr(said, words);
	free(said);
	return found;
}

/* Who decides and who tells are killed in the middle of a trial; the record on the disk says that there is one. */
static void a_trial_goes_on_after_provision_and_hub_were_killed(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	town_publish(town, 1, TOWN_PARTS);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!on_trial(town)) {
		if (!deadline_pause(deadline))
			fail_msg("no version was tried");
		kiosk_move_clock(kiosk, STEP_MS);
	}
	kiosk_kill(kiosk, "foyer-provision");
	kiosk_kill(kiosk, "foyer-hub");
	while (!was_said(town, "version.good version=1")) { /* a hub that has just started knows of no trial yet */
		if (!deadline_pause(deadline))
			fail_msg("the trial did not end");
		if (town_runs(town, true))
			kiosk_move_clock(kiosk, STEP_MS);
	}
	assert_true(was_said(town, "version.trial-goes-on version=1"));
	assert_int_equal(town_number(town, "version", NULL), 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_visit_keeps_its_version_and_the_next_one_has_the_new, setup, teardown),
		cmocka_unit_test_setup_teardown(a_version_that_the_screen_does_not_come_up_on_is_left_by_itself, setup, teardown),
		cmocka_unit_test_setup_teardown(a_changed_time_holds_from_the_next_visit_on, setup, teardown),
		cmocka_unit_test_setup_teardown(a_trial_goes_on_after_provision_and_hub_were_killed, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
