/* SPDX-License-Identifier: MIT */
/*
 * journey.sound - true samples of the real espeak-ng, at a sound device that we hold in our hands, and headphones that are felt going in and
 * out; then all that can happen to a sound device.
 */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/sink.h"
#include "tests/lib/voice.h"
#include "tests/lib/wait.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOUD = 1000, QUIET_LOOKS = 20, LISTEN_MS = 400, SKIPPED = 77 };

struct booth {
	struct kiosk kiosk;
	char folder[GIVEN_PATH_BYTES], jack[GIVEN_PATH_BYTES];
	struct sink ears, speaker;
	int jack_fd;        /* what we write is what the jack feels */
};

static void plug(struct booth *booth, bool in)
{
	const struct input_event event = { .type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = in };
	assert_int_equal(write(booth->jack_fd, &event, sizeof event), sizeof event);
}

static void begin(struct booth *booth, const char *headphones)
{
	const char *const more[] = { "--headphones", headphones, "--speaker", "speaker", "--jack", booth->jack, NULL };
	kiosk_start(&booth->kiosk, &(struct kiosk_plan){ .real_time = true, .more = more });
	booth->kiosk.plan.more = NULL;
	json_decref(kiosk_status(&booth->kiosk)); /* the test door is open: the trace is told from now on */
	(void)screen_await(&booth->kiosk, "start");
}

static const char *why(const json_t *said) { return node_text(said, "why"); }

/* Until what was said last is over. */
static const json_t *over(struct kiosk *kiosk, size_t mark, const char *words)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (strcmp(why(voice_await(kiosk, mark, words)), "begins") == 0) {
		if (deadline_over(deadline))
			fail_msg("\"%s\" is never over", words);
		screen_poll(kiosk, 50);
	}
	return voice_said(kiosk, mark, words);
}

static int lines_of(struct kiosk *kiosk, const char *event)
{
	char path[GIVEN_PATH_BYTES];
	int count = 0;
	given_path(path, kiosk->folder, "said");
	char *log = given_text(path);
	for (const char *at = log; at && (at = strstr(at, event)); at++)
		count++;
	free(log);
	return count;
}

/* A visit begins, a person is one touch away, and it ends: nothing of the screen waits for the voice. */
static void goes_on(struct kiosk *kiosk)
{
	missed_bin_begin(kiosk);
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

static void headphones_start_the_voice_and_take_it_with_them(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	begin(booth, "ears");
	plug(booth, true);
	assert_true(sink_listen(&booth->ears, LISTEN_MS) > LOUD);
	assert_string_equal(node_text(voice_await(kiosk, 0, "Speech is on."), "sink"), "private");
	plug(booth, false); /* in the middle of it */
	(void)sink_await_end(&booth->ears);
	assert_string_equal(why(over(kiosk, 0, "Speech is on.")), "user");
	screen_press(kiosk, "start");
	screen_await(kiosk, "person");
	for (int i = 0; i < QUIET_LOOKS; i++)
		screen_look(kiosk);
	assert_int_equal(voice_mark(kiosk), 1);
	assert_false(sink_heard(&booth->speaker));
}

static void a_key_ends_the_sentence_and_loudness_ends_with_the_visit(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	begin(booth, "ears");
	plug(booth, true);
	int usual = sink_listen(&booth->ears, LISTEN_MS);
	screen_press(kiosk, "start"); /* any act: what is being said ends, what is new begins */
	assert_string_equal(why(over(kiosk, 0, "Speech is on.")), "user");
	for (int i = 0; i < 6; i++)
		voice_ask(kiosk, "louder");
	voice_await(kiosk, 0, "Volume 11 of 11");
	int loud = sink_listen(&booth->ears, LISTEN_MS);
	assert_true(usual > LOUD && loud > usual + usual / 2);
	screen_press(kiosk, "finish");
	screen_await(kiosk, "start");
	plug(booth, false);
	(void)sink_await_end(&booth->ears);
	plug(booth, true);
	int again = sink_listen(&booth->ears, LISTEN_MS);
	assert_true(again > LOUD && again < loud - loud / 4);
}

static void a_device_that_is_not_there_is_said_once_and_does_no_harm(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	begin(booth, "no-such-device");
	plug(booth, true);
	assert_string_equal(why(over(kiosk, 0, "Speech is on.")), "failed");
	goes_on(kiosk);
	assert_int_equal(lines_of(kiosk, "speech.silent"), 1);
	assert_false(sink_heard(&booth->speaker)); /* what is for one person is never said to all instead */
}

static void a_device_that_hangs_holds_up_nothing(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	begin(booth, "ears");
	plug(booth, true);
	(void)sink_await(&booth->ears); /* and nobody ever plays it */
	goes_on(kiosk);
	assert_int_equal(lines_of(kiosk, "speech.silent"), 0);
	plug(booth, false);
	size_t mark = voice_mark(kiosk);
	plug(booth, true);
	assert_string_equal(why(over(kiosk, mark, "Speech is on.")), "failed"); /* its time is over */
	plug(booth, false);
	goes_on(kiosk);
	assert_int_equal(lines_of(kiosk, "espeak-ng hangs"), 1);
}

static void a_device_that_vanishes_in_a_sentence_is_said_and_one_that_comes_back_is_used(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	begin(booth, "ears");
	plug(booth, true);
	(void)sink_await(&booth->ears);
	sink_close(&booth->ears);
	assert_string_equal(why(over(kiosk, 0, "")), "failed");
	plug(booth, false);
	goes_on(kiosk);
	assert_int_equal(lines_of(kiosk, "speech.silent"), 1);
	booth->ears.fd = open(booth->ears.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	plug(booth, true);
	assert_true(sink_listen(&booth->ears, LISTEN_MS) > LOUD);
}

/* All that is on the path but the voice. */
static void without_a_voice(struct booth *booth)
{
	char programs[GIVEN_PATH_BYTES];
	given_path(programs, booth->folder, "programs");
	assert_int_equal(mkdir(programs, 0700), 0);
	setenv("PATH", programs, 1);
}

static void a_kiosk_without_a_voice_goes_on(void **state)
{
	struct booth *booth = *state;
	struct kiosk *kiosk = &booth->kiosk;
	char path[GIVEN_PATH_BYTES];
	begin(booth, "ears");
	kiosk_halt(kiosk);
	snprintf(path, sizeof path, "%s", getenv("PATH"));
	without_a_voice(booth);
	kiosk_run(kiosk);
	setenv("PATH", path, 1);
	screen_await(kiosk, "start");
	voice_ask(kiosk, "on");
	assert_string_equal(why(over(kiosk, 0, "Speech is on.")), "failed");
	goes_on(kiosk);
	assert_int_equal(lines_of(kiosk, "there is no espeak-ng here"), 1);
}

static int set_up(void **state)
{
	struct booth *booth = calloc(1, sizeof *booth);
	assert_non_null(booth);
	given_folder(booth->folder);
	sinks_place(booth->folder, &booth->ears, &booth->speaker);
	given_path(booth->jack, booth->folder, "jack");
	assert_int_equal(mkfifo(booth->jack, 0600), 0);
	booth->jack_fd = open(booth->jack, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	*state = booth;
	return 0;
}

static int tear_down(void **state)
{
	struct booth *booth = *state;
	kiosk_end(&booth->kiosk);
	sink_close(&booth->ears);
	sink_close(&booth->speaker);
	close(booth->jack_fd);
	given_done(booth->folder);
	free(booth);
	return 0;
}

int main(void)
{
	char said[1024];
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
		CASE(headphones_start_the_voice_and_take_it_with_them), CASE(a_key_ends_the_sentence_and_loudness_ends_with_the_visit),
		CASE(a_device_that_is_not_there_is_said_once_and_does_no_harm), CASE(a_device_that_hangs_holds_up_nothing),
		CASE(a_device_that_vanishes_in_a_sentence_is_said_and_one_that_comes_back_is_used), CASE(a_kiosk_without_a_voice_goes_on),
	};
	if (process_run((char *[]){ "sh", "-c", "command -v espeak-ng", NULL }, said, sizeof said) != 0) {
		fputs("skipped: there is no espeak-ng here\n", stderr);
		return SKIPPED;
	}
	return cmocka_run_group_tests_name("sound", cases, NULL, NULL);
}
