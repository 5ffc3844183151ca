/* SPDX-License-Identifier: MIT */
/* unit.forms_repeat - answers asked for again and again: kept, changed, removed, counted, recorded; and answers put into texts. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/fill.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <stdlib.h>
#include <string.h>

struct tools { struct form *form; const struct form_page *page; int index; struct answers *answers; };

static struct tools tools_of(const char *pairs)
{
	struct tools tools = { .form = given_fixture("schema1"), .answers = given_answers(pairs) };
	tools.index = form_page_at(tools.form, "/tools");
	tools.page = &tools.form->page[tools.index];
	return tools;
}

static void end(struct tools *tools)
{
	answers_free(tools->answers);
	form_free(tools->form);
}

static void keep(struct tools *tools, const char *tool)
{
	assert_int_equal(answers_set(tools->answers, "tool", tool), FAIL_NONE);
	assert_int_equal(repeat_keep(tools->answers, tools->page, repeat_count(tools->answers, tools->page)), FAIL_NONE);
}

static const char *item(const struct tools *tools, size_t index)
{
	char name[REPEAT_FIELD_BYTES];
	const char *value = answers_get(tools->answers, repeat_field("tool", index, name));
	return value ? value : "";
}

static void what_is_right_is_kept_as_one_more(void **state)
{
	(void)state;
	struct tools tools = tools_of("");
	assert_int_equal(repeat_count(tools.answers, tools.page), 0);
	assert_int_equal(repeat_rule(tools.answers, tools.page), RULE_REPEATS_MIN);
	keep(&tools, "Spade");
	keep(&tools, "Rake");
	assert_int_equal(repeat_count(tools.answers, tools.page), 2);
	assert_string_equal(item(&tools, 0), "Spade");
	assert_string_equal(item(&tools, 1), "Rake");
	assert_null(answers_get(tools.answers, "tool"));
	assert_int_equal(repeat_rule(tools.answers, tools.page), RULE_NONE);
	end(&tools);
}

static void one_is_opened_changed_and_kept_in_its_place(void **state)
{
	(void)state;
	struct tools tools = tools_of("");
	keep(&tools, "Spade");
	keep(&tools, "Rake");
	assert_int_equal(repeat_open(tools.answers, tools.page, 0), FAIL_NONE);
	assert_string_equal(answers_get(tools.answers, "tool"), "Spade");
	assert_int_equal(answers_set(tools.answers, "tool", "Fork"), FAIL_NONE);
	assert_string_equal(item(&tools, 0), "Spade");
	assert_int_equal(repeat_keep(tools.answers, tools.page, 0), FAIL_NONE);
	assert_string_equal(item(&tools, 0), "Fork");
	assert_int_equal(repeat_count(tools.answers, tools.page), 2);
	assert_int_equal(repeat_open(tools.answers, tools.page, 2), FAIL_INPUT);
	assert_int_equal(repeat_keep(tools.answers, tools.page, 3), FAIL_INPUT);
	end(&tools);
}

static void what_is_removed_leaves_no_gap(void **state)
{
	(void)state;
	struct tools tools = tools_of("");
	keep(&tools, "Spade");
	keep(&tools, "Rake");
	keep(&tools, "Hoe");
	repeat_remove(tools.answers, tools.page, 1);
	assert_int_equal(repeat_count(tools.answers, tools.page), 2);
	assert_string_equal(item(&tools, 0), "Spade");
	assert_string_equal(item(&tools, 1), "Hoe");
	assert_string_equal(item(&tools, 2), "");
	repeat_remove(tools.answers, tools.page, 5);
	assert_int_equal(repeat_count(tools.answers, tools.page), 2);
	end(&tools);
}

static void too_many_are_said_and_200_is_the_end(void **state)
{
	(void)state;
	struct tools tools = tools_of("");
	for (int i = 0; i < 4; i++)
		keep(&tools, "Spade");
	assert_int_equal(repeat_rule(tools.answers, tools.page), RULE_REPEATS_MAX);
	for (int i = 4; i < FORM_REPEAT_MAX; i++)
		keep(&tools, "x");
	assert_int_equal(answers_set(tools.answers, "tool", "y"), FAIL_NONE);
	assert_int_equal(repeat_keep(tools.answers, tools.page, FORM_REPEAT_MAX), FAIL_LIMIT);
	assert_string_equal(answers_get(tools.answers, "tool"), "y");
	assert_int_equal(repeat_count(tools.answers, tools.page), FORM_REPEAT_MAX);
	end(&tools);
}

static void what_does_not_fit_changes_nothing(void **state)
{
	(void)state;
	struct tools tools = tools_of("");
	char *long_text = given_repeated("x", 8000, "");
	enum fail code = FAIL_NONE;
	size_t count = 0;
	for (; code == FAIL_NONE && count < 20; count++) {
		assert_int_equal(answers_set(tools.answers, "tool", long_text), FAIL_NONE);
		code = repeat_keep(tools.answers, tools.page, repeat_count(tools.answers, tools.page));
	}
	assert_int_equal(code, FAIL_LIMIT);
	assert_int_equal(repeat_count(tools.answers, tools.page), count - 1);
	assert_string_equal(answers_get(tools.answers, "tool"), long_text);
	assert_string_equal(item(&tools, count - 1), "");
	free(long_text);
	end(&tools);
}

static void the_walk_stops_at_too_few(void **state)
{
	(void)state;
	struct tools tools = tools_of("first=Ann;born__day=1;born__month=1;born__year=2020;site=mill;tool=typed only");
	struct form_route route;
	route_walk(tools.form, tools.answers, given_today, &route);
	assert_int_equal(route.blocked_page, tools.index);
	keep(&tools, "Spade");
	route_walk(tools.form, tools.answers, given_today, &route);
	assert_true(route.complete);
	end(&tools);
}

static void they_are_one_row_and_a_list_in_the_record(void **state)
{
	(void)state;
	struct tools tools = tools_of("first=Ann;born__day=1;born__month=1;born__year=2020;site=mill");
	struct arena arena;
	const struct review_row *row = NULL;
	keep(&tools, "Spade");
	assert_int_equal(answers_set(tools.answers, "bought__month", "4"), FAIL_NONE);
	assert_int_equal(answers_set(tools.answers, "bought__year", "2005"), FAIL_NONE);
	keep(&tools, "Rake");
	arena_init(&arena, 64 * 1024);
	size_t count = review_rows(tools.form, tools.answers, given_today, "en", &arena, &row), seen = 0;
	for (size_t i = 0; i < count; i++)
		if (row[i].repeat && ++seen)
			assert_int_equal(row[i].items, 2);
	assert_int_equal(seen, 1);
	arena_done(&arena);
	json_t *record = review_record(tools.form, tools.answers, given_today, "AB", "2026-11-21T00:00:00Z", "en");
	json_t *wanted = json_pack("[{s:s, s:n}, {s:s, s:{s:i, s:i}}]", "tool", "Spade", "bought", "tool", "Rake", "bought", "month", 4, "year", 2005);
	assert_true(json_equal(json_object_get(json_object_get(json_object_get(record, "data"), "repeaters"), "tools"), wanted));
	assert_null(json_object_get(json_object_get(json_object_get(record, "data"), "main"), "tool"));
	json_decref(wanted);
	json_decref(record);
	end(&tools);
}

static void answers_stand_in_texts_where_they_are_named(void **state)
{
	(void)state;
	static const struct { const char *text, *filled; } samples[] = {
		{ "Which site, {{ first }}?", "Which site, Ann?" }, { "{{'first'|answer}}", "Ann" }, { "{{ site }}", "Mill Lane" }, { "{{ born }}", "1/1/2020" },
		{ "{{ you.first }}", "Ann" }, { "[{{ nobody }}]", "[]" }, { "{% if x %}a{% endif %}", "a" }, { "{{ open", "{{ open" }, { "plain", "plain" }, { "{{}}", "" },
		{ "{{ shed }}", "" }, /* answered on a page that is not walked */
	};
	struct tools tools = tools_of("first= Ann ;born__day=1;born__month=1;born__year=2020;site=mill;shed=true");
	struct arena arena;
	arena_init(&arena, 256 * 1024);
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		assert_string_equal(fill_text(tools.form, tools.answers, given_today, "en", samples[i].text, &arena), samples[i].filled);
	arena_done(&arena);
	end(&tools);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_right_is_kept_as_one_more),
		cmocka_unit_test(one_is_opened_changed_and_kept_in_its_place),
		cmocka_unit_test(what_is_removed_leaves_no_gap),
		cmocka_unit_test(too_many_are_said_and_200_is_the_end),
		cmocka_unit_test(what_does_not_fit_changes_nothing),
		cmocka_unit_test(the_walk_stops_at_too_few),
		cmocka_unit_test(they_are_one_row_and_a_list_in_the_record),
		cmocka_unit_test(answers_stand_in_texts_where_they_are_named),
	};
	return cmocka_run_group_tests_name("forms_repeat", cases, NULL, NULL);
}
