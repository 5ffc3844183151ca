/* SPDX-License-Identifier: MIT */
/* unit.visit_voice - what a person asked of the voice: within its steps, for this visit, in no copy of it, and gone with it. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"

#include <fcntl.h>
#include <unistd.h>

static const struct voice quiet = { .volume = VOICE_VOLUME_DEFAULT, .rate = VOICE_RATE_DEFAULT };

static unsigned ask(struct given *given, enum speech_command command)
{
	return do_number(given, ACTION_SPEECH, command);
}

static void assert_voice(const struct given *given, struct voice voice)
{
	const struct voice *is = &given->visit.voice;
	assert_int_equal(is->on, voice.on);
	assert_int_equal(is->headphones, voice.headphones);
	assert_int_equal(is->aloud, voice.aloud);
	assert_int_equal(is->volume, voice.volume);
	assert_int_equal(is->rate, voice.rate);
}

static void every_command_has_a_name_and_others_have_none(void **state)
{
	(void)state;
	for (enum speech_command command = SPEECH_ON; command < SPEECH_COMMAND_COUNT; command++)
		assert_int_equal(speech_command_of(speech_command_name(command)), command);
	assert_int_equal(speech_command_of("sing"), SPEECH_COMMAND_COUNT);
	assert_int_equal(speech_command_of(""), SPEECH_COMMAND_COUNT);
	assert_string_equal(speech_command_name(SPEECH_COMMAND_COUNT), "unknown");
}

static void a_visit_begins_quiet_and_as_loud_as_everybody_finds_it(void **state)
{
	struct given *given = *state;
	assert_voice(given, quiet);
	begin(given, "walk");
	assert_voice(given, quiet);
}

static void loudness_and_speed_stay_within_their_steps(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	for (int i = 0; i < VOICE_VOLUME_STEPS + 3; i++)
		assert_int_not_equal(ask(given, SPEECH_LOUDER) & EFFECT_REBUILD, 0);
	assert_int_equal(given->visit.voice.volume, VOICE_VOLUME_STEPS - 1);
	for (int i = 0; i < VOICE_VOLUME_STEPS + 3; i++)
		ask(given, SPEECH_SOFTER);
	assert_int_equal(given->visit.voice.volume, 0);
	for (int i = 0; i < VOICE_RATE_STEPS + 3; i++)
		ask(given, SPEECH_FASTER);
	assert_int_equal(given->visit.voice.rate, VOICE_RATE_STEPS - 1);
	for (int i = 0; i < VOICE_RATE_STEPS + 3; i++)
		ask(given, SPEECH_SLOWER);
	assert_int_equal(given->visit.voice.rate, 0);
}

static void headphones_bring_the_voice_and_take_it_away(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	ask(given, SPEECH_ALOUD);
	ask(given, SPEECH_PRIVATE);
	assert_true(given->visit.voice.on && given->visit.voice.headphones && !given->visit.voice.aloud);
	ask(given, SPEECH_SPEAKER);
	assert_voice(given, quiet);
	ask(given, SPEECH_ON);
	ask(given, SPEECH_ALOUD);
	ask(given, SPEECH_OFF);
	assert_voice(given, quiet); /* who asks again chooses again who may hear the answers */
}

static void a_finger_on_listen_sees_what_is_heard_and_a_key_hears_it(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	ask(given, SPEECH_ON);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	ask(given, SPEECH_OFF);
	visit_act(&given->visit, ACTION_SPEECH, SPEECH_ON, NULL, "listen");
	assert_int_equal(given->visit.sheet, SHEET_LISTEN);
	assert_true(given->visit.voice.on);
	visit_act(&given->visit, ACTION_SPEECH, SPEECH_ON, NULL, "on");
	assert_int_equal(given->visit.sheet, SHEET_LISTEN);
}

static void what_the_voice_does_alone_changes_nothing_here(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_int_equal(ask(given, SPEECH_REPEAT), 0);
	assert_int_equal(ask(given, SPEECH_PAUSE), 0);
	assert_int_equal(ask(given, SPEECH_STOP), 0);
	assert_int_equal(ask(given, SPEECH_COMMAND_COUNT), 0);
	assert_int_equal(do_number(given, ACTION_SPEECH, -1), 0);
	assert_voice(given, quiet);
}

static void ask_for_all(struct given *given)
{
	ask(given, SPEECH_PRIVATE);
	ask(given, SPEECH_ALOUD);
	ask(given, SPEECH_LOUDER);
	ask(given, SPEECH_FASTER);
}

static void every_way_to_end_resets_it_but_for_the_plug(void **state)
{
	struct given *given = *state;
	const struct voice left = { .headphones = true, .volume = VOICE_VOLUME_DEFAULT, .rate = VOICE_RATE_DEFAULT };
	begin(given, "walk");
	ask_for_all(given);
	do_(given, ACTION_FINISH);
	assert_voice(given, left);
	begin(given, "walk");
	ask_for_all(given);
	pass(given, VISIT_IDLE_AIDED_MS + 1000);
	tick(given);
	for (int i = 0; i <= VISIT_WARN_AIDED_MS / 1000 && visit_active(&given->visit); i++) {
		pass(given, 1000);
		tick(given);
	}
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_voice(given, left);
}

static void who_listened_on_the_idle_screen_and_left_is_forgotten(void **state)
{
	struct given *given = *state;
	ask(given, SPEECH_ON);
	ask(given, SPEECH_LOUDER);
	assert_true(visit_next_ms(&given->visit) > 0);
	pass(given, VISIT_IDLE_AIDED_MS + 1000);
	tick(given);
	assert_voice(given, quiet);
	assert_int_equal(visit_next_ms(&given->visit), -1);
}

static void it_is_in_no_copy(void **state)
{
	struct given *given = *state;
	struct copy_key key;
	int fd = -1, key_fd = -1;
	begin(given, "walk");
	ask_for_all(given);
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "key");
	given_file(path, "0123456789abcdef0123456789abcdef", 0600);
	key_fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(copy_key_read(key_fd, &key), FAIL_NONE);
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	do_(given, ACTION_FINISH);
	ask(given, SPEECH_SPEAKER);
	assert_int_equal(copy_from_fd(&given->visit, &key, fd), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_voice(given, quiet);
	close(fd), close(key_fd);
}

static void listening_is_being_here(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_false(visit_aided(&given->visit));
	ask(given, SPEECH_ON);
	assert_true(visit_aided(&given->visit)); /* more time for everything */
	int64_t next = visit_next_ms(&given->visit);
	assert_int_equal(next, given->visit.touched_ms + VISIT_IDLE_AIDED_MS);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
		cmocka_unit_test(every_command_has_a_name_and_others_have_none), CASE(a_visit_begins_quiet_and_as_loud_as_everybody_finds_it),
		CASE(loudness_and_speed_stay_within_their_steps), CASE(headphones_bring_the_voice_and_take_it_away), CASE(a_finger_on_listen_sees_what_is_heard_and_a_key_hears_it),
		CASE(what_the_voice_does_alone_changes_nothing_here), CASE(every_way_to_end_resets_it_but_for_the_plug),
		CASE(who_listened_on_the_idle_screen_and_left_is_forgotten), CASE(it_is_in_no_copy), CASE(listening_is_being_here),
	};
	return cmocka_run_group_tests_name("visit_voice", cases, NULL, NULL);
}
