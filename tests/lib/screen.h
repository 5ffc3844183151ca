/* SPDX-License-Identifier: MIT */
/* screen.h - what a person sees and touches, through the test door. Each wait fails the case after its deadline and prints the screen. */
#pragma once

#include "tests/lib/kiosk.h"

enum { SCREEN_ID_BYTES = 512 };

/** screen_await - the node @id on a screen newer than the last act; borrowed until the next call. */
const json_t *screen_await(struct kiosk *kiosk, const char *id);
/** screen_await_named - the screen whose own id is @name. */
void screen_await_named(struct kiosk *kiosk, const char *name);
/** screen_await_words - any node whose name, value, hint or error contains @words. */
const json_t *screen_await_words(struct kiosk *kiosk, const char *words);
/** screen_await_sentence - the product's own English sentence @key ("receipt.done"), as far as its first placeholder. */
void screen_await_sentence(struct kiosk *kiosk, const char *key);
/** screen_await_value - the node @id with exactly this value. */
void screen_await_value(struct kiosk *kiosk, const char *id, const char *value);

/** screen_find - the node @id on the newest screen; NULL. screen_says - whether the newest screen contains @words. screen_id - its own id. */
const json_t *screen_find(struct kiosk *kiosk, const char *id);
bool screen_says(struct kiosk *kiosk, const char *words);
const char *screen_id(struct kiosk *kiosk);
/** screen_heading - the name of its level-1 heading, or its own name. */
const char *screen_heading(struct kiosk *kiosk);

/** screen_press - wait for the node @id, then press it. screen_set - wait for it, then give it the value @text. */
void screen_press(struct kiosk *kiosk, const char *id);
void screen_set(struct kiosk *kiosk, const char *id, const char *text);
/** screen_touch - as screen_press, but with a finger on the middle of its rectangle on the display. */
void screen_touch(struct kiosk *kiosk, const char *id);

/** screen_look - wait for a screen that shows what came of every touch and key before. */
void screen_look(struct kiosk *kiosk);

/** screen_act - any act at the test door: "press", "set", "look" (only show what came of everything before), "speech". */
void screen_act(struct kiosk *kiosk, const char *id, const char *action, const char *text);

/** screen_service - from home to the start page of the service @code, on whichever page of home or of the list of all services its tile is. screen_turn_to - only as far as its tile. screen_turn_by - that, with each press by @press. */
void screen_service(struct kiosk *kiosk, const char *code);
void screen_turn_to(struct kiosk *kiosk, const char *code);
void screen_turn_by(struct kiosk *kiosk, const char *code, void (*press)(struct kiosk *kiosk, const char *id));

/** screen_next_box - on a page that shows one box at a time ("go:NAME" leads to its neighbours): on to the box behind it. False at the last. screen_box_behind - only what leads there. */
bool screen_next_box(struct kiosk *kiosk);
bool screen_box_behind(struct kiosk *kiosk, char ret[static SCREEN_ID_BYTES]);

/** node_is - whether the node's state holds @state ("checked", "invalid", "disabled"). */
bool node_is(const json_t *node, const char *state);
/** node_text - a text member of a node; "" when it has none. */
const char *node_text(const json_t *node, const char *key);

/** screen_poll - take in what the door has to say, waiting up to @wait_ms for it; false when nothing came. */
bool screen_poll(struct kiosk *kiosk, int wait_ms);
/** screen_dump - the newest screen on standard error, for a person to read. */
void screen_dump(struct kiosk *kiosk);
