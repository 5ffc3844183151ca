/* SPDX-License-Identifier: MIT */
/* unit.base_arena - memory that is dropped as a whole. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/arena.h"

#include <signal.h>
#include <sys/wait.h>

static void gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 20);
	for (size_t size = 1; size < 5000; size = size * 2 + 1) {
		unsigned char *memory = arena_new(&arena, size);
		assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
	}
	arena_done(&arena);
}

static void reset_wipes_and_gives_the_same_memory_again(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 20);
	char *first = arena_text(&arena, "a secret answer");
	arena_reset(&arena);
	assert_int_equal(first[0], 0);
	assert_ptr_equal(arena_new(&arena, 4), first);
	arena_done(&arena);
}

static void larger_than_a_block_works(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 20);
	char *large = arena_new(&arena, 100000);
	large[99999] = 'x';
	assert_string_equal(arena_printf(&arena, "%d and %s", 7, "eight"), "7 and eight");
	assert_string_equal(arena_text(&arena, NULL), "");
	assert_string_equal(arena_text_n(&arena, "abcdef", 3), "abc");
	arena_done(&arena);
}

static void one_byte_over_the_maximum_stops_the_program(void **state)
{
	(void)state;
	pid_t child = fork();
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(2);
		signal(SIGABRT, SIG_DFL);
		struct arena arena;
		arena_init(&arena, 4096);
		arena_new(&arena, 4096);
		arena_new(&arena, 1);
		_exit(0);
	}
	int status = 0;
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(gives_zeroed_aligned_memory), CASE(reset_wipes_and_gives_the_same_memory_again), CASE(larger_than_a_block_works),
		CASE(one_byte_over_the_maximum_stops_the_program),
	};
	return cmocka_run_group_tests_name("base_arena", cases, NULL, NULL);
}
