/* SPDX-License-Identifier: MIT */
/* What the person asked of the voice. How it sounds is ui/speech's; here is what lasts for the visit, and ends with it. */
#include "ui/visit/parts.h"

#include <string.h>

static const char *const names[SPEECH_COMMAND_COUNT] = {
	[SPEECH_ON] = "on", [SPEECH_OFF] = "off", [SPEECH_REPEAT] = "repeat", [SPEECH_PAUSE] = "pause", [SPEECH_STOP] = "stop", [SPEECH_LOUDER] = "louder",
	[SPEECH_SOFTER] = "softer", [SPEECH_FASTER] = "faster", [SPEECH_SLOWER] = "slower", [SPEECH_PRIVATE] = "private", [SPEECH_SPEAKER] = "speaker", [SPEECH_ALOUD] = "aloud",
};

const char *speech_command_name(enum speech_command command)
{
	return (unsigned)command < SPEECH_COMMAND_COUNT ? names[command] : "unknown";
}

enum speech_command speech_command_of(const char *name)
{
	enum speech_command command = SPEECH_ON;
	while (command < SPEECH_COMMAND_COUNT && strcmp(names[command], name) != 0)
		command++;
	return command;
}

static int limited(int step, int by, int steps)
{
	int to = step + by;
	return to < 0 ? 0 : to >= steps ? steps - 1 : to;
}

void voice_reset(struct visit *visit)
{
	visit->voice = (struct voice){ .headphones = visit->voice.headphones, .volume = VOICE_VOLUME_DEFAULT, .rate = VOICE_RATE_DEFAULT };
}

static void plug(struct voice *voice, bool in)
{
	voice->headphones = voice->on = in;
	voice->aloud = false;
}

/* A finger on "Listen" has eyes: it is shown what can be heard where. Keys are answered by ear. */
static unsigned listen(struct visit *visit, const struct act *act)
{
	visit->voice.on = true;
	if (!*act->node_id || visit->sheet == SHEET_LISTEN)
		return EFFECT_REBUILD;
	return act_open(visit, &(struct act){ .number = SHEET_LISTEN, .text = "", .node_id = "" });
}

unsigned act_speech(struct visit *visit, const struct act *act)
{
	struct voice *voice = &visit->voice;
	if (act->number < 0 || act->number >= SPEECH_COMMAND_COUNT)
		return 0;
	switch ((enum speech_command)act->number) {
	case SPEECH_ON: return listen(visit, act);
	case SPEECH_OFF: voice->on = voice->aloud = false; break;
	case SPEECH_PRIVATE: plug(voice, true); break;
	case SPEECH_SPEAKER: plug(voice, false); break;
	case SPEECH_ALOUD: voice->aloud = !voice->aloud; break;
	case SPEECH_LOUDER: voice->volume = limited(voice->volume, 1, VOICE_VOLUME_STEPS); break;
	case SPEECH_SOFTER: voice->volume = limited(voice->volume, -1, VOICE_VOLUME_STEPS); break;
	case SPEECH_FASTER: voice->rate = limited(voice->rate, 1, VOICE_RATE_STEPS); break;
	case SPEECH_SLOWER: voice->rate = limited(voice->rate, -1, VOICE_RATE_STEPS); break;
	case SPEECH_REPEAT: case SPEECH_PAUSE: case SPEECH_STOP: return 0; /* nothing of the visit's: the voice does them */
	case SPEECH_COMMAND_COUNT: return 0;
	}
	return EFFECT_REBUILD;
}
