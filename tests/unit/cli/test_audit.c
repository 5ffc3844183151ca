/* SPDX-License-Identifier: MIT */
/* unit.cli_audit - `foyer audit` on a real hub: read, carried away whole or not at all, and checked with and without the kiosk. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/chain_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { SAID_BYTES = 64 * 1024, ROWS = 150, UNSIGNED = 3 };

/* What it says on both streams; returns its exit status. */
static int foyer(struct given_hub *given, char *said, const char *const *words)
{
	char program[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], *argv[16] = { program, "audit" };
	struct process process = { 0 };
	int count = 2;
	given_built("bin/foyer", program);
	given_path(path, given->folder, "said-foyer");
	unlink(path);
	while (*words)
		argv[count++] = (char *)*words++;
	process_start(&process, path, argv);
	int status = process_wait(&process);
	char *text = given_text(path);
	snprintf(said, SAID_BYTES, "%s", text ? text : "");
	free(text);
	return status;
}
#define FOYER(...) foyer(given, said, (const char *const[]){ __VA_ARGS__, NULL })

static const char *export_path(const struct given_hub *given)
{
	static char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "audit.jsonl");
	return path;
}

static int rows_in(const char *path)
{
	char *text = given_text(path);
	int rows = -1;
	for (const char *at = text; at && *at; at++)
		rows += *at == '\n';
	free(text);
	return rows;
}

/* Rows enough for several pages, and checkpoints. */
static void live(struct given_hub *given)
{
	int ui = hub_test_enter(given, "ui");
	for (int i = 1; i <= ROWS; i++)
		hub_test_tell(ui, hub_test_submission(i, 300));
	close(ui);
}

static void what_was_carried_away_proves_itself_without_the_kiosk(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], kid[SHA256_TEXT_BYTES], other[SHA256_TEXT_BYTES];
	live(given);
	assert_int_equal(FOYER("verify", "--state", given->state), 0);
	assert_non_null(strstr(said, "Whole: "));
	assert_int_equal(FOYER("export", "--state", given->state, export_path(given)), 0);
	assert_true(rows_in(export_path(given)) > ROWS);
	hub_test_kill(given);
	given->process.pid = 0;
	assert_int_equal(FOYER("verify", export_path(given)), 0);
	const char *key = strstr(said, "Signed with the key ");
	assert_non_null(key);
	snprintf(kid, sizeof kid, "%s", key + strlen("Signed with the key "));
	assert_int_equal(FOYER("verify", "--key", kid, export_path(given)), 0);
	snprintf(other, sizeof other, "%s", kid);
	other[0] = other[0] == 'A' ? 'B' : 'A';
	assert_int_equal(FOYER("verify", "--key", other, export_path(given)), 1);
	assert_int_equal(FOYER("verify", "--state", given->state), 1); /* no kiosk runs there */
	assert_non_null(strstr(said, "no kiosk is running"));
}

static void the_first_row_that_was_changed_is_named(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES];
	live(given);
	assert_int_equal(FOYER("export", "--state", given->state, export_path(given)), 0);
	char *text = given_text(export_path(given)), *row = strstr(text, "{\"seq\":70,");
	assert_non_null(row);
	*strstr(row, "missed") = 'X';
	given_file(export_path(given), text, 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	assert_non_null(strstr(said, "the hash of row 70 does not fit"));
	*strchr(row, '\n') = '\0';
	given_file(export_path(given), text, 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	assert_non_null(strstr(said, "line 71 is cut off"));
	given_file(export_path(given), "", 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	assert_non_null(strstr(said, "is empty"));
	given_file(export_path(given), "hello\n", 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	free(text);
}

static void a_line_has_a_maximum(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], line[CHAIN_LINE_MAX_BYTES + 3];
	memset(line, 'x', sizeof line);
	snprintf(line + CHAIN_LINE_MAX_BYTES, 3, "\n");
	given_file(export_path(given), line, 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	assert_null(strstr(said, "is longer than"));
	memset(line, 'x', sizeof line);
	snprintf(line + CHAIN_LINE_MAX_BYTES + 1, 2, "\n");
	given_file(export_path(given), line, 0600);
	assert_int_equal(FOYER("verify", export_path(given)), 1);
	assert_non_null(strstr(said, "line 1 is longer than 1024 bytes"));
}

static void what_the_council_knows_is_compared(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], knows[128];
	live(given);
	int sync = hub_test_enter(given, "sync");
	json_t *reply = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_object_get(reply, "data");
	snprintf(knows, sizeof knows, "%s", json_string_value(json_object_get(data, "audit_checkpoint")));
	assert_true(strtoll(knows, NULL, 10) >= 128);
	assert_true(json_is_true(json_object_get(data, "audit_signed")));
	json_decref(reply);
	close(sync);
	assert_int_equal(FOYER("verify", "--state", given->state, "--knows", knows), 0);
	char *hash = strchr(knows, ':') + 1;
	hash[0] = hash[0] == 'A' ? 'B' : 'A';
	assert_int_equal(FOYER("verify", "--state", given->state, "--knows", knows), 1);
	assert_non_null(strstr(said, "forked"));
	snprintf(knows, sizeof knows, "999999:%s", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
	assert_int_equal(FOYER("verify", "--state", given->state, "--knows", knows), 1);
	assert_non_null(strstr(said, "it was cut or made anew"));
	assert_int_equal(FOYER("verify", "--state", given->state, "--knows", "17"), 2);
}

/* A device.pem that is none: the hub goes on without a key. */
static void without_a_key_it_is_not_signed_and_says_so(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], path[GIVEN_PATH_BYTES];
	hub_test_config(given, NULL);
	given_path(path, given->state, "device.pem");
	given_file(path, "no key", 0600);
	hub_test_start(given);
	live(given);
	assert_int_equal(FOYER("export", "--state", given->state, export_path(given)), UNSIGNED);
	assert_int_equal(FOYER("verify", export_path(given)), UNSIGNED);
	assert_non_null(strstr(said, "Whole: "));
	assert_non_null(strstr(said, "Not signed"));
}

static void it_is_written_whole_or_not_at_all(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], stick[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], part[GIVEN_PATH_BYTES + 8];
	live(given);
	given_path(stick, given->folder, "stick");
	assert_int_equal(mkdir(stick, 0700), 0);
	given_path(path, stick, "audit.jsonl");
	snprintf(part, sizeof part, "%s.part", path);
	if (mount("none", stick, "tmpfs", 0, "size=16k") != 0)
		skip();
	assert_int_equal(FOYER("export", "--state", given->state, path), 1); /* the stick is full */
	assert_non_null(strstr(said, "No space left"));
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_not_equal(access(part, F_OK), 0);
	assert_int_equal(umount(stick), 0);
	assert_int_equal(FOYER("export", "--state", given->state, "/nowhere/at/all"), 1);
	assert_int_equal(FOYER("export", "--state", given->state), 2);
	assert_int_equal(FOYER("mend"), 2);
}

static void it_is_listed_for_people(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES];
	live(given);
	assert_int_equal(FOYER("list", "--state", given->state, "--from", "100"), 0);
	assert_non_null(strstr(said, "submit"));
	assert_null(strstr(said, "    99  "));
	assert_non_null(strstr(said, "   100  "));
	assert_int_equal(FOYER("export", "--state", given->state, export_path(given)), 0);
	assert_int_equal(FOYER("list", "--state", given->state), 0);
	assert_non_null(strstr(said, "log_export")); /* who carries it away is in it */
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(what_was_carried_away_proves_itself_without_the_kiosk),
		hub_test(the_first_row_that_was_changed_is_named),
		hub_test(a_line_has_a_maximum),
		hub_test(what_the_council_knows_is_compared),
		hub_test_stopped(without_a_key_it_is_not_signed_and_says_so),
		hub_test(it_is_written_whole_or_not_at_all),
		hub_test(it_is_listed_for_people),
	};
	return cmocka_run_group_tests_name("cli_audit", cases, NULL, NULL);
}
