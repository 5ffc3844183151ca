/* SPDX-License-Identifier: MIT */
/* XGov's shapes: state nested by section with days as instants, rows with their raw values, and the webhook's body. */
#include "firmware/cli/replay.h"

#include "firmware/base/json.h"
#include "firmware/forms/route.h"

#include <string.h>

enum { ARENA_BYTES = 2 * 1024 * 1024 };

static int part(const json_t *value, const char *name)
{
	return (int)json_integer_value(json_object_get(value, name));
}

static json_t *instant(const json_t *value)
{
	if (!json_is_object(value))
		return json_null();
	return json_sprintf("%04d-%02d-%02dT%02d:%02d:00.000Z", part(value, "year"), part(value, "month"), part(value, "day"), part(value, "hour"), part(value, "minute"));
}

static json_t *month(const struct form_component *component, const json_t *value)
{
	json_t *parts = json_object();
	for (size_t i = 0; i < component->field_count && json_is_object(value); i++) {
		json_t *name = replay_field(component, component->field[i]);
		json_object_set(parts, json_string_value(name), json_object_get(value, strrchr(component->field[i], '_') + 1));
		json_decref(name);
	}
	if (json_object_size(parts) > 0)
		return parts;
	json_decref(parts);
	return json_null();
}

/* Its second line is there even when it is blank. */
static json_t *address(const json_t *value)
{
	if (!json_is_object(value))
		return json_null();
	json_t *copy = json_copy((json_t *)value);
	if (!json_object_get(copy, "addressLine2"))
		json_object_set_new(copy, "addressLine2", json_string(""));
	return copy;
}

/* In the order they were posted. */
static json_t *ticks(const struct form_component *component, const struct answers *answers, const json_t *value)
{
	json_t *posted = json_array();
	for (size_t i = 0; json_is_array(value) && i < answers_count(answers, component->name); i++)
		for (size_t k = 0; k < json_array_size(value); k++) {
			json_t *item = json_array_get(value, k);
			json_t *text = json_is_string(item) ? json_incref(item) : json_sprintf("%lld", (long long)json_integer_value(item));
			if (strcmp(json_string_value(text), answers_at(answers, component->name, i)) == 0)
				json_array_append(posted, item);
			json_decref(text);
		}
	if (json_array_size(posted) > 0)
		return posted;
	json_decref(posted);
	return json_null();
}

static json_t *ticks_text(const struct form_component *component, const struct answers *answers)
{
	json_t *text = json_string("");
	for (size_t i = 0; i < answers_count(answers, component->name); i++)
		for (size_t k = 0; k < component->list->count; k++)
			if (strcmp(component->list->item[k].value, answers_at(answers, component->name, i)) == 0) {
				json_t *longer = json_sprintf("%s%s%s", json_string_value(text), *json_string_value(text) ? ", " : "", component->list->item[k].text);
				json_decref(text);
				text = longer;
			}
	return text;
}

static json_t *raw_value(const struct form_component *component, const struct answers *answers, json_t *value)
{
	const char *typed = answers_get(answers, component->name);
	if (component->list_guessed && component->kind != COMPONENT_CHECKBOXES)
		return typed && *typed ? json_string(typed) : json_null();
	switch ((int)component->kind) {
	case COMPONENT_CHECKBOXES: return ticks(component, answers, value);
	case COMPONENT_DATE: case COMPONENT_DATE_TIME: return instant(value);
	case COMPONENT_MONTH_YEAR: return month(component, value);
	case COMPONENT_ADDRESS: return address(value);
	case COMPONENT_FILE:
		return typed && *typed ? json_string(typed) : json_null();
	default: return value ? json_incref(value) : json_null();
	}
}

void xgov_state(const struct form_page *page, const struct answers *answers, json_t *state)
{
	json_t *all = review_answers(page, answers), *into = state;
	if (*page->section_id && !json_object_get(state, page->section_id))
		json_object_set_new(state, page->section_id, json_object());
	if (*page->section_id)
		into = json_object_get(state, page->section_id);
	for (size_t i = 0; i < page->count; i++)
		if (component_keeps(page->component[i].kind))
			json_object_set_new(into, page->component[i].written, raw_value(&page->component[i], answers, json_object_get(all, page->component[i].written)));
	json_decref(all);
}

static json_t *row_item(const struct journey *journey, const struct review_row *row)
{
	const struct form_page *page = &journey->form->page[row->page];
	json_t *all = review_answers(page, journey->answers);
	json_t *raw = raw_value(row->component, journey->answers, json_object_get(all, row->component->written));
	json_t *text = row->component->kind == COMPONENT_FILE ? json_incref(raw) : row->component->kind == COMPONENT_CHECKBOXES && !row->blank ?
	               ticks_text(row->component, journey->answers) : replay_row_text(row, ", ");
	json_decref(all);
	return json_pack("[s, o, o]", row->component->title, text, raw);
}

/* A blank row is "", null or nothing there, by its kind: all are nothing here. */
static json_t *plain_details(const json_t *details)
{
	json_t *plain = json_deep_copy(details), *detail, *item;
	size_t index, place;
	json_array_foreach(plain, index, detail)
		json_array_foreach(json_object_get(detail, "items"), place, item)
			for (size_t i = json_array_size(item); i < 3; i++)
				json_array_append_new(item, json_null());
	json_array_foreach(plain, index, detail)
		json_object_del(detail, "title"); /* which a section may hide */
	json_array_foreach(plain, index, detail)
		json_array_foreach(json_object_get(detail, "items"), place, item) {
			const json_t *value = json_array_get(item, 1);
			if (json_is_string(value) && !*json_string_value(value))
				json_array_set_new(item, 1, json_null());
		}
	return plain;
}

static json_t *details_of(const struct journey *journey)
{
	struct arena arena;
	const struct review_row *row;
	json_t *details = json_array(), *items = NULL;
	const char *section = NULL;
	arena_init(&arena, ARENA_BYTES);
	size_t count = review_rows(journey->form, journey->answers, journey->today, "en", &arena, &row);
	for (size_t i = 0; i < count; i++) {
		const struct form_page *page = &journey->form->page[row[i].page];
		if (!section || strcmp(section, page->section_id) != 0) {
			json_t *detail = json_pack("{s:[]}", "items");
			section = page->section_id;
			if (*section)
				json_object_set_new(detail, "name", json_string(section));
			items = json_object_get(detail, "items");
			json_array_append_new(details, detail);
		}
		json_array_append_new(items, row_item(journey, &row[i]));
	}
	arena_done(&arena);
	return details;
}

static const char *type_of(const struct form_component *component)
{
	switch ((int)component->kind) {
	case COMPONENT_DATE: case COMPONENT_DATE_TIME: return "date";
	case COMPONENT_MONTH_YEAR: return "monthYear";
	case COMPONENT_FILE: return "file";
	case COMPONENT_YES_NO: case COMPONENT_RADIOS: case COMPONENT_SELECT: case COMPONENT_CHECKBOXES: return "list";
	default: return "text";
	}
}

static json_t *webhook_answer(const struct journey *journey, const struct review_row *row)
{
	json_t *item = row_item(journey, row), *answer;
	const char *type = type_of(row->component);
	json_t *raw = json_array_get(item, 2);
	if (strcmp(type, "list") == 0)
		answer = json_incref(raw);
	else if (strcmp(type, "text") == 0 || strcmp(type, "file") == 0 || !json_is_string(raw))
		answer = json_incref(json_array_get(item, 1));
	else
		answer = json_stringn(json_string_value(raw), strlen("YYYY-MM-DD"));
	json_decref(item);
	return answer;
}

static json_t *question_of(const struct form_page *page)
{
	json_t *question = json_pack("{s:s, s:[]}", "question", page->title, "fields");
	if (*page->section_id)
		json_object_set_new(question, "category", json_string(page->section_id));
	return question;
}

/* Only pages that ask something, in walking order. */
static json_t *questions_of(const struct journey *journey)
{
	struct arena arena;
	const struct review_row *row;
	struct form_route route;
	json_t *questions = json_array();
	arena_init(&arena, ARENA_BYTES);
	route_walk(journey->form, journey->answers, journey->today, &route);
	size_t count = review_rows(journey->form, journey->answers, journey->today, "en", &arena, &row);
	for (size_t i = 0; i < route.count; i++) {
		json_t *question = question_of(&journey->form->page[route.page[i]]), *fields = json_object_get(question, "fields");
		for (size_t k = 0; k < count; k++)
			if (row[k].page == route.page[i])
				json_array_append_new(fields, json_pack("{s:s, s:s, s:s, s:o*}", "key", row[k].component->written, "title", row[k].component->title,
				                                        "type", type_of(row[k].component), "answer", webhook_answer(journey, &row[k])));
		if (json_array_size(fields) > 0)
			json_array_append(questions, question);
		json_decref(question);
	}
	arena_done(&arena);
	return questions;
}

void xgov_summary(struct journey *journey, const json_t *summary)
{
	json_t *recorded = plain_details(json_object_get(summary, "details")), *ours = details_of(journey), *plain = plain_details(ours);
	const json_t *webhook = json_object_get(summary, "webhook");
	json_decref(ours);
	replay_compare(journey, REPLAY_ROWS, plain, recorded);
	json_decref(recorded);
	if (webhook)
		replay_compare(journey, REPLAY_MACHINE, questions_of(journey), json_object_get(webhook, "questions"));
}
