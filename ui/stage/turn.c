/* SPDX-License-Identifier: MIT */
/* One turn: an event becomes an action, the action's effects are done, and the next deadline becomes the one timer. */
#include "ui/stage/ui.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/envelope.h"
#include "firmware/uk/opening.h"
#include "ui/visit/idle.h"

#include <string.h>
#include <sys/epoll.h>

enum { TURN_MS = 10 * 1000, POLL_MS = 50, FIRST_WORD_MS = 200, MINUTE_MS = 60 * 1000, DAY_MINUTES = 24 * 60, NEAR_MM = 13 /* one place on the panel, as large as the smallest control */ };

static void on_first_word(void *context);

void ui_now(struct ui *ui)
{
	visit_now(&ui->visit, clock_wall_ms(), clock_mono_ms());
}

void ui_show(struct ui *ui)
{
	if (!ui->pictured || ui->asleep)
		return;
	fail_clear(); /* what failed before was said; its words are not about this picture */
	enum fail code = stage_show(ui->stage, &ui->visit, &ui->press);
	if (code != FAIL_NONE)
		log_fail("screen.trouble", code);
	ui->voice.shown = true;
	if (stage_changed(ui->stage))
		link_screen(ui);
	link_join(ui);
}

void ui_apply(struct ui *ui, unsigned effects)
{
	if (effects & EFFECT_WIPE) {
		stage_forget(ui->stage);
		voice_forget(ui);
	}
	if (effects & EFFECT_CALL)
		link_call(ui); /* who takes a call back does not leave */
	if (effects & EFFECT_CONFIRM)
		link_confirm(ui);
	if (effects & EFFECT_DROP)
		link_drop(ui);
	if ((effects & EFFECT_KEEP) && !(effects & EFFECT_SEND))
		link_keep(ui);
	bool by_keys = ui->by_pad || stage_ringed(ui->stage);
	if (effects & EFFECT_MOVED) {
		stage_unfocus(ui->stage);
		press_cancel(&ui->press);
	}
	if (effects & (EFFECT_REBUILD | EFFECT_WIPE))
		ui_show(ui);
	if ((effects & EFFECT_ERRORS) && by_keys) {
		stage_focus_on(ui->stage, "error:");
		ui_show(ui);
	}
	if (effects & EFFECT_SEND)
		link_send(ui);
	if (effects & EFFECT_FIND)
		link_find(ui);
	if (effects & EFFECT_WHERE)
		link_where(ui);
	if (effects & EFFECT_PUSH)
		link_push(ui);
	if (effects & EFFECT_SUGGEST)
		link_suggest(ui);
	if (effects & EFFECT_DATES)
		link_dates(ui);
	if (effects & EFFECT_PRINT)
		link_print_again(ui);
	if (effects & EFFECT_GUIDE)
		link_guide(ui);
	if (effects & EFFECT_STAFF)
		link_staff(ui);
	if (effects & EFFECT_TRAINING)
		link_training(ui);
	if (effects & EFFECT_SEEN)
		link_print_seen(ui);
	if (effects & EFFECT_TICKET)
		link_ticket(ui);
	if (effects & EFFECT_ASSIST)
		link_assist(ui);
	if (effects & EFFECT_OFFERS)
		link_offers(ui);
	if (effects & EFFECT_OFFER)
		link_offer(ui);
	if (effects & EFFECT_HANDOUT)
		link_handout(ui);
	link_park(ui, effects);
}

unsigned ui_act(struct ui *ui, const struct node_action *action, const char *node_id)
{
	enum place before = ui->visit.place;
	int rated = ui->visit.rated;
	sleep_wake(ui); /* somebody acts from elsewhere */
	if (action->what != ACTION_SPEECH)
		voice_hush(ui);
	unsigned effects = visit_act(&ui->visit, (enum action)action->what, action->number, action->text, node_id);
	if (action->what == ACTION_SPEECH)
		voice_command(ui, (enum speech_command)action->number);
	if (action->what == ACTION_LANGUAGE && action->text && strcmp(ui->visit.language_tag, action->text) != 0)
		log_event("language.unusable", "language=%.16s", action->text); /* it was good when the kiosk started */
	if (before == PLACE_IDLE && ui->visit.place != PLACE_IDLE)
		log_event("visit.began", "language=%s", ui->visit.language_tag);
	if (before != PLACE_IDLE && ui->visit.place == PLACE_IDLE && action->what == ACTION_HIDE)
		log_event("visit.ended", "by=person"); /* and nothing of where they were */
	else if (before != PLACE_IDLE && ui->visit.place == PLACE_IDLE)
		log_event("visit.ended", "from=%s by=person", place_name(before));
	if (ui->visit.rated != rated && ui->visit.rated)
		log_event("visit.rated", "score=%d", ui->visit.rated);
	return effects;
}

void ui_do(struct ui *ui, const struct node_action *action, const char *node_id)
{
	ui_apply(ui, ui_act(ui, action, node_id));
}

/* Any touch or key says that somebody is here, except while the question is whether somebody is. */
void ui_felt(struct ui *ui)
{
	if (ui->visit.sheet != SHEET_STILL_THERE)
		ui->visit.touched_ms = ui->visit.mono_ms;
}

/* A keyboard that somebody plugged in, where none belongs: it is as if it were not there. */
static bool is_stray(const struct ui *ui, const struct window_event *event)
{
	if (!ui->no_keyboard || (event->kind != WINDOW_KEY && event->kind != WINDOW_TEXT))
		return false;
	return event->kind == WINDOW_TEXT || keymap_find(&ui->keymap, event->text) == PAD_NONE;
}

static void on_window_event(struct ui *ui, const struct window_event *event)
{
	if (is_stray(ui, event) || sleep_felt(ui, event))
		return;
	switch (event->kind) {
	case WINDOW_DOWN: case WINDOW_MOVE: case WINDOW_UP:
		ui_felt(ui);
		ui_touch(ui, event);
		break;
	case WINDOW_KEY: case WINDOW_TEXT:
		if (event->repeat)
			break; /* something lies on the keyboard: nobody presses */
		ui_felt(ui);
		ui_key(ui, event);
		break;
	case WINDOW_EXPOSED:
		if (ui->asleep) {
			(void)stage_sleep(ui->stage, true);
			break;
		}
		if (stage_expose(ui->stage) != FAIL_NONE)
			ui_show(ui);
		break;
	case WINDOW_CLOSED:
		log_event("window.closed", "%s", "");
		loop_stop(ui->loop);
		break;
	}
}

void ui_events(struct ui *ui)
{
	struct window_event event;
	while (!loop_stopped(ui->loop) && window_next(stage_window(ui->stage), &event) == FAIL_NONE)
		if (ui->pictured || event.kind == WINDOW_CLOSED)
			on_window_event(ui, &event);
}

static void on_deadline(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	enum place before = ui->visit.place;
	unsigned effects = visit_tick(&ui->visit);
	if (before != PLACE_IDLE && ui->visit.place == PLACE_IDLE)
		log_event("visit.ended", "from=%s by=clock", place_name(before));
	ui_apply(ui, effects);
	ui_settle(ui);
}

/* What a screen says about the time of day has changed. */
static void on_minute(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	ui_show(ui);
	ui_settle(ui);
}

/* Minutes until a screen would say something else: each minute on home, which shows the time, else when staff come or go, or the day ends. */
static int minutes_to_next(const struct ui *ui)
{
	const struct visit *visit = &ui->visit;
	int until = 0;
	struct date day;
	if (visit->place == PLACE_HOME || !clock_believable(visit->now_ms))
		return 1; /* a clock without a battery is put right as soon as there is a line */
	opening_until(visit->site, visit->holidays, visit->today, visit->now_minutes, &until, &day);
	bool today = date_compare(day, visit->today) == 0 && until > visit->now_minutes;
	return (today ? until : DAY_MINUTES) - visit->now_minutes;
}

/* The idle screen's other picture: a cut, no movement; not for who listens, nor where nothing is to move by itself. */
static void on_turning(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	ui->turning = false;
	ui->visit.turned = !ui->visit.turned;
	ui_show(ui);
	ui_settle(ui);
}

static void set_turning(struct ui *ui)
{
	const struct visit *visit = &ui->visit;
	bool turns = ui->pictured && !ui->still && !ui->asleep && !visit_active(visit) && !visit->hidden && !visit->guide && !visit->clean_until_ms && !visit->voice.on;
	if (turns && !ui->turning)
		loop_timer_set(ui->loop, TURN_MS, on_turning, ui);
	else if (!turns)
		loop_timer_clear(ui->loop, on_turning, ui);
	ui->turning = turns;
}

static void on_poll(void *context)
{
	ui_now(context);
	ui_settle(context);
}

/* Nobody is here: the successor, with another version's forms and words, takes over. */
static void retire(struct ui *ui)
{
	if (!ui->retiring || visit_active(&ui->visit) || ui->keep_due || ui->keep_flies)
		return;
	ui->retired = true;
	loop_stop(ui->loop);
}

void ui_settle(struct ui *ui)
{
	ui_events(ui);
	retire(ui);
	voice_turn(ui);
	int64_t next = visit_next_ms(&ui->visit);
	if (next < 0)
		loop_timer_clear(ui->loop, on_deadline, ui);
	else
		loop_timer_set(ui->loop, next - clock_mono_ms(), on_deadline, ui); /* not visit.mono_ms: time may have gone on since */
	int64_t into_minute = ui->visit.now_ms % MINUTE_MS;
	loop_timer_set(ui->loop, (int64_t)minutes_to_next(ui) * MINUTE_MS - into_minute, on_minute, ui);
	sleep_turn(ui);
	set_turning(ui);
	if (window_fd(stage_window(ui->stage)) < 0)
		loop_timer_set(ui->loop, POLL_MS, on_poll, ui); /* a driver without a descriptor: tests without a display */
}

static void on_window(void *context, int fd, uint32_t events)
{
	(void)fd, (void)events;
	ui_now(context);
	ui_settle(context);
}

/* What a definition says and this kiosk leaves out: for the people who maintain it. */
static void log_warnings(const struct form *form)
{
	for (size_t i = 0; i < form->warning_count; i++)
		log_event("form.warning", "service=%s words=\"%s\"", form->service.code, form->warning[i]);
}

static void load_services(struct ui *ui)
{
	enum fail code = house_load(&ui->house);
	if (code != FAIL_NONE)
		log_fail("forms.incomplete", code);
	visit_services(&ui->visit);
	for (size_t i = 0; i < ui->house.silent_count; i++)
		log_event("language.unusable", "words=\"%s\"", ui->house.silent[i]);
	for (size_t i = 0; i < ui->house.services.broken_count; i++)
		log_event("form.broken", "words=\"%s\"", ui->house.services.broken[i]);
	for (size_t i = 0; i < ui->house.services.count; i++)
		log_warnings(ui->house.services.form[i]);
	log_event("forms.loaded", "count=%zu broken=%zu", ui->house.services.count, ui->house.services.broken_count);
}

static void on_time_for_services(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	load_services(ui);
	ui_show(ui); /* what came with them */
	ui_settle(ui);
}

/* DESIGN: who was thrown out of a question gets that question back first; every other first screen may speak of all the services. */
void ui_picture(struct ui *ui)
{
	if (ui->pictured)
		return;
	bool later = ui->visit.place == PLACE_QUESTION;
	if (!later)
		load_services(ui);
	ui->pictured = true;
	loop_timer_clear(ui->loop, on_first_word, ui);
	ui_show(ui);
	log_event("screen.first", "%s", "");
	if (later)
		loop_timer_set(ui->loop, 0, on_time_for_services, ui);
}

/* The hub takes its time. */
static void on_first_word(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	ui_picture(ui);
	ui_settle(ui);
}

static enum fail watch_window(struct ui *ui)
{
	int fd = window_fd(stage_window(ui->stage));
	return fd < 0 ? FAIL_NONE : loop_watch(ui->loop, fd, EPOLLIN, on_window, ui);
}

/* A keypad that cannot be read is no reason to have no kiosk: touch and a keyboard work. */
static void take_keypad(struct ui *ui, const char *names)
{
	enum fail code = names && *names ? keymap_read(ui->house.assets, names, &ui->keymap) : FAIL_NONE;
	if (code != FAIL_NONE)
		log_fail("keypad.unusable", code);
	ui->house.keypad = ui->keymap.keypad;
	ui->house.switches = ui->keymap.switches;
}

enum fail ui_open(struct ui *ui, const struct ui_options *options)
{
	*ui = (struct ui){ 0 };
	TRY(loop_new(&ui->loop));
	TRY(house_open(&ui->house, options->assets.folder));
	ui->house.test = options->test;
	ui->awake_minutes = options->awake_minutes;
	ui->still = options->still;
	ui->version = options->assets.version;
	take_keypad(ui, options->keypad);
	visit_init(&ui->visit, &ui->house);
	ui->near_px = (int)(NEAR_MM * options->panel.px_per_mm);
	ui_now(ui);
	ui->felt_ms = ui->visit.mono_ms;
	voice_open(ui, &options->devices);
	voice_jack(ui, options->jack);
	ui->no_keyboard = options->no_keyboard;
	TRY(stage_open(ui->house.assets, &options->panel, &ui->stage));
	if (!stage_band(ui->stage))
		log_event("reach.impossible", "edge_mm=%d words=\"no room for the controls between %d and %d mm above the floor\"", options->panel.edge_mm, BAND_LOW_MM, BAND_HIGH_MM);
	if (options->visit_key_fd >= 0) {
		TRY(copy_key_read(options->visit_key_fd, &ui->copy_key));
		ui->keeps = true;
		struct draft_key run;
		memcpy(run.bytes, ui->copy_key.bytes, sizeof run.bytes);
		visit_parking(&ui->visit, &run);
		secret_wipe(&run, sizeof run);
	}
	TRY(watch_window(ui));
	badge_listen(ui, options->badge);
	TRY(link_open(ui, options->doors));
	loop_timer_set(ui->loop, FIRST_WORD_MS, on_first_word, ui);
	ui_settle(ui);
	return FAIL_NONE;
}

void ui_close(struct ui *ui)
{
	caller_free(ui->caller);
	badge_close(ui->badge);
	voice_close(ui);
	if (ui->visit.answers)
		visit_done(&ui->visit);
	stage_close(ui->stage);
	house_close(&ui->house);
	envelope_key_free(ui->council_key);
	json_decref(ui->council_keys);
	json_decref(ui->direct);
	json_decref(ui->join.sent);
	loop_free(ui->loop);
	secret_wipe(ui, sizeof *ui);
}
