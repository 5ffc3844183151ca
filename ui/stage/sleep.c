/* SPDX-License-Identifier: MIT */
/*
 * sleep.c - dark while the building is closed. DESIGN: looked at when nobody is here, once a minute; a clock that nobody can believe keeps the
 * screen awake, and so does a place that never opens: better a lit screen at night than a dark one by day.
 */
#include "ui/stage/ui.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/uk/opening.h"

enum { DAY_MINUTES = 24 * 60, QUIET_MS = 2 * 60 * 1000, LOOK_MS = 60 * 1000 };

static bool open_at(const struct visit *visit, int ahead_minutes)
{
	int minutes = visit->now_minutes + ahead_minutes, until;
	struct date date = visit->today, day;
	if (minutes >= DAY_MINUTES || minutes < 0) {
		date = date_add_days(date, minutes < 0 ? -1 : 1);
		minutes += minutes < 0 ? DAY_MINUTES : -DAY_MINUTES;
	}
	return opening_until(visit->site, visit->holidays, date, minutes, &until, &day);
}

bool sleep_hours(const struct visit *visit, int awake_minutes)
{
	int until = -1;
	struct date day;
	bool open = opening_until(visit->site, visit->holidays, visit->today, visit->now_minutes, &until, &day);
	if (!clock_believable(visit->now_ms) || open || until < 0)
		return false;
	return !open_at(visit, awake_minutes) && !open_at(visit, -awake_minutes);
}

/* Nobody is here, nothing is said, nothing counts down. */
static bool nobody(const struct ui *ui)
{
	const struct visit *visit = &ui->visit;
	return ui->pictured && !visit_active(visit) && !visit->hidden && !visit->guide && !visit->clean_until_ms && !visit->voice.on && !visit->talking && !ui->press.down &&
		visit->mono_ms - ui->felt_ms >= QUIET_MS;
}

static void fall_asleep(struct ui *ui)
{
	ui->asleep = true;
	log_event("screen.asleep", "%s", "");
	enum fail code = stage_sleep(ui->stage, true);
	if (code != FAIL_NONE)
		log_fail("screen.trouble", code);
}

void sleep_wake(struct ui *ui)
{
	if (!ui->asleep)
		return;
	ui->asleep = false;
	log_event("screen.awake", "%s", "");
	(void)stage_sleep(ui->stage, false);
	ui_show(ui);
}

static void on_look(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	ui_settle(ui);
}

void sleep_turn(struct ui *ui)
{
	if (ui->awake_minutes < 0)
		return;
	bool wanted = nobody(ui) && sleep_hours(&ui->visit, ui->awake_minutes);
	if (wanted && !ui->asleep)
		fall_asleep(ui);
	else if (!wanted && ui->asleep)
		sleep_wake(ui);
	if (!visit_active(&ui->visit) && !open_at(&ui->visit, 0))
		loop_timer_set(ui->loop, LOOK_MS, on_look, ui);
	else
		loop_timer_clear(ui->loop, on_look, ui);
}

/* What wakes the screen does nothing else: nobody aims at what is dark. A plug is no press: it speaks. */
bool sleep_felt(struct ui *ui, const struct window_event *event)
{
	bool press = event->kind == WINDOW_DOWN || event->kind == WINDOW_KEY;
	if (press || event->kind == WINDOW_TEXT)
		ui->felt_ms = ui->visit.mono_ms;
	if (ui->woken && event->kind == WINDOW_TEXT)
		return true; /* what the key that woke it types */
	ui->woken = false;
	if (!ui->asleep || !press)
		return false;
	enum pad pad = event->kind == WINDOW_KEY ? keymap_find(&ui->keymap, event->text) : PAD_NONE;
	sleep_wake(ui);
	if (event->kind == WINDOW_DOWN)
		press_swallow(&ui->press);
	ui->woken = event->kind == WINDOW_KEY;
	return pad != PAD_HEADPHONES_IN && pad != PAD_HEADPHONES_OUT;
}
