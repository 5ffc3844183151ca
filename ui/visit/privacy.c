/* SPDX-License-Identifier: MIT */
/*
 * privacy.c - DESIGN: the screen is one for both who stand there, so what the helper may not see is not on it until the resident touches it. A reveal
 * runs by the steady clock, and ends with the page. It is never in the visit's copy: a screen that comes back after a fault is masked.
 */
#include "ui/visit/privacy.h"

#include "ui/visit/parts.h"

#include <string.h>

bool visit_hides(const struct visit *visit, const struct form_component *component)
{
	return component && component_asks(component->kind) && mask_hides(&visit->mask, component->privacy, component->name, visit->mono_ms);
}

/* Whose box @field is: one of the form's components, or NULL. */
static const struct form_component *owner(const struct form *form, const char *field)
{
	for (size_t i = 0; form && i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++) {
			const struct form_component *component = &form->page[i].component[k];
			if (strcmp(component->name, field) == 0)
				return component;
			for (size_t f = 0; f < component->field_count; f++)
				if (strcmp(component->field[f], field) == 0)
					return component;
		}
	return NULL;
}

bool visit_hides_field(const struct visit *visit, const char *field)
{
	return visit->mask.viewer != VIEWER_RESIDENT && *field && visit_hides(visit, owner(visit->form, field));
}

bool visit_answered(const struct visit *visit, const struct form_component *component)
{
	for (size_t i = 0; i < component->field_count; i++) {
		const char *value = answers_get(visit->answers, component->field[i]);
		if (value && *value)
			return true;
	}
	return false;
}

enum privacy_class visit_page_privacy(const struct visit *visit, const struct form_page *page)
{
	enum privacy_class most = PRIVACY_PUBLIC;
	for (size_t i = 0; i < page->count; i++)
		if (component_asks(page->component[i].kind) && page->component[i].privacy > most && !visit_hides(visit, &page->component[i]))
			most = page->component[i].privacy;
	return most;
}

/* Dots where something was typed; a choice or a day has no words at all. */
static void dot(struct answers *answers, const struct form_component *component)
{
	const char *value = answers_get(answers, component->name);
	bool words = component->field_count == 1 && !component->list && component->kind != COMPONENT_YES_NO && component->kind != COMPONENT_NUMBER;
	bool dots = words && value && *value;
	for (size_t i = 0; i < component->field_count; i++)
		answers_remove(answers, component->field[i]);
	if (dots)
		(void)!answers_set(answers, component->name, "•••");
}

struct answers *visit_shown_answers(const struct visit *visit)
{
	struct answers *shown = answers_new();
	answers_copy(shown, visit->answers);
	for (size_t i = 0; visit->form && i < visit->form->page_count; i++)
		for (size_t k = 0; k < visit->form->page[i].count; k++)
			if (visit_hides(visit, &visit->form->page[i].component[k]))
				dot(shown, &visit->form->page[i].component[k]);
	return shown;
}

/* ---- acts ---- */

/* The answer that "choice:NAME:…" changes, or a line of check answers shows. */
static const struct form_component *named(const struct form *form, const char *name, size_t length)
{
	for (size_t i = 0; form && i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++) {
			const struct form_component *component = &form->page[i].component[k];
			if (length > 0 && strlen(component->name) == length && strncmp(component->name, name, length) == 0)
				return component;
		}
	return NULL;
}

/* A choice that names no question is about any of the page. */
static bool refuses_choice(const struct visit *visit, const char *node_id)
{
	const struct form_page *page = visit_page(visit);
	const char *name = strncmp(node_id, "choice:", 7) == 0 ? node_id + 7 : NULL;
	if (name)
		return visit_hides(visit, named(visit->form, name, strcspn(name, ":")));
	for (size_t i = 0; page && i < page->count; i++)
		if (visit_hides(visit, &page->component[i]))
			return true;
	return false;
}

bool privacy_refuses(const struct visit *visit, enum action action, const struct act *act)
{
	static const bool types[ACTION_COUNT] = { /* in the box that has the keyboard */
		[ACTION_TYPE] = true, [ACTION_DELETE] = true, [ACTION_CLEAR] = true, [ACTION_CARET] = true, [ACTION_CARET_WORD] = true, [ACTION_SELECT] = true,
		[ACTION_SELECT_WORD] = true, [ACTION_SELECT_ALL] = true, [ACTION_PLACE] = true, [ACTION_UNDO] = true, [ACTION_SUGGESTED] = true, [ACTION_SET] = true,
	};
	if (visit->mask.viewer == VIEWER_RESIDENT)
		return false;
	if (types[action])
		return visit_hides_field(visit, visit->field);
	if (action == ACTION_FIELD)
		return visit_hides_field(visit, act->text);
	return (action == ACTION_CHOOSE || action == ACTION_LOOKUP || action == ACTION_SKIP) && refuses_choice(visit, act->node_id);
}

static bool on_page(const struct form_page *page, const struct form_component *component)
{
	return page && component >= page->component && component < page->component + page->count;
}

unsigned privacy_reveal(struct visit *visit, const char *name)
{
	const struct form_component *component = named(visit->form, name, strlen(name));
	bool here = visit->sheet == SHEET_HANDBACK || (visit->sheet == SHEET_NONE && (visit->place == PLACE_CHECK || on_page(visit_page(visit), component)));
	if (!component || !here || component->privacy == PRIVACY_SECRET || !visit_hides(visit, component))
		return 0;
	mask_reveal(&visit->mask, component->name, visit->mono_ms + visit->times.ms[TIMES_REVEAL]);
	if (visit->sheet == SHEET_HANDBACK)
		return EFFECT_REBUILD; /* nobody helps any more */
	if (visit->place == PLACE_QUESTION && visit_hides_field(visit, visit->field))
		field_focus(visit, "");
	if (visit->place == PLACE_QUESTION && !*visit->field && component->field_count)
		field_focus(visit, component->field[0]);
	assist_tell_why(visit, "reveal", component->name, visit->assist.spoken);
	return EFFECT_REBUILD | EFFECT_ASSIST;
}
