/* SPDX-License-Identifier: MIT */
/* journey.supervise - `foyer run` itself: the real supervisor, with four scripts beside it in place of the programs. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Writes down what it was given, starts a program of its own, then waits; NAME.early makes it fail at once, NAME.closed end well. */
static const char script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$0\") name=$(basename \"$0\")\n"
	"env >\"$here/$name.environment\"\n"
	"ls -l /proc/$$/fd >\"$here/$name.descriptors\"\n" /* no pipe: its ends would be among them */
	"echo \"$@\" >\"$here/$name.arguments\"\n"
	"[ \"$name\" = foyer-ui ] && od -An -tx1 <&3 >>\"$here/keys\"\n"
	"tail -f /dev/null & echo $! >\"$here/$name.grandchild\"\n"
	"echo started >>\"$here/$name.starts\"\n"
	"[ -f \"$here/$name.early\" ] && exit 1\n"
	"[ -f \"$here/$name.closed\" ] && exit 0\n"
	"wait\n";

static const char *const program[] = { "foyer-hub", "foyer-ui", "foyer-print", "foyer-sync" };
enum { PROGRAMS = 4 };

struct given {
	char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	struct process run;
};

static void start_run(struct given *given)
{
	process_start(&given->run, given->said, (char *[]){ given->foyer, "run", "--state", given->state, "--assets", given->folder, "--test-door", NULL });
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->foyer, given->folder, "foyer");
	given_path(given->state, given->folder, "state");
	given_path(given->said, given->folder, "said");
	char built[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_built("bin/foyer", built);
	assert_int_equal(process_run((char *[]){ "cp", built, given->foyer, NULL }, path, sizeof path), 0);
	for (int i = 0; i < PROGRAMS; i++) {
		given_path(path, given->folder, program[i]);
		given_file(path, script, 0700);
	}
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	process_stop(&given->run);
	given_done(given->folder);
	free(given);
	return 0;
}

static char *read_note(struct given *given, const char *name, const char *kind)
{
	char file[128], path[GIVEN_PATH_BYTES];
	snprintf(file, sizeof file, "%s%s", name, kind);
	given_path(path, given->folder, file);
	return given_text(path);
}

static int count_starts(struct given *given, const char *name)
{
	char *text = read_note(given, name, ".starts");
	int lines = 0;
	for (const char *at = text; at && *at; at++)
		lines += *at == '\n';
	free(text);
	return lines;
}

static void await_starts(struct given *given, const char *name, int starts)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (count_starts(given, name) < starts)
		if (!deadline_pause(deadline))
			fail_msg("%s was started %d times, not %d", name, count_starts(given, name), starts);
}

static void await_all(struct given *given)
{
	for (int i = 0; i < PROGRAMS; i++)
		await_starts(given, program[i], 1);
}

static pid_t grandchild(struct given *given, const char *name)
{
	char *text = read_note(given, name, ".grandchild");
	assert_non_null(text);
	pid_t pid = (pid_t)strtol(text, NULL, 10);
	free(text);
	return pid;
}

static void programs_know_nothing_but_what_they_need(void **state)
{
	struct given *given = *state;
	setenv("COUNCIL_SECRET", "must not be seen", 1);
	setenv("DISPLAY", ":77", 1);
	start_run(given);
	await_all(given);
	static const char *const allowed[] = { "PATH=", "HOME=", "LANG=", "TZ=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS=", "PWD=", "OLDPWD=", "SHLVL=", "_=" };
	for (int i = 0; i < PROGRAMS; i++) {
		char *text = read_note(given, program[i], ".environment"), *rest = text;
		for (char *line; (line = strsep(&rest, "\n")) && rest;) {
			bool fine = strcmp(line, "DISPLAY=:77") == 0 && strcmp(program[i], "foyer-ui") == 0;
			for (size_t k = 0; k < sizeof allowed / sizeof allowed[0]; k++)
				fine = fine || strncmp(line, allowed[k], strlen(allowed[k])) == 0;
			if (!fine)
				fail_msg("%s was told %s", program[i], line);
		}
		free(text);
	}
	unsetenv("COUNCIL_SECRET");
}

/* What a line "… 3 -> /path" names is nothing, the log, the script with its notes, or for the screen the key of the visit. */
static bool may_hold(struct given *given, const char *name, const char *held)
{
	char script_path[GIVEN_PATH_BYTES], notes[GIVEN_PATH_BYTES];
	given_path(script_path, given->folder, name);
	snprintf(notes, sizeof notes, "%.4000s.descriptors", script_path);
	bool key = strcmp(name, "foyer-ui") == 0 && strstr(held, "/memfd:visit-key") == held;
	return key || strcmp(held, "/dev/null") == 0 || strcmp(held, given->said) == 0 || strcmp(held, script_path) == 0 || strcmp(held, notes) == 0;
}

static void programs_hold_only_their_descriptors(void **state)
{
	struct given *given = *state;
	int spare = dup(STDERR_FILENO); /* something of ours that must not be passed on */
	start_run(given);
	await_all(given);
	close(spare);
	for (int i = 0; i < PROGRAMS; i++) {
		char *text = read_note(given, program[i], ".descriptors"), *rest = text;
		assert_non_null(strstr(text, " 0 -> /dev/null"));
		bool has_key = strstr(text, " 3 -> /memfd:visit-key") != NULL;
		assert_int_equal(has_key, strcmp(program[i], "foyer-ui") == 0);
		for (char *line; (line = strsep(&rest, "\n")) && rest;) {
			const char *arrow = strstr(line, " -> ");
			if (arrow && !may_hold(given, program[i], arrow + 4))
				fail_msg("%s holds %s", program[i], arrow + 4);
		}
		free(text);
	}
}

static void a_killed_program_is_back_with_the_same_key(void **state)
{
	struct given *given = *state;
	start_run(given);
	await_all(given);
	pid_t first = process_await(given->run.pid, "foyer-ui", 0), hub = process_await(given->run.pid, "foyer-hub", 0);
	pid_t left_behind = grandchild(given, "foyer-ui");
	kill(first, SIGKILL);
	await_starts(given, "foyer-ui", 2);
	process_await(given->run.pid, "foyer-ui", first);
	process_gone(left_behind);
	assert_int_equal(process_find(given->run.pid, "foyer-hub"), hub); /* the others were left alone */
	char *keys = read_note(given, "keys", "");
	assert_non_null(keys);
	size_t half = strlen(keys) / 2;
	assert_in_range(half, 90, 110); /* 32 bytes in hex */
	assert_int_equal(strncmp(keys, keys + half, half), 0);
	free(keys);
}

static void a_program_that_dies_early_is_tried_for_ever(void **state)
{
	struct given *given = *state;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "foyer-sync.early");
	given_file(path, "", 0600);
	start_run(given);
	await_starts(given, "foyer-sync", 5);
	unlink(path);
	await_starts(given, "foyer-sync", 6);
	process_await(given->run.pid, "foyer-sync", 0);
	assert_int_equal(count_starts(given, "foyer-hub"), 1);
}

static void given_closed_window(struct given *given)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "foyer-ui.closed");
	given_file(path, "", 0600);
}

static void a_closed_window_ends_it_all(void **state)
{
	struct given *given = *state;
	given_closed_window(given);
	process_start(&given->run, given->said, (char *[]){ given->foyer, "run", "--state", given->state, "--assets", given->folder, "--window", NULL });
	assert_int_equal(process_wait(&given->run), 0);
	assert_int_equal(count_starts(given, "foyer-ui"), 1);
}

static void on_a_whole_screen_nobody_closes_it(void **state)
{
	struct given *given = *state;
	given_closed_window(given);
	start_run(given);
	await_starts(given, "foyer-ui", 3);
}

static void a_second_kiosk_in_the_same_folder_is_refused(void **state)
{
	struct given *given = *state;
	start_run(given);
	await_all(given);
	struct process second = { 0 };
	char said[GIVEN_PATH_BYTES];
	given_path(said, given->folder, "second");
	process_start(&second, said, (char *[]){ given->foyer, "run", "--state", given->state, "--assets", given->folder, NULL });
	assert_int_equal(process_wait(&second), 1);
	char *words = given_text(said);
	assert_non_null(strstr(words, "running in"));
	free(words);
	assert_int_equal(count_starts(given, "foyer-hub"), 1);
}

static void asked_to_end_it_ends_all_it_started(void **state)
{
	struct given *given = *state;
	start_run(given);
	await_all(given);
	pid_t child[PROGRAMS], deeper[PROGRAMS];
	for (int i = 0; i < PROGRAMS; i++) {
		child[i] = process_await(given->run.pid, program[i], 0);
		deeper[i] = grandchild(given, program[i]);
	}
	assert_int_equal(process_stop(&given->run), 0);
	for (int i = 0; i < PROGRAMS; i++) {
		process_gone(child[i]);
		process_gone(deeper[i]);
	}
}

static void killed_it_leaves_no_program_behind(void **state)
{
	struct given *given = *state;
	start_run(given);
	await_all(given);
	pid_t child[PROGRAMS];
	for (int i = 0; i < PROGRAMS; i++)
		child[i] = process_await(given->run.pid, program[i], 0);
	process_signal(&given->run, SIGKILL);
	assert_int_equal(process_wait(&given->run), 256 + SIGKILL);
	for (int i = 0; i < PROGRAMS; i++)
		process_gone(child[i]);
	for (int i = 0; i < PROGRAMS; i++)
		kill(grandchild(given, program[i]), SIGKILL); /* of the scripts only: our programs start none */
}

static void the_state_folder_is_closed_to_others(void **state)
{
	struct given *given = *state;
	assert_int_equal(mkdir(given->state, 0755), 0);
	start_run(given);
	await_all(given);
	struct stat about;
	assert_int_equal(stat(given->state, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0700);
}

static void wrong_words_are_answered_with_help(void **state)
{
	struct given *given = *state;
	char words[4096];
	assert_int_equal(process_run((char *[]){ given->foyer, "--help", NULL }, words, sizeof words), 0);
	assert_non_null(strstr(words, "status"));
	assert_int_equal(process_run((char *[]){ given->foyer, "run", "--help", NULL }, words, sizeof words), 0);
	assert_non_null(strstr(words, "--panel"));
	assert_int_equal(process_run((char *[]){ given->foyer, "dance", NULL }, words, sizeof words), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "run", "--state", given->state, "--assets", given->folder, "--printer", "lpt1", NULL }, words, sizeof words), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "status", "--state", given->folder, NULL }, words, sizeof words), 1);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = {
		CASE(programs_know_nothing_but_what_they_need),
		CASE(programs_hold_only_their_descriptors),
		CASE(a_killed_program_is_back_with_the_same_key),
		CASE(a_program_that_dies_early_is_tried_for_ever),
		CASE(a_closed_window_ends_it_all),
		CASE(on_a_whole_screen_nobody_closes_it),
		CASE(a_second_kiosk_in_the_same_folder_is_refused),
		CASE(asked_to_end_it_ends_all_it_started),
		CASE(killed_it_leaves_no_program_behind),
		CASE(the_state_folder_is_closed_to_others),
		CASE(wrong_words_are_answered_with_help),
	};
	return cmocka_run_group_tests_name("supervise", cases, NULL, NULL);
}
