/* SPDX-License-Identifier: MIT */
/* The answers on the walked path as rows for people. */
#include "firmware/forms/review.h"
#include "firmware/forms/condition.h"
#include "firmware/forms/model.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/route.h"
#include "firmware/forms/value.h"
#include "firmware/forms/walk.h"

#include <string.h>

struct reviewing {
	const struct form *form;
	const struct answers *answers;
	const char *language;
	struct arena *arena;
	struct review_row *row; size_t count;
	size_t left; /* of REVIEW_LINES_MAX_BYTES */
};

static const char *item_text(const struct reviewing *reviewing, const struct form_item *item)
{
	return *item->id ? form_text(reviewing->form, reviewing->language, "listItems", item->id, "text", item->text, NULL) : item->text;
}

/* The trimmed answer with plain line ends. */
static const char *typed(const struct reviewing *reviewing, const char *field)
{
	struct span text = value_text(reviewing->answers, field);
	char *copy = arena_text_n(reviewing->arena, text.text, text.size), *to = copy;
	for (const char *from = copy; *from; from++)
		if (*from != '\r' || from[1] != '\n')
			*to++ = *from;
	*to = '\0';
	return copy;
}

/* The @index-th line of an answer that has several; "" when it is not given. */
static const char *line_of(const struct reviewing *reviewing, const struct form_component *component, size_t index)
{
	if (component->kind == COMPONENT_ADDRESS)
		return typed(reviewing, component->field[index]);
	const struct form_item *item = &component->list->item[index];
	return answers_has_value(reviewing->answers, component->name, item->value) ? item_text(reviewing, item) : "";
}

/* Two numbers in one line, hours and minutes as "14:05". */
static const char *pair_of(const struct reviewing *reviewing, const struct form_component *component, size_t from, const char *between)
{
	const char *one = typed(reviewing, component->field[from]), *other = typed(reviewing, component->field[from + 1]);
	return *one && *other ? arena_printf(reviewing->arena, "%s%s%s", one, between, other) : "";
}

static const char *lines_of(struct reviewing *reviewing, const struct form_component *component, size_t count)
{
	size_t size = 0;
	for (size_t i = 0; i < count; i++)
		size += strlen(line_of(reviewing, component, i)) + 1;
	if (size > reviewing->left)
		return "\u2026";
	reviewing->left -= size;
	char *all = arena_new(reviewing->arena, size + 1), *to = all;
	for (size_t i = 0; i < count; i++) {
		const char *line = line_of(reviewing, component, i);
		if (!*line)
			continue;
		if (to > all)
			*to++ = '\n';
		to = stpcpy(to, line);
	}
	return all;
}

enum { ADDRESS_LINES = 5 }; /* without the uprn, which means nothing to people */

static void read_row(struct reviewing *reviewing, const struct form_component *component, struct review_row *row)
{
	const struct form_item *item;
	switch (component->kind) {
	case COMPONENT_RADIOS: case COMPONENT_SELECT:
		item = value_chosen(component, answers_get(reviewing->answers, component->name));
		if (component->list_guessed && reviewing->form->table->mirror_peer)
			item = NULL;
		row->value = item ? item_text(reviewing, item) : "";
		break;
	case COMPONENT_CHECKBOXES: row->value = lines_of(reviewing, component, component->list->count); break;
	case COMPONENT_ADDRESS: row->value = lines_of(reviewing, component, ADDRESS_LINES); break;
	case COMPONENT_DATE: row->date = value_day(reviewing->answers, component); break;
	case COMPONENT_MONTH_YEAR: row->date = value_month(reviewing->answers, component); break;
	case COMPONENT_DATE_TIME:
		row->date = value_day(reviewing->answers, component);
		row->value = pair_of(reviewing, component, 3, ":");
		break;
	case COMPONENT_PLACE:
		row->value = component->field_count == 2 ? pair_of(reviewing, component, 0, ", ") : typed(reviewing, component->name);
		break;
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_NUMBER: case COMPONENT_EMAIL: case COMPONENT_PHONE: case COMPONENT_YES_NO:
	case COMPONENT_DECLARATION: case COMPONENT_WEBSITE: case COMPONENT_HIDDEN:
		row->value = typed(reviewing, component->name);
		break;
	case COMPONENT_FILE: case COMPONENT_PAYMENT: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST: case COMPONENT_KIND_COUNT:
		break;
	}
	row->blank = !*row->value && date_none(row->date);
}

void review_component(const struct form *form, const struct form_component *component, const struct answers *answers, const char *language, struct arena *arena, struct review_row *ret)
{
	struct reviewing reviewing = { .form = form, .answers = answers, .language = language, .arena = arena, .left = REVIEW_LINES_MAX_BYTES };
	*ret = (struct review_row){ .component = component, .value = "" };
	read_row(&reviewing, component, ret);
}

static void add_repeat(struct reviewing *reviewing, int page)
{
	const struct form_page *of = &reviewing->form->page[page];
	if (reviewing->count == REVIEW_ROW_MAX)
		return;
	struct review_row *row = &reviewing->row[reviewing->count++];
	*row = (struct review_row){ .page = page, .component = of->component, .value = "", .repeat = of->repeat, .items = repeat_count(reviewing->answers, of) };
	row->blank = row->items == 0;
}

/* What nobody was asked here is no row; the reference engine shows it. */
static bool has_row(const struct reviewing *reviewing, const struct form_component *component)
{
	bool all = reviewing->form->table->mirror_peer && component_keeps(component->kind);
	return all || component_asks(component->kind);
}

static void add_page(struct reviewing *reviewing, int page)
{
	const struct form_page *of = &reviewing->form->page[page];
	if (of->repeat) {
		add_repeat(reviewing, page);
		return;
	}
	for (size_t i = 0; i < of->count && reviewing->count < REVIEW_ROW_MAX; i++) {
		if (!has_row(reviewing, &of->component[i]))
			continue;
		struct review_row *row = &reviewing->row[reviewing->count++];
		*row = (struct review_row){ .page = page, .component = &of->component[i], .value = "" };
		read_row(reviewing, row->component, row);
	}
}

size_t review_item(const struct form *form, const struct answers *answers, const char *language, int page, size_t index, struct arena *arena, const struct review_row **ret_rows)
{
	const struct form_page *of = &form->page[page];
	struct reviewing reviewing = { .form = form, .language = language, .arena = arena, .left = REVIEW_LINES_MAX_BYTES };
	struct answers *item = repeat_item_new(answers, of, index);
	reviewing.answers = item;
	reviewing.row = arena_new(arena, (of->count + 1) * sizeof *reviewing.row);
	for (size_t i = 0; i < of->count; i++)
		if (has_row(&reviewing, &of->component[i])) {
			reviewing.row[reviewing.count] = (struct review_row){ .page = page, .component = &of->component[i], .value = "" };
			read_row(&reviewing, &of->component[i], &reviewing.row[reviewing.count++]);
		}
	answers_free(item);
	*ret_rows = reviewing.row;
	return reviewing.count;
}

static void add_section(struct reviewing *reviewing, const struct form_route *route, const char *section_id)
{
	for (size_t i = 0; i < route->count; i++)
		if (strcmp(reviewing->form->page[route->page[i]].section_id, section_id) == 0)
			add_page(reviewing, route->page[i]);
}

size_t review_rows(const struct form *form, const struct answers *answers, struct date today, const char *language, struct arena *arena, const struct review_row **ret_rows)
{
	struct form_route route;
	struct reviewing reviewing = { .form = form, .answers = answers, .language = language, .arena = arena, .left = REVIEW_LINES_MAX_BYTES };
	size_t most = 0;
	route_walk(form, answers, today, &route);
	for (size_t i = 0; i < route.count; i++)
		most += form->page[route.page[i]].count + 1;
	reviewing.row = arena_new(arena, ((most < REVIEW_ROW_MAX ? most : REVIEW_ROW_MAX) + 1) * sizeof *reviewing.row);
	bool plain_first = form->dialect == DIALECT_XGOV;
	if (plain_first)
		add_section(&reviewing, &route, "");
	for (size_t i = 0; i < form->table->section_count; i++)
		if (*form->table->section[i].id)
			add_section(&reviewing, &route, form->table->section[i].id);
	if (!plain_first)
		add_section(&reviewing, &route, "");
	*ret_rows = reviewing.row;
	return reviewing.count;
}

size_t review_fees(const struct form *form, const struct answers *answers, struct date today, struct review_fee ret[static FORM_FEE_MAX])
{
	struct scope scope;
	size_t count = 0;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, -1);
	for (size_t i = 0; i < form->fee_count; i++) {
		const struct form_fee *fee = &form->fee[i];
		struct number times = { .kind = NUMBER_READ, .value = 1 };
		if (!condition_holds(&scope, fee->condition))
			continue;
		if (fee->multiplier)
			times = scope.on_path[fee->multiplier_page] ? value_number(answers, fee->multiplier) : (struct number){ .kind = NUMBER_BLANK };
		if (times.kind == NUMBER_READ && times.value > 0 && times.value <= 1e6)
			ret[count++] = (struct review_fee){ fee, (long)((double)fee->pence * times.value + 0.5) };
	}
	return count;
}

int64_t review_to_pay(const struct form *form, const struct answers *answers, struct date today)
{
	struct review_fee fee[FORM_FEE_MAX];
	int64_t all = 0;
	for (size_t i = 0, count = review_fees(form, answers, today, fee); i < count; i++)
		all += fee[i].pence;
	return all;
}

size_t review_at_desk(const struct form *form, const struct answers *answers, struct date today, struct review_desk ret[static REVIEW_DESK_MAX])
{
	struct scope scope;
	size_t count = 0;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, -1);
	for (size_t i = 0; i < scope.length; i++) {
		const struct form_page *page = &form->page[scope.path[i]];
		for (size_t k = 0; k < page->count && count < REVIEW_DESK_MAX; k++)
			if (component_at_desk(page->component[k].kind) && page->component[k].kind != COMPONENT_PAYMENT)
				ret[count++] = (struct review_desk){ &page->component[k], page->on_paper };
	}
	return count;
}
