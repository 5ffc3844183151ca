/* SPDX-License-Identifier: MIT */
/* Choices: one of several, some of several, yes or no, a tick. A value nobody offered changes nothing. */
#include "ui/visit/parts.h"

#include <string.h>

static bool offered(const struct visit *visit, const struct form_component *component, const char *value)
{
	if (component->kind == COMPONENT_YES_NO)
		return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
	for (size_t i = 0; component->list && i < component->list->count; i++) {
		const struct form_item *item = &component->list->item[i];
		if (strcmp(item->value, value) == 0)
			return route_item_offered(visit->form, visit->answers, visit->today, item);
	}
	return false;
}

static unsigned changed(struct visit *visit, enum fail code)
{
	if (code != FAIL_NONE) {
		weigh_full(visit);
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	visit_changed(visit);
	return EFFECT_REBUILD;
}

static unsigned replace(struct visit *visit, const struct form_component *component, const char *value)
{
	return offered(visit, component, value) ? changed(visit, answers_set(visit->answers, component->name, value)) : 0;
}

static unsigned toggle(struct visit *visit, const struct form_component *component, const char *value)
{
	if (answers_has_value(visit->answers, component->name, value)) {
		answers_remove_value(visit->answers, component->name, value);
		return changed(visit, FAIL_NONE);
	}
	return offered(visit, component, value) ? changed(visit, answers_add(visit->answers, component->name, value)) : 0;
}

static unsigned tick(struct visit *visit, const struct form_component *component, const char *value)
{
	(void)value;
	if (answers_has_value(visit->answers, component->name, "true")) {
		answers_remove(visit->answers, component->name);
		return changed(visit, FAIL_NONE);
	}
	return changed(visit, answers_set(visit->answers, component->name, "true"));
}

typedef unsigned (*choose_handler)(struct visit *visit, const struct form_component *component, const char *value);
static const choose_handler handlers[COMPONENT_KIND_COUNT] = {
	[COMPONENT_YES_NO] = replace, [COMPONENT_RADIOS] = replace, [COMPONENT_SELECT] = replace,
	[COMPONENT_CHECKBOXES] = toggle, [COMPONENT_DECLARATION] = tick, [COMPONENT_DATE] = choose_date, [COMPONENT_DATE_TIME] = choose_date,
	[COMPONENT_ADDRESS] = lookup_choose,
};

/* The component that "choice:NAME:…" names; without such a node the page's only one with choices. */
static const struct form_component *asked(const struct form_page *page, const char *node_id)
{
	const struct form_component *only = NULL;
	const char *name = strncmp(node_id, "choice:", 7) == 0 ? node_id + 7 : NULL;
	for (size_t i = 0; page && i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		size_t length = strlen(component->name);
		if (!handlers[component->kind])
			continue;
		if (name && length && strncmp(name, component->name, length) == 0 && (name[length] == ':' || name[length] == '\0'))
			return component;
		if (!name)
			only = only ? NULL : component;
	}
	return only;
}

/* Every press is a new decision: what was sealed with the other one is void. */
static unsigned declare(struct visit *visit)
{
	bool declared = !visit->declared;
	if (!visit->form->declaration_ticked || visit->maybe_sent)
		return 0;
	visit_changed(visit);
	visit->declared = declared;
	visit->error_count = 0;
	visit->checked = false;
	return EFFECT_REBUILD;
}

unsigned act_choose(struct visit *visit, const struct act *act)
{
	if (visit->place == PLACE_CHECK && visit->sheet == SHEET_NONE)
		return declare(visit);
	const struct form_component *component = asked(visit_page(visit), act->node_id);
	if (!component || visit->sheet != SHEET_NONE)
		return 0;
	return handlers[component->kind](visit, component, act->text);
}
