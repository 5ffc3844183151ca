/* SPDX-License-Identifier: MIT */
/* One answer: its text, and the option it stands for. */
#include "firmware/forms/value.h"

#include <string.h>

struct span value_text(const struct answers *answers, const char *field)
{
	return span_of(answers_get(answers, field));
}

const struct form_item *value_chosen(const struct form_component *component, const char *value)
{
	for (size_t i = 0; value && component->list && i < component->list->count; i++)
		if (strcmp(component->list->item[i].value, value) == 0)
			return &component->list->item[i];
	return NULL;
}
