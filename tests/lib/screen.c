/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the hub rings the test door for each new screen, so waiting is reading that door until the screen is as wanted.
 * After an act only a screen that names it counts: the page that was pressed on must not be mistaken for the next one, however late it comes.
 */
#include "tests/lib/screen.h"

#include "firmware/base/door.h"
#include "firmware/base/words.h"
#include "tests/lib/voice.h"
#include "tests/lib/wait.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCREEN_WAIT_MS = PROCESS_WAIT_MS };

/* Whether the newest screen is as wanted: a node to return, or NULL. */
typedef const json_t *(*wanted)(struct kiosk *kiosk, const char *detail, const char *more);

const char *node_text(const json_t *node, const char *key)
{
	const char *text = json_string_value(json_object_get(node, key));
	return text ? text : "";
}

bool node_is(const json_t *node, const char *state)
{
	size_t at;
	json_t *one;
	json_array_foreach(json_object_get(node, "state"), at, one)
		if (strcmp(json_string_value(one), state) == 0)
			return true;
	return false;
}

static void take_screen(struct kiosk *kiosk, const json_t *tree)
{
	if (!json_is_object(tree))
		return;
	json_decref(kiosk->screen);
	kiosk->screen = json_incref((json_t *)tree);
	int64_t act = json_integer_value(json_object_get(tree, "turn"));
	kiosk->fresh = kiosk->awaited_act == 0 ? act == 0 : act >= kiosk->awaited_act;
}

/* A new connection shows no screen by itself: ask for the one that is up. */
static void open_door(struct kiosk *kiosk)
{
	char doors[GIVEN_PATH_BYTES];
	given_path(doors, kiosk->state, "doors");
	if (door_connect(doors, "test", &kiosk->door_fd) != FAIL_NONE) {
		kiosk->door_fd = -1;
		return;
	}
	json_t *request = json_pack("{s:s}", "verb", "screen.get");
	if (door_send(kiosk->door_fd, request, -1) != FAIL_NONE) {
		close(kiosk->door_fd);
		kiosk->door_fd = -1;
	}
	json_decref(request);
}

/* One frame; a screen is a bell with a tree, or the answer to screen.get. @ret_reply: another verb's answer, else NULL. */
static bool take_frame(struct kiosk *kiosk, json_t **ret_reply)
{
	json_t *frame = NULL;
	int blob_fd = -1;
	*ret_reply = NULL;
	enum fail code = door_receive(kiosk->door_fd, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd);
	if (blob_fd >= 0)
		close(blob_fd);
	if (code == FAIL_EMPTY)
		return false;
	if (code != FAIL_NONE) { /* the hub died: its successor opens the door again */
		close(kiosk->door_fd);
		kiosk->door_fd = -1;
		return false;
	}
	const char *answered = node_text(frame, "re");
	if (strcmp(node_text(frame, "bell"), "screen") == 0 || strcmp(answered, "screen.get") == 0)
		take_screen(kiosk, json_object_get(frame, "tree"));
	else if (strcmp(node_text(frame, "bell"), "said") == 0)
		voice_take(kiosk, frame);
	else if (answered[0])
		*ret_reply = json_incref(frame);
	json_decref(frame);
	return true;
}

static bool poll_for(struct kiosk *kiosk, int wait_ms, json_t **ret_reply)
{
	*ret_reply = NULL;
	if (kiosk->door_fd < 0)
		open_door(kiosk);
	if (kiosk->door_fd < 0) {
		poll(NULL, 0, wait_ms < 20 ? wait_ms : 20);
		return false;
	}
	struct pollfd door = { .fd = kiosk->door_fd, .events = POLLIN };
	return poll(&door, 1, wait_ms) > 0 && take_frame(kiosk, ret_reply);
}

bool screen_poll(struct kiosk *kiosk, int wait_ms)
{
	json_t *reply = NULL;
	bool came = poll_for(kiosk, wait_ms, &reply);
	json_decref(reply);
	return came;
}

enum fail kiosk_ask(struct kiosk *kiosk, json_t *request, json_t **ret_reply)
{
	const char *verb = node_text(request, "verb");
	struct deadline deadline = deadline_in(SCREEN_WAIT_MS);
	enum fail code = FAIL_OFFLINE;
	json_t *reply = NULL;
	bool sent = false;
	while (!reply && !deadline_over(deadline)) {
		if (kiosk->door_fd < 0)
			sent = false;
		if (kiosk->door_fd >= 0 && !sent)
			sent = door_send(kiosk->door_fd, request, -1) == FAIL_NONE;
		poll_for(kiosk, sent ? deadline_left_ms(deadline) : 20, &reply);
	}
	if (!reply)
		fail_msg("the hub did not answer \"%s\"", verb);
	const char *failed = json_string_value(json_object_get(reply, "fail"));
	code = failed ? fail_from_name(failed) : FAIL_NONE;
	json_decref(request);
	if (code == FAIL_NONE && ret_reply)
		*ret_reply = reply;
	else
		json_decref(reply);
	return code;
}

static const json_t *nodes(struct kiosk *kiosk)
{
	return json_object_get(kiosk->screen, "nodes");
}

const json_t *screen_find(struct kiosk *kiosk, const char *id)
{
	size_t at;
	json_t *node;
	json_array_foreach(nodes(kiosk), at, node)
		if (strcmp(node_text(node, "id"), id) == 0)
			return node;
	return NULL;
}

const char *screen_id(struct kiosk *kiosk)
{
	return node_text(kiosk->screen, "screen");
}

const char *screen_heading(struct kiosk *kiosk)
{
	size_t at;
	json_t *node;
	json_array_foreach(nodes(kiosk), at, node)
		if (json_integer_value(json_object_get(node, "level")) == 1)
			return node_text(node, "name");
	return node_text(json_array_get(nodes(kiosk), 0), "name");
}

void screen_dump(struct kiosk *kiosk)
{
	size_t at;
	json_t *node;
	fprintf(stderr, "screen \"%s\" (%s)\n", screen_id(kiosk), kiosk->fresh ? "new" : "from before the last act");
	json_array_foreach(nodes(kiosk), at, node) {
		fprintf(stderr, "%*s%s #%s \"%s\" value=\"%s\" hint=\"%s\" error=\"%s\"", (int)json_integer_value(json_object_get(node, "depth")) * 2 + 2, "",
			node_text(node, "role"), node_text(node, "id"), node_text(node, "name"), node_text(node, "value"), node_text(node, "hint"),
			node_text(node, "error"));
		char *state = json_dumps(json_object_get(node, "state"), JSON_COMPACT);
		fprintf(stderr, " %s\n", state ? state : "");
		free(state);
	}
}

static const json_t *await(struct kiosk *kiosk, wanted look, const char *detail, const char *more, const char *said)
{
	struct deadline deadline = deadline_in(SCREEN_WAIT_MS);
	for (;;) {
		const json_t *node = kiosk->fresh ? look(kiosk, detail, more) : NULL;
		if (node)
			return node;
		if (deadline_over(deadline))
			break;
		screen_poll(kiosk, deadline_left_ms(deadline));
	}
	screen_dump(kiosk);
	fail_msg("no screen came with %s \"%s\"%s%s", said, detail, more ? " = " : "", more ? more : "");
	return NULL;
}

static const json_t *has_node(struct kiosk *kiosk, const char *id, const char *more)
{
	(void)more;
	return screen_find(kiosk, id);
}

static const json_t *has_name(struct kiosk *kiosk, const char *name, const char *more)
{
	(void)more;
	return strcmp(screen_id(kiosk), name) == 0 ? kiosk->screen : NULL;
}

static const json_t *has_words(struct kiosk *kiosk, const char *words, const char *more)
{
	static const char *const where[] = { "name", "label", "value", "hint", "error" };
	size_t at;
	json_t *node;
	(void)more;
	json_array_foreach(nodes(kiosk), at, node)
		for (size_t i = 0; i < sizeof where / sizeof where[0]; i++)
			if (strstr(node_text(node, where[i]), words))
				return node;
	return NULL;
}

static const json_t *has_value(struct kiosk *kiosk, const char *id, const char *value)
{
	const json_t *node = screen_find(kiosk, id);
	return node && strcmp(node_text(node, "value"), value) == 0 ? node : NULL;
}

static const json_t *nothing_pressed(struct kiosk *kiosk, const char *id, const char *more)
{
	size_t at;
	json_t *node;
	(void)id, (void)more;
	json_array_foreach(nodes(kiosk), at, node)
		if (node_is(node, "pressed"))
			return NULL;
	return kiosk->screen;
}

const json_t *screen_await(struct kiosk *kiosk, const char *id)
{
	return await(kiosk, has_node, id, NULL, "node");
}

void screen_await_named(struct kiosk *kiosk, const char *name)
{
	(void)await(kiosk, has_name, name, NULL, "the id");
}

const json_t *screen_await_words(struct kiosk *kiosk, const char *words)
{
	return await(kiosk, has_words, words, NULL, "the words");
}

void screen_await_sentence(struct kiosk *kiosk, const char *key)
{
	char languages[GIVEN_PATH_BYTES], text[512];
	struct words *words = NULL;
	given_built("assets/languages", languages);
	assert_int_equal(words_open(languages, "en", &words), FAIL_NONE);
	const char *sentence = words_get(words, key);
	assert_string_not_equal(sentence, key);
	snprintf(text, sizeof text, "%.*s", (int)strcspn(sentence, "{"), sentence);
	words_close(words);
	assert_true(strlen(text) > 3);
	screen_await_words(kiosk, text);
}

void screen_await_value(struct kiosk *kiosk, const char *id, const char *value)
{
	(void)await(kiosk, has_value, id, value, "the node");
}

bool screen_says(struct kiosk *kiosk, const char *words)
{
	return has_words(kiosk, words, NULL) != NULL;
}

void screen_act(struct kiosk *kiosk, const char *id, const char *action, const char *text)
{
	kiosk->fresh = false;
	kiosk->awaited_act = ++kiosk->acts;
	json_t *request = json_pack("{s:s, s:s, s:s, s:I}", "verb", "act", "node", id, "action", action, "turn", (json_int_t)kiosk->acts);
	if (text)
		json_object_set_new(request, "text", json_string(text));
	struct deadline deadline = deadline_in(SCREEN_WAIT_MS);
	enum fail code;
	while ((code = kiosk_ask(kiosk, json_incref(request), NULL)) == FAIL_OFFLINE && deadline_pause(deadline))
		continue; /* a screen that has just been killed is not at the hub's door yet */
	json_decref(request);
	assert_int_equal(code, FAIL_NONE);
}

void screen_press(struct kiosk *kiosk, const char *id)
{
	(void)screen_await(kiosk, id);
	screen_act(kiosk, id, "press", NULL);
}

void screen_set(struct kiosk *kiosk, const char *id, const char *text)
{
	(void)screen_await(kiosk, id);
	screen_act(kiosk, id, "set", text);
}

void screen_touch(struct kiosk *kiosk, const char *id)
{
	const json_t *rect = json_object_get(screen_await(kiosk, id), "rect");
	int at[4] = { 0 };
	for (size_t i = 0; i < 4; i++)
		at[i] = (int)json_integer_value(json_array_get(rect, i));
	assert_true(at[2] > 0 && at[3] > 0);
	display_touch(&kiosk->display, at[0] + at[2] / 2, at[1] + at[3] / 2);
	screen_act(kiosk, "", "look", NULL); /* shows what came of every touch before */
	(void)await(kiosk, nothing_pressed, id, NULL, "the release of");
}

void screen_look(struct kiosk *kiosk)
{
	screen_act(kiosk, "", "look", NULL);
	(void)await(kiosk, nothing_pressed, "anything", NULL, "the release of");
}

static const json_t *home_shown(struct kiosk *kiosk, const char *id, const char *more)
{
	(void)more;
	return strcmp(screen_id(kiosk), "home") == 0 ? screen_find(kiosk, id) : NULL;
}

void screen_turn_by(struct kiosk *kiosk, const char *code, void (*press)(struct kiosk *kiosk, const char *id))
{
	char id[160];
	snprintf(id, sizeof id, "service:%s", code);
	(void)await(kiosk, home_shown, "person", NULL, "home and the node");
	while (!screen_find(kiosk, id) && (screen_find(kiosk, "all") || screen_find(kiosk, "page-next"))) {
		press(kiosk, screen_find(kiosk, "all") ? "all" : "page-next");
		screen_await(kiosk, "person");
	}
	(void)screen_await(kiosk, id);
}

void screen_turn_to(struct kiosk *kiosk, const char *code)
{
	screen_turn_by(kiosk, code, screen_press);
}

void screen_service(struct kiosk *kiosk, const char *code)
{
	char id[160];
	snprintf(id, sizeof id, "service:%s", code);
	screen_turn_to(kiosk, code);
	screen_press(kiosk, id);
}

bool screen_box_behind(struct kiosk *kiosk, char ret[static SCREEN_ID_BYTES])
{
	static const char *const order[] = { "addressLine1", "addressLine2", "town", "county", "postcode", "day", "month", "year", "hour", "minute" };
	enum { BOXES = sizeof order / sizeof order[0] };
	size_t at;
	json_t *node;
	int shown = -1;
	ret[0] = '\0';
	for (int i = 0; i < BOXES; i++)
		json_array_foreach(nodes(kiosk), at, node) {
			const char *id = node_text(node, "id"), *part = strstr(id, "__");
			if (!part || strcmp(part + 2, order[i]) != 0)
				continue;
			if (strncmp(id, "field:", 6) == 0)
				shown = i;
			else if (strncmp(id, "go:", 3) == 0 && shown >= 0 && i == shown + 1)
				snprintf(ret, SCREEN_ID_BYTES, "%s", id);
		}
	return ret[0] != '\0';
}

bool screen_next_box(struct kiosk *kiosk)
{
	char next[SCREEN_ID_BYTES];
	if (!screen_box_behind(kiosk, next))
		return false;
	screen_press(kiosk, next);
	screen_await(kiosk, "person");
	return true;
}
