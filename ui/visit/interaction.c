/* SPDX-License-Identifier: MIT */
#include "ui/visit/interaction.h"

#include "ui/visit/parts.h"

#include <string.h>

static const char *const types[] = { "simple", "assisted", "complex" };
static const char *const reasons[INTERACTION_REASON_COUNT] = { "help-twice", "failed-twice", "language", "person" };

static void raise_for(struct visit *visit, enum interaction_reason reason)
{
	visit->interaction.reasons |= 1u << reason;
}

void interaction_helped(struct visit *visit)
{
	if (visit->form && ++visit->interaction.helps >= 2)
		raise_for(visit, INTERACTION_HELP_TWICE);
}

void interaction_came(struct visit *visit)
{
	raise_for(visit, INTERACTION_PERSON);
}

/* FNV-1a of the box's name. */
static uint64_t hash_of(const char *name)
{
	uint64_t hash = 0xcbf29ce484222325;
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001b3;
	return hash;
}

static bool known(const struct interaction *interaction, uint64_t hash)
{
	for (int i = 0; i < interaction->failed_count; i++)
		if (interaction->failed[i] == hash)
			return true;
	return false;
}

void interaction_failed(struct visit *visit)
{
	struct interaction *interaction = &visit->interaction;
	for (size_t i = 0; i < visit->error_count; i++) {
		uint64_t hash = hash_of(visit->error[i].field);
		if (known(interaction, hash))
			raise_for(visit, INTERACTION_FAILED_TWICE);
		else if (interaction->failed_count < INTERACTION_FAILED_MAX)
			interaction->failed[interaction->failed_count++] = hash;
	}
}

/* English is what everything is written in. */
static bool speaks(const struct form *form, const char *tag)
{
	for (size_t i = 0; i < form->service.language_count; i++)
		if (strcmp(form->service.language[i], tag) == 0)
			return true;
	return words_english(tag);
}

void interaction_chosen(struct visit *visit)
{
	visit->interaction = (struct interaction){ 0 };
	if (visit->call.stage == CALL_HERE)
		interaction_came(visit);
}

json_t *interaction_json(const struct visit *visit)
{
	unsigned raised = visit->interaction.reasons;
	enum form_interaction base = visit->form->service.interaction;
	json_t *list = json_array();
	if (!speaks(visit->form, visit->language_tag))
		raised |= 1u << INTERACTION_LANGUAGE;
	for (int i = 0; i < INTERACTION_REASON_COUNT; i++)
		if (raised & 1u << i)
			json_array_append_new(list, json_string(reasons[i]));
	return json_pack("{s:s, s:s, s:o}", "base", types[base], "final", types[raised && base == FORM_INTERACTION_SIMPLE ? FORM_INTERACTION_ASSISTED : base], "reasons", list);
}
