/* SPDX-License-Identifier: MIT */
#include "tests/unit/forms/bad_input_load.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/author/walker.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <stdlib.h>
#include <string.h>

enum { JOURNEYS = 2, REVIEW_BYTES = 1024 * 1024, WORDS_MAX = 512 };
static const struct date today = { 2026, 11, 21 };

static void show(const struct form *form, const struct answers *answers)
{
	struct arena arena;
	const struct review_row *row;
	arena_init(&arena, REVIEW_BYTES);
	for (size_t i = 0; i < form->page_count; i++) {
		for (size_t k = 0; k < form->page[i].count; k++)
			form_blocks_of(form, "cy", &form->page[i].component[k], &arena);
		arena_reset(&arena);
	}
	review_rows(form, answers, today, "cy", &arena, &row);
	arena_done(&arena);
	json_decref(review_record(form, answers, today, "FO", "2026-11-21T00:00:00Z", "en"));
}

static void walk(const struct form *form)
{
	struct walker walker;
	struct form_route route;
	walker_init(&walker, form, today, 7);
	for (int i = 0; i < JOURNEYS; i++)
		walker_go(&walker);
	route_walk(form, walker.answers, today, &route);
	if (route.count == 0 || route.count > form->page_count)
		abort();
	show(form, walker.answers);
	walker_done(&walker);
}

static void one_sentence(const char *words)
{
	if (!*words || strlen(words) > WORDS_MAX || strchr(words, '\n') || !utf8_valid(words, strlen(words)))
		abort();
}

bool bad_input_loads(const char *json, size_t size)
{
	struct form *form = NULL;
	fail_clear();
	if (form_load(json, size, "bad", &form) != FAIL_NONE) {
		one_sentence(fail_words());
		return false;
	}
	for (size_t i = 0; i < form->warning_count; i++)
		one_sentence(form->warning[i]);
	walk(form);
	form_free(form);
	return true;
}
