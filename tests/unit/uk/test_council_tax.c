/* SPDX-License-Identifier: MIT */
/* unit.uk_council_tax - references by a council's own pattern. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/base/json.h"
#include "firmware/uk/council_tax.h"
#include "tests/lib/given.h"

static enum fail load(const char *quoted, struct arena *arena, struct council_tax *ret)
{
	json_error_t error;
	char text[4000];
	snprintf(text, sizeof text, "%s", quoted);
	for (char *at = text; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	json_t *entry = json_loads(text, 0, &error);
	if (!entry)
		fail_msg("%s: %s", error.text, text);
	arena_init(arena, COUNCIL_TAX_ARENA_BYTES);
	fail_clear();
	enum fail code = council_tax_load(entry, "cy", arena, ret);
	json_decref(entry);
	return code;
}

/* A pattern of 8 to 10 digits with @members added. */
static enum fail load_with(const char *members, const char *example, struct arena *arena, struct council_tax *ret)
{
	char text[4000];
	snprintf(text, sizeof text, "{'name':'N','where_on_bill':{'en':'On it','cy':'Arno'},'length_min':8,'length_max':10,'example':'%s'%s}", example, members);
	return load(text, arena, ret);
}

static void a_reference_has_its_length_and_start(void **state)
{
	(void)state;
	static const struct { const char *typed; enum council_tax_fault fault; const char *read; } samples[] = {
		{ "50 123 456", COUNCIL_TAX_GOOD, "50123456" }, { "8812-345678", COUNCIL_TAX_GOOD, "8812345678" }, { "5012345", COUNCIL_TAX_SHORT, "" },
		{ "", COUNCIL_TAX_SHORT, "" }, { "50123456789", COUNCIL_TAX_LONG, "" }, { "51123456", COUNCIL_TAX_PREFIX, "" }, { "5O123456", COUNCIL_TAX_CHARACTER, "" },
	};
	struct arena arena;
	struct council_tax council_tax;
	assert_int_equal(load_with(",'prefix':['50','88']", "50123456", &arena, &council_tax), FAIL_NONE);
	assert_string_equal(council_tax.where_on_bill, "Arno");
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char read[COUNCIL_TAX_DIGITS + 1] = "";
		assert_int_equal(council_tax_check(&council_tax, span_of(samples[i].typed), read), samples[i].fault);
		assert_string_equal(read, samples[i].read);
	}
	arena_done(&arena);
}

static void a_mistyped_digit_is_found_where_there_is_a_check(void **state)
{
	(void)state;
	char path[GIVEN_PATH_BYTES], read[COUNCIL_TAX_DIGITS + 1];
	struct arena arena;
	struct council_tax council_tax;
	given_source("assets/site/council-tax.json", path);
	arena_init(&arena, COUNCIL_TAX_ARENA_BYTES);
	assert_int_equal(council_tax_read(path, "en", &arena, &council_tax), FAIL_NONE);
	assert_int_equal(council_tax_check(&council_tax, span_of("710023456"), read), COUNCIL_TAX_GOOD);
	for (int place = 2; place < 9; place++)
		for (int digit = '0'; digit <= '9'; digit++) {
			char typed[] = "710023456";
			bool same = typed[place] == digit;
			typed[place] = (char)digit;
			assert_int_equal(council_tax_check(&council_tax, span_of(typed), read), same ? COUNCIL_TAX_GOOD : COUNCIL_TAX_CHECK);
		}
	assert_int_equal(council_tax_read("/nowhere.json", "en", &arena, &council_tax), FAIL_EMPTY);
	arena_done(&arena);
}

static void a_shorter_reference_counts_from_its_end(void **state)
{
	(void)state;
	char read[COUNCIL_TAX_DIGITS + 1];
	struct arena arena;
	struct council_tax council_tax;
	assert_int_equal(load_with(",'check':'mod10','weights':[9,9,1,1,1,1,1,1,1,1]", "00000046", &arena, &council_tax), FAIL_NONE);
	assert_int_equal(council_tax_check(&council_tax, span_of("00000055"), read), COUNCIL_TAX_GOOD);
	assert_int_equal(council_tax_check(&council_tax, span_of("1000000010"), read), COUNCIL_TAX_GOOD);
	assert_int_equal(council_tax_check(&council_tax, span_of("1000000011"), read), COUNCIL_TAX_CHECK);
	arena_done(&arena);
}

static void a_wrong_pattern_is_named(void **state)
{
	(void)state;
	static const struct { const char *members, *example, *words; } wrong[] = {
		{ ",'prefix':'50'", "50123456", "\"prefix\" is not a list" }, { ",'prefix':['x']", "50123456", "\"prefix\" 1" }, { ",'prefix':['']", "50123456", "\"prefix\" 1" },
		{ ",'prefix':['123456789']", "50123456", "\"prefix\" 1" }, { ",'check':'mod97'", "50123456", "\"check\"" }, { ",'check':'mod11'", "50123456", "\"weights\"" },
		{ ",'check':'mod11','weights':[1,2]", "50123456", "\"weights\"" }, { ",'weights':[1]", "50123456", "without" },
		{ ",'check':'mod10','weights':[1,1,1,1,1,1,1,1,1,101]", "50123456", "\"weights\" 10" }, { ",'check':'mod10','weights':[1,1,1,1,1,1,1,1,1,'1']", "50123456", "\"weights\" 10" },
		{ ",'check':'mod10','weights':[1,1,1,1,1,1,1,1,1,1]", "00000001", "\"example\"" }, { ",'prefix':['88']", "50123456", "\"example\"" }, { "", "1234567", "\"example\"" },
		{ ",'picture':1", "50123456", "\"picture\"" },
	};
	struct arena arena;
	struct council_tax council_tax;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(load_with(wrong[i].members, wrong[i].example, &arena, &council_tax), FAIL_INPUT);
		if (!strstr(fail_words(), wrong[i].words))
			fail_msg("\"%s\" is not in \"%s\"", wrong[i].words, fail_words());
		arena_done(&arena);
	}
	assert_int_equal(load("[]", &arena, &council_tax), FAIL_INPUT);
	arena_done(&arena);
	assert_int_equal(load("{'name':'N','where_on_bill':'W','example':'12345678','length_min':9,'length_max':8}", &arena, &council_tax), FAIL_LIMIT);
	arena_done(&arena);
}

static void a_pattern_holds_its_maximum_and_not_more(void **state)
{
	(void)state;
	struct arena arena;
	struct council_tax council_tax;
	char *longest = given_run('a', COUNCIL_TAX_TEXT_MAX_BYTES), text[4000];
	snprintf(text, sizeof text, "{'name':'%s','where_on_bill':'%s','example':'12345678901234567890','length_min':1,'length_max':20}", longest, longest);
	assert_int_equal(load(text, &arena, &council_tax), FAIL_NONE);
	arena_done(&arena);
	snprintf(text, sizeof text, "{'name':'%sa','where_on_bill':'W','example':'1','length_min':1,'length_max':1}", longest);
	assert_int_equal(load(text, &arena, &council_tax), FAIL_LIMIT);
	arena_done(&arena);
	assert_int_equal(load("{'name':'N','where_on_bill':'W','example':'1','length_min':1,'length_max':21}", &arena, &council_tax), FAIL_LIMIT);
	arena_done(&arena);
	assert_int_equal(load_with(",'prefix':['1','2','3','4','5','6','7','8','9','0']", "50123456", &arena, &council_tax), FAIL_NONE);
	arena_done(&arena);
	assert_int_equal(load_with(",'prefix':['1','2','3','4','5','6','7','8','9','0','11']", "50123456", &arena, &council_tax), FAIL_LIMIT);
	arena_done(&arena);
	free(longest);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_reference_has_its_length_and_start), CASE(a_mistyped_digit_is_found_where_there_is_a_check), CASE(a_shorter_reference_counts_from_its_end),
		CASE(a_wrong_pattern_is_named), CASE(a_pattern_holds_its_maximum_and_not_more),
	};
	return cmocka_run_group_tests_name("uk_council_tax", cases, NULL, NULL);
}
