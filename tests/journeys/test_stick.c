/* SPDX-License-Identifier: MIT */
/* journey.stick - the line is down for days: the sealed queue goes by hand, as often as anybody likes, and nothing is lost or doubled. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SAID_BYTES = 4096 };

struct stick { char folder[GIVEN_PATH_BYTES], queue[GIVEN_PATH_BYTES]; };

static int foyer_export(struct kiosk *kiosk, const struct stick *stick, char *said)
{
	char foyer[GIVEN_PATH_BYTES];
	given_built("bin/foyer", foyer);
	return process_run((char *[]){ foyer, "queue", "export", "--state", kiosk->state, (char *)stick->folder, NULL }, said, SAID_BYTES);
}

static int import(struct kiosk *kiosk, const struct stick *stick, char *said)
{
	char program[GIVEN_PATH_BYTES];
	given_built("bin/foyer-backoffice", program);
	return process_run((char *[]){ program, "import", kiosk->council.folder, (char *)stick->folder, NULL }, said, SAID_BYTES);
}

static void assert_said(const char *said, const char *words)
{
	if (!strstr(said, words))
		fail_msg("\"%s\" is not in: %s", words, said);
}

/* A kiosk that the council knows, whose line then goes down, and two residents after that. */
static void given_two_days_without_a_line(struct kiosk *kiosk, struct stick *stick)
{
	char reference[32], id[64];
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	missed_bin_send(kiosk, reference);
	json_decref(council_await(&kiosk->council, 1));
	kiosk_await_queue(kiosk, 0);
	council_stop(&kiosk->council);
	for (int i = 0; i < 2; i++) {
		screen_press(kiosk, "finish-clear");
		missed_bin_send(kiosk, reference);
	}
	kiosk_await_queue(kiosk, 2);
	given_path(stick->folder, kiosk->folder, "stick");
	assert_int_equal(mkdir(stick->folder, 0700), 0);
	json_t *status = kiosk_status(kiosk);
	snprintf(id, sizeof id, "queue-%s", json_string_value(json_object_get(json_object_get(status, "kiosk"), "id")));
	json_decref(status);
	given_path(stick->queue, stick->folder, id);
}

static void the_queue_goes_by_hand_and_by_wire_and_arrives_once(void **state)
{
	struct kiosk *kiosk = *state;
	struct stick stick;
	char said[SAID_BYTES];
	given_two_days_without_a_line(kiosk, &stick);
	assert_int_equal(foyer_export(kiosk, &stick, said), 0);
	assert_said(said, "2 events in 1 files");
	kiosk_await_queue(kiosk, 2); /* nothing went away by it */
	assert_int_equal(import(kiosk, &stick, said), 0);
	assert_said(said, "2 events are new, 0 were here already");
	json_decref(council_await(&kiosk->council, 3));
	assert_int_equal(import(kiosk, &stick, said), 0);
	assert_said(said, "0 events are new, 2 were here already");
	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 100 * 1000);
	kiosk_await_queue(kiosk, 0);
	json_decref(council_await(&kiosk->council, 3)); /* the wire brought them again, and they were known */
	assert_int_equal(foyer_export(kiosk, &stick, said), 0);
	assert_said(said, "0 events in 0 files");
}

static void overwrite(const struct stick *stick, const char *name, long at, const char *bytes)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, stick->queue, name);
	FILE *file = fopen(path, "r+e");
	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	assert_true(fputs(bytes, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void what_was_changed_on_the_way_is_not_taken(void **state)
{
	struct kiosk *kiosk = *state;
	struct stick stick;
	char said[SAID_BYTES], path[GIVEN_PATH_BYTES];
	given_two_days_without_a_line(kiosk, &stick);
	assert_int_equal(foyer_export(kiosk, &stick, said), 0);
	overwrite(&stick, "000001.ndjson", 40, "0");
	assert_int_not_equal(import(kiosk, &stick, said), 0);
	assert_said(said, "0 events are new, 0 were here already, 0 came before with other bytes; 1 files or events were refused");
	assert_int_equal(foyer_export(kiosk, &stick, said), 0); /* writes it anew */
	given_path(path, stick.queue, "000001.jwt");
	assert_int_equal(unlink(path), 0);
	assert_int_not_equal(import(kiosk, &stick, said), 0);
	assert_said(said, "1 files or events were refused");
	json_decref(council_await(&kiosk->council, 1));
}

static void a_stick_that_cannot_be_written_is_said_and_harms_nothing(void **state)
{
	struct kiosk *kiosk = *state;
	struct stick stick;
	char said[SAID_BYTES];
	given_two_days_without_a_line(kiosk, &stick);
	assert_int_equal(rmdir(stick.folder), 0);
	FILE *file = fopen(stick.folder, "we"); /* no folder */
	assert_non_null(file);
	fclose(file);
	assert_int_equal(foyer_export(kiosk, &stick, said), 1);
	assert_int_equal(import(kiosk, &stick, said), 1);
	kiosk_await_queue(kiosk, 2);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up_later, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(the_queue_goes_by_hand_and_by_wire_and_arrives_once),
		CASE(what_was_changed_on_the_way_is_not_taken),
		CASE(a_stick_that_cannot_be_written_is_said_and_harms_nothing),
	};
	return cmocka_run_group_tests_name("stick", cases, NULL, NULL);
}
