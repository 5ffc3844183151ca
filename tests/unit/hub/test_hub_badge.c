/* SPDX-License-Identifier: MIT */
/* unit.hub_badge - a badge that is held to the kiosk's reader stands in the audit, whoever has it; the screen is told nothing, and nobody washes the audit away. */
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

static void start(struct given_hub *given)
{
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
}

static json_t *badge(const char *text)
{
	return json_pack("{s:s, s:s}", "verb", "staff.badge", "badge", text);
}

/* How many rows have both words. */
static int rows(struct given_hub *given, const char *word, const char *other)
{
	int admin = hub_test_enter(given, "admin"), count = 0;
	json_t *reply = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	char *lines = strdup(json_string_value(json_object_get(reply, "lines"))), *rest = lines;
	for (char *line; (line = strsep(&rest, "\n"));)
		count += strstr(line, "\"event\":\"auth_badge\"") && strstr(line, word) && strstr(line, other);
	free(lines);
	json_decref(reply);
	close(admin);
	return count;
}

static void whose_it_is_stands_there_and_the_screen_is_not_told(void **state)
{
	struct given_hub *given = *state;
	start(given);
	int ui = hub_test_enter(given, "ui");
	json_t *known = hub_test_ask(ui, badge("04A2B3C4"), -1, NULL), *unknown = hub_test_ask(ui, badge("99887766"), -1, NULL);
	assert_true(json_equal(known, unknown));
	assert_int_equal(rows(given, "\"staff\":\"sam\"", "\"outcome\":\"known\""), 1);
	assert_int_equal(rows(given, "\"staff\":\"\"", "\"outcome\":\"unknown\""), 1);
	assert_int_equal(rows(given, "04A2B3C4", "") + rows(given, "99887766", ""), 0); /* what was read is nowhere */
	json_decref(known);
	json_decref(unknown);
	close(ui);
}

static void waving_a_badge_does_not_wash_the_audit_away(void **state)
{
	struct given_hub *given = *state;
	start(given);
	int ui = hub_test_enter(given, "ui");
	shared_clock_pass(MINUTE_MS);
	for (int i = 0; i < 100; i++)
		hub_test_tell(ui, badge(i % 2 ? "04A2B3C4" : "99887766"));
	int written = rows(given, "\"outcome\":\"known\"", "") + rows(given, "\"outcome\":\"unknown\"", "");
	assert_in_range(written, 10, 20); /* a minute may have ended in between */
	shared_clock_pass(MINUTE_MS);
	hub_test_tell(ui, badge("04A2B3C4"));
	assert_in_range(rows(given, "\"outcome\":\"more\"", ""), 1, 2);
	close(ui);
}

static void without_a_list_it_is_refused_and_what_is_too_long_too(void **state)
{
	struct given_hub *given = *state;
	char longest[66] = "";
	memset(longest, 'A', 65);
	hub_test_config(given, NULL);
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, badge("04A2B3C4"), "empty");
	hub_test_refused(ui, badge(longest), "limit");
	longest[64] = '\0';
	hub_test_refused(ui, badge(longest), "empty");
	close(ui);
}

#define badge_test(CASE) cmocka_unit_test_setup_teardown(CASE, hub_test_setup_stopped, hub_test_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		badge_test(whose_it_is_stands_there_and_the_screen_is_not_told),
		badge_test(waving_a_badge_does_not_wash_the_audit_away),
		badge_test(without_a_list_it_is_refused_and_what_is_too_long_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
