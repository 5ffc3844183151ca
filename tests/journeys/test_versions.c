/* SPDX-License-Identifier: MIT */
/* journey.versions - forms and words come over the line while a resident is in the middle of something; a broken version is left again by itself. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP_MS = 5000, FETCHED_MS = 31 * 1000 };
static const char old_word[] = "Start now", new_word[] = "Carry on then";
static const char old_title[] = "Report a missed bin", new_title[] = "Tell us about a missed bin";

struct town { struct kiosk kiosk; char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], backoffice[GIVEN_PATH_BYTES]; };

/* A shell's line, with the town's folder as its own. */
static void shell(const struct town *town, const char *line)
{
	char command[6 * GIVEN_PATH_BYTES], said[16384];
	snprintf(command, sizeof command, "cd '%s' && %s", town->folder, line);
	if (process_run((char *[]){ "sh", "-c", command, NULL }, said, sizeof said) != 0)
		fail_msg("%s: %s", line, said);
}

/* What the council has: our forms, English, the site. */
static void gather_parts(const struct town *town)
{
	char source[GIVEN_PATH_BYTES], line[4 * GIVEN_PATH_BYTES];
	given_source("assets", source);
	snprintf(line, sizeof line, "cp -r '%s/forms' '%s/site' . && mkdir words && cp '%s/languages/en.po' words", source, source, source);
	shell(town, line);
	shell(town, "\"$FOYER_BUILD/bin/foyer\" bundle keys new --out keys");
}

static void build_and_publish(const struct town *town, int version)
{
	char line[GIVEN_PATH_BYTES + 512];
	snprintf(line, sizeof line, "printf '{\"version\":%d,\"valid\":{\"from\":\"2020-01-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":\"forms\",\"words\":\"words\",\"site\":\"site\"}}' > bundle.json", version);
	shell(town, line);
	shell(town, "\"$FOYER_BUILD/bin/foyer\" bundle build . --key keys/bundle.key -o out");
	snprintf(line, sizeof line, "\"$FOYER_BUILD/bin/foyer-backoffice\" publish '%s' out", town->kiosk.council.folder);
	shell(town, line);
}

/* The kiosk is told whom to trust, as whoever sets it up does. */
static void trust(struct town *town)
{
	char path[GIVEN_PATH_BYTES], key[GIVEN_PATH_BYTES];
	given_path(path, town->kiosk.state, "kiosk.json");
	given_path(key, town->folder, "keys/bundle.pub");
	json_t *kiosk = json_load_file(path, 0, NULL);
	char *text = given_text(key), *line = strchr(text, '\n') + 1;
	line[strcspn(line, "\n")] = '\0';
	json_object_set_new(kiosk, "bundle_keys", json_pack("[s]", line));
	assert_int_equal(json_dump_file(kiosk, path, 0), 0);
	free(text);
	json_decref(kiosk);
}

static int64_t number_in(struct town *town, const char *member, const char *below)
{
	json_t *status = kiosk_status(&town->kiosk), *bundle = json_object_get(status, "bundle");
	const json_t *from = below ? json_object_get(bundle, below) : bundle;
	int64_t number = json_integer_value(json_object_get(from, member));
	if (json_is_true(json_object_get(bundle, "trial")))
		number = -1; /* not before it is settled */
	json_decref(status);
	return number;
}

/* Programs that are starting have all the real time they need: meanwhile the clock stands. */
static bool all_run(struct town *town, bool screen)
{
	json_t *status = kiosk_status(&town->kiosk);
	const json_t *programs = json_object_get(status, "programs");
	bool run = json_is_true(json_object_get(programs, "sync")) &&
		(!screen || (json_is_true(json_object_get(programs, "ui")) && json_is_true(json_object_get(programs, "print"))));
	json_decref(status);
	return run;
}

/* Time goes on until the status says so. @screen: false when it and the receipts are broken and must not be waited for. */
static void await(struct town *town, const char *member, const char *below, int64_t number, bool screen)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (number_in(town, member, below) != number) {
		if (!deadline_pause(deadline))
			fail_msg("\"%s\" of the version did not become %lld", member, (long long)number);
		if (all_run(town, screen))
			kiosk_move_clock(&town->kiosk, STEP_MS);
	}
}

/* Fetched and staged, while somebody is in the middle of something: no time may go by but what a fetch takes. */
static void await_staged(struct town *town, int version)
{
	char name[64], path[GIVEN_PATH_BYTES];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	snprintf(name, sizeof name, "versions/%d", version);
	given_path(path, town->kiosk.state, name);
	kiosk_kill(&town->kiosk, "foyer-sync"); /* its successor asks within half a minute */
	deadline_pause(deadline);
	kiosk_move_clock(&town->kiosk, FETCHED_MS);
	for (int turns = 1; access(path, F_OK) != 0; turns++) {
		if (!deadline_pause(deadline))
			fail_msg("version %d was not staged", version);
		if (turns == 400)
			kiosk_move_clock(&town->kiosk, FETCHED_MS);
	}
}

/* The screen of a program that has seen no act of ours. */
static void await_new_screen(struct town *town)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!all_run(town, true))
		if (!deadline_pause(deadline))
			fail_msg("the programs did not come back");
	town->kiosk.awaited_act = 0;
	town->kiosk.fresh = false;
	screen_await(&town->kiosk, "start");
	screen_look(&town->kiosk);
}

static int setup(void **state)
{
	struct town *town = calloc(1, sizeof *town);
	*state = town;
	given_folder(town->folder);
	gather_parts(town);
	kiosk_start(&town->kiosk, &(struct kiosk_plan){ 0 });
	kiosk_halt(&town->kiosk);
	trust(town);
	kiosk_run(&town->kiosk);
	screen_await(&town->kiosk, "start");
	return 0;
}

static int teardown(void **state)
{
	struct town *town = *state;
	kiosk_end(&town->kiosk);
	given_done(town->folder);
	free(town);
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
	shell(town, line);
	shell(town, "grep -q 'Carry on then' words/en.po && grep -q 'Tell us about' forms/missed-bin.json");
}

static void a_visit_keeps_its_version_and_the_next_one_has_the_new(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	build_and_publish(town, 1);
	await(town, "version", NULL, 1, true);
	await_new_screen(town);
	missed_bin_begin(kiosk);
	pid_t before = kiosk_pid(kiosk, "foyer-ui");
	change_form_and_word(town);
	build_and_publish(town, 2);
	await_staged(town, 2);
	assert_int_equal(number_in(town, "version", NULL), 1);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	char reference[32];
	missed_bin_reference(kiosk, reference);
	assert_int_equal(kiosk_pid(kiosk, "foyer-ui"), before);
	assert_int_equal(number_in(town, "version", NULL), 1);
	assert_false(screen_says(kiosk, new_title));
	json_decref(council_await(&kiosk->council, 1));
	screen_press(kiosk, "finish-clear");
	await(town, "version", NULL, 2, true);
	assert_int_equal(number_in(town, "previous", NULL), 1);
	await_new_screen(town);
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
	build_and_publish(town, 1);
	await(town, "version", NULL, 1, true);
	/* nothing that the build looks at: words of no language of the site are here */
	shell(town, "sed -i 's/\"languages\": *\\[[^]]*\\]/\"languages\": [\"tlh\"]/' site/site.json && grep -q tlh site/site.json");
	build_and_publish(town, 2);
	await(town, "version", "refused", 2, false);
	assert_int_equal(number_in(town, "version", NULL), 1);
	status_says(town, "Refused    version 2: foyer-"); /* screen or receipts, whichever was heard of first */
	status_says(town, " did not come up on version 2 within 60 seconds");
	await_new_screen(town);
	missed_bin_begin(kiosk);
	char *said = given_text(kiosk->run.said);
	assert_non_null(strstr(said, "version.refused"));
	free(said);
	kiosk_kill(kiosk, "foyer-provision"); /* what it refused it does not try again */
	kiosk_move_clock(kiosk, STEP_MS);
	assert_int_equal(number_in(town, "version", NULL), 1);
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
	build_and_publish(town, 1);
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
		if (all_run(town, true))
			kiosk_move_clock(kiosk, STEP_MS);
	}
	assert_true(was_said(town, "version.trial-goes-on version=1"));
	assert_int_equal(number_in(town, "version", NULL), 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_visit_keeps_its_version_and_the_next_one_has_the_new, setup, teardown),
		cmocka_unit_test_setup_teardown(a_version_that_the_screen_does_not_come_up_on_is_left_by_itself, setup, teardown),
		cmocka_unit_test_setup_teardown(a_trial_goes_on_after_provision_and_hub_were_killed, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
