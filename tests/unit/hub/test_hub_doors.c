/* SPDX-License-Identifier: MIT */
/* unit.hub_doors - who may say what, how large, how much, and what becomes of those who do otherwise. */
#include "tests/unit/hub/hub_test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const struct { const char *verb, *doors; size_t max_bytes; } table[] = {
	{ "visit.keep", "ui", 256 },        { "visit.drop", "ui", 256 },       { "submit", "ui", DOOR_FRAME_MAX_BYTES }, { "print.again", "ui admin", 256 },
	{ "print.seen", "ui admin", 256 },  { "print", "ui", 17 * 1024 },      { "print.page", "admin", 17 * 1024 },     { "print.verdict", "admin", 256 },
	{ "screen", "ui", DOOR_FRAME_MAX_BYTES }, { "status.people", "ui", 256 }, { "spool.claim", "print", 256 }, { "spool.writing", "print", 256 }, { "spool.sent", "print", 256 },
	{ "spool.unsent", "print", 256 },
	{ "spool.done", "print", 256 },     { "printer.state", "print", 2048 }, { "outbox.claim", "sync", 256 },        { "outbox.body", "sync", 4096 },
	{ "outbox.report", "sync", 256 },
	{ "outbox.prove", "sync", 4096 },   { "outbox.retry", "sync", 8192 },  { "outbox.park", "sync", 4096 },         { "token", "sync", 2048 },
	{ "clock", "sync", 256 },
	{ "sync.state", "sync", 2048 },     { "status", "admin test", 256 },   { "screen.get", "test", 256 },           { "act", "test", 16384 },
	{ "hello", "ui print sync desk", 256 }, { "audit.head", "admin", 256 },  { "audit.list", "admin", 256 },
	{ "training.begin", "ui", 256 },    { "training.end", "ui", 256 },     { "training.fault", "ui", 256 },
};
static const char *const every_door[] = { "ui", "print", "sync", "admin", "test", "desk" };
enum { VERBS = sizeof table / sizeof table[0], DOORS = 6 };

/* {"verb":"…","x":"aaa…"} of exactly @size bytes */
static json_t *padded(const char *verb, size_t size)
{
	json_t *frame = json_pack("{s:s, s:s}", "verb", verb, "x", "");
	size_t bare = json_dumpb(frame, NULL, 0, JSON_COMPACT);
	char *pad = calloc(1, size - bare + 1);
	memset(pad, 'a', size - bare);
	json_object_set_new(frame, "x", json_string(pad));
	free(pad);
	return frame;
}

static void a_verb_is_answered_at_its_own_doors_only(void **state)
{
	struct given_hub *given = *state;
	for (int door = 0; door < DOORS; door++) {
		for (int verb = 0; verb < VERBS; verb++) {
			int fd = hub_test_enter(given, every_door[door]);
			json_t *request = json_pack("{s:s}", "verb", table[verb].verb);
			if (strstr(table[verb].doors, every_door[door])) {
				json_decref(hub_test_ask(fd, request, -1, NULL)); /* success or a refusal, but an answer */
				close(fd);
			} else {
				assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
				json_decref(request);
				hub_test_closed(fd);
			}
		}
	}
}

static void each_verb_has_its_own_maximum(void **state)
{
	struct given_hub *given = *state;
	for (int verb = 0; verb < VERBS; verb++) {
		char door[8] = { 0 };
		snprintf(door, sizeof door, "%.*s", (int)strcspn(table[verb].doors, " "), table[verb].doors);
		int fd = hub_test_enter(given, door);
		json_decref(hub_test_ask(fd, padded(table[verb].verb, table[verb].max_bytes), -1, NULL));
		if (table[verb].max_bytes < DOOR_FRAME_MAX_BYTES) {
			json_t *larger = padded(table[verb].verb, table[verb].max_bytes + 1);
			assert_int_equal(door_send(fd, larger, -1), FAIL_NONE);
			json_decref(larger);
			hub_test_closed(fd);
		} else {
			close(fd);
		}
	}
}

static void whatever_is_no_request_closes_the_door(void **state)
{
	struct given_hub *given = *state;
	static const struct { const char *bytes; size_t size; } bad[] = {
#define BAD(TEXT) { TEXT, sizeof TEXT - 1 }
		BAD("{"), BAD("[]"), BAD("null"), BAD("\"hello\""), BAD("{\"verb\":1}"), BAD("{\"verb\":\"no.such\"}"), BAD("{}"), BAD("\xff\xfe{}"),
		BAD("{\"verb\":\"hello\",\"verb\":\"hello\"}"), BAD("{\"verb\":\"hello\\u0000\"}"), BAD("{\"verb\":\"hello\"} x"), BAD("\0"),
		BAD("{\"verb\":\"hello\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"),
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int fd = hub_test_enter(given, "ui");
		assert_int_equal(send(fd, bad[i].bytes, bad[i].size, 0), (ssize_t)bad[i].size);
		hub_test_closed(fd);
	}
	int fd = hub_test_enter(given, "ui");
	hub_test_tell(fd, json_pack("{s:s}", "verb", "hello"));
	close(fd);
}

static void a_frame_larger_than_64_kib_closes_the_door(void **state)
{
	struct given_hub *given = *state;
	char *bytes = malloc(DOOR_FRAME_MAX_BYTES + 1);
	memset(bytes, ' ', DOOR_FRAME_MAX_BYTES + 1);
	memcpy(bytes, "{\"verb\":\"screen\"}", 17);
	int fd = hub_test_enter(given, "ui");
	assert_int_equal(send(fd, bytes, DOOR_FRAME_MAX_BYTES + 1, 0), DOOR_FRAME_MAX_BYTES + 1);
	hub_test_closed(fd);
	free(bytes);
}

static void a_second_live_spoke_is_refused_and_the_first_stays(void **state)
{
	struct given_hub *given = *state;
	int first = hub_test_enter(given, "sync");
	hub_test_tell(first, json_pack("{s:s}", "verb", "hello"));
	int second = hub_test_enter(given, "sync");
	hub_test_closed(second);
	hub_test_tell(first, json_pack("{s:s}", "verb", "hello"));
	close(first);
	first = hub_test_enter(given, "desk"), second = hub_test_enter(given, "desk");
	hub_test_closed(second);
	close(first);
}

static void a_newer_spoke_takes_the_place_of_a_dead_one(void **state)
{
	struct given_hub *given = *state;
	for (int i = 0; i < 50; i++) {
		int fd = hub_test_enter(given, "ui");
		hub_test_tell(fd, json_pack("{s:s}", "verb", "hello"));
		close(fd);
	}
}

static void the_last_words_of_a_dead_spoke_are_heard(void **state)
{
	struct given_hub *given = *state;
	for (int i = 1; i <= 20; i++) {
		int fd = hub_test_enter(given, "ui");
		json_t *request = hub_test_submission(i, 500);
		assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
		json_decref(request);
		close(fd);
		fd = hub_test_enter(given, "ui");
		json_t *reply = hub_test_ask(fd, hub_test_submission(i, 500), -1, NULL);
		assert_true(json_is_true(json_object_get(reply, "again")));
		json_decref(reply);
		close(fd);
	}
}

static void only_so_many_guests_fit_at_the_admin_door(void **state)
{
	struct given_hub *given = *state;
	int fds[4];
	for (int i = 0; i < 4; i++) {
		fds[i] = hub_test_enter(given, "admin");
		hub_test_tell(fds[i], json_pack("{s:s}", "verb", "status"));
	}
	hub_test_closed(hub_test_enter(given, "admin"));
	for (int i = 0; i < 4; i++) {
		hub_test_tell(fds[i], json_pack("{s:s}", "verb", "status"));
		close(fds[i]);
	}
}

static void a_spoke_that_floods_and_does_not_read_is_dropped(void **state)
{
	struct given_hub *given = *state;
	int other = hub_test_enter(given, "print");
	int fd = hub_test_enter(given, "ui");
	json_t *request = json_pack("{s:s}", "verb", "hello");
	enum fail fail = FAIL_NONE;
	for (int i = 0; i < 1000000 && (fail == FAIL_NONE || fail == FAIL_BUSY); i++) {
		fail = door_send(fd, request, -1);
		struct pollfd writable = { .fd = fd, .events = POLLOUT };
		if (fail == FAIL_BUSY)
			poll(&writable, 1, 20000);
	}
	json_decref(request);
	assert_int_equal(fail, FAIL_OFFLINE);
	close(fd);
	hub_test_tell(other, json_pack("{s:s}", "verb", "hello"));
	close(other);
	fd = hub_test_enter(given, "ui");
	hub_test_tell(fd, json_pack("{s:s}", "verb", "hello"));
	close(fd);
}

static void a_spoke_that_does_not_read_its_bells_is_dropped(void **state)
{
	struct given_hub *given = *state;
	int deaf = hub_test_enter(given, "test");
	int ui = hub_test_enter(given, "ui");
	char pad[40000];
	memset(pad, 'p', sizeof pad - 1);
	pad[sizeof pad - 1] = '\0';
	for (int i = 0; i < 200; i++) /* 200 × 40 kB is more than its queue */
		hub_test_tell(ui, json_pack("{s:s, s:{s:s}}", "verb", "screen", "tree", "pad", pad));
	hub_test_closed(deaf);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	close(ui);
}

static void a_descriptor_nobody_asked_for_is_let_go(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), blob = -1;
	assert_int_equal(door_blob_make("x", "abc", 3, &blob), FAIL_NONE);
	for (int i = 0; i < 2000; i++) /* more than a process may hold */
		json_decref(hub_test_ask(ui, json_pack("{s:s}", "verb", "status.people"), blob, NULL));
	close(blob);
	close(ui);
}

static void there_is_no_test_door_unless_asked_for(void **state)
{
	struct given_hub *given = *state;
	given->no_test_door = true;
	hub_test_start(given);
	int fd = -1;
	assert_int_equal(door_connect(given->doors, "test", &fd), FAIL_OFFLINE);
	fd = hub_test_enter(given, "admin");
	hub_test_tell(fd, json_pack("{s:s}", "verb", "status"));
	close(fd);
}

static void the_doors_are_for_this_user_only(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	struct stat info;
	given_path(path, given->doors, "ui");
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0660);
	given_path(path, given->state, "store.db");
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 077, 0);
	if (geteuid() != 0)
		skip(); /* another user is needed for the rest */
	const char *open_to_all[] = { given->folder, given->state, given->doors };
	for (int i = 0; i < 3; i++)
		chmod(open_to_all[i], 0755);
	given_path(path, given->doors, "ui");
	chmod(path, 0666); /* the file's mode is the first lock; this is about the second, the hub's own */
	pid_t child = fork();
	if (child == 0) {
		int fd = -1;
		json_t *frame = NULL;
		int blob = -1;
		if (setuid(65534) != 0 || door_connect(given->doors, "ui", &fd) != FAIL_NONE)
			_exit(1);
		struct pollfd ready = { .fd = fd, .events = POLLIN };
		poll(&ready, 1, 20000);
		_exit(door_receive(fd, DOOR_FRAME_MAX_BYTES, &frame, &blob) == FAIL_OFFLINE ? 0 : 2);
	}
	int status = 1;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_verb_is_answered_at_its_own_doors_only),
		hub_test(each_verb_has_its_own_maximum),
		hub_test(whatever_is_no_request_closes_the_door),
		hub_test(a_frame_larger_than_64_kib_closes_the_door),
		hub_test(a_second_live_spoke_is_refused_and_the_first_stays),
		hub_test(a_newer_spoke_takes_the_place_of_a_dead_one),
		hub_test(the_last_words_of_a_dead_spoke_are_heard),
		hub_test(only_so_many_guests_fit_at_the_admin_door),
		hub_test(a_spoke_that_floods_and_does_not_read_is_dropped),
		hub_test(a_spoke_that_does_not_read_its_bells_is_dropped),
		hub_test(a_descriptor_nobody_asked_for_is_let_go),
		hub_test_stopped(there_is_no_test_door_unless_asked_for),
		hub_test(the_doors_are_for_this_user_only),
	};
	return cmocka_run_group_tests_name("hub_doors", cases, NULL, NULL);
}
