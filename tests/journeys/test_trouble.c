/* SPDX-License-Identifier: MIT */
/* journey.trouble - what the world does wrong: each time a plain sentence for whom it concerns, and every answer kept. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include "firmware/base/clock.h"
#include "firmware/base/door.h"
#include "firmware/base/id.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct trouble { struct kiosk kiosk; char folder[GIVEN_PATH_BYTES]; };

static int set_up(void **state)
{
	struct trouble *trouble = calloc(1, sizeof *trouble);
	assert_non_null(trouble);
	given_folder(trouble->folder);
	*state = trouble;
	return 0;
}

static int tear_down(void **state)
{
	struct trouble *trouble = *state;
	kiosk_end(&trouble->kiosk);
	given_done(trouble->folder);
	free(trouble);
	return 0;
}

static void the_council_out_of_reach_is_said_and_delivered_later(void **state)
{
	struct trouble *trouble = *state;
	char reference[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .no_council = true });
	missed_bin_send(&trouble->kiosk, reference);
	kiosk_await_queue(&trouble->kiosk, 1);
	screen_press(&trouble->kiosk, "finish-clear");
	screen_await(&trouble->kiosk, "start");
	missed_bin_send(&trouble->kiosk, reference); /* by now the kiosk knows */
	screen_await_sentence(&trouble->kiosk, "done.stored");
	council_start(&trouble->kiosk.council);
	kiosk_move_clock(&trouble->kiosk, 15 * 60 * 1000);
	json_decref(council_await(&trouble->kiosk.council, 2));
}

/* Its tokens live for five minutes: dated by the kiosk's own clock, none would ever be taken. */
static void a_kiosk_whose_clock_is_an_hour_off_delivers_exactly_once(void **state)
{
	struct trouble *trouble = *state;
	char reference[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .no_council = true, .ahead_ms = 3600 * 1000 });
	trouble->kiosk.council.own_clock = true;
	council_start(&trouble->kiosk.council);
	missed_bin_send(&trouble->kiosk, reference);
	kiosk_await_queue(&trouble->kiosk, 0);
	json_decref(council_await(&trouble->kiosk.council, 1));
}

/* Whatever the far end does on the first tries, each thing arrives once and nothing is given up without proof. */
static void deliver_through(struct trouble *trouble, const char *fault, const char *times)
{
	char reference[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .no_council = true });
	trouble->kiosk.council.fault = fault;
	trouble->kiosk.council.fault_count = times;
	council_start(&trouble->kiosk.council);
	missed_bin_send(&trouble->kiosk, reference);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (json_int_t waiting = 1; waiting > 0;) {
		kiosk_move_clock(&trouble->kiosk, 60 * 1000);
		json_t *status = kiosk_status(&trouble->kiosk);
		waiting = json_integer_value(json_object_get(json_object_get(status, "queue"), "waiting"));
		json_decref(status);
		if (!deadline_pause(deadline))
			fail_msg("with %s nothing was ever delivered", fault);
	}
	json_t *all = council_await(&trouble->kiosk.council, 1);
	const json_t *meta = json_object_get(json_array_get(all, 0), "meta");
	assert_string_equal(json_string_value(json_object_get(meta, "referenceNumber")), reference);
	json_decref(all);
	kiosk_end(&trouble->kiosk);
}

static void a_lying_council_is_not_believed(void **state)
{
	static const char *const lies[] = { "html-200", "redirect", "wrong-ids", "drop-reply-after-commit", "truncate", "503" };
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++)
		deliver_through(*state, lies[i], "2");
}

static void a_slow_council_holds_nobody_up(void **state)
{
	struct trouble *trouble = *state;
	char reference[32], second[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .no_council = true });
	trouble->kiosk.council.fault = "slow";
	council_start(&trouble->kiosk.council);
	missed_bin_send(&trouble->kiosk, reference);
	screen_press(&trouble->kiosk, "another"); /* the next one is served while the first still waits for its answer */
	screen_service(&trouble->kiosk, "missed-bin");
	screen_press(&trouble->kiosk, "begin");
	screen_await(&trouble->kiosk, "different");
	walk_to_check(&trouble->kiosk, missed_bin_answers, NULL, NULL);
	screen_press(&trouble->kiosk, "send");
	missed_bin_reference(&trouble->kiosk, second);
	json_decref(council_await(&trouble->kiosk.council, 2));
}

/* One submission of about @bytes at the screen's own door, as foyer-ui would make it. */
static enum fail submit_as_screen(int door, const struct envelope_key *key, const char *source, size_t bytes)
{
	struct envelope_head head = { id_new(clock_wall_ms()), source, "uk.foyer.submission.v1", clock_wall_ms(), NULL, NULL };
	struct reference reference = reference_new("MB");
	char *filler = calloc(1, bytes + 1);
	assert_non_null(filler);
	memset(filler, 'x', bytes);
	json_t *record = json_pack("{s:{s:s}, s:{s:s}}", "meta", "referenceNumber", reference.text, "data", "main", filler);
	BUFFER_AUTO jwe = { 0 };
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(envelope_seal(key, &head, record, &jwe), FAIL_NONE);
	json_t *request = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:b, s:s}", "verb", "submit", "id", head.id.text, "reference", reference.text,
		"service", "missed-bin", "type", head.type, "time_ms", (json_int_t)head.time_ms, "jwe", buffer_text(&jwe), "language", "en", "receipt", 0, "due", "");
	json_t *reply = NULL;
	int blob_fd = -1;
	enum fail code = door_call(door, request, -1, PROCESS_WAIT_MS, &reply, &blob_fd);
	json_decref(reply);
	json_decref(request);
	json_decref(record);
	free(filler);
	return code;
}

static int door_that_answers(const char *doors)
{
	int door = -1, blob_fd = -1;
	json_t *reply = NULL, *request = json_pack("{s:s}", "verb", "status.people");
	if (door_connect(doors, "ui", &door) == FAIL_NONE && door_call(door, request, -1, PROCESS_WAIT_MS, &reply, &blob_fd) != FAIL_NONE) {
		close(door);
		door = -1;
	}
	json_decref(request);
	json_decref(reply);
	return door;
}

struct filling { struct kiosk *kiosk; int taken; };

/* Fills the store to its cap through the screen's own door. */
static void fill_through_door(void *context)
{
	struct filling *filling = context;
	struct kiosk *kiosk = filling->kiosk;
	static const size_t sizes[] = { 40000, 8000, 100 };
	char path[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], source[80];
	json_t *config = NULL;
	struct envelope_key *key = NULL;
	int64_t until_ms = 0;
	given_path(path, kiosk->state, "kiosk.json");
	given_path(doors, kiosk->state, "doors");
	assert_int_equal(json_read(path, 64 * 1024, &config), FAIL_NONE);
	assert_int_equal(envelope_key_pick(json_object_get(config, "council_key"), clock_wall_ms(), &key, &until_ms), FAIL_NONE);
	snprintf(source, sizeof source, "urn:uuid:%s", json_string_value(json_object_get(config, "id")));
	int door = -1;
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while ((door = door_that_answers(doors)) < 0) /* the hub may not have heard yet that the one before is dead */
		assert_true(deadline_pause(deadline));
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		enum fail code;
		while ((code = submit_as_screen(door, key, source, sizes[i])) == FAIL_NONE)
			assert_true(++filling->taken < 2000);
		assert_int_equal(code, FAIL_FULL);
	}
	close(door);
	envelope_key_free(key);
	json_decref(config);
}

/* While somebody stands at the kiosk the screen dies, others take the last room, and it comes back to the same page. Returns how many they were. */
static int fill_store(struct kiosk *kiosk)
{
	struct filling filling = { kiosk, 0 };
	kiosk_kill_while(kiosk, "foyer-ui", fill_through_door, &filling);
	return filling.taken;
}

static void a_full_disk_is_said_and_the_answers_stay(void **state)
{
	struct trouble *trouble = *state;
	struct kiosk *kiosk = &trouble->kiosk;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true, .outbox_pages = 256 });
	missed_bin_check(kiosk);
	int taken = fill_store(kiosk);
	print_message("full after %d submissions\n", taken);
	screen_await_named(kiosk, "check");
	screen_press(kiosk, "send");
	screen_await_named(kiosk, "problem");
	screen_await_sentence(&trouble->kiosk, "problem.full.title");
	screen_press(kiosk, "back");
	screen_await_named(kiosk, "check"); /* as it was: it can be sent at once */
	walk_to_check(kiosk, NULL, NULL, NULL);
	screen_press(kiosk, "send");
	screen_await(kiosk, "try-again");
	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 100 * 1000); /* the next try to deliver, before the resident is asked whether they are there */
	kiosk_await_queue(kiosk, 0);
	screen_press(kiosk, "try-again");
	missed_bin_reference(kiosk, reference);
	json_decref(council_await(&kiosk->council, (size_t)taken + 1));
}

/* Nobody is asked a whole form first to hear at its end that it cannot be kept. */
static void a_full_kiosk_begins_nothing_names_a_person_and_comes_back_by_itself(void **state)
{
	struct trouble *trouble = *state;
	struct kiosk *kiosk = &trouble->kiosk;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true, .outbox_pages = 256 });
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_await(kiosk, "begin");
	int taken = fill_store(kiosk);
	screen_await_sentence(&trouble->kiosk, "service.out_of_service");
	assert_null(screen_find(kiosk, "begin"));
	screen_press(kiosk, "ask");
	screen_await(kiosk, "close");
	screen_press(kiosk, "close");
	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 100 * 1000);
	screen_await(kiosk, "begin");
	kiosk_await_queue(kiosk, 0);
	screen_press(kiosk, "begin");
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	json_decref(council_await(&kiosk->council, (size_t)taken + 1));
}

static void a_printer_unplugged_in_the_middle_is_said(void **state)
{
	struct trouble *trouble = *state;
	struct kiosk *kiosk = &trouble->kiosk;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	printer_switch(&kiosk->printer, "speed 4000"); /* slow enough to be in the middle of it */
	missed_bin_send(kiosk, reference);
	screen_await_sentence(&trouble->kiosk, "receipt.printing");
	printer_stop(&kiosk->printer);
	screen_await_sentence(&trouble->kiosk, "receipt.no_printer");
	assert_string_equal(node_text(screen_find(kiosk, "reference"), "name"), reference);
	printer_start(&kiosk->printer);
	screen_await_sentence(&trouble->kiosk, "receipt.done");
	printer_await(&kiosk->printer, 1);
}

static void no_printer_is_said_and_the_reference_stays(void **state)
{
	struct trouble *trouble = *state;
	char reference[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .no_printer = true });
	missed_bin_send(&trouble->kiosk, reference);
	screen_await_sentence(&trouble->kiosk, "receipt.no_printer");
}

static void paper_out_is_said_and_printed_once_there_is_some(void **state)
{
	struct trouble *trouble = *state;
	char reference[32];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ 0 });
	printer_switch(&trouble->kiosk.printer, "paper out");
	missed_bin_send(&trouble->kiosk, reference);
	screen_await_sentence(&trouble->kiosk, "receipt.paper");
	printer_switch(&trouble->kiosk.printer, "paper in");
	screen_await_sentence(&trouble->kiosk, "receipt.done");
	printer_await(&trouble->kiosk.printer, 1);
	assert_int_equal(printer_receipts(&trouble->kiosk.printer), 1);
}

static void a_frame_too_large_closes_only_its_own_door(void **state)
{
	struct trouble *trouble = *state;
	char doors[GIVEN_PATH_BYTES], byte;
	static char frame[DOOR_FRAME_MAX_BYTES + 1];
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ 0 });
	missed_bin_begin(&trouble->kiosk);
	walk_page(&trouble->kiosk, missed_bin_answers);
	given_path(doors, trouble->kiosk.state, "doors");
	int fd = -1;
	assert_int_equal(door_connect(doors, "admin", &fd), FAIL_NONE);
	int room = 4 * DOOR_FRAME_MAX_BYTES;
	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room), 0);
	memset(frame, ' ', sizeof frame);
	memcpy(frame, "{\"verb\":\"status\"}", 17);
	assert_int_equal(send(fd, frame, sizeof frame, MSG_NOSIGNAL), (ssize_t)sizeof frame);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	ssize_t got;
	while ((got = recv(fd, &byte, 1, MSG_DONTWAIT)) < 0)
		if (!deadline_pause(deadline))
			fail_msg("the hub keeps a door open that it should close");
	assert_int_equal(got, 0); /* closed, not answered */
	close(fd);
	walk_to_check(&trouble->kiosk, missed_bin_answers, NULL, NULL); /* the resident noticed nothing */
}

/* A broken definition next to a good one. */
static void a_broken_definition_takes_no_other_with_it(void **state)
{
	struct trouble *trouble = *state;
	char path[GIVEN_PATH_BYTES], good[GIVEN_PATH_BYTES], said[64], reference[32];
	given_path(path, trouble->folder, "broken.json");
	given_file(path, "{\"name\": \"Broken\", \"pages\": [", 0600);
	given_built("assets/forms/missed-bin.json", good);
	assert_int_equal(process_run((char *[]){ "cp", good, trouble->folder, NULL }, said, sizeof said), 0);
	kiosk_start(&trouble->kiosk, &(struct kiosk_plan){ .forms = trouble->folder });
	screen_press(&trouble->kiosk, "start");
	screen_turn_to(&trouble->kiosk, "missed-bin");
	assert_null(screen_find(&trouble->kiosk, "service:broken"));
	screen_press(&trouble->kiosk, "service:missed-bin");
	screen_press(&trouble->kiosk, "begin");
	screen_await(&trouble->kiosk, "continue");
	walk_to_check(&trouble->kiosk, missed_bin_answers, NULL, NULL);
	screen_press(&trouble->kiosk, "send");
	missed_bin_reference(&trouble->kiosk, reference);
	given_path(path, trouble->kiosk.folder, "said");
	char *log = given_text(path);
	assert_non_null(strstr(log, "broken")); /* and the log says which file, and why */
	free(log);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = {
		CASE(the_council_out_of_reach_is_said_and_delivered_later),
		CASE(a_kiosk_whose_clock_is_an_hour_off_delivers_exactly_once),
		CASE(a_lying_council_is_not_believed),
		CASE(a_slow_council_holds_nobody_up),
		CASE(a_full_disk_is_said_and_the_answers_stay),
		CASE(a_full_kiosk_begins_nothing_names_a_person_and_comes_back_by_itself),
		CASE(a_printer_unplugged_in_the_middle_is_said),
		CASE(no_printer_is_said_and_the_reference_stays),
		CASE(paper_out_is_said_and_printed_once_there_is_some),
		CASE(a_frame_too_large_closes_only_its_own_door),
		CASE(a_broken_definition_takes_no_other_with_it),
	};
	return cmocka_run_group_tests_name("trouble", cases, NULL, NULL);
}
