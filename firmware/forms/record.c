/* SPDX-License-Identifier: MIT */
/* The answers on the walked path as the record that the back office gets. SOURCE: the format's "adapter" output, version 1. */
#include "firmware/forms/model.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"
#include "firmware/forms/value.h"

#include <string.h>

enum { RECORD_VERSION = 1 };

typedef json_t *(*writer)(const struct answers *answers, const struct form_component *component);

/* Text with plain line ends; null when blank. */
static json_t *write_field(const struct answers *answers, const char *field)
{
	struct span text = value_text(answers, field);
	if (text.size == 0)
		return json_null();
	json_t *whole = json_stringn(text.text, text.size);
	const char *written = json_string_value(whole);
	if (!written || !strstr(written, "\r\n"))
		return whole ? whole : json_null();
	char plain[ANSWERS_VALUE_MAX_BYTES + 1];
	size_t size = 0;
	for (const char *at = written; *at; at++)
		if (*at != '\r' || at[1] != '\n')
			plain[size++] = *at;
	json_decref(whole);
	whole = json_stringn(plain, size);
	explicit_bzero(plain, size);
	return whole;
}

static json_t *write_text(const struct answers *answers, const struct form_component *component)
{
	return write_field(answers, component->name);
}

static json_t *number_json(struct number number)
{
	if (number.kind != NUMBER_READ)
		return json_null();
	return number.decimals ? json_real(number.value) : json_integer((json_int_t)number.value);
}

static json_t *write_number(const struct answers *answers, const struct form_component *component)
{
	return number_json(value_number(answers, component));
}

static json_t *write_yes_no(const struct answers *answers, const struct form_component *component)
{
	struct span text = value_text(answers, component->name);
	return span_is(text, "true") ? json_true() : span_is(text, "false") ? json_false() : json_null();
}

static json_t *write_declaration(const struct answers *answers, const struct form_component *component)
{
	return json_string(span_is(value_text(answers, component->name), "true") ? "true" : "false"); /* one that need not be ticked was not */
}

/* An option of a list of numbers is a number again. */
static json_t *option_json(const struct form_component *component, const struct form_item *item)
{
	struct number number = component->list->numeric ? number_read(span_of(item->value), "", "") : (struct number){ .kind = NUMBER_WORDS };
	return number.kind == NUMBER_READ ? number_json(number) : json_string(item->value);
}

static json_t *write_choice(const struct answers *answers, const struct form_component *component)
{
	const struct form_item *item = value_chosen(component, answers_get(answers, component->name));
	if (item)
		return option_json(component, item);
	return component->list->count == 0 ? write_text(answers, component) : json_null();
}

static json_t *write_ticks(const struct answers *answers, const struct form_component *component)
{
	json_t *values = json_array();
	for (size_t i = 0; i < component->list->count; i++)
		if (answers_has_value(answers, component->name, component->list->item[i].value))
			json_array_append_new(values, option_json(component, &component->list->item[i]));
	if (json_array_size(values) > 0)
		return values;
	json_decref(values);
	return json_null();
}

static json_t *write_date(const struct answers *answers, const struct form_component *component)
{
	struct date date = value_day(answers, component);
	return date_none(date) ? json_null() : json_pack("{s:i, s:i, s:i}", "day", date.day, "month", date.month, "year", date.year);
}

static json_t *write_date_time(const struct answers *answers, const struct form_component *component)
{
	json_t *date = write_date(answers, component);
	for (size_t i = 3; i < component->field_count && json_is_object(date); i++)
		json_object_set_new(date, strrchr(component->field[i], '_') + 1, number_json(number_read(value_text(answers, component->field[i]), "", "")));
	return date;
}

static json_t *write_month(const struct answers *answers, const struct form_component *component)
{
	struct date month = value_month(answers, component);
	return date_none(month) ? json_null() : json_pack("{s:i, s:i}", "month", month.month, "year", month.year);
}

/* One text, or two numbers. */
static json_t *write_place(const struct answers *answers, const struct form_component *component)
{
	if (component->field_count == 1)
		return write_field(answers, component->field[0]);
	json_t *place = json_object();
	for (size_t i = 0; i < component->field_count; i++) {
		struct number number = number_read(value_text(answers, component->field[i]), "", "");
		if (number.kind == NUMBER_READ)
			json_object_set_new(place, strrchr(component->field[i], '_') + 1, number_json(number));
	}
	if (json_object_size(place) == component->field_count)
		return place;
	json_decref(place);
	return json_null();
}

static json_t *write_address(const struct answers *answers, const struct form_component *component)
{
	json_t *address = json_object();
	for (size_t i = 0; i < component->field_count; i++) {
		json_t *line = write_field(answers, component->field[i]);
		if (json_is_string(line))
			json_object_set_new(address, strrchr(component->field[i], '_') + 1, line);
		else
			json_decref(line);
	}
	if (json_object_size(address) > 0)
		return address;
	json_decref(address);
	return json_null();
}

static const writer writers[COMPONENT_KIND_COUNT] = {
	[COMPONENT_TEXT] = write_text, [COMPONENT_MULTILINE] = write_text, [COMPONENT_NUMBER] = write_number, [COMPONENT_EMAIL] = write_text,
	[COMPONENT_PHONE] = write_text, [COMPONENT_YES_NO] = write_yes_no, [COMPONENT_RADIOS] = write_choice, [COMPONENT_CHECKBOXES] = write_ticks,
	[COMPONENT_SELECT] = write_choice, [COMPONENT_DATE] = write_date, [COMPONENT_ADDRESS] = write_address,
	[COMPONENT_DECLARATION] = write_declaration, [COMPONENT_MONTH_YEAR] = write_month, [COMPONENT_DATE_TIME] = write_date_time,
	[COMPONENT_WEBSITE] = write_text, [COMPONENT_HIDDEN] = write_text, [COMPONENT_PLACE] = write_place,
};

json_t *review_answers(const struct form_page *page, const struct answers *answers)
{
	json_t *values = json_object();
	for (size_t k = 0; k < page->count; k++)
		if (writers[page->component[k].kind])
			json_object_set_new(values, page->component[k].written, writers[page->component[k].kind](answers, &page->component[k]));
	return values;
}

static json_t *write_items(const struct form_page *page, const struct answers *answers)
{
	json_t *items = json_array();
	for (size_t i = 0; i < repeat_count(answers, page); i++) {
		struct answers *item = repeat_item_new(answers, page, i);
		json_array_append_new(items, review_answers(page, item));
		answers_free(item);
	}
	return items;
}

static void write_data(const struct form *form, const struct answers *answers, struct date today, json_t *main_answers, json_t *repeaters)
{
	struct form_route route;
	route_walk(form, answers, today, &route);
	for (size_t i = 0; i < route.count; i++) {
		const struct form_page *page = &form->page[route.page[i]];
		if (page->repeat) {
			json_object_set_new(repeaters, page->repeat->name, write_items(page, answers));
			continue;
		}
		json_t *values = review_answers(page, answers);
		json_object_update(main_answers, values);
		json_decref(values);
	}
}

json_t *review_record(const struct form *form, const struct answers *answers, struct date today, const char *reference, const char *timestamp, const char *language)
{
	json_t *meta = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s}", "schemaVersion", RECORD_VERSION, "timestamp", timestamp,
	                         "referenceNumber", reference, "formName", form->name, "formId", form->service.code, "formVersion", form->version,
	                         "status", "live", "isPreview", 0, "language", language);
	json_t *main_answers = json_object(), *repeaters = json_object();
	write_data(form, answers, today, main_answers, repeaters);
	return json_pack("{s:o, s:{s:o, s:o, s:{}}}", "meta", meta, "data", "main", main_answers, "repeaters", repeaters, "files");
}
