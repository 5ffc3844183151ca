/* SPDX-License-Identifier: MIT */
/*
 * stage.c - DESIGN: a delivery of its own, to "NAME.stage", which waits from one question to the next and is done when the council is. A question
 * that fails is simply asked again later; nothing else waits for it.
 */
#include "tests/backoffice/forward/stage.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "tests/backoffice/forward/attempt.h"
#include "tests/backoffice/forward/shape_open311.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

enum { FIRST_MS = 3600 * 1000, BETWEEN_MS = 6 * 3600 * 1000, ASKED_MAX = 1000, NAME_BYTES = TARGETS_NAME_MAX_BYTES + 8 };

struct question { char source[DEVICE_SOURCE_MAX_BYTES], id[ID_TEXT_BYTES], theirs[OPEN311_ID_MAX_BYTES + 1]; int64_t claim; };

static void name_of(const struct target *target, char ret[static NAME_BYTES])
{
	snprintf(ret, NAME_BYTES, "%s.stage", target->name);
}

bool stage_is_asked(const struct target *target)
{
	return target->shape == &shape_open311 && json_bool_or(target->setting, "stages", true);
}

enum fail stage_follow(struct forward *forward, const struct target *target, const char *source, const char *id)
{
	char name[NAME_BYTES];
	name_of(target, name);
	return forward->storage->engine->delivery_add(forward->storage, name, source, id, clock_wall_ms() + FIRST_MS);
}

static enum fail claimed(void *context, const struct storage_delivery *row)
{
	struct question *question = context;
	question->claim = row->attempts;
	snprintf(question->source, sizeof question->source, "%s", row->source);
	snprintf(question->id, sizeof question->id, "%s", row->id);
	return FAIL_NONE;
}

/* What they call it is the note of the delivery that is done. */
static enum fail theirs_take(void *context, const struct storage_delivery *row)
{
	struct question *question = context;
	if (strcmp(row->source, question->source) == 0)
		snprintf(question->theirs, sizeof question->theirs, "%s", row->note);
	return FAIL_NONE;
}

/* FAIL_EMPTY: they did not say. */
static enum fail stage_ask(struct forward *forward, struct target *target, const struct question *question, enum open311_stage *ret)
{
	json_t *reply = NULL;
	SHAPE_REQUEST_AUTO request;
	EXCHANGE_REPLY_AUTO answer;
	shape_request_init(&request);
	exchange_reply_init(&answer);
	const struct open311_office office = street_office(target->setting);
	if (!question->theirs[0])
		return FAIL(EMPTY, "it has no number there");
	TRY(open311_request_url(&office, question->theirs, &request.url));
	TRY(target_ask(forward, target, &request, true, &answer));
	if (answer.net != OUTCOME_NET_ANSWERED || answer.status != 200 ||
	    open311_read(answer.content_type, buffer_text(&answer.body), answer.body.size_bytes, &reply) != FAIL_NONE)
		return FAIL(EMPTY, "there was no answer about it");
	enum fail fail = open311_stage_read(reply, question->theirs, ret);
	json_decref(reply);
	return fail == FAIL_NONE ? fail : FAIL(EMPTY, "the answer does not say how far it is");
}

static enum fail settle(struct forward *forward, const struct target *target, const struct question *question, bool over, const char *note)
{
	char name[NAME_BYTES];
	uint32_t chance = 0;
	while (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance)
		;
	name_of(target, name);
	const struct storage_settlement settlement = {
		.target = name, .source = question->source, .id = question->id, .note = note, .attempts = question->claim,
		.state = over || question->claim >= ASKED_MAX ? STORAGE_DONE : STORAGE_WAITING, .next_ms = clock_wall_ms() + BETWEEN_MS + chance % (BETWEEN_MS / 5),
	};
	enum fail fail = forward->storage->engine->delivery_settle(forward->storage, &settlement);
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

enum fail stage_due(struct forward *forward, struct target *target)
{
	static const char *const statuses[OPEN311_STAGE_COUNT] = {
		[OPEN311_RECEIVED] = "received", [OPEN311_LOOKING] = "in-progress", [OPEN311_PLANNED] = "in-progress", [OPEN311_DONE] = "done", [OPEN311_NOT_OURS] = "done",
	};
	const struct storage_engine *engine = forward->storage->engine;
	const int64_t now_ms = clock_wall_ms();
	struct question question = { 0 };
	enum open311_stage stage;
	char name[NAME_BYTES];
	name_of(target, name);
	TRY(engine->delivery_claim(forward->storage, name, now_ms, ATTEMPT_LEASE_MS, 1, claimed, &question));
	TRY(engine->delivery_each(forward->storage, target->name, STORAGE_DONE, question.id, STORAGE_ROWS_MAX, theirs_take, &question));
	enum fail fail = stage_ask(forward, target, &question, &stage);
	if (fail == FAIL_EMPTY)
		return settle(forward, target, &question, false, fail_words());
	TRY(fail);
	log_event("forward.stage", "target=%s id=%s stage=%s", target->name, question.id, open311_stage_name(stage));
	TRY(engine->progress_set(forward->storage, question.source, question.id, statuses[stage], open311_stage_name(stage), now_ms));
	return settle(forward, target, &question, stage == OPEN311_DONE || stage == OPEN311_NOT_OURS, open311_stage_name(stage));
}
