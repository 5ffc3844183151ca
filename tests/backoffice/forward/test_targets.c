/* SPDX-License-Identifier: MIT */
/* unit.forward_targets - targets.json is right as a whole, or says what is wrong; and what one attempt tells the next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/file.h"
#include "tests/backoffice/forward/attempt.h"
#include "tests/backoffice/forward/targets.h"

#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/foyer-targets-XXXXXX";

static enum fail read_text(const char *text, size_t size)
{
	char path[PATH_MAX];
	struct targets targets;
	assert_int_equal(file_path(path, sizeof path, folder, "targets.json"), FAIL_NONE);
	assert_int_equal(file_replace(path, text, size, 0600), FAIL_NONE);
	fail_clear();
	enum fail code = targets_read(folder, &targets);
	targets_done(&targets);
	return code;
}

#define TARGET(MORE) "{\"name\":\"crm\",\"shape\":\"xgov\",\"url\":\"https://a.example/x\"" MORE "}"

static void what_is_wrong_is_said(void **)
{
	static const struct { const char *target, *words; } rows[] = {
		{ TARGET(""), NULL },
		{ TARGET(",\"since\":\"2026-01-12T10:00:00.000Z\",\"services\":[\"a\"],\"headers\":{\"X-Key\":\"b c\"}"), NULL },
		{ TARGET("") "," TARGET(""), "the name is taken" },
		{ "{\"name\":\"C R M\",\"shape\":\"xgov\",\"url\":\"https://a.example\"}", "\"name\"" },
		{ "{\"name\":\"crm\",\"shape\":\"fax\",\"url\":\"https://a.example\"}", "\"shape\"" },
		{ "{\"name\":\"crm\",\"shape\":\"xgov\",\"url\":\"http://a.example\"}", "\"url\"" },
		{ "{\"name\":\"crm\",\"shape\":\"xgov\",\"url\":\"https://a.example/\"}", "\"url\"" },
		{ "{\"name\":\"crm\",\"shape\":\"xgov\",\"url\":\"https://a.example/a b\"}", "\"url\"" },
		{ TARGET(",\"headers\":{\"X\":\"a\\nb\"}"), "\"headers\"" },
		{ TARGET(",\"headers\":{\"X:\":\"a\"}"), "\"headers\"" },
		{ TARGET(",\"headers\":{\"X\":1}"), "\"headers\"" },
		{ TARGET(",\"services\":[1]"), "\"services\"" },
		{ TARGET(",\"since\":\"yesterday\""), "target 1 \"crm\"" },
		{ TARGET(",\"ca\":\"nowhere.pem\""), "\"ca\"" },
		{ "", "\"targets\"" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		BUFFER_AUTO text;
		buffer_init(&text, 4096);
		assert_int_equal(buffer_printf(&text, "{\"targets\":[%s]}", rows[i].target), FAIL_NONE);
		enum fail code = read_text(text.bytes, text.size_bytes);
		assert_int_equal(code == FAIL_NONE, rows[i].words == NULL);
		if (rows[i].words)
			assert_non_null(strstr(fail_words(), rows[i].words));
	}
}

static void has_its_maxima(void **)
{
	char *text = malloc(TARGETS_FILE_MAX_BYTES + 1);
	static const char good[] = "{\"targets\":[" TARGET("") "]}";
	memset(text, ' ', TARGETS_FILE_MAX_BYTES + 1);
	memcpy(text, good, sizeof good - 1);
	assert_int_equal(read_text(text, TARGETS_FILE_MAX_BYTES), FAIL_NONE);
	assert_int_equal(read_text(text, TARGETS_FILE_MAX_BYTES + 1), FAIL_LIMIT);
	free(text);
	for (int more = 0; more < 2; more++) {
		BUFFER_AUTO many;
		buffer_init(&many, TARGETS_FILE_MAX_BYTES);
		for (int i = 0; i < STORAGE_TARGETS_MAX + more; i++)
			assert_int_equal(buffer_printf(&many, "%s{\"name\":\"n%d\",\"shape\":\"xgov\",\"url\":\"https://a.example/x\"}", i ? "," : "{\"targets\":[", i), FAIL_NONE);
		assert_int_equal(buffer_printf(&many, "]}"), FAIL_NONE);
		assert_int_equal(read_text(many.bytes, many.size_bytes), more ? FAIL_INPUT : FAIL_NONE);
	}
}

static void an_attempt_tells_the_next(void **)
{
	const struct attempt before = { .perhaps_sent = true, .since_ms = 7, .asked = 2, .polls = 3, .refusals = 4, .refused_ms = 5, .token = "t1" };
	struct attempt after;
	BUFFER_AUTO note;
	buffer_init(&note, STORAGE_NOTE_MAX_BYTES);
	assert_int_equal(attempt_note(&before, 3, "The \"way\" there", &note), FAIL_NONE);
	attempt_read(buffer_text(&note), 4, &after);
	assert_memory_equal(&before, &after, offsetof(struct attempt, token));
	assert_string_equal(after.token, "t1");
}

static void a_claim_that_nobody_settled_may_have_sent_it(void **)
{
	const struct attempt quiet = { .refusals = 1 };
	struct attempt after;
	BUFFER_AUTO note;
	buffer_init(&note, STORAGE_NOTE_MAX_BYTES);
	attempt_read("", 1, &after);
	assert_false(after.perhaps_sent); /* the first claim of all */
	attempt_read("", 2, &after);
	assert_true(after.perhaps_sent);
	assert_int_equal(attempt_note(&quiet, 2, "", &note), FAIL_NONE);
	attempt_read(buffer_text(&note), 3, &after);
	assert_false(after.perhaps_sent);
	attempt_read(buffer_text(&note), 4, &after);
	assert_true(after.perhaps_sent);
	attempt_read("Set aside by hand", 9, &after);
	assert_true(after.perhaps_sent);
}

static void a_long_reason_is_cut(void **)
{
	const struct attempt full = { .perhaps_sent = true, .since_ms = INT64_MAX, .asked = 99, .polls = 99, .refusals = 99, .refused_ms = INT64_MAX };
	char why[2 * ATTEMPT_WHY_BYTES];
	BUFFER_AUTO note;
	buffer_init(&note, STORAGE_NOTE_MAX_BYTES);
	memset(why, 'x', sizeof why - 1);
	why[sizeof why - 1] = '\0';
	assert_int_equal(attempt_note(&full, INT64_MAX, why, &note), FAIL_NONE);
}

static int folder_make(void **)
{
	assert_non_null(mkdtemp(folder));
	return 0;
}

static void a_file_with_keys_in_it_is_its_owners_alone(void **)
{
	static const char text[] = "{\"targets\":[]}";
	static const unsigned open_to_others[] = { 0644, 0640, 0604, 0660 };
	char path[PATH_MAX];
	struct targets targets;
	assert_int_equal(file_path(path, sizeof path, folder, "targets.json"), FAIL_NONE);
	for (size_t i = 0; i < sizeof open_to_others / sizeof open_to_others[0]; i++) {
		assert_int_equal(file_replace(path, text, strlen(text), open_to_others[i]), FAIL_NONE);
		fail_clear();
		assert_int_equal(targets_read(folder, &targets), FAIL_DENIED);
		assert_non_null(strstr(fail_words(), "chmod 600"));
		targets_done(&targets);
	}
}

static int folder_remove(void **)
{
	char path[PATH_MAX];
	assert_int_equal(file_path(path, sizeof path, folder, "targets.json"), FAIL_NONE);
	return unlink(path) | rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(has_its_maxima), cmocka_unit_test(a_file_with_keys_in_it_is_its_owners_alone),
		cmocka_unit_test(an_attempt_tells_the_next),
		cmocka_unit_test(a_claim_that_nobody_settled_may_have_sent_it),
		cmocka_unit_test(a_long_reason_is_cut),
	};
	return cmocka_run_group_tests_name("forward_targets", cases, folder_make, folder_remove);
}
