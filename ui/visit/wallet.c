/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: another set of answers, whose names are reuse words. A choice of several that was left blank is kept as one blank value, so that
 * "none of these" is not asked again either. LIMITS: WALLET_MAX_BYTES, so that the visit's copy holds answers, wallet and sealed body.
 */
#include "ui/visit/wallet.h"

#include "ui/visit/parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>


static bool blank(const char *value)
{
	while (value && isspace((unsigned char)*value))
		value++;
	return !value || !*value;
}

/* The wallet's name for the @index-th box of @component. */
static void key_of(const struct form_component *component, size_t index, char ret[static VISIT_FIELD_MAX_BYTES])
{
	snprintf(ret, VISIT_FIELD_MAX_BYTES, "%s%s", component->reuse, component->field[index] + strlen(component->name));
}

/* What is sensitive and would still be asked again and again: it is offered to the person alone. */
static bool offered_all_the_same(const char *reuse)
{
	return strcmp(reuse, "access.needs") == 0 || strcmp(reuse, "person.dateOfBirth") == 0;
}

static bool may_be_kept(const struct form_component *component)
{
	if (!*component->reuse || !component_asks(component->kind))
		return false;
	return component->privacy < PRIVACY_SENSITIVE || (component->privacy == PRIVACY_SENSITIVE && offered_all_the_same(component->reuse));
}

static bool answered(const struct visit *visit, const struct form_component *component)
{
	for (size_t i = 0; i < component->field_count; i++)
		if (!blank(answers_get(visit->answers, component->field[i])))
			return true;
	return false;
}

static size_t bytes_of(const struct visit *visit, const struct form_component *component)
{
	size_t bytes = 0;
	const char *value;
	for (size_t i = 0; i < component->field_count; i++)
		for (size_t k = 0; (value = answers_at(visit->answers, component->field[i], k)); k++)
			bytes += VISIT_FIELD_MAX_BYTES + strlen(value);
	return bytes;
}

static void keep_values(struct visit *visit, const struct form_component *component)
{
	char key[VISIT_FIELD_MAX_BYTES];
	const char *value;
	for (size_t i = 0; i < component->field_count; i++) {
		key_of(component, i, key);
		for (size_t k = 0; (value = answers_at(visit->answers, component->field[i], k)); k++)
			if (!blank(value) && answers_add(visit->wallet, key, value) != FAIL_NONE)
				fail_clear(); /* no room: it will be asked again */
	}
}

static void keep(struct visit *visit, const struct form_component *component)
{
	char key[VISIT_FIELD_MAX_BYTES];
	bool some = answered(visit, component), none = !some && component->kind == COMPONENT_CHECKBOXES;
	if (!may_be_kept(component) || (!some && !none))
		return;
	for (size_t i = 0; i < component->field_count; i++) {
		key_of(component, i, key);
		answers_remove(visit->wallet, key);
	}
	if (answers_bytes(visit->wallet) + bytes_of(visit, component) > WALLET_MAX_BYTES)
		return;
	if (none && answers_set(visit->wallet, component->reuse, "") != FAIL_NONE)
		fail_clear();
	keep_values(visit, component);
}

void wallet_take(struct visit *visit)
{
	const struct form *form = visit->answered;
	struct form_route route;
	if (!form)
		return;
	route_walk(form, visit->answers, visit->today, &route);
	for (size_t i = 0; i < route.count; i++) {
		const struct form_page *page = &form->page[route.page[i]];
		if (route.page[i] == route.blocked_page || !visit->seen[route.page[i]] || page->repeat)
			continue;
		for (size_t k = 0; k < page->count; k++)
			keep(visit, &page->component[k]);
	}
}

void wallet_forget(struct visit *visit)
{
	answers_clear(visit->wallet);
}

bool wallet_empty(const struct visit *visit)
{
	return answers_bytes(visit->wallet) == 0;
}

static bool offered(const struct visit *visit, const struct form_component *component, const char *value)
{
	if (component->kind == COMPONENT_YES_NO)
		return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
	for (size_t i = 0; component->list && i < component->list->count; i++)
		if (strcmp(component->list->item[i].value, value) == 0)
			return route_item_offered(visit->form, visit->answers, visit->today, &component->list->item[i]);
	return false;
}

static bool fills_choice(const struct visit *visit, const struct form_component *component)
{
	const char *value = answers_get(visit->wallet, component->reuse);
	if (value && !*value)
		return component->kind == COMPONENT_CHECKBOXES && !component->required;
	for (size_t k = 0; (value = answers_at(visit->wallet, component->reuse, k)); k++)
		if (!offered(visit, component, value))
			return false;
	return answers_count(visit->wallet, component->reuse) > 0;
}

static bool fills_typed(const struct visit *visit, const struct form_component *component)
{
	char key[VISIT_FIELD_MAX_BYTES];
	for (size_t i = 0; i < component->field_count; i++) {
		key_of(component, i, key);
		if (!blank(answers_get(visit->wallet, key)))
			return true;
	}
	return false;
}

bool wallet_fills(const struct visit *visit, const struct form_component *component)
{
	if (!may_be_kept(component))
		return false;
	switch (component->kind) {
	case COMPONENT_YES_NO: case COMPONENT_RADIOS: case COMPONENT_SELECT: case COMPONENT_CHECKBOXES:
		return fills_choice(visit, component);
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_NUMBER: case COMPONENT_EMAIL: case COMPONENT_PHONE: case COMPONENT_DATE:
	case COMPONENT_ADDRESS: case COMPONENT_MONTH_YEAR:
		return fills_typed(visit, component);
	case COMPONENT_DECLARATION: case COMPONENT_DATE_TIME: case COMPONENT_WEBSITE: case COMPONENT_HIDDEN: case COMPONENT_PLACE: case COMPONENT_FILE:
	case COMPONENT_PAYMENT: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST: case COMPONENT_KIND_COUNT:
		break;
	}
	return false; /* nobody agrees twice by one touch */
}

enum fail wallet_fill(const struct visit *visit, const struct form_component *component, struct answers *to)
{
	char key[VISIT_FIELD_MAX_BYTES];
	const char *value;
	for (size_t i = 0; i < component->field_count; i++) {
		key_of(component, i, key);
		answers_remove(to, component->field[i]);
		for (size_t k = 0; (value = answers_at(visit->wallet, key, k)); k++)
			if (*value)
				TRY(answers_add(to, component->field[i], value));
	}
	return FAIL_NONE;
}

/* What stands beside the questions has to be read, and what repeats has its own list: such pages are asked as they are. */
bool wallet_offers(const struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	int some = 0;
	if (!page || page->kind != PAGE_QUESTION || visit->different[visit->page] || visit->checked || wallet_empty(visit))
		return false;
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		if (!component_keeps(component->kind) || answered(visit, component))
			return false;
		some += wallet_fills(visit, component);
	}
	return some > 0 && some <= WALLET_OFFER_MAX;
}

static bool settled(const struct visit *visit, const struct form_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (component_asks(page->component[i].kind) && !answered(visit, &page->component[i]) && !wallet_fills(visit, &page->component[i]))
			return false;
	return true;
}

/* The page as it is asked when nothing is offered. */
static unsigned ask(struct visit *visit)
{
	field_focus_first(visit);
	lookup_enter(visit);
	return EFFECT_REBUILD | EFFECT_MOVED;
}

/* One touch is the confirmation; what else the page asks is asked as usual. */
unsigned act_use(struct visit *visit, const struct act *act)
{
	const struct form_page *page = visit_page(visit);
	if (visit->sheet != SHEET_NONE || !wallet_offers(visit))
		return 0;
	bool all = settled(visit, page);
	for (size_t i = 0; i < page->count; i++)
		if (wallet_fills(visit, &page->component[i]) && wallet_fill(visit, &page->component[i], visit->answers) != FAIL_NONE) {
			fail_clear();
			all = false;
		}
	visit_changed(visit);
	doubt_stand_by(visit);
	lookup_enter(visit); /* an address that was taken is not looked up */
	if (all)
		return act_continue(visit, act);
	visit->different[visit->page] = true;
	return ask(visit);
}

unsigned act_different(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->sheet != SHEET_NONE || !wallet_offers(visit))
		return 0;
	visit->different[visit->page] = true;
	return ask(visit);
}

/* The answers of the service that goes on now stay; only what was carried over goes. */
unsigned act_forget(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!visit_active(visit) || wallet_empty(visit))
		return 0;
	bool offering = wallet_offers(visit);
	wallet_forget(visit);
	visit->forgotten = true;
	return EFFECT_REBUILD | EFFECT_WIPE | (offering ? ask(visit) : 0);
}
