/* SPDX-License-Identifier: MIT */
/* attack.roles - somebody who is signed in at the desk, and wants more than their role, or than the resident allowed. */
#include "tests/attacks/ground.h"

#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const deeds[] = { "act=take+5+A1", "act=arrive+A1", "act=note+A1&text=x", "act=offer&service=missed-bin", "act=join", "act=join+A1", "act=remark&kind=issue&about=missed-bin&text=x", "act=done+A1",
	"act=done+A1+V", "act=unoffer+A1" };

static void as(struct ground *ground, enum ground_person who)
{
	intruder_close(&ground->intruder);
	ground->intruder.known[0] = '\0';
	intruder_enter(&ground->intruder, ground_people[who].number, ground_people[who].pin);
}

static int post(struct ground *ground, const char *path, const char *what)
{
	int status = intruder_post(&ground->intruder, path, what);
	while (status == 429) {
		ground_pass(ground, 1000);
		status = intruder_post(&ground->intruder, path, what);
	}
	return status;
}

static void a_technician_does_nothing_at_the_desk(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "a technician at the desk's page" };
	ground_call(ground);
	as(ground, TOM_TECHNICIAN);
	long acts = ground_acts(ground);
	for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
		post(ground, "/act", deeds[i]);
		tally_try(&tally, ground_acts(ground) != acts, "%s", deeds[i]);
	}
	tally_try(&tally, ground->intruder.token[0] != '\0', "a page is shown");
	tally_try(&tally, intruder_get(&ground->intruder, "/events") == 200, "what changes is told");
	as(ground, VERA_VOLUNTEER);
	acts = ground_acts(ground);
	for (size_t i = 0; i < 3; i++) {
		post(ground, "/act", deeds[i]);
		tally_control(&tally, ground_acts(ground) == ++acts, deeds[i]);
	}
	tally_end(&tally);
}

/* ---- the resident's screen ---- */

/* What was pressed, typed, pointed at or shown from the desk so far. */
static long done_there(struct ground *ground)
{
	return ground_rows(ground, "\"event\":\"press_by_staff\"") + ground_rows(ground, "\"event\":\"field_edit_by_staff\"");
}

/* Everything that is on the screen, pressed and filled in over the page. */
static void press_all(struct ground *ground, struct tally *tally, const char *when)
{
	size_t at;
	const json_t *node;
	char body[SCREEN_ID_BYTES + 64];
	long before = done_there(ground);
	json_t *nodes = json_deep_copy(json_object_get(ground->kiosk.screen, "nodes"));
	json_array_foreach(nodes, at, node) {
		const char *id = node_text(node, "id");
		if (!id[0])
			continue;
		snprintf(body, sizeof body, "act=press+%s", id);
		post(ground, "/join", body);
		snprintf(body, sizeof body, "act=set&node=%s&text=zz", id);
		post(ground, "/join", body);
		tally->tried++; /* two posts, looked at once below */
	}
	tally_try(tally, done_there(ground) != before, "%s", when);
	json_decref(nodes);
}

static void ask(struct ground *ground, const char *answer)
{
	assert_int_equal(post(ground, "/act", "act=join"), 303);
	screen_await_words(&ground->kiosk, "help you?");
	if (answer)
		screen_press(&ground->kiosk, answer);
}

static void await_helped(struct ground *ground)
{
	screen_await_words(&ground->kiosk, "is helping you");
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	do {
		assert_true(deadline_pause(deadline));
		assert_int_equal(intruder_get(&ground->intruder, "/"), 200);
	} while (!strstr(ground->intruder.answer, "value=\"leave\""));
}

static void nobody_does_more_than_the_resident_allowed(void **state)
{
	struct ground *ground = *state;
	struct kiosk *kiosk = &ground->kiosk;
	struct tally tally = { .what = "more than the resident allowed" };
	missed_bin_begin(kiosk);
	as(ground, SAM_STAFF);
	press_all(ground, &tally, "nobody asked them");
	ask(ground, NULL);
	press_all(ground, &tally, "before an answer");
	screen_press(kiosk, "assist-no");
	screen_await(kiosk, "continue");
	press_all(ground, &tally, "after a no");
	ask(ground, "assist-looks");
	await_helped(ground);
	press_all(ground, &tally, "who may only look");
	screen_press(kiosk, "person"); /* Stop */
	screen_await(kiosk, "continue");
	press_all(ground, &tally, "after Stop");
	as(ground, VERA_VOLUNTEER);
	ask(ground, NULL);
	tally_try(&tally, screen_find(kiosk, "assist-types") != NULL, "a volunteer is offered to type");
	screen_press(kiosk, "assist-looks");
	await_helped(ground);
	press_all(ground, &tally, "a volunteer who looks");
	screen_press(kiosk, "person");
	screen_await(kiosk, "continue");
	as(ground, SAM_STAFF);
	ask(ground, "assist-types");
	await_helped(ground);
	long before = done_there(ground);
	post(ground, "/join", "act=press+continue");
	tally_control(&tally, done_there(ground) == before + 1, "Sam, who may type");
	tally_end(&tally);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, ground_set_up_screen, ground_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(a_technician_does_nothing_at_the_desk),
		CASE(nobody_does_more_than_the_resident_allowed),
	};
	return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}
