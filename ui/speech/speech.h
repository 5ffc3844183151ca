/* SPDX-License-Identifier: MIT */
/* speech.h - the queue of what is said: one sentence at a time, never two at once, silent within a moment when somebody acts. */
#pragma once

/* It knows no tree and no visit; what became of each sentence is told to whoever listens, and that is what tests look at. */

#include "firmware/base/loop.h"
#include "ui/speech/utter.h"

enum speech_sink { SINK_PRIVATE, SINK_SPEAKER };
enum speech_why { SAID_BEGINS /* not over yet */, SAID_DONE, SAID_USER /* somebody acted */, SAID_SUPERSEDED /* by something newer */, SAID_FAILED, SAID_COUNT };

/* What became of one sentence; told when it begins and when it is over. */
struct speech_said {
	int64_t run, id;           /* each begin has its own run; a repeated sentence keeps its id */
	const char *text, *lang;   /* borrowed */
	enum speech_sink sink;
	int64_t start_ms, end_ms;  /* steady clock */
	enum speech_why why;
};

struct speech_events {
	void (*said)(void *context, const struct speech_said *said);
	void (*quiet)(void *context, bool heard);        /* nothing more to say; @heard: the last sentence was spoken to its end */
	void (*trouble)(void *context, enum fail code);  /* the voice fails: told once, until it works again */
};

struct speech_settings { enum speech_sink sink; int volume, rate; /* steps: see voice.h */ };
struct speech_devices { const char *headphones, *speaker; }; /* as espeak-ng's -d takes them; NULL: the usual one */

struct speech;

/** speech_new - silent. @events: static; @devices outlive it. Costs nothing, and wakes nobody, while nothing is said. */
struct speech *speech_new(struct loop *loop, const struct speech_devices *devices, const struct speech_events *events, void *context);
void speech_free(struct speech *speech);

/** speech_set - how everything that begins from now on sounds. A sentence that is being spoken somewhere else stops. */
void speech_set(struct speech *speech, const struct speech_settings *settings);

/** speech_say - in place of what is being said and waits (@now), or after it. */
void speech_say(struct speech *speech, const struct utterances *list, bool now);
/** speech_aside - one remark (the new volume), then the sentence that it broke into again, and the rest. */
void speech_aside(struct speech *speech, const char *lang, const char *text);

/** speech_hush - silent at once, and forget what waits; what was said can be repeated. */
void speech_hush(struct speech *speech, enum speech_why why);
/** speech_again - the last thing that was being said, from its first sentence, and what waited behind it. False: there is none. */
bool speech_again(struct speech *speech);
/** speech_pause - hold the voice, or go on where it was. Whether it is held now. */
bool speech_pause(struct speech *speech);
/** speech_forget - silent, and nothing of what was said is left. */
void speech_forget(struct speech *speech);

/** speech_busy - whether something is being said, or waits. */
bool speech_busy(const struct speech *speech);
/** speech_runs - how many sentences have begun. */
int64_t speech_runs(const struct speech *speech);
/** speech_why_name, speech_sink_name - as the trace has them. Static. */
const char *speech_why_name(enum speech_why why);
const char *speech_sink_name(enum speech_sink sink);
