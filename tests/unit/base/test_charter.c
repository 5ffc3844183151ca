/* SPDX-License-Identifier: MIT */
/* unit.base_charter - the council's notice and promise: in the person's language or English, within limits, or not at all. */
#include "firmware/base/json.h"
#include "tests/lib/given.h"
#include "firmware/base/charter.h"

#include <string.h>

static enum fail load(json_t *json, struct arena *arena, struct charter *ret)
{
	fail_clear();
	arena_init(arena, CHARTER_ARENA_BYTES);
	enum fail code = charter_load(json, arena, ret);
	json_decref(json);
	return code;
}

static void refuses(json_t *json, enum fail expected)
{
	struct arena arena;
	struct charter charter;
	assert_int_equal(load(json, &arena, &charter), expected);
	assert_false(charter_there(&charter));
	arena_done(&arena);
}

static json_t *paragraphs(size_t count, size_t bytes)
{
	json_t *list = json_array();
	static char text[CHARTER_PARAGRAPH_MAX_BYTES + 2];
	memset(text, 'a', bytes);
	text[bytes] = '\0';
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(text));
	return json_pack("{s:{s:o}}", "privacy", "en", list);
}

static json_t *languages(int count)
{
	json_t *texts = json_pack("{s:[s]}", "en", "We keep it.");
	for (int i = 1; i < count; i++)
		json_object_set_new(texts, ((char[]){ 'a', (char)('a' + i), '\0' }), json_pack("[s]", "x"));
	return json_pack("{s:o}", "privacy", texts);
}

static void each_part_is_in_the_language_or_english(void **state)
{
	(void)state;
	struct arena arena;
	struct charter charter;
	bool own = false;
	json_t *json = json_pack("{s:{s:[s, s], s:[s]}, s:s}", "privacy", "en", "We read it.", "We keep it.", "cy", "Rydym yn ei gadw.", "checked", "2026-11-02");
	assert_int_equal(load(json, &arena, &charter), FAIL_NONE);
	assert_string_equal(charter_text(&charter, CHARTER_PRIVACY, "cy", &own)->paragraph[0], "Rydym yn ei gadw.");
	assert_true(own);
	assert_int_equal(charter_text(&charter, CHARTER_PRIVACY, "pl", &own)->count, 2);
	assert_false(own);
	assert_null(charter_text(&charter, CHARTER_PROMISE, "en", NULL));
	assert_int_equal(charter.checked.day, 2);
	arena_done(&arena);
}

static void what_is_over_a_limit_is_refused_whole(void **state)
{
	(void)state;
	struct arena arena;
	struct charter charter;
	assert_int_equal(load(paragraphs(CHARTER_PARAGRAPH_MAX, CHARTER_PARAGRAPH_MAX_BYTES), &arena, &charter), FAIL_NONE);
	assert_true(charter_there(&charter));
	arena_done(&arena);
	refuses(paragraphs(CHARTER_PARAGRAPH_MAX + 1, 1), FAIL_LIMIT);
	refuses(paragraphs(1, CHARTER_PARAGRAPH_MAX_BYTES + 1), FAIL_LIMIT);
	assert_int_equal(load(languages(CHARTER_LANGUAGE_MAX), &arena, &charter), FAIL_NONE);
	arena_done(&arena);
	refuses(languages(CHARTER_LANGUAGE_MAX + 1), FAIL_LIMIT);
	refuses(json_pack("{s:{s:[s], s:[s]}}", "privacy", "en", "x", "a-very-long-tag-", "x"), FAIL_LIMIT);
}

static void what_is_none_is_refused(void **state)
{
	(void)state;
	refuses(json_array(), FAIL_INPUT);
	refuses(json_object(), FAIL_INPUT);
	refuses(json_pack("{s:{s:[s]}}", "privacy", "cy", "x"), FAIL_INPUT);
	refuses(json_pack("{s:{s:[]}}", "privacy", "en"), FAIL_INPUT);
	refuses(json_pack("{s:{s:[s]}}", "privacy", "en", ""), FAIL_INPUT);
	refuses(json_pack("{s:{s:[i]}}", "privacy", "en", 1), FAIL_INPUT);
	refuses(json_pack("{s:{s:s}}", "privacy", "en", "x"), FAIL_INPUT);
	refuses(json_pack("{s:{s:[s]}, s:s}", "privacy", "en", "x", "promise", "x"), FAIL_INPUT);
	refuses(json_pack("{s:{s:[s]}, s:s}", "privacy", "en", "x", "checked", "2026-02-30"), FAIL_INPUT);
}

/* What a council must supply stands there as a marked place, in every language of the site, until it does. */
static void the_shipped_one_has_every_language(void **state)
{
	(void)state;
	char path[GIVEN_PATH_BYTES], site_path[GIVEN_PATH_BYTES];
	struct arena arena;
	struct charter charter;
	given_source("assets/site/charter.json", path);
	given_source("assets/site/site.json", site_path);
	json_t *file = json_load_file(path, 0, NULL), *site = json_load_file(site_path, 0, NULL), *tag;
	size_t at;
	assert_non_null(json_object_get(json_object_get(file, "slots"), "privacy"));
	assert_non_null(json_object_get(json_object_get(file, "slots"), "promise"));
	assert_int_equal(load(file, &arena, &charter), FAIL_NONE);
	json_array_foreach(json_object_get(site, "languages"), at, tag)
		for (enum charter_part part = 0; part < CHARTER_PART_COUNT; part++) {
			bool own = false;
			assert_non_null(charter_text(&charter, part, json_string_value(tag), &own));
			assert_true(own);
		}
	json_decref(site);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_part_is_in_the_language_or_english), cmocka_unit_test(what_is_over_a_limit_is_refused_whole), cmocka_unit_test(what_is_none_is_refused), cmocka_unit_test(the_shipped_one_has_every_language),
	};
	return cmocka_run_group_tests_name("base_charter", cases, NULL, NULL);
}
