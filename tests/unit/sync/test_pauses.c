/* SPDX-License-Identifier: MIT */
/* unit.pauses - what ends a pause early, and what does not: a resident who just sent something, a network that comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/sync/deliver_state.h"
#include "tests/unit/sync/stage.h"
#include "tests/unit/sync/wires.h"

#include <sys/resource.h>

/* The line comes back between two residents: the second one's probe brings both, long before the pause ends. */
static void a_probe_that_gets_through_ends_the_pause(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	stage_ring(stage);
	stage->far.status = 200;
	stage_add(stage, 1);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 0); /* the minute is not over */
	stage_pass(stage, 60 * 1000);
	stage_add(stage, 1);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 3);
}

/* Rung while a request is under way that then fails: that is no way around the pause either. */
static void a_bell_during_a_request_that_fails_sends_nothing_more(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	stage_ring(stage);
	assert_int_equal(stage->place.requests, 2);
	stage_pass(stage, 899 * 1000);
	place_pass(2 * 1000);
	while (deliver_rests(stage->deliver))
		assert_int_equal(loop_once(stage->place.loop, 100), FAIL_NONE);
	stage_add(stage, 1);
	hub_ring(&stage->hub);
	hub_ring(&stage->hub);
	stage_pass(stage, 0);
	assert_int_equal(stage->place.requests, 3);
	stage_pass(stage, 800 * 1000);
	assert_int_equal(stage->place.requests, 3);
}

static void a_far_end_that_said_when_is_not_probed(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 429;
	stage->far.retry_after = "3600";
	stage_start(stage);
	assert_int_equal(stage->place.requests, 1);
	for (int i = 0; i < 50; i++) {
		stage_add(stage, 1);
		stage_ring(stage);
		stage_pass(stage, 70 * 1000);
	}
	assert_int_equal(stage->place.requests, 1);
	stage->far.status = 200;
	stage_pass(stage, 200 * 1000);
	assert_int_equal(stage_proved(stage), 51);
	stage->far.status = 404; /* that was for that pause alone */
	stage->far.retry_after = NULL;
	stage_add(stage, 1);
	stage_ring(stage);
	int requests = stage->place.requests;
	stage_ring(stage);
	assert_int_equal(stage->place.requests, requests + 1);
}

static void the_network_came_back(struct stage *stage)
{
	deliver_hasten(stage->deliver);
	stage_pass(stage, 0);
}

static void a_network_that_comes_back_ends_the_pause_soon(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404; /* a quarter of an hour's pause */
	stage_start(stage);
	assert_int_equal(stage->place.requests, 1);
	stage->far.status = 200;
	the_network_came_back(stage);
	assert_int_equal(stage->place.requests, 1); /* not all kiosks of a street at once */
	stage_pass(stage, 30 * 1000);
	assert_int_equal(stage_proved(stage), 1);
}

static void many_signs_of_a_network_are_one(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	the_network_came_back(stage);
	int64_t due_ms = stage->deliver->due_ms, left_ms = due_ms - clock_mono_ms();
	assert_in_range(left_ms, 0, 30 * 1000); /* when, is told once: the earliest of many would be at once for everybody */
	for (int i = 0; i < 1000; i++)
		deliver_hasten(stage->deliver);
	assert_int_equal(stage->deliver->due_ms, due_ms);
	for (int i = 0; i < 20; i++)
		stage_pass(stage, 3 * 1000);
	assert_int_equal(stage->place.requests, 2);
	the_network_came_back(stage); /* in the next pause it may be another one */
	stage_pass(stage, 30 * 1000);
	assert_int_equal(stage->place.requests, 3);
}

static void a_network_that_comes_back_lengthens_no_pause(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	stage_pass(stage, 900 * 1000 - 200);
	for (int i = 0; i < 3; i++)
		the_network_came_back(stage);
	stage_pass(stage, 200);
	assert_int_equal(stage->place.requests, 2);
}

/* What is under way fails of the network as it was: the pause after it is a short one. */
static void a_network_that_comes_back_during_a_request_counts_after_it(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	stage_pass(stage, 899 * 1000);
	assert_int_equal(stage->place.requests, 1);
	place_pass(2 * 1000);
	while (deliver_rests(stage->deliver))
		assert_int_equal(loop_once(stage->place.loop, 100), FAIL_NONE);
	deliver_hasten(stage->deliver);
	stage_pass(stage, 0);
	assert_int_equal(stage->place.requests, 2);
	stage_pass(stage, 30 * 1000);
	assert_int_equal(stage->place.requests, 3);
}

static void a_far_end_that_said_when_is_not_asked_sooner(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 503;
	stage->far.retry_after = "3600";
	stage_start(stage);
	the_network_came_back(stage);
	stage_pass(stage, 3500 * 1000);
	assert_int_equal(stage->place.requests, 1);
}

static void a_network_that_comes_back_sends_nothing_where_nothing_waits(void **state)
{
	struct stage *stage = *state;
	stage_start(stage);
	int claims = stage->hub.claims;
	the_network_came_back(stage);
	stage_pass(stage, 60 * 1000);
	assert_int_equal(stage->hub.claims, claims);
	stage_add(stage, 1);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 1);
}

/* A sandbox gives no such socket; here there is no room for one. */
static void where_the_kernel_cannot_be_heard_all_goes_on_as_before(void **state)
{
	struct stage *stage = *state;
	struct rlimit limit, none;
	stage_add(stage, 1);
	stage->far.status = 404;
	stage_start(stage);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = (struct rlimit){ 0, limit.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	deliver_listen(stage->deliver);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(stage->deliver->uplink.fd, -1);
	stage->far.status = 200;
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 1);
}

/* From the kernel's word to the proof: 127.0.0.1 is as good as a council, once it is up. */
static void a_cable_that_is_plugged_in_brings_what_waits(void **state)
{
	(void)state;
	wires_own_network();
	wires_lay();
	assert_int_equal(stage_open(state), 0);
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage_start(stage);
	deliver_listen(stage->deliver);
	for (int i = 0; i < 50 && stage->deliver->failures < 9; i++)
		stage_pass(stage, 900 * 1000);
	while (stage->deliver->due_ms - clock_mono_ms() < 60 * 1000) /* by chance a short pause: have another */
		stage_pass(stage, 60 * 1000);
	assert_int_equal(stage_proved(stage), 0);
	wires_loopback();
	wires_plug(true);
	stage_pass(stage, 0);
	stage_pass(stage, 30 * 1000);
	assert_int_equal(stage_proved(stage), 1);
	assert_int_equal(stage_close(state), 0);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_probe_that_gets_through_ends_the_pause),
		CASE(a_bell_during_a_request_that_fails_sends_nothing_more),
		CASE(a_far_end_that_said_when_is_not_probed),
		CASE(a_network_that_comes_back_ends_the_pause_soon),
		CASE(many_signs_of_a_network_are_one),
		CASE(a_network_that_comes_back_lengthens_no_pause),
		CASE(a_network_that_comes_back_during_a_request_counts_after_it),
		CASE(a_far_end_that_said_when_is_not_asked_sooner),
		CASE(a_network_that_comes_back_sends_nothing_where_nothing_waits),
		CASE(where_the_kernel_cannot_be_heard_all_goes_on_as_before),
		cmocka_unit_test(a_cable_that_is_plugged_in_brings_what_waits), /* last: the process stays in a network of its own */
	};
	return cmocka_run_group_tests_name("pauses", cases, NULL, NULL);
}
