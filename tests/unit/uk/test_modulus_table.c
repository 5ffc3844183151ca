/* SPDX-License-Identifier: MIT */
/* unit.uk_modulus_table - the banks' table as text: what is read, what is refused, and in which line. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/modulus_table.h"

#define ZEROS "0 0 0 0 0 0 0 0 0 0 0 0 0 0"

static enum fail read_text(const char *text, size_t *ret_count)
{
	struct arena arena;
	struct modulus_table table = { 0 };
	arena_init(&arena, MODULUS_ARENA_BYTES);
	fail_clear();
	enum fail code = modulus_table_read(text, strlen(text), &arena, &table);
	*ret_count = table.count;
	arena_done(&arena);
	return code;
}

static void tables_are_read_as_they_are_published(void **state)
{
	(void)state;
	size_t count;
	static const char *const good[] = {
		"010004 016715 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1\r\n", "\n# a note\n\n000000 999999 MOD11 " ZEROS "  14\n",
		"100000 100000 MOD10 " ZEROS, "100000 100000 MOD11 " ZEROS " 2\n100000 100000 MOD11 " ZEROS " 9\n", "100000 100000 MOD11 -1 " "0 0 0 0 0 0 0 0 0 0 0 0 999",
	};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_int_equal(read_text(good[i], &count), FAIL_NONE);
	assert_int_equal(read_text("# nothing\n", &count), FAIL_EMPTY);
	assert_int_equal(read_text("", &count), FAIL_EMPTY);
}

static void a_wrong_line_is_named(void **state)
{
	(void)state;
	static const struct { const char *text, *words; } wrong[] = {
		{ "100000 100000 MOD11 1 2 3\n", "line 1 has not" }, { "\n10000 100000 MOD11 " ZEROS, "line 2: \"10000\"" }, { "100000 1000000 MOD11 " ZEROS, "line 1: \"1000000\"" },
		{ "100000 10000a MOD11 " ZEROS, "line 1: \"10000a\"" }, { "100000 100000 MOD12 " ZEROS, "line 1: \"MOD12\"" },
		{ "100000 100000 MOD11 x " "0 0 0 0 0 0 0 0 0 0 0 0 0", "line 1: \"x\"" }, { "100000 100000 MOD11 1000 " "0 0 0 0 0 0 0 0 0 0 0 0 0", "line 1: \"1000\"" },
		{ "100000 100000 DBLAL -1 " "0 0 0 0 0 0 0 0 0 0 0 0 0", "line 1: \"-1\"" }, { "100000 100000 MOD11 " ZEROS " 15", "line 1: \"15\"" },
		{ "100000 100000 MOD11 " ZEROS " 0", "line 1: \"0\"" }, { "100000 100000 MOD11 " ZEROS " 1 1", "line 1 has not" },
		{ "100001 100000 MOD11 " ZEROS, "line 1: the range ends" }, { "200000 200009 MOD11 " ZEROS "\n200005 200019 MOD11 " ZEROS, "line 2: sort code 200005" },
		{ "200000 200009 MOD11 " ZEROS "\n100000 100000 MOD11 " ZEROS, "line 2: sort code 100000" },
		{ "100000 100000 MOD11 " ZEROS "\n100000 100000 MOD11 " ZEROS "\n100000 100000 MOD11 " ZEROS, "line 3: sort code 100000 has a third" },
		{ "100000 100000 MOD11 " ZEROS " 1", "line 1: exception 1 is not for this method" }, { "100000 100000 MOD11 " ZEROS " 2", "line 1: exception 2 is not followed" },
		{ "100000 100000 MOD11 " ZEROS " 10\n100001 100001 MOD11 " ZEROS, "line 2: exception 10 is not followed" }, { "100000 100000 MOD11 " ZEROS " 9", "line 1: exception 9 does not follow" },
		{ "100000 100000 MOD11 " ZEROS " 12\n100000 100000 MOD11 " ZEROS " 11", "line 2: exception 11 does not follow" },
		{ "100000 100000 MOD11 " ZEROS " 14\n100000 100000 MOD11 " ZEROS, "line 2: exceptions 14 and 0" },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		size_t count;
		assert_int_equal(read_text(wrong[i].text, &count), FAIL_INPUT);
		if (!strstr(fail_words(), wrong[i].words))
			fail_msg("\"%s\" is not in \"%s\"", wrong[i].words, fail_words());
	}
}

/* @count rows or substitutes, each with a sort code of its own; free() it. */
static char *rows(size_t count, const char *behind)
{
	size_t room = count * (8 + strlen(behind) + 8) + 1, size = 0;
	char *text = malloc(room);
	assert_non_null(text);
	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		size += (size_t)snprintf(text + size, room - size, "%06zu %06zu%s\n", i, i, behind);
	return text;
}

static void a_table_holds_its_maximum_and_not_one_row_more(void **state)
{
	(void)state;
	size_t count;
	char *most = rows(MODULUS_ROW_MAX, " MOD10 " ZEROS), *beyond = rows(MODULUS_ROW_MAX + 1, " MOD10 " ZEROS);
	assert_int_equal(read_text(most, &count), FAIL_NONE);
	assert_int_equal(count, MODULUS_ROW_MAX);
	assert_int_equal(read_text(beyond, &count), FAIL_LIMIT);
	free(most);
	free(beyond);
	char *line = given_run(' ', MODULUS_LINE_MAX_BYTES + 1), *bytes = given_run('\n', MODULUS_TABLE_MAX_BYTES + 1);
	assert_int_equal(read_text(line, &count), FAIL_LIMIT);
	assert_int_equal(read_text(line + 1, &count), FAIL_EMPTY);
	assert_int_equal(read_text(bytes, &count), FAIL_LIMIT);
	assert_int_equal(read_text(bytes + 1, &count), FAIL_EMPTY);
	free(line);
	free(bytes);
}

static enum fail read_substitutes(const char *text, struct modulus_table *ret)
{
	struct arena arena;
	arena_init(&arena, MODULUS_ARENA_BYTES);
	*ret = (struct modulus_table){ 0 };
	fail_clear();
	enum fail code = modulus_substitutes_read(text, strlen(text), &arena, ret);
	arena_done(&arena);
	return code;
}

static void substitutes_are_read_up_to_their_maximum(void **state)
{
	(void)state;
	struct modulus_table table;
	char *most = rows(MODULUS_SUBSTITUTE_MAX, ""), *beyond = rows(MODULUS_SUBSTITUTE_MAX + 1, ""), *bytes = given_run('\n', MODULUS_SUBSTITUTES_MAX_BYTES + 1);
	assert_int_equal(read_substitutes("938173 938017\r\n938289 938068", &table), FAIL_NONE);
	assert_int_equal(table.substitute_count, 2);
	assert_int_equal(read_substitutes("", &table), FAIL_NONE);
	assert_int_equal(read_substitutes(most, &table), FAIL_NONE);
	assert_int_equal(table.substitute_count, MODULUS_SUBSTITUTE_MAX);
	assert_int_equal(read_substitutes(beyond, &table), FAIL_LIMIT);
	assert_int_equal(read_substitutes(bytes, &table), FAIL_LIMIT);
	assert_int_equal(read_substitutes("938173\n", &table), FAIL_INPUT);
	assert_int_equal(read_substitutes("938173 93817\n", &table), FAIL_INPUT);
	assert_int_equal(read_substitutes("938173 938017\n938173 938018\n", &table), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "line 2"));
	free(most);
	free(beyond);
	free(bytes);
}

static void rows_are_found_by_sort_code(void **state)
{
	(void)state;
	static const char text[] = "100000 100009 MOD11 " ZEROS " 2\n100000 100009 MOD11 " ZEROS " 9\n100010 100010 MOD10 " ZEROS "\n300000 399999 MOD10 " ZEROS "\n";
	static const struct { int32_t sort_code; size_t count; } wanted[] = {
		{ 0, 0 }, { 99999, 0 }, { 100000, 2 }, { 100009, 2 }, { 100010, 1 }, { 100011, 0 }, { 299999, 0 }, { 300000, 1 }, { 399999, 1 }, { 400000, 0 }, { 999999, 0 },
	};
	struct arena arena;
	struct modulus_table table;
	arena_init(&arena, MODULUS_ARENA_BYTES);
	assert_int_equal(modulus_table_read(text, sizeof text - 1, &arena, &table), FAIL_NONE);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		size_t count;
		const struct modulus_row *row = modulus_table_find(&table, wanted[i].sort_code, &count);
		assert_int_equal(count, wanted[i].count);
		assert_true(!row == !count);
		assert_true(!row || (row->from <= wanted[i].sort_code && row->to >= wanted[i].sort_code));
	}
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(tables_are_read_as_they_are_published), CASE(a_wrong_line_is_named), CASE(a_table_holds_its_maximum_and_not_one_row_more),
		CASE(substitutes_are_read_up_to_their_maximum), CASE(rows_are_found_by_sort_code),
	};
	return cmocka_run_group_tests_name("uk_modulus_table", cases, NULL, NULL);
}
