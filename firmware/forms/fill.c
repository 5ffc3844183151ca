/* SPDX-License-Identifier: MIT */
/* {{ name }} and what stands for it. SOURCE: the little of Liquid and Nunjucks that definitions use. */
#include "firmware/forms/fill.h"
#include "firmware/forms/condition.h"
#include "firmware/forms/review.h"
#include "firmware/forms/value.h"
#include "firmware/forms/walk.h"

#include "firmware/base/buffer.h"

#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 160 };

bool fill_wanted(const char *text)
{
	return strstr(text, "{{") || strstr(text, "{%");
}

/* The name in "{{ section.name }}", "{{ 'name' | answer }}"; "" for anything else. */
static void take_name(const char *from, const char *end, char ret[static NAME_ROOM])
{
	struct span inside = span_trim((struct span){ from, (size_t)(end - from) });
	const char *bar = memchr(inside.text, '|', inside.size);
	if (bar)
		inside = span_trim((struct span){ inside.text, (size_t)(bar - inside.text) });
	if (inside.size >= 2 && (*inside.text == '\'' || *inside.text == '"') && inside.text[inside.size - 1] == *inside.text)
		inside = (struct span){ inside.text + 1, inside.size - 2 };
	ret[0] = '\0';
	if (inside.size < NAME_ROOM)
		snprintf(ret, NAME_ROOM, "%.*s", (int)inside.size, inside.text);
}

static const struct form_component *find(const struct scope *scope, const char *name)
{
	const char *dot = strrchr(name, '.'), *own = dot ? dot + 1 : name;
	for (size_t i = scope->length; i > 0; i--) {
		const struct form_page *page = &scope->form->page[scope->path[i - 1]];
		for (size_t k = 0; k < page->count && !page->repeat; k++)
			if (component_keeps(page->component[k].kind) && strcmp(page->component[k].written, own) == 0)
				return &page->component[k];
	}
	return NULL;
}

static const char *item_words(const struct form *form, const char *language, const struct form_item *item)
{
	return *item->id ? form_text(form, language, "listItems", item->id, "text", item->text, NULL) : item->text;
}

/* What was answered, in one line. */
static enum fail put_answer(struct buffer *out, const struct scope *scope, const char *language, const struct form_component *component)
{
	struct date day = component->kind == COMPONENT_DATE || component->kind == COMPONENT_DATE_TIME ? value_day(scope->answers, component) :
	                  component->kind == COMPONENT_MONTH_YEAR ? value_month(scope->answers, component) : (struct date){ 0 };
	if (!date_none(day))
		return buffer_printf(out, "%d/%d/%d", day.day, day.month, day.year);
	for (size_t i = 0, shown = 0; i < component->field_count; i++) {
		const char *value;
		for (size_t n = 0; (value = answers_at(scope->answers, component->field[i], n)); n++) {
			const struct form_item *item = value_chosen(component, value);
			struct span text = span_of(item ? item_words(scope->form, language, item) : value);
			if (text.size > 0)
				TRY(buffer_printf(out, "%s%.*s", shown++ ? ", " : "", (int)text.size, text.text));
		}
	}
	return FAIL_NONE;
}

static enum fail fill(struct buffer *out, const struct scope *scope, const char *language, const char *text)
{
	while (*text) {
		bool answer = strncmp(text, "{{", 2) == 0, tag = strncmp(text, "{%", 2) == 0;
		const char *end = answer || tag ? strstr(text + 2, answer ? "}}" : "%}") : NULL;
		if (!end) {
			TRY(buffer_add(out, text++, 1));
			continue;
		}
		char name[NAME_ROOM] = "";
		if (answer)
			take_name(text + 2, end, name);
		const struct form_component *component = *name ? find(scope, name) : NULL;
		if (component)
			TRY(put_answer(out, scope, language, component));
		text = end + 2;
	}
	return FAIL_NONE;
}

const char *fill_text(const struct form *form, const struct answers *answers, struct date today, const char *language, const char *text, struct arena *arena)
{
	struct scope scope;
	if (!fill_wanted(text))
		return text;
	BUFFER_AUTO out;
	buffer_init(&out, FILL_MAX_BYTES);
	scope_init(&scope, form, answers, today);
	walk_to(&scope, -1);
	if (fill(&out, &scope, language, text) != FAIL_NONE) {
		fail_clear();
		return arena_printf(arena, "%.*s\u2026", (int)span_of(buffer_text(&out)).size / 2, buffer_text(&out));
	}
	return arena_text(arena, buffer_text(&out));
}
