/* SPDX-License-Identifier: MIT */
/* settle.c - what becomes of a delivery, in the storage and in the log. */
#include "tests/backoffice/forward/deliver_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "tests/backoffice/forward/stage.h"

#include <sys/random.h>

enum fail delivery_settle(struct delivery *delivery, enum storage_state state, int64_t wait_ms, const char *why)
{
	static const char *const names[STORAGE_STATE_COUNT] = { [STORAGE_WAITING] = "wait", [STORAGE_LEASED] = "leased", [STORAGE_DONE] = "done", [STORAGE_PARKED] = "parked" };
	struct forward *forward = delivery->forward;
	BUFFER_AUTO note;
	buffer_init(&note, STORAGE_NOTE_MAX_BYTES);
	TRY(state == STORAGE_WAITING ? attempt_note(&delivery->attempt, delivery->claim, why, &note) : buffer_printf(&note, "%.200s", why));
	const struct storage_settlement settlement = {
		.target = delivery->target->name, .source = delivery->source, .id = delivery->id, .note = buffer_text(&note), .attempts = delivery->claim,
		.state = state, .next_ms = clock_wall_ms() + wait_ms,
	};
	log_event("forward.settled", "target=%s id=%s state=%s claim=%lld words=\"%.200s\"", delivery->target->name, delivery->id, names[state], (long long)delivery->claim, why);
	enum fail fail = forward->storage->engine->delivery_settle(forward->storage, &settlement);
	return fail == FAIL_EMPTY ? FAIL_NONE : fail; /* it took longer than the lease: whoever has it now looks first */
}

enum fail delivery_done(struct delivery *delivery, const char *theirs)
{
	delivery->target->failures = 0;
	delivery->target->accepted_ms = clock_wall_ms();
	if (*theirs && stage_is_asked(delivery->target))
		TRY(stage_follow(delivery->forward, delivery->target, delivery->source, delivery->id)); /* before it is done: a question too early does no harm */
	return delivery_settle(delivery, STORAGE_DONE, 0, *theirs ? theirs : "it was there already");
}

enum fail delivery_hold(struct delivery *delivery, const struct exchange_reply *reply, const char *why)
{
	uint64_t chance = 0;
	struct target *target = delivery->target;
	const struct outcome *row = outcome_of(reply->net, reply->status);
	while (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance)
		;
	int64_t wait_ms = outcome_wait_ms(row->pace, target->failures, reply->retry_after_s, chance);
	target->failures++;
	target->not_before_ms = clock_wall_ms() + wait_ms;
	return delivery_settle(delivery, STORAGE_WAITING, wait_ms, *why ? why : row->words);
}

enum fail delivery_refused(struct delivery *delivery, const char *why)
{
	struct attempt *attempt = &delivery->attempt;
	attempt->perhaps_sent = false;
	attempt->refused_ms = attempt->refusals == 0 ? clock_wall_ms() : attempt->refused_ms;
	int64_t wait_ms = outcome_retry_ms(OUTCOME_BLAME_CONTENT, attempt->refusals);
	if (outcome_parks(OUTCOME_BLAME_CONTENT, attempt->refusals) && delivery->target->accepted_ms > attempt->refused_ms)
		return delivery_settle(delivery, STORAGE_PARKED, 0, why);
	attempt->refusals++;
	return delivery_settle(delivery, STORAGE_WAITING, wait_ms, why);
}
