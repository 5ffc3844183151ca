/* SPDX-License-Identifier: MIT */
/* rig_time.c - loop.h and clock.h without a kernel: time is the next timer's. */
#include "tests/faults/print/rig.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIMERS_MAX = 64 };

struct timer { loop_timer_call call; void *context; int64_t due_ms; uint64_t order; };
struct loop { struct timer timer[TIMERS_MAX]; int64_t now_ms; uint64_t order; uint32_t random; };

static struct loop the_loop;

struct loop *rig_loop(void)
{
	return &the_loop;
}

int64_t rig_now_ms(void)
{
	return the_loop.now_ms;
}

void rig_time_begin(void)
{
	uint32_t random = the_loop.random;

	the_loop = (struct loop){ .now_ms = 1000, .random = random };
}

void rig_seed(uint32_t seed)
{
	the_loop.random = seed * 2654435761u + 12345;
}

uint32_t rig_random(uint32_t most)
{
	the_loop.random ^= the_loop.random << 13;
	the_loop.random ^= the_loop.random >> 17;
	the_loop.random ^= the_loop.random << 5;
	if (the_loop.random == 0)
		the_loop.random = 1;
	return the_loop.random % most;
}

bool rig_step(int64_t end_ms)
{
	struct timer *next = NULL;

	for (int i = 0; i < TIMERS_MAX; i++) {
		struct timer *timer = &the_loop.timer[i];
		if (timer->call && (!next || timer->due_ms < next->due_ms || (timer->due_ms == next->due_ms && timer->order < next->order)))
			next = timer;
	}
	if (!next || next->due_ms > end_ms) {
		the_loop.now_ms = end_ms;
		return false;
	}
	struct timer due = *next;
	*next = (struct timer){ 0 };
	if (due.due_ms > the_loop.now_ms)
		the_loop.now_ms = due.due_ms;
	fail_clear();
	due.call(due.context);
	return true;
}

static struct timer *find(loop_timer_call call, void *context)
{
	for (int i = 0; i < TIMERS_MAX; i++)
		if (the_loop.timer[i].call == call && (!call || the_loop.timer[i].context == context))
			return &the_loop.timer[i];
	return NULL;
}

void loop_timer_set(struct loop *loop, int64_t after_ms, loop_timer_call call, void *context)
{
	struct timer *timer = find(call, context);

	if (!timer)
		timer = find(NULL, NULL);
	if (!timer)
		abort();
	*timer = (struct timer){ call, context, loop->now_ms + (after_ms > 0 ? after_ms : 0), ++loop->order };
}

void loop_timer_clear(struct loop *loop, loop_timer_call call, void *context)
{
	struct timer *timer = find(call, context);

	(void)loop;
	if (timer)
		*timer = (struct timer){ 0 };
}

void loop_on_signal(struct loop *loop, loop_timer_call call, void *context)
{
	(void)loop, (void)call, (void)context; /* nobody sends any */
}

void loop_stop(struct loop *loop)
{
	(void)loop;
	abort(); /* the printer never moves here */
}

int64_t clock_mono_ms(void)
{
	return the_loop.now_ms;
}

int64_t clock_wall_ms(void)
{
	return 1795517460000 + the_loop.now_ms;
}

void log_event(const char *event, const char *format, ...)
{
	va_list words;

	if (!getenv("FOYER_SCHEDULES_TRACE"))
		return;
	printf("%8lld ms %s ", (long long)the_loop.now_ms, event);
	va_start(words, format);
	vprintf(format, words);
	va_end(words);
	printf("\n");
}

void log_fail(const char *event, enum fail code)
{
	log_event(event, "fail=%s words=%s", fail_name(code), fail_words());
}
