/* SPDX-License-Identifier: MIT */
/* content.db from a council's files. */
#include "firmware/store/content_build.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/store/content_write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct build {
	const struct content_sources *sources;
	const struct content_listener *listener;
	struct content_writer *writer;
	struct content_report report;
	struct csv csv;
	struct csv_row row;
	struct csv_column columns[ADDRESS_COLUMNS];
	size_t header_count;
};

const char *content_source_name(enum content_source source)
{
	static const char *const names[CONTENT_SOURCE_COUNT] = { "addresses", "rounds", "areas" };
	return names[source];
}

/* tell it, and go on; only what is wrong with the file we make ends the build */
static enum fail tell(struct build *build, enum content_source source, int64_t at, enum fail fail, const char *otherwise)
{
	if (fail != FAIL_INPUT && fail != FAIL_LIMIT && fail != FAIL_BUSY)
		return fail;
	const struct content_problem problem = { source, at, true, fail_words()[0] ? fail_words() : otherwise };
	build->report.source[source].left_out++;
	build->listener->problem(build->listener->context, &problem);
	fail_clear();
	return FAIL_NONE;
}

static void note(struct build *build, enum content_source source, int64_t at, const char *words)
{
	const struct content_problem problem = { source, at, false, words };
	build->report.notes++;
	build->listener->problem(build->listener->context, &problem);
}

/* Rounds that nobody knows are taken off the address, which is kept: a wrong calendar must not cost the look-up. */
static enum fail rounds_known(struct build *build, struct address_row *row)
{
	char codes[sizeof row->rounds], *next = codes;
	memcpy(codes, row->rounds, sizeof codes);
	row->rounds[0] = '\0';
	for (char *code; next && *next;) {
		code = strsep(&next, " ");
		enum fail fail = content_write_has_round(build->writer, code);
		if (fail == FAIL_EMPTY) {
			char words[ROUND_CODE_MAX_BYTES + 64];
			snprintf(words, sizeof words, "kept without the round \"%s\", which there is none of", code);
			note(build, CONTENT_SOURCE_ADDRESSES, build->row.line, words);
			continue;
		}
		TRY(fail);
		size_t used = strlen(row->rounds);
		snprintf(row->rounds + used, sizeof row->rounds - used, "%s%s", used ? " " : "", code);
	}
	return FAIL_NONE;
}

static enum fail address_take(struct build *build)
{
	struct address_row row = { 0 };
	TRY(address_row_read(&build->row, build->header_count, build->columns, &row));
	TRY(rounds_known(build, &row));
	return content_write_address(build->writer, &row);
}

static enum fail area_take(struct build *build)
{
	struct area_row row = { 0 };
	TRY(area_row_read(&build->row, build->header_count, build->columns, &row));
	return content_write_area(build->writer, &row);
}

struct table {
	enum content_source source;
	size_t columns;
	void (*list)(struct csv_column *ret);
	enum fail (*take)(struct build *build);
	const char *twice;
};

static void list_addresses(struct csv_column *ret) { address_columns(ret); }
static void list_areas(struct csv_column *ret) { area_columns(ret); }

static const struct table addresses_table = { CONTENT_SOURCE_ADDRESSES, ADDRESS_COLUMNS, list_addresses, address_take, "an earlier row has the same UPRN" };
static const struct table areas_table = { CONTENT_SOURCE_AREAS, AREA_COLUMNS, list_areas, area_take, "an earlier row names the same council for it" };

static enum fail header_read(struct build *build, const struct table *table)
{
	size_t unknown = 0;
	enum fail fail = csv_next(&build->csv, &build->row);
	if (fail == FAIL_EMPTY)
		return FAIL(INPUT, "it is empty");
	TRY(fail);
	table->list(build->columns);
	TRY(csv_header(&build->row, build->columns, table->columns, &unknown));
	build->report.unknown_columns += unknown;
	build->header_count = build->row.count;
	return FAIL_NONE;
}

static enum fail rows_read(struct build *build, const struct table *table, int64_t most)
{
	TRY(header_read(build, table));
	for (;;) {
		enum fail fail = csv_next(&build->csv, &build->row);
		if (fail == FAIL_EMPTY)
			return FAIL_NONE;
		if (fail == FAIL_NONE && build->report.source[table->source].kept == most)
			return FAIL(LIMIT, "there are more than %lld rows", (long long)most);
		if (fail == FAIL_NONE)
			fail = table->take(build);
		if (fail == FAIL_NONE)
			build->report.source[table->source].kept++;
		else
			TRY(tell(build, table->source, build->row.line, fail, table->twice));
	}
}

static enum fail table_read(struct build *build, const char *path, const struct table *table, int64_t most)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return errno == ENOENT ? FAIL(EMPTY, "%s is not there", path) : FAIL(IO, "%s: %s", path, strerror(errno));
	enum fail fail = csv_start(&build->csv, file);
	if (fail == FAIL_NONE)
		fail = rows_read(build, table, most);
	fclose(file);
	return fail == FAIL_NONE ? FAIL_NONE : fail_note(fail, "%s", path);
}

static enum fail round_take(struct build *build, const json_t *json, const struct calendar *calendar)
{
	struct round round;
	TRY(round_read(json, calendar, &round));
	char *definition = json_dumps(json, JSON_COMPACT);
	if (!definition)
		abort();
	enum fail fail = strlen(definition) > CONTENT_ROUND_MAX_BYTES
		? FAIL(LIMIT, "round \"%s\" has more than %d bytes", round.code, CONTENT_ROUND_MAX_BYTES)
		: content_write_round(build->writer, round.code, definition);
	free(definition);
	return fail;
}

static enum fail calendar_write(struct build *build, json_t *file)
{
	json_t *head = json_copy(file);
	json_object_del(head, "rounds");
	char *text = json_dumps(head, JSON_COMPACT);
	json_decref(head);
	if (!text)
		abort();
	enum fail fail = strlen(text) > CONTENT_CALENDAR_MAX_BYTES
		? FAIL(LIMIT, "holidays, shifts and containers have more than %d bytes", CONTENT_CALENDAR_MAX_BYTES)
		: content_write_fact(build->writer, "calendar", text);
	free(text);
	return fail;
}

static enum fail rounds_take(struct build *build, json_t *file)
{
	static struct calendar calendar;
	const json_t *list = json_object_get(file, "rounds");
	TRY(calendar_read(file, &calendar));
	if (!json_is_array(list))
		return FAIL(INPUT, "\"rounds\" is not a list");
	if (json_array_size(list) > CONTENT_ROUNDS_FILE_MAX)
		return FAIL(LIMIT, "there are %zu rounds, the most is %d", json_array_size(list), CONTENT_ROUNDS_FILE_MAX);
	TRY(calendar_write(build, file));
	for (size_t i = 0; i < json_array_size(list); i++) {
		enum fail fail = round_take(build, json_array_get(list, i), &calendar);
		if (fail == FAIL_NONE)
			build->report.source[CONTENT_SOURCE_ROUNDS].kept++;
		else
			TRY(tell(build, CONTENT_SOURCE_ROUNDS, (int64_t)i + 1, fail, "an earlier round has the same code"));
	}
	return FAIL_NONE;
}

static enum fail rounds_read(struct build *build, const char *path)
{
	json_t *file = NULL;
	enum fail fail = json_read(path, CONTENT_ROUNDS_FILE_MAX_BYTES, &file);
	if (fail == FAIL_EMPTY)
		return FAIL(EMPTY, "%s is not there", path);
	if (fail == FAIL_NONE)
		fail = rounds_take(build, file);
	json_decref(file);
	return fail == FAIL_NONE ? FAIL_NONE : fail_note(fail, "%s", path);
}

static enum fail count_write(struct build *build, const char *name, enum content_source source)
{
	char number[24];
	snprintf(number, sizeof number, "%lld", (long long)build->report.source[source].kept);
	return content_write_fact(build->writer, name, number);
}

/* rounds first: addresses name them */
static enum fail all_write(struct build *build)
{
	const struct content_sources *sources = build->sources;
	if (sources->rounds)
		TRY(rounds_read(build, sources->rounds));
	if (sources->areas)
		TRY(table_read(build, sources->areas, &areas_table, CONTENT_AREA_ROWS_MAX));
	TRY(table_read(build, sources->addresses, &addresses_table, sources->max_addresses ? sources->max_addresses : CONTENT_ADDRESSES_MAX));
	if (build->report.source[CONTENT_SOURCE_ADDRESSES].kept == 0)
		return FAIL(INPUT, "%s has no address that can be used", sources->addresses);
	TRY(count_write(build, "addresses", CONTENT_SOURCE_ADDRESSES));
	TRY(count_write(build, "rounds", CONTENT_SOURCE_ROUNDS));
	return content_write_end(build->writer, &build->report.postcodes);
}

static enum fail file_settle(const char *part, const char *path)
{
	int fd = open(part, O_RDONLY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	if (!synced || rename(part, path) < 0)
		return FAIL(IO, "%s: %s", path, strerror(errno));
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%s", path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	return file_sync_folder(slash ? folder : ".");
}

enum fail content_build(const struct content_sources *sources, const char *path, const struct content_listener *listener, struct content_report *ret)
{
	static struct build build;
	char part[PATH_MAX];
	if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
		return FAIL(LIMIT, "the path is too long");
	memset(&build, 0, sizeof build);
	build.sources = sources;
	build.listener = listener;
	enum fail fail = content_write_begin(part, &build.writer);
	if (fail == FAIL_NONE)
		fail = all_write(&build);
	content_write_done(build.writer);
	if (fail == FAIL_NONE)
		fail = file_settle(part, path);
	if (fail != FAIL_NONE) {
		unlink(part);
		return fail;
	}
	*ret = build.report;
	return FAIL_NONE;
}
