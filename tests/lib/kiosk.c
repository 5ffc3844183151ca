/* SPDX-License-Identifier: MIT */
#include "tests/lib/kiosk.h"

#include "firmware/base/clock.h"
#include "tests/lib/screen.h"
#include "tests/lib/voice.h"
#include "tests/lib/wait.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUN_WORDS_MAX = 40 };

/* The built assets, with another folder of forms: links to all of them but forms. */
static void link_assets(struct kiosk *kiosk, const char *built)
{
	char from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_path(kiosk->assets, kiosk->folder, "assets");
	assert_int_equal(mkdir(kiosk->assets, 0700), 0);
	DIR *folder = opendir(built);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		if (entry->d_name[0] == '.' || strcmp(entry->d_name, "forms") == 0)
			continue;
		given_path(from, built, entry->d_name);
		given_path(to, kiosk->assets, entry->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	closedir(folder);
	given_path(to, kiosk->assets, "forms");
	assert_int_equal(symlink(kiosk->plan.forms, to), 0);
}

static void place_assets(struct kiosk *kiosk)
{
	char built[GIVEN_PATH_BYTES];
	given_built("assets", built);
	if (kiosk->plan.assets)
		snprintf(kiosk->assets, sizeof kiosk->assets, "%s", kiosk->plan.assets);
	else if (kiosk->plan.forms)
		link_assets(kiosk, built);
	else
		snprintf(kiosk->assets, sizeof kiosk->assets, "%s", built);
}

/* What a sanitizer finds in any program goes to a file that kiosk_end() looks for. Leaks need ptrace, which our programs forbid. */
static void watch_sanitizers(struct kiosk *kiosk)
{
	char options[GIVEN_PATH_BYTES + 128];
	snprintf(options, sizeof options, "detect_leaks=0:log_path=%s/sanitizer", kiosk->folder);
	setenv("ASAN_OPTIONS", options, 1);
	snprintf(options, sizeof options, "print_stacktrace=1:log_path=%s/sanitizer", kiosk->folder);
	setenv("UBSAN_OPTIONS", options, 1);
}

static void add_word(char **words, int *count, const char *word)
{
	assert_true(*count < RUN_WORDS_MAX - 1);
	words[(*count)++] = (char *)word;
}

void kiosk_run(struct kiosk *kiosk)
{
	char foyer[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	given_built("bin/foyer", foyer);
	given_path(said, kiosk->folder, "said");
	char *words[RUN_WORDS_MAX] = { 0 };
	int count = 0;
	for (const char *const *wrap = kiosk->plan.wrap; wrap && *wrap; wrap++)
		add_word(words, &count, *wrap);
	const char *const run[] = { foyer, "run", "--state", kiosk->state, "--assets", kiosk->assets, "--test-door",
		"--panel", kiosk->plan.panel, "--density", "4.03", "--awake", kiosk->plan.awake ? kiosk->plan.awake : "always" };
	for (size_t i = 0; i < sizeof run / sizeof run[0]; i++)
		add_word(words, &count, run[i]);
	if (kiosk->plan.no_ui)
		add_word(words, &count, "--no-ui");
	if (kiosk->plan.keypad) {
		add_word(words, &count, "--keypad");
		add_word(words, &count, kiosk->plan.keypad);
	}
	for (const char *const *more = kiosk->plan.more; more && *more; more++)
		add_word(words, &count, *more);
	process_start(&kiosk->run, said, words);
}

/* What a kiosk beside this one shares. */
static void start_building(struct kiosk *kiosk)
{
	const struct kiosk_plan *plan = &kiosk->plan;
	given_path(kiosk->clock, kiosk->folder, "clock");
	unsetenv("FOYER_CLOCK"); /* of a kiosk before this one */
	if (!plan->real_time) {
		assert_int_equal(clock_page_create(kiosk->clock, plan->ahead_ms), FAIL_NONE);
		if (plan->begins_ms)
			assert_int_equal(clock_page_set(kiosk->clock, plan->begins_ms), FAIL_NONE);
		setenv("FOYER_CLOCK", kiosk->clock, 1);
	}
	setenv("TZ", "Europe/London", 1);
	if (!plan->panels)
		display_start(&kiosk->display, kiosk->folder, plan->panel);
	else if (!display_start_panels(&kiosk->display, kiosk->folder, plan->panel))
		fail_msg("Xorg did not come up; its words are in %s/display", kiosk->folder);
	council_place(&kiosk->council, kiosk->folder);
	if (!plan->no_council)
		council_start(&kiosk->council);
}

void kiosk_start(struct kiosk *kiosk, const struct kiosk_plan *plan)
{
	*kiosk = (struct kiosk){ .plan = *plan, .door_fd = -1 };
	if (!kiosk->plan.panel)
		kiosk->plan.panel = "1080x1920";
	given_folder(kiosk->folder);
	given_path(kiosk->state, kiosk->folder, "state");
	assert_int_equal(mkdir(kiosk->state, 0700), 0);
	place_assets(kiosk);
	watch_sanitizers(kiosk);
	if (plan->beside)
		snprintf(kiosk->clock, sizeof kiosk->clock, "%s", plan->beside->clock);
	else
		start_building(kiosk);
	if (plan->voice)
		voice_place(kiosk);
	printer_place(&kiosk->printer, kiosk->folder);
	kiosk->printer.hasty = plan->hasty_printer;
	if (!plan->no_printer)
		printer_start(&kiosk->printer);
	char printer[GIVEN_PATH_BYTES + 8];
	snprintf(printer, sizeof printer, "unix:%s", kiosk->printer.socket);
	council_config(plan->beside ? &plan->beside->council : &kiosk->council, kiosk->state, printer, plan->outbox_pages);
	kiosk_run(kiosk);
	if (!plan->no_ui)
		screen_await(kiosk, "start");
}

static pid_t supervisor(struct kiosk *kiosk)
{
	return kiosk->plan.wrap ? process_await(kiosk->run.pid, "foyer", 0) : kiosk->run.pid;
}

/* Nothing of what was on the screen counts any more. */
static void forget_screen(struct kiosk *kiosk)
{
	if (kiosk->door_fd >= 0)
		close(kiosk->door_fd);
	kiosk->door_fd = -1;
	json_decref(kiosk->screen);
	kiosk->screen = NULL;
	json_decref(kiosk->said);
	kiosk->said = NULL;
	kiosk->fresh = false;
	kiosk->awaited_act = 0;
}

void kiosk_halt(struct kiosk *kiosk)
{
	forget_screen(kiosk);
	if (kiosk->plan.wrap && kiosk->run.pid > 0) {
		kill(supervisor(kiosk), SIGTERM); /* what is wrapped around it ends when it does, and not before */
		process_wait(&kiosk->run);
	}
	process_stop(&kiosk->run);
}

void kiosk_cut_power(struct kiosk *kiosk)
{
	static const char *const programs[] = { "foyer-hub", "foyer-ui", "foyer-print", "foyer-sync", "foyer-provision", "foyer-desk" };
	enum { PROGRAMS = sizeof programs / sizeof programs[0] };
	pid_t pids[PROGRAMS], run = supervisor(kiosk);
	for (size_t i = 0; i < PROGRAMS; i++)
		pids[i] = process_find(run, programs[i]);
	assert_int_equal(kill(run, SIGKILL), 0); /* first: nobody starts anything again */
	for (size_t i = 0; i < PROGRAMS; i++)
		if (pids[i])
			kill(pids[i], SIGKILL);
	for (size_t i = 0; i < PROGRAMS; i++)
		if (pids[i])
			process_gone(pids[i]);
	process_wait(&kiosk->run);
	forget_screen(kiosk);
}

/* Prints what a sanitizer left behind; returns how many files. */
static int sanitizer_findings(struct kiosk *kiosk)
{
	int found = 0;
	DIR *folder = opendir(kiosk->folder);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		if (strncmp(entry->d_name, "sanitizer", 9) != 0)
			continue;
		char path[GIVEN_PATH_BYTES];
		given_path(path, kiosk->folder, entry->d_name);
		char *text = given_text(path);
		fprintf(stderr, "%s\n", text ? text : "");
		free(text);
		found++;
	}
	if (folder)
		closedir(folder);
	return found;
}

/* After a failed case the programs' own words are worth more than the folder. */
static void print_said(struct kiosk *kiosk)
{
	char said[GIVEN_PATH_BYTES];
	given_path(said, kiosk->folder, "said");
	char *text = given_text(said);
	if (text && getenv("FOYER_SAID"))
		fprintf(stderr, "%s", text);
	free(text);
}

void kiosk_end(struct kiosk *kiosk)
{
	if (!kiosk->folder[0])
		return;
	kiosk_halt(kiosk);
	council_end(&kiosk->council);
	printer_stop(&kiosk->printer);
	display_stop(&kiosk->display);
	print_said(kiosk);
	int findings = sanitizer_findings(kiosk);
	given_done(kiosk->folder);
	kiosk->folder[0] = '\0';
	if (findings)
		fail_msg("a sanitizer stopped %d programs", findings);
}

int kiosk_set_up_later(void **state)
{
	struct kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	*state = kiosk;
	return 0;
}

int kiosk_set_up(void **state)
{
	kiosk_set_up_later(state);
	kiosk_start(*state, &(struct kiosk_plan){ 0 });
	return 0;
}

int kiosk_tear_down(void **state)
{
	kiosk_end(*state);
	free(*state);
	return 0;
}

pid_t kiosk_pid(struct kiosk *kiosk, const char *program)
{
	return process_await(supervisor(kiosk), program, 0);
}

void kiosk_kill(struct kiosk *kiosk, const char *program)
{
	kiosk_kill_while(kiosk, program, NULL, NULL);
}

void kiosk_kill_while(struct kiosk *kiosk, const char *program, void (*meanwhile)(void *context), void *context)
{
	pid_t pid = kiosk_pid(kiosk, program);
	if (meanwhile)
		assert_int_equal(kill(supervisor(kiosk), SIGSTOP), 0); /* nobody starts it again yet */
	assert_int_equal(kill(pid, SIGKILL), 0);
	if (meanwhile) {
		meanwhile(context);
		assert_int_equal(kill(supervisor(kiosk), SIGCONT), 0);
	}
	if (strcmp(program, "foyer-ui") == 0) {
		kiosk->fresh = false;
		kiosk->awaited_act = 0;
	}
	process_await(supervisor(kiosk), program, pid);
}

void kiosk_move_clock(struct kiosk *kiosk, int64_t by_ms)
{
	assert_int_equal(clock_page_move(kiosk->clock, by_ms), FAIL_NONE);
}

json_t *kiosk_status(struct kiosk *kiosk)
{
	json_t *status = NULL;
	assert_int_equal(kiosk_ask(kiosk, json_pack("{s:s}", "verb", "status"), &status), FAIL_NONE);
	return status;
}

void kiosk_await_queue(struct kiosk *kiosk, int waiting)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (json_int_t now = -1; now != waiting;) {
		json_t *status = kiosk_status(kiosk);
		now = json_integer_value(json_object_get(json_object_get(status, "queue"), "waiting"));
		json_decref(status);
		if (now != waiting && !deadline_pause(deadline))
			fail_msg("%d submissions wait, not %d", (int)now, waiting);
	}
}
