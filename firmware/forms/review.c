/* SPDX-License-Identifier: MIT */
/* The answers on the walked path as rows for people. */
#include "firmware/forms/review.h"
#include "firmware/forms/model.h"
#include "firmware/forms/route.h"
#include "firmware/forms/value.h"

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
		row->value = item ? item_text(reviewing, item) : "";
		break;
	case COMPONENT_CHECKBOXES: row->value = lines_of(reviewing, component, component->list->count); break;
	case COMPONENT_ADDRESS: row->value = lines_of(reviewing, component, ADDRESS_LINES); break;
	case COMPONENT_DATE: row->date = value_day(reviewing->answers, component); break;
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_NUMBER: case COMPONENT_EMAIL: case COMPONENT_PHONE: case COMPONENT_YES_NO:
	case COMPONENT_DECLARATION:
		row->value = typed(reviewing, component->name);
		break;
	case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST: case COMPONENT_KIND_COUNT:
		break;
	}
	row->blank = !*row->value && date_none(row->date);
}

static void add_page(struct reviewing *reviewing, int page)
{
	const struct form_page *of = &reviewing->form->page[page];
	for (size_t i = 0; i < of->count && reviewing->count < REVIEW_ROW_MAX; i++) {
		if (!component_asks(of->component[i].kind))
			continue;
		struct review_row *row = &reviewing->row[reviewing->count++];
		*row = (struct review_row){ .page = page, .component = &of->component[i], .value = "" };
		read_row(reviewing, row->component, row);
	}
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
		most += form->page[route.page[i]].count;
	reviewing.row = arena_new(arena, ((most < REVIEW_ROW_MAX ? most : REVIEW_ROW_MAX) + 1) * sizeof *reviewing.row);
	for (size_t i = 0; i < form->table->section_count; i++)
		if (*form->table->section[i].id)
			add_section(&reviewing, &route, form->table->section[i].id);
	add_section(&reviewing, &route, "");
	*ret_rows = reviewing.row;
	return reviewing.count;
}
