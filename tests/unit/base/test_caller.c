/* SPDX-License-Identifier: MIT */
/* unit.base_caller - one request in flight, in order, and a door that comes back. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/caller.h"

struct spoke { struct loop *loop; struct caller *caller; bool ends; int up, down, absent, bells, answered; enum fail codes[32]; char last_bell[16]; };

static void on_up(void *context) { ((struct spoke *)context)->up++; }
static void on_down(void *context) { ((struct spoke *)context)->down++; }

static void on_absent(void *context) { ((struct spoke *)context)->absent++; }

static void on_bell(void *context, const char *bell, const json_t *frame)
{
	struct spoke *spoke = context;
	(void)frame;
	spoke->bells++;
	if (spoke->ends)
		loop_stop(spoke->loop);
	snprintf(spoke->last_bell, sizeof spoke->last_bell, "%s", bell);
}

static void on_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct spoke *spoke = context;
	(void)reply, (void)blob_fd;
	spoke->codes[spoke->answered++] = code;
}

static const struct caller_events events = { on_up, on_down, on_bell, on_absent };

static int far_side(struct spoke *spoke, int listen_fd)
{
	int fd = -1;
	uid_t uid;
	while (door_accept(listen_fd, &fd, &uid) == FAIL_EMPTY || !caller_is_up(spoke->caller))
		assert_ok(loop_once(spoke->loop, 20));
	return fd;
}

static struct spoke given_spoke(const char *folder)
{
	struct spoke spoke = { 0 };
	assert_ok(loop_new(&spoke.loop));
	(void)folder;
	return spoke;
}

static json_t *next_frame(struct spoke *spoke, int far)
{
	json_t *frame = NULL;
	int blob = -1;
	for (int i = 0; i < 100 && door_receive(far, DOOR_FRAME_MAX_BYTES, &frame, &blob) == FAIL_EMPTY; i++)
		assert_ok(loop_once(spoke->loop, 10));
	return frame;
}

static void requests_go_one_by_one_and_bells_between(void **state)
{
	(void)state;
	char folder[PATH_MAX];
	given_folder(folder);
	int listen_fd = -1, blob = -1;
	assert_ok(door_listen(folder, "ui", &listen_fd));
	struct spoke spoke = given_spoke(folder);
	assert_ok(caller_new(spoke.loop, folder, "ui", &events, &spoke, &spoke.caller));
	int far = far_side(&spoke, listen_fd);
	assert_int_equal(spoke.up, 1);
	for (int i = 0; i < 16; i++)
		assert_ok(caller_ask(spoke.caller, json_pack("{s:s,s:i}", "verb", "v", "n", i), -1, on_reply, &spoke));
	assert_int_equal(caller_ask(spoke.caller, json_pack("{s:s}", "verb", "v"), -1, on_reply, &spoke), FAIL_BUSY);
	for (int i = 0; i < 16; i++) {
		json_t *frame = next_frame(&spoke, far), *second = NULL;
		assert_int_equal(json_integer_value(json_object_get(frame, "n")), i);
		assert_int_equal(door_receive(far, 1000, &second, &blob), FAIL_EMPTY);
		json_t *bell = json_pack("{s:s}", "bell", "work");
		json_t *reply = i % 2 ? json_pack("{s:s,s:s}", "re", "v", "fail", "denied") : json_pack("{s:s}", "re", "v");
		assert_ok(door_send(far, bell, -1));
		assert_ok(door_send(far, reply, -1));
		while (spoke.answered == i)
			assert_ok(loop_once(spoke.loop, 100));
		assert_int_equal(spoke.codes[i], i % 2 ? FAIL_DENIED : FAIL_NONE);
		json_decref(frame);
		json_decref(bell);
		json_decref(reply);
	}
	assert_int_equal(spoke.bells, 16);
	caller_free(spoke.caller);
	loop_free(spoke.loop);
	close(far);
	close(listen_fd);
}

static void a_lost_hub_fails_what_waits_and_is_found_again(void **state)
{
	(void)state;
	char folder[PATH_MAX];
	given_folder(folder);
	int listen_fd = -1;
	assert_ok(door_listen(folder, "ui", &listen_fd));
	struct spoke spoke = given_spoke(folder);
	assert_ok(caller_new(spoke.loop, folder, "ui", &events, &spoke, &spoke.caller));
	int far = far_side(&spoke, listen_fd);
	assert_ok(caller_ask(spoke.caller, json_pack("{s:s}", "verb", "a"), -1, on_reply, &spoke));
	assert_ok(caller_ask(spoke.caller, json_pack("{s:s}", "verb", "b"), -1, on_reply, &spoke));
	close(far);
	while (spoke.down == 0)
		assert_ok(loop_once(spoke.loop, 100));
	assert_int_equal(spoke.answered, 2);
	assert_int_equal(spoke.codes[0], FAIL_OFFLINE);
	assert_int_equal(caller_ask(spoke.caller, json_pack("{s:s}", "verb", "c"), -1, on_reply, &spoke), FAIL_OFFLINE);
	far = far_side(&spoke, listen_fd);
	assert_int_equal(spoke.up, 2);
	caller_free(spoke.caller);
	loop_free(spoke.loop);
	close(far);
	close(listen_fd);
}

/* What was told to end ends: an act that lies behind the word would begin what its successor knows nothing of. */
static void who_ends_hears_no_more(void **state)
{
	(void)state;
	char folder[PATH_MAX];
	given_folder(folder);
	int listen_fd = -1;
	assert_ok(door_listen(folder, "ui", &listen_fd));
	struct spoke spoke = given_spoke(folder);
	assert_ok(caller_new(spoke.loop, folder, "ui", &events, &spoke, &spoke.caller));
	int far = far_side(&spoke, listen_fd);
	json_t *retire = json_pack("{s:s}", "bell", "retire"), *act = json_pack("{s:s}", "bell", "act");
	spoke.ends = true;
	assert_ok(door_send(far, retire, -1));
	assert_ok(door_send(far, act, -1));
	assert_ok(loop_run(spoke.loop));
	assert_int_equal(spoke.bells, 1);
	assert_string_equal(spoke.last_bell, "retire");
	json_decref(retire), json_decref(act);
	caller_free(spoke.caller);
	loop_free(spoke.loop);
	close(far);
	close(listen_fd);
}

static void a_hub_that_comes_later_was_absent_first(void **state)
{
	(void)state;
	char folder[PATH_MAX];
	given_folder(folder);
	struct spoke spoke = given_spoke(folder);
	assert_ok(caller_new(spoke.loop, folder, "ui", &events, &spoke, &spoke.caller));
	assert_int_equal(spoke.absent, 0); /* never inside the call */
	while (spoke.absent == 0)
		assert_ok(loop_once(spoke.loop, 100));
	assert_int_equal(spoke.up + spoke.down, 0);
	int listen_fd = -1;
	assert_ok(door_listen(folder, "ui", &listen_fd));
	int far = far_side(&spoke, listen_fd);
	assert_int_equal(spoke.up, 1);
	caller_free(spoke.caller);
	loop_free(spoke.loop);
	close(far);
	close(listen_fd);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(requests_go_one_by_one_and_bells_between), CASE(a_lost_hub_fails_what_waits_and_is_found_again),
		CASE(who_ends_hears_no_more), CASE(a_hub_that_comes_later_was_absent_first) };
	return cmocka_run_group_tests_name("base_caller", cases, NULL, NULL);
}
