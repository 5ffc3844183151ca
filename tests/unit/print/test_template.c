/* SPDX-License-Identifier: MIT */
/* unit.print_template - papers as data: what a template may say, what may be filled in, and what none of them can ever print. */
#include "firmware/print/template_fill.h" /* ours before cmocka.h, which has a macro called fail */

#include "firmware/base/json.h"
#include "tests/lib/given.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS "\"blocks\": [{\"block\": \"text\", \"text\": \"{a}\"}]}"

static enum fail parse(const char *text, struct template *ret)
{
	return template_parse(text, strlen(text), ret);
}

static void assert_refused(const char *text, const char *because)
{
	struct template template;

	fail_clear();
	assert_int_equal(parse(text, &template), FAIL_INPUT);
	if (!strstr(fail_words(), because))
		fail_msg("\"%s\" does not say \"%s\"", fail_words(), because);
}

static void what_is_not_known_is_refused(void **state)
{
	(void)state;
	assert_refused("[]", "not an object");
	assert_refused("{\"members\": {}, \"blocks\": [], \"colour\": 1}", "colour");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"picture\", \"about\": \"public\"}}, " BLOCKS, "picture");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"text\", \"about\": \"weather\", \"max\": 9}}, " BLOCKS, "weather");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"text\", \"max\": 9}}, " BLOCKS, "about");
	assert_refused("{\"members\": {\"A b\": {\"kind\": \"text\", \"about\": \"public\", \"max\": 9}}, " BLOCKS, "A b");
	assert_refused("{\"members\": {}, " BLOCKS, "no member a");
	assert_refused("{\"members\": {}, \"blocks\": [{\"block\": \"picture\"}]}", "picture");
	assert_refused("{\"members\": {}, \"blocks\": [{\"block\": \"text\", \"role\": \"shout\"}]}", "shout");
	assert_refused("{\"members\": {}, \"blocks\": [{\"block\": \"text\", \"font\": \"x\"}]}", "font");
	assert_refused("{\"members\": {}, \"blocks\": [{\"block\": \"each\", \"of\": \"days\", \"blocks\": [{\"block\": \"rule\"}]}]}", "no list");
	assert_refused("{\"members\": {}, \"blocks\": [{\"block\": \"text\", \"text\": {\"key\": \"a.b\", \"count\": \"n\"}}]}", "counted");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"choice\", \"about\": \"public\"}}, " BLOCKS, "choices");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"texts\", \"about\": \"public\", \"max\": 5, \"most\": 5}}, \"blocks\": [{\"block\": \"days\", \"of\": \"a\"}]}", "no list");
}

static void limits_hold(void **state)
{
	struct template template;
	char *text = malloc(TEMPLATE_MAX_BYTES + 2);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', TEMPLATE_MAX_BYTES + 1);
	text[TEMPLATE_MAX_BYTES + 1] = '\0';
	memcpy(text, "{\"members\": {}, \"blocks\": [{\"block\": \"rule\"}]}", 46);
	assert_int_equal(template_parse(text, TEMPLATE_MAX_BYTES, &template), FAIL_NONE);
	template_done(&template);
	assert_int_equal(template_parse(text, TEMPLATE_MAX_BYTES + 1, &template), FAIL_LIMIT);
	for (int more = 0; more < 2; more++) {
		int at = snprintf(text, 64, "{\"members\": {}, \"blocks\": [");
		for (int i = 0; i < TEMPLATE_BLOCKS_MAX + more; i++)
			at += snprintf(text + at, 64, "%s{\"block\": \"rule\"}", i > 0 ? "," : "");
		snprintf(text + at, 8, "]}");
		assert_int_equal(parse(text, &template), more ? FAIL_LIMIT : FAIL_NONE);
		if (!more)
			template_done(&template);
		at = snprintf(text, 64, "{\"blocks\": [{\"block\": \"rule\"}], \"members\": {");
		for (int i = 0; i < TEMPLATE_MEMBERS_MAX + more; i++)
			at += snprintf(text + at, 96, "%s\"a%c%c\": {\"kind\": \"flag\", \"about\": \"public\"}", i > 0 ? "," : "", 'a' + i / 26, 'a' + i % 26);
		snprintf(text + at, 8, "}}");
		assert_int_equal(parse(text, &template), more ? FAIL_LIMIT : FAIL_NONE);
		if (!more)
			template_done(&template);
	}
	free(text);
}

static void lists_are_three_deep_at_most(void **state)
{
	static const char three[] = "{\"members\": {\"a\": {\"kind\": \"list\", \"most\": 2, \"members\": {\"b\": {\"kind\": \"list\", \"most\": 2, \"members\": {\"c\": {\"kind\": \"flag\", \"about\": \"public\"}}}}}},"
		"\"blocks\": [{\"block\": \"each\", \"of\": \"a\", \"blocks\": [{\"block\": \"each\", \"of\": \"b\", \"blocks\": [{\"block\": \"rule\"}]}]}]}";
	static const char four[] = "{\"members\": {\"a\": {\"kind\": \"list\", \"most\": 2, \"members\": {\"b\": {\"kind\": \"list\", \"most\": 2, \"members\": {\"c\": {\"kind\": \"list\", \"most\": 2,"
		"\"members\": {\"d\": {\"kind\": \"flag\", \"about\": \"public\"}}}}}}}}, \"blocks\": [{\"block\": \"rule\"}]}";
	struct template template;

	(void)state;
	assert_int_equal(parse(three, &template), FAIL_NONE);
	template_done(&template);
	assert_refused(four, "deep");
}

/* Whoever adds a template is stopped here, wherever in it the members are. */
static void no_paper_carries_what_it_must_not(void **state)
{
	static const char personal[] = "{\"members\": {\"who\": {\"kind\": \"text\", \"max\": 60, \"about\": \"name\"}, \"where\": {\"kind\": \"text\", \"max\": 60, \"about\": \"address\"},"
		"\"rows\": {\"kind\": \"list\", \"most\": 3, \"members\": {\"number\": {\"kind\": \"code\", \"max\": 12, \"about\": \"%s\"}}}}, \"blocks\": [{\"block\": \"rule\"}]}";
	char text[512];
	struct template template;

	(void)state;
	assert_refused("{\"members\": {\"a\": {\"kind\": \"text\", \"max\": 9, \"about\": \"bank\"}}, " BLOCKS, "bank details are never printed");
	assert_refused("{\"members\": {\"a\": {\"kind\": \"text\", \"max\": 9, \"about\": \"health\"}}, " BLOCKS, "health");
	snprintf(text, sizeof text, personal, "account");
	assert_refused(text, "name, address and account");
	snprintf(text, sizeof text, personal, "token");
	assert_int_equal(parse(text, &template), FAIL_NONE);
	template_done(&template);
	snprintf(text, sizeof text, personal, "bank");
	assert_refused(text, "bank details");
}

static void given_template(struct template *ret)
{
	assert_int_equal(parse("{\"members\": {"
		"\"name\": {\"kind\": \"text\", \"max\": 10, \"about\": \"public\"}, \"code\": {\"kind\": \"code\", \"max\": 6, \"about\": \"token\", \"optional\": true},"
		"\"count\": {\"kind\": \"number\", \"max\": 99, \"about\": \"public\", \"optional\": true}, \"day\": {\"kind\": \"date\", \"about\": \"public\", \"optional\": true},"
		"\"until\": {\"kind\": \"time\", \"about\": \"public\", \"optional\": true}, \"moved\": {\"kind\": \"flag\", \"about\": \"public\", \"optional\": true},"
		"\"key\": {\"kind\": \"choice\", \"choices\": [\"x\", \"y\"], \"about\": \"public\", \"optional\": true},"
		"\"lines\": {\"kind\": \"texts\", \"max\": 4, \"most\": 2, \"about\": \"public\", \"optional\": true},"
		"\"rows\": {\"kind\": \"list\", \"most\": 2, \"members\": {\"cell\": {\"kind\": \"text\", \"max\": 3, \"about\": \"public\"}}, \"optional\": true}},"
		"\"blocks\": [{\"block\": \"text\", \"text\": \"{name}\"}, {\"block\": \"code\", \"code\": \"{code}\"}, {\"block\": \"text\", \"text\": \"print.page.source\"},"
		"{\"block\": \"rule\", \"if\": \"moved\"}, {\"block\": \"text\", \"text\": \"{day}\", \"when\": \"key\", \"is\": \"x\"},"
		"{\"block\": \"each\", \"of\": \"lines\", \"blocks\": [{\"block\": \"item\", \"text\": \"{item}\"}]},"
		"{\"block\": \"each\", \"of\": \"rows\", \"blocks\": [{\"block\": \"pair\", \"head\": \"{cell}\", \"text\": \"{name}\"}]}]}", ret), FAIL_NONE);
}

static void only_what_is_named_is_filled_in(void **state)
{
	static const struct { const char *data; enum fail code; } tries[] = {
		{ "{\"name\": \"Mill Lane\"}", FAIL_NONE },         { "{\"name\": \"0123456789\"}", FAIL_NONE },           { "{\"name\": \"0123456789a\"}", FAIL_INPUT },
		{ "{}", FAIL_INPUT },                               { "[]", FAIL_INPUT },                                  { "{\"name\": \"a\", \"sort_code\": \"20-00-00\"}", FAIL_INPUT },
		{ "{\"name\": 1}", FAIL_INPUT },                    { "{\"name\": \"a\\u0007\"}", FAIL_INPUT },            { "{\"name\": \"a\\nb\"}", FAIL_NONE },
		{ "{\"name\": \"a\", \"code\": \"ABC123\"}", FAIL_NONE }, { "{\"name\": \"a\", \"code\": \"ABC1234\"}", FAIL_INPUT }, { "{\"name\": \"a\", \"code\": \"caf\xc3\xa9\"}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"count\": 99}", FAIL_NONE },  { "{\"name\": \"a\", \"count\": 100}", FAIL_INPUT },   { "{\"name\": \"a\", \"count\": -1}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"day\": \"2027-02-28\"}", FAIL_NONE }, { "{\"name\": \"a\", \"day\": \"2027-02-29\"}", FAIL_INPUT }, { "{\"name\": \"a\", \"day\": 7}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"until\": 1795517460000}", FAIL_NONE }, { "{\"name\": \"a\", \"until\": -5}", FAIL_INPUT }, { "{\"name\": \"a\", \"moved\": 1}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"key\": \"y\"}", FAIL_NONE }, { "{\"name\": \"a\", \"key\": \"z\"}", FAIL_INPUT },   { "{\"name\": \"a\", \"lines\": [\"abcd\", \"\"]}", FAIL_NONE },
		{ "{\"name\": \"a\", \"lines\": [\"abcde\"]}", FAIL_INPUT }, { "{\"name\": \"a\", \"lines\": [\"a\", \"b\", \"c\"]}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"rows\": [{\"cell\": \"abc\"}]}", FAIL_NONE }, { "{\"name\": \"a\", \"rows\": [{\"cell\": \"abcd\"}]}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"rows\": [{}]}", FAIL_INPUT }, { "{\"name\": \"a\", \"rows\": [{\"cell\": \"a\", \"nhs\": \"1\"}]}", FAIL_INPUT },
		{ "{\"name\": \"a\", \"rows\": [{\"cell\": \"a\"}, {\"cell\": \"b\"}, {\"cell\": \"c\"}]}", FAIL_INPUT },
	};
	struct template template;

	(void)state;
	given_template(&template);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		json_t *data = NULL;
		assert_int_equal(json_parse(tries[i].data, strlen(tries[i].data), 4096, &data), FAIL_NONE);
		enum fail code = template_check(&template, data);
		if (code != tries[i].code)
			fail_msg("%s: %s", tries[i].data, fail_name(code));
		json_decref(data);
	}
	template_done(&template);
}

static int filled(const char *text, struct arena *arena, struct paper_list *list)
{
	char folder[GIVEN_PATH_BYTES];
	struct template template;
	struct words *words = NULL;
	struct site site = { .council = "Mereford Council", .phone = "01632 960 140" };
	json_t *data = NULL;

	given_template(&template);
	given_built("assets/languages", folder);
	assert_int_equal(words_open(folder, "en", &words), FAIL_NONE);
	const struct template_place place = { .words = words, .site = &site };
	assert_int_equal(json_parse(text, strlen(text), 4096, &data), FAIL_NONE);
	arena_init(arena, 1024 * 1024);
	paper_list_init(list, arena, false);
	assert_int_equal(template_fill(&template, data, &place, list), FAIL_NONE);
	for (int i = 0; i < list->count; i++)
		list->block[i].text = arena_text(arena, list->block[i].text);
	json_decref(data);
	words_close(words);
	template_done(&template);
	return list->count;
}

static void what_is_not_given_leaves_nothing_behind(void **state)
{
	struct arena arena;
	struct paper_list list;

	(void)state;
	assert_int_equal(filled("{\"name\": \"Mill Lane\"}", &arena, &list), 1); /* not even the sentence that would name its source */
	assert_string_equal(list.block[0].text, "Mill Lane");
	arena_done(&arena);
	assert_int_equal(filled("{\"name\": \"a\", \"moved\": true, \"key\": \"x\", \"day\": \"2026-12-29\", \"lines\": [\"b\", \"c\"], \"rows\": [{\"cell\": \"d\"}]}", &arena, &list), 6);
	assert_int_equal(list.block[1].kind, PAPER_RULE);
	assert_string_equal(list.block[2].text, "29 December 2026");
	assert_string_equal(list.block[4].text, "c");
	assert_string_equal(list.block[5].text, "a"); /* a name from outside the list is in reach inside */
	arena_done(&arena);
	assert_int_equal(filled("{\"name\": \"a\", \"moved\": false, \"key\": \"y\", \"day\": \"2026-12-29\"}", &arena, &list), 1);
	arena_done(&arena);
}

static void assert_said(const struct words *words, const struct template_field *field, const char *name)
{
	if (field->text[0] != '\0' && field->text[0] != '{' && strchr(field->text, '.') && !words_has(words, field->text))
		fail_msg("%s: %s has no sentence for %s", name, words_language(words), field->text);
}

static void assert_all_said(const struct words *words, const struct template_block *block, int count, const char *name)
{
	for (int i = 0; i < count; i++) {
		const struct template_field *const fields[] = { &block[i].icon, &block[i].head, &block[i].text, &block[i].more, &block[i].tag, &block[i].code };
		for (size_t field = 0; field < sizeof fields / sizeof fields[0]; field++)
			assert_said(words, fields[field], name);
		assert_all_said(words, block[i].block, block[i].block_count, name);
	}
}

static void shipped_templates_speak_every_language(void **state)
{
	static const char *const languages[] = { "en", "cy", "pl", "ro", "ur", "ar", "bn", "en-simple" };
	char folder[GIVEN_PATH_BYTES], spoken[GIVEN_PATH_BYTES];
	int count = 0;

	(void)state;
	given_source("assets/prints", folder);
	given_built("assets/languages", spoken);
	DIR *files = opendir(folder);
	assert_non_null(files);
	for (struct dirent *file = readdir(files); file; file = readdir(files)) {
		char path[GIVEN_PATH_BYTES];
		struct template template;
		if (!strstr(file->d_name, ".json"))
			continue;
		given_path(path, folder, file->d_name);
		if (template_read(path, &template) != FAIL_NONE)
			fail_msg("%s: %s", file->d_name, fail_words());
		for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
			struct words *words = NULL;
			assert_int_equal(words_open(spoken, languages[i], &words), FAIL_NONE);
			assert_all_said(words, template.block, template.block_count, file->d_name);
			words_close(words);
		}
		template_done(&template);
		count++;
	}
	closedir(files);
	assert_int_equal(count, 10);
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_not_known_is_refused),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(lists_are_three_deep_at_most),
		cmocka_unit_test(no_paper_carries_what_it_must_not),
		cmocka_unit_test(only_what_is_named_is_filled_in),
		cmocka_unit_test(what_is_not_given_leaves_nothing_behind),
		cmocka_unit_test(shipped_templates_speak_every_language),
	};
	return cmocka_run_group_tests_name("print_template", cases, NULL, NULL);
}
