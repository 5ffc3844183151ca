/* SPDX-License-Identifier: MIT */
/* unit.forms_services - each shipped service is walked at random until every page was met and left out; and obeys what kiosk.schema.json lists. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/json.h"
#include "firmware/forms/author/advice.h"
#include "firmware/forms/author/walker.h"
#include "firmware/forms/route.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { SERVICES = 16, SERVICE_MAX = 40, WALKS_LEAST = 40, WALKS_MAX = 4000, CODE_BYTES = 64, SEED = 20261121 };

struct given { char code[SERVICE_MAX][CODE_BYTES]; struct form *form[SERVICE_MAX]; json_t *json[SERVICE_MAX]; json_t *schema; size_t count; };
static struct given given;

static json_t *json_of(const char *name)
{
	char path[GIVEN_PATH_BYTES], relative[160];
	json_t *json = NULL;
	snprintf(relative, sizeof relative, "assets/forms/%.100s", name);
	given_source(relative, path);
	assert_int_equal(json_read(path, FORM_MAX_BYTES, &json), FAIL_NONE);
	return json;
}

static int load(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_source("assets/forms", folder);
	DIR *forms = opendir(folder);
	assert_non_null(forms);
	for (const struct dirent *entry; (entry = readdir(forms)); ) {
		const char *dot = strchr(entry->d_name, '.');
		if (!dot || dot == entry->d_name || strcmp(dot, ".json") != 0)
			continue;
		assert_true(given.count < SERVICE_MAX);
		snprintf(given.code[given.count], CODE_BYTES, "%.*s", (int)(dot - entry->d_name), entry->d_name);
		snprintf(path, sizeof path, "assets/forms/%.200s", entry->d_name);
		given.form[given.count] = given_form_file(path);
		given.json[given.count++] = json_of(entry->d_name);
	}
	closedir(forms);
	given.schema = json_of("kiosk.schema.json");
	return 0;
}

static int drop(void **state)
{
	(void)state;
	while (given.count > 0) {
		form_free(given.form[--given.count]);
		json_decref(given.json[given.count]);
	}
	json_decref(given.schema);
	return 0;
}

/* ---- walks ---- */

/* Once as a resident goes; walked again from the start with the same answers, the way ends at the same page. */
static void walk_once(struct walker *walker)
{
	const struct form *form = walker->form;
	enum walker_end end = walker_go(walker);
	if (end != WALKER_SUMMARY && end != WALKER_TERMINAL)
		fail_msg("%s has no way on from %s", form->service.code, form->page[walker->page].path);
	struct form_route route;
	route_walk(form, walker->answers, given_today, &route);
	if (route.page[route.count - 1] != walker->page || route.complete != (end == WALKER_SUMMARY))
		fail_msg("%s: a way ends at %s, the walk from the start at %s", form->service.code, form->page[walker->page].path, form->page[route.page[route.count - 1]].path);
}

static const char *not_walked(const struct walker *walker, const char **ret_what)
{
	for (size_t i = 0; i < walker->form->page_count; i++) {
		const struct form_page *page = &walker->form->page[i];
		*ret_what = walker->met[i] ? "never left out" : "never reached";
		if (!walker->met[i] || (page->condition && !walker->passed[i]))
			return page->path;
	}
	return NULL;
}

static void every_page_of_every_service_is_reached(void **state)
{
	(void)state;
	assert_int_equal(given.count, SERVICES);
	for (size_t i = 0; i < given.count; i++) {
		struct walker walker;
		const char *what = NULL;
		walker_init(&walker, given.form[i], given_today, SEED);
		while (walker.journeys < WALKS_LEAST || (!walker_covered(&walker) && walker.journeys < WALKS_MAX))
			walk_once(&walker);
		const char *left = not_walked(&walker, &what);
		print_message("%s: %zu pages in %zu walks\n", given.code[i], walker.form->page_count, walker.journeys);
		if (left)
			fail_msg("%s: %s is %s", given.code[i], left, what);
		assert_true(walker_covered(&walker));
		walker_done(&walker);
	}
}

/* English and Welsh are everywhere; some services are in all languages of the product. */
static void foyer_forms_check_has_nothing_to_say(void **state)
{
	enum { ALL_LANGUAGES = 8 };
	int everywhere = 0;
	(void)state;
	for (size_t i = 0; i < given.count; i++) {
		const struct advice *advice;
		struct arena arena;
		arena_init(&arena, ADVICE_ARENA_BYTES);
		if (advise(given.form[i], given_today, &arena, &advice) > 0)
			fail_msg("%s: %s: %s. %s.", given.code[i], advice->place, advice->words, advice->mend);
		size_t languages = given.form[i]->service.language_count;
		if (languages != 2 && languages != ALL_LANGUAGES)
			fail_msg("%s is in %zu languages", given.code[i], languages);
		everywhere += languages == ALL_LANGUAGES;
		arena_done(&arena);
	}
	assert_in_range(everywhere, 3, 16);
}

/* ---- what the schema lists ---- */

/* The closed list of words under $defs/@name. */
static bool listed(const char *name, const char *word)
{
	const json_t *words = json_object_get(json_object_get(json_object_get(given.schema, "$defs"), name), "enum"), *one;
	size_t at;
	assert_true(json_array_size(words) > 1);
	json_array_foreach(words, at, one)
		if (strcmp(json_string_value(one), word) == 0)
			return true;
	return false;
}

static const json_t *kiosk_of(size_t i)
{
	return json_object_get(json_object_get(given.json[i], "metadata"), "kiosk");
}

static const struct form_component *component_with(const struct form *form, const char *id)
{
	for (size_t p = 0; p < form->page_count; p++)
		for (size_t c = 0; c < form->page[p].count; c++)
			if (strcmp(form->page[p].component[c].id, id) == 0)
				return &form->page[p].component[c];
	return NULL;
}

/* Each member of metadata.kiosk.@part names a question, and its word is of the schema's list @words. */
static void names_questions(size_t i, const json_t *part, const char *member, const char *words)
{
	const char *id;
	json_t *value;
	json_object_foreach((json_t *)part, id, value) {
		const struct form_component *component = component_with(given.form[i], id);
		const char *word = member ? json_string_value(json_object_get(value, member)) : json_string_value(value);
		if (!component || !component_asks(component->kind))
			fail_msg("%s: \"%s\" under %s is no question", given.code[i], id, words);
		if (word && !listed(words, word))
			fail_msg("%s: \"%s\" is not one of %s", given.code[i], word, words);
	}
}

static void each_word_of_a_closed_list_is_in_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < given.count; i++) {
		const json_t *kiosk = kiosk_of(i);
		const json_t *input = json_object_get(kiosk, "input");
		names_questions(i, json_object_get(kiosk, "reuse"), NULL, "reuse");
		names_questions(i, json_object_get(json_object_get(kiosk, "privacy"), "class"), NULL, "class");
		names_questions(i, input, "keyboard", "keyboard");
		names_questions(i, input, "format", "format");
		assert_true(listed("interaction", json_text_or(json_object_get(kiosk, "service"), "interaction", "")));
		assert_string_equal(given.form[i]->service.code, given.code[i]);
	}
}

static void every_question_has_a_privacy_class(void **state)
{
	(void)state;
	for (size_t i = 0; i < given.count; i++) {
		const struct form *form = given.form[i];
		const json_t *classes = json_object_get(json_object_get(kiosk_of(i), "privacy"), "class");
		for (size_t p = 0; p < form->page_count; p++)
			for (size_t c = 0; c < form->page[p].count; c++) {
				const struct form_component *component = &form->page[p].component[c];
				if (component_asks(component->kind) && !json_object_get(classes, component->id))
					fail_msg("%s: %s has no privacy class", given.code[i], component->name);
			}
	}
}

static void welsh(size_t i, const char *kind, const char *id, const char *key)
{
	bool own = false;
	(void)form_text(given.form[i], "cy", kind, id, key, "", &own);
	if (!own)
		fail_msg("%s: %s.%s.%s has no Welsh", given.code[i], kind, id, key);
}

/* What the model does not carry: own messages, and why staff may help with a page. */
static void messages_and_reasons_are_in_welsh_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < given.count; i++) {
		const struct form *form = given.form[i];
		const char *page;
		json_t *assist;
		for (size_t p = 0; p < form->page_count; p++)
			for (size_t c = 0; c < form->page[p].count; c++)
				if (form->page[p].component[c].custom_message)
					welsh(i, "components", form->page[p].component[c].id, "customValidationMessage");
		json_object_foreach(json_object_get(json_object_get(kiosk_of(i), "assist"), "pages"), page, assist) {
			char id[160];
			snprintf(id, sizeof id, "assist.pages.%.100s.why", page);
			welsh(i, "kiosk", id, "");
			assert_non_null(json_object_get(assist, "why"));
		}
	}
}

/* Words that a bank or a council must supply: named as such where they stand, and nowhere else. */
static void a_slot_says_that_it_is_one(void **state)
{
	(void)state;
	static const char words[] = "The council’s approved words go here.";
	size_t slots = 0;
	for (size_t i = 0; i < given.count; i++) {
		const char *id;
		json_t *slot;
		json_object_foreach(json_object_get(kiosk_of(i), "slots"), id, slot) {
			const struct form_component *component = component_with(given.form[i], id);
			assert_non_null(component);
			assert_non_null(strstr(component->content, words));
			assert_true(*json_text_or(slot, "by", "") && *json_text_or(slot, "what", ""));
			slots++;
		}
	}
	assert_int_equal(slots, 1); /* the Direct Debit Guarantee */
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_page_of_every_service_is_reached),
		cmocka_unit_test(foyer_forms_check_has_nothing_to_say),
		cmocka_unit_test(each_word_of_a_closed_list_is_in_it),
		cmocka_unit_test(every_question_has_a_privacy_class),
		cmocka_unit_test(messages_and_reasons_are_in_welsh_too),
		cmocka_unit_test(a_slot_says_that_it_is_one),
	};
	return cmocka_run_group_tests_name("forms_services", cases, load, drop);
}
