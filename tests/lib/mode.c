/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: no mode presses at the test door. Somebody who only hears goes by what the trace of the voice says: the page as it opens, then each
 * answer by leading the ring back to it before Continue.
 */
#include "tests/lib/mode.h"

#include "tests/lib/hand.h"
#include "tests/lib/voice.h"

#include <stdio.h>
#include <string.h>

enum { ANSWERS_MAX = 40 };

/* assets/keypads/nine-keys by the display server's key codes: these keys have no name on its keyboard. */
#define KEY_HEADPHONES_IN "193" /* F15 */
#define KEY_REPEAT "192"        /* F14 */

struct way { const char *name; walker_press press; void (*begin)(struct kiosk *kiosk); };

/* ---- by ear ---- */

static void assert_heard(struct kiosk *kiosk, size_t from, const json_t *node, const char *text)
{
	if (*text && !voice_covers(kiosk, from, text)) {
		screen_dump(kiosk);
		for (size_t i = from; i < voice_mark(kiosk); i++)
			fprintf(stderr, "heard: %s (%s)\n", node_text(json_array_get(kiosk->said, i), "text"), node_text(json_array_get(kiosk->said, i), "why"));
		fail_msg("nobody heard \"%s\" of %s #%s on %s", text, node_text(node, "role"), node_text(node, "id"), screen_id(kiosk));
	}
}

/* What one reads or answers; a keyboard is heard where the ring comes to, key by key. */
static bool is_of_keyboard(const json_t *node)
{
	const char *id = node_text(node, "id");
	return strcmp(node_text(node, "role"), "key") == 0 || strcmp(id, "keyboard") == 0 || strncmp(id, "row:", 4) == 0;
}

/* How much room is left is said when the box is come to, not after each letter. */
static bool counts_letters(struct kiosk *kiosk, const json_t *node)
{
	return screen_find(kiosk, "keyboard") && strcmp(node_text(node, "role"), "status") == 0 && !*node_text(node, "id");
}

static bool is_answer(const json_t *node)
{
	return strcmp(node_text(node, "role"), "field") == 0 || (strncmp(node_text(node, "id"), "choice:", 7) == 0 && node_is(node, "checked"));
}

/* What one stop says when the ring comes to it, or says again. */
static void hear_answer(struct kiosk *kiosk, const char *id)
{
	size_t mark = voice_mark(kiosk);
	if (!keypad_lead(kiosk, id))
		keypad_key(kiosk, KEY_REPEAT);
	voice_settle(kiosk);
	const json_t *node = screen_find(kiosk, id);
	assert_non_null(node);
	assert_heard(kiosk, mark, node, node_text(node, "name"));
	assert_heard(kiosk, mark, node, node_text(node, "error"));
	if (strcmp(node_text(node, "role"), "field") == 0 && !node_is(node, "secret"))
		assert_heard(kiosk, mark, node, node_text(node, "value"));
	if (node_is(node, "checked") && !voice_covers(kiosk, mark, "selected") && !voice_covers(kiosk, mark, "ticked") && strcmp(node_text(kiosk->screen, "lang"), "en") == 0)
		fail_msg("nobody heard that \"%s\" is chosen", node_text(node, "name"));
}

static void hear_page(struct kiosk *kiosk)
{
	static char answers[ANSWERS_MAX][SCREEN_ID_BYTES];
	int count = 0;
	size_t at;
	json_t *node;
	voice_settle(kiosk);
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		bool stop = json_is_true(json_object_get(node, "action"));
		if (stop && is_answer(node) && count < ANSWERS_MAX)
			snprintf(answers[count++], SCREEN_ID_BYTES, "%s", node_text(node, "id"));
		if (stop || is_of_keyboard(node) || counts_letters(kiosk, node))
			continue;
		assert_heard(kiosk, kiosk->ear.from, node, node_text(node, "name"));
		assert_heard(kiosk, kiosk->ear.from, node, node_text(node, "hint"));
		assert_heard(kiosk, kiosk->ear.from, node, node_text(node, "error"));
	}
	for (int i = 0; i < count; i++)
		hear_answer(kiosk, answers[i]);
}

/* Another page is another thing to hear from its beginning. */
static void note_page(struct kiosk *kiosk, size_t before)
{
	char page[sizeof kiosk->ear.page];
	snprintf(page, sizeof page, "%s/%s", screen_id(kiosk), screen_heading(kiosk));
	if (strcmp(page, kiosk->ear.page) != 0)
		kiosk->ear.from = before;
	snprintf(kiosk->ear.page, sizeof kiosk->ear.page, "%s", page);
}

static void ear_press(struct kiosk *kiosk, const char *id)
{
	const json_t *node = screen_await(kiosk, id);
	bool key = strcmp(node_text(node, "role"), "key") == 0;
	if (strcmp(node_text(node, "role"), "button") == 0)
		hear_page(kiosk);
	size_t before = voice_mark(kiosk);
	keypad_press(kiosk, id);
	if (key)
		return;
	voice_settle(kiosk);
	note_page(kiosk, before);
}

/* ---- what each of them begins with ---- */

static void begin_by_touch(struct kiosk *kiosk)
{
	screen_touch(kiosk, "start");
}

static void begin_by_ear(struct kiosk *kiosk)
{
	size_t mark = voice_mark(kiosk);
	kiosk->ear.page[0] = '\0';
	kiosk->ear.from = mark;
	keypad_key(kiosk, KEY_HEADPHONES_IN);
	voice_await(kiosk, mark, "Speech is on.");
	voice_settle(kiosk);
	ear_press(kiosk, "start");
}

static void begin_large(struct kiosk *kiosk)
{
	keypad_press(kiosk, "start");
	screen_await_named(kiosk, "home");
	keypad_press(kiosk, "easier");
	keypad_press(kiosk, "size:200");
	keypad_press(kiosk, "close");
}

static const struct way ways[MODE_COUNT] = {
	[MODE_TOUCH] = { "touch", screen_touch, begin_by_touch },
	[MODE_KEYPAD_SPEECH] = { "keypad and speech", ear_press, begin_by_ear },
	[MODE_SWITCHES] = { "two switches", switches_press, switches_tell_apart },
	[MODE_KEYPAD_LARGE] = { "keypad and large text", keypad_press, begin_large },
};

const char *mode_name(enum mode mode)
{
	return ways[mode].name;
}

struct kiosk_plan mode_plan(const char *forms)
{
	return (struct kiosk_plan){ .forms = forms, .keypad = "nine-keys,two-switches", .voice = true };
}

void mode_begin(enum mode mode, struct kiosk *kiosk)
{
	(void)screen_await(kiosk, "start");
	ways[mode].begin(kiosk);
	screen_await_named(kiosk, "home");
}

walker_press mode_press(enum mode mode)
{
	return ways[mode].press;
}

void mode_check(enum mode mode, struct kiosk *kiosk)
{
	if (mode == MODE_KEYPAD_LARGE) {
		keypad_press(kiosk, "easier");
		assert_true(node_is(screen_await(kiosk, "size:200"), "checked"));
		keypad_press(kiosk, "close");
	}
	if (mode != MODE_KEYPAD_SPEECH)
		assert_false(json_is_true(json_object_get(kiosk->screen, "talking")));
}
