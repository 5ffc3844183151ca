/* SPDX-License-Identifier: MIT */
/* Our rows and record in the shapes that the recordings keep: state, summary rows, the machine's and the submission's record. */
#include "firmware/cli/replay.h"

#include "firmware/base/buffer.h"
#include "firmware/forms/fill.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/route.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024, ROWS_ARENA_BYTES = 2 * 1024 * 1024 };

static void add_part(struct buffer *buffer, const char *text, size_t size)
{
	if (buffer_add(buffer, text, size) != FAIL_NONE)
		abort();
}

static void add(struct buffer *buffer, const char *text)
{
	add_part(buffer, text, strlen(text));
}

/* Some kinds of row are escaped there and some are not; lists and breaks become lines. */
static json_t *plain(const char *html)
{
	static const struct { const char *html, *plain; } parts[] = {
		{ "<br>", "\n" }, { "<ul>\n", "" }, { "</ul>", "" }, { "<li>", "" }, { "</li>\n", "\n" }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" },
	};
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	while (html && *html) {
		size_t i = 0, count = sizeof parts / sizeof parts[0];
		while (i < count && strncmp(html, parts[i].html, strlen(parts[i].html)) != 0)
			i++;
		add_part(&text, i < count ? parts[i].plain : html, i < count ? strlen(parts[i].plain) : 1);
		html += i < count ? strlen(parts[i].html) : 1;
	}
	while (text.size_bytes > 0 && text.bytes[text.size_bytes - 1] == '\n')
		text.bytes[--text.size_bytes] = '\0';
	return json_string(buffer_text(&text));
}

json_t *replay_row_text(const struct review_row *row, const char *line)
{
	static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	                                      "November", "December" };
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	if (row->blank)
		return json_null();
	if (row->repeat)
		return json_sprintf("You have added %zu answer%s", row->items, row->items == 1 ? "" : "s");
	if (row->component->kind == COMPONENT_YES_NO)
		return json_string(strcmp(row->value, "true") == 0 ? "Yes" : "No");
	if (row->component->kind == COMPONENT_DECLARATION)
		return json_string(*row->component->confirm_label ? row->component->confirm_label : "I understand and agree");
	if (row->component->kind == COMPONENT_MONTH_YEAR)
		return json_sprintf("%s %d", months[row->date.month - 1], row->date.year);
	if (!date_none(row->date))
		return json_sprintf("%d %s %d%s%s", row->date.day, months[row->date.month - 1], row->date.year, *row->value ? " " : "", row->value);
	bool lines = row->component->kind == COMPONENT_ADDRESS || row->component->kind == COMPONENT_CHECKBOXES;
	for (const char *at = row->value; *at; at++)
		if (lines && *at == '\n')
			add(&text, line);
		else
			add_part(&text, at, 1);
	return json_string(buffer_text(&text));
}

static json_t *record_data(const struct journey *journey)
{
	json_t *record = review_record(journey->form, journey->answers, journey->today, "MB", "2026-01-01T00:00:00Z", "en");
	json_t *data = json_incref(json_object_get(record, "data"));
	json_decref(record);
	return data;
}

/* Unanswered is absent there, in repeated answers too. */
static json_t *without_nulls(const json_t *values)
{
	json_t *given = json_object(), *value;
	const char *name;
	json_object_foreach((json_t *)values, name, value)
		if (!json_is_null(value))
			json_object_set(given, name, value);
	return given;
}

static json_t *machine_of(const struct journey *journey)
{
	json_t *data = record_data(journey), *repeaters = json_object(), *items, *item;
	const char *name;
	size_t index;
	json_object_foreach(json_object_get(data, "repeaters"), name, items) {
		json_t *given = json_array();
		json_array_foreach(items, index, item)
			json_array_append_new(given, without_nulls(item));
		json_object_set_new(repeaters, name, given);
	}
	json_t *machine = json_pack("{s:o, s:o, s:{}}", "main", without_nulls(json_object_get(data, "main")), "repeaters", repeaters, "files");
	json_decref(data);
	return machine;
}

static void add_plain(struct buffer *text, const json_t *value)
{
	if (json_is_string(value)) {
		add(text, json_string_value(value));
	} else if (json_is_boolean(value)) {
		add(text, json_is_true(value) ? "true" : "false");
	} else if (json_is_number(value)) {
		char *written = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
		add(text, written);
		free(written);
	}
}

static int part(const json_t *value, const char *name)
{
	return (int)json_integer_value(json_object_get(value, name));
}

static void add_joined(struct buffer *text, const struct form_component *component, const json_t *value)
{
	for (size_t i = 0; i < component->field_count; i++) {
		const char *field = strrchr(component->field[i], '_') + 1;
		const json_t *line = strcmp(field, "uprn") == 0 ? NULL : json_object_get(value, field);
		add(text, line && text->size_bytes ? "," : "");
		add_plain(text, line);
	}
}

/* "Easting: 1\nNorthing: 2" */
static json_t *place_text(const struct form_component *component, const json_t *value)
{
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	for (size_t i = 0; i < component->field_count; i++) {
		const char *field = strrchr(component->field[i], '_') + 1;
		add(&text, i ? "\n" : "");
		add_part(&text, strcmp(field, "easting") == 0 ? "E" : strcmp(field, "northing") == 0 ? "N" : "L", 1);
		add(&text, field + 1);
		add(&text, ": ");
		add_plain(&text, json_object_get(value, field));
	}
	return json_string(buffer_text(&text));
}

static json_t *submit_value(const struct form_component *component, const json_t *value)
{
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	if (component->kind == COMPONENT_DATE && json_is_object(value))
		return json_sprintf("%04d-%02d-%02d", part(value, "year"), part(value, "month"), part(value, "day"));
	if (component->kind == COMPONENT_MONTH_YEAR && json_is_object(value))
		return json_sprintf("%04d-%02d", part(value, "year"), part(value, "month"));
	if (component->kind == COMPONENT_PLACE && json_is_object(value))
		return place_text(component, value);
	if (json_is_object(value))
		add_joined(&text, component, value);
	for (size_t i = 0; i < json_array_size(value); i++) {
		add(&text, i ? "," : "");
		add_plain(&text, json_array_get(value, i));
	}
	add_plain(&text, value);
	return json_string(buffer_text(&text));
}

static json_t *submit_entry(const struct form_component *component, const json_t *values)
{
	return json_pack("{s:s, s:s, s:o}", "name", component->written, "title", component->title, "value", submit_value(component, json_object_get(values, component->written)));
}

static json_t *submit_repeater(const struct form_page *page, const json_t *items)
{
	json_t *values = json_array(), *item;
	size_t index;
	json_array_foreach(items, index, item) {
		json_t *entries = json_array();
		for (size_t i = 0; i < page->count; i++)
			if (component_keeps(page->component[i].kind))
				json_array_append_new(entries, submit_entry(&page->component[i], item));
		json_array_append_new(values, entries);
	}
	return json_pack("{s:s, s:s, s:o}", "name", page->repeat->name, "title", page->repeat->title, "value", values);
}

/* In walking order, whatever the sections. */
static json_t *submit_of(const struct journey *journey)
{
	struct form_route route;
	json_t *data = record_data(journey), *entries = json_array(), *repeaters = json_array();
	route_walk(journey->form, journey->answers, journey->today, &route);
	for (size_t i = 0; i < route.count; i++) {
		const struct form_page *page = &journey->form->page[route.page[i]];
		if (page->repeat)
			json_array_append_new(repeaters, submit_repeater(page, json_object_get(json_object_get(data, "repeaters"), page->repeat->name)));
		for (size_t k = 0; k < page->count && !page->repeat; k++)
			if (component_keeps(page->component[k].kind))
				json_array_append_new(entries, submit_entry(&page->component[k], json_object_get(data, "main")));
	}
	json_decref(data);
	return json_pack("{s:o, s:o}", "main", entries, "repeaters", repeaters);
}

static json_t *rows_of(const struct journey *journey)
{
	struct arena arena;
	const struct review_row *row;
	json_t *rows = json_array();
	arena_init(&arena, ROWS_ARENA_BYTES);
	size_t count = review_rows(journey->form, journey->answers, journey->today, "en", &arena, &row);
	for (size_t i = 0; i < count; i++) {
		const struct form_component *component = row[i].component;
		const char *title = row[i].repeat ? row[i].repeat->title : *component->short_title ? component->short_title : component->title;
		bool optional = !row[i].repeat && !component->required && component->kind != COMPONENT_HIDDEN;
		json_t *all = review_answers(&journey->form->page[row[i].page], journey->answers), *place = json_object_get(all, component->written);
		bool placed = component->kind == COMPONENT_PLACE && json_is_object(place) && !row[i].repeat;
		json_t *value = placed ? place_text(component, place) : replay_row_text(&row[i], "\n");
		json_decref(all);
		if (json_is_null(value))
			value = json_string("Not provided");
		title = fill_text(journey->form, journey->answers, journey->today, "en", title, &arena);
		json_array_append_new(rows, json_pack("[o, o]", json_sprintf("%s%s", title, optional ? " (optional)" : ""), value));
	}
	arena_done(&arena);
	return rows;
}

void defra_summary(struct journey *journey, const json_t *summary)
{
	json_t *rows = json_array(), *section, *row;
	size_t index, place;
	json_array_foreach(json_object_get(summary, "sections"), index, section)
		json_array_foreach(json_object_get(section, "rows"), place, row)
			json_array_append_new(rows, json_pack("[o, o]", plain(json_string_value(json_array_get(row, 0))), plain(json_string_value(json_array_get(row, 1)))));
	replay_compare(journey, REPLAY_ROWS, rows_of(journey), rows);
	json_decref(rows);
	replay_compare(journey, REPLAY_MACHINE, machine_of(journey), json_object_get(summary, "machine"));
	replay_compare(journey, REPLAY_SUBMIT, submit_of(journey), json_object_get(summary, "submit"));
}

static void add_parts(const struct form_component *component, const json_t *value, json_t *state)
{
	for (size_t i = 0; i < component->field_count; i++) {
		const json_t *own = json_object_get(value, strrchr(component->field[i], '_') + 1);
		json_t *name = replay_field(component, component->field[i]);
		json_object_set_new(state, json_string_value(name), own ? json_copy((json_t *)own) : json_null());
		json_decref(name);
	}
}

void defra_state(const struct form_page *page, const struct answers *answers, json_t *state)
{
	json_t *all = review_answers(page, answers);
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		json_t *value = json_object_get(all, component->written);
		if (!component_keeps(component->kind))
			continue;
		if (component->field_count > 1)
			add_parts(component, value, state);
		else if (component->kind == COMPONENT_DECLARATION)
			json_object_set_new(state, component->written, json_boolean(json_is_string(value) && strcmp(json_string_value(value), "true") == 0));
		else if (component->kind == COMPONENT_CHECKBOXES && !json_is_array(value))
			json_object_set_new(state, component->written, json_array());
		else
			json_object_set_new(state, component->written, value ? json_incref(value) : json_null());
	}
	json_decref(all);
}
