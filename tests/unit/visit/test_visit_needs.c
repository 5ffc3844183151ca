/* SPDX-License-Identifier: MIT */
/* unit.visit_needs - the council's topics and life events: read whole or refused with a reason. */
#include "tests/lib/given.h"

#include "ui/visit/needs.h"

#include <string.h>

#define NAME "\"name\":{\"en\":\"A\"}"
#define TOPIC "{\"id\":\"a\",\"icon\":\"leaf\"," NAME "}"

static enum fail load(const char *text, struct arena *arena, struct needs *ret)
{
	json_t *json = json_loads(text, 0, NULL);
	assert_non_null(json);
	arena_init(arena, NEEDS_ARENA_BYTES);
	fail_clear();
	enum fail code = needs_load(json, arena, ret);
	json_decref(json);
	return code;
}

static void refused(const char *text, enum fail code, const char *words)
{
	struct arena arena;
	struct needs needs;
	assert_int_equal(load(text, &arena, &needs), code);
	if (!strstr(fail_words(), words))
		fail_msg("\"%s\" does not say \"%s\"", fail_words(), words);
	assert_int_equal(needs.count, 0);
	arena_done(&arena);
}

static void topics_come_first_and_words_fall_back_to_english(void **state)
{
	(void)state;
	struct arena arena;
	struct needs needs;
	bool own = true;
	assert_int_equal(load("{\"life_events\":[{\"id\":\"b\",\"icon\":\"house\",\"name\":{\"en\":\"B\",\"cy\":\"Bi\"},\"summary\":{\"en\":\"S\"},\"advice\":[{\"en\":\"C\"}],\"services\":[\"x\",\"y\"]}],"
	                      "\"topics\":[" TOPIC "]}", &arena, &needs), FAIL_NONE);
	assert_int_equal(needs.count, 2);
	assert_string_equal(needs.need[0].id, "a");
	assert_true(needs.need[1].event);
	assert_string_equal(needs.need[1].service[1], "y");
	assert_string_equal(need_words(&needs.need[1].name, "cy", &own), "Bi");
	assert_true(own);
	assert_string_equal(need_words(&needs.need[0].name, "cy", &own), "A");
	assert_false(own);
	arena_done(&arena);
}

static void what_is_not_as_it_should_be_is_said(void **state)
{
	(void)state;
	refused("[]", FAIL_INPUT, "\"topics\"");
	refused("{\"topics\":[]}", FAIL_INPUT, "\"life_events\"");
	refused("{\"topics\":[{\"id\":\"A b\",\"icon\":\"x\"," NAME "}],\"life_events\":[]}", FAIL_INPUT, "\"id\"");
	refused("{\"topics\":[{\"id\":\"a\",\"icon\":\"../x\"," NAME "}],\"life_events\":[]}", FAIL_INPUT, "\"icon\"");
	refused("{\"topics\":[{\"id\":\"a\",\"icon\":\"x\",\"name\":{\"cy\":\"A\"}}],\"life_events\":[]}", FAIL_INPUT, "no English");
	refused("{\"topics\":[{\"id\":\"all\",\"icon\":\"x\"," NAME "}],\"life_events\":[]}", FAIL_INPUT, "all services");
	refused("{\"topics\":[" TOPIC "," TOPIC "],\"life_events\":[]}", FAIL_INPUT, "two of \"a\"");
	refused("{\"topics\":[],\"life_events\":[" TOPIC "]}", FAIL_INPUT, "languages");
	refused("{\"topics\":[],\"life_events\":[{\"id\":\"a\",\"icon\":\"x\"," NAME ",\"summary\":{\"en\":\"S\"},\"advice\":[],\"services\":[]}]}", FAIL_INPUT, "\"services\"");
	refused("{\"topics\":[],\"life_events\":[{\"id\":\"a\",\"icon\":\"x\"," NAME ",\"summary\":{\"en\":\"S\"},\"advice\":[],\"raise\":\"sad\",\"services\":[\"x\"]}]}", FAIL_INPUT, "no reason");
	refused("{\"topics\":[],\"life_events\":[{\"id\":\"a\",\"icon\":\"x\"," NAME ",\"summary\":{\"en\":\"S\"},\"advice\":{},\"services\":[\"x\"]}]}", FAIL_INPUT, "\"advice\"");
}

/* @count topics, each with its own id. */
static json_t *topics(int count)
{
	json_t *list = json_array();
	for (int i = 0; i < count; i++) {
		char id[16];
		snprintf(id, sizeof id, "t%d", i);
		json_array_append_new(list, json_pack("{s:s, s:s, s:{s:s}}", "id", id, "icon", "x", "name", "en", "A"));
	}
	return json_pack("{s:o, s:[]}", "topics", list, "life_events");
}

static enum fail load_topics(int count)
{
	struct arena arena;
	struct needs needs;
	json_t *json = topics(count);
	arena_init(&arena, NEEDS_ARENA_BYTES);
	enum fail code = needs_load(json, &arena, &needs);
	json_decref(json);
	arena_done(&arena);
	return code;
}

static void twenty_topics_are_enough(void **state)
{
	(void)state;
	assert_int_equal(load_topics(NEED_MAX), FAIL_NONE);
	assert_int_equal(load_topics(NEED_MAX + 1), FAIL_INPUT);
}

static void a_text_has_a_longest_length(void **state)
{
	(void)state;
	char text[NEED_TEXT_MAX_BYTES + 2];
	for (int over = 0; over < 2; over++) {
		struct arena arena;
		struct needs needs;
		memset(text, 'a', sizeof text);
		text[NEED_TEXT_MAX_BYTES + over] = '\0';
		json_t *json = json_pack("{s:[{s:s, s:s, s:{s:s}}], s:[]}", "topics", "id", "a", "icon", "x", "name", "en", text, "life_events");
		arena_init(&arena, NEEDS_ARENA_BYTES);
		assert_int_equal(needs_load(json, &arena, &needs), over ? FAIL_LIMIT : FAIL_NONE);
		json_decref(json);
		arena_done(&arena);
	}
}

static void the_shipped_file_is_read_and_a_missing_one_is_no_trouble(void **state)
{
	(void)state;
	char path[GIVEN_PATH_BYTES];
	struct arena arena;
	struct needs needs;
	arena_init(&arena, NEEDS_ARENA_BYTES);
	given_source("assets/home/home.json", path);
	assert_int_equal(needs_read(path, &arena, &needs), FAIL_NONE);
	assert_int_equal(needs.count, 10);
	given_source("assets/home/nobody.json", path);
	assert_int_equal(needs_read(path, &arena, &needs), FAIL_EMPTY);
	assert_int_equal(needs.count, 0);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(topics_come_first_and_words_fall_back_to_english), cmocka_unit_test(what_is_not_as_it_should_be_is_said),
		cmocka_unit_test(twenty_topics_are_enough), cmocka_unit_test(a_text_has_a_longest_length),
		cmocka_unit_test(the_shipped_file_is_read_and_a_missing_one_is_no_trouble),
	};
	return cmocka_run_group_tests_name("visit_needs", cases, NULL, NULL);
}
