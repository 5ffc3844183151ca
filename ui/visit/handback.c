/* SPDX-License-Identifier: MIT */
/* handback.c - differences are found again each time, so what was put back is none any more. */
#include "ui/visit/handback.h"

#include "firmware/base/json.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/route.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { EDITS_TOLD_MAX = 50 };

static bool same(const struct answers *one, const struct answers *other, const char *field)
{
	size_t count = answers_count(one, field);
	if (count != answers_count(other, field))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(answers_at(one, field, i), answers_at(other, field, i)) != 0)
			return false;
	return true;
}

static bool differs(const struct visit *visit, const struct form_component *component, const size_t *item)
{
	char name[REPEAT_FIELD_BYTES];
	for (size_t i = 0; component_asks(component->kind) && i < component->field_count; i++)
		if (!same(visit->before, visit->answers, item ? repeat_field(component->field[i], *item, name) : component->field[i]))
			return true;
	return false;
}

static bool repeat_differs(const struct visit *visit, const struct form_page *page)
{
	size_t before = repeat_count(visit->before, page), now = repeat_count(visit->answers, page);
	for (size_t item = 0; item < now && before == now; item++)
		for (size_t i = 0; i < page->count; i++)
			if (differs(visit, &page->component[i], &item))
				return true;
	return before != now;
}

size_t handback_changes(const struct visit *visit, struct handback_change ret[static HANDBACK_MAX])
{
	struct form_route route;
	size_t count = 0;
	if (!visit->form)
		return 0;
	route_walk(visit->form, visit->answers, visit->today, &route);
	for (size_t i = 0; i < route.count; i++) {
		const struct form_page *page = &visit->form->page[route.page[i]];
		if (page->repeat && repeat_differs(visit, page) && count < HANDBACK_MAX)
			ret[count++] = (struct handback_change){ route.page[i], page->component, true };
		for (size_t k = 0; k < page->count && !page->repeat && count < HANDBACK_MAX; k++)
			if (differs(visit, &page->component[k], NULL))
				ret[count++] = (struct handback_change){ route.page[i], &page->component[k], false };
	}
	return count;
}

void handback_remember(struct visit *visit)
{
	answers_copy(visit->before, visit->answers);
	visit->handback = (struct handback){ .page = -1 };
}

void handback_forget(struct visit *visit)
{
	answers_clear(visit->before);
	if (visit->handback.on)
		visit->mask = (struct mask){ .viewer = VIEWER_RESIDENT };
	visit->handback = (struct handback){ .page = -1 };
}

static unsigned show(struct visit *visit)
{
	if (visit->sheet == SHEET_NONE)
		visit->list_page_under = visit->list_page;
	visit->sheet = SHEET_HANDBACK;
	visit->list_page = 0;
	visit->mask = (struct mask){ .viewer = VIEWER_STAFF };
	return EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}

static unsigned over(struct visit *visit)
{
	bool shown = visit->sheet == SHEET_HANDBACK;
	assist_tell(visit, "handback", "accepted");
	handback_forget(visit);
	if (shown) {
		visit->sheet = SHEET_NONE;
		visit->list_page = visit->list_page_under;
	}
	return EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP | EFFECT_ASSIST;
}

/* More than anybody types, which a row of its own says. */
void handback_tell(struct visit *visit)
{
	struct handback_change changes[HANDBACK_MAX];
	size_t count = handback_changes(visit, changes);
	for (size_t i = 0; i < count && i < EDITS_TOLD_MAX; i++)
		assist_tell(visit, "field_edit_by_staff", changes[i].component->name);
	if (count > EDITS_TOLD_MAX)
		assist_tell(visit, "field_edit_by_staff", "more");
}

unsigned handback_begin(struct visit *visit, const char *name)
{
	struct handback_change changes[HANDBACK_MAX];
	if (handback_changes(visit, changes) == 0) {
		handback_forget(visit);
		return 0;
	}
	handback_tell(visit);
	visit->handback = (struct handback){ .on = true, .page = -1 };
	text_put(visit->handback.name, sizeof visit->handback.name, name);
	return show(visit) | EFFECT_ASSIST;
}

/* The next, or nothing more is to be seen. */
static unsigned next(struct visit *visit)
{
	struct handback_change changes[HANDBACK_MAX];
	if ((size_t)visit->handback.at >= handback_changes(visit, changes))
		return over(visit);
	mask_cover(&visit->mask);
	visit->list_page = 0;
	return EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}

static void put_back(struct visit *visit, const char *field)
{
	answers_remove(visit->answers, field);
	for (size_t i = 0; i < answers_count(visit->before, field); i++)
		if (answers_add(visit->answers, field, answers_at(visit->before, field, i)) != FAIL_NONE)
			fail_clear(); /* there was room for it before */
}

static void put_back_repeat(struct visit *visit, const struct form_page *page)
{
	char name[REPEAT_FIELD_BYTES];
	while (repeat_count(visit->answers, page) > 0)
		repeat_remove(visit->answers, page, repeat_count(visit->answers, page) - 1);
	for (size_t item = 0; item < repeat_count(visit->before, page); item++)
		for (size_t i = 0; i < page->count; i++)
			for (size_t k = 0; k < page->component[i].field_count; k++)
				put_back(visit, repeat_field(page->component[i].field[k], item, name));
}

static unsigned undo(struct visit *visit, const struct handback_change *change)
{
	if (change->repeat)
		put_back_repeat(visit, &visit->form->page[change->page]);
	for (size_t i = 0; !change->repeat && i < change->component->field_count; i++)
		put_back(visit, change->component->field[i]);
	visit_changed(visit);
	return next(visit);
}

static unsigned change_it(struct visit *visit, int page)
{
	visit->handback.page = page;
	visit->mask = (struct mask){ .viewer = VIEWER_RESIDENT };
	visit->changing = true;
	return page_show(visit, page) | EFFECT_KEEP;
}

unsigned act_handback(struct visit *visit, const struct act *act)
{
	struct handback_change changes[HANDBACK_MAX];
	size_t at = (size_t)visit->handback.at;
	if (visit->sheet != SHEET_HANDBACK || at >= handback_changes(visit, changes))
		return visit->sheet == SHEET_HANDBACK ? over(visit) : 0;
	if (strcmp(act->text, "all") == 0)
		return over(visit);
	if (strcmp(act->text, "undo") == 0)
		return undo(visit, &changes[at]);
	if (strcmp(act->text, "change") == 0)
		return change_it(visit, changes[at].page);
	if (strcmp(act->text, "keep") != 0)
		return 0;
	visit->handback.at++;
	return next(visit);
}

/* Another sheet was closed over it, or the page where one is changed was left: it goes on. */
unsigned handback_follow(struct visit *visit)
{
	struct handback *handback = &visit->handback;
	struct handback_change changes[HANDBACK_MAX];
	bool there = (visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS) && visit->page == handback->page;
	if (!handback->on || visit->sheet != SHEET_NONE || there)
		return 0;
	handback->page = -1;
	if ((size_t)handback->at >= handback_changes(visit, changes))
		return over(visit);
	return show(visit);
}

json_t *handback_copy(const struct visit *visit)
{
	return json_pack("{s:b, s:s, s:i, s:i, s:o}", "on", visit->handback.on, "name", visit->handback.name, "at", visit->handback.at, "page", visit->handback.page, "before", answers_to_json(visit->before));
}

enum fail handback_restore(const json_t *copy, struct visit *to)
{
	const char *name;
	int64_t at, page;
	TRY(json_take_text(copy, "name", sizeof to->handback.name - 1, &name));
	TRY(json_take_int(copy, "at", 0, HANDBACK_MAX, &at));
	TRY(json_take_int(copy, "page", -1, FORM_PAGE_MAX - 1, &page));
	to->handback = (struct handback){ .on = json_bool_or(copy, "on", false), .at = (int)at, .page = (int)page };
	text_put(to->handback.name, sizeof to->handback.name, name);
	bool shown = to->sheet == SHEET_HANDBACK || to->sheet_under == SHEET_HANDBACK;
	if (shown && !to->handback.on)
		return FAIL(INPUT, "handed back, and nobody helped");
	if (shown)
		to->mask = (struct mask){ .viewer = VIEWER_STAFF };
	return answers_from_json(to->before, json_object_get(copy, "before"));
}
