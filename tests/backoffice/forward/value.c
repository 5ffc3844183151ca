/* SPDX-License-Identifier: MIT */
/* value.c - see value.h. */
#include "tests/backoffice/forward/value.h"

#include "firmware/sync/street.h"

#include <string.h>

const json_t *value_answers(const json_t *record)
{
	return json_object_get(json_object_get(record, "data"), "main");
}

const json_t *value_find(const json_t *record, const char *path)
{
	return street_answer(value_answers(record), path);
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

const char *value_option(const struct form_component *component, const char *value)
{
	for (size_t i = 0; component && component->list && i < component->list->count; i++)
		if (strcmp(component->list->item[i].value, value) == 0)
			return component->list->item[i].text;
	return value;
}
