/* SPDX-License-Identifier: MIT */
/* The person in the recording, once more. */
#include "firmware/cli/replay.h"

#include "firmware/base/json.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_ROOM = 24 };

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		abort();
}

json_t *replay_field(const struct form_component *component, const char *field)
{
	return json_sprintf("%s%s", component->written, field + strlen(component->name));
}

/* "2021-04-03T12:30" in one box is what five boxes hold. */
static void post_date(struct answers *answers, const struct form_component *component, const char *text)
{
	static const struct { size_t at, size; } parts[] = { { 8, 2 }, { 5, 2 }, { 0, 4 }, { 11, 2 }, { 14, 2 } };
	for (size_t i = 0; i < component->field_count && i < sizeof parts / sizeof parts[0]; i++) {
		char part[PART_ROOM] = "";
		if (strlen(text) >= parts[i].at + parts[i].size)
			snprintf(part, sizeof part, "%.*s", (int)parts[i].size, text + parts[i].at);
		must(answers_set(answers, component->field[i], part));
	}
}

static void post_value(struct answers *answers, const char *field, const json_t *value)
{
	json_t *part;
	size_t index;
	if (json_is_string(value) && strcmp(json_string_value(value), "unchecked") != 0)
		must(answers_add(answers, field, json_string_value(value)));
	json_array_foreach(value, index, part)
		if (json_is_string(part) && strcmp(json_string_value(part), "unchecked") != 0)
			must(answers_add(answers, field, json_string_value(part)));
}

static void post(struct answers *answers, const struct form_page *page, const json_t *payload)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		const json_t *whole = json_object_get(payload, component->written);
		for (size_t k = 0; k < component->field_count; k++)
			answers_remove(answers, component->field[k]);
		if (json_is_string(whole) && (component->kind == COMPONENT_DATE || component->kind == COMPONENT_DATE_TIME)) {
			post_date(answers, component, json_string_value(whole));
			continue;
		}
		for (size_t k = 0; k < component->field_count; k++) {
			json_t *name = replay_field(component, component->field[k]);
			post_value(answers, component->field[k], json_object_get(payload, json_string_value(name)));
			json_decref(name);
		}
	}
}

/* Ticks that may be left out, but not too few: left out, they stop the walk there once another page is posted. */
static bool stops(const struct journey *journey, const struct form_page *page)
{
	for (size_t i = 0; i < page->count && !page->repeat; i++) {
		const struct form_component *component = &page->component[i];
		bool few = component->kind == COMPONENT_CHECKBOXES && !component->required && (component->min.value > 0 || component->length.value > 0);
		if (few && answers_count(journey->answers, component->name) == 0)
			return true;
	}
	return false;
}

static json_t *walked(const struct journey *journey, int to)
{
	struct form_route route;
	json_t *paths = json_array();
	route_walk(journey->form, journey->answers, journey->today, &route);
	for (size_t i = 0; i < route.count && (i == 0 || route.page[i - 1] != to); i++) {
		if (i > 0 && stops(journey, &journey->form->page[route.page[i - 1]]))
			break;
		json_array_append_new(paths, json_string(journey->form->page[route.page[i]].path));
	}
	return paths;
}

/* What was typed is one more item, which the recording names. */
static void keep_item(struct journey *journey, const struct form_page *page, const json_t *step)
{
	const char *name = page->repeat->name;
	if (!json_object_get(journey->items, name))
		json_object_set_new(journey->items, name, json_array());
	json_array_append(json_object_get(journey->items, name), json_object_get(step, "itemId"));
	must(repeat_keep(journey->answers, page, repeat_count(journey->answers, page)));
}

/* The recording goes on from where it wants: items that it does not have any more are dropped. */
static void drop_items(struct journey *journey, const struct form_page *page, const json_t *step)
{
	const json_t *recorded = json_object_get(json_object_get(step, "state"), page->repeat->name);
	json_t *ids = json_object_get(journey->items, page->repeat->name), *item;
	for (size_t i = json_array_size(ids); i > 0; i--) {
		size_t index;
		bool there = false;
		json_array_foreach(recorded, index, item)
			there |= json_equal(json_object_get(item, "itemId"), json_array_get(ids, i - 1));
		if (there)
			continue;
		json_array_remove(ids, i - 1);
		repeat_remove(journey->answers, page, i - 1);
	}
}

static void repeat_state(struct journey *journey, const struct form_page *page)
{
	json_t *items = json_array();
	for (size_t i = 0; i < repeat_count(journey->answers, page); i++) {
		struct answers *answers = repeat_item_new(journey->answers, page, i);
		json_t *item = json_object();
		defra_state(page, answers, item);
		json_object_set(item, "itemId", json_array_get(json_object_get(journey->items, page->repeat->name), i));
		json_array_append_new(items, item);
		answers_free(answers);
	}
	json_object_set_new(journey->state, page->repeat->name, items);
}

/* Ticks in the order of the list, not in the order they were posted. */
static json_t *same_order(const json_t *here, json_t *there)
{
	size_t count = json_is_array(here) ? json_array_size(here) : 0, same = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < json_array_size(there); k++)
			same += json_equal(json_array_get(here, i), json_array_get(there, k));
	return count > 0 && same == count && json_array_size(there) == count ? json_deep_copy(here) : json_deep_copy(there);
}

static json_t *recorded_state(const json_t *here, json_t *there);

static json_t *recorded_items(const json_t *here, const json_t *there)
{
	json_t *items = json_array();
	for (size_t i = 0; i < json_array_size(there); i++)
		json_array_append_new(items, recorded_state(json_array_get(here, i), json_array_get(there, i)));
	return items;
}

static json_t *recorded_state(const json_t *here, json_t *there)
{
	json_t *state = json_object(), *value;
	const char *name;
	json_object_foreach(there, name, value) {
		const json_t *ours = json_object_get(here, name);
		bool items = json_is_object(json_array_get(value, 0));
		json_object_set_new(state, name, json_is_object(value) ? recorded_state(ours, value) : items ? recorded_items(ours, value) : same_order(ours, value));
	}
	return state;
}

static void compare_state(struct journey *journey, const struct form_page *page, const json_t *step)
{
	if (page->repeat)
		repeat_state(journey, page);
	else if (journey->xgov)
		xgov_state(page, journey->answers, journey->state);
	else
		defra_state(page, journey->answers, journey->state);
	json_t *recorded = recorded_state(journey->state, json_object_get(step, "state"));
	replay_compare(journey, REPLAY_STATE, json_incref(journey->state), recorded);
	json_decref(recorded);
}

static void replay_step(struct journey *journey, const json_t *step)
{
	int at = form_page_at(journey->form, json_text_or(step, "path", ""));
	journey->path = json_text_or(step, "path", "");
	journey->replay->steps++;
	if (at < 0) {
		replay_compare(journey, REPLAY_NEXT, json_null(), json_object_get(step, "path"));
		return;
	}
	const struct form_page *page = &journey->form->page[at];
	journey->payload = json_object_get(step, "payload");
	post(journey->answers, page, journey->payload);
	json_t *errors = replay_recorded_errors(journey, page, step);
	bool right = !json_object_get(step, "errors"); /* an earlier page's error stops a page that has none */
	replay_compare(journey, REPLAY_ERRORS, replay_errors(journey, page), errors);
	json_decref(errors);
	if (right && page->repeat) {
		keep_item(journey, page, step);
		drop_items(journey, page, step);
	}
	if (!journey->xgov)
		replay_compare(journey, REPLAY_PATHS, walked(journey, at), json_object_get(step, "paths"));
	if (!right)
		return;
	int next = route_next(journey->form, journey->answers, journey->today, at);
	const json_t *recorded = json_object_get(step, "next");
	replay_compare(journey, REPLAY_NEXT, next < 0 ? json_null() : json_string(journey->form->page[next].path), recorded ? recorded : json_null());
	compare_state(journey, page, step);
}

void replay_journey(struct replay *replay, const struct form *form, const json_t *recorded)
{
	const char *day = json_text_or(recorded, "today", "");
	struct journey journey = { .replay = replay, .form = form, .answers = answers_new(), .state = json_object(), .items = json_object(),
	                           .definition = json_text_or(recorded, "def", ""), .path = "", .today = replay->today, .xgov = *day == '\0' };
	json_t *step, *summary = json_object_get(recorded, "summary");
	size_t index;
	if (*day && date_parse(day, &journey.today) != FAIL_NONE)
		fail_clear();
	json_array_foreach(json_object_get(recorded, "steps"), index, step)
		replay_step(&journey, step);
	journey.path = "the summary";
	if (summary && journey.xgov)
		xgov_summary(&journey, summary);
	else if (summary)
		defra_summary(&journey, summary);
	replay->journeys++;
	json_decref(journey.state);
	json_decref(journey.items);
	answers_free(journey.answers);
}
