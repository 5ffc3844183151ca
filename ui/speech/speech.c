/* SPDX-License-Identifier: MIT */
/*
 * speech.c - DESIGN: the next sentence begins when the process of the one before is gone, so that two voices are never heard together.
 * What was said last is kept for a repeat, in memory that is wiped; it may be somebody's answer.
 */
#include "ui/speech/speech.h"

#include "firmware/base/clock.h"
#include "firmware/base/secret.h"
#include "ui/speech/helper.h"
#include "ui/visit/voice.h"

#include <stdlib.h>
#include <string.h>

/* Steps to espeak-ng's amplitude and words a minute. The loudest is its limit; the middle leaves room both ways. */
static const int amplitudes[VOICE_VOLUME_STEPS] = { 6, 10, 16, 25, 40, 60, 80, 105, 135, 165, 200 };
static const int speeds[VOICE_RATE_STEPS] = { 100, 125, 150, 170, 200, 235, 275, 320, 370 };

enum { LANG_BYTES = 16, ASIDE_PART = -1 };

struct sentence { char *text; char lang[LANG_BYTES]; int part; int64_t id; };

struct speech {
	struct loop *loop;
	const struct speech_devices *devices;
	const struct speech_events *events;
	void *context;
	struct speech_settings settings;
	struct helper helper;
	struct sentence list[UTTER_MAX]; int count;
	int next;                  /* the first of the list that has not begun */
	struct sentence aside;     /* text NULL: none */
	const struct sentence *speaking; /* NULL: silence, or somebody's last gasp */
	enum speech_sink speaking_at;
	enum speech_why end;       /* of what is being spoken, when it is stopped */
	int64_t runs, ids, started_ms;
	bool held, troubled;
};

static void on_ended(void *context, enum fail code);
static void on_turn(void *context);

const char *speech_why_name(enum speech_why why)
{
	static const char *const name[SAID_COUNT] = { [SAID_BEGINS] = "begins", [SAID_DONE] = "done", [SAID_USER] = "user", [SAID_SUPERSEDED] = "superseded", [SAID_FAILED] = "failed" };
	return (unsigned)why < SAID_COUNT ? name[why] : "unknown";
}

const char *speech_sink_name(enum speech_sink sink)
{
	return sink == SINK_PRIVATE ? "private" : "speaker";
}

struct speech *speech_new(struct loop *loop, const struct speech_devices *devices, const struct speech_events *events, void *context)
{
	struct speech *speech = secret_new(sizeof *speech);
	*speech = (struct speech){ .loop = loop, .devices = devices, .events = events, .context = context };
	speech->settings = (struct speech_settings){ SINK_SPEAKER, VOICE_VOLUME_DEFAULT, VOICE_RATE_DEFAULT };
	helper_init(&speech->helper, loop, on_ended, speech);
	return speech;
}

static void sentence_drop(struct sentence *sentence)
{
	if (sentence->text)
		secret_wipe(sentence->text, strlen(sentence->text));
	free(sentence->text);
	*sentence = (struct sentence){ 0 };
}

static void drop_all(struct speech *speech)
{
	for (int i = 0; i < speech->count; i++)
		sentence_drop(&speech->list[i]);
	sentence_drop(&speech->aside);
	speech->count = speech->next = 0;
}

void speech_free(struct speech *speech)
{
	if (!speech)
		return;
	loop_timer_clear(speech->loop, on_turn, speech);
	helper_done(&speech->helper);
	drop_all(speech);
	secret_free(speech, sizeof *speech);
}

bool speech_busy(const struct speech *speech)
{
	return speech->speaking || speech->aside.text || speech->next < speech->count;
}

int64_t speech_runs(const struct speech *speech)
{
	return speech->runs;
}

static void tell(struct speech *speech, const struct sentence *sentence, enum speech_why why)
{
	int64_t now_ms = clock_mono_ms();
	const struct speech_said said = { speech->runs, sentence->id, sentence->text, sentence->lang, speech->speaking_at, speech->started_ms, why == SAID_BEGINS ? 0 : now_ms, why };
	speech->events->said(speech->context, &said);
}

static void trouble(struct speech *speech, enum fail code)
{
	if (!speech->troubled)
		speech->events->trouble(speech->context, code);
	speech->troubled = true;
}

/* A sentence that is over for the ear is over for the trace, even while its process is still going. */
static void finish(struct speech *speech, enum speech_why why)
{
	const struct sentence *sentence = speech->speaking;
	speech->speaking = NULL;
	if (sentence)
		tell(speech, sentence, why);
	if (sentence == &speech->aside)
		sentence_drop(&speech->aside);
}

static void begin(struct speech *speech)
{
	const struct sentence *sentence = speech->aside.text ? &speech->aside : &speech->list[speech->next++];
	const struct speech_settings *how = &speech->settings;
	const struct helper_voice voice = { sentence->lang, how->sink == SINK_PRIVATE ? speech->devices->headphones : speech->devices->speaker,
	                                    amplitudes[how->volume], speeds[how->rate] };
	speech->runs++;
	speech->started_ms = clock_mono_ms();
	speech->speaking = sentence;
	speech->speaking_at = how->sink;
	tell(speech, sentence, SAID_BEGINS);
	enum fail code = helper_start(&speech->helper, sentence->text, &voice);
	if (code == FAIL_NONE)
		return;
	trouble(speech, code);
	finish(speech, SAID_FAILED);
	loop_timer_set(speech->loop, 0, on_turn, speech);
}

/* The next sentence, if nobody speaks. */
static void go_on(struct speech *speech)
{
	bool waits = speech->aside.text || speech->next < speech->count;
	if (waits && !speech->held && !helper_runs(&speech->helper) && !speech->speaking)
		begin(speech);
}

static void on_turn(void *context)
{
	struct speech *speech = context;
	go_on(speech);
	if (!speech_busy(speech))
		speech->events->quiet(speech->context, false);
}

static void on_ended(void *context, enum fail code)
{
	struct speech *speech = context;
	bool stopped = code == FAIL_BUSY || !speech->speaking;
	if (code == FAIL_NONE)
		speech->troubled = false;
	else if (!stopped)
		trouble(speech, code);
	if (!stopped)
		finish(speech, code == FAIL_NONE ? SAID_DONE : SAID_FAILED);
	go_on(speech);
	if (!speech_busy(speech))
		speech->events->quiet(speech->context, !stopped && code == FAIL_NONE);
}

static void stop(struct speech *speech, enum speech_why why)
{
	speech->held = false;
	helper_stop(&speech->helper); /* SIGKILL ends a held process too */
	finish(speech, why);
}

void speech_set(struct speech *speech, const struct speech_settings *settings)
{
	speech->settings = *settings;
	if (speech->speaking && speech->speaking_at != settings->sink)
		speech_hush(speech, SAID_USER);
}

static void add(struct speech *speech, const struct utterances *list)
{
	int first = speech->count > 0 ? speech->list[speech->count - 1].part + 1 : 0;
	for (int i = 0; i < list->count && speech->count < UTTER_MAX; i++) {
		struct sentence *to = &speech->list[speech->count++];
		*to = (struct sentence){ .text = strdup(list->one[i].text), .part = first + list->one[i].part, .id = ++speech->ids };
		if (!to->text)
			abort();
		strncpy(to->lang, list->one[i].lang, LANG_BYTES - 1);
	}
}

void speech_say(struct speech *speech, const struct utterances *list, bool now)
{
	if (list->count == 0)
		return;
	if (now || !speech_busy(speech) || speech->count + list->count > UTTER_MAX) {
		stop(speech, SAID_SUPERSEDED);
		drop_all(speech);
	}
	add(speech, list);
	go_on(speech);
}

void speech_aside(struct speech *speech, const char *lang, const char *text)
{
	if (speech->speaking && speech->speaking != &speech->aside)
		speech->next = (int)(speech->speaking - speech->list); /* again, from its beginning */
	stop(speech, SAID_SUPERSEDED);
	sentence_drop(&speech->aside);
	speech->aside = (struct sentence){ .text = strdup(text), .part = ASIDE_PART, .id = ++speech->ids };
	if (!speech->aside.text)
		abort();
	strncpy(speech->aside.lang, lang, LANG_BYTES - 1);
	go_on(speech);
}

/* Where the next sentence would begin stays known: a repeat goes back from there. */
void speech_hush(struct speech *speech, enum speech_why why)
{
	stop(speech, why);
	sentence_drop(&speech->aside);
	for (int i = speech->next; i < speech->count; i++)
		sentence_drop(&speech->list[i]);
	speech->count = speech->next;
}

bool speech_again(struct speech *speech)
{
	int last = speech->next - 1;
	if (last < 0)
		return false;
	while (last > 0 && speech->list[last - 1].part == speech->list[last].part)
		last--;
	stop(speech, SAID_USER);
	sentence_drop(&speech->aside);
	speech->next = last;
	go_on(speech);
	return true;
}

bool speech_pause(struct speech *speech)
{
	if (!speech->held && !speech_busy(speech))
		return false;
	speech->held = !speech->held;
	if (speech->speaking)
		helper_pause(&speech->helper, speech->held);
	if (!speech->held)
		go_on(speech);
	return speech->held;
}

void speech_forget(struct speech *speech)
{
	stop(speech, SAID_SUPERSEDED);
	drop_all(speech);
}
