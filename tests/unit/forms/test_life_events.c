/* SPDX-License-Identifier: MIT */
/* unit.forms_life_events - assets/home/home.json: every topic and life event in both languages, with services and icons that exist. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/json.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static json_t *home;

static json_t *asset(const char *path)
{
	char whole[GIVEN_PATH_BYTES], relative[300];
	json_t *json = NULL;
	snprintf(relative, sizeof relative, "assets/%.250s", path);
	given_source(relative, whole);
	assert_int_equal(json_read(whole, FORM_MAX_BYTES, &json), FAIL_NONE);
	return json;
}

static int load(void **state)
{
	(void)state;
	home = asset("home/home.json");
	return 0;
}

static int drop(void **state)
{
	(void)state;
	json_decref(home);
	return 0;
}

static bool there(const char *folder, const char *name, const char *ending)
{
	char path[GIVEN_PATH_BYTES], relative[300];
	struct stat about;
	snprintf(relative, sizeof relative, "assets/%s/%.200s%s", folder, name, ending);
	given_source(relative, path);
	return stat(path, &about) == 0;
}

static void in_both_languages(const json_t *text, const char *what)
{
	if (!*json_text_or(text, "en", "") || !*json_text_or(text, "cy", ""))
		fail_msg("%s is not in English and Welsh", what);
}

static void has_a_name_and_an_icon(const json_t *thing)
{
	const char *id = json_text_or(thing, "id", ""), *icon = json_text_or(thing, "icon", "");
	assert_true(*id);
	in_both_languages(json_object_get(thing, "name"), id);
	if (!there("icons", icon, ".svg"))
		fail_msg("%s: there is no icon \"%s\"", id, icon);
}

static void every_topic_has_a_name_and_an_icon(void **state)
{
	(void)state;
	size_t at;
	const json_t *topic, *topics = json_object_get(home, "topics");
	assert_true(json_array_size(topics) > 0);
	json_array_foreach(topics, at, topic)
		has_a_name_and_an_icon(topic);
}

static void every_life_event_leads_to_services_that_are_there(void **state)
{
	(void)state;
	size_t at, k;
	const json_t *event, *part, *events = json_object_get(home, "life_events");
	assert_int_equal(json_array_size(events), 3);
	json_array_foreach(events, at, event) {
		const char *id = json_text_or(event, "id", "");
		has_a_name_and_an_icon(event);
		in_both_languages(json_object_get(event, "summary"), id);
		json_array_foreach(json_object_get(event, "advice"), k, part)
			in_both_languages(part, id);
		assert_true(json_array_size(json_object_get(event, "services")) > 0);
		json_array_foreach(json_object_get(event, "services"), k, part)
			if (!there("forms", json_string_value(part), ".json"))
				fail_msg("%s: there is no service \"%s\"", id, json_string_value(part));
	}
}

static bool is_topic(const char *id)
{
	size_t at;
	const json_t *topic;
	json_array_foreach(json_object_get(home, "topics"), at, topic)
		if (strcmp(json_text_or(topic, "id", ""), id) == 0)
			return true;
	return false;
}

static void every_service_is_of_a_topic_and_has_its_icon(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES], path[300];
	given_source("assets/forms", folder);
	DIR *forms = opendir(folder);
	assert_non_null(forms);
	for (const struct dirent *entry; (entry = readdir(forms)); ) {
		const char *dot = strchr(entry->d_name, '.');
		if (!dot || dot == entry->d_name || strcmp(dot, ".json") != 0)
			continue;
		snprintf(path, sizeof path, "assets/forms/%.200s", entry->d_name);
		struct form *form = given_form_file(path);
		if (!is_topic(form->service.topic))
			fail_msg("%s: there is no topic \"%s\"", entry->d_name, form->service.topic);
		if (!there("icons", form->service.icon, ".svg"))
			fail_msg("%s: there is no icon \"%s\"", entry->d_name, form->service.icon);
		form_free(form);
	}
	closedir(forms);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_topic_has_a_name_and_an_icon),
		cmocka_unit_test(every_life_event_leads_to_services_that_are_there),
		cmocka_unit_test(every_service_is_of_a_topic_and_has_its_icon),
	};
	return cmocka_run_group_tests_name("forms_life_events", cases, load, drop);
}
