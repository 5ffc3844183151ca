/* SPDX-License-Identifier: MIT */
/* unit.forms_corpus - other people's definitions, if FOYER_CONFORMANCE names the folder that holds them: loaded, and walked from the first page to the end. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/file.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <dirent.h>
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

/* What each kind may take, one after the other until the page is right. */
static const char *words_for(const struct form_component *component, size_t turn)
{
	static const char *const words[] = { "words", "1", "AB123456", "12345", "ab12cd", "12/345/6789", "MF2 4QT", "AB12", "1234567890", "A1", "123456789", "xxxxxxxxxxxxxxxxxxxxxxxxx", "12:30" };
	switch (component->kind) {
	case COMPONENT_NUMBER: {
		static const char *const numbers[] = { "1", "50", "1000", "60000" };
		return numbers[turn % 4];
	}
	case COMPONENT_EMAIL: return "ann@example.org";
	case COMPONENT_PHONE: return "020 7946 0018";
	case COMPONENT_WEBSITE: return "https://example.org";
	case COMPONENT_PLACE: return component->field_count > 1 ? "1" : "TQ123456";
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_YES_NO: case COMPONENT_RADIOS: case COMPONENT_CHECKBOXES: case COMPONENT_SELECT:
	case COMPONENT_DATE: case COMPONENT_ADDRESS: case COMPONENT_DECLARATION: case COMPONENT_MONTH_YEAR: case COMPONENT_DATE_TIME: case COMPONENT_HIDDEN:
	case COMPONENT_FILE: case COMPONENT_PAYMENT: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST: case COMPONENT_KIND_COUNT:
		break;
	}
	return words[turn % (sizeof words / sizeof words[0])];
}

static void answer_part(struct answers *answers, const char *field, size_t turn)
{
	static const struct { const char *part, *value, *other; } parts[] = {
		{ "day", "21", "23" }, { "month", "11", "11" }, { "year", "2026", "2026" }, { "hour", "12", "12" }, { "minute", "30", "30" }, { "addressLine1", "1 Street", "1 Street" },
		{ "addressLine2", "", "" }, { "town", "Mereford", "Mereford" }, { "county", "", "" }, { "postcode", "MF2 4QT", "MF2 4QT" }, { "uprn", "", "" },
	};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strcmp(strrchr(field, '_') + 1, parts[i].part) == 0)
			assert_int_equal(answers_set(answers, field, turn % 2 ? parts[i].other : parts[i].value), FAIL_NONE);
}

static void answer_component(struct answers *answers, const struct form_component *component, bool first, size_t turn)
{
	const char *name = component->name;
	size_t options = component->list ? component->list->count : 0;
	answers_remove(answers, name);
	if (component->field_count > 1) {
		for (size_t i = 0; i < component->field_count; i++)
			answer_part(answers, component->field[i], turn);
	} else if (component->kind == COMPONENT_YES_NO || component->kind == COMPONENT_DECLARATION) {
		assert_int_equal(answers_set(answers, name, first || component->kind == COMPONENT_DECLARATION ? "true" : "false"), FAIL_NONE);
	} else if (options > 0 && component_asks(component->kind)) {
		size_t at = (first ? turn : options - 1 + turn) % options;
		if (answers_set(answers, name, component->list->item[at].value) != FAIL_NONE)
			fail_msg("%s=%s: %s", name, component->list->item[at].value, fail_words());
		for (size_t more = 1; component->kind == COMPONENT_CHECKBOXES && more <= turn && more < options; more++)
			assert_int_equal(answers_add(answers, name, component->list->item[(at + more) % options].value), FAIL_NONE);
	} else if (component_asks(component->kind)) {
		assert_int_equal(answers_set(answers, name, words_for(component, turn)), FAIL_NONE);
	}
}

/* Until nothing is wrong on the page; a repeated page's answer is kept. */
static void answer_page(const struct form *form, const struct form_page *page, struct answers *answers, bool first)
{
	enum { TURNS = 40 };
	struct form_error error[FORM_ERROR_MAX];
	size_t wrong = 1;
	for (size_t i = 0; i < page->count; i++)
		answer_component(answers, &page->component[i], first, 0);
	for (size_t turn = 1; turn < TURNS && (wrong = check_page(form, page, answers, given_today, error)) > 0; turn++)
		for (size_t i = 0; i < wrong; i++)
			answer_component(answers, error[i].component, first, turn);
	if (page->repeat && wrong == 0)
		assert_int_equal(repeat_keep(answers, page, repeat_count(answers, page)), FAIL_NONE);
}

/* Answer page after page until the walk ends; the first page is always answered so that the form goes on. */
static const char *answer_all(const struct form *form, bool first)
{
	struct answers *answers = answers_new();
	struct form_route route;
	route_walk(form, answers, given_today, &route);
	for (size_t turn = 0; route.blocked_page >= 0 && turn < form->page_count + FORM_REPEAT_MAX; turn++) {
		answer_page(form, &form->page[route.blocked_page], answers, first || route.blocked_page == 0);
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

/* Every kind of end there is: the answers, a page that ends the form, a circle. What stays blocked is not walked. */
static bool is_walked(const struct form *form)
{
	const struct form_page *one = &form->page[form_page_at(form, answer_all(form, true))], *other = &form->page[form_page_at(form, answer_all(form, false))];
	return one->kind == PAGE_SUMMARY || one->kind == PAGE_TERMINAL || other->kind == PAGE_SUMMARY || other->kind == PAGE_TERMINAL;
}

struct counts { size_t files, loaded, walked; };

static void walk_file(const char *path, struct counts *counts)
{
	struct form *form = NULL;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	fail_clear();
	counts->files++;
	enum fail code = file_read(path, &bytes);
	if (code == FAIL_NONE)
		code = form_load(buffer_text(&bytes), bytes.size_bytes, "corpus", &form);
	if (code != FAIL_NONE) {
		printf("refused: %s: %s\n", strrchr(path, '/') + 1, fail_words());
		assert_true(*fail_words());
		return;
	}
	counts->loaded++;
	bool walked = is_walked(form);
	counts->walked += walked;
	if (!walked)
		printf("not walked to an end: %s\n", strrchr(path, '/') + 1);
	form_free(form);
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void each_definition_loads_or_is_refused_and_each_loaded_one_is_walked_to_an_end(void **state)
{
	(void)state;
	char corpus[PATH_MAX], folder[PATH_MAX], path[PATH_MAX];
	struct dirent **set = NULL, **file = NULL;
	struct counts counts = { 0 };
	snprintf(corpus, sizeof corpus, "%s/corpus", conformance());
	int sets = scandir(corpus, &set, not_hidden, alphasort);
	assert_true(sets > 0);
	for (int i = 0; i < sets; i++) {
		assert_int_equal(file_path(folder, sizeof folder, corpus, set[i]->d_name), FAIL_NONE);
		int files = scandir(folder, &file, not_hidden, alphasort);
		for (int k = 0; k < files; k++) {
			assert_int_equal(file_path(path, sizeof path, folder, file[k]->d_name), FAIL_NONE);
			walk_file(path, &counts);
			free(file[k]);
		}
		free(file);
		free(set[i]);
	}
	free(set);
	printf("%zu definitions: %zu loaded, %zu refused, %zu walked to an end\n", counts.files, counts.loaded, counts.files - counts.loaded, counts.walked);
	assert_int_equal(counts.walked, counts.loaded);
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
		cmocka_unit_test(each_definition_loads_or_is_refused_and_each_loaded_one_is_walked_to_an_end),
	};
	return cmocka_run_group_tests_name("forms_corpus", cases, NULL, NULL);
}
