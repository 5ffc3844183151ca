/* SPDX-License-Identifier: MIT */
/*
 * personal.c - which sentences repeat an answer: titles and messages are filled with what was typed before. Widgets mark what they show of
 * an answer themselves; this looks for the rest. Only for a voice that others hear: nobody else needs it, and it reads every text.
 */
#include "ui/screens/parts.h"

#include "firmware/base/utf8.h"

#include <string.h>

enum { LEAST_CHARACTERS = 3 /* less is in every sentence */ };

static bool repeats(const struct node *node, const char *value)
{
	return strstr(node->name, value) || (node->label && strstr(node->label, value)) || (node->hint && strstr(node->hint, value));
}

/* A control's name is what can be chosen, not what was. */
static void mark(struct build *build, const char *value)
{
	if (!value || utf8_length(value) < LEAST_CHARACTERS)
		return;
	for (struct node *node = build->tree->root; node; node = node_next(node))
		if (!node->action.what && repeats(node, value))
			node->state |= NODE_PERSONAL;
}

static void mark_component(struct build *build, const struct form_component *component)
{
	const struct answers *answers = build->visit->answers;
	if (component->privacy == PRIVACY_PUBLIC || component->kind == COMPONENT_YES_NO || component->kind == COMPONENT_DECLARATION)
		return;
	for (size_t i = 0; i < answers_count(answers, component->name); i++)
		mark(build, answers_at(answers, component->name, i));
	for (int field = ADDRESS_LINE1; component->kind == COMPONENT_ADDRESS && field <= ADDRESS_POSTCODE; field++)
		mark(build, answers_get(answers, component->field[field]));
}

void personal_mark(struct build *build)
{
	const struct visit *visit = build->visit;
	if (!visit->voice.on || !visit->answered)
		return;
	for (size_t i = 0; i < visit->answered->page_count; i++)
		for (size_t j = 0; j < visit->answered->page[i].count; j++)
			mark_component(build, &visit->answered->page[i].component[j]);
}
