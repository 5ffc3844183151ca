/* SPDX-License-Identifier: MIT */
/* One of several, some of several, yes or no, a tick. An option that an earlier answer has taken away is told apart from one nobody offered. */
#include "firmware/forms/check_kind.h"

#include <string.h>

/* The reference engine looks for options gone only in a page's first list that has any with a condition. */
static bool looked_at(const struct checking *checking)
{
	for (const struct form_component *at = checking->page->component; at < checking->component; at++)
		for (size_t i = 0; component_asks(at->kind) && at->list && i < at->list->count; i++)
			if (at->list->item[i].condition)
				return !checking->scope->form->table->mirror_peer;
	return true;
}

static enum rule rule_for(struct checking *checking, const char *value)
{
	const struct form_component *component = checking->component;
	const struct form_item *item = value_chosen(component, value);
	if (component->list_guessed && checking->scope->form->table->mirror_peer) /* whatever it is passes there */
		return RULE_NONE;
	if (!item || (component->list->mistyped && checking_as_xgov(checking)))
		return RULE_CHOICE;
	return condition_holds(checking->scope, item->condition) || !looked_at(checking) ? RULE_NONE : RULE_OPTION_HIDDEN;
}

/* Whether there is anything to choose; the reference engine asks even so. */
static bool can_choose(struct checking *checking)
{
	const struct form_list *list = checking->component->list;
	bool can = checking->scope->form->table->mirror_peer;
	for (size_t i = 0; i < list->count && !can; i++)
		can = condition_holds(checking->scope, list->item[i].condition);
	return can;
}

void check_choice(struct checking *checking)
{
	const char *value = answers_get(checking->scope->answers, checking->component->name);
	if (!value || !*value) {
		if (checking->component->required && can_choose(checking))
			checking_add(checking, RULE_REQUIRED, 0, "");
		return;
	}
	enum rule rule = rule_for(checking, value);
	if (rule != RULE_NONE)
		checking_add(checking, rule, 0, "");
}

static void check_count(struct checking *checking, double count)
{
	const struct form_component *component = checking->component;
	if (component->length.set && count != component->length.value)
		checking_add(checking, RULE_CHOICES_LENGTH, 0, "")->limit = component->length.value;
	else if (component->min.set && count < component->min.value)
		checking_add(checking, RULE_CHOICES_MIN, 0, "")->limit = component->min.value;
	else if (component->max.set && count > component->max.value)
		checking_add(checking, RULE_CHOICES_MAX, 0, "")->limit = component->max.value;
}

void check_ticks(struct checking *checking)
{
	const struct answers *answers = checking->scope->answers;
	const char *name = checking->component->name;
	size_t count = answers_count(answers, name);
	if (count == 1 && !*answers_get(answers, name)) /* a blank is no tick */
		count = 0;
	if (count == 0) {
		if (checking->component->required && can_choose(checking))
			checking_add(checking, RULE_REQUIRED, 0, "");
		return;
	}
	for (size_t i = 0; i < count; i++) {
		enum rule rule = rule_for(checking, answers_at(answers, name, i));
		if (rule != RULE_NONE) {
			checking_add(checking, rule, 0, "");
			return;
		}
	}
	check_count(checking, (double)count);
}

void check_yes_no(struct checking *checking)
{
	struct span text = value_text(checking->scope->answers, checking->component->name);
	if (text.size == 0 && checking->component->required)
		checking_add(checking, RULE_REQUIRED, 0, "");
	else if (text.size > 0 && !span_is(text, "true") && !span_is(text, "false"))
		checking_add(checking, RULE_CHOICE, 0, "");
}

void check_declaration(struct checking *checking)
{
	struct span text = value_text(checking->scope->answers, checking->component->name);
	if (checking->component->required && !span_is(text, "true"))
		checking_add(checking, RULE_CONFIRM, 0, "");
}
