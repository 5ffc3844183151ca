/* SPDX-License-Identifier: MIT */
/* where.c - DESIGN: whatever is not a plain answer is "offline": a resident is told that nobody knows, never a guess. A reference is in no log. */
#include "firmware/sync/where.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/instant.h"
#include "firmware/sync/deliver_state.h"

#include <stdio.h>
#include <string.h>

static const char path_begin[] = "/v1/references/", offline[] = "offline";
static const char problem_type[] = "application/problem+json";

static void too_long(void *context);

/* What the council calls it, and what the words for residents call it; "": every other note. */
static const struct { const char *status, *note, *state; } states[] = {
	{ "received", "", "received" },
	{ "in-progress", "work-planned", "planned" },
	{ "in-progress", "", "in-progress" },
	{ "done", "not-ours", "not-ours" },
	{ "done", "", "done" },
};

static const char *state_of(const char *status, const char *note)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strcmp(states[i].status, status) == 0 && (!*states[i].note || strcmp(states[i].note, note) == 0))
			return states[i].state;
	return NULL;
}

static enum fail time_take(const json_t *told, const char *name, bool needed, int64_t *ret_ms)
{
	const char *text;
	*ret_ms = 0;
	if (!needed && !json_object_get(told, name))
		return FAIL_NONE;
	TRY(json_take_text(told, name, INSTANT_TEXT_BYTES - 1, &text));
	return instant_read(text, ret_ms);
}

static enum fail told_read(const json_t *told, struct where_told *ret)
{
	const char *status;
	struct where_told found = { 0 };
	TRY(json_take_text(told, "status", 32, &status));
	TRY(time_take(told, "received", true, &found.since_ms));
	TRY(time_take(told, "changed", false, &found.changed_ms));
	found.state = state_of(status, json_text_or(told, "note", ""));
	if (!found.state)
		return FAIL(INPUT, "the council says %.32s of it, which nobody here knows", status);
	*ret = found;
	return FAIL_NONE;
}

enum fail where_read(const struct send_result *result, struct where_told *ret)
{
	json_t *told = NULL;
	const char *type = result->content_type ? result->content_type : "";
	if (result->net == OUTCOME_NET_ANSWERED && result->status == 404 && strncmp(type, problem_type, sizeof problem_type - 1) == 0) {
		*ret = (struct where_told){ .state = "unknown" };
		return FAIL_NONE;
	}
	if (result->net != OUTCOME_NET_ANSWERED || result->status != 200 || reply_is_page(result->content_type))
		return FAIL_OFFLINE;
	TRY(json_parse(result->bytes, result->size_bytes, WHERE_REPLY_MAX_BYTES, &told));
	enum fail fail = told_read(told, ret);
	json_decref(told);
	return fail;
}

static void tell(struct where *where, const struct where_told *told)
{
	json_t *request = json_pack("{s:s, s:s, s:s, s:I, s:I}", "verb", "where.told", "reference", where->asked.text, "state", told->state,
		"since_ms", (json_int_t)told->since_ms, "changed_ms", (json_int_t)told->changed_ms);
	memset(&where->asked, 0, sizeof where->asked);
	loop_timer_clear(where->deliver->loop, too_long, where);
	enum fail fail = caller_ask(where->deliver->caller, request, -1, NULL, NULL);
	if (fail != FAIL_NONE && fail != FAIL_OFFLINE)
		log_fail("where.untold", fail);
}

static void answered(void *context, const struct send_result *result)
{
	struct where_told told = { .state = offline };
	enum fail fail = where_read(result, &told);
	if (fail == FAIL_OFFLINE)
		log_event("where.unheard", "net=%d status=%d", (int)result->net, result->status);
	else if (fail != FAIL_NONE)
		log_fail("where.unread", fail);
	tell(context, &told);
}

/* The way is opened anew, so that what still flies holds up nobody who asks next. */
static enum fail begin_anew(struct where *where)
{
	errands_shut(where->errands);
	return where->deliver->office.audience[0] ? errands_open(where->errands) : FAIL_EMPTY;
}

static void too_long(void *context)
{
	struct where *where = context;
	log_event("where.unheard", "after_ms=%d", WHERE_WAIT_MS);
	tell(where, &(struct where_told){ .state = offline });
	if (begin_anew(where) != FAIL_NONE)
		fail_clear(); /* the same way was good a moment ago; the next who asks hears that it is not */
}

static enum fail ask(struct where *where)
{
	char path[sizeof path_begin + REFERENCE_TEXT_BYTES];
	snprintf(path, sizeof path, "%s%s", path_begin, where->asked.text);
	for (char *at = path; *at; at++)
		*at = *at == ' ' ? '-' : *at;
	TRY(begin_anew(where));
	return errands_send(where->errands, &(struct errand){ .path = path, .done = answered, .context = where });
}

void where_ask(struct where *where, const char *reference)
{
	if (reference_parse(reference, &where->asked) != FAIL_NONE) {
		log_fail("where.not-asked", FAIL_INPUT);
		return;
	}
	enum fail fail = ask(where);
	if (fail == FAIL_NONE) {
		loop_timer_set(where->deliver->loop, WHERE_WAIT_MS, too_long, where);
		return;
	}
	if (fail != FAIL_EMPTY) /* empty: nobody to ask */
		log_fail("where.not-asked", fail);
	tell(where, &(struct where_told){ .state = offline });
}

enum fail where_init(struct where *where, struct deliver *deliver)
{
	*where = (struct where){ .deliver = deliver };
	return errands_new(deliver->loop, deliver->caller, &deliver->office, &deliver->moment, &where->errands);
}

void where_done(struct where *where)
{
	where_shut(where);
	errands_free(where->errands);
	where->errands = NULL;
}

enum fail where_open(struct where *where)
{
	return errands_open(where->errands);
}

void where_shut(struct where *where)
{
	if (!where->errands)
		return;
	errands_shut(where->errands);
	loop_timer_clear(where->deliver->loop, too_long, where);
	memset(&where->asked, 0, sizeof where->asked);
}
