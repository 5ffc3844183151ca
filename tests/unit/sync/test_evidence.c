/* SPDX-License-Identifier: MIT */
/* unit.evidence - an event is only blamed when another one was taken since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/evidence.h"

#include <stdio.h>

static struct event_id id_of(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", number);
	return id;
}

static bool refused(struct evidence *evidence, int number)
{
	struct event_id id = id_of(number);
	return evidence_refused(evidence, &id);
}

static void nothing_is_evident_before_anything_was_taken(void **)
{
	struct evidence evidence = { 0 };
	for (int i = 0; i < 5; i++)
		assert_false(refused(&evidence, 1));
}

static void one_taken_in_between_is_evidence_once(void **)
{
	struct evidence evidence = { 0 };
	assert_false(refused(&evidence, 1));
	evidence_accepted(&evidence, 1);
	assert_true(refused(&evidence, 1));
	assert_false(refused(&evidence, 1));
	evidence_accepted(&evidence, 3);
	assert_true(refused(&evidence, 1));
	assert_true(refused(&evidence, 2)); /* its first time here */
	assert_false(refused(&evidence, 2));
}

static void nothing_taken_is_no_evidence(void **)
{
	struct evidence evidence = { 0 };
	assert_false(refused(&evidence, 1));
	evidence_accepted(&evidence, 0);
	assert_false(refused(&evidence, 1));
}

/* An event that fell out of the ring was refused when something had been taken already: that is no news. */
static void forgetting_makes_nobody_guilty(void **)
{
	struct evidence evidence = { 0 };
	evidence_accepted(&evidence, 1);
	assert_true(refused(&evidence, 0));
	for (int i = 1; i <= EVIDENCE_EVENTS_MAX; i++)
		refused(&evidence, i);
	assert_false(refused(&evidence, 0));
	evidence_accepted(&evidence, 1);
	assert_true(refused(&evidence, 0));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(nothing_is_evident_before_anything_was_taken),
		cmocka_unit_test(one_taken_in_between_is_evidence_once),
		cmocka_unit_test(nothing_taken_is_no_evidence),
		cmocka_unit_test(forgetting_makes_nobody_guilty),
	};
	return cmocka_run_group_tests_name("evidence", cases, NULL, NULL);
}
