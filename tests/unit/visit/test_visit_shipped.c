/* SPDX-License-Identifier: MIT */
/* unit.visit_shipped - the forms that are shipped, filled in at random until each was finished: no page is a dead end. */
#include "tests/unit/visit/monkey.h"
#include "tests/unit/visit/visit_given.h"

#include <string.h>

enum { VISITS = 200, PAGES_MAX = 200 };

static void no_shipped_form_is_broken(void **state)
{
	struct given *given = *state;
	for (size_t i = 0; i < given->visit.broken_count; i++)
		print_error("%s\n", given->visit.broken[i]);
	assert_int_equal(given->visit.broken_count, 0);
	assert_non_null(services_find(&given->house.services, "missed-bin"));
}

static const char *text_for(const struct form_component *component, struct monkey *monkey)
{
	static const char *const dates[] = { "2026-11-20", "2026-11-22", "2026-11-23" };
	static const char *const words[] = { "Siân O'Neill", "12 Mill Lane", "MF2 4QT", "710 023 456", "30 94 30", "0123 4567", "7291", "MF51 ABC", "HS12345" };
	switch (component->kind) {
	case COMPONENT_DATE: return dates[monkey_pick(monkey, 3)];
	case COMPONENT_NUMBER: return "2";
	case COMPONENT_PHONE: return "020 7946 0018";
	case COMPONENT_EMAIL: return "ada@example.org";
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_ADDRESS: case COMPONENT_YES_NO: case COMPONENT_RADIOS:
	case COMPONENT_CHECKBOXES: case COMPONENT_SELECT: case COMPONENT_DECLARATION: case COMPONENT_CONTENT: case COMPONENT_DETAILS:
	case COMPONENT_LIST: case COMPONENT_MONTH_YEAR: case COMPONENT_DATE_TIME: case COMPONENT_WEBSITE: case COMPONENT_HIDDEN: case COMPONENT_PLACE:
	case COMPONENT_FILE: case COMPONENT_PAYMENT: case COMPONENT_KIND_COUNT:
		break;
	}
	return words[monkey_pick(monkey, sizeof words / sizeof words[0])];
}

static void fill_boxes(struct given *given, const struct form_component *component, struct monkey *monkey)
{
	static const char *const parts[] = { "addressLine1", "town", "postcode" };
	static const char *const address[] = { "12 Mill Lane", "Mereford", "MF2 4QT" };
	char field[VISIT_FIELD_MAX_BYTES];
	for (size_t i = 0; component->kind == COMPONENT_ADDRESS && i < 3; i++) {
		snprintf(field, sizeof field, "%s__%s", component->name, parts[i]);
		put(given, field, address[i]);
	}
	snprintf(field, sizeof field, "%s%s", component->name, component->kind == COMPONENT_DATE ? "__day" : "");
	put(given, field, text_for(component, monkey));
}

static void fill_page(struct given *given, struct monkey *monkey)
{
	const struct form_page *page = &given->visit.form->page[given->visit.page];
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		if (component->kind == COMPONENT_YES_NO || component->kind == COMPONENT_DECLARATION)
			choose(given, component->name, component->kind == COMPONENT_DECLARATION || monkey_pick(monkey, 2) ? "true" : "false");
		else if (component->list && component_asks(component->kind))
			choose(given, component->name, component->list->item[monkey_pick(monkey, (unsigned)component->list->count)].value);
		else if (component_asks(component->kind))
			fill_boxes(given, component, monkey);
	}
}

/* One visit to an end: check answers, or a page that says where to go instead. */
static bool reaches_check(struct given *given, const char *code, struct monkey *monkey)
{
	begin(given, code);
	for (int pages = 0; pages < PAGES_MAX; pages++) {
		if (given->visit.place == PLACE_CHECK)
			return true;
		if (given->visit.form->page[given->visit.page].kind == PAGE_TERMINAL) {
			assert_true(do_(given, ACTION_BACK) != 0);
			return false;
		}
		fill_page(given, monkey);
		do_(given, ACTION_CONTINUE);
		if (given->visit.sheet == SHEET_DOUBT)
			do_number(given, ACTION_DOUBT, 0);
		if (given->visit.sheet == SHEET_WAYS)
			do_(given, ACTION_CLOSE);
	}
	fail_msg("%s never ends: it stands at %s with %zu errors", code, page_path(given), given->visit.error_count);
	return false;
}

static void every_shipped_form_can_be_finished(void **state)
{
	struct given *given = *state;
	struct monkey monkey = monkey_new();
	for (size_t i = 0; i < given->visit.service_count; i++) {
		const char *code = given->visit.service[i]->service.code;
		int finished = 0;
		for (int visit = 0; visit < VISITS; visit++) {
			finished += reaches_check(given, code, &monkey);
			do_(given, ACTION_FINISH);
		}
		print_message("%s: %d of %d visits reached check answers\n", code, finished, VISITS);
		assert_true(finished > 0);
	}
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(no_shipped_form_is_broken), CASE(every_shipped_form_can_be_finished) };
	return cmocka_run_group_tests_name("visit_shipped", cases, NULL, NULL);
}
