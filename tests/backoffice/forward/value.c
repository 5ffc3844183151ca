/* SPDX-License-Identifier: MIT */
/* value.c - SOURCE: the shapes that firmware/forms/record.c writes. */
#include "tests/backoffice/forward/value.h"

#include "firmware/base/json.h"

#include <string.h>

const json_t *value_find(const json_t *record, const char *path)
{
	const json_t *at = json_object_get(json_object_get(record, "data"), "main");
	char name[FORM_WRITTEN_MAX_BYTES + 1];
	for (const char *part = path; at; part++) {
		size_t size = strcspn(part, ".");
		if (size >= sizeof name)
			return NULL;
		memcpy(name, part, size);
		name[size] = '\0';
		at = json_object_get(at, name);
		part += size;
		if (!*part)
			break;
	}
	return json_is_null(at) ? NULL : at;
}

const struct form_component *value_component(const struct form *form, const char *written)
{
	for (size_t i = 0; form && i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++)
			if (strcmp(form->page[i].component[k].written, written) == 0)
				return &form->page[i].component[k];
	return NULL;
}

const char *value_label(const struct form_component *component, const char *written)
{
	return !component ? written : *component->short_title ? component->short_title : *component->title ? component->title : written;
}

/* What an option says, for its value. */
static const char *option_text(const struct form_component *component, const char *value)
{
	for (size_t i = 0; component && component->list && i < component->list->count; i++)
		if (strcmp(component->list->item[i].value, value) == 0)
			return component->list->item[i].text;
	return value;
}

static enum fail list_add(const json_t *list, const struct form_component *component, struct buffer *ret)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		TRY(i ? buffer_printf(ret, ", ") : FAIL_NONE);
		TRY(value_add(json_array_get(list, i), component, ret));
	}
	return FAIL_NONE;
}

static enum fail object_add(const json_t *object, struct buffer *ret)
{
	const int64_t day = json_int_or(object, "day", 0), month = json_int_or(object, "month", 0), year = json_int_or(object, "year", 0);
	const char *name, *between = "";
	json_t *value;
	if (year && month && day)
		return buffer_printf(ret, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	if (year && month)
		return buffer_printf(ret, "%04d-%02d", (int)year, (int)month);
	json_object_foreach((json_t *)object, name, value) {
		if (strcmp(name, "uprn") == 0)
			continue;
		TRY(buffer_printf(ret, "%s", between));
		TRY(value_add(value, NULL, ret));
		between = ", ";
	}
	return FAIL_NONE;
}

enum fail value_add(const json_t *value, const struct form_component *component, struct buffer *ret)
{
	if (json_is_string(value))
		return buffer_printf(ret, "%s", option_text(component, json_string_value(value)));
	if (json_is_boolean(value))
		return buffer_printf(ret, "%s", component ? (json_is_true(value) ? "Yes" : "No") : json_is_true(value) ? "true" : "false");
	if (json_is_integer(value))
		return buffer_printf(ret, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return buffer_printf(ret, "%.15g", json_real_value(value));
	return json_is_array(value) ? list_add(value, component, ret) : json_is_object(value) ? object_add(value, ret) : FAIL_NONE;
}
