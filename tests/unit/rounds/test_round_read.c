/* SPDX-License-Identifier: MIT */
/* unit.round_read - a council's file of rounds: what is read, and what is refused with its reason. */
#include "tests/lib/given.h"

#include "firmware/base/json.h"
#include "firmware/rounds/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char shared[] =
	"{\"holidays\":{\"nation\":\"scotland\",\"added\":[{\"date\":\"2026-05-12\"}],\"removed\":[{\"date\":\"2026-05-04\"}]},"
	"\"shifts\":{\"slip\":{\"off\":[\"bank\",\"12-26\",\"2027-01-02\",\"02-29\"],\"days\":1,\"moves\":\"week\"},"
	"\"day\":{\"off\":[\"12-25\"],\"days\":3,\"moves\":\"day\"}},"
	"\"containers\":{\"refuse\":{\"name\":{\"en\":\"Black bin\",\"cy\":\"Bin du\"}}}}";

static json_t *parsed(const char *text)
{
	json_t *json = NULL;
	if (json_parse(text, strlen(text), 1 << 20, &json) != FAIL_NONE)
		fail_msg("%s: %s", text, fail_words());
	return json;
}

static void what_rounds_share_is_read(void **state)
{
	(void)state;
	struct calendar calendar;
	json_t *file = parsed(shared);
	assert_int_equal(calendar_read(file, &calendar), FAIL_NONE);
	assert_int_equal(calendar.holidays.added_count, 1);
	assert_int_equal(calendar.holidays.removed_count, 1);
	assert_int_equal(calendar.holidays.nation, NATION_SCOTLAND);
	assert_int_equal(calendar.shift_count, 2);
	assert_true(calendar.shift[0].shift.bank && calendar.shift[0].shift.week && calendar.shift[0].shift.days == 1);
	assert_int_equal(calendar.shift[0].shift.named_count, 3);
	assert_int_equal(calendar.shift[0].shift.named[1].year, 2027);
	assert_false(calendar.shift[1].shift.week);
	assert_string_equal(json_string_value(json_object_get(calendar_names(&calendar, "refuse"), "cy")), "Bin du");
	assert_null(calendar_names(&calendar, "garden"));
	json_decref(file);
}

static void expect_words(enum fail fail, const char *text, const char *words)
{
	if (fail == FAIL_NONE || !strstr(fail_words(), words))
		fail_msg("%.300s gives \"%s\", expected \"%s\"", text, fail == FAIL_NONE ? "success" : fail_words(), words);
	fail_clear();
}

static void shared_refused(const char *text, const char *words)
{
	struct calendar calendar;
	json_t *file = parsed(text);
	expect_words(calendar_read(file, &calendar), text, words);
	json_decref(file);
}

static void what_rounds_share_is_refused_with_its_reason(void **state)
{
	(void)state;
	shared_refused("[]", "not an object");
	shared_refused("{\"holidays\":[]}", "not an object");
	shared_refused("{\"holidays\":{\"nation\":\"narnia\"}}", "holidays: ");
	shared_refused("{\"holidays\":{\"added\":\"2026-01-01\"}}", "holidays: ");
	shared_refused("{\"holidays\":{\"added\":[{\"date\":\"2026-02-30\"}]}}", "holidays: ");
	shared_refused("{\"shifts\":[]}", "\"shifts\" is not an object");
	shared_refused("{\"shifts\":{\"a b\":{}}}", "is not a code");
	shared_refused("{\"shifts\":{\"a\":1}}", "is not a code");
	shared_refused("{\"shifts\":{\"a\":{\"days\":0,\"moves\":\"week\",\"off\":[\"bank\"]}}}", "shift \"a\"");
	shared_refused("{\"shifts\":{\"a\":{\"days\":1,\"moves\":\"year\",\"off\":[\"bank\"]}}}", "\"moves\"");
	shared_refused("{\"shifts\":{\"a\":{\"days\":1,\"moves\":\"week\",\"off\":[]}}}", "\"off\"");
	shared_refused("{\"shifts\":{\"a\":{\"days\":1,\"moves\":\"week\",\"off\":[\"13-01\"]}}}", "\"13-01\"");
	shared_refused("{\"containers\":{\"a\":{}}}", "container \"a\": \"name\"");
	shared_refused("{\"containers\":{\"a\":{\"name\":{\"en\":\"\"}}}}", "1 to 80 bytes");
	shared_refused("{\"containers\":{\"a\":{\"name\":{\"en\":\"a\\nb\"}}}}", "control characters");
	shared_refused("{\"containers\":{\"a\":{\"name\":{\"en\":\"123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1\"}}}}", "1 to 80 bytes");
}

/* @before, @count times @item with its number for each '#', @after */
static char *list_of(const char *before, const char *item, int count, const char *after)
{
	size_t room = strlen(before) + strlen(after) + (strlen(item) + 16) * (size_t)count + 1, used = 0;
	char *text = malloc(room);
	used += (size_t)snprintf(text, room, "%s", before);
	for (int i = 0; i < count; i++) {
		size_t head = strcspn(item, "#");
		used += (size_t)snprintf(text + used, room - used, "%s%.*s", i ? "," : "", (int)head, item);
		if (item[head])
			used += (size_t)snprintf(text + used, room - used, "%d%s", i, item + head + 1);
	}
	snprintf(text + used, room - used, "%s", after);
	return text;
}

static void most_of(const char *before, const char *item, int most, const char *after, const char *words)
{
	struct calendar calendar;
	char *fits = list_of(before, item, most, after), *beyond = list_of(before, item, most + 1, after);
	json_t *file = parsed(fits);
	if (calendar_read(file, &calendar) != FAIL_NONE)
		fail_msg("%.200s: %s", fits, fail_words());
	json_decref(file);
	shared_refused(beyond, words);
	free(fits);
	free(beyond);
}

static void the_largest_calendar_is_read_and_one_more_is_not(void **state)
{
	(void)state;
	most_of("{\"holidays\":{\"added\":[", "{\"date\":\"2026-01-01\"}", HOLIDAYS_ONE_OFF_MAX, "]}}", "holidays: ");
	most_of("{\"shifts\":{", "\"s#\":{\"days\":1,\"moves\":\"day\",\"off\":[\"bank\"]}", CALENDAR_SHIFTS_MAX, "}}", "the most is 16");
	most_of("{\"shifts\":{\"s\":{\"days\":1,\"moves\":\"day\",\"off\":[", "\"01-01\"", SHIFT_NAMED_MAX, "]}}}", "more than 16");
	most_of("{\"containers\":{", "\"c#\":{\"name\":{\"en\":\"x\"}}", CALENDAR_CONTAINERS_MAX, "}}", "the most is 32");
	most_of("{\"containers\":{\"c\":{\"name\":{", "\"l#\":\"x\"", CALENDAR_LANGUAGES_MAX, "}}}}", "1 to 8 languages");
	shared_refused("{\"shifts\":{\"s\":{\"days\":4,\"moves\":\"day\",\"off\":[\"bank\"]}}}", "shift \"s\"");
	assert_true(code_valid("abcdefghijklmnopqrstuvwxyz-_.012"));
	assert_false(code_valid("abcdefghijklmnopqrstuvwxyz-_.0123"));
	assert_false(code_valid(""));
}

static enum fail read_round(const char *text, struct round *ret)
{
	static struct calendar calendar;
	json_t *file = parsed(shared), *json = parsed(text);
	assert_int_equal(calendar_read(file, &calendar), FAIL_NONE);
	enum fail fail = round_read(json, &calendar, ret);
	json_decref(json);
	json_decref(file);
	return fail;
}

#define ROUND "\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\""

static void a_round_is_read_whole(void **state)
{
	(void)state;
	struct round round;
	assert_int_equal(read_round("{" ROUND ",\"shift\":\"slip\",\"exceptions\":[{\"date\":\"2026-12-28\",\"moved\":\"2026-12-29\"},"
		"{\"date\":\"2026-11-09\",\"cancelled\":true},{\"extra\":\"2026-11-12\"}]}", &round), FAIL_NONE);
	assert_string_equal(round.code, "A");
	assert_string_equal(round.container, "refuse");
	assert_int_equal(round.shift.days, 1);
	assert_int_equal(round.exception_count, 3);
	assert_int_equal(round.exception[0].change, ROUND_MOVED);
	assert_int_equal(round.exception[0].to.day, 29);
	assert_int_equal(round.exception[1].change, ROUND_CANCELLED);
	assert_int_equal(round.exception[2].change, ROUND_EXTRA);
	assert_true(date_none(round.last));
}

static void round_refused(const char *text, const char *words)
{
	struct round round;
	expect_words(read_round(text, &round), text, words);
}

static void a_round_is_refused_with_its_code_and_reason(void **state)
{
	(void)state;
	round_refused("{}", "\"code\"");
	round_refused("{\"code\":\"A\"}", "round \"A\"");
	round_refused("{\"code\":\"a b\"}", "not a code");
	round_refused("{\"code\":\"A\",\"container\":\"garden\"}", "no container \"garden\"");
	round_refused("{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-02-30\"}", "round \"A\"");
	round_refused("{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2100-01-01\"}", "2000 to 2099");
	round_refused("{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=YEARLY\"}", "round \"A\": FREQ is YEARLY");
	round_refused("{" ROUND ",\"shift\":\"none\"}", "no shift \"none\"");
	round_refused("{" ROUND ",\"exceptions\":{}}", "not a list");
	round_refused("{" ROUND ",\"exceptions\":[{}]}", "has one of");
	round_refused("{" ROUND ",\"exceptions\":[{\"date\":\"2026-11-03\",\"cancelled\":true}]}", "2026-11-03, which is no day");
	round_refused("{" ROUND ",\"exceptions\":[{\"date\":\"2026-11-09\",\"cancelled\":true,\"moved\":\"2026-11-10\"}]}", "has one of");
	round_refused("{" ROUND ",\"exceptions\":[{\"date\":\"2026-11-09\",\"cancelled\":true},{\"date\":\"2026-11-09\",\"moved\":\"2026-11-10\"}]}", "two exceptions");
}

static void the_most_exceptions_are_read_and_one_more_is_not(void **state)
{
	(void)state;
	struct round round;
	char *fits = list_of("{" ROUND ",\"exceptions\":[", "{\"extra\":\"2026-11-12\"}", ROUND_EXCEPTIONS_MAX, "]}");
	char *beyond = list_of("{" ROUND ",\"exceptions\":[", "{\"extra\":\"2026-11-12\"}", ROUND_EXCEPTIONS_MAX + 1, "]}");
	assert_int_equal(read_round(fits, &round), FAIL_NONE);
	round_refused(beyond, "the most is 64");
	free(fits);
	free(beyond);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_rounds_share_is_read),
		cmocka_unit_test(what_rounds_share_is_refused_with_its_reason),
		cmocka_unit_test(the_largest_calendar_is_read_and_one_more_is_not),
		cmocka_unit_test(a_round_is_read_whole),
		cmocka_unit_test(a_round_is_refused_with_its_code_and_reason),
		cmocka_unit_test(the_most_exceptions_are_read_and_one_more_is_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
