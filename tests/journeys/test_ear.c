/* SPDX-License-Identifier: MIT */
/* journey.ear - a missed bin reported by somebody who sees nothing; what everybody may hear of it; a voice that is not there. */
#include "firmware/base/json.h"
#include "tests/journeys/missed_bin.h"
#include "tests/lib/voice.h"
#include "tests/lib/wait.h"
#include "ui/visit/visit.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STOPS_MAX = 200, ID_BYTES = 128, COUNTED_STEPS_MAX = 400 };

/* ---- what is on the screen, and what was heard of it ---- */

static const json_t *all_nodes(struct kiosk *kiosk)
{
	return json_object_get(kiosk->screen, "nodes");
}

static void step(struct kiosk *kiosk, const char *key, char ret_focus[static ID_BYTES])
{
	display_keys(&kiosk->display, key, 1);
	voice_settle(kiosk);
	snprintf(ret_focus, ID_BYTES, "%s", node_text(kiosk->screen, "focus"));
}

/* Once around all that can be pressed. */
static void go_by(struct kiosk *kiosk, const char *key)
{
	char first[ID_BYTES], now[ID_BYTES];
	step(kiosk, key, first);
	for (int i = 0; i < STOPS_MAX; i++) {
		step(kiosk, key, now);
		if (strcmp(now, first) == 0)
			return;
	}
	fail_msg("the focus never comes round on %s", screen_id(kiosk));
}

/* Both ways where a keyboard leads on from box to box: its last key is another one in each. */
static void go_round(struct kiosk *kiosk)
{
	go_by(kiosk, "Tab");
	if (screen_find(kiosk, "key-next"))
		go_by(kiosk, "shift+Tab");
}

static void covered(struct kiosk *kiosk, size_t mark, const char *text, const json_t *node)
{
	if (!voice_covers(kiosk, mark, text))
		fail_msg("nobody heard \"%s\" of %s #%s on %s", text, node_text(node, "role"), node_text(node, "id"), screen_id(kiosk));
}

/* All words of the tree; a field's own words are its value. */
static void hear_all(void *context, struct kiosk *kiosk)
{
	size_t mark = voice_mark(kiosk), at;
	json_t *node;
	(void)context;
	voice_ask(kiosk, "repeat");
	voice_ask(kiosk, "repeat"); /* twice: the whole screen */
	voice_settle(kiosk);
	go_round(kiosk);
	json_array_foreach(all_nodes(kiosk), at, node) {
		covered(kiosk, mark, node_text(node, "name"), node);
		covered(kiosk, mark, node_text(node, "hint"), node);
		covered(kiosk, mark, node_text(node, "error"), node);
		if (strcmp(node_text(node, "role"), "field") == 0 && !node_is(node, "secret"))
			covered(kiosk, mark, node_text(node, "value"), node);
	}
}

/* The screen as it opens, and once around its controls. */
static void hear_around(void *context, struct kiosk *kiosk)
{
	(void)context;
	voice_settle(kiosk);
	go_by(kiosk, "Tab");
}

/* Never two at once, each in a language and a place, and each ended for a reason. */
static void trace_is_sound(struct kiosk *kiosk, const char *sink)
{
	static const char *const reasons[] = { "done", "user", "superseded" };
	json_int_t end = 0;
	size_t at;
	json_t *one;
	assert_true(json_array_size(kiosk->said) > 0);
	json_array_foreach(kiosk->said, at, one) {
		bool known = false;
		for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
			known |= strcmp(node_text(one, "why"), reasons[i]) == 0;
		if (!known)
			fail_msg("\"%s\" ended because of \"%s\"", node_text(one, "text"), node_text(one, "why"));
		assert_string_equal(node_text(one, "sink"), sink);
		assert_true(*node_text(one, "lang"));
		json_int_t start = json_integer_value(json_object_get(one, "start_ms"));
		assert_true(start >= end);
		end = json_integer_value(json_object_get(one, "end_ms"));
		assert_true(end >= start);
	}
}

/* While a kiosk starts, what it says of its printer changes; after that nothing does in the middle of a sentence. */
static void await_printer(struct kiosk *kiosk)
{
	enum { BELL_MS = 300 };
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (bool ready = false; !ready;) {
		json_t *status = kiosk_status(kiosk);
		ready = strcmp(json_text_or(json_object_get(status, "printer"), "state", ""), "ready") == 0;
		json_decref(status);
		if (!ready && !deadline_pause(deadline))
			fail_msg("the printer is never ready");
	}
	poll(NULL, 0, BELL_MS); /* the screen has heard it too */
}

static void listen_from_idle(struct kiosk *kiosk, const char *command)
{
	await_printer(kiosk);
	voice_ask(kiosk, command);
	voice_await(kiosk, 0, "Speech is on.");
	voice_settle(kiosk);
}

/* ---- the cases ---- */

static void a_missed_bin_is_reported_by_ear_alone(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	listen_from_idle(kiosk, "private");
	hear_all(NULL, kiosk);
	screen_press(kiosk, "start");
	hear_all(NULL, kiosk);
	screen_service(kiosk, "missed-bin");
	hear_all(NULL, kiosk);
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
	walk_to_check(kiosk, missed_bin_answers, hear_all, NULL);
	hear_all(NULL, kiosk);
	size_t mark = voice_mark(kiosk);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	voice_settle(kiosk);
	assert_true(voice_covers(kiosk, mark, reference));
	(void)screen_await(kiosk, "print-again"); /* the receipt is out: nothing changes any more */
	hear_all(NULL, kiosk);
	json_decref(council_await(&kiosk->council, 1));
	trace_is_sound(kiosk, "private");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	mark = voice_mark(kiosk);
	screen_press(kiosk, "start");
	voice_settle(kiosk);
	assert_int_equal(voice_mark(kiosk), mark); /* the next person asked for nothing */
}

static void from_the_speaker_nothing_personal_is_heard(void **state)
{
	struct kiosk *kiosk = *state;
	static const char *const answers[] = { "Zwblywick", "Quarnfold", "Plimbourneham", "Wexlevshire", "MB7 3QZ", "Ottoline", "Crabtreevale", "zephyrwick", NULL };
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	listen_from_idle(kiosk, "on");
	assert_non_null(voice_said(kiosk, 0, "Other people can hear this."));
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
	walk_to_check(kiosk, missed_bin_answers, hear_around, NULL);
	hear_around(NULL, kiosk);
	assert_non_null(voice_said(kiosk, 0, "plug in headphones"));
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	voice_settle(kiosk);
	for (size_t i = 0; answers[i]; i++)
		if (voice_said(kiosk, 0, answers[i]))
			fail_msg("everybody heard \"%s\"", answers[i]);
	trace_is_sound(kiosk, "speaker");
}

static void who_chooses_it_hears_the_answers_aloud_and_headphones_take_the_voice_with_them(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	listen_from_idle(kiosk, "on");
	missed_bin_check(kiosk);
	voice_settle(kiosk);
	size_t mark = voice_mark(kiosk);
	assert_null(voice_said(kiosk, 0, "Ottoline"));
	voice_ask(kiosk, "aloud");
	voice_settle(kiosk);
	assert_true(voice_said(kiosk, mark, "Zwblywick") || voice_said(kiosk, mark, "Ottoline")); /* whichever part of the answers is shown */
	voice_ask(kiosk, "private");
	voice_settle(kiosk);
	mark = voice_mark(kiosk);
	voice_manner(kiosk, "hang");
	voice_ask(kiosk, "repeat");
	voice_await(kiosk, mark, "");
	voice_ask(kiosk, "speaker"); /* they are pulled out in the middle of a sentence */
	voice_settle(kiosk);
	assert_int_equal(voice_mark(kiosk), mark + 1);
	assert_string_equal(node_text(voice_said(kiosk, mark, ""), "sink"), "private");
	assert_string_equal(node_text(voice_said(kiosk, mark, ""), "why"), "user");
}

static void errors_are_heard_before_anything_else(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	listen_from_idle(kiosk, "private");
	missed_bin_begin(kiosk);
	voice_settle(kiosk);
	size_t mark = voice_mark(kiosk);
	screen_press(kiosk, "continue");
	screen_await(kiosk, "errors");
	voice_settle(kiosk);
	assert_string_equal(node_text(json_array_get(kiosk->said, mark), "text"), node_text(screen_find(kiosk, "errors"), "name"));
}

static void the_countdown_is_heard_and_loudness_ends_with_the_visit(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true });
	listen_from_idle(kiosk, "private");
	screen_press(kiosk, "start");
	voice_ask(kiosk, "louder");
	voice_await(kiosk, 0, "Volume 7 of 11");
	voice_settle(kiosk);
	size_t mark = voice_mark(kiosk);
	kiosk_move_clock(kiosk, VISIT_IDLE_AIDED_MS + 1000);
	screen_await(kiosk, "countdown");
	voice_await(kiosk, mark, "Are you still there?");
	voice_settle(kiosk);
	mark = voice_mark(kiosk);
	/* time passes by itself too: in larger leaps a second could be missed */
	for (int i = 0; i < COUNTED_STEPS_MAX && !voice_said(kiosk, mark, "30 seconds"); i++) {
		kiosk_move_clock(kiosk, 250);
		voice_settle(kiosk);
	}
	assert_non_null(voice_said(kiosk, mark, "30 seconds"));
	kiosk_move_clock(kiosk, 2 * VISIT_WARN_AIDED_MS);
	screen_await(kiosk, "start");
	mark = voice_mark(kiosk);
	voice_settle(kiosk);
	assert_int_equal(voice_mark(kiosk), mark);
	voice_ask(kiosk, "on");
	voice_ask(kiosk, "louder");
	voice_await(kiosk, mark, "Volume 7 of 11"); /* again one above what everybody finds */
}

/* Somebody wipes the screen who does not see it: told what it is, then every ten seconds and the last five. */
static void cleaning_is_counted_down_by_ear(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true });
	listen_from_idle(kiosk, "private");
	screen_press(kiosk, "easier");
	for (screen_look(kiosk); !screen_find(kiosk, "clean"); screen_look(kiosk))
		screen_press(kiosk, "page-next");
	voice_settle(kiosk);
	size_t mark = voice_mark(kiosk);
	screen_press(kiosk, "clean");
	screen_await(kiosk, "countdown");
	voice_await(kiosk, mark, "Touching it does nothing until the time is up.");
	voice_settle(kiosk);
	for (int i = 0; i < COUNTED_STEPS_MAX && !voice_said(kiosk, mark, "Seconds left: 5"); i++) {
		kiosk_move_clock(kiosk, 100);
		voice_settle(kiosk);
	}
	static const char *const told[] = { "20", "10", "5" };
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		char words[64];
		snprintf(words, sizeof words, "Seconds left: %s", told[i]);
		if (!voice_said(kiosk, mark, words))
			fail_msg("nobody heard \"%s\"", words);
	}
	assert_null(voice_said(kiosk, mark, "Seconds left: 19"));
	mark = voice_mark(kiosk);
	kiosk_move_clock(kiosk, 10 * 1000);
	screen_await(kiosk, "start");
	voice_settle(kiosk);
	assert_true(voice_mark(kiosk) > mark); /* that it is over is heard: the screen that is there again */
}

/* Neither a touch nor a key: only what is heard to its end. */
static void who_listens_is_here(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true });
	listen_from_idle(kiosk, "private");
	screen_press(kiosk, "start");
	voice_settle(kiosk);
	voice_manner(kiosk, "pace 20");
	size_t mark = voice_mark(kiosk);
	voice_ask(kiosk, "repeat");
	voice_ask(kiosk, "repeat"); /* the whole screen, which takes its time */
	voice_await(kiosk, mark, "");
	kiosk_move_clock(kiosk, VISIT_IDLE_AIDED_MS - 30 * 1000);
	voice_settle(kiosk);
	kiosk_move_clock(kiosk, 60 * 1000);
	screen_look(kiosk);
	assert_null(screen_find(kiosk, "countdown"));
	kiosk_move_clock(kiosk, VISIT_IDLE_AIDED_MS);
	screen_await(kiosk, "countdown");
}

static void after_a_crash_it_is_quiet_until_somebody_asks(void **state)
{
	struct kiosk *kiosk = *state;
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	listen_from_idle(kiosk, "private");
	missed_bin_begin(kiosk);
	voice_ask(kiosk, "louder");
	voice_settle(kiosk);
	kiosk_kill(kiosk, "foyer-ui");
	screen_await(kiosk, "back");
	json_decref(kiosk->said);
	kiosk->said = NULL;
	voice_settle(kiosk);
	assert_int_equal(voice_mark(kiosk), 0);
	voice_ask(kiosk, "private");
	voice_await(kiosk, 0, "Speech is on.");
	voice_settle(kiosk);
	voice_ask(kiosk, "louder");
	voice_await(kiosk, 0, "Volume 7 of 11"); /* one above what everybody finds */
}

static void a_kiosk_that_cannot_be_heard_goes_on(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32], path[GIVEN_PATH_BYTES];
	kiosk_start(kiosk, &(struct kiosk_plan){ .voice = true, .real_time = true });
	voice_manner(kiosk, "deaf");
	listen_from_idle(kiosk, "on");
	assert_string_equal(node_text(voice_said(kiosk, 0, "Speech is on."), "why"), "failed");
	missed_bin_send(kiosk, reference);
	voice_settle(kiosk);
	given_path(path, kiosk->folder, "said");
	char *log = given_text(path);
	const char *line = strstr(log, "speech.silent");
	assert_non_null(line);
	assert_null(strstr(line + 1, "speech.silent")); /* once */
	free(log);
}

static int set_up(void **state)
{
	*state = calloc(1, sizeof(struct kiosk));
	assert_non_null(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, kiosk_tear_down)
		CASE(a_missed_bin_is_reported_by_ear_alone), CASE(from_the_speaker_nothing_personal_is_heard), CASE(who_chooses_it_hears_the_answers_aloud_and_headphones_take_the_voice_with_them),
		CASE(errors_are_heard_before_anything_else), CASE(after_a_crash_it_is_quiet_until_somebody_asks), CASE(a_kiosk_that_cannot_be_heard_goes_on),
		CASE(who_listens_is_here),
		CASE(cleaning_is_counted_down_by_ear),
		CASE(the_countdown_is_heard_and_loudness_ends_with_the_visit), /* the last ones move the clock */
	};
	return cmocka_run_group_tests_name("ear", cases, NULL, NULL);
}
