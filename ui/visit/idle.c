/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: one deadline at a time, so that the program needs one timer, and none on the idle screen. The steady clock is used because
 * the wall clock may be set while somebody stands here.
 */
#include "ui/visit/idle.h"

#include "ui/visit/parts.h"

#include <string.h>

bool visit_aided(const struct visit *visit)
{
	return visit->voice.on || visit->more_time || visit->reach != REACH_OFF || visit->calm || visit->keys || visit->steady || switches_ready(visit) || visit->text_percent > 100 || strcmp(visit->theme, "default") != 0;
}

void visit_times(struct visit *visit, const struct times *times)
{
	if (!visit_active(visit)) /* nobody's time changes under their hands */
		visit->times = *times;
}

bool visit_times_usual(const struct visit *visit)
{
	return visit->times.ms[TIMES_IDLE] == VISIT_IDLE_MS && visit->times.ms[TIMES_IDLE_AIDED] == VISIT_IDLE_AIDED_MS;
}

static int64_t idle_ms(const struct visit *visit)
{
	int64_t usual = visit->times.ms[visit_aided(visit) || call_open(visit) ? TIMES_IDLE_AIDED : TIMES_IDLE], hold = call_hold_ms(visit);
	return hold > usual ? hold : usual;
}

int64_t visit_warning_ms(const struct visit *visit)
{
	return visit->times.ms[visit_aided(visit) ? TIMES_WARNING_AIDED : TIMES_WARNING];
}

int64_t visit_alone_ms(const struct visit *visit)
{
	return idle_ms(visit) + visit_warning_ms(visit);
}

/* The page with the reference stays while paper comes out of the slot or something is being said, but not for ever when no printer answers. */
static int64_t confirm_ms(const struct visit *visit)
{
	bool printing = visit->talking || visit->receipt == RECEIPT_WAITING || visit->receipt == RECEIPT_PRINTING || offers_printing(visit) || (visit->place == PLACE_PARKED && visit->park.paper != PARK_PAPER_DONE);
	if (printing || visit->sheet != SHEET_NONE || call_open(visit))
		return idle_ms(visit);
	return (visit_aided(visit) ? 2 : 1) * visit->times.ms[TIMES_CONFIRMATION];
}

static int64_t seconds_left(const struct visit *visit)
{
	int64_t left_ms = visit->warned_ms + visit_warning_ms(visit) - visit->mono_ms;
	return left_ms <= 0 ? 0 : (left_ms + 999) / 1000;
}

/* The number that is shown goes with the last second it names; with fewer movements each fifth. */
static int step_of(const struct visit *visit)
{
	return visit->calm ? VISIT_CALM_SECONDS : 1;
}

static int shown_seconds(const struct visit *visit, int64_t left)
{
	int step = step_of(visit);
	return (int)((left + step - 1) / step * step);
}

/* But for what is shown to who helps, and for asking again that somebody comes. */
static int64_t next_of(const struct visit *visit)
{
	if (visit->clean_until_ms)
		return visit->clean_until_ms - (visit->clean_seconds - 1) * 1000;
	if (visit->hidden)
		return visit->touched_ms + VISIT_HIDDEN_MS;
	if (!visit_active(visit))
		return visit->voice.on ? visit->touched_ms + idle_ms(visit) : -1; /* somebody listened, and went away */
	if (visit->sheet == SHEET_STILL_THERE)
		return visit->warned_ms + visit_warning_ms(visit) - (visit->warn_seconds - step_of(visit)) * 1000;
	if (visit->place == PLACE_SENDING)
		return visit->touched_ms + VISIT_SENDING_MS;
	if (visit->place == PLACE_DONE || visit->place == PLACE_PARKED)
		return visit->touched_ms + confirm_ms(visit);
	int64_t idle = visit->touched_ms + idle_ms(visit), lookup = lookup_next_ms(visit);
	int64_t suggest = suggest_next_ms(visit);
	int64_t where = where_next_ms(visit), resume = resume_next_ms(visit);
	if (suggest >= 0 && (lookup < 0 || suggest < lookup))
		lookup = suggest;
	if (where >= 0 && where < idle)
		return where; /* nothing else is asked for there */
	if (resume >= 0 && resume < idle)
		return resume;
	if (visit->reveal_until_ms)
		return visit->reveal_until_ms < idle ? visit->reveal_until_ms : idle; /* nothing is looked up on check answers */
	return lookup >= 0 && lookup < idle ? lookup : idle;
}

int64_t visit_next_ms(const struct visit *visit)
{
	int64_t next = next_of(visit), covered = mask_next_ms(&visit->mask), joined = mask_next_ms(&visit->join.mask), call = call_next_ms(visit);
	if (call >= 0 && (next < 0 || call < next))
		next = call;
	if (joined >= 0 && (next < 0 || joined < next))
		next = joined;
	return covered >= 0 && (next < 0 || covered < next) ? covered : next;
}

static unsigned warn(struct visit *visit)
{
	visit->sheet_under = visit->sheet;
	visit->sheet = SHEET_STILL_THERE;
	visit->reveal_until_ms = 0;
	mask_cover(&visit->mask);
	mask_cover(&visit->join.mask);
	visit->warned_ms = visit->mono_ms;
	visit->warn_seconds = (int)seconds_left(visit);
	return EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}

static unsigned count_down(struct visit *visit)
{
	int64_t left = seconds_left(visit);
	if (left == 0)
		return visit_end_as(visit, "nobody-there");
	if (shown_seconds(visit, left) == visit->warn_seconds)
		return 0;
	visit->warn_seconds = shown_seconds(visit, left);
	return EFFECT_REBUILD;
}

static unsigned clean_on(struct visit *visit)
{
	int64_t left_ms = visit->clean_until_ms - visit->mono_ms;
	if (left_ms <= 0)
		return visit_place(visit, PLACE_IDLE);
	visit->clean_seconds = (int)((left_ms + 999) / 1000);
	return EFFECT_REBUILD;
}

unsigned visit_tick(struct visit *visit)
{
	bool covered = mask_expire(&visit->mask, visit->mono_ms);
	if (mask_expire(&visit->join.mask, visit->mono_ms) || covered)
		return EFFECT_REBUILD | visit_tick(visit);
	int64_t next = next_of(visit), call = call_next_ms(visit);
	if (call >= 0 && visit->mono_ms >= call)
		return call_tick(visit);
	if (next < 0 || visit->mono_ms < next)
		return 0;
	if (visit->clean_until_ms)
		return clean_on(visit);
	if (visit->hidden)
		return visit_end(visit);
	if (visit->sheet == SHEET_STILL_THERE)
		return count_down(visit);
	if (visit->place == PLACE_SENDING) {
		visit->problem = SENDING_NO_HUB;
		visit->maybe_sent = true;
		visit->touched_ms = visit->mono_ms;
		return visit_place(visit, PLACE_PROBLEM) | EFFECT_KEEP;
	}
	if (visit->place == PLACE_PARKED && !call_open(visit))
		return visit_end_as(visit, "parked");
	if ((visit->place == PLACE_DONE || visit->place == PLACE_IDLE) && !call_open(visit))
		return visit_end_as(visit, "left"); /* nothing of anybody's is lost */
	if (visit->reveal_until_ms && next == visit->reveal_until_ms) {
		visit->reveal_until_ms = 0;
		return EFFECT_REBUILD;
	}
	if (next == where_next_ms(visit))
		return where_tick(visit);
	if (next == resume_next_ms(visit))
		return resume_tick(visit);
	if (next == suggest_next_ms(visit))
		return suggest_tick(visit) | visit_tick(visit); /* which never waits for itself */
	return next == lookup_next_ms(visit) ? lookup_tick(visit) : warn(visit);
}
