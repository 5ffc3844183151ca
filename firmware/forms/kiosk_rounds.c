/* SPDX-License-Identifier: MIT */
/* metadata.kiosk.rounds: which answer the days of collections hang on, which conditions they decide, what is too early and too late, and where they are shown. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { LATE_MAX = 400, MINUTES_OF_DAY = 24 * 60 };

static enum fail find(struct load *load, const json_t *json, const char *key, enum component_kind kind, bool needed, const struct form_component **ret)
{
	const char *id = json_text_or(json, key, "");
	const struct form_component *component = load_component_find(load, id, NULL);
	if (!*id && !needed)
		return FAIL_NONE;
	if (!component || (kind != COMPONENT_KIND_COUNT && component->kind != kind))
		return FAIL(INPUT, "metadata.kiosk.rounds says \"%s\": \"%.60s\", which is no such question", key, id);
	*ret = component;
	return FAIL_NONE;
}

/* "16:00" */
static enum fail load_early(const json_t *json, struct form_rounds *ret)
{
	const char *text = json_text_or(json, "early", "");
	int hour = 0, minute = 0;
	char rest;
	if (!*text)
		return FAIL_NONE;
	if (strlen(text) != 5 || sscanf(text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute >= MINUTES_OF_DAY)
		return FAIL(INPUT, "metadata.kiosk.rounds.early is \"%.20s\", not a time like 16:00", text);
	ret->early_minutes = hour * 60 + minute;
	return FAIL_NONE;
}

static enum fail load_late(const json_t *json, struct form_rounds *ret)
{
	const char *unit = json_text_or(json, "unit", "days");
	int64_t value = json_int_or(json, "value", 0);
	if (value < 0 || value > LATE_MAX)
		return FAIL(LIMIT, "metadata.kiosk.rounds.late is not 0 to %d days", LATE_MAX);
	if (strcmp(unit, "days") != 0 && strcmp(unit, "workingDays") != 0)
		return FAIL(INPUT, "metadata.kiosk.rounds.late is in \"%.20s\", not in days or workingDays", unit);
	ret->late = (int)value;
	ret->late_working_days = strcmp(unit, "workingDays") == 0;
	return FAIL_NONE;
}

static enum fail load_containers(struct load *load, const json_t *json, struct form_rounds *ret)
{
	const char *value;
	json_t *container;
	size_t count = json_object_size(json);
	if (count > FORM_CONTAINER_MAX)
		return FAIL(LIMIT, "metadata.kiosk.rounds names more than %d containers", FORM_CONTAINER_MAX);
	TRY(load_room(load, (count + 1) * (sizeof(struct form_container) + FORM_NAME_MAX_BYTES)));
	struct form_container *list = arena_new(load->arena, (count + 1) * sizeof *list);
	json_object_foreach((json_t *)json, value, container) {
		if (strlen(value) > FORM_NAME_MAX_BYTES)
			return FAIL(LIMIT, "metadata.kiosk.rounds names an answer of more than %d bytes", FORM_NAME_MAX_BYTES);
		TRY(load_text(load, json, value, FORM_NAME_MAX_BYTES, "a container", &list[ret->container_count].code));
		list[ret->container_count++].value = arena_text(load->arena, value);
	}
	ret->containers = list;
	return FAIL_NONE;
}

/* {"<condition>": "today"} */
static enum fail load_decided(struct load *load, const json_t *json)
{
	const char *id;
	json_t *value;
	json_object_foreach((json_t *)json, id, value) {
		struct form_condition *condition = load_condition_find(load, id);
		const char *name = json_is_string(value) ? json_string_value(value) : "";
		if (!condition)
			return FAIL(INPUT, "metadata.kiosk.rounds: there is no condition \"%.60s\"", id);
		condition->rounds = rounds_word_find(name);
		if (condition->rounds == ROUNDS_UNKNOWN)
			return FAIL(INPUT, "metadata.kiosk.rounds decides the condition \"%.60s\" by \"%.20s\", not by known, none, today, due or late", condition->name, name);
	}
	return FAIL_NONE;
}

static enum fail load_shown(struct load *load, const json_t *json, struct form_rounds *ret)
{
	const json_t *ids;
	size_t count;
	TRY(load_array(json, "show", FORM_PAGE_MAX, &ids, &count));
	int *page = arena_new(load->arena, (count + 1) * sizeof *page);
	for (size_t i = 0; i < count; i++) {
		const char *id = json_string_value(json_array_get(ids, i));
		size_t at = 0;
		while (id && at < load->page_count && strcmp(load->page[at].id, id) != 0)
			at++;
		if (!id || at == load->page_count)
			load_warn(load, "metadata.kiosk.rounds shows days on \"%.60s\", which is no page", id ? id : "");
		else
			page[ret->page_count++] = (int)at;
	}
	ret->page = page;
	return FAIL_NONE;
}

enum fail load_rounds(struct load *load, const json_t *json)
{
	static const char *const keys[] = { "address", "container", "containers", "conditions", "due", "early", "late", "show", NULL };
	if (!json_is_object(json))
		return FAIL_NONE;
	load_known_keys(load, json, keys, "metadata.kiosk.rounds");
	TRY(load_room(load, sizeof(struct form_rounds) + FORM_PAGE_MAX * sizeof(int)));
	struct form_rounds *rounds = arena_new(load->arena, sizeof *rounds);
	*rounds = (struct form_rounds){ .early_minutes = -1 };
	TRY(find(load, json, "address", COMPONENT_ADDRESS, true, &rounds->address));
	TRY(find(load, json, "container", COMPONENT_KIND_COUNT, false, &rounds->container));
	TRY(find(load, json, "due", COMPONENT_DATE, false, &rounds->due));
	TRY(load_early(json, rounds));
	TRY(load_late(json_object_get(json, "late"), rounds));
	TRY(load_containers(load, json_object_get(json, "containers"), rounds));
	TRY(load_decided(load, json_object_get(json, "conditions")));
	TRY(load_shown(load, json, rounds));
	load->form->rounds = rounds;
	return FAIL_NONE;
}
