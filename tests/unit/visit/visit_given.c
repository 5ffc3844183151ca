/* SPDX-License-Identifier: MIT */
/* A small site in two languages that have no words: behaviour needs none. */
#include "tests/unit/visit/visit_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char site[] =
	"{\"council\": \"Mereford Council\", \"branch\": \"Central Library\", \"kiosk\": \"Kiosk 2\", \"phone\": \"01632 960 140\",\n"
	" \"desk\": {\"en\": \"By the door\", \"cy\": \"Wrth y drws\"}, \"hours\": {\"mon\": [\"09:00\", \"17:00\"]}, \"languages\": [\"en\", \"cy\", \"xx\"]}\n";

static void folder_in(const char *folder, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

/* A language file without a single entry. */
static void words_in(const char *folder, const char *name)
{
	static const unsigned char head[28] = { 0xde, 0x12, 0x04, 0x95, [12] = 28, [16] = 28 };
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(head, 1, sizeof head, file), sizeof head);
	assert_int_equal(fclose(file), 0);
}

/* The fixture @name as @to in @folder. */
static void link_as(const char *folder, const char *name, const char *to)
{
	char from[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], part[128];
	snprintf(part, sizeof part, "tests/unit/visit/fixtures/%s", name);
	given_source(part, from);
	given_path(path, folder, to);
	assert_int_equal(symlink(from, path), 0);
}

void given_needs(const char *folder)
{
	static const char charter[] = "{\"privacy\": {\"en\": [\"We use what you tell us to answer you.\"]}}";
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, "site/charter.json");
	given_file(path, charter, 0600);
	folder_in(folder, "home");
	link_as(folder, "home/home.json", "home/home.json");
	link_as(folder, "told.json", "forms/told.json");
	link_as(folder, "again.json", "forms/again.json");
}

void given_assets(char folder[static GIVEN_PATH_BYTES])
{
	char path[GIVEN_PATH_BYTES];
	given_folder(folder);
	folder_in(folder, "site");
	folder_in(folder, "forms");
	folder_in(folder, "languages");
	given_path(path, folder, "site/site.json");
	given_file(path, site, 0600);
	words_in(folder, "languages/en.mo");
	words_in(folder, "languages/cy.mo");
	link_as(folder, "walk.json", "forms/walk.json");
	link_as(folder, "small.json", "forms/small.json");
	link_as(folder, "long.json", "forms/long.json");
	link_as(folder, "animals.json", "forms/animals.json");
	link_as(folder, "broken.json", "forms/broken.json");
}

static int start(void **state, bool needs)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given_assets(given->folder);
	if (needs)
		given_needs(given->folder);
	assert_int_equal(house_open(&given->house, given->folder), FAIL_NONE);
	assert_int_equal(house_load(&given->house), FAIL_NONE);
	visit_init(&given->visit, &given->house);
	pass(given, 0);
	*state = given;
	return 0;
}

int given_visit(void **state)
{
	return start(state, false);
}

int given_visit_needs(void **state)
{
	return start(state, true);
}

int given_shipped(void **state)
{
	char forms[GIVEN_PATH_BYTES];
	given_visit(state);
	struct given *given = *state;
	given_source("assets/forms", forms);
	services_done(&given->house.services);
	assert_int_equal(services_load(forms, &given->house.services), FAIL_NONE);
	visit_services(&given->visit);
	return 0;
}

int gone_visit(void **state)
{
	struct given *given = *state;
	visit_done(&given->visit);
	house_close(&given->house);
	given_done(given->folder);
	free(given);
	return 0;
}

void pass(struct given *given, int64_t ms)
{
	given->passed_ms += ms;
	visit_now(&given->visit, WALL_MS + given->passed_ms, MONO_MS + given->passed_ms);
}

unsigned tick(struct given *given)
{
	return visit_tick(&given->visit);
}

unsigned do_(struct given *given, enum action action)
{
	return visit_act(&given->visit, action, 0, NULL, NULL);
}

unsigned do_number(struct given *given, enum action action, int number)
{
	return visit_act(&given->visit, action, number, NULL, NULL);
}

unsigned do_text(struct given *given, enum action action, const char *text)
{
	return visit_act(&given->visit, action, 0, text, NULL);
}

unsigned choose(struct given *given, const char *field, const char *chosen)
{
	char node[512];
	snprintf(node, sizeof node, "choice:%s:%s", field, chosen);
	return visit_act(&given->visit, ACTION_CHOOSE, 0, chosen, node);
}

unsigned put(struct given *given, const char *field, const char *text)
{
	char node[512];
	snprintf(node, sizeof node, "field:%s", field);
	return visit_act(&given->visit, ACTION_SET, 0, text, node);
}

const char *value(struct given *given, const char *field)
{
	const char *text = answers_get(given->visit.answers, field);
	return text ? text : "";
}

const char *page_path(struct given *given)
{
	const struct visit *visit = &given->visit;
	return visit->place == PLACE_QUESTION ? visit->form->page[visit->page].path : "";
}

void begin(struct given *given, const char *code)
{
	do_(given, ACTION_START);
	do_text(given, ACTION_SERVICE, code);
	do_(given, ACTION_BEGIN);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
}

/* One right answer for each page of walk.json and animals.json. */
static void answer(struct given *given, const char *path)
{
	static const struct { const char *path, *field, *value; bool choice; } right[] = {
		{ "/who", "who", "me", true }, { "/their-name", "theirName", "Ada", false }, { "/local", "local", "true", true },
		{ "/when", "when__day", "2026-11-20", false }, { "/street", "street", "s7", true },
		{ "/home", "home__addressLine1", "1 Mill Lane", false }, { "/home", "home__town", "Mereford", false },
		{ "/home", "home__postcode", "MF2 4QT", false }, { "/agree", "agree", "true", true }, { "/count", "count", "4", false },
		{ "/owner", "owner", "Ada", false }, { "/pets", "kind", "Cat", false }, { "/bees", "hive", "Orchard", false },
		{ "/visit", "come__day", "2026-12-01", false }, { "/visit", "come__hour", "14", false }, { "/visit", "come__minute", "30", false },
	};
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
		if (strcmp(right[i].path, path) == 0 && !*value(given, right[i].field))
			right[i].choice ? choose(given, right[i].field, right[i].value) : put(given, right[i].field, right[i].value);
}

void answer_page(struct given *given)
{
	answer(given, page_path(given));
}

void advance_to(struct given *given, const char *path)
{
	for (int pages = 0; pages < 40; pages++) {
		if (strcmp(page_path(given), path) == 0 || (given->visit.place == PLACE_CHECK && strcmp(path, "check") == 0))
			return;
		if (given->visit.place == PLACE_ITEMS && given->visit.error_count)
			do_(given, ACTION_ITEM_ADD);
		answer(given, page_path(given));
		do_(given, ACTION_CONTINUE);
	}
	fail_msg("the walk never reached %s; it stands at %s %s", path, place_name(given->visit.place), page_path(given));
}
