/* SPDX-License-Identifier: MIT */
/* voice.h - what a person hears: each sentence with its language, where it was heard, and what became of it. */
#pragma once

#include "tests/lib/kiosk.h"

/** voice_place - before `foyer run`: our own espeak-ng comes first, and records in the kiosk's folder. voice_take - a frame of the test door about it. Called by kiosk and screen. */
void voice_place(struct kiosk *kiosk);
void voice_take(struct kiosk *kiosk, const json_t *frame);

/** voice_manner - how that voice behaves from now on: "pace 0", "hang", "die", "deaf", "forget"; see tests/fakes/voice. */
void voice_manner(struct kiosk *kiosk, const char *words);

/** voice_ask - as a key would: "on", "off", "private", "repeat", "pause", "stop", "louder" … */
void voice_ask(struct kiosk *kiosk, const char *command);

/** voice_settle - until everything there is to say has been said. */
void voice_settle(struct kiosk *kiosk);

/** voice_mark - how many sentences have begun so far. voice_said - the first sentence from @mark on that contains @words; NULL. voice_await - wait for it. */
size_t voice_mark(const struct kiosk *kiosk);
const json_t *voice_said(const struct kiosk *kiosk, size_t mark, const char *words);
const json_t *voice_await(struct kiosk *kiosk, size_t mark, const char *words);

/** voice_covers - whether all of @text was said from @mark on, whatever it was cut into: only its letters and digits count. */
bool voice_covers(const struct kiosk *kiosk, size_t mark, const char *text);
