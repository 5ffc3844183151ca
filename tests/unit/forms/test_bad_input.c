/* SPDX-License-Identifier: MIT */
/*
 * unit.forms_bad_input - whatever is wrong with a definition: a sentence or a form that can be walked and shown, in 32 MiB.
 * Each kind runs in a child of its own whose address space may grow by that much and no more, so that a byte too many is a crash; sanitizers need
 * more of it than that for themselves, and there only the crash is looked for.
 */
#include "tests/unit/forms/bad_input.h"

#include "tests/unit/forms/bad_input_load.h"
#include "tests/unit/forms/mutate.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#else
enum { SANITIZED = 0 };
#endif

enum { MEMORY_BYTES = 32 * 1024 * 1024, MUTATIONS = 60, HANG_SECONDS = 30 /* SIGALRM: far above what any of them takes, even emulated */ };

/* ---- the child ---- */

/* Shared with the children: the address space at the limit's start, and the most that any of them grew by. */
static struct { size_t start, most; } *memory;

/* "VmSize" or "VmPeak" */
static size_t address_space(const char *name)
{
	char line[200];
	size_t found = 0;
	FILE *file = fopen("/proc/self/status", "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, name, strlen(name)) == 0)
			found = strtoul(line + strlen(name) + 1, NULL, 10) * 1024;
	if (!file || found == 0)
		abort();
	fclose(file);
	return found;
}

static void limit_memory(void)
{
	malloc_trim(0);
	memory->start = address_space("VmSize");
	struct rlimit limit = { memory->start + MEMORY_BYTES, memory->start + MEMORY_BYTES };
	if (!SANITIZED && setrlimit(RLIMIT_AS, &limit) != 0)
		abort();
	alarm(HANG_SECONDS);
}

static void note_memory(void)
{
	size_t peak = address_space("VmPeak") - memory->start;
	if (peak > memory->most)
		memory->most = peak;
}

static void child(const struct bad_input *input, const char *json, size_t size)
{
	limit_memory();
	bool loads = bad_input_loads(json, size);
	note_memory();
	if (loads == (input->wanted == BAD_INPUT_REFUSED) && input->wanted != BAD_INPUT_EITHER)
		_exit(loads ? 1 : 2);
	if (!loads && input->words && !strstr(fail_words(), input->words)) {
		fprintf(stderr, "%s: %s\n", input->name, fail_words());
		_exit(3);
	}
	_exit(0);
}

/* Returns whether it ended as it should. */
static bool in_a_child(const struct bad_input *input)
{
	static const char *const ends[] = { "", "loads", "is refused", "is refused with other words" };
	int status = 0;
	size_t size = 0;
	char *json = input->make(&size);
	pid_t pid = fork();
	if (pid == 0)
		child(input, json, size);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	free(json);
	if (WIFSIGNALED(status))
		print_error("%s ends with signal %d\n", input->name, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		print_error("%s %s\n", input->name, WEXITSTATUS(status) < 4 ? ends[WEXITSTATUS(status)] : "is found by a sanitizer");
	return status == 0;
}

static void each_kind_of_bad_input_loads_or_is_refused_in_a_sentence(void **state)
{
	(void)state;
	size_t wrong = 0;
	for (size_t i = 0; i < bad_input_count; i++)
		wrong += !in_a_child(&bad_inputs[i]);
	print_message("%zu kinds; the most memory: %.1f MiB\n", bad_input_count, (double)memory->most / (1024 * 1024));
	assert_int_equal(wrong, 0);
}

/* ---- mutations ---- */

static const char *const files[] = {
	"tests/unit/forms/fixtures/every-kind.json", "tests/unit/forms/fixtures/joined.json", "tests/unit/forms/fixtures/schema1.json", "tests/unit/forms/fixtures/walk.json",
	"tests/unit/forms/fixtures/xgov.json", "assets/forms/missed-bin.json", "assets/forms/parking-permit.json",
};

static char *mutated(const char *text, uint32_t *seed, size_t *ret_size)
{
	json_t *root = json_loads(text, 0, NULL);
	if (!root)
		abort();
	mutate(root, seed);
	char *json = json_dumps(root, JSON_ENCODE_ANY);
	json_decref(root);
	if (!json)
		abort();
	*ret_size = strlen(json);
	return json;
}

/* Made outside of the limit, loaded inside it: one child a mutation. */
static void load_mutated(const char *path, const char *text, uint32_t *seed, size_t *loaded)
{
	uint32_t began = *seed;
	size_t size;
	int status = 0;
	char *json = mutated(text, seed, &size);
	pid_t pid = fork();
	if (pid == 0) {
		limit_memory();
		bool loads = bad_input_loads(json, size);
		note_memory();
		_exit(!loads);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	free(json);
	if (WIFSIGNALED(status) || WEXITSTATUS(status) > 1)
		fail_msg("%s, mutated from %u: status %d", path, began, status);
	*loaded += WEXITSTATUS(status) == 0;
}

static void mutated_definitions_load_or_are_refused_in_a_sentence(void **state)
{
	(void)state;
	uint32_t seed = 20261121;
	size_t loaded = 0, count = sizeof files / sizeof files[0];
	for (size_t i = 0; i < count; i++) {
		char whole[GIVEN_PATH_BYTES];
		given_source(files[i], whole);
		char *text = given_text(whole);
		assert_non_null(text);
		for (int k = 0; k < MUTATIONS; k++)
			load_mutated(files[i], text, &seed, &loaded);
		free(text);
	}
	print_message("%zu of %zu mutated definitions load; the most memory: %.1f MiB\n", loaded, count * MUTATIONS, (double)memory->most / (1024 * 1024));
	assert_true(loaded > MUTATIONS / 10 && loaded < count * MUTATIONS);
}

int main(void)
{
	memory = mmap(NULL, sizeof *memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		abort();
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_kind_of_bad_input_loads_or_is_refused_in_a_sentence), cmocka_unit_test(mutated_definitions_load_or_are_refused_in_a_sentence),
	};
	return cmocka_run_group_tests_name("forms_bad_input", cases, NULL, NULL);
}
