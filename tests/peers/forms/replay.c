/* SPDX-License-Identifier: MIT */
/* The person in the recording, once more. */
#include "tests/peers/forms/replay.h"

#include "firmware/base/json.h"
#include "firmware/forms/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 5 };

struct journey {
	const struct form *form;
	struct answers *answers;
	struct date today;
	json_t *state;
	const char *definition;
	struct replay_count *count;
};

const char *replay_aspect_name(enum replay_aspect aspect)
{
	static const char *const names[REPLAY_ASPECTS] = { "errors", "next", "paths", "state", "rows", "machine", "submit" };
	return names[aspect];
}

/* Takes @ours. */
static void compare(struct journey *journey, enum replay_aspect aspect, json_t *ours, const json_t *theirs)
{
	struct replay_count *count = &journey->count[aspect];
	bool same = json_equal(ours, theirs);
	count->total++;
	count->agreed += same;
	if (!same && count->total - count->agreed <= SAID_MAX) {
		char *here = json_dumps(ours, JSON_ENCODE_ANY), *there = theirs ? json_dumps(theirs, JSON_ENCODE_ANY) : NULL;
		printf("%s: %s: here %s, recorded %s\n", journey->definition, replay_aspect_name(aspect), here, there ? there : "nothing");
		free(here);
		free(there);
	}
	json_decref(ours);
}

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		abort();
}

static void post(struct answers *answers, const struct form_page *page, const json_t *payload)
{
	const char *field;
	json_t *value, *part;
	size_t index;
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++)
			answers_remove(answers, page->component[i].field[k]);
	json_object_foreach((json_t *)payload, field, value) {
		if (json_is_string(value) && strcmp(json_string_value(value), "unchecked") != 0)
			must(answers_add(answers, field, json_string_value(value)));
		json_array_foreach(value, index, part)
			if (strcmp(json_string_value(part), "unchecked") != 0)
				must(answers_add(answers, field, json_string_value(part)));
	}
}

static json_t *walked(const struct journey *journey, int to)
{
	struct form_route route;
	json_t *paths = json_array();
	route_walk(journey->form, journey->answers, journey->today, &route);
	for (size_t i = 0; i < route.count && route.page[i] <= to; i++)
		json_array_append_new(paths, json_string(journey->form->page[route.page[i]].path));
	return paths;
}

/* An option is "selected" or "entered" there, by whether it is picked from a list or found by typing; here both are one kind. */
static json_t *recorded_rule(const struct form_page *page, const json_t *error)
{
	const char *name = json_text_or(error, "name", ""), *rule = json_text_or(error, "rule", "");
	for (size_t i = 0; i < page->count; i++)
		if (page->component[i].kind == COMPONENT_SELECT && strcmp(page->component[i].name, name) == 0 && strcmp(rule, "required") == 0)
			rule = "choose";
	return json_string(rule);
}

static json_t *recorded_errors(const struct form_page *page, const json_t *step)
{
	json_t *errors = json_array(), *error;
	size_t index;
	json_array_foreach(json_object_get(step, "viewErrors"), index, error) {
		json_t *entry = json_copy(error);
		json_object_del(entry, "text");
		if (!json_is_string(json_object_get(entry, "name"))) /* the place of a wrong tick among the ticks */
			json_object_set_new(entry, "name", json_string(""));
		json_object_set_new(entry, "rule", recorded_rule(page, entry));
		json_array_append_new(errors, entry);
	}
	return errors;
}

/* Ticks in the order of the list, not in the order they were posted. */
static json_t *recorded_state(const struct journey *journey, const json_t *step)
{
	json_t *state = json_copy(json_object_get(step, "state")), *value;
	const char *name;
	json_object_foreach(state, name, value) {
		const json_t *here = json_object_get(journey->state, name);
		size_t count = json_is_array(here) ? json_array_size(here) : 0, same = 0;
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < json_array_size(value); k++)
				same += json_equal(json_array_get(here, i), json_array_get(value, k));
		if (count > 0 && same == count && json_array_size(value) == count)
			json_object_set(state, name, (json_t *)here);
	}
	return state;
}

static void replay_step(struct journey *journey, const json_t *step)
{
	int at = form_page_at(journey->form, json_text_or(step, "path", ""));
	if (at < 0) {
		compare(journey, REPLAY_PATHS, json_null(), json_object_get(step, "path"));
		return;
	}
	const struct form_page *page = &journey->form->page[at];
	post(journey->answers, page, json_object_get(step, "payload"));
	json_t *errors = recorded_errors(page, step);
	bool right = json_array_size(errors) == 0;
	compare(journey, REPLAY_ERRORS, replay_errors(journey->form, page, journey->answers, journey->today), errors);
	json_decref(errors);
	compare(journey, REPLAY_PATHS, walked(journey, at), json_object_get(step, "paths"));
	if (!right)
		return;
	int next = route_next(journey->form, journey->answers, journey->today, at);
	compare(journey, REPLAY_NEXT, next < 0 ? json_null() : json_string(journey->form->page[next].path), json_object_get(step, "next"));
	replay_state(journey->form, page, journey->answers, journey->today, journey->state);
	json_t *recorded = recorded_state(journey, step);
	compare(journey, REPLAY_STATE, json_incref(journey->state), recorded);
	json_decref(recorded);
}

static void replay_summary(struct journey *journey, const json_t *summary)
{
	json_t *rows = json_array(), *section, *row;
	size_t index, place;
	json_array_foreach(json_object_get(summary, "sections"), index, section)
		json_array_foreach(json_object_get(section, "rows"), place, row)
			json_array_append_new(rows, json_pack("[O, o]", json_array_get(row, 0), replay_plain(json_string_value(json_array_get(row, 1)))));
	compare(journey, REPLAY_ROWS, replay_rows(journey->form, journey->answers, journey->today), rows);
	json_decref(rows);
	compare(journey, REPLAY_MACHINE, replay_machine(journey->form, journey->answers, journey->today), json_object_get(summary, "machine"));
	compare(journey, REPLAY_SUBMIT, replay_submit(journey->form, journey->answers, journey->today), json_object_get(summary, "submit"));
}

void replay_journey(const struct form *form, const json_t *recorded, struct replay_count count[static REPLAY_ASPECTS])
{
	struct journey journey = { .form = form, .answers = answers_new(), .state = json_object(), .definition = json_text_or(recorded, "def", ""), .count = count };
	json_t *step;
	size_t index;
	must(date_parse(json_text_or(recorded, "today", ""), &journey.today));
	json_array_foreach(json_object_get(recorded, "steps"), index, step)
		replay_step(&journey, step);
	if (json_object_get(recorded, "summary"))
		replay_summary(&journey, json_object_get(recorded, "summary"));
	json_decref(journey.state);
	answers_free(journey.answers);
}
