/* SPDX-License-Identifier: MIT */
/* What the person asked of the voice. How it sounds is ui/speech's; here is what lasts for the visit, and ends with it. */
#include "ui/visit/parts.h"

static int limited(int step, int by, int steps)
{
	int to = step + by;
	return to < 0 ? 0 : to >= steps ? steps - 1 : to;
}

void voice_forget(struct visit *visit)
{
	visit->voice = (struct voice){ .headphones = visit->voice.headphones, .volume = VOICE_VOLUME_DEFAULT, .rate = VOICE_RATE_DEFAULT };
}

static void plug(struct voice *voice, bool in)
{
	voice->headphones = voice->on = in;
	voice->aloud = false;
}

unsigned act_speech(struct visit *visit, const struct act *act)
{
	struct voice *voice = &visit->voice;
	switch ((enum speech_command)act->number) {
	case SPEECH_ON: voice->on = true; break;
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
