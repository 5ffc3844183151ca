/* SPDX-License-Identifier: MIT */
/* Which boxes of a page are typed into, how much they take, and which one is being typed into. */
#include "ui/visit/parts.h"

#include <stdio.h>
#include <string.h>

static const char *const no_parts[] = { NULL };
static const char *const one_part[] = { "", NULL };
static const char *const date_parts[] = { "day", "month", "year", NULL };
static const char *const month_parts[] = { "month", "year", NULL };
static const char *const date_time_parts[] = { "day", "month", "year", "hour", "minute", NULL };
static const char *const address_parts[] = { "addressLine1", "addressLine2", "town", "county", "postcode", NULL };

static const char *const *const parts_of[COMPONENT_KIND_COUNT] = {
	[COMPONENT_TEXT] = one_part, [COMPONENT_MULTILINE] = one_part, [COMPONENT_NUMBER] = one_part, [COMPONENT_EMAIL] = one_part,
	[COMPONENT_PHONE] = one_part, [COMPONENT_DATE] = date_parts, [COMPONENT_ADDRESS] = address_parts,
	[COMPONENT_YES_NO] = no_parts, [COMPONENT_RADIOS] = no_parts, [COMPONENT_CHECKBOXES] = no_parts, [COMPONENT_SELECT] = no_parts,
	[COMPONENT_WEBSITE] = one_part, [COMPONENT_MONTH_YEAR] = month_parts, [COMPONENT_DATE_TIME] = date_time_parts, [COMPONENT_HIDDEN] = no_parts,
	[COMPONENT_PLACE] = no_parts, [COMPONENT_FILE] = no_parts, [COMPONENT_PAYMENT] = no_parts,
	[COMPONENT_DECLARATION] = no_parts, [COMPONENT_CONTENT] = no_parts, [COMPONENT_DETAILS] = no_parts, [COMPONENT_LIST] = no_parts,
};

/* Characters by part or kind; text takes what its rule allows and some more, so that "too long" is said instead of dead keys. */
enum { LIMIT_NUMBER = 24, LIMIT_PHONE = 32, LIMIT_EMAIL = 320, LIMIT_ADDRESS = 120, LIMIT_POSTCODE = 12, LIMIT_OVER = 100 };
struct limit { const char *part; size_t characters; };
static const struct limit part_limits[] = {
	{ "day", 2 }, { "month", 10 /* as words too: the longest is Gorffennaf */ }, { "year", 4 }, { "hour", 2 }, { "minute", 2 },
	{ "addressLine1", LIMIT_ADDRESS }, { "addressLine2", LIMIT_ADDRESS }, { "town", LIMIT_ADDRESS }, { "county", LIMIT_ADDRESS },
	{ "postcode", LIMIT_POSTCODE }, { SEARCH_FIELD, SEARCH_MAX_CHARACTERS }, { WHERE_FIELD, WHERE_TYPED_MAX_CHARACTERS }, { PUSH_FIELD, PUSH_TYPED_MAX_CHARACTERS },
};

const struct form_page *visit_page(const struct visit *visit)
{
	if (visit->place != PLACE_QUESTION || !visit->form || visit->page < 0 || (size_t)visit->page >= visit->form->page_count)
		return NULL;
	return &visit->form->page[visit->page];
}

bool field_at(const struct form_page *page, size_t index, struct field_place *ret, char name[static VISIT_FIELD_MAX_BYTES])
{
	for (size_t i = 0; page && i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		for (const char *const *part = parts_of[component->kind]; *part; part++) {
			if (index-- > 0)
				continue;
			int length = snprintf(name, VISIT_FIELD_MAX_BYTES, "%s%s%s", component->name, **part ? "__" : "", *part);
			*ret = (struct field_place){ component, *part };
			return length > 0 && length < VISIT_FIELD_MAX_BYTES;
		}
	}
	return false;
}

bool field_find(const struct form_page *page, const char *field, struct field_place *ret)
{
	char name[VISIT_FIELD_MAX_BYTES];
	struct field_place place;
	if (!*field)
		return false;
	for (size_t i = 0; field_at(page, i, &place, name); i++)
		if (strcmp(name, field) == 0) {
			*ret = place;
			return true;
		}
	return false;
}

bool field_typed(const struct visit *visit, struct field_place *ret)
{
	static const struct form_component search = { .kind = COMPONENT_TEXT, .name = SEARCH_FIELD };
	static const struct form_component where = { .kind = COMPONENT_TEXT, .name = WHERE_FIELD };
	static const struct form_component push = { .kind = COMPONENT_TEXT, .name = PUSH_FIELD };
	static const struct form_component code = { .kind = COMPONENT_TEXT, .name = PARK_FIELD };
	static const struct form_component staff = { .kind = COMPONENT_TEXT, .name = STAFF_FIELD };
	if (visit->sheet == SHEET_STAFF) {
		*ret = (struct field_place){ &staff, STAFF_FIELD };
		return staff_types(visit);
	}
	if (visit->place == PLACE_WHERE) {
		*ret = (struct field_place){ &where, WHERE_FIELD };
		return visit->where.stage == WHERE_TYPING;
	}
	if (visit->place == PLACE_PUSH) {
		*ret = (struct field_place){ &push, PUSH_FIELD };
		return push_types(visit);
	}
	if (visit->place == PLACE_RESUME) {
		*ret = (struct field_place){ &code, PARK_FIELD };
		return visit->park.stage == PARK_TYPING;
	}
	if (visit->place == PLACE_SEARCH)
		*ret = (struct field_place){ &search, SEARCH_FIELD };
	return visit->place == PLACE_SEARCH || field_find(visit_page(visit), visit->field, ret);
}

size_t field_limit(const struct field_place *place)
{
	for (size_t i = 0; i < sizeof part_limits / sizeof part_limits[0]; i++)
		if (strcmp(part_limits[i].part, place->part) == 0)
			return part_limits[i].characters;
	const struct form_component *component = place->component;
	switch (component->kind) {
	case COMPONENT_NUMBER: return LIMIT_NUMBER;
	case COMPONENT_PHONE: return LIMIT_PHONE;
	case COMPONENT_EMAIL: return LIMIT_EMAIL;
	case COMPONENT_TEXT:
	case COMPONENT_WEBSITE:
	case COMPONENT_MULTILINE: {
		double most = component->length.set ? component->length.value : component->max.set ? component->max.value : 0;
		if (most > 0 && most < ANSWERS_VALUE_MAX_BYTES)
			return (size_t)most + LIMIT_OVER;
		return ANSWERS_VALUE_MAX_BYTES;
	}
	case COMPONENT_DATE: case COMPONENT_ADDRESS: case COMPONENT_YES_NO: case COMPONENT_RADIOS: case COMPONENT_CHECKBOXES:
	case COMPONENT_SELECT: case COMPONENT_DECLARATION: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST:
	case COMPONENT_MONTH_YEAR: case COMPONENT_DATE_TIME: case COMPONENT_HIDDEN: case COMPONENT_PLACE: case COMPONENT_FILE: case COMPONENT_PAYMENT:
	case COMPONENT_KIND_COUNT:
		break;
	}
	return 0;
}

bool field_covered(const struct visit *visit)
{
	return visit->sheet != SHEET_NONE && visit->sheet != SHEET_STAFF;
}

const char *field_value(const struct visit *visit)
{
	if (visit->sheet == SHEET_STAFF)
		return visit->staff.typed;
	if (visit->place == PLACE_SEARCH)
		return visit->search;
	if (visit->place == PLACE_WHERE)
		return visit->where.typed;
	if (visit->place == PLACE_RESUME)
		return visit->park.typed;
	if (visit->place == PLACE_PUSH)
		return visit->push.typed;
	const char *value = visit->field[0] ? answers_get(visit->answers, visit->field) : NULL;
	return value ? value : "";
}

void field_focus(struct visit *visit, const char *field)
{
	struct field_place place;
	bool there = field_find(visit_page(visit), field, &place);
	if (there && strcmp(visit->field, field) != 0) {
		text_put(visit->field, sizeof visit->field, field);
	} else if (!there) {
		visit->field[0] = '\0';
	}
	visit->caret = (int)strlen(field_value(visit));
	visit->selected = 0;
	visit->layer = LAYER_LOWER;
}

/* A page whose first question is a choice starts without a keyboard. */
void field_focus_first(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	char name[VISIT_FIELD_MAX_BYTES] = "";
	struct field_place place;
	for (size_t i = 0; page && i < page->count; i++) {
		if (!component_asks(page->component[i].kind))
			continue;
		if (!field_at(page, 0, &place, name) || place.component != &page->component[i])
			name[0] = '\0';
		break;
	}
	field_focus(visit, name);
}
