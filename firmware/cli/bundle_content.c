/* SPDX-License-Identifier: MIT */
/* `foyer bundle content`: addresses, rounds, neighbours → content.db, and what was left out of it. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/base/program.h"
#include "firmware/store/content_build.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_MAX = 20 };

struct telling { FILE *report; int64_t told; };

static void write_problem(FILE *out, const struct content_problem *problem)
{
	fprintf(out, "%s %s %lld: %s%s\n", content_source_name(problem->source), problem->source == CONTENT_SOURCE_ROUNDS ? "round" : "line",
	        (long long)problem->at, problem->left_out ? "left out: " : "", problem->words);
}

static void hear_problem(void *context, const struct content_problem *problem)
{
	struct telling *telling = context;
	write_problem(telling->report, problem);
	if (telling->told++ < SHOWN_MAX)
		write_problem(stdout, problem);
}

static void write_summary(FILE *out, const struct content_report *report)
{
	for (int i = 0; i < CONTENT_SOURCE_COUNT; i++)
		fprintf(out, "%-10s %lld kept, %lld left out\n", content_source_name((enum content_source)i), (long long)report->source[i].kept,
		        (long long)report->source[i].left_out);
	fprintf(out, "%-10s %lld\n", "postcodes", (long long)report->postcodes);
	if (report->notes)
		fprintf(out, "%-10s %lld rows kept in part\n", "notes", (long long)report->notes);
	if (report->unknown_columns)
		fprintf(out, "%-10s %zu that nobody reads\n", "columns", report->unknown_columns);
}

enum fail bundle_content_build(const struct content_sources *sources, const char *content, const char *told)
{
	struct telling telling = { .report = fopen(told, "we") };
	if (!telling.report)
		return FAIL(IO, "%s: %s", told, strerror(errno));
	const struct content_listener listener = { hear_problem, &telling };
	struct content_report report;
	enum fail fail = content_build(sources, content, &listener, &report);
	if (fail == FAIL_NONE) {
		if (telling.told > SHOWN_MAX)
			printf("… and %lld more, in %s\n", (long long)(telling.told - SHOWN_MAX), told);
		write_summary(stdout, &report);
		write_summary(telling.report, &report);
	}
	if (fclose(telling.report) != 0 && fail == FAIL_NONE)
		fail = FAIL(IO, "%s: %s", told, strerror(errno));
	return fail;
}

static enum fail build(const struct content_sources *sources, const char *folder)
{
	char content[PATH_MAX], told[PATH_MAX];
	TRY(file_make_folder(folder, 0755));
	TRY(file_path(content, sizeof content, folder, "content.db"));
	TRY(file_path(told, sizeof told, folder, "report.txt"));
	return bundle_content_build(sources, content, told);
}

int bundle_content(int argc, char **argv)
{
	struct content_sources sources = { 0 };
	const char *folder = NULL;
	const struct program_option options[] = {
		{ "addresses", "CSV: uprn, line1 to line4, town, postcode, easting, northing, rounds", &sources.addresses, NULL },
		{ "rounds", "JSON: holidays, shifts, containers, rounds", &sources.rounds, NULL },
		{ "areas", "CSV: outward, council, phone, web of the neighbours", &sources.areas, NULL },
		{ "out", "the folder that content.db and report.txt are put in", &folder, NULL },
		{ 0 },
	};
	int rest = argc;
	enum fail fail = program_options("foyer bundle content", argc, argv, options, &rest);
	if (fail == FAIL_EMPTY)
		return 0;
	if (fail == FAIL_NONE && (rest < argc || !sources.addresses || !folder))
		fail = FAIL(INPUT, "--addresses and --out are needed, and nothing but options");
	bool asked_wrongly = fail != FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = build(&sources, folder);
	if (fail == FAIL_NONE)
		return 0;
	fprintf(stderr, "foyer bundle content: %s\n", fail_words());
	return asked_wrongly ? 2 : 1;
}
