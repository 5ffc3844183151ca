/* SPDX-License-Identifier: MIT */
/* unit.forms_shipped - the services in assets/forms: without a warning, whole in Welsh, every kind used, every branch right. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/route.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { SERVICE_MAX = 20 };

struct shipped { struct form *form[SERVICE_MAX]; size_t count; };
static struct shipped shipped;

static int load(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES];
	given_source("assets/forms", folder);
	DIR *forms = opendir(folder);
	assert_non_null(forms);
	for (const struct dirent *entry; (entry = readdir(forms)); ) {
		char path[GIVEN_PATH_BYTES];
		const char *dot = strchr(entry->d_name, '.');
		if (!dot || dot == entry->d_name || strcmp(dot, ".json") != 0)
			continue;
		assert_true(shipped.count < SERVICE_MAX);
		snprintf(path, sizeof path, "assets/forms/%.200s", entry->d_name);
		shipped.form[shipped.count++] = given_form_file(path);
	}
	closedir(forms);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	while (shipped.count > 0)
		form_free(shipped.form[--shipped.count]);
	return 0;
}

static struct form *service(const char *code)
{
	for (size_t i = 0; i < shipped.count; i++)
		if (strcmp(shipped.form[i]->service.code, code) == 0)
			return shipped.form[i];
	fail_msg("%s is not shipped", code);
	return NULL;
}

static void each_service_loads_without_a_warning(void **state)
{
	(void)state;
	assert_true(shipped.count >= 2);
	for (size_t i = 0; i < shipped.count; i++)
		for (size_t k = 0; k < shipped.form[i]->warning_count; k++)
			fail_msg("%s: %s", shipped.form[i]->name, shipped.form[i]->warning[k]);
}

static void welsh(const struct form *form, const char *kind, const char *id, const char *key, const char *english)
{
	bool own = false;
	if (!english || !*english)
		return;
	form_text(form, "cy", kind, id, key, english, &own);
	if (!own)
		fail_msg("%s: %s.%s.%s (\"%.60s\") has no Welsh", form->service.code, kind, id, key, english);
}

static void welsh_component(const struct form *form, const struct form_component *component)
{
	welsh(form, "components", component->id, "title", component->title);
	welsh(form, "components", component->id, "hint", component->hint);
	welsh(form, "components", component->id, "content", component->content);
	welsh(form, "components", component->id, "shortDescription", component->short_title);
	welsh(form, "components", component->id, "errorDescription", component->error_title);
	welsh(form, "components", component->id, "declarationConfirmationLabel", component->confirm_label);
	for (size_t i = 0; component->list && i < component->list->count; i++) {
		welsh(form, "listItems", component->list->item[i].id, "text", component->list->item[i].text);
		welsh(form, "listItems", component->list->item[i].id, "hint", component->list->item[i].hint);
	}
}

static void welsh_service(const struct form *form)
{
	const struct form_service *about = &form->service;
	char id[32];
	welsh(form, "form", "", "title", form->name);
	welsh(form, "kiosk", "summary", "", about->summary);
	welsh(form, "kiosk", "who", "", about->who);
	welsh(form, "kiosk", "promise", "", about->standard_promise);
	welsh(form, "kiosk", "ifLate", "", about->if_late);
	welsh(form, "kiosk", "privacyLine", "", about->privacy_line);
	welsh(form, "kiosk", "contactPlace", "", about->contact_place);
	for (size_t i = 0; i < about->need_count; i++) {
		snprintf(id, sizeof id, "need.%zu", i);
		welsh(form, "kiosk", id, "", about->need[i]);
	}
	for (size_t i = 0; i < about->next_step_count; i++) {
		snprintf(id, sizeof id, "nextSteps.%zu", i);
		welsh(form, "kiosk", id, "", about->next_step[i]);
	}
}

static void each_service_is_whole_in_welsh(void **state)
{
	(void)state;
	for (size_t i = 0; i < shipped.count; i++) {
		const struct form *form = shipped.form[i];
		welsh_service(form);
		for (size_t p = 0; p < form->page_count; p++) {
			welsh(form, "pages", form->page[p].id, "title", form->page[p].title);
			for (size_t c = 0; c < form->page[p].count; c++)
				welsh_component(form, &form->page[p].component[c]);
		}
	}
}

static void together_they_use_every_kind_that_the_screens_were_made_for(void **state)
{
	(void)state;
	bool kind[COMPONENT_KIND_COUNT] = { false }, page[PAGE_DESK + 1] = { false };
	for (size_t i = 0; i < shipped.count; i++)
		for (size_t p = 0; p < shipped.form[i]->page_count; p++) {
			page[shipped.form[i]->page[p].kind] = true;
			for (size_t c = 0; c < shipped.form[i]->page[p].count; c++)
				kind[shipped.form[i]->page[p].component[c].kind] = true;
		}
	for (int k = 0; k <= COMPONENT_DETAILS; k++)
		if (!kind[k] && (k <= COMPONENT_DECLARATION || k >= COMPONENT_CONTENT))
			fail_msg("no service has a %s", component_kind_name((enum component_kind)k));
	for (int k = 0; k <= PAGE_SUMMARY; k++)
		assert_true(page[k]);
}

static void each_service_says_what_a_counter_must_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < shipped.count; i++) {
		const struct form_service *about = &shipped.form[i]->service;
		assert_true(*about->summary && *about->who && *about->icon && *about->topic && *about->standard_promise);
		assert_true(*about->if_late && *about->contact_phone && *about->contact_place && *about->privacy_line);
		assert_true(about->minutes > 0 && about->need_count > 0 && about->next_step_count > 0 && about->standard_value > 0);
		assert_string_not_equal(shipped.form[i]->reference_prefix, "FO");
	}
}

static void goes(const struct form *form, const char *pairs, const char *last, bool complete)
{
	struct answers *answers = given_answers(pairs);
	struct form_route route;
	route_walk(form, answers, given_today, &route);
	const char *path = form->page[route.page[route.count - 1]].path;
	if (strcmp(path, last) != 0 || route.complete != complete)
		fail_msg("%s ends at %s, not at %s", pairs, path, last);
	answers_free(answers);
}

#define PLACE "place__addressLine1=14 Mill Lane;place__town=Mereford;place__postcode=MF2 4QT;"

static void a_missed_bin_is_reported_along_every_branch(void **state)
{
	(void)state;
	const struct form *form = service("missed-bin");
	static const char start[] = PLACE "bin=recycling;due__day=20;due__month=11;due__year=2026;";
	char pairs[600];
	snprintf(pairs, sizeof pairs, "%sassisted=false;outInTime=false;tagged=false;contact=none;trueStatement=true", start);
	goes(form, pairs, "/not-out", false);
	snprintf(pairs, sizeof pairs, "%sassisted=true;outInTime=false;tagged=false;contact=none;trueStatement=true", start);
	goes(form, pairs, "/summary", true); /* whose bin we fetch need not put it out */
	snprintf(pairs, sizeof pairs, "%sassisted=false;outInTime=true;tagged=true;contact=text;trueStatement=true", start);
	goes(form, pairs, "/phone", false);
	snprintf(pairs, sizeof pairs, "%sassisted=false;outInTime=true;tagged=true;contact=phone;phone=07700 900418;trueStatement=true", start);
	goes(form, pairs, "/summary", true);
	snprintf(pairs, sizeof pairs, "%sassisted=false;outInTime=true;tagged=false;contact=email;phone=07700 900418;trueStatement=true", start);
	goes(form, pairs, "/email", false);
	snprintf(pairs, sizeof pairs, "%sassisted=false;outInTime=true;tagged=false;contact=none", start);
	goes(form, pairs, "/true", false);
}

static void a_bin_cannot_have_been_due_in_the_future_or_long_ago(void **state)
{
	(void)state;
	const struct form *form = service("missed-bin");
	int page = form_page_at(form, "/when");
	assert_string_equal(given_errors(form, page, "due__day=22;due__month=11;due__year=2026"), "due__day date-latest 2026-11-21");
	assert_string_equal(given_errors(form, page, "due__day=21;due__month=11;due__year=2026"), "");
	assert_string_equal(given_errors(form, page, "due__day=6;due__month=11;due__year=2026"), "due__day date-earliest 2026-11-07");
}

static void a_garden_bin_is_ordered_along_every_branch(void **state)
{
	(void)state;
	const struct form *form = service("garden-waste");
	static const char start[] = "home__addressLine1=14 Mill Lane;home__town=Mereford;home__postcode=MF2 4QT;bins=2;keep=side;fullName=Ann;agree=true;";
	char pairs[400];
	goes(form, start, "/summary", true);
	snprintf(pairs, sizeof pairs, "%sreminders=text", start);
	goes(form, pairs, "/phone", false);
	snprintf(pairs, sizeof pairs, "%sreminders=email;reminders=calendar", start);
	goes(form, pairs, "/email", false);
	snprintf(pairs, sizeof pairs, "%sreminders=email;reminders=text;mobile=07700 900418;email=ann@example.org", start);
	goes(form, pairs, "/summary", true);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(each_service_loads_without_a_warning, load, drop),
		cmocka_unit_test_setup_teardown(each_service_is_whole_in_welsh, load, drop),
		cmocka_unit_test_setup_teardown(together_they_use_every_kind_that_the_screens_were_made_for, load, drop),
		cmocka_unit_test_setup_teardown(each_service_says_what_a_counter_must_say, load, drop),
		cmocka_unit_test_setup_teardown(a_missed_bin_is_reported_along_every_branch, load, drop),
		cmocka_unit_test_setup_teardown(a_bin_cannot_have_been_due_in_the_future_or_long_ago, load, drop),
		cmocka_unit_test_setup_teardown(a_garden_bin_is_ordered_along_every_branch, load, drop),
	};
	return cmocka_run_group_tests_name("forms_shipped", cases, NULL, NULL);
}
