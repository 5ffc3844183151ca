/* SPDX-License-Identifier: MIT */
/* unit.staff_roster - the list of staff: what is read, what is refused, and the largest. */
#include "tests/lib/given.h"

#include "firmware/staff/roster.h"

#include <stdio.h>
#include <string.h>

#define KEY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define PIN "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" KEY
#define HEAD "{\"format\":\"foyer-staff/1\",\"pepper\":\"" KEY "\",\"code_key\":\"" KEY "\",\"unlock\":0,\"staff\":["
#define SAM "{\"id\":\"sam\",\"number\":\"4471\",\"badge\":\"04A2B3C4\",\"name\":\"Sam\",\"role\":\"staff\",\"pin\":\"" PIN "\",\"from\":\"2026-01-01\",\"until\":\"2026-12-31\"}"
#define VERA "{\"id\":\"vera-2\",\"number\":\"123\",\"name\":\"Véra\",\"role\":\"volunteer\"}"

static enum fail parse(const char *text, struct roster *ret)
{
	return roster_parse(text, strlen(text), false, ret);
}

static void everybody_is_found_by_what_they_have(void **state)
{
	struct roster roster;
	(void)state;
	if (parse(HEAD SAM "," VERA "]}", &roster) != FAIL_NONE)
		fail_msg("%s", fail_words());
	assert_int_equal(roster.count, 2);
	const struct roster_member *sam = roster_by_number(&roster, "4471"), *vera = roster_by_id(&roster, "vera-2");
	assert_ptr_equal(sam, roster_by_badge(&roster, "04A2B3C4"));
	assert_string_equal(sam->name, "Sam");
	assert_string_equal(sam->pin, PIN);
	assert_false(sam->ends_at_closing);
	assert_true(vera->ends_at_closing); /* volunteers do, whatever is said */
	assert_null(roster_by_number(&roster, "447"));
	assert_null(roster_by_badge(&roster, "")); /* who has none is not found by none */
	assert_true(roster_holds(sam, (struct date){ 2026, 12, 31 }));
	assert_true(roster_holds(sam, (struct date){ 2026, 1, 1 }));
	assert_false(roster_holds(sam, (struct date){ 2027, 1, 1 }));
	assert_false(roster_holds(sam, (struct date){ 2025, 12, 31 }));
	assert_true(roster_holds(vera, (struct date){ 1970, 1, 1 }));
}

static void what_is_wrong_is_refused_by_name(void **state)
{
	static const struct { const char *text, *words; } rows[] = {
		{ HEAD SAM "," SAM "]}", "same id" },
		{ HEAD SAM ",{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\"}]}", "same id" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"44\",\"name\":\"Jo\",\"role\":\"staff\"}]}", "number" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"44a1\",\"name\":\"Jo\",\"role\":\"staff\"}]}", "number" },
		{ HEAD "{\"id\":\"Jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\"}]}", "id" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"\",\"role\":\"staff\"}]}", "name" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"J\\no\",\"role\":\"staff\"}]}", "name" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"code\"}]}", "role" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\",\"pin\":\"839205\"}]}", "Argon2id" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\",\"until\":\"2026-02-30\"}]}", "until" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\",\"untill\":\"2026-02-20\"}]}", "untill" },
		{ HEAD "{\"id\":\"jo\",\"number\":\"4471\",\"name\":\"Jo\",\"role\":\"staff\",\"ends\":\"noon\"}]}", "ends" },
		{ HEAD "1]}", "object" }, { HEAD "],\"kiosks\":[]}", "kiosks" }, { "[]", "object" }, { "{}", "format" },
		{ "{\"format\":\"foyer-staff/1\",\"pepper\":\"AAAA\",\"code_key\":\"" KEY "\",\"unlock\":0,\"staff\":[]}", "pepper" },
		{ "{\"format\":\"foyer-staff/2\",\"pepper\":\"" KEY "\",\"code_key\":\"" KEY "\",\"unlock\":0,\"staff\":[]}", "format" },
	};
	struct roster roster;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fail_clear();
		if (parse(rows[i].text, &roster) != FAIL_INPUT || !strstr(fail_words(), rows[i].words))
			fail_msg("%s: \"%s\"", rows[i].text, fail_words());
	}
	assert_int_equal(roster_parse(HEAD "],\"kiosks\":[]}", strlen(HEAD "],\"kiosks\":[]}"), true, &roster), FAIL_NONE);
}

/* A list of @count people whose names have @name_bytes, filled up to @size_bytes (0: as it is). */
static enum fail parse_many(int count, int name_bytes, size_t size_bytes)
{
	static struct roster roster;
	static char text[2 * ROSTER_MAX_BYTES];
	size_t at = (size_t)snprintf(text, sizeof text, "%s", HEAD);
	for (int i = 0; i < count; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s{\"id\":\"p%d\",\"number\":\"%d\",\"name\":\"%0*d\",\"role\":\"staff\"}", i ? "," : "", i, 1000 + i, name_bytes, 0);
	at += (size_t)snprintf(text + at, sizeof text - at, "]}");
	if (size_bytes > at)
		memset(text + at, ' ', size_bytes - at);
	return roster_parse(text, size_bytes > at ? size_bytes : at, false, &roster);
}

static void the_largest_is_read_and_no_larger(void **state)
{
	(void)state;
	assert_int_equal(parse_many(ROSTER_MEMBERS_MAX, 5, 0), FAIL_NONE);
	assert_int_equal(parse_many(ROSTER_MEMBERS_MAX + 1, 5, 0), FAIL_LIMIT);
	assert_int_equal(parse_many(1, ROSTER_NAME_MAX_BYTES, 0), FAIL_NONE);
	assert_int_equal(parse_many(1, ROSTER_NAME_MAX_BYTES + 1, 0), FAIL_LIMIT);
	assert_int_equal(parse_many(1, 5, ROSTER_MAX_BYTES), FAIL_NONE);
	assert_int_equal(parse_many(1, 5, ROSTER_MAX_BYTES + 1), FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(everybody_is_found_by_what_they_have), cmocka_unit_test(what_is_wrong_is_refused_by_name),
		cmocka_unit_test(the_largest_is_read_and_no_larger) };
	return cmocka_run_group_tests_name("staff_roster", cases, NULL, NULL);
}
