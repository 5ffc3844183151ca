/* SPDX-License-Identifier: MIT */
/* where.c - what arrived is the event's own row; how far it is was said by whoever it went on to. */
#include "tests/backoffice/where.h"

#include "firmware/base/json.h"
#include "firmware/envelope/instant.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/caller.h"

#include <stdio.h>
#include <string.h>

/* The first row that may be told of. */
struct finding { const char *of; char source[DEVICE_SOURCE_MAX_BYTES], id[ID_TEXT_BYTES]; int64_t received_ms; };

static enum fail row_take(void *context, const struct storage_row *row)
{
	struct finding *finding = context;
	if (finding->id[0] || (finding->of && strcmp(finding->of, row->source) != 0))
		return FAIL_NONE;
	snprintf(finding->source, sizeof finding->source, "%s", row->source);
	snprintf(finding->id, sizeof finding->id, "%s", row->id);
	finding->received_ms = row->received_ms;
	return FAIL_NONE;
}

static void time_set(json_t *told, const char *name, int64_t time_ms)
{
	char text[INSTANT_TEXT_BYTES];
	if (instant_write(time_ms, text) == FAIL_NONE)
		json_object_set_new(told, name, json_string(text));
}

static enum fail tell(const struct office *office, const struct finding *finding, json_t **ret)
{
	json_t *progress = NULL;
	enum fail fail = office->storage->engine->progress_find(office->storage, finding->source, finding->id, &progress);
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		return fail;
	json_t *told = json_pack("{s:s, s:s}", "id", finding->id, "status", json_text_or(progress, "status", "received"));
	time_set(told, "received", finding->received_ms);
	if (*json_text_or(progress, "note", ""))
		json_object_set_new(told, "note", json_string(json_text_or(progress, "note", "")));
	if (progress)
		time_set(told, "changed", json_int_or(progress, "changed_ms", 0));
	json_decref(progress);
	*ret = told;
	return FAIL_NONE;
}

static void found_answer(const struct office *office, const struct storage_query *query, const char *of, struct https_answer *answer)
{
	struct finding finding = { .of = of };
	json_t *told = NULL;
	enum fail fail = office->storage->engine->each(office->storage, query, row_take, &finding);
	if (fail == FAIL_NONE && finding.id[0])
		fail = tell(office, &finding, &told);
	if (fail != FAIL_NONE)
		answer_problem(answer, 503, "The storage does not answer");
	else if (told)
		answer_json(answer, 200, told);
	else
		answer_problem(answer, 404, "Nothing like that has arrived");
}

void where_reference_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct caller caller;
	struct reference reference;
	if (caller_answered(office, request, answer, &caller))
		return;
	if (reference_parse(request->path + strlen(WHERE_REFERENCES), &reference) != FAIL_NONE) {
		answer_problem(answer, 404, "Nothing like that has arrived");
		return;
	}
	const struct storage_query query = { .order = STORAGE_BY_REFERENCE, .text = reference.text, .max = STORAGE_ROWS_MAX };
	found_answer(office, &query, NULL, answer);
}

void where_event_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct caller caller;
	const char *id = request->path + strlen(WHERE_EVENTS);
	if (caller_answered(office, request, answer, &caller))
		return;
	if (!id_valid(id)) {
		answer_problem(answer, 404, "Nothing like that has arrived");
		return;
	}
	const struct storage_query query = { .order = STORAGE_BY_ID, .text = id, .max = STORAGE_ROWS_MAX };
	found_answer(office, &query, caller.source, answer);
}
