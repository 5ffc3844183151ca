/* SPDX-License-Identifier: MIT */
/* Where the person stands with an address by postcode. Nothing typed is ever lost on the way, and typing is never far. */
#include "ui/visit/lookup.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/uk/postcode.h"
#include "ui/visit/parts.h"

#include <stdlib.h>
#include <string.h>

const struct form_component *lookup_question(const struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	const struct form_component *only = NULL;
	for (size_t i = 0; page && !page->repeat && i < page->count; i++) {
		if (!component_asks(page->component[i].kind))
			continue;
		if (only)
			return NULL;
		only = &page->component[i];
	}
	return only && only->lookup ? only : NULL;
}

static const char *answer(const struct visit *visit, const struct form_component *component, enum address_field field)
{
	const char *value = answers_get(visit->answers, component->field[field]);
	return value ? value : "";
}

static void forget_list(struct lookup *lookup)
{
	if (lookup->address)
		secret_wipe(lookup->address, LOOKUP_MAX * sizeof *lookup->address);
	free(lookup->address);
	lookup->address = NULL;
	lookup->count = lookup->area_count = 0;
	lookup->after = 0;
	lookup->slow = false;
}

void lookup_forget(struct visit *visit)
{
	forget_list(&visit->lookup);
	visit->lookup = (struct lookup){ .here = visit->lookup.here };
}

/* The box that types in a stage. */
static void focus(struct visit *visit, const struct form_component *component)
{
	switch (visit->lookup.stage) {
	case LOOKUP_POSTCODE: case LOOKUP_WAITING: field_focus(visit, component->field[ADDRESS_POSTCODE]); break;
	case LOOKUP_LIST: case LOOKUP_ELSEWHERE: case LOOKUP_CHOSEN: field_focus(visit, ""); break;
	case LOOKUP_MANUAL: case LOOKUP_OFF: case LOOKUP_STAGE_COUNT: field_focus_first(visit); break;
	}
}

static unsigned go_to(struct visit *visit, enum lookup_stage stage)
{
	const struct form_component *component = lookup_question(visit);
	visit->lookup.stage = stage;
	visit->list_page = 0;
	visit->error_count = 0;
	visit->checked = false;
	if (stage != LOOKUP_LIST && stage != LOOKUP_ELSEWHERE)
		forget_list(&visit->lookup);
	focus(visit, component);
	return EFFECT_REBUILD | EFFECT_MOVED;
}

static unsigned type_instead(struct visit *visit, bool failed)
{
	visit->lookup.failed = failed;
	visit->lookup.from_postcode = !failed || visit->lookup.here;
	return go_to(visit, LOOKUP_MANUAL);
}

unsigned lookup_fail(struct visit *visit)
{
	return type_instead(visit, true) | EFFECT_KEEP;
}

/* What was given before decides: an address of the list is shown, a typed one is in its boxes, else the postcode is asked. */
void lookup_enter(struct visit *visit)
{
	const struct form_component *component = lookup_question(visit);
	lookup_forget(visit);
	if (!component)
		return;
	bool typed = *answer(visit, component, ADDRESS_LINE1) || *answer(visit, component, ADDRESS_TOWN);
	visit->lookup.failed = !visit->lookup.here && !typed;
	visit->lookup.stage = *answer(visit, component, ADDRESS_UPRN) ? LOOKUP_CHOSEN : typed || !visit->lookup.here ? LOOKUP_MANUAL : LOOKUP_POSTCODE;
	focus(visit, component);
}

static unsigned ask(struct visit *visit)
{
	forget_list(&visit->lookup);
	visit->lookup.stage = LOOKUP_WAITING;
	visit->lookup.asked_ms = visit->mono_ms;
	return EFFECT_REBUILD | EFFECT_FIND;
}

bool lookup_continue(struct visit *visit, unsigned *ret_effects)
{
	const struct form_component *component = lookup_question(visit);
	if (!component)
		return false;
	*ret_effects = 0;
	switch (visit->lookup.stage) {
	case LOOKUP_POSTCODE:
		if (!*answer(visit, component, ADDRESS_POSTCODE)) /* which may be left out here, or it would be wrong */
			return false;
		visit->list_page = 0;
		*ret_effects = visit->lookup.here && !visit->hub_down ? ask(visit) : type_instead(visit, true);
		return true;
	case LOOKUP_WAITING:
		return true;
	case LOOKUP_ELSEWHERE:
		*ret_effects = go_to(visit, LOOKUP_POSTCODE);
		return true;
	case LOOKUP_OFF: case LOOKUP_LIST: case LOOKUP_CHOSEN: case LOOKUP_MANUAL: case LOOKUP_STAGE_COUNT:
		break;
	}
	return false;
}

bool lookup_back(struct visit *visit, unsigned *ret_effects)
{
	const struct form_component *component = lookup_question(visit);
	if (!component)
		return false;
	enum lookup_stage stage = visit->lookup.stage, to = LOOKUP_OFF;
	if (stage == LOOKUP_WAITING || stage == LOOKUP_LIST || stage == LOOKUP_ELSEWHERE || (stage == LOOKUP_MANUAL && visit->lookup.from_postcode))
		to = LOOKUP_POSTCODE;
	else if (stage == LOOKUP_POSTCODE && *answer(visit, component, ADDRESS_UPRN))
		to = LOOKUP_CHOSEN;
	if (to == LOOKUP_OFF)
		return false;
	*ret_effects = go_to(visit, to);
	return true;
}

/* Of what is wrong on the page, what is wrong at this stage; of a list, that nothing is picked. */
void lookup_errors(struct visit *visit)
{
	const struct form_component *component = lookup_question(visit);
	size_t kept = 0;
	if (!component)
		return;
	switch (visit->lookup.stage) {
	case LOOKUP_POSTCODE: case LOOKUP_WAITING:
		for (size_t i = 0; i < visit->error_count; i++)
			if (strcmp(visit->error[i].part, "postcode") == 0)
				visit->error[kept++] = visit->error[i];
		visit->error_count = kept;
		break;
	case LOOKUP_LIST:
		visit->error_count = *answer(visit, component, ADDRESS_UPRN) ? 0 : 1;
		if (visit->error_count)
			visit->error[0] = (struct form_error){ .component = component, .field = component->name, .part = "", .rule = RULE_CHOICE };
		break;
	case LOOKUP_ELSEWHERE:
		visit->error_count = 0;
		break;
	case LOOKUP_OFF: case LOOKUP_CHOSEN: case LOOKUP_MANUAL: case LOOKUP_STAGE_COUNT:
		break;
	}
}

void lookup_changed(struct visit *visit, const struct form_component *component)
{
	bool picked = *answer(visit, component, ADDRESS_UPRN);
	answers_remove(visit->answers, component->field[ADDRESS_UPRN]);
	if (visit->lookup.stage == LOOKUP_WAITING)
		visit->lookup.stage = LOOKUP_POSTCODE; /* what comes would be for another postcode */
	for (int field = ADDRESS_LINE1; picked && visit->lookup.stage == LOOKUP_POSTCODE && field < ADDRESS_POSTCODE; field++)
		answers_remove(visit->answers, component->field[field]);
}

unsigned act_lookup(struct visit *visit, const struct act *act)
{
	bool known = act->number == LOOKUP_POSTCODE || act->number == LOOKUP_MANUAL;
	if (!known || visit->sheet != SHEET_NONE || !lookup_question(visit) || visit->lookup.stage == LOOKUP_OFF)
		return 0;
	if (act->number == LOOKUP_MANUAL)
		return type_instead(visit, false);
	return visit->lookup.here ? go_to(visit, LOOKUP_POSTCODE) : 0;
}

unsigned lookup_choose(struct visit *visit, const struct form_component *component, const char *place)
{
	const struct lookup *lookup = &visit->lookup;
	size_t number = strtoul(place, NULL, 10);
	if (lookup->stage != LOOKUP_LIST || number < 1 || number > lookup->count || component != lookup_question(visit))
		return 0;
	const struct lookup_address *found = &lookup->address[number - 1];
	const char *const value[ADDRESS_FIELD_COUNT] = {
		[ADDRESS_LINE1] = found->first, [ADDRESS_LINE2] = found->second, [ADDRESS_TOWN] = found->town, [ADDRESS_COUNTY] = "", [ADDRESS_UPRN] = found->uprn,
	};
	answers_remove(visit->answers, component->field[ADDRESS_UPRN]); /* last of all it is set: never beside half an address */
	for (int field = 0; field < ADDRESS_FIELD_COUNT; field++) {
		if (field == ADDRESS_POSTCODE)
			continue;
		answers_remove(visit->answers, component->field[field]);
		if (*value[field] && answers_set(visit->answers, component->field[field], value[field]) != FAIL_NONE)
			return weigh_full(visit), EFFECT_REBUILD | EFFECT_ERRORS;
	}
	visit_changed(visit);
	field_focus(visit, "");
	return EFFECT_REBUILD;
}

int64_t lookup_next_ms(const struct visit *visit)
{
	if (visit->lookup.stage != LOOKUP_WAITING || visit->place != PLACE_QUESTION)
		return rounds_next_ms(visit);
	return visit->lookup.asked_ms + (visit->lookup.slow ? LOOKUP_WAIT_MS : LOOKUP_SLOW_MS);
}

unsigned lookup_tick(struct visit *visit)
{
	int64_t next = lookup_next_ms(visit);
	if (next < 0 || visit->mono_ms < next)
		return 0;
	if (visit->lookup.stage != LOOKUP_WAITING)
		return rounds_tick(visit);
	if (visit->mono_ms >= visit->lookup.asked_ms + LOOKUP_WAIT_MS)
		return lookup_fail(visit);
	visit->lookup.slow = true;
	return EFFECT_REBUILD;
}

static unsigned here_now(struct visit *visit, bool here)
{
	struct lookup *lookup = &visit->lookup;
	bool changed = lookup->here != here;
	lookup->here = here;
	if (!lookup_question(visit))
		return 0;
	if (lookup->stage == LOOKUP_WAITING)
		return here ? ask(visit) : lookup_fail(visit);
	if (!changed)
		return 0;
	lookup->failed &= !here;
	if (!here && lookup->stage == LOOKUP_POSTCODE)
		return lookup_fail(visit);
	return EFFECT_REBUILD;
}

unsigned visit_lookup_here(struct visit *visit, bool here)
{
	unsigned effects = here_now(visit, here);
	return effects | (here ? rounds_ask_again(visit) : 0);
}
