/* SPDX-License-Identifier: MIT */
/* listen.c - the screen read aloud: what is heard where, how loud and how fast. A change is heard at once, so nothing has to be tried out. */
#include "ui/screens/parts.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

/* Within reach there is not much room. */
static bool low(const struct build *build)
{
	return build->frame.reach && build->frame.shape != PANEL_SMALL && build->frame.percent <= 100;
}

static void tick(struct build *build, const char *id, const char *words, const char *hint, bool on, enum speech_command command)
{
	build_leaf(build, NODE(.role = NODE_ROLE_CHECKBOX, .id = id, .name = words, .hint = hint, .look = LOOK_CHOICE, .type = TYPE_CONTROL, .state = on ? NODE_CHECKED : 0,
		.action = ACT(ACTION_SPEECH, .number = (int)command), .box = { .height = low(build) ? 92 : 0, .min_height = build->frame.row_height }));
}

struct pair { const char *id, *key, *icon; enum speech_command command; };

static void pair(struct build *build, const struct pair two[2])
{
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 18 });
	for (int i = 0; i < 2; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = two[i].id, .name = say(build, two[i].key), .icon = build->frame.percent > 100 ? NULL : two[i].icon, .look = LOOK_SECOND,
			.type = TYPE_BODY_STRONG, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_SPEECH, .number = (int)two[i].command),
			.box = { .grow = 1, .equal = true, .height = low(build) ? 80 : 0, .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
	build_close(build);
}

static void step(struct build *build, const char *id, const char *key, int at, int of)
{
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = id, .name = say_with(build, key, WORDS_VALUES({ "step", build_text(build, "%d", at + 1) }, { "of", build_text(build, "%d", of) })),
		.type = TYPE_BODY_STRONG));
}

static void steps(struct build *build)
{
	const struct voice *voice = &build->visit->voice;
	build_group(build, (struct box){ .flow = FLOW_ROW, .wrap = true, .gap = 48, .row_gap = 8 });
	step(build, "volume", "speech.volume", voice->volume, VOICE_VOLUME_STEPS);
	step(build, "rate", "speech.rate", voice->rate, VOICE_RATE_STEPS);
	build_close(build);
}

void listen_sheet(struct build *build)
{
	static const struct pair volume[2] = { { "softer", "listen.softer", "minus", SPEECH_SOFTER }, { "louder", "listen.louder", "plus", SPEECH_LOUDER } };
	static const struct pair rate[2] = { { "slower", "listen.slower", "minus", SPEECH_SLOWER }, { "faster", "listen.faster", "plus", SPEECH_FASTER } };
	static const struct pair again[2] = { { "again", "listen.again", "rotate-ccw", SPEECH_REPEAT }, { "pause", "listen.pause", NULL, SPEECH_PAUSE } };
	const struct voice *voice = &build->visit->voice;
	part_under(build);
	sheet_open(build, say(build, "listen.title"));
	if (!voice->on || build->frame.percent <= 100) /* who hears it already need not read that at the largest size */
		prose_text(build, TYPE_BODY, say(build, "listen.text"));
	if (!voice->headphones && (!voice->on || build->frame.percent < 200))
		note_show(build, NOTE_PLAIN, "headphones", NULL, say(build, "listen.speaker"));
	if (voice->on && build->frame.percent <= 100) /* the voice says them */
		steps(build);
	if (build->frame.split)
		tick(build, "speech", say(build, "listen.speech"), NULL, voice->on, voice->on ? SPEECH_OFF : SPEECH_ON);
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : build->frame.percent < 200 ? 20 : 12);
	if (!build->frame.split)
		tick(build, "speech", say(build, "listen.speech"), NULL, voice->on, voice->on ? SPEECH_OFF : SPEECH_ON);
	if (voice->on && !voice->headphones)
		tick(build, "aloud", say(build, "listen.aloud"), build->frame.percent <= 100 && build->frame.panel != PANEL_SMALL ? say(build, "listen.aloud_text") : NULL, voice->aloud, SPEECH_ALOUD);
	if (voice->on) {
		pair(build, volume);
		pair(build, rate);
		pair(build, again);
	}
	sheet_end(build, say(build, "action.done"), "check");
}
