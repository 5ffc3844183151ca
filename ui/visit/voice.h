/* SPDX-License-Identifier: MIT */
/* voice.h - what can be asked of the voice, and how it speaks in this visit. */
#pragma once

#include <stdbool.h>

/* What can be asked of the voice, by a key, the Listen sheet or a test. */
enum speech_command {
	SPEECH_ON,               /* speak: in the headphones when they are in, else from the speaker */
	SPEECH_OFF,
	SPEECH_REPEAT,           /* say the last thing again */
	SPEECH_PAUSE,            /* toggles */
	SPEECH_STOP,             /* be quiet now; stays on */
	SPEECH_LOUDER, SPEECH_SOFTER, SPEECH_FASTER, SPEECH_SLOWER,
	SPEECH_PRIVATE,          /* headphones went in: on, there */
	SPEECH_SPEAKER,          /* headphones went out: quiet, until somebody asks for speech again */
	SPEECH_ALOUD,            /* toggles: answers may be read from the speaker too */
	SPEECH_COMMAND_COUNT
};

/* How it is spoken. Not in the sealed copy: a screen that starts again is quiet, and as loud as everybody finds it. */
struct voice {
	bool on;
	bool headphones;               /* they are plugged in: a fact, not a choice */
	bool aloud;                    /* answers may be read from the speaker */
	int volume, rate;              /* steps from 0 */
};
enum { VOICE_VOLUME_STEPS = 11, VOICE_VOLUME_DEFAULT = 5, VOICE_RATE_STEPS = 9, VOICE_RATE_DEFAULT = 3 };

/** speech_command_name - "on", "repeat", "louder" …; static. speech_command_of - the command of that name; SPEECH_COMMAND_COUNT: there is none. */
const char *speech_command_name(enum speech_command command);
enum speech_command speech_command_of(const char *name);
