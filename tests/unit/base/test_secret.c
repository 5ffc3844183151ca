/* SPDX-License-Identifier: MIT */
/* unit.base_secret - memory for answers. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/secret.h"

#include <sys/wait.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static void memory_is_zeroed_and_not_inherited(void **state)
{
	(void)state;
	char *memory = secret_new(5000);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(memory[i], 0);
	memcpy(memory, "an answer", 10);
	pid_t child = fork();
	if (child == 0)
		_exit(memory[0] == '\0' ? 0 : 1);
	int status = 0;
	waitpid(child, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_string_equal(memory, "an answer");
	secret_free(memory, 5000);
	secret_free(NULL, 1);
}

/* Whether the kernel's map of this page has @flag ("dd": not dumped, "lo": locked). */
static int page_has_flag(const void *memory, const char *flag)
{
	FILE *maps = fopen("/proc/self/smaps", "r");
	assert_non_null(maps);
	char line[512];
	int inside = 0, found = 0;
	while (fgets(line, sizeof line, maps)) {
		unsigned long from, to;
		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			inside = (uintptr_t)memory >= from && (uintptr_t)memory < to;
		else if (inside && strncmp(line, "VmFlags:", 8) == 0)
			found = strstr(line, flag) != NULL;
	}
	fclose(maps);
	return found;
}

static void pages_stay_out_of_core_dumps_and_swap(void **state)
{
	(void)state;
	char *memory = secret_new(100);
	assert_true(page_has_flag(memory, " dd"));
#ifndef __SANITIZE_ADDRESS__ /* whose mlock() does nothing */
	if (secret_is_locked())
		assert_true(page_has_flag(memory, " lo"));
#endif
	secret_free(memory, 100);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(memory_is_zeroed_and_not_inherited), CASE(pages_stay_out_of_core_dumps_and_swap) };
	return cmocka_run_group_tests_name("base_secret", cases, NULL, NULL);
}
