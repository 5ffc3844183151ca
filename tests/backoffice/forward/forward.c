/* SPDX-License-Identifier: MIT */
/* forward.c - DESIGN: any number of these may run on one storage; what one has claimed no other takes until the lease ends. */
#include "tests/backoffice/forward/forward.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "tests/backoffice/forward/stage.h"

#include <stdio.h>
#include <string.h>

enum { IDLE_MS = 2000, SWEEP_BACK_MS = 60 * 1000, SWEEP_WHOLE_MS = 60 * 60 * 1000 };

static enum fail newest_take(void *context, const struct storage_row *row)
{
	*(int64_t *)context = row->received_ms;
	return FAIL_NONE;
}

/*
 * A delivery to each target for each event that has come since the last time. What came is told by the storage's own times alone: its clock may
 * be another machine's. All events are looked at first, and each hour, for that clock may have been set back.
 */
static enum fail sweep(struct forward *forward)
{
	const struct storage_query newest = { .order = STORAGE_NEWEST, .max = 1 };
	const int64_t mono_ms = clock_mono_ms();
	int64_t newest_ms = 0;
	bool whole = forward->swept_whole_ms == 0 || mono_ms - forward->swept_whole_ms >= SWEEP_WHOLE_MS;
	TRY(forward->storage->engine->each(forward->storage, &newest, newest_take, &newest_ms));
	for (size_t i = 0; i < forward->targets.count; i++) {
		const struct target *target = &forward->targets.list[i];
		const int64_t back_ms = whole ? 0 : forward->swept_ms - SWEEP_BACK_MS;
		TRY(forward->storage->engine->delivery_add_all(forward->storage, target->name, back_ms > target->since_ms ? back_ms : target->since_ms, clock_wall_ms()));
	}
	forward->swept_ms = newest_ms;
	forward->swept_whole_ms = whole ? mono_ms : forward->swept_whole_ms;
	return FAIL_NONE;
}

/* @fail of one piece of work: FAIL_EMPTY there was none. */
static enum fail worked(enum fail fail, bool *ret)
{
	*ret = *ret || fail == FAIL_NONE;
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

/* One delivery and one question for each target that may be tried now. @ret_worked: there was one. */
static enum fail turn(struct forward *forward, bool *ret_worked)
{
	*ret_worked = false;
	TRY(sweep(forward));
	for (size_t i = 0; i < forward->targets.count && !loop_stopped(forward->loop); i++) {
		struct target *target = &forward->targets.list[i];
		if (clock_wall_ms() < target->not_before_ms)
			continue;
		TRY(worked(deliver_due(forward, target), ret_worked));
		if (stage_is_asked(target))
			TRY(worked(stage_due(forward, target), ret_worked));
	}
	return FAIL_NONE;
}

static enum fail run(struct forward *forward, bool once)
{
	while (!loop_stopped(forward->loop)) {
		bool busy;
		enum fail fail = turn(forward, &busy);
		if (fail == FAIL_BUSY)
			return FAIL_NONE;
		if (fail == FAIL_STORE && !once) { /* the storage may come back */
			log_fail("forward.store", fail);
			fail = FAIL_NONE;
		}
		TRY(fail);
		fail_clear();
		if (!busy && once)
			return FAIL_NONE;
		if (!busy)
			TRY(loop_once(forward->loop, IDLE_MS));
	}
	return FAIL_NONE;
}

static enum fail revive_one(void *context, const struct storage_delivery *row)
{
	struct storage *storage = context;
	enum fail fail = storage->engine->delivery_revive(storage, row->target, row->source, row->id, clock_wall_ms());
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

static enum fail parked_print(void *, const struct storage_delivery *row)
{
	printf("%s %s %s\n", row->target, row->id, row->note);
	return FAIL_NONE;
}

static enum fail begin(struct forward *forward, const char *folder, const char *where)
{
	TRY(targets_read(folder, &forward->targets));
	TRY(keyring_open(folder, &forward->ring));
	TRY(storage_open(where, folder, false, &forward->storage));
	TRY(loop_new(&forward->loop));
	return send_new(forward->loop, &forward->send);
}

static void end(struct forward *forward)
{
	send_free(forward->send);
	loop_free(forward->loop);
	storage_close(forward->storage);
	keyring_free(forward->ring);
	targets_done(&forward->targets);
}

enum fail forward_command(const char *folder, int argc, char **argv)
{
	bool once = false, again = false, parked = false;
	const char *where = NULL;
	struct forward forward = { 0 };
	const struct program_option given[] = {
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ "forms", "a folder with the form definitions, for the questions' words", &forward.forms, NULL },
		{ "once", "end when nothing is due", NULL, &once },
		{ "parked", "only list what was set aside, and why", NULL, &parked },
		{ "again", "first let what was set aside wait again", NULL, &again },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	TRY(program_options("foyer-backoffice forward DIR", argc, argv, given, &rest));
	enum fail fail = begin(&forward, folder, where);
	const struct storage_engine *engine = fail == FAIL_NONE ? forward.storage->engine : NULL;
	if (fail == FAIL_NONE && again)
		fail = engine->delivery_each(forward.storage, NULL, STORAGE_PARKED, NULL, STORAGE_ROWS_MAX, revive_one, forward.storage);
	if (fail == FAIL_NONE)
		fail = parked ? engine->delivery_each(forward.storage, NULL, STORAGE_PARKED, NULL, STORAGE_ROWS_MAX, parked_print, NULL) : run(&forward, once);
	end(&forward);
	return fail;
}
