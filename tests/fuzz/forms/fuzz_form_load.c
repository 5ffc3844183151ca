/* SPDX-License-Identifier: MIT */
/* fuzz.form_load - a definition of any bytes; what loads is walked, shown in Welsh and reviewed without answers and with some. */
#include "firmware/forms/fill.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include "firmware/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 4 * 1024 * 1024 };
static const struct date today = { 2026, 11, 21 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The first option, "true", or a small number: whatever the kind takes. */
static void answer(struct answers *answers, const struct form_component *component)
{
	for (size_t i = 0; i < component->field_count; i++) {
		const char *value = component->list && component->list->count ? component->list->item[0].value : component->kind == COMPONENT_YES_NO ? "true" : "1";
		if (answers_set(answers, component->field[i], value) != FAIL_NONE)
			return;
	}
}

static void walk(const struct form *form, const struct answers *answers)
{
	struct form_route route;
	size_t place = 0;
	route_walk(form, answers, today, &route);
	if (route.count == 0 || route.count > form->page_count)
		abort();
	for (size_t i = 0; i < route.count; i++)
		if (i > 0 && !form->by_links && route_previous(form, answers, today, route.page[i]) != route.page[i - 1])
			abort();
	if (route_expected(form, answers, today, route.page[route.count - 1], &place) > form->page_count || place == 0)
		abort();
}

/* Kept, opened, kept again, and one of two removed. */
static void repeat(const struct form *form, const struct form_page *page, struct answers *answers)
{
	struct form_error error[FORM_ERROR_MAX];
	if (check_page(form, page, answers, today, error) > FORM_ERROR_MAX)
		abort();
	if (!page->repeat || repeat_keep(answers, page, repeat_count(answers, page)) != FAIL_NONE || repeat_open(answers, page, 0) != FAIL_NONE)
		return;
	if (repeat_keep(answers, page, repeat_count(answers, page)) == FAIL_NONE)
		repeat_remove(answers, page, 0);
	if (repeat_count(answers, page) == 0)
		abort();
}

static void show(const struct form *form, const struct answers *answers)
{
	struct arena arena;
	const struct review_row *row;
	arena_init(&arena, ARENA_BYTES);
	for (size_t i = 0; i < form->page_count; i++) {
		for (size_t k = 0; k < form->page[i].count; k++) {
			const struct form_component *component = &form->page[i].component[k];
			form_blocks_of(form, "cy", component, &arena);
			route_component_shown(form, answers, today, component);
			if (component->list && component->list->count)
				route_item_offered(form, answers, today, &component->list->item[component->list->count - 1]);
		}
		arena_reset(&arena);
	}
	for (size_t i = 0; i < form->page_count; i++) {
		const char *title = fill_text(form, answers, today, "cy", form->page[i].title, &arena);
		if (!utf8_valid(title, strlen(title)))
			abort();
	}
	arena_reset(&arena);
	review_rows(form, answers, today, "cy", &arena, &row);
	arena_done(&arena);
	json_t *record = review_record(form, answers, today, "FO", "2026-11-21T00:00:00Z", "en");
	if (!record)
		abort();
	json_decref(record);
	struct review_fee fee[FORM_FEE_MAX];
	if (review_fees(form, answers, today, fee) > FORM_FEE_MAX)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct form *form = NULL;
	fail_clear();
	if (form_load((const char *)bytes, size, "fuzz", &form) != FAIL_NONE) {
		if (!*fail_words() || !utf8_valid(fail_words(), strlen(fail_words())))
			abort();
		return 0;
	}
	for (size_t i = 0; i < form->warning_count; i++)
		if (!utf8_valid(form->warning[i], strlen(form->warning[i])))
			abort();
	struct answers *answers = answers_new();
	walk(form, answers);
	for (size_t i = 0; i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++)
			answer(answers, &form->page[i].component[k]);
	walk(form, answers);
	for (size_t i = 0; i < form->page_count; i++)
		repeat(form, &form->page[i], answers);
	walk(form, answers);
	show(form, answers);
	answers_free(answers);
	form_free(form);
	return 0;
}
