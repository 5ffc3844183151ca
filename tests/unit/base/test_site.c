/* SPDX-License-Identifier: MIT */
/* unit.base_site - facts of the place. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/file.h"
#include "firmware/base/site.h"

static const char sample[] = "{\"council\":\"Mereford Council\",\"branch\":{\"en\":\"Central Library\",\"cy\":\"Llyfrgell Ganolog\"},\"phone\":\"01632 960 140\","
	"\"desk\":{\"en\":\"By the door\"},\"nation\":\"scotland\",\"languages\":[\"en\",\"cy\"],\"hours\":{\"mon\":[\"09:00\",\"18:00\"],\"tue\":[\"09:00\",\"18:00\"],\"sun\":null}}";

static enum fail read_text(const char *text, const char *language, struct arena *arena, struct site *site)
{
	char folder[PATH_MAX], path[PATH_MAX];
	given_folder(folder);
	assert_ok(file_path(path, sizeof path, folder, "site.json"));
	assert_ok(file_replace(path, text, strlen(text), 0600));
	return site_read(path, language, arena, site);
}

static void texts_come_in_the_language_or_english(void **state)
{
	(void)state;
	struct arena arena;
	struct site site;
	arena_init(&arena, 1 << 16);
	assert_ok(read_text(sample, "cy", &arena, &site));
	assert_string_equal(site.branch, "Llyfrgell Ganolog");
	assert_string_equal(site.desk, "By the door");
	assert_string_equal(site.email, "");
	assert_int_equal(site.language_count, 2);
	arena_done(&arena);
}

static void hours_and_nation_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct site site;
	arena_init(&arena, 1 << 16);
	assert_ok(read_text(sample, "en", &arena, &site));
	assert_true(site.hours[1].open);
	assert_int_equal(site.hours[1].from_minutes, 9 * 60);
	assert_int_equal(site.hours[1].to_minutes, 18 * 60);
	assert_false(site.hours[0].open);
	assert_false(site.hours[3].open);
	assert_string_equal(site.nation, "scotland");
	arena_done(&arena);
}

static void a_text_has_a_most(void **state)
{
	(void)state;
	struct arena arena;
	struct site site;
	char text[SITE_TEXT_MAX_BYTES + 256], desk[SITE_TEXT_MAX_BYTES + 2] = "";
	arena_init(&arena, 1 << 16);
	for (int over = 0; over <= 1; over++) {
		memset(desk, 'd', SITE_TEXT_MAX_BYTES + (size_t)over);
		snprintf(text, sizeof text, "{\"council\":\"x\",\"branch\":\"y\",\"phone\":\"1\",\"desk\":\"%s\",\"languages\":[\"en\"]}", desk);
		assert_int_equal(read_text(text, "en", &arena, &site), over ? FAIL_LIMIT : FAIL_NONE);
	}
	assert_non_null(strstr(fail_words(), "desk"));
	fail_clear();
	arena_done(&arena);
}

static void broken_facts_are_named(void **state)
{
	(void)state;
	struct arena arena;
	struct site site;
	arena_init(&arena, 1 << 16);
	assert_int_equal(read_text("{\"council\":\"x\"}", "en", &arena, &site), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "branch"));
	fail_clear();
	assert_int_equal(read_text("{\"council\":\"x\",\"branch\":\"y\",\"phone\":\"1\",\"desk\":\"d\",\"languages\":[\"en\"],\"hours\":{\"mon\":[\"9\",\"10:00\"]}}", "en", &arena, &site), FAIL_INPUT);
	assert_int_equal(read_text("{\"council\":\"x\",\"branch\":\"y\",\"phone\":\"1\",\"desk\":\"d\",\"languages\":[\"en\"],\"hours\":{\"mon\":[\"11:00\",\"10:00\"]}}", "en", &arena, &site), FAIL_INPUT);
	assert_int_equal(site_read("/nowhere.json", "en", &arena, &site), FAIL_EMPTY);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(texts_come_in_the_language_or_english), CASE(hours_and_nation_are_read), CASE(a_text_has_a_most), CASE(broken_facts_are_named),
	};
	return cmocka_run_group_tests_name("base_site", cases, NULL, NULL);
}
