/* SPDX-License-Identifier: MIT */
/* unit.base_loop - descriptors, timers, the end. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/loop.h"

#include <signal.h>
#include <sys/epoll.h>

struct seen { struct loop *loop; int reads, fires, other; };

static void on_read(void *context, int fd, uint32_t events)
{
	struct seen *seen = context;
	char byte;
	assert_true(events & EPOLLIN);
	assert_int_equal(read(fd, &byte, 1), 1);
	seen->reads++;
}

static void on_fire(void *context) { ((struct seen *)context)->fires++; }

static void on_again(void *context)
{
	struct seen *seen = context;
	seen->other++;
	loop_timer_set(seen->loop, 0, on_again, seen);
}

static void on_stop(void *context) { loop_stop(((struct seen *)context)->loop); }

static void descriptors_and_timers_are_called(void **state)
{
	(void)state;
	struct seen seen = { 0 };
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_ok(loop_new(&seen.loop));
	assert_ok(loop_watch(seen.loop, ends[0], EPOLLIN, on_read, &seen));
	loop_timer_set(seen.loop, 1, on_fire, &seen);
	assert_int_equal(write(ends[1], "ab", 2), 2);
	while (seen.reads < 2 || seen.fires < 1)
		assert_ok(loop_once(seen.loop, 1000));
	loop_unwatch(seen.loop, ends[0]);
	assert_int_equal(write(ends[1], "c", 1), 1);
	assert_ok(loop_once(seen.loop, 0));
	assert_int_equal(seen.reads, 2);
	assert_int_equal(seen.fires, 1);
	loop_free(seen.loop);
}

static void setting_again_moves_and_clearing_removes(void **state)
{
	(void)state;
	struct seen seen = { 0 };
	assert_ok(loop_new(&seen.loop));
	loop_timer_set(seen.loop, 0, on_fire, &seen);
	loop_timer_set(seen.loop, 1000000, on_fire, &seen);
	assert_ok(loop_once(seen.loop, 0));
	assert_int_equal(seen.fires, 0);
	loop_timer_set(seen.loop, 0, on_fire, &seen);
	loop_timer_clear(seen.loop, on_fire, &seen);
	assert_ok(loop_once(seen.loop, 0));
	assert_int_equal(seen.fires, 0);
	loop_free(seen.loop);
}

static void a_timer_that_sets_itself_starves_nobody(void **state)
{
	(void)state;
	struct seen seen = { 0 };
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_ok(loop_new(&seen.loop));
	assert_ok(loop_watch(seen.loop, ends[0], EPOLLIN, on_read, &seen));
	loop_timer_set(seen.loop, 0, on_again, &seen);
	assert_int_equal(write(ends[1], "a", 1), 1);
	for (int i = 0; i < 3; i++)
		assert_ok(loop_once(seen.loop, 0));
	assert_int_equal(seen.reads, 1);
	assert_true(seen.other >= 2);
	loop_free(seen.loop);
}

static void the_loop_ends_when_told_and_on_sigterm(void **state)
{
	(void)state;
	struct seen seen = { 0 };
	assert_ok(loop_new(&seen.loop));
	loop_timer_set(seen.loop, 0, on_stop, &seen);
	assert_ok(loop_run(seen.loop));
	loop_free(seen.loop);
	assert_ok(loop_new(&seen.loop));
	assert_int_equal(kill(getpid(), SIGTERM), 0);
	assert_ok(loop_run(seen.loop));
	assert_true(loop_stopped(seen.loop));
	loop_free(seen.loop);
}

static void one_descriptor_too_many_is_refused(void **state)
{
	(void)state;
	struct seen seen = { 0 };
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_ok(loop_new(&seen.loop));
	enum fail code = FAIL_NONE;
	for (int i = 0; i <= LOOP_FD_MAX && code == FAIL_NONE; i++)
		code = loop_watch(seen.loop, dup(ends[0]), EPOLLIN, on_read, &seen);
	assert_int_equal(code, FAIL_LIMIT);
	loop_free(seen.loop);
}

static void count_call(void *context)
{
	++*(int *)context;
}

static void the_first_signal_can_be_taken_and_the_second_ends(void **state)
{
	struct loop *loop = NULL;
	int calls = 0;

	(void)state;
	assert_int_equal(loop_new(&loop), FAIL_NONE);
	loop_on_signal(loop, count_call, &calls);
	raise(SIGTERM);
	assert_int_equal(loop_once(loop, 1000), FAIL_NONE);
	assert_int_equal(calls, 1);
	assert_false(loop_stopped(loop));
	raise(SIGTERM);
	assert_int_equal(loop_once(loop, 1000), FAIL_NONE);
	assert_int_equal(calls, 1);
	assert_true(loop_stopped(loop));
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(descriptors_and_timers_are_called), CASE(setting_again_moves_and_clearing_removes), CASE(a_timer_that_sets_itself_starves_nobody),
		CASE(the_loop_ends_when_told_and_on_sigterm), CASE(one_descriptor_too_many_is_refused),
		cmocka_unit_test(the_first_signal_can_be_taken_and_the_second_ends),
	};
	return cmocka_run_group_tests_name("base_loop", cases, NULL, NULL);
}
