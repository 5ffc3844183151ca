/* SPDX-License-Identifier: MIT */
/* attack.doors - a program that was taken over says at its own door what only others may, and what only staff may who are not there. */
#include "tests/attacks/ground.h"

#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What one program alone may ask of the hub: nobody else's door takes it. */
static const struct { const char *door, *verbs; } powers[] = {
	{ "ui", "visit.begin visit.keep visit.drop submit print print.states staff.badge staff.state training.begin training.end training.fault screen said status.people address.find place.suggest rounds.dates where help.call "
		"help.cancel push.open push.refuse join.note join.screen park.keep park.find park.opened assist.note" },
	{ "print", "spool.claim spool.writing spool.sent spool.unsent spool.done printer.state" },
	{ "sync", "outbox.claim outbox.body outbox.report outbox.prove outbox.retry outbox.park token bundle.arrived clock sync.state enrol.done where.told heartbeat" },
	{ "provision", "version.offer version.state" },
	{ "desk", "help.list help.take help.arrive help.note push.offer push.state push.end join.ask join.view join.point join.act join.leave desk.state site.voucher site.look site.do staff.hears" },
	{ "admin", "print.page print.verdict queue.list queue.body queue.sign queue.parked queue.requeue audit.head audit.list enrol" },
	{ "test", "screen.get act" },
	{ "", "hello.again hub.stop store.sql \xc3\xa9 HELLO" }, /* nobody's */
};

enum { DOORS = sizeof powers / sizeof powers[0] };

static bool is_closed(enum fail fail)
{
	return fail == FAIL_OFFLINE || fail == FAIL_IO;
}

/* A door that was answered at: what closes it then is what was said, and not that somebody else still held it. */
static int door_answering(struct ground *ground, const char *name)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (;;) {
		int door = ground_door(ground, name);
		if (!is_closed(ground_say(door, json_pack("{s:s}", "verb", "hello"), NULL)))
			return door;
		close(door);
		assert_true(deadline_pause(deadline));
	}
}

struct taken { struct ground *ground; const char *door; struct tally *tally; };

static void say_all(struct taken *taken, const char *verbs)
{
	char *words = strdup(verbs), *rest = words;
	for (char *verb; (verb = strsep(&rest, " "));) {
		int door = door_answering(taken->ground, taken->door);
		enum fail fail = ground_say(door, json_pack("{s:s}", "verb", verb), NULL);
		tally_try(taken->tally, !is_closed(fail), "%s at the door %s: %s", verb, taken->door, fail_name(fail));
		close(door);
	}
	free(words);
}

static void taken_over(void *context)
{
	struct taken *taken = context;
	for (size_t i = 0; i < DOORS; i++)
		if (strcmp(powers[i].door, taken->door) != 0)
			say_all(taken, powers[i].verbs);
	tally_control(taken->tally, true, taken->door); /* each was answered at before */
}

static void each_door_takes_its_own_programs_words_only(void **state)
{
	static const char *const doors[] = { "print", "sync", "provision", "desk" };
	struct ground *ground = *state;
	struct tally tally = { .what = "another program's verbs" };
	struct taken taken = { ground, "ui", &tally };
	long acts = ground_acts(ground);
	taken_over(&taken); /* nobody is there */
	for (size_t i = 0; i < sizeof doors / sizeof doors[0]; i++) {
		char program[32];
		snprintf(program, sizeof program, "foyer-%s", doors[i]);
		taken.door = doors[i];
		kiosk_kill_while(&ground->kiosk, program, taken_over, &taken);
	}
	assert_int_equal(ground_acts(ground), acts);
	tally_end(&tally);
}

/* ---- at the screen's door ---- */

static const char *const for_staff[] = {
	"{\"verb\":\"training.begin\"}", "{\"verb\":\"staff.print\",\"reference\":\"MB 7K4 29Q XM3\"}", "{\"verb\":\"printer.guide\",\"say\":\"begin\"}", "{\"verb\":\"staff.again\",\"pin\":\"839205\"}",
	"{\"verb\":\"assist.note\",\"event\":\"permission_given\",\"subject\":\"types\",\"language\":\"en\",\"text\":\"assist-1\"}",
};

static bool may(int door, const char *request)
{
	return ground_say(door, json_loads(request, 0, NULL), NULL) == FAIL_NONE;
}

static void enter(int door, enum ground_person who)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	json_t *request = json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", ground_people[who].number, "pin", ground_people[who].pin);
	while (ground_say(door, json_incref(request), NULL) != FAIL_NONE)
		assert_true(deadline_pause(deadline));
	json_decref(request);
}

static void the_screen_does_nothing_of_staffs_without_them(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "at the screen, without somebody who may" };
	int door = door_answering(ground, "ui");
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < sizeof for_staff / sizeof for_staff[0]; i++)
			tally_try(&tally, may(door, for_staff[i]), "%s while nobody is in", for_staff[i]);
	const struct { enum ground_person who; size_t what; } wrong[] = { { VERA_VOLUNTEER, 0 }, { VERA_VOLUNTEER, 2 }, { VERA_VOLUNTEER, 4 }, { SAM_STAFF, 0 }, { TOM_TECHNICIAN, 0 }, { TOM_TECHNICIAN, 4 } };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		enter(door, wrong[i].who);
		tally_try(&tally, may(door, for_staff[wrong[i].what]), "%s by %s", for_staff[wrong[i].what], ground_people[wrong[i].who].role);
		assert_true(may(door, "{\"verb\":\"staff.leave\"}"));
		tally_try(&tally, may(door, for_staff[wrong[i].what]), "%s when they have left", for_staff[wrong[i].what]);
	}
	enter(door, SUE_SUPERVISOR);
	tally_control(&tally, may(door, for_staff[0]), "training by a supervisor");
	close(door);
	tally_end(&tally);
}

/* ---- at the desk's door ---- */

/* What each may at the desk, said once more: what the table of rights says is what is tried. */
static const struct { const char *request; bool may[GROUND_PEOPLE]; } rights[] = {
	/*                                                                                 vera   sam    sue    tom */
	{ "{\"verb\":\"desk.state\"}",                                                     { true,  true,  true,  false } },
	{ "{\"verb\":\"help.list\"}",                                                      { true,  true,  true,  false } },
	{ "{\"verb\":\"help.take\",\"ticket\":\"A1\",\"minutes\":5}",                      { true,  true,  true,  false } },
	{ "{\"verb\":\"help.arrive\",\"ticket\":\"A1\"}",                                  { true,  true,  true,  false } },
	{ "{\"verb\":\"help.note\",\"ticket\":\"A1\",\"text\":\"x\"}",                   { true,  true,  true,  false } },
	{ "{\"verb\":\"join.act\",\"node\":\"continue\",\"action\":\"press\"}",          { false, false, false, false } }, /* nobody let them in */
	{ "{\"verb\":\"join.point\",\"node\":\"continue\"}",                               { false, false, false, false } },
	{ "{\"verb\":\"join.view\"}",                                                      { false, false, false, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"$\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"site.watch\"}}", { true, true, true, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"$\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"help.take\",\"ticket\":\"A1\"}}", { true, true, true, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"$\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"join.ask\"}}", { true, true, true, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"$\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"join.act\"}}", { false, true, true, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"$\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"remark.add\"}}", { false, false, false, false } },
	{ "{\"verb\":\"site.voucher\",\"to\":\"nowhere\",\"nonce\":\"00000000000000000000000000000000\",\"act\":{\"verb\":\"site.watch\"}}", { false, false, false, false } },
};

static json_t *sign_in(int door, enum ground_person who)
{
	json_t *reply = NULL;
	assert_int_equal(ground_say(door, json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", ground_people[who].number, "pin", ground_people[who].pin, "from", "10.0.0.9"), &reply), FAIL_NONE);
	return reply;
}

static void say_as_each(void *context)
{
	struct taken *taken = context;
	int door = door_answering(taken->ground, "desk");
	for (int who = 0; who < GROUND_PEOPLE; who++) {
		json_t *in = sign_in(door, (enum ground_person)who);
		for (size_t i = 0; i < sizeof rights / sizeof rights[0]; i++) {
			json_t *request = json_loads(rights[i].request, 0, NULL), *to = json_object_get(request, "to");
			json_object_set(request, "session", json_object_get(in, "session"));
			if (to && strcmp(json_string_value(to), "$") == 0)
				json_object_set_new(request, "to", json_string(ground_other_kid(taken->ground)));
			bool done = ground_say(door, request, NULL) == FAIL_NONE;
			if (rights[i].may[who])
				tally_control(taken->tally, done, rights[i].request);
			else
				tally_try(taken->tally, done, "%s by %s", rights[i].request, ground_people[who].role);
		}
		json_decref(in);
	}
	close(door);
}

static void nobody_does_at_the_desk_what_their_role_may_not(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "what their role may not, at the desk's door" };
	struct taken taken = { ground, "desk", &tally };
	int screen = door_answering(ground, "ui");
	assert_int_equal(ground_say(screen, json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", "0123456789abcdef", "from", "start", "language", "en"), NULL), FAIL_NONE);
	kiosk_kill_while(&ground->kiosk, "foyer-desk", say_as_each, &taken);
	close(screen);
	tally_end(&tally);
}

static const char *const for_session[] = { "help.list", "desk.state", "figures", "push.state", "join.view", "join.ask", "join.leave", "staff.seen", "staff.leave", "site.look" };

static void guess_sessions(void *context)
{
	struct taken *taken = context;
	int door = door_answering(taken->ground, "desk");
	json_t *reply = sign_in(door, SAM_STAFF);
	const char *right = json_string_value(json_object_get(reply, "session"));
	char mark[64];
	for (size_t at = 0; at <= strlen(right); at++) /* the last is cut short */
		for (size_t v = 0; v < sizeof for_session / sizeof for_session[0]; v++) {
			snprintf(mark, sizeof mark, "%s", right);
			mark[at < strlen(right) ? at : at - 1] = at < strlen(right) ? (right[at] == 'a' ? 'b' : 'a') : '\0';
			tally_try(taken->tally, ground_say(door, json_pack("{s:s, s:s}", "verb", for_session[v], "session", mark), NULL) == FAIL_NONE, "%s with a changed session", for_session[v]);
		}
	tally_control(taken->tally, ground_say(door, json_pack("{s:s, s:s}", "verb", "help.list", "session", right), NULL) == FAIL_NONE, "the right session");
	json_decref(reply);
	close(door);
}

static void a_session_is_not_guessed_from_a_part(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "forged sessions at the hub" };
	struct taken taken = { ground, "desk", &tally };
	kiosk_kill_while(&ground->kiosk, "foyer-desk", guess_sessions, &taken);
	tally_end(&tally);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, ground_set_up, ground_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(each_door_takes_its_own_programs_words_only),
		CASE(the_screen_does_nothing_of_staffs_without_them),
		CASE(nobody_does_at_the_desk_what_their_role_may_not),
		CASE(a_session_is_not_guessed_from_a_part),
	};
	return cmocka_run_group_tests_name("doors", tests, NULL, NULL);
}
