/* SPDX-License-Identifier: MIT */
/* unit.jack - headphones by the events of a jack: a pipe that writes them stands in for the device, which may come late, go, and come back. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include "drivers/input/jack.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct loop *loop;
	struct jack *jack;
	int device_fd;      /* our end: what we write is what the jack feels */
	int moves;
	bool in;
};

static void on_moved(void *context, bool in)
{
	struct place *place = context;
	place->moves++;
	place->in = in;
}

static void plug_device(struct place *place)
{
	assert_int_equal(mkfifo(place->path, 0600), 0);
	place->device_fd = open(place->path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	assert_true(place->device_fd >= 0);
}

/* The other end hangs up, as a device's does. */
static void unplug_device(struct place *place)
{
	assert_int_equal(unlink(place->path), 0);
	close(place->device_fd);
	place->device_fd = -1;
}

static void feel(struct place *place, int type, int code, int value)
{
	const struct input_event event = { .type = (__u16)type, .code = (__u16)code, .value = value };
	assert_int_equal(write(place->device_fd, &event, sizeof event), sizeof event);
}

static void until_moved(struct place *place, int moves)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (place->moves < moves) {
		if (deadline_over(deadline))
			fail_msg("only %d moves were felt, not %d", place->moves, moves);
		assert_int_equal(loop_once(place->loop, 20), FAIL_NONE);
	}
	assert_int_equal(place->moves, moves);
}

/* Everything that waits is read. */
static void turn(struct place *place)
{
	for (int i = 0; i < 5; i++)
		assert_int_equal(loop_once(place->loop, 0), FAIL_NONE);
}

static int given_place(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	assert_non_null(place);
	place->device_fd = -1;
	given_folder(place->folder);
	given_path(place->path, place->folder, "headphones");
	assert_int_equal(loop_new(&place->loop), FAIL_NONE);
	*state = place;
	return 0;
}

static int gone_place(void **state)
{
	struct place *place = *state;
	jack_close(place->jack);
	loop_free(place->loop);
	if (place->device_fd >= 0)
		close(place->device_fd);
	given_done(place->folder);
	free(place);
	return 0;
}

static void listen(struct place *place)
{
	assert_int_equal(jack_open(place->loop, place->path, on_moved, place, &place->jack), FAIL_NONE);
}

static void in_and_out_are_felt_once_each(void **state)
{
	struct place *place = *state;
	plug_device(place);
	listen(place);
	assert_false(jack_in(place->jack));
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 1);
	feel(place, EV_SYN, SYN_REPORT, 0);
	until_moved(place, 1);
	assert_true(place->in && jack_in(place->jack));
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 1); /* it bounces */
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 0);
	until_moved(place, 2);
	assert_false(place->in || jack_in(place->jack));
}

static void other_switches_and_keys_are_nothing(void **state)
{
	struct place *place = *state;
	plug_device(place);
	listen(place);
	feel(place, EV_SW, SW_MICROPHONE_INSERT, 1);
	feel(place, EV_SW, SW_LID, 1);
	feel(place, EV_KEY, SW_HEADPHONE_INSERT, 1);
	feel(place, EV_SYN, SYN_REPORT, 0);
	turn(place);
	assert_int_equal(place->moves, 0);
}

static void a_device_that_goes_takes_its_headphones_with_it(void **state)
{
	struct place *place = *state;
	plug_device(place);
	listen(place);
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 1);
	until_moved(place, 1);
	unplug_device(place);
	until_moved(place, 2);
	assert_false(place->in);
	turn(place); /* and nobody looks at what is not there any more */
	plug_device(place);
	turn(place);
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 1);
	until_moved(place, 3);
	assert_true(place->in);
}

static void a_device_that_comes_late_is_found(void **state)
{
	struct place *place = *state;
	listen(place);
	turn(place);
	plug_device(place);
	turn(place);
	feel(place, EV_SW, SW_HEADPHONE_INSERT, 1);
	until_moved(place, 1);
}

static void half_an_event_and_lost_events_do_no_harm(void **state)
{
	struct place *place = *state;
	plug_device(place);
	listen(place);
	assert_int_equal(write(place->device_fd, "half", 4), 4);
	turn(place);
	feel(place, EV_SYN, SYN_DROPPED, 0); /* a pipe cannot say how its switch stands */
	turn(place);
	assert_int_equal(place->moves, 0);
	assert_false(jack_in(place->jack));
}

static void a_wrong_path_is_said(void **state)
{
	struct place *place = *state;
	char path[2 * GIVEN_PATH_BYTES];
	struct jack *none = NULL;
	snprintf(path, sizeof path, "%s/nowhere/headphones", place->folder);
	assert_int_equal(jack_open(place->loop, path, on_moved, place, &none), FAIL_EMPTY);
	assert_int_equal(jack_open(place->loop, "headphones", on_moved, place, &none), FAIL_INPUT);
	assert_int_equal(jack_open(place->loop, "/dev/", on_moved, place, &none), FAIL_INPUT);
	assert_null(none);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_place, gone_place)
		CASE(in_and_out_are_felt_once_each), CASE(other_switches_and_keys_are_nothing), CASE(a_device_that_goes_takes_its_headphones_with_it),
		CASE(a_device_that_comes_late_is_found), CASE(half_an_event_and_lost_events_do_no_harm), CASE(a_wrong_path_is_said),
	};
	return cmocka_run_group_tests_name("jack", cases, NULL, NULL);
}
