/* SPDX-License-Identifier: MIT */
/* What conditions compare answers with: given as answers, they take both sides of a condition sooner than chance. */
#include "firmware/forms/author/walker.h"

#include "firmware/forms/expression_node.h"
#include "firmware/forms/model.h"

struct hints { struct walker *walker; struct walker_hint *hint; size_t count; };

static void add(struct hints *hints, struct walker_hint hint)
{
	if (hints->count < WALKER_HINT_MAX && hint.component)
		hints->hint[hints->count++] = hint;
}

/* A comparison of an answer with a constant, on either side. */
static void add_comparison(struct hints *hints, const struct expression *answer, const struct expression *with)
{
	if (!answer || !with || answer->kind != EXPRESSION_ANSWER)
		return;
	if (with->kind == EXPRESSION_NUMBER)
		add(hints, (struct walker_hint){ .component = answer->component, .kind = HINT_NUMBER, .number = with->number });
	if (with->kind == EXPRESSION_TEXT)
		add(hints, (struct walker_hint){ .component = answer->component, .kind = HINT_TEXT, .text = with->text });
}

static void add_expression(struct hints *hints, const struct expression *expression)
{
	if (!expression)
		return;
	add_comparison(hints, expression->left, expression->right);
	add_comparison(hints, expression->right, expression->left);
	add_expression(hints, expression->left);
	add_expression(hints, expression->right);
}

static void add_texts(struct hints *hints, const struct condition_item *item)
{
	bool length = item->operator == OPERATOR_LONGER || item->operator == OPERATOR_SHORTER || item->operator == OPERATOR_LENGTH;
	if (length)
		add(hints, (struct walker_hint){ .component = item->component, .kind = HINT_LENGTH, .number = item->number });
	for (size_t i = 0; i < item->text_count && !length; i++)
		add(hints, (struct walker_hint){ .component = item->component, .kind = HINT_TEXT, .text = item->text[i] });
}

static void add_item(struct hints *hints, const struct condition_item *item)
{
	struct date date = item->date;
	switch (item->value) {
	case VALUE_TEXT:
		add_texts(hints, item);
		break;
	case VALUE_NUMBER:
		add(hints, (struct walker_hint){ .component = item->component, .kind = HINT_NUMBER, .number = item->number });
		break;
	case VALUE_RELATIVE:
		date = date_add_days(date_add_months(hints->walker->today, item->months), item->days);
		[[fallthrough]];
	case VALUE_DATE:
		add(hints, (struct walker_hint){ .component = item->component, .kind = HINT_DATE, .date = date });
		break;
	case VALUE_EXPRESSION:
		add_expression(hints, item->expression);
		break;
	case VALUE_NEVER: case VALUE_FAILS: case VALUE_BOOLEAN:
		break;
	}
}

static void add_condition(struct hints *hints, const struct form_condition *condition)
{
	for (size_t i = 0; i < condition->count; i++) {
		const struct form_condition *part = condition->item[i].reference;
		if (part && part->index < 0)
			add_condition(hints, part);
		else if (!part)
			add_item(hints, &condition->item[i]);
	}
}

void walker_hints(struct walker *walker)
{
	const struct form_table *table = walker->form->table;
	struct hints hints = { .walker = walker, .hint = arena_new(&walker->arena, WALKER_HINT_MAX * sizeof *hints.hint) };
	for (size_t i = 0; i < table->condition_count; i++)
		add_condition(&hints, &table->condition[i]);
	walker->hint = hints.hint;
	walker->hint_count = hints.count;
}

const struct walker_hint *walker_hint_for(struct walker *walker, const struct form_component *component)
{
	const struct walker_hint *chosen = NULL;
	int count = 0;
	if (walker->hint_count == 0 || walker_any(walker, 2) == 0)
		return NULL;
	for (size_t i = 0; i < walker->hint_count; i++)
		if (walker->hint[i].component == component && walker_any(walker, ++count) == 0)
			chosen = &walker->hint[i];
	return chosen;
}
