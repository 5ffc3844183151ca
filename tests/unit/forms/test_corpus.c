/* SPDX-License-Identifier: MIT */
/* unit.forms_corpus - other people's definitions, if FOYER_CONFORMANCE names the folder that holds them: loaded, and walked from the first page to the end. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/file.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wanted { const char *file; const char *answers; const char *last; };

/* Answers that lead to the end; a form whose branches end early has a line for each. */
static const struct wanted wanted[] = {
	{ "src__server__forms__page-events", "applicantFirstName=Ann;applicantLastName=Lee;dateOfBirth__day=27;dateOfBirth__month=3;dateOfBirth__year=1980", "/summary" },
	{ "test__form__definitions__conditions-relative-dates-v2", "ybMHIv__day=1;ybMHIv__month=1;ybMHIv__year=1990;oIeksl=a;LWbrqm=b", "/summary" },
	{ "test__form__definitions__conditions-relative-dates-v2", "ybMHIv__day=20;ybMHIv__month=11;ybMHIv__year=2026;TmZcId=a;MgrNEz=b", "/summary" },
	{ "test__form__definitions__joined-conditions-simple-v2", "userName=Bob;isOverEighteen=true", "/summary" },
	{ "test__form__definitions__joined-conditions-simple-v2", "userName=Ann", "/summary" },
	{ "test__form__definitions__joined-conditions-complex-v2", "fsZNJr=Bob;DaBGpS=true;eNanXF__day=1;eNanXF__month=1;eNanXF__year=2001;favoriteColor=blue;occupation=none;complexField=x", "/summary" },
	{ "test__form__definitions__plugin-options", "licenceLength=365", "/summary" },
	{ "test__form__definitions__postcode-lookup", "ybMHIv__addressLine1=1 Street;ybMHIv__town=Mereford;ybMHIv__postcode=mf24qt", "/summary" },
};

/* These two are answered by rule: what is first on each list, or its last. */
static const char *const by_rule[] = { "test__form__definitions__conditions-complex-cond-order-1", "test__form__definitions__conditions-complex-cond-order-2" };

static const char *conformance(void)
{
	const char *folder = getenv("FOYER_CONFORMANCE");
	if (!folder) {
		printf("skipped: FOYER_CONFORMANCE does not name a folder with other people's definitions\n");
		skip();
	}
	return folder;
}

static struct form *load(const char *folder, const char *file)
{
	char path[PATH_MAX];
	struct form *form = NULL;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	snprintf(path, sizeof path, "%s/corpus/DEFRA+forms-engine-plugin/%s.json", folder, file);
	assert_int_equal(file_read(path, &bytes), FAIL_NONE);
	fail_clear();
	if (form_load(buffer_text(&bytes), bytes.size_bytes, "corpus", &form) != FAIL_NONE)
		fail_msg("%s: %s", file, fail_words());
	return form;
}

static void each_definition_is_walked_to_its_summary(void **state)
{
	(void)state;
	const char *folder = conformance();
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		struct form *form = load(folder, wanted[i].file);
		struct answers *answers = given_answers(wanted[i].answers);
		struct form_route route;
		route_walk(form, answers, given_today, &route);
		const char *last = form->page[route.page[route.count - 1]].path;
		if (!route.complete || strcmp(last, wanted[i].last) != 0)
			fail_msg("%s with %s ends at %s", wanted[i].file, wanted[i].answers, last);
		answers_free(answers);
		form_free(form);
	}
}

static void answer_component(struct answers *answers, const struct form_component *component, bool first)
{
	const char *name = component->name;
	enum fail code = FAIL_NONE;
	switch (component->kind) {
	case COMPONENT_YES_NO: code = answers_set(answers, name, first ? "true" : "false"); break;
	case COMPONENT_RADIOS: case COMPONENT_CHECKBOXES: case COMPONENT_SELECT:
		code = answers_set(answers, name, component->list->item[first ? 0 : component->list->count - 1].value);
		break;
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: code = answers_set(answers, name, "words"); break;
	case COMPONENT_NUMBER: code = answers_set(answers, name, "1"); break;
	case COMPONENT_EMAIL: code = answers_set(answers, name, "ann@example.org"); break;
	case COMPONENT_PHONE: code = answers_set(answers, name, "01632 960001"); break;
	case COMPONENT_DATE: case COMPONENT_ADDRESS: case COMPONENT_DECLARATION: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST:
	case COMPONENT_KIND_COUNT:
		break;
	}
	assert_int_equal(code, FAIL_NONE);
}

/* Answer page after page until the walk ends; the first page is always answered so that the form goes on. */
static const char *answer_all(const struct form *form, bool first)
{
	struct answers *answers = answers_new();
	struct form_route route;
	route_walk(form, answers, given_today, &route);
	for (size_t turn = 0; route.blocked_page >= 0 && turn < form->page_count; turn++) {
		const struct form_page *page = &form->page[route.blocked_page];
		for (size_t i = 0; i < page->count; i++)
			answer_component(answers, &page->component[i], first || route.blocked_page == 0);
		route_walk(form, answers, given_today, &route);
	}
	answers_free(answers);
	return form->page[route.page[route.count - 1]].path;
}

static void the_long_forms_end_at_their_summary_or_where_they_say_so(void **state)
{
	(void)state;
	const char *folder = conformance();
	for (size_t i = 0; i < sizeof by_rule / sizeof by_rule[0]; i++) {
		struct form *form = load(folder, by_rule[i]);
		assert_string_equal(answer_all(form, true), "/summary");
		const char *other = answer_all(form, false);
		assert_int_equal(form->page[form_page_at(form, other)].kind, PAGE_TERMINAL);
		struct answers *answers = given_answers("NKpEWI=false");
		struct form_route route;
		route_walk(form, answers, given_today, &route);
		assert_string_equal(form->page[route.page[route.count - 1]].path, "/you-will-need-to-use-a-different-service");
		answers_free(answers);
		form_free(form);
	}
}

static void page_events_are_ignored_with_a_warning(void **state)
{
	(void)state;
	struct form *form = load(conformance(), "src__server__forms__page-events");
	assert_true(given_warning(form, "The page /date-of-birth calls another computer"));
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_definition_is_walked_to_its_summary),
		cmocka_unit_test(the_long_forms_end_at_their_summary_or_where_they_say_so),
		cmocka_unit_test(page_events_are_ignored_with_a_warning),
	};
	return cmocka_run_group_tests_name("forms_corpus", cases, NULL, NULL);
}
