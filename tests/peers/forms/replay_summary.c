/* SPDX-License-Identifier: MIT */
/* Our rows and record in the shapes that the recordings keep: state, summary rows, the machine's and the submission's record. */
#include "tests/peers/forms/replay.h"

#include "firmware/base/buffer.h"
#include "firmware/forms/review.h"

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
json_t *replay_plain(const char *html)
{
	static const struct { const char *html, *plain; } parts[] = {
		{ "<br>", "\n" }, { "<ul>\n", "" }, { "</ul>", "" }, { "<li>", "" }, { "</li>\n", "\n" }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" },
	};
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	while (*html) {
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

static json_t *row_value(const struct review_row *row)
{
	static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	                                      "November", "December" };
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	if (row->blank) {
		add(&text, "Not provided");
	} else if (row->component->kind == COMPONENT_DATE) {
		if (buffer_printf(&text, "%d %s %d", row->date.day, months[row->date.month - 1], row->date.year) != FAIL_NONE)
			abort();
	} else if (row->component->kind == COMPONENT_YES_NO) {
		add(&text, strcmp(row->value, "true") == 0 ? "Yes" : "No");
	} else {
		add(&text, row->value);
	}
	return json_string(buffer_text(&text));
}

json_t *replay_rows(const struct form *form, const struct answers *answers, struct date today)
{
	struct arena arena;
	const struct review_row *row;
	json_t *rows = json_array();
	arena_init(&arena, ROWS_ARENA_BYTES);
	size_t count = review_rows(form, answers, today, "en", &arena, &row);
	for (size_t i = 0; i < count; i++) {
		const struct form_component *component = row[i].component;
		const char *title = *component->short_title ? component->short_title : component->title;
		bool optional = !component->required && !component->hide_optional;
		json_array_append_new(rows, json_pack("[o, o]", json_sprintf("%s%s", title, optional ? " (optional)" : ""), row_value(&row[i])));
	}
	arena_done(&arena);
	return rows;
}

static json_t *record_main(const struct form *form, const struct answers *answers, struct date today)
{
	json_t *record = review_record(form, answers, today, "MB", "2026-01-01T00:00:00Z", "en");
	json_t *all = json_incref(json_object_get(json_object_get(record, "data"), "main"));
	json_decref(record);
	return all;
}

json_t *replay_machine(const struct form *form, const struct answers *answers, struct date today)
{
	json_t *all = record_main(form, answers, today), *given = json_object(), *value;
	const char *name;
	json_object_foreach(all, name, value)
		if (!json_is_null(value))
			json_object_set(given, name, value);
	json_decref(all);
	return json_pack("{s:o, s:{}, s:{}}", "main", given, "repeaters", "files");
}

static void add_plain(struct buffer *text, const json_t *value)
{
	if (json_is_string(value)) {
		add(text, json_string_value(value));
	} else if (json_is_boolean(value)) {
		add(text, json_is_true(value) ? "true" : "false");
	} else if (json_is_number(value)) {
		char *written = json_dumps(value, JSON_ENCODE_ANY);
		add(text, written);
		free(written);
	}
}

static json_t *submit_value(const struct form_component *component, const json_t *value)
{
	static const char *const lines[] = { "addressLine1", "addressLine2", "town", "county", "postcode" };
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	if (component->kind == COMPONENT_DATE && json_is_object(value)) {
		if (buffer_printf(&text, "%04d-%02d-%02d", (int)json_integer_value(json_object_get(value, "year")),
		                  (int)json_integer_value(json_object_get(value, "month")), (int)json_integer_value(json_object_get(value, "day"))) != FAIL_NONE)
			abort();
	} else if (component->kind == COMPONENT_ADDRESS) {
		for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
			const json_t *line = json_object_get(value, lines[i]);
			add(&text, line && text.size_bytes ? "," : "");
			add_plain(&text, line);
		}
	} else if (json_is_array(value)) {
		for (size_t i = 0; i < json_array_size(value); i++) {
			add(&text, i ? "," : "");
			add_plain(&text, json_array_get(value, i));
		}
	} else {
		add_plain(&text, value);
	}
	return json_string(buffer_text(&text));
}

json_t *replay_submit(const struct form *form, const struct answers *answers, struct date today)
{
	struct arena arena;
	const struct review_row *row;
	json_t *all = record_main(form, answers, today), *entries = json_array();
	arena_init(&arena, ROWS_ARENA_BYTES);
	size_t count = review_rows(form, answers, today, "en", &arena, &row);
	for (size_t i = 0; i < count; i++) {
		const struct form_component *component = row[i].component;
		json_array_append_new(entries, json_pack("{s:s, s:s, s:o}", "name", component->name, "title", component->title, "value",
		                                         submit_value(component, json_object_get(all, component->name))));
	}
	arena_done(&arena);
	json_decref(all);
	return json_pack("{s:o, s:[]}", "main", entries, "repeaters");
}

static void add_parts(const struct form_component *component, const json_t *value, json_t *state)
{
	for (size_t i = 0; i < component->field_count; i++) {
		const json_t *part = json_object_get(value, strrchr(component->field[i], '_') + 1);
		json_object_set_new(state, component->field[i], part ? json_copy((json_t *)part) : json_null());
	}
}

void replay_state(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today, json_t *state)
{
	json_t *all = record_main(form, answers, today);
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		json_t *value = json_object_get(all, component->name);
		if (!component_asks(component->kind))
			continue;
		if (component->kind == COMPONENT_DATE || component->kind == COMPONENT_ADDRESS)
			add_parts(component, value, state);
		else if (component->kind == COMPONENT_DECLARATION)
			json_object_set_new(state, component->name, json_boolean(json_is_string(value)));
		else if (component->kind == COMPONENT_CHECKBOXES && !json_is_array(value))
			json_object_set_new(state, component->name, json_array());
		else
			json_object_set(state, component->name, value);
	}
	json_decref(all);
}
