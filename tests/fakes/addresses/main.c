/* SPDX-License-Identifier: MIT */
/* foyer-invent: an invented council's files in a folder, for `foyer bundle content`. */
#include "tests/fakes/addresses/invent.h"

#include "firmware/base/file.h"
#include "firmware/base/program.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static FILE *create(const char *folder, const char *name)
{
	char path[PATH_MAX];
	FILE *out = file_path(path, sizeof path, folder, name) == FAIL_NONE ? fopen(path, "we") : NULL;
	if (!out)
		fprintf(stderr, "foyer-invent: %s/%s: %s\n", folder, name, strerror(errno));
	return out;
}

static int write_all(const char *folder, uint64_t seed, int64_t count)
{
	FILE *addresses = create(folder, "addresses.csv"), *rounds = create(folder, "rounds.json"), *areas = create(folder, "areas.csv");
	if (!addresses || !rounds || !areas)
		return EXIT_FAILURE;
	invent_addresses(addresses, seed, count);
	invent_rounds(rounds);
	invent_areas(areas);
	int failed = fclose(addresses) | fclose(rounds) | fclose(areas);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const char *seed = "1", *count = "150000", *folder = NULL;
	const struct program_option options[] = {
		{ "seed", "which council (1)", &seed, NULL },
		{ "addresses", "how many (150000)", &count, NULL },
		{ "out", "the folder that addresses.csv, rounds.json and areas.csv are put in", &folder, NULL },
		{ 0 },
	};
	int rest = argc;
	enum fail fail = program_options("foyer-invent", argc, argv, options, &rest);
	long long number = strtoll(count, NULL, 10);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && (!folder || rest < argc || number < 1 || number > INVENT_ADDRESSES_MAX))
		fail = FAIL(INPUT, "--out is needed, and 1 to %d addresses", INVENT_ADDRESSES_MAX);
	if (fail == FAIL_NONE)
		fail = file_make_folder(folder, 0755);
	if (fail != FAIL_NONE) {
		fprintf(stderr, "foyer-invent: %s\n", fail_words());
		return EXIT_FAILURE;
	}
	return write_all(folder, (uint64_t)strtoull(seed, NULL, 10), number);
}
