/* SPDX-License-Identifier: MIT */
/* What the hub's tests share. */
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/wait.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { ANSWER_WAIT_MS = 20000 };

int hub_test_setup_stopped(void **state)
{
	struct given_hub *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_path(given->state, given->folder, "state");
	given_path(given->doors, given->state, "doors");
	given_path(given->said, given->folder, "said");
	*state = given;
	return 0;
}

int hub_test_setup(void **state)
{
	hub_test_setup_stopped(state);
	hub_test_start(*state);
	return 0;
}

int hub_test_teardown(void **state)
{
	struct given_hub *given = *state;
	if (given->process.pid > 0)
		assert_int_equal(process_stop(&given->process), 0);
	given_done(given->folder);
	free(given);
	return 0;
}

void hub_test_start(struct given_hub *given)
{
	char program[GIVEN_PATH_BYTES], ready[GIVEN_PATH_BYTES];
	given_built("bin/foyer-hub", program);
	given_path(ready, given->doors, given->no_test_door ? "admin" : "test"); /* the last one it opens */
	unlink(ready);
	process_start(&given->process, given->said, (char *[]){ program, "--state", given->state, "--assets", given->folder,
	                                                        given->no_test_door ? NULL : "--test-door", NULL });
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (access(ready, F_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("foyer-hub does not open its doors");
}

void hub_test_kill(struct given_hub *given)
{
	process_signal(&given->process, SIGKILL);
	assert_int_equal(process_wait(&given->process), 256 + SIGKILL);
}

void hub_test_config(struct given_hub *given, json_t *extra)
{
	json_t *file = json_pack("{s:s, s:s}", "id", "0192aaaa-0000-7000-8000-00000000c0de", "name", "Kiosk 2");
	if (extra)
		json_object_update_new(file, extra);
	char *text = json_dumps(file, 0), path[GIVEN_PATH_BYTES];
	mkdir(given->state, 0700);
	given_path(path, given->state, "kiosk.json");
	given_file(path, text, 0600);
	free(text);
	json_decref(file);
}

int hub_test_enter(struct given_hub *given, const char *door)
{
	int fd = -1;
	struct deadline deadline = deadline_in(ANSWER_WAIT_MS);
	while (door_connect(given->doors, door, &fd) != FAIL_NONE)
		if (!deadline_pause(deadline))
			fail_msg("the door %s: %s", door, fail_words());
	return fd;
}

static enum fail next_frame(int fd, json_t **ret, int *ret_blob_fd)
{
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	if (poll(&ready, 1, ANSWER_WAIT_MS) != 1)
		fail_msg("the hub does not answer");
	return door_receive(fd, DOOR_FRAME_MAX_BYTES, ret, ret_blob_fd);
}

json_t *hub_test_ask(int fd, json_t *request, int blob_fd, int *ret_blob_fd)
{
	assert_int_equal(door_send(fd, request, blob_fd), FAIL_NONE);
	char verb[64];
	snprintf(verb, sizeof verb, "%s", json_string_value(json_object_get(request, "verb")));
	json_decref(request);
	for (;;) {
		json_t *frame = NULL;
		int blob = -1;
		if (next_frame(fd, &frame, &blob) != FAIL_NONE)
			fail_msg("the door closed on %s", verb);
		if (json_object_get(frame, "re")) {
			assert_string_equal(json_string_value(json_object_get(frame, "re")), verb);
			if (ret_blob_fd)
				*ret_blob_fd = blob;
			return frame;
		}
		json_decref(frame);
	}
}

void hub_test_tell(int fd, json_t *request)
{
	json_t *reply = hub_test_ask(fd, request, -1, NULL);
	if (json_object_get(reply, "fail"))
		fail_msg("refused: %s", json_string_value(json_object_get(reply, "words")));
	json_decref(reply);
}

void hub_test_refused(int fd, json_t *request, const char *code)
{
	json_t *reply = hub_test_ask(fd, request, -1, NULL);
	const char *got = json_string_value(json_object_get(reply, "fail"));
	if (!got || strcmp(got, code) != 0)
		fail_msg("expected a refusal with %s, got %s", code, got ? got : "success");
	assert_true(json_string_length(json_object_get(reply, "words")) > 0);
	json_decref(reply);
}

json_t *hub_test_bell(int fd, const char *name)
{
	json_t *frame = NULL;
	int blob = -1;
	assert_int_equal(next_frame(fd, &frame, &blob), FAIL_NONE);
	const char *bell = json_string_value(json_object_get(frame, "bell"));
	if (!bell || strcmp(bell, name) != 0)
		fail_msg("expected the bell %s, got %s", name, bell ? bell : "a reply");
	return frame;
}

void hub_test_closed(int fd)
{
	for (;;) {
		json_t *frame = NULL;
		int blob = -1;
		enum fail fail = next_frame(fd, &frame, &blob);
		if (fail == FAIL_OFFLINE)
			break;
		assert_int_equal(fail, FAIL_NONE);
		json_decref(frame);
	}
	close(fd);
}

void hub_test_silent(int fd, int other_ui)
{
	json_t *frame = NULL;
	int blob = -1;
	hub_test_tell(other_ui, json_pack("{s:s}", "verb", "status.people")); /* bells before this one's answer are out by now */
	assert_int_equal(door_receive(fd, DOOR_FRAME_MAX_BYTES, &frame, &blob), FAIL_EMPTY);
}

struct event_id hub_test_id(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "01930000-0000-7000-8000-%012x", (unsigned)number);
	return id;
}

struct reference hub_test_reference(int number)
{
	/* the check character is found by trying: the parser knows the rule */
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct reference reference;
	for (size_t i = 0; crockford[i]; i++) {
		char typed[REFERENCE_TEXT_BYTES];
		snprintf(typed, sizeof typed, "MB%08d%c", number, crockford[i]);
		if (reference_parse(typed, &reference) == FAIL_NONE)
			return reference;
	}
	fail_msg("no check character fits");
	return reference;
}

int64_t hub_test_time_ms(int number)
{
	static int64_t start_ms;
	if (start_ms == 0)
		start_ms = (int64_t)time(NULL) * 1000;
	return start_ms + number;
}

json_t *hub_test_submission(int number, size_t jwe_bytes)
{
	static char jwe[DOOR_FRAME_MAX_BYTES];
	size_t head = (size_t)snprintf(jwe, sizeof jwe, "eyJh..%08x.", (unsigned)number);
	memset(jwe + head, 'A' + number % 26, jwe_bytes - head - 5);
	memcpy(jwe + jwe_bytes - 5, ".tagg", 6);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:b, s:s}", "verb", "submit", "id", hub_test_id(number).text,
	                 "reference", hub_test_reference(number).text, "service", "missed-bin", "type", "uk.foyer.submission.v1",
	                 "time_ms", (json_int_t)hub_test_time_ms(number), "jwe", jwe, "language", "cy", "receipt", 1, "due", "2026-11-23");
}
