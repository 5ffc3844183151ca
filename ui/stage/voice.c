/* SPDX-License-Identifier: MIT */
/*
 * voice.c - what is heard, turn by turn. DESIGN: once a turn, when everything has been shown, the screen is compared with what was told last; a
 * page that changes three times in one turn is told once. Any act makes the voice silent first, whatever comes of it.
 */
#include "ui/stage/ui.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"

enum { TRACE_MAX = 200, TRACE_FRAME = 40 };

/* ---- the trace: what became of each sentence, for whoever watches ---- */

static void send_trace(struct ui *ui);

static void on_traced(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)reply, (void)blob_fd;
	ui->voice.trace_flies = false;
	if (code == FAIL_NONE)
		send_trace(ui);
}

static void send_trace(struct ui *ui)
{
	struct voice_state *voice = &ui->voice;
	size_t all = json_array_size(voice->trace);
	if (voice->trace_flies || all == 0 || !ui->caller || !caller_is_up(ui->caller))
		return;
	json_t *part = json_array();
	for (size_t i = 0; i < TRACE_FRAME && json_array_size(voice->trace) > 0; i++) {
		json_array_append(part, json_array_get(voice->trace, 0));
		json_array_remove(voice->trace, 0);
	}
	json_t *said = json_pack("{s:s, s:o, s:i}", "verb", "said", "said", part, "lost", voice->trace_lost);
	voice->trace_flies = caller_ask(ui->caller, said, -1, on_traced, ui) == FAIL_NONE;
}

static void on_said(void *context, const struct speech_said *said)
{
	struct ui *ui = context;
	struct voice_state *voice = &ui->voice;
	if (!ui->watched)
		return;
	if (!voice->trace)
		voice->trace = json_array();
	if (json_array_size(voice->trace) >= TRACE_MAX) {
		voice->trace_lost++;
		return;
	}
	json_array_append_new(voice->trace, json_pack("{s:I, s:I, s:s, s:s, s:s, s:I, s:I, s:s}", "run", (json_int_t)said->run, "id", (json_int_t)said->id, "text", said->text,
		"lang", said->lang, "sink", speech_sink_name(said->sink), "start_ms", (json_int_t)said->start_ms, "end_ms", (json_int_t)said->end_ms, "why", speech_why_name(said->why)));
	send_trace(ui);
}

void voice_watched(struct ui *ui)
{
	if (ui->watched)
		return;
	json_decref(ui->voice.trace);
	ui->voice.trace = NULL;
	ui->voice.trace_lost = 0;
}

void voice_dump(const struct ui *ui, json_t *tree)
{
	json_object_set_new(tree, "sentences", json_integer(speech_runs(ui->voice.speech)));
	json_object_set_new(tree, "talking", json_boolean(speech_busy(ui->voice.speech)));
}

/* ---- what the voice says of itself ---- */

/* Listening is being here, but nobody is asked again and again whether they are by what they do not answer. */
static void on_quiet(void *context, bool heard)
{
	struct ui *ui = context;
	ui_now(ui);
	ui->visit.talking = false;
	if (heard && ui->visit.sheet != SHEET_STILL_THERE)
		ui->visit.touched_ms = ui->visit.mono_ms;
	ui_settle(ui);
}

static void on_trouble(void *context, enum fail code)
{
	(void)context;
	log_fail("speech.silent", code);
}

void voice_open(struct ui *ui, const struct speech_devices *devices)
{
	static const struct speech_events events = { .said = on_said, .quiet = on_quiet, .trouble = on_trouble };
	ui->voice.devices = *devices;
	ui->voice.speech = speech_new(ui->loop, &ui->voice.devices, &events, ui);
}

/* ---- headphones ---- */

static void on_jack(void *context, bool in)
{
	struct ui *ui = context;
	ui_now(ui);
	ui_felt(ui);
	ui_do(ui, &(struct node_action){ .what = ACTION_SPEECH, .number = in ? SPEECH_PRIVATE : SPEECH_SPEAKER }, NULL);
	ui_settle(ui);
}

/* Headphones that are in when the program starts were put in by nobody just now: it is quiet, but whoever asks for speech hears it there. */
void voice_jack(struct ui *ui, const char *path)
{
	enum fail code = path && *path ? jack_open(ui->loop, path, on_jack, ui, &ui->jack) : FAIL_NONE;
	if (code != FAIL_NONE)
		log_fail("jack.unusable", code);
	ui->visit.voice.headphones = ui->jack && jack_in(ui->jack);
}

void voice_close(struct ui *ui)
{
	jack_close(ui->jack);
	ui->jack = NULL;
	speech_free(ui->voice.speech);
	json_decref(ui->voice.trace);
	ui->voice.speech = NULL;
	ui->voice.trace = NULL;
}

/* ---- acts ---- */

void voice_hush(struct ui *ui)
{
	ui->voice.by_person = true;
	ui->voice.repeated = false;
	if (ui->voice.was.on)
		speech_hush(ui->voice.speech, SAID_USER);
}

void voice_awaited(struct ui *ui)
{
	ui->voice.by_person = true;
}

void voice_forget(struct ui *ui)
{
	notice_forget(&ui->voice.notice);
	speech_forget(ui->voice.speech);
}

static void tell_all(struct ui *ui)
{
	notice_forget(&ui->voice.notice);
	ui->voice.shown = ui->voice.by_person = true;
}

/* Once: the last thing. Twice: the whole screen. */
static void say_again(struct ui *ui)
{
	if (ui->voice.repeated || !speech_again(ui->voice.speech))
		tell_all(ui);
	ui->voice.repeated = true;
}

void voice_command(struct ui *ui, enum speech_command command)
{
	ui->voice.by_person = true;
	if (!ui->voice.was.on)
		return;
	if (command == SPEECH_REPEAT)
		say_again(ui);
	else if (command == SPEECH_PAUSE)
		speech_pause(ui->voice.speech);
	else if (command == SPEECH_STOP)
		speech_hush(ui->voice.speech, SAID_USER);
}

/* ---- a turn ---- */

static bool same(const struct voice *a, const struct voice *b)
{
	return a->on == b->on && a->headphones == b->headphones && a->aloud == b->aloud;
}

/* "Speech is on", and who else hears it. */
static void greet(const struct voice *voice, const struct listener *listener, struct utterances *list)
{
	utter_part(list);
	utter_words(list, listener, "speech.on");
	if (!voice->headphones)
		utter_words(list, listener, "speech.on_speaker");
	utter_words(list, listener, "speech.keys");
}

static void say_step(struct ui *ui, struct arena *arena, const char *key, int step, int of)
{
	const struct words *words = ui->visit.words;
	const char *text = words_fill(words, arena, key, WORDS_VALUES({ "step", arena_printf(arena, "%d", step) }, { "of", arena_printf(arena, "%d", of) }));
	speech_aside(ui->voice.speech, words_language(words), text);
}

static void speak(struct ui *ui, const struct voice *now, const struct voice *was)
{
	struct voice_state *state = &ui->voice;
	struct arena arena;
	struct utterances list;
	const struct listener listener = { ui->visit.words, now->headphones || now->aloud };
	arena_init(&arena, UTTER_ARENA_MAX_BYTES);
	utter_begin(&list, &arena);
	bool begins = !was->on || was->headphones != now->headphones;
	if (!same(now, was))
		notice_forget(&state->notice);
	if (begins)
		greet(now, &listener, &list);
	enum notice_kind kind = notice_look(&state->notice, &listener, stage_tree(ui->stage), state->by_person, &list);
	if (!begins && now->volume != was->volume)
		say_step(ui, &arena, "speech.volume", now->volume + 1, VOICE_VOLUME_STEPS);
	else if (!begins && now->rate != was->rate)
		say_step(ui, &arena, "speech.rate", now->rate + 1, VOICE_RATE_STEPS);
	else if (kind != NOTICE_NOTHING)
		speech_say(state->speech, &list, kind == NOTICE_NOW);
	arena_done(&arena);
}

void voice_turn(struct ui *ui)
{
	struct voice_state *state = &ui->voice;
	struct voice now = ui->visit.voice, was = state->was;
	bool changed = !same(&now, &was) || now.volume != was.volume || now.rate != was.rate;
	state->was = now;
	if (now.on && ui->pictured && (state->shown || changed)) {
		speech_set(state->speech, &(struct speech_settings){ now.headphones ? SINK_PRIVATE : SINK_SPEAKER, now.volume, now.rate });
		speak(ui, &now, &was);
	} else if (!now.on && was.on) {
		speech_hush(state->speech, SAID_USER);
		voice_forget(ui);
	}
	state->shown = state->by_person = false;
	ui->visit.talking = now.on && speech_busy(state->speech);
}
