/* SPDX-License-Identifier: MIT */
/* unit.base_door - frames arrive whole or the door says why not. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/door.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

struct pair { char folder[PATH_MAX]; int listen_fd, near, far; };

static struct pair given_pair(void)
{
	struct pair pair = { 0 };
	given_folder(pair.folder);
	uid_t uid = 0;
	assert_ok(door_listen(pair.folder, "ui", &pair.listen_fd));
	assert_int_equal(door_accept(pair.listen_fd, &pair.far, &uid), FAIL_EMPTY);
	assert_ok(door_connect(pair.folder, "ui", &pair.near));
	assert_ok(door_accept(pair.listen_fd, &pair.far, &uid));
	assert_int_equal(uid, getuid());
	return pair;
}

static void end_pair(struct pair *pair)
{
	close(pair->listen_fd);
	close(pair->near);
	close(pair->far);
}

static void a_frame_arrives_as_it_was_sent(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	json_t *sent = json_pack("{s:s,s:i}", "verb", "hello", "n", 7), *got = NULL;
	int blob = -1;
	assert_int_equal(door_receive(pair.far, DOOR_FRAME_MAX_BYTES, &got, &blob), FAIL_EMPTY);
	assert_ok(door_send(pair.near, sent, -1));
	assert_ok(door_receive(pair.far, DOOR_FRAME_MAX_BYTES, &got, &blob));
	assert_true(json_equal(sent, got));
	assert_int_equal(blob, -1);
	json_decref(sent);
	json_decref(got);
	end_pair(&pair);
}

static json_t *frame_of_size(size_t size)
{
	size_t around = strlen("{\"t\":\"\"}");
	char *text = malloc(size);
	assert_non_null(text);
	memset(text, 'a', size);
	text[size - around] = '\0';
	json_t *frame = json_pack("{s:s}", "t", text);
	free(text);
	return frame;
}

static void the_largest_frame_passes_and_one_byte_more_does_not(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	json_t *largest = frame_of_size(DOOR_FRAME_MAX_BYTES), *larger = frame_of_size(DOOR_FRAME_MAX_BYTES + 1), *got = NULL;
	int blob = -1;
	assert_int_equal(door_send(pair.near, larger, -1), FAIL_LIMIT);
	assert_ok(door_send(pair.near, largest, -1));
	assert_ok(door_receive(pair.far, DOOR_FRAME_MAX_BYTES, &got, &blob));
	json_decref(got);
	assert_ok(door_send(pair.near, largest, -1));
	assert_int_equal(door_receive(pair.far, DOOR_FRAME_MAX_BYTES - 1, &got, &blob), FAIL_LIMIT);
	json_decref(largest);
	json_decref(larger);
	end_pair(&pair);
}

static void what_is_no_frame_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "[]", "7", "{", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":\"\xff\"}", "nonsense" };
	json_t *frame = NULL;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(door_frame_parse(wrong[i], strlen(wrong[i]), &frame), FAIL_INPUT);
	char deep[100] = "{\"a\":";
	memset(deep + 5, '[', 40);
	memset(deep + 45, ']', 40);
	memcpy(deep + 85, "}", 2);
	assert_int_equal(door_frame_parse(deep, strlen(deep), &frame), FAIL_INPUT);
	char *large = calloc(1, DOOR_FRAME_MAX_BYTES + 1);
	assert_non_null(large);
	assert_int_equal(door_frame_parse(large, DOOR_FRAME_MAX_BYTES + 1, &frame), FAIL_LIMIT);
	free(large);
}

static void a_blob_travels_sealed(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	int made = -1, came = -1;
	size_t size = 0;
	char bytes[16];
	json_t *frame = json_pack("{s:s}", "verb", "visit.keep"), *got = NULL;
	assert_ok(door_blob_make("test", "ciphertext", 10, &made));
	assert_ok(door_send(pair.near, frame, made));
	assert_ok(door_receive(pair.far, DOOR_FRAME_MAX_BYTES, &got, &came));
	assert_true(came >= 0);
	assert_int_equal(write(came, "x", 1), -1);
	assert_int_equal(ftruncate(came, 0), -1);
	assert_ok(door_blob_read(came, bytes, sizeof bytes, &size));
	assert_int_equal(size, 10);
	assert_memory_equal(bytes, "ciphertext", 10);
	assert_int_equal(door_blob_check(came, 9, &size), FAIL_LIMIT);
	assert_ok(door_blob_check(came, 10, &size));
	assert_int_equal(door_blob_check(pair.near, 10, &size), FAIL_INPUT);
	json_decref(frame);
	json_decref(got);
	close(made);
	close(came);
	end_pair(&pair);
}

static void who_does_not_read_is_noticed(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	json_t *frame = frame_of_size(30000);
	enum fail code = FAIL_NONE;
	for (int i = 0; i < 1000 && code == FAIL_NONE; i++)
		code = door_send(pair.near, frame, -1);
	assert_int_equal(code, FAIL_BUSY);
	json_decref(frame);
	end_pair(&pair);
}

static void a_closed_door_says_so(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	json_t *frame = json_object(), *got = NULL;
	int blob = -1, fd = -1;
	close(pair.far);
	assert_int_equal(door_receive(pair.near, 100, &got, &blob), FAIL_OFFLINE);
	assert_int_equal(door_send(pair.near, frame, -1), FAIL_OFFLINE);
	close(pair.listen_fd);
	assert_int_equal(door_connect(pair.folder, "ui", &fd), FAIL_OFFLINE);
	assert_int_equal(door_connect(pair.folder, "nothing", &fd), FAIL_OFFLINE);
	close(pair.near);
	json_decref(frame);
}

static void a_stale_socket_is_replaced_and_long_paths_work(void **state)
{
	(void)state;
	char folder[PATH_MAX], longer[PATH_MAX];
	given_folder(folder);
	int written = snprintf(longer, sizeof longer, "%.2000s/%0150d", folder, 7);
	assert_true(written > 150);
	assert_int_equal(mkdir(longer, 0700), 0);
	int first = -1, second = -1, near = -1;
	assert_ok(door_listen(longer, "hub", &first));
	close(first);
	assert_ok(door_listen(longer, "hub", &second));
	assert_ok(door_connect(longer, "hub", &near));
	close(second);
	close(near);
}

static void a_call_skips_bells_and_times_out(void **state)
{
	(void)state;
	struct pair pair = given_pair();
	json_t *bell = json_pack("{s:s}", "bell", "work"), *reply = json_pack("{s:s,s:i}", "re", "status", "queue", 3);
	json_t *refusal = json_pack("{s:s,s:s,s:s}", "re", "status", "fail", "full", "words", "the store is full");
	json_t *request = json_pack("{s:s}", "verb", "status"), *got = NULL;
	int blob = -1;
	assert_ok(door_send(pair.far, bell, -1));
	assert_ok(door_send(pair.far, reply, -1));
	assert_ok(door_call(pair.near, request, -1, 1000, &got, &blob));
	assert_true(json_equal(got, reply));
	json_decref(got);
	assert_ok(door_send(pair.far, refusal, -1));
	assert_int_equal(door_call(pair.near, request, -1, 1000, &got, &blob), FAIL_FULL);
	assert_non_null(strstr(fail_words(), "the store is full"));
	assert_int_equal(door_call(pair.near, request, -1, 1, &got, &blob), FAIL_TIMEOUT);
	json_decref(bell);
	json_decref(reply);
	json_decref(refusal);
	json_decref(request);
	end_pair(&pair);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_frame_arrives_as_it_was_sent), CASE(the_largest_frame_passes_and_one_byte_more_does_not), CASE(what_is_no_frame_is_refused),
		CASE(a_blob_travels_sealed), CASE(who_does_not_read_is_noticed), CASE(a_closed_door_says_so),
		CASE(a_stale_socket_is_replaced_and_long_paths_work), CASE(a_call_skips_bells_and_times_out),
	};
	return cmocka_run_group_tests_name("base_door", cases, NULL, NULL);
}
