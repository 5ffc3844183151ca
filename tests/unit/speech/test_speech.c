/* SPDX-License-Identifier: MIT */
/* unit.speech - the queue and its helper process, with a voice that records what it is told and takes its time. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"
#include "ui/speech/speech.h"
#include "ui/visit/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUN_MAX = 64, TEXT_BYTES = 128 };

struct run { char text[TEXT_BYTES], lang[16]; int64_t id, start_ms, end_ms; enum speech_sink sink; enum speech_why why; };

struct room {
	char folder[GIVEN_PATH_BYTES];
	struct loop *loop;
	struct speech *speech;
	struct arena arena;
	struct run run[RUN_MAX]; int runs;
	int begun, quiet, heard, troubles;
};

static void on_said(void *context, const struct speech_said *said)
{
	struct room *room = context;
	assert_true(said->run >= 1 && said->run <= RUN_MAX);
	struct run *run = &room->run[said->run - 1];
	snprintf(run->text, sizeof run->text, "%s", said->text);
	snprintf(run->lang, sizeof run->lang, "%s", said->lang);
	run->id = said->id;
	run->sink = said->sink;
	run->why = said->why;
	run->start_ms = said->start_ms;
	run->end_ms = said->end_ms;
	room->runs = (int)said->run;
	room->begun += said->why == SAID_BEGINS;
}

static void on_quiet(void *context, bool heard) { struct room *room = context; room->quiet++; room->heard += heard; }
static void on_trouble(void *context, enum fail code) { struct room *room = context; (void)code; room->troubles++; }

static void manner(struct room *room, const char *words)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, room->folder, "voice");
	given_file(path, words, 0600);
}

static int given_room(void **state)
{
	static const struct speech_events events = { on_said, on_quiet, on_trouble };
	static const struct speech_devices devices = { .headphones = "ears" };
	char voices[GIVEN_PATH_BYTES];
	struct room *room = calloc(1, sizeof *room);
	assert_non_null(room);
	given_folder(room->folder);
	given_built("tests/voice", voices);
	setenv("PATH", voices, 1);
	setenv("HOME", room->folder, 1);
	manner(room, "pace 0\n");
	assert_int_equal(loop_new(&room->loop), FAIL_NONE);
	room->speech = speech_new(room->loop, &devices, &events, room);
	arena_init(&room->arena, UTTER_ARENA_MAX_BYTES);
	*state = room;
	return 0;
}

static int gone_room(void **state)
{
	struct room *room = *state;
	speech_free(room->speech);
	loop_free(room->loop);
	arena_done(&room->arena);
	given_done(room->folder);
	free(room);
	return 0;
}

/* Each text is a part of its own. */
static void say(struct room *room, bool now, const char *lang, const char *const *texts)
{
	struct utterances list;
	utter_begin(&list, &room->arena);
	for (; *texts; texts++) {
		utter_part(&list);
		utter_text(&list, lang, *texts);
	}
	speech_say(room->speech, &list, now);
}
#define SAY(ROOM, NOW, ...) say((ROOM), (NOW), "en", (const char *const[]){ __VA_ARGS__, NULL })

static bool is_quiet(struct room *room) { return room->quiet > 0 && !speech_busy(room->speech); }
static bool one_begun(struct room *room) { return room->begun >= 1; }
static bool two_begun(struct room *room) { return room->begun >= 2; }
static bool three_begun(struct room *room) { return room->begun >= 3; }

static void until(struct room *room, bool (*done)(struct room *room))
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!done(room)) {
		if (deadline_over(deadline))
			fail_msg("it never came; %d runs, the last \"%s\" %s", room->runs, room->runs ? room->run[room->runs - 1].text : "", room->runs ? speech_why_name(room->run[room->runs - 1].why) : "");
		assert_int_equal(loop_once(room->loop, 20), FAIL_NONE);
	}
}

/* What the voice was told: option lines and all. */
static char *recorded(struct room *room)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, room->folder, "spoken");
	char *text = given_text(path);
	return text ? text : strdup("");
}

static void sentences_are_spoken_one_after_the_other(void **state)
{
	struct room *room = *state;
	SAY(room, true, "First.", "Second. Third.");
	until(room, is_quiet);
	assert_int_equal(room->runs, 3);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(room->run[i].why, SAID_DONE);
		assert_int_equal(room->run[i].sink, SINK_SPEAKER);
		assert_true(i == 0 || room->run[i].start_ms >= room->run[i - 1].end_ms);
	}
	char *told = recorded(room);
	assert_non_null(strstr(told, "| First.\n"));
	assert_true(strstr(told, "| Second.\n") < strstr(told, "| Third.\n"));
	free(told);
	assert_int_equal(room->heard, 1);
}

static void a_voice_is_told_language_loudness_and_speed(void **state)
{
	struct room *room = *state;
	SAY(room, true, "Hello.");
	until(room, is_quiet);
	speech_set(room->speech, &(struct speech_settings){ SINK_PRIVATE, VOICE_VOLUME_STEPS - 1, 0 });
	say(room, true, "cy", (const char *const[]){ "Helo.", NULL });
	room->quiet = 0;
	until(room, is_quiet);
	char *told = recorded(room);
	assert_non_null(strstr(told, "-v en-gb -a 60 -s 170 | Hello.\n"));
	assert_non_null(strstr(told, "-v cy -a 200 -s 100 -d ears | Helo.\n"));
	free(told);
}

static void something_new_takes_the_place_of_what_is_said(void **state)
{
	struct room *room = *state;
	manner(room, "pace 100\n");
	SAY(room, true, "A very long sentence.", "Another.");
	until(room, one_begun);
	manner(room, "pace 0\n");
	SAY(room, true, "New.");
	assert_int_equal(room->run[0].why, SAID_SUPERSEDED);
	until(room, is_quiet);
	assert_int_equal(room->runs, 2);
	assert_string_equal(room->run[1].text, "New.");
	assert_int_equal(room->run[1].why, SAID_DONE);
	assert_true(room->run[1].start_ms >= room->run[0].end_ms);
}

static void what_can_wait_is_said_afterwards(void **state)
{
	struct room *room = *state;
	SAY(room, true, "First.");
	SAY(room, false, "Later.");
	until(room, is_quiet);
	assert_int_equal(room->runs, 2);
	assert_int_equal(room->run[0].why, SAID_DONE);
	assert_string_equal(room->run[1].text, "Later.");
}

static void an_act_makes_it_silent_at_once(void **state)
{
	struct room *room = *state;
	manner(room, "pace 1000\n");
	SAY(room, true, "A very long sentence.", "Another.");
	until(room, one_begun);
	speech_hush(room->speech, SAID_USER);
	assert_int_equal(room->run[0].why, SAID_USER);
	assert_false(speech_busy(room->speech));
	until(room, is_quiet); /* long before the sentence would have been over */
	assert_int_equal(room->runs, 1);
	assert_int_equal(room->heard, 0);
}

static void a_repeat_says_the_same_again(void **state)
{
	struct room *room = *state;
	assert_false(speech_again(room->speech));
	SAY(room, true, "Title.", "Surname, text box. Empty.");
	until(room, is_quiet);
	room->quiet = 0;
	assert_true(speech_again(room->speech));
	until(room, is_quiet);
	assert_int_equal(room->runs, 5);
	assert_string_equal(room->run[3].text, "Surname, text box.");
	assert_int_equal(room->run[3].id, room->run[1].id);
	assert_int_equal(room->run[4].id, room->run[2].id);
}

static void a_repeat_goes_on_with_what_was_not_heard(void **state)
{
	struct room *room = *state;
	manner(room, "pace 1000\n");
	SAY(room, true, "First thing.", "Second thing.");
	until(room, one_begun);
	manner(room, "pace 0\n");
	assert_true(speech_again(room->speech));
	assert_int_equal(room->run[0].why, SAID_USER);
	until(room, is_quiet);
	assert_int_equal(room->runs, 3);
	assert_int_equal(room->run[1].id, room->run[0].id);
	assert_string_equal(room->run[2].text, "Second thing.");
}

static void a_pause_holds_the_sentence_and_what_follows(void **state)
{
	struct room *room = *state;
	manner(room, "pace 20\n");
	SAY(room, true, "One sentence.", "Another.");
	until(room, one_begun);
	assert_true(speech_pause(room->speech));
	for (int i = 0; i < 20; i++)
		assert_int_equal(loop_once(room->loop, 20), FAIL_NONE); /* more than it takes */
	assert_int_equal(room->runs, 1);
	assert_int_equal(room->run[0].why, SAID_BEGINS);
	assert_false(speech_pause(room->speech));
	until(room, is_quiet);
	assert_int_equal(room->run[0].why, SAID_DONE);
	assert_int_equal(room->run[1].why, SAID_DONE);
	assert_int_equal(room->runs, 2);
	assert_false(speech_pause(room->speech)); /* nothing to hold */
}

static void a_remark_breaks_in_and_the_sentence_begins_again(void **state)
{
	struct room *room = *state;
	manner(room, "pace 1000\n");
	SAY(room, true, "A long sentence.", "Another.");
	until(room, one_begun);
	speech_aside(room->speech, "en", "Volume 7 of 11");
	until(room, two_begun);
	speech_aside(room->speech, "en", "Volume 8 of 11");
	manner(room, "pace 0\n");
	until(room, three_begun);
	speech_aside(room->speech, "en", "Volume 9 of 11");
	until(room, is_quiet);
	assert_string_equal(room->run[0].text, "A long sentence.");
	assert_int_equal(room->run[0].why, SAID_SUPERSEDED);
	assert_int_equal(room->run[1].why, SAID_SUPERSEDED);
	const struct run *again = &room->run[room->runs - 2];
	assert_string_equal(again->text, "A long sentence.");
	assert_int_equal(again->id, room->run[0].id);
	assert_string_equal(room->run[room->runs - 1].text, "Another.");
}

static void headphones_that_go_take_the_voice_with_them(void **state)
{
	struct room *room = *state;
	manner(room, "pace 1000\n");
	speech_set(room->speech, &(struct speech_settings){ SINK_PRIVATE, 5, 3 });
	SAY(room, true, "My answer.", "And another.");
	until(room, one_begun);
	speech_set(room->speech, &(struct speech_settings){ SINK_SPEAKER, 5, 3 });
	assert_int_equal(room->run[0].why, SAID_USER);
	until(room, is_quiet);
	assert_int_equal(room->runs, 1);
	assert_int_equal(room->run[0].sink, SINK_PRIVATE);
}

static void what_was_said_can_be_forgotten(void **state)
{
	struct room *room = *state;
	SAY(room, true, "My answer.");
	until(room, is_quiet);
	speech_forget(room->speech);
	assert_false(speech_again(room->speech));
}

static void without_a_sound_device_it_is_told_once_and_life_goes_on(void **state)
{
	struct room *room = *state;
	manner(room, "deaf\n");
	SAY(room, true, "First.", "Second.");
	until(room, is_quiet);
	assert_int_equal(room->run[0].why, SAID_FAILED);
	assert_int_equal(room->run[1].why, SAID_FAILED);
	assert_int_equal(room->troubles, 1);
	assert_int_equal(room->heard, 0);
	manner(room, "pace 0\n");
	room->quiet = 0;
	SAY(room, true, "Heard.");
	until(room, is_quiet);
	assert_int_equal(room->run[2].why, SAID_DONE);
}

static void a_voice_that_dies_or_is_not_there_is_harmless(void **state)
{
	struct room *room = *state;
	manner(room, "die\n");
	SAY(room, true, "First.");
	until(room, is_quiet);
	assert_int_equal(room->run[0].why, SAID_FAILED);
	setenv("PATH", room->folder, 1);
	room->quiet = 0;
	SAY(room, true, "Second.");
	until(room, is_quiet);
	assert_int_equal(room->run[1].why, SAID_FAILED);
	assert_int_equal(room->troubles, 1);
}

static void a_voice_that_hangs_can_be_silenced(void **state)
{
	struct room *room = *state;
	manner(room, "hang\n");
	SAY(room, true, "First.");
	until(room, one_begun);
	speech_hush(room->speech, SAID_USER);
	until(room, is_quiet);
	assert_int_equal(room->run[0].why, SAID_USER);
	SAY(room, true, "x"); /* and nobody waits for one that is never silenced */
	room->quiet = 0;
	until(room, is_quiet);
	assert_int_equal(room->run[1].why, SAID_FAILED);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_room, gone_room)
		CASE(sentences_are_spoken_one_after_the_other), CASE(a_voice_is_told_language_loudness_and_speed), CASE(something_new_takes_the_place_of_what_is_said),
		CASE(what_can_wait_is_said_afterwards), CASE(an_act_makes_it_silent_at_once), CASE(a_repeat_says_the_same_again), CASE(a_repeat_goes_on_with_what_was_not_heard),
		CASE(a_pause_holds_the_sentence_and_what_follows), CASE(a_remark_breaks_in_and_the_sentence_begins_again), CASE(headphones_that_go_take_the_voice_with_them),
		CASE(what_was_said_can_be_forgotten), CASE(without_a_sound_device_it_is_told_once_and_life_goes_on), CASE(a_voice_that_dies_or_is_not_there_is_harmless),
		CASE(a_voice_that_hangs_can_be_silenced),
	};
	return cmocka_run_group_tests_name("speech", cases, NULL, NULL);
}
