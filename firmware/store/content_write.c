/* SPDX-License-Identifier: MIT */
/* Writing content.db. */
/* DESIGN: rows wait in a temporary table, so that one sort puts them into the order in which they are read, in bounded memory. Nothing is
 * synced while it is made: a file that is not finished is never given its name. One transaction, no clock: the same rows, the same bytes. */
#include "firmware/store/content_write.h"

#include "firmware/store/content_schema.h"
#include "firmware/store/uri.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum write { WRITE_ADDRESS, WRITE_NAME, WRITE_AREA, WRITE_ROUND, WRITE_FACT, WRITE_HAS_ROUND, WRITES };

static const char *const write_text[WRITES] = {
	[WRITE_ADDRESS] = "INSERT INTO staged(postcode, sorted, lines, town, rounds, uprn, easting, northing) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
	[WRITE_NAME] = "INSERT INTO staged_name(kind, folded, name, addresses) VALUES(?1, ?2, ?3, 1) ON CONFLICT DO UPDATE SET addresses=addresses+1",
	[WRITE_AREA] = "INSERT INTO area(outward, council, phone, web) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
	[WRITE_ROUND] = "INSERT INTO round(code, definition) VALUES(?1, ?2) ON CONFLICT DO NOTHING",
	[WRITE_FACT] = "INSERT INTO fact(name, value) VALUES(?1, ?2)",
	[WRITE_HAS_ROUND] = "SELECT 1 FROM round WHERE code=?1",
};

struct content_writer { sqlite3 *db; sqlite3_stmt *statement[WRITES]; };

static enum fail trouble(int code)
{
	if ((code & 0xff) == SQLITE_NOMEM)
		abort(); /* rows are limited before they come here */
	if ((code & 0xff) == SQLITE_FULL)
		return FAIL(FULL, "there is no room for the look-up file or for sorting it");
	return FAIL(STORE, "the look-up file cannot be written: %s", sqlite3_errstr(code));
}

static enum fail run(struct content_writer *writer, const char *sql)
{
	int code = sqlite3_exec(writer->db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? FAIL_NONE : trouble(code);
}

static enum fail begin(struct content_writer *writer, const char *path)
{
	char uri[PATH_MAX], numbers[128];
	TRY(uri_write(path, "", uri, sizeof uri));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2(uri, &writer->db, flags, NULL);
	if (code != SQLITE_OK)
		return trouble(code);
	snprintf(numbers, sizeof numbers, "PRAGMA application_id=%d; PRAGMA user_version=%d", CONTENT_APPLICATION, CONTENT_VERSION);
	TRY(run(writer, "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=FILE; "
		"PRAGMA cache_size=-8192; PRAGMA temp.cache_size=-8192; PRAGMA auto_vacuum=NONE"));
	TRY(run(writer, "BEGIN EXCLUSIVE"));
	TRY(run(writer, numbers));
	for (size_t i = 0; i < CONTENT_TABLES; i++)
		TRY(run(writer, content_schema(i)));
	TRY(run(writer, "CREATE TEMP TABLE staged(uprn INTEGER PRIMARY KEY, postcode TEXT, sorted BLOB, lines TEXT, town TEXT, easting INTEGER, "
		"northing INTEGER, rounds TEXT)"));
	TRY(run(writer, "CREATE TEMP TABLE staged_name(kind INTEGER, folded TEXT, name TEXT, addresses INTEGER, PRIMARY KEY(kind, folded, name)) WITHOUT ROWID"));
	for (int i = 0; i < WRITES; i++) {
		code = sqlite3_prepare_v3(writer->db, write_text[i], -1, SQLITE_PREPARE_PERSISTENT, &writer->statement[i], NULL);
		if (code != SQLITE_OK)
			return trouble(code);
	}
	return FAIL_NONE;
}

enum fail content_write_begin(const char *path, struct content_writer **ret)
{
	struct content_writer *writer = calloc(1, sizeof *writer);
	if (!writer)
		abort();
	unlink(path);
	enum fail fail = begin(writer, path);
	if (fail != FAIL_NONE) {
		content_write_done(writer);
		return fail;
	}
	*ret = writer;
	return FAIL_NONE;
}

static void bind(sqlite3_stmt *statement, int column, const char *text)
{
	if (sqlite3_bind_text(statement, column, text, -1, SQLITE_STATIC) != SQLITE_OK)
		abort();
}

/* one row; FAIL_BUSY it was there */
static enum fail add(struct content_writer *writer, enum write which)
{
	sqlite3_stmt *statement = writer->statement[which];
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	if (code != SQLITE_DONE)
		return trouble(code);
	return sqlite3_changes64(writer->db) == 1 ? FAIL_NONE : FAIL_BUSY;
}

static void bind_grid(sqlite3_stmt *statement, int column, int64_t number)
{
	if (number < 0)
		sqlite3_bind_null(statement, column);
	else
		sqlite3_bind_int64(statement, column, number);
}

static enum fail add_name(struct content_writer *writer, enum content_name kind, const char *name)
{
	char folded[CONTENT_LINE_MAX_BYTES + 1];
	if (content_fold(name, folded, sizeof folded) < CONTENT_NAME_LEAST)
		return FAIL_NONE;
	sqlite3_bind_int(writer->statement[WRITE_NAME], 1, (int)kind);
	bind(writer->statement[WRITE_NAME], 2, folded);
	bind(writer->statement[WRITE_NAME], 3, name);
	return add(writer, WRITE_NAME);
}

enum fail content_write_address(struct content_writer *writer, const struct address_row *row)
{
	char order[CONTENT_ORDER_BYTES];
	size_t size = content_order(row->address.lines, order);
	sqlite3_stmt *statement = writer->statement[WRITE_ADDRESS];
	bind(statement, 1, row->postcode.text);
	sqlite3_bind_blob(statement, 2, order, (int)size, SQLITE_STATIC);
	bind(statement, 3, row->address.lines);
	bind(statement, 4, row->address.town);
	bind(statement, 5, row->rounds);
	sqlite3_bind_int64(statement, 6, row->address.uprn);
	bind_grid(statement, 7, row->easting);
	bind_grid(statement, 8, row->northing);
	TRY(add(writer, WRITE_ADDRESS));
	char street[CONTENT_LINE_MAX_BYTES + 1];
	content_street(row->address.lines, street);
	TRY(add_name(writer, CONTENT_STREET, street));
	return add_name(writer, CONTENT_TOWN, row->address.town);
}

enum fail content_write_area(struct content_writer *writer, const struct area_row *row)
{
	const char *const texts[] = { row->outward, row->area.council, row->area.phone, row->area.web };
	for (int i = 0; i < 4; i++)
		bind(writer->statement[WRITE_AREA], i + 1, texts[i]);
	return add(writer, WRITE_AREA);
}

enum fail content_write_round(struct content_writer *writer, const char *code, const char *definition)
{
	bind(writer->statement[WRITE_ROUND], 1, code);
	bind(writer->statement[WRITE_ROUND], 2, definition);
	return add(writer, WRITE_ROUND);
}

enum fail content_write_has_round(struct content_writer *writer, const char *code)
{
	sqlite3_stmt *statement = writer->statement[WRITE_HAS_ROUND];
	bind(statement, 1, code);
	int step = sqlite3_step(statement);
	sqlite3_reset(statement);
	return step == SQLITE_ROW ? FAIL_NONE : step == SQLITE_DONE ? FAIL_EMPTY : trouble(step);
}

enum fail content_write_fact(struct content_writer *writer, const char *name, const char *value)
{
	bind(writer->statement[WRITE_FACT], 1, name);
	bind(writer->statement[WRITE_FACT], 2, value);
	return add(writer, WRITE_FACT);
}

static enum fail postcodes_count(struct content_writer *writer, int64_t *ret)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(writer->db, "SELECT count(*) FROM address WHERE place=1", -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*ret = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? FAIL_NONE : trouble(code);
}

enum fail content_write_end(struct content_writer *writer, int64_t *ret_postcodes)
{
	char number[24];
	TRY(run(writer, "INSERT INTO address SELECT postcode, row_number() OVER (PARTITION BY postcode ORDER BY sorted, lines, uprn), uprn, lines, town, "
		"easting, northing, rounds FROM staged ORDER BY postcode, sorted, lines, uprn"));
	TRY(run(writer, "INSERT INTO name SELECT kind, folded, name, addresses FROM staged_name ORDER BY kind, folded, name"));
	TRY(postcodes_count(writer, ret_postcodes));
	snprintf(number, sizeof number, "%lld", (long long)*ret_postcodes);
	TRY(content_write_fact(writer, "postcodes", number));
	return run(writer, "COMMIT");
}

void content_write_done(struct content_writer *writer)
{
	if (!writer)
		return;
	for (int i = 0; i < WRITES; i++)
		sqlite3_finalize(writer->statement[i]);
	sqlite3_close(writer->db);
	free(writer);
}
