/* SPDX-License-Identifier: MIT */
#include "tests/journeys/town.h"

#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FETCHED_MS = 31 * 1000 };

/* A shell's line, with the town's folder as its own. */
void town_shell(const struct town *town, const char *line)
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
	town_shell(town, line);
	town_shell(town, "\"$FOYER_BUILD/bin/foyer\" bundle keys new --out keys");
}

void town_publish(const struct town *town, int version, const char *parts)
{
	char line[GIVEN_PATH_BYTES + 512];
	snprintf(line, sizeof line, "printf '{\"version\":%d,\"valid\":{\"from\":\"2020-01-01\"},\"targets\":[\"*\"],\"parts\":{%s}}' > bundle.json", version, parts);
	town_shell(town, line);
	town_shell(town, "\"$FOYER_BUILD/bin/foyer\" bundle build . --key keys/bundle.key -o out $(test -d newer && echo --assets newer)");
	snprintf(line, sizeof line, "\"$FOYER_BUILD/bin/foyer-backoffice\" publish '%s' out", town->kiosk.council.folder);
	town_shell(town, line);
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

int64_t town_number(struct town *town, const char *member, const char *below)
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
bool town_runs(struct town *town, bool screen)
{
	json_t *status = kiosk_status(&town->kiosk);
	const json_t *programs = json_object_get(status, "programs");
	bool run = json_is_true(json_object_get(programs, "sync")) &&
		(!screen || (json_is_true(json_object_get(programs, "ui")) && json_is_true(json_object_get(programs, "print"))));
	json_decref(status);
	return run;
}

/* Time goes on until the status says so. @screen: false when it and the receipts are broken and must not be waited for. */
void town_await(struct town *town, const char *member, const char *below, int64_t number, bool screen)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (town_number(town, member, below) != number) {
		if (!deadline_pause(deadline))
			fail_msg("\"%s\" of the version did not become %lld", member, (long long)number);
		if (town_runs(town, screen))
			kiosk_move_clock(&town->kiosk, TOWN_STEP_MS);
	}
}

/* Fetched and staged, while somebody is in the middle of something: no time may go by but what a fetch takes. */
void town_await_staged(struct town *town, int version)
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
void town_await_screen(struct town *town)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!town_runs(town, true))
		if (!deadline_pause(deadline))
			fail_msg("the programs did not come back");
	town->kiosk.awaited_act = 0;
	town->kiosk.fresh = false;
	screen_await(&town->kiosk, "start");
	screen_look(&town->kiosk);
}

void town_begin(struct town *town, const struct kiosk_plan *plan)
{
	given_folder(town->folder);
	gather_parts(town);
	kiosk_start(&town->kiosk, plan);
}

void town_open(struct town *town)
{
	kiosk_halt(&town->kiosk);
	trust(town);
	kiosk_run(&town->kiosk);
	screen_await(&town->kiosk, "start");
}

void town_end(struct town *town)
{
	kiosk_end(&town->kiosk);
	given_done(town->folder);
}
