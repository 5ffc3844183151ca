/* SPDX-License-Identifier: MIT */
/* What a repeated page says about its repetition. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <ctype.h>
#include <string.h>

/* The name is a key beside the questions' names. */
static bool name_well_made(const char *name)
{
	for (const char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-')
			return false;
	return *name != '\0';
}

enum fail load_repeat(struct load *load, const json_t *page, struct form_page *ret)
{
	const json_t *repeat = json_object_get(page, "repeat"), *options = json_object_get(repeat, "options"), *schema = json_object_get(repeat, "schema");
	TRY(load_room(load, sizeof(struct form_repeat) + 256));
	struct form_repeat *own = arena_new(load->arena, sizeof *own);
	int64_t min = json_int_or(schema, "min", 1), max = json_int_or(schema, "max", FORM_REPEAT_MAX);
	TRY(load_text(load, options, "name", FORM_NAME_MAX_BYTES, "a repeated page", &own->name));
	TRY(load_text(load, options, "title", FORM_TEXT_MAX_BYTES, "a repeated page", &own->title));
	if (!name_well_made(own->name))
		own->name = arena_printf(load->arena, "repeat-%zu", load->page_count + 1);
	for (size_t i = 0; i < load->page_count; i++)
		if (load->page[i].repeat && strcmp(load->page[i].repeat->name, own->name) == 0)
			own->name = arena_printf(load->arena, "repeat-%zu", load->page_count + 1);
	if (min < 0 || max < 1 || max > FORM_REPEAT_MAX || min > max)
		return FAIL(LIMIT, "the page %s is asked %lld to %lld times, which is not 1 to %d", ret->path, (long long)min, (long long)max, FORM_REPEAT_MAX);
	own->min = (int)min;
	own->max = (int)max;
	ret->repeat = own;
	ret->kind = PAGE_REPEAT;
	return FAIL_NONE;
}
