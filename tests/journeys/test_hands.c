/* SPDX-License-Identifier: MIT */
/* journey.hands - the same report by a keypad alone and by two switches alone; the council gets the same record. */
#include "tests/journeys/missed_bin.h"

#include "tests/lib/hand.h"

#include <stdlib.h>
#include <string.h>

static const struct walker_answer answers[] = {
	{ "field:place__addressLine1", "1 Elm" }, { "field:place__addressLine2", "" }, { "field:place__town", "Usk" }, { "field:place__county", "" },
	{ "field:place__postcode", "MB7 3QZ" },   { "choice:bin", "recycling" },        { "choice:assisted", "false" },  { "choice:outInTime", "true" },
	{ "choice:tagged", "false" },             { "field:inTheWay", "" },             { "field:fullName", "Ana" },     { "choice:contact", "none" },
	{ NULL, NULL },
};

static int set_up(void **state)
{
	struct kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	*state = kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .keypad = "nine-keys,two-switches" });
	return 0;
}

/* From home to the confirmation; what the council holds, new reference. */
static json_t *report(struct kiosk *kiosk, walker_press press, int before)
{
	char reference[32];
	screen_await_named(kiosk, "home");
	while (!screen_find(kiosk, "service:missed-bin")) {
		press(kiosk, screen_find(kiosk, "topic:bins") ? "topic:bins" : screen_find(kiosk, "all") ? "all" : "page-next");
		screen_await(kiosk, "person");
	}
	press(kiosk, "service:missed-bin");
	press(kiosk, "begin");
	screen_await(kiosk, "continue");
	walk_with(kiosk, answers, press);
	press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	json_t *all = council_await(&kiosk->council, before + 1), *record = NULL, *one;
	size_t at;
	json_array_foreach(all, at, one)
		if (strcmp(node_text(json_object_get(one, "meta"), "referenceNumber"), reference) == 0)
			record = json_incref(one);
	json_decref(all);
	assert_non_null(record);
	return record;
}

static json_t *by_door(struct kiosk *kiosk)
{
	screen_press(kiosk, "start");
	json_t *record = report(kiosk, screen_press, 0);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	return record;
}

/* The answers, not when and under which name they came. */
static void assert_same_answers(const json_t *record, const json_t *expected)
{
	const json_t *data = json_object_get(record, "data");
	assert_true(json_is_object(data) && json_object_size(data) > 0);
	if (!json_equal(data, json_object_get(expected, "data"))) {
		char *text = json_dumps(data, JSON_INDENT(1)), *wanted = json_dumps(json_object_get(expected, "data"), JSON_INDENT(1));
		fail_msg("%s\nis not\n%s", text, wanted);
	}
}

static void a_report_is_made_by_keypad_alone(void **state)
{
	struct kiosk *kiosk = *state;
	json_t *expected = by_door(kiosk);
	keypad_press(kiosk, "start");
	json_t *record = report(kiosk, keypad_press, 1);
	assert_same_answers(record, expected);
	print_message("by keypad: %ld presses\n", hand_presses(kiosk));
	keypad_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	json_decref(record);
	json_decref(expected);
}

static void a_report_is_made_by_two_switches_alone(void **state)
{
	struct kiosk *kiosk = *state;
	json_t *expected = by_door(kiosk);
	switches_tell_apart(kiosk);
	json_t *record = report(kiosk, switches_press, 1);
	assert_same_answers(record, expected);
	print_message("by two switches: %ld presses\n", hand_presses(kiosk));
	switches_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	json_decref(record);
	json_decref(expected);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_report_is_made_by_keypad_alone, set_up, kiosk_tear_down),
		cmocka_unit_test_setup_teardown(a_report_is_made_by_two_switches_alone, set_up, kiosk_tear_down),
	};
	return cmocka_run_group_tests_name("hands", cases, NULL, NULL);
}
