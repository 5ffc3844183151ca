/* SPDX-License-Identifier: MIT */
/* unit.storage_old - an inbox.db of an older version keeps all it had; one of a newer version is left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "tests/unit/backoffice/folder.h"

#include <sqlite3.h>
#include <stdio.h>

/* As it was before there were versions. */
static const char before[] =
	"PRAGMA journal_mode=WAL;"
	"CREATE TABLE inbox(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,"
	" time TEXT NOT NULL, sequence TEXT NOT NULL, received_ms INTEGER NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL,"
	" seen INTEGER NOT NULL DEFAULT 1, event TEXT NOT NULL, UNIQUE(source, id)) STRICT;"
	"CREATE TABLE conflict(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, received_ms INTEGER NOT NULL,"
	" digest TEXT NOT NULL) STRICT;"
	"CREATE TABLE kiosk(kid TEXT PRIMARY KEY, source TEXT UNIQUE, jwk TEXT NOT NULL) STRICT;"
	"INSERT INTO inbox(source, id, type, time, sequence, received_ms, size, digest, event) VALUES('one', 'e1', 't', '', '1', 7, 2, 'd', '{}');"
	"INSERT INTO kiosk VALUES('k1', 'one', '{\"kty\":\"EC\"}'), ('k2', NULL, '{\"kty\":\"EC\"}');";

static void made(const char *folder, const char *sql)
{
	char path[128];
	sqlite3 *db;
	snprintf(path, sizeof path, "%s/inbox.db", folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void keeps_what_an_older_one_held(void **state)
{
	struct storage *s;
	struct storage_counts counts;
	made(*state, before);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(storage_open(NULL, *state, false, &s), FAIL_NONE);
		assert_int_equal(s->engine->counts(s, &counts), FAIL_NONE);
		assert_int_equal(counts.events, 1);
		assert_int_equal(counts.kiosks, 2);
		assert_int_equal(s->engine->kiosk_bind(s, "k1", "one", 100), FAIL_NONE);
		assert_int_equal(s->engine->kiosk_bind(s, "k2", "one", 100), FAIL_DENIED);
		storage_close(s);
	}
}

static void leaves_a_newer_one_alone(void **state)
{
	struct storage *s;
	made(*state, "PRAGMA user_version=99; CREATE TABLE inbox(x);");
	assert_int_equal(storage_open(NULL, *state, false, &s), FAIL_STORE);
	assert_int_equal(storage_open(NULL, *state, true, &s), FAIL_STORE);
}

static void says_when_it_cannot_be_opened(void **)
{
	struct storage *s;
	assert_int_equal(storage_open(NULL, "/nonexistent/foyer", false, &s), FAIL_STORE);
	assert_int_equal(storage_open("mysql://council", "/tmp", false, &s), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(keeps_what_an_older_one_held),
		FOLDER_CASE(leaves_a_newer_one_alone),
		cmocka_unit_test(says_when_it_cannot_be_opened),
	};
	return cmocka_run_group_tests_name("storage_old", cases, NULL, NULL);
}
