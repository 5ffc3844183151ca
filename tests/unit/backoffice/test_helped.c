/* SPDX-License-Identifier: MIT */
/* unit.helped - what an opened form says of who helped, in words; and nothing of what no kiosk writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/backoffice/helped.h"

#include <string.h>

static void assert_words(const char *json, const char *wanted)
{
	BUFFER_AUTO words;
	json_t *record = json_loads(json, 0, NULL);
	assert_non_null(record);
	buffer_init(&words, HELPED_MAX_BYTES);
	helped_words(record, &words);
	assert_string_equal(buffer_text(&words), wanted);
	json_decref(record);
}

static void nothing_is_said_where_it_was_the_person_alone(void **state)
{
	(void)state;
	assert_words("{\"meta\":{\"submittedBy\":\"resident\"}}", "");
	assert_words("{}", "");
}

static void who_helped_sent_and_interpreted_is_said(void **state)
{
	(void)state;
	assert_words("{\"meta\":{\"submittedBy\":\"resident_assisted\",\"assisted\":{\"staff\":\"sam\",\"mode\":\"looks\",\"minutes\":3,\"site\":\"Central\",\"permission\":\"given\"}}}", "sam looked on (3 min).\n");
	assert_words("{\"meta\":{\"submittedBy\":\"staff_on_behalf\",\"onBehalf\":{\"reason\":\"see\",\"declared\":\"spoken\"},\"assisted\":{\"staff\":\"sam\",\"mode\":\"types\",\"minutes\":9,\"permission\":\"spoken\",\"permissionReason\":\"touch\"},"
		"\"interpreted\":{\"by\":\"family\",\"languages\":[\"ur\",\"en\"]}}}",
		"Sent by sam for a person who cannot see the screen; they declared it aloud.\nsam typed (9 min), allowed aloud by a person who cannot touch the screen.\nInterpreted by family or a friend: ur, en.\n");
}

static void what_no_kiosk_writes_is_not_shown(void **state)
{
	(void)state;
	assert_words("{\"meta\":{\"submittedBy\":\"staff_on_behalf\",\"onBehalf\":7,\"assisted\":{\"staff\":\"\\u001b[2Jsam\",\"mode\":\"x\"},\"interpreted\":{\"by\":\"\\u001b\",\"languages\":[7,\"\\u001b\",\"en\",\"en\",\"en\"]}}}",
		"Sent by somebody for a person for a reason that is not known here.\nsomebody helped (0 min).\nInterpreted by somebody: somebody, somebody, en, en.\n");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(nothing_is_said_where_it_was_the_person_alone), cmocka_unit_test(who_helped_sent_and_interpreted_is_said), cmocka_unit_test(what_no_kiosk_writes_is_not_shown) };
	return cmocka_run_group_tests_name("helped", cases, NULL, NULL);
}
