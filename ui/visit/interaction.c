/* SPDX-License-Identifier: MIT */
#include "ui/visit/interaction.h"

#include "firmware/base/json.h"
#include "firmware/forms/raise.h"
#include "ui/visit/list.h"
#include "ui/visit/needs.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { WORD_BYTES = 32 };

static const char *const types[FORM_INTERACTION_COUNT] = { "simple", "assisted", "complex" };
static const char *const reasons[INTERACTION_REASON_COUNT] = { "help-twice", "failed-twice", "language", "person", "show-me", "several" };
static const char *const words[INTERACTION_WORD_COUNT] = { "guidance", "parts", "distress", "concern", "alone" };

const char *interaction_name(enum form_interaction type)
{
	return types[type];
}

const char *interaction_word_name(enum interaction_word word)
{
	return words[word];
}

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

/* ---- the rules ---- */

/* Of the answers as they stand, and of what led here. */
static unsigned told(const struct visit *visit)
{
	return visit->interaction.event | form_raises(visit->form, visit->answers, visit->today);
}

static enum form_interaction higher(enum form_interaction one, enum form_interaction other)
{
	return one > other ? one : other;
}

static enum form_interaction type_by(const struct visit *visit, unsigned happened)
{
	enum form_interaction type = visit->form->service.interaction;
	unsigned answered = told(visit);
	if (visit->interaction.set)
		return visit->interaction.as;
	if (happened)
		type = higher(type, happened & 1u << INTERACTION_SEVERAL ? FORM_INTERACTION_COMPLEX : FORM_INTERACTION_ASSISTED);
	for (int i = 0; i < FORM_RAISE_COUNT; i++)
		if (answered & 1u << i)
			type = higher(type, form_raise_to((enum form_raise_why)i));
	return type;
}

static unsigned happened(const struct visit *visit)
{
	return visit->interaction.reasons | (speaks(visit->form, visit->language_tag) ? 0 : 1u << INTERACTION_LANGUAGE);
}

enum form_interaction interaction_type(const struct visit *visit)
{
	return visit->form ? type_by(visit, happened(visit)) : FORM_INTERACTION_SIMPLE;
}

/* Each that somebody decides is enough for a visit; the second needs a person who sees both. */
static bool is_second(const struct visit *visit, const struct form *form)
{
	for (int i = 0; form->service.decided && i < visit->sent_count; i++) {
		const struct form *sent = list_form(visit, visit->sent[i]);
		if (sent && sent != form && sent->service.decided)
			return true;
	}
	return false;
}

void interaction_chosen(struct visit *visit)
{
	const struct need *need = list_need(visit, visit->need);
	visit->interaction = (struct interaction){ 0 };
	if (visit->call.stage == CALL_HERE)
		interaction_came(visit);
	if (is_second(visit, visit->form))
		raise_for(visit, INTERACTION_SEVERAL);
	if (need && need->raises)
		visit->interaction.event = 1u << need->why;
	visit->interaction.told = interaction_type(visit);
}

/* What was in their language or not stood on the first page; who has a person beside them needs no offer of one. */
unsigned interaction_turn(struct visit *visit)
{
	bool on_page = visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS || visit->place == PLACE_CHECK;
	if (!visit->form || !on_page || visit->sheet != SHEET_NONE)
		return 0;
	enum form_interaction type = type_by(visit, visit->interaction.reasons);
	if (type <= visit->interaction.told)
		return 0;
	visit->interaction.told = type;
	if (call_open(visit) || visit->assist.way != ASSIST_ALONE || visit->staff.in)
		return 0;
	return act_open(visit, &(struct act){ .number = SHEET_WAYS, .text = "", .node_id = "" });
}

/* Somebody is wished for: that is a reason of its own, whoever comes. */
unsigned act_way(struct visit *visit, const struct act *act)
{
	if (visit->sheet != SHEET_WAYS || strcmp(act->text, "staff") != 0)
		return 0;
	raise_for(visit, INTERACTION_SHOW_ME);
	visit->interaction.told = higher(visit->interaction.told, FORM_INTERACTION_ASSISTED);
	return act_person(visit, act);
}

/* ---- what is told ---- */

static void add(json_t *list, const char *before, const char *word)
{
	char text[WORD_BYTES];
	snprintf(text, sizeof text, "%s%s", before, word);
	json_array_append_new(list, json_string(text));
}

/* @whole: with which answers. What staff say comes first, as there may be no room for all. */
static json_t *json_of(const struct visit *visit, bool whole)
{
	const struct interaction *interaction = &visit->interaction;
	unsigned raised = happened(visit), answered = told(visit);
	json_t *list = json_array();
	if (interaction->set)
		add(list, "staff-", words[interaction->word]);
	for (int i = 0; i < INTERACTION_REASON_COUNT; i++)
		if (raised & 1u << i)
			add(list, "", reasons[i]);
	for (int i = 0; whole && i < FORM_RAISE_COUNT; i++)
		if (answered & 1u << i)
			add(list, "", form_raise_name((enum form_raise_why)i));
	if (answered && !whole)
		add(list, "", "answers");
	return json_pack("{s:s, s:s, s:o}", "base", types[visit->form->service.interaction], "final", types[interaction_type(visit)], "reasons", list);
}

json_t *interaction_json(const struct visit *visit)
{
	return json_of(visit, false);
}

json_t *interaction_record(const struct visit *visit)
{
	return json_of(visit, true);
}

/* ---- the copy ---- */

json_t *interaction_copy(const struct visit *visit)
{
	const struct interaction *interaction = &visit->interaction;
	return json_pack("{s:i, s:i, s:i, s:b, s:i, s:i}", "reasons", (int)interaction->reasons, "event", (int)interaction->event, "told", (int)interaction->told,
		"set", interaction->set, "as", (int)interaction->as, "word", (int)interaction->word);
}

enum fail interaction_restore(const json_t *copy, struct visit *to)
{
	int64_t happened_then, event, type, as, word;
	TRY(json_take_int(copy, "reasons", 0, (1 << INTERACTION_REASON_COUNT) - 1, &happened_then));
	TRY(json_take_int(copy, "event", 0, (1 << FORM_RAISE_COUNT) - 1, &event));
	TRY(json_take_int(copy, "told", 0, FORM_INTERACTION_COUNT - 1, &type));
	TRY(json_take_int(copy, "as", 0, FORM_INTERACTION_COUNT - 1, &as));
	TRY(json_take_int(copy, "word", 0, INTERACTION_WORD_COUNT - 1, &word));
	to->interaction = (struct interaction){ .reasons = (unsigned)happened_then, .event = (unsigned)event, .told = (enum form_interaction)type,
		.set = json_bool_or(copy, "set", false), .as = (enum form_interaction)as, .word = (enum interaction_word)word };
	return FAIL_NONE;
}
