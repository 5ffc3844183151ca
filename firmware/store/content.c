/* SPDX-License-Identifier: MIT */
/* Reading content.db. */
/* DESIGN: opening looks at the header and the tables only, so that a kiosk with 150,000 addresses starts as fast as one without: that the
 * bytes are the council's is the signature's business. A page that turns out broken later fails its look-up, and the hub lets go of the file.
 * SOURCE: sqlite.org: uri.html (immutable), pragma.html. */
#include "firmware/store/content.h"

#include "firmware/base/json.h"
#include "firmware/base/utf8.h"
#include "firmware/store/content_row.h"
#include "firmware/store/content_schema.h"
#include "firmware/store/uri.h"

#include <errno.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum lookup { LOOK_ADDRESSES, LOOK_TOTAL, LOOK_AREAS, LOOK_ROUNDS, LOOK_ROUND, LOOK_NAMES, LOOK_FACT, LOOKUPS };

static const char *const lookup_text[LOOKUPS] = {
	[LOOK_ADDRESSES] = "SELECT place, uprn, lines, town FROM address WHERE postcode=?1 AND place>?2 ORDER BY place LIMIT ?3",
	[LOOK_TOTAL] = "SELECT coalesce(max(place), 0) FROM address WHERE postcode=?1",
	[LOOK_AREAS] = "SELECT council, phone, web FROM area WHERE outward=?1 ORDER BY council LIMIT ?2",
	[LOOK_ROUNDS] = "SELECT rounds FROM address WHERE uprn=?1",
	[LOOK_ROUND] = "SELECT definition FROM round WHERE code=?1",
	[LOOK_NAMES] = "SELECT name FROM name WHERE kind=?2 AND folded>=?1 AND folded<?1||'\U0010ffff' ORDER BY addresses DESC, folded LIMIT ?3",
	[LOOK_FACT] = "SELECT value FROM fact WHERE name=?1",
};

struct content {
	sqlite3 *db;
	sqlite3_stmt *lookup[LOOKUPS];
	json_t *shared;              /* the calendar's JSON */
	struct calendar calendar;
	int64_t addresses, postcodes, rounds;
};

static void lookup_end(sqlite3_stmt **statement)
{
	if (*statement)
		sqlite3_reset(*statement);
	*statement = NULL;
}
#define LOOKUP_AUTO [[gnu::cleanup(lookup_end)]] sqlite3_stmt

static enum fail broken(const struct content *content, int code)
{
	if ((code & 0xff) == SQLITE_NOMEM)
		abort(); /* everything from outside is limited before it comes here */
	(void)content;
	return FAIL(STORE, "the look-up file is damaged: %s", sqlite3_errstr(code));
}

static enum fail step(const struct content *content, sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		return FAIL_NONE;
	return code == SQLITE_DONE ? FAIL_EMPTY : broken(content, code);
}

static sqlite3_stmt *start_text(struct content *content, enum lookup which, const char *text)
{
	sqlite3_stmt *statement = content->lookup[which];
	if (sqlite3_bind_text(statement, 1, text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
		abort();
	return statement;
}

/* as the builder lets texts in: UTF-8 without control characters, but for what divides lines */
static bool is_plain(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (((unsigned char)text[i] < ' ' && text[i] != '\n') || text[i] == 0x7f)
			return false;
	return utf8_valid(text, size);
}

static enum fail column_copy(sqlite3_stmt *statement, int column, char *ret, size_t room)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	size_t size = (size_t)sqlite3_column_bytes(statement, column);
	if (!text || size >= room || !is_plain(text, size))
		return FAIL(STORE, "the look-up file is damaged: it holds a text that the builder would have left out");
	memcpy(ret, text, size + 1);
	return FAIL_NONE;
}

static enum fail number_ask(struct content *content, const char *sql, int64_t *ret)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(content->db, sql, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*ret = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? FAIL_NONE : broken(content, code);
}

/* ours, of this version, and all of it there */
static enum fail header_check(struct content *content, int64_t file_bytes)
{
	int64_t application = 0, version = 0, pages = 0, page_bytes = 0;
	TRY(number_ask(content, "PRAGMA application_id", &application));
	TRY(number_ask(content, "PRAGMA user_version", &version));
	TRY(number_ask(content, "PRAGMA page_count", &pages));
	TRY(number_ask(content, "PRAGMA page_size", &page_bytes));
	if (application != CONTENT_APPLICATION)
		return FAIL(STORE, "the look-up file is not one that foyer bundle content made");
	if (version > CONTENT_VERSION)
		return FAIL(DENIED, "the look-up file has version %lld, this firmware knows %d", (long long)version, CONTENT_VERSION);
	if (version != CONTENT_VERSION)
		return FAIL(STORE, "the look-up file has version %lld, this firmware wants %d", (long long)version, CONTENT_VERSION);
	if (pages * page_bytes != file_bytes)
		return FAIL(STORE, "the look-up file has %lld bytes, its header says %lld", (long long)file_bytes, (long long)(pages * page_bytes));
	return FAIL_NONE;
}

/* the same tables, and nothing else that a reader could be made to run */
static enum fail tables_check(struct content *content)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(content->db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", -1, &statement, NULL);
	size_t at = 0;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	for (; code == SQLITE_ROW && at < CONTENT_TABLES; at++, code = sqlite3_step(statement)) {
		const char *sql = (const char *)sqlite3_column_text(statement, 0);
		if (!sql || strcmp(sql, content_schema(at)) != 0)
			break;
	}
	sqlite3_finalize(statement);
	if (code == SQLITE_DONE && at == CONTENT_TABLES)
		return FAIL_NONE;
	return code == SQLITE_ROW || code == SQLITE_DONE ? FAIL(STORE, "the look-up file has other tables than its version") : broken(content, code);
}

static enum fail fact_read(struct content *content, const char *name, int64_t *ret)
{
	char text[24];
	LOOKUP_AUTO *statement = start_text(content, LOOK_FACT, name);
	enum fail fail = step(content, statement);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	TRY(column_copy(statement, 0, text, sizeof text));
	*ret = strtoll(text, NULL, 10);
	return FAIL_NONE;
}

static enum fail calendar_take(struct content *content)
{
	LOOKUP_AUTO *statement = start_text(content, LOOK_FACT, "calendar");
	enum fail fail = step(content, statement);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE; /* no rounds came with it */
	TRY(fail);
	const char *text = (const char *)sqlite3_column_text(statement, 0);
	size_t size = (size_t)sqlite3_column_bytes(statement, 0);
	if (!text)
		return FAIL(STORE, "the look-up file is damaged: its calendar is no text");
	if (json_parse(text, size, CONTENT_CALENDAR_MAX_BYTES, &content->shared) != FAIL_NONE || calendar_read(content->shared, &content->calendar) != FAIL_NONE)
		return fail_note(FAIL_STORE, "the look-up file is damaged");
	return FAIL_NONE;
}

static enum fail open_all(struct content *content, const char *path, int64_t file_bytes)
{
	char uri[PATH_MAX];
	TRY(uri_write(path, "?immutable=1", uri, sizeof uri));
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2(uri, &content->db, flags, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(content->db, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA cache_size=-256", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return broken(content, code);
	sqlite3_db_config(content->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	TRY(header_check(content, file_bytes));
	TRY(tables_check(content));
	for (int i = 0; i < LOOKUPS; i++) {
		code = sqlite3_prepare_v3(content->db, lookup_text[i], -1, SQLITE_PREPARE_PERSISTENT, &content->lookup[i], NULL);
		if (code != SQLITE_OK)
			return broken(content, code);
	}
	TRY(fact_read(content, "addresses", &content->addresses));
	TRY(fact_read(content, "postcodes", &content->postcodes));
	TRY(fact_read(content, "rounds", &content->rounds));
	return calendar_take(content);
}

enum fail content_open(const char *path, struct content **ret)
{
	struct stat about;
	if (stat(path, &about) < 0)
		return errno == ENOENT || errno == ENOTDIR ? FAIL_EMPTY : FAIL(STORE, "the look-up file cannot be opened: %s", strerror(errno));
	struct content *content = calloc(1, sizeof *content);
	if (!content)
		abort();
	enum fail fail = open_all(content, path, about.st_size);
	if (fail != FAIL_NONE) {
		content_close(content);
		return fail;
	}
	*ret = content;
	return FAIL_NONE;
}

void content_close(struct content *content)
{
	if (!content)
		return;
	for (int i = 0; i < LOOKUPS; i++)
		sqlite3_finalize(content->lookup[i]);
	sqlite3_close(content->db);
	json_decref(content->shared);
	free(content);
}

int64_t content_addresses_total(const struct content *content)
{
	return content->addresses;
}

int64_t content_postcodes_total(const struct content *content)
{
	return content->postcodes;
}

int64_t content_rounds_total(const struct content *content)
{
	return content->rounds;
}

static enum fail address_take(sqlite3_stmt *statement, struct content_address *ret)
{
	ret->place = sqlite3_column_int64(statement, 0);
	ret->uprn = sqlite3_column_int64(statement, 1);
	TRY(column_copy(statement, 2, ret->lines, sizeof ret->lines));
	return column_copy(statement, 3, ret->town, sizeof ret->town);
}

static enum fail total_read(struct content *content, const char *postcode, int64_t *ret)
{
	LOOKUP_AUTO *statement = start_text(content, LOOK_TOTAL, postcode);
	TRY(step(content, statement));
	*ret = sqlite3_column_int64(statement, 0);
	return *ret > 0 ? FAIL_NONE : FAIL_EMPTY;
}

enum fail content_addresses(struct content *content, const struct postcode *postcode, int64_t after,
                            struct content_address ret[static CONTENT_PAGE_MAX], size_t *ret_count, int64_t *ret_total)
{
	TRY(total_read(content, postcode->text, ret_total));
	LOOKUP_AUTO *statement = start_text(content, LOOK_ADDRESSES, postcode->text);
	sqlite3_bind_int64(statement, 2, after);
	sqlite3_bind_int64(statement, 3, CONTENT_PAGE_MAX);
	enum fail fail = FAIL_NONE;
	for (*ret_count = 0; (fail = step(content, statement)) == FAIL_NONE && *ret_count < CONTENT_PAGE_MAX; (*ret_count)++)
		TRY(address_take(statement, &ret[*ret_count]));
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

enum fail content_areas(struct content *content, const struct postcode *postcode, struct content_area ret[static CONTENT_AREAS_MAX], size_t *ret_count)
{
	char outward[POSTCODE_BYTES] = "";
	memcpy(outward, postcode->text, postcode->outward);
	LOOKUP_AUTO *statement = start_text(content, LOOK_AREAS, outward);
	sqlite3_bind_int64(statement, 2, CONTENT_AREAS_MAX);
	enum fail fail = FAIL_NONE;
	for (*ret_count = 0; (fail = step(content, statement)) == FAIL_NONE && *ret_count < CONTENT_AREAS_MAX; (*ret_count)++) {
		struct content_area *area = &ret[*ret_count];
		TRY(column_copy(statement, 0, area->council, sizeof area->council));
		TRY(column_copy(statement, 1, area->phone, sizeof area->phone));
		TRY(column_copy(statement, 2, area->web, sizeof area->web));
	}
	if (fail != FAIL_EMPTY)
		return fail;
	return *ret_count ? FAIL_NONE : FAIL_EMPTY;
}

enum fail content_names(struct content *content, enum content_name kind, const char *begins, char ret[static CONTENT_NAMES_MAX][CONTENT_LINE_MAX_BYTES + 1], size_t *ret_count)
{
	char folded[CONTENT_LINE_MAX_BYTES + 1];
	*ret_count = 0;
	if (content_fold(begins, folded, sizeof folded) < CONTENT_NAME_LEAST)
		return FAIL_NONE;
	LOOKUP_AUTO *statement = start_text(content, LOOK_NAMES, folded);
	sqlite3_bind_int(statement, 2, (int)kind);
	sqlite3_bind_int(statement, 3, CONTENT_NAMES_MAX);
	enum fail fail = FAIL_NONE;
	while (*ret_count < CONTENT_NAMES_MAX && (fail = step(content, statement)) == FAIL_NONE)
		TRY(column_copy(statement, 0, ret[(*ret_count)++], CONTENT_LINE_MAX_BYTES + 1));
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

const struct calendar *content_calendar(const struct content *content)
{
	return &content->calendar;
}

static enum fail definition_read(struct content *content, const char *code, struct round *ret)
{
	json_t *json = NULL;
	LOOKUP_AUTO *statement = start_text(content, LOOK_ROUND, code);
	enum fail fail = step(content, statement);
	if (fail != FAIL_NONE)
		return fail == FAIL_EMPTY ? FAIL(STORE, "the look-up file is damaged: an address names a round that is not there") : fail;
	const char *text = (const char *)sqlite3_column_text(statement, 0);
	if (!text)
		return FAIL(STORE, "the look-up file is damaged: a round is no text");
	fail = json_parse(text, (size_t)sqlite3_column_bytes(statement, 0), CONTENT_ROUND_MAX_BYTES, &json);
	if (fail == FAIL_NONE)
		fail = round_read(json, &content->calendar, ret);
	json_decref(json);
	return fail == FAIL_NONE ? FAIL_NONE : fail_note(FAIL_STORE, "the look-up file is damaged");
}

enum fail content_rounds(struct content *content, int64_t uprn, struct round ret[static CONTENT_ROUNDS_MAX], size_t *ret_count)
{
	char codes[CONTENT_ROUND_CODES_MAX_BYTES + 1];
	LOOKUP_AUTO *statement = content->lookup[LOOK_ROUNDS];
	sqlite3_bind_int64(statement, 1, uprn);
	TRY(step(content, statement));
	TRY(column_copy(statement, 0, codes, sizeof codes));
	*ret_count = 0;
	for (char *code = codes, *end; *code; code = end) {
		end = code + strcspn(code, " ");
		if (*end)
			*end++ = '\0';
		if (*ret_count == CONTENT_ROUNDS_MAX)
			return FAIL(STORE, "the look-up file is damaged: an address has more than %d rounds", CONTENT_ROUNDS_MAX);
		TRY(definition_read(content, code, &ret[(*ret_count)++]));
	}
	return FAIL_NONE;
}
