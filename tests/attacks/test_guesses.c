/* SPDX-License-Identifier: MIT */
/*
 * attack.guesses - somebody with patience guesses PINs and codes: over the network from many addresses, through a desk that was taken over, and at the screen;
 * time passes as much as they like, and programs are killed in between. The right PIN is among them, and opens nothing any more.
 */
#include "tests/attacks/ground.h"

#include "firmware/staff/lockout.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GUESSES = 10000, ADDRESSES = 50, WAIT_MS = 3 * 60 * 60 * 1000 /* longer than any lock-out but the last */, KILLS = 4 };

/* As much time as it takes to have all tries that there are; then now and then enough for one more, were there any. */
static int patience_ms(int i)
{
	return i < LOCKOUT_DEAD * 2 ? WAIT_MS / 8 : i % 50 == 0 ? WAIT_MS : 6000;
}

static long checked(struct ground *ground, const char *where)
{
	char fail[96], lockout[96];
	snprintf(fail, sizeof fail, "\"event\":\"auth_pin_fail\",\"subject\":\"%s\"", where);
	snprintf(lockout, sizeof lockout, "\"event\":\"auth_lockout\",\"subject\":\"%s\"", where);
	return ground_rows(ground, fail) + ground_rows(ground, lockout);
}

static void write_pin(int i, char ret[static 8])
{
	snprintf(ret, 8, "%06d", (i * 7919 + 13) % 1000000);
}

/* ---- over the network ---- */

static void pins_are_not_guessed_over_the_network(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "PINs over the network" };
	const struct ground_member *sam = &ground_people[SAM_STAFF];
	struct intruder *known = calloc(1, sizeof *known), *in = &ground->intruder;
	known->port = ground->port;
	intruder_enter(known, sam->number, sam->pin); /* their own browser, before */
	intruder_close(known);
	long acts = ground_acts(ground);
	int late = 0;
	char pin[8];
	for (int i = 0; i < GUESSES; i++) {
		int address = i % ADDRESSES + 2;
		if (i % (GUESSES / 40 + 1) == 0) { /* a line is used for a while */
			intruder_close(in);
			snprintf(in->address, sizeof in->address, "127.0.0.%d", address);
		}
		write_pin(i, pin);
		int status = intruder_guess(in, sam->number, i > LOCKOUT_DEAD * 2 && i % 5 == 0 ? sam->pin : pin);
		tally_try(&tally, status == 303, "guess %d of %s", i, sam->number);
		late += status == 429;
		ground_pass(ground, patience_ms(i));
		if (i % (GUESSES / KILLS + 1) == GUESSES / KILLS) {
			kiosk_kill(&ground->kiosk, i % 2 ? "foyer-hub" : "foyer-desk");
			intruder_close(in);
			ground_until_open(ground);
		}
	}
	print_message("of %d guesses %d were too fast, and %ld were looked at\n", GUESSES, late, checked(ground, "desk"));
	assert_int_equal(ground_acts(ground), acts);
	assert_in_range(checked(ground, "desk"), 1, LOCKOUT_DEAD);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (intruder_guess(known, sam->number, sam->pin) == 503) /* a desk that has just begun may not have reached the hub */
		assert_true(deadline_pause(deadline));
	tally_control(&tally, ground_acts(ground) == acts + 1, "Sam at the browser that they use every day");
	intruder_close(known);
	free(known);
	tally_end(&tally);
}

struct taken { struct ground *ground; struct tally *tally; };

static json_t *enter(const char *number, const char *pin)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", number, "pin", pin);
}

static int door_answering(struct ground *ground, const char *name)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (;;) {
		int door = ground_door(ground, name);
		if (ground_say(door, json_pack("{s:s}", "verb", "hello"), NULL) == FAIL_NONE)
			return door;
		close(door);
		assert_true(deadline_pause(deadline));
	}
}

/* It names another address each time, and browsers that nobody has. */
static void guess_as_the_desk(void *context)
{
	struct taken *taken = context;
	char pin[8], from[32];
	int door = door_answering(taken->ground, "desk");
	for (int i = 0; i < GUESSES; i++) {
		write_pin(i, pin);
		json_t *request = enter(ground_people[SAM_STAFF].number, i > LOCKOUT_DEAD * 2 && i % 5 == 0 ? ground_people[SAM_STAFF].pin : pin);
		snprintf(from, sizeof from, "10.%d.%d.%d", i / 65536, i / 256 % 256, i % 256);
		json_object_set_new(request, "from", json_string(from));
		json_object_set_new(request, "known", json_string(i % 3 ? "" : "sam.00112233445566778899aabbccddeeff"));
		tally_try(taken->tally, ground_say(door, request, NULL) == FAIL_NONE, "guess %d", i);
		ground_pass(taken->ground, patience_ms(i));
	}
	close(door);
}

static void a_desk_that_was_taken_over_guesses_no_better(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "PINs through a desk that was taken over" };
	struct taken taken = { ground, &tally };
	long acts = ground_acts(ground);
	kiosk_kill_while(&ground->kiosk, "foyer-desk", guess_as_the_desk, &taken);
	print_message("%ld were looked at\n", checked(ground, "desk"));
	assert_int_equal(ground_acts(ground), acts);
	assert_in_range(checked(ground, "desk"), 1, LOCKOUT_DEAD);
	int door = door_answering(ground, "ui"); /* nobody on the network keeps anybody out at the kiosk */
	tally_control(&tally, ground_say(door, enter(ground_people[SAM_STAFF].number, ground_people[SAM_STAFF].pin), NULL) == FAIL_NONE, "Sam at the kiosk");
	close(door);
	tally_end(&tally);
}

/* ---- at the screen ---- */

static void pins_are_not_guessed_at_the_screen(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "PINs at the screen" };
	long acts = ground_acts(ground);
	int door = door_answering(ground, "ui");
	char pin[8], code[CODE_DIGITS + 1], id[64];
	json_t *reply = NULL;
	for (int i = 0; i < GUESSES; i++) {
		const struct ground_member *who = &ground_people[i < LOCKOUT_DEAD * 2 ? SAM_STAFF : i % GROUND_PEOPLE]; /* then whoever there is */
		write_pin(i, pin);
		tally_try(&tally, ground_say(door, enter(who->number, i > LOCKOUT_DEAD * 2 && i % 5 == 0 ? who->pin : pin), NULL) == FAIL_NONE, "guess %d of %s", i, who->number);
		ground_pass(ground, patience_ms(i));
		if (i % (GUESSES / KILLS + 1) == GUESSES / KILLS) {
			close(door);
			kiosk_kill(&ground->kiosk, "foyer-hub");
			door = door_answering(ground, "ui");
		}
	}
	print_message("%ld were looked at\n", checked(ground, "kiosk"));
	assert_int_equal(ground_acts(ground), acts);
	assert_in_range(checked(ground, "kiosk"), 1, LOCKOUT_DEAD);
	assert_int_equal(ground_say(door, json_pack("{s:s}", "verb", "staff.state"), &reply), FAIL_NONE);
	json_t *file = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, ground->kiosk.state, "kiosk.json");
	file = json_load_file(path, 0, NULL);
	snprintf(id, sizeof id, "%s", json_string_value(json_object_get(file, "id")));
	staff_list_code(id, ground->wall_ms, json_integer_value(json_object_get(reply, "number")), code);
	tally_control(&tally, ground_say(door, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "code", "code", code, "reason", "locked-out"), NULL) == FAIL_NONE, "the help desk's code");
	json_decref(file);
	json_decref(reply);
	close(door);
	tally_end(&tally);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, ground_set_up, ground_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(pins_are_not_guessed_over_the_network),
		CASE(a_desk_that_was_taken_over_guesses_no_better),
		CASE(pins_are_not_guessed_at_the_screen),
	};
	return cmocka_run_group_tests_name("guesses", tests, NULL, NULL);
}
