/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the screen tells watchers how many sentences have begun and whether more is to be said, so that silence is known and not waited
 * for. What a sentence became arrives at the same door, in its own frames, in its own time.
 */
#include "tests/lib/voice.h"

#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void voice_manner(struct kiosk *kiosk, const char *words)
{
	char path[GIVEN_PATH_BYTES], line[64];
	given_path(path, kiosk->folder, "voice");
	snprintf(line, sizeof line, "%s\n", words);
	given_file(path, line, 0600);
}

void voice_place(struct kiosk *kiosk)
{
	char voices[GIVEN_PATH_BYTES], path[2 * GIVEN_PATH_BYTES];
	given_built("tests/voice", voices);
	snprintf(path, sizeof path, "%s:%s", voices, getenv("PATH"));
	setenv("PATH", path, 1);
	setenv("HOME", kiosk->folder, 1);
	voice_manner(kiosk, "pace 0");
}

static json_t *run_of(const struct kiosk *kiosk, json_int_t run)
{
	size_t at;
	json_t *one;
	json_array_foreach(kiosk->said, at, one)
		if (json_integer_value(json_object_get(one, "run")) == run)
			return one;
	return NULL;
}

void voice_take(struct kiosk *kiosk, const json_t *frame)
{
	size_t at;
	json_t *one;
	if (!kiosk->said)
		kiosk->said = json_array();
	assert_int_equal(json_integer_value(json_object_get(frame, "lost")), 0);
	json_array_foreach(json_object_get(frame, "said"), at, one) {
		json_t *known = run_of(kiosk, json_integer_value(json_object_get(one, "run")));
		if (known)
			json_object_update(known, one);
		else
			json_array_append(kiosk->said, one);
	}
}

void voice_ask(struct kiosk *kiosk, const char *command)
{
	screen_act(kiosk, "", "speech", command);
	(void)screen_await(kiosk, "person");
}

static bool all_over(const struct kiosk *kiosk)
{
	json_int_t begun = json_integer_value(json_object_get(kiosk->screen, "sentences"));
	if (json_is_true(json_object_get(kiosk->screen, "talking")))
		return false;
	const json_t *last = begun > 0 ? run_of(kiosk, begun) : NULL;
	return begun == 0 || (last && strcmp(node_text(last, "why"), "begins") != 0);
}

/* The first look comes back with the turn that decides what to say; the second one knows. */
void voice_settle(struct kiosk *kiosk)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	do {
		for (int i = 0; i < 2; i++) {
			screen_act(kiosk, "", "look", NULL);
			(void)screen_await(kiosk, "person");
		}
		while (screen_poll(kiosk, 0))
			continue;
		if (all_over(kiosk))
			return;
	} while (deadline_pause(deadline));
	fail_msg("the voice never ends");
}

size_t voice_mark(const struct kiosk *kiosk)
{
	return json_array_size(kiosk->said);
}

const json_t *voice_said(const struct kiosk *kiosk, size_t mark, const char *words)
{
	for (size_t i = mark; i < json_array_size(kiosk->said); i++)
		if (strstr(node_text(json_array_get(kiosk->said, i), "text"), words))
			return json_array_get(kiosk->said, i);
	return NULL;
}

const json_t *voice_await(struct kiosk *kiosk, size_t mark, const char *words)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!voice_said(kiosk, mark, words)) {
		if (deadline_over(deadline)) {
			for (size_t i = mark; i < json_array_size(kiosk->said); i++)
				print_message("said: %s (%s)\n", node_text(json_array_get(kiosk->said, i), "text"), node_text(json_array_get(kiosk->said, i), "why"));
			fail_msg("nobody said \"%s\"", words);
		}
		screen_poll(kiosk, deadline_left_ms(deadline));
	}
	return voice_said(kiosk, mark, words);
}

/* What is cut into sentences loses spaces and marks at its seams. */
static void add_letters(char *to, size_t room, const char *text)
{
	size_t end = strlen(to);
	for (; *text && end + 1 < room; text++)
		if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
			to[end++] = (char)tolower((unsigned char)*text);
	to[end] = '\0';
}

bool voice_covers(const struct kiosk *kiosk, size_t mark, const char *text)
{
	enum { ALL_BYTES = 256 * 1024, ONE_BYTES = 16 * 1024 };
	char *all = calloc(1, ALL_BYTES), *one = calloc(1, ONE_BYTES);
	assert_true(all && one);
	for (size_t i = mark; i < json_array_size(kiosk->said); i++)
		add_letters(all, ALL_BYTES, node_text(json_array_get(kiosk->said, i), "text"));
	add_letters(one, ONE_BYTES, text);
	bool covered = strstr(all, one) != NULL;
	free(all);
	free(one);
	return covered;
}
