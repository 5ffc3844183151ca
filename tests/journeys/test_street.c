/* SPDX-License-Identifier: MIT */
/*
 * journey.street - a council without a back office: a hole in a road, from the finger to the council's street system. What is not public is not asked,
 * nothing says that only the council can read it, and other services are not offered.
 */
#include "tests/lib/far_end.h"
#include "tests/lib/kiosk.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"
#include "tests/lib/walker.h"

#include <stdio.h>
#include <string.h>

enum { AGAIN_MS = 20 * 60 * 1000 };

struct town { struct kiosk kiosk; struct far_end office; /* the council's own server, as real ones are */ };

static const struct walker_answer answers[] = {
	{ "choice:danger", "false" }, { "choice:what", "pothole" }, { "field:street", "Mill Lane" }, { "field:spot", "Outside number 12" },
	{ "field:more", "It is deep" }, { NULL, NULL },
};

static int set_up(void **state)
{
	*state = calloc(1, sizeof(struct town));
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	struct town *town = *state;
	far_end_stop(&town->office);
	kiosk_end(&town->kiosk);
	free(town);
	return 0;
}

/* The kiosk is set up for it, as DESIGN has it for councils without a back office. */
static void goes_straight(struct town *town)
{
	char path[GIVEN_PATH_BYTES];
	kiosk_start(&town->kiosk, &(struct kiosk_plan){ .no_council = true });
	far_end_place(&town->office, town->kiosk.folder);
	far_end_start(&town->office, "foyer-fake-open311", NULL);
	kiosk_halt(&town->kiosk);
	given_path(path, town->kiosk.state, "kiosk.json");
	json_t *kiosk = json_load_file(path, 0, NULL);
	char *pem = far_end_ca(&town->office);
	json_object_set_new(kiosk, "backoffice", json_pack("{s:s, s:s, s:{s:s, s:{s:{s:{s:s, s:{s:s}, s:s}, s:[s, s], s:[s, s]}}}}", "url", town->office.url, "ca", pem, "sink",
		"profile", "open311", "forms", "street-report", "service", "by", "what", "codes", "pothole", "POT", "otherwise", "RUB", "where", "spot", "street",
		"describe", "what", "more"));
	assert_int_equal(json_dump_file(kiosk, path, 0), 0);
	free(pem);
	json_decref(kiosk);
	kiosk_run(&town->kiosk);
	screen_await(&town->kiosk, "start");
}

static void nothing_personal_is_asked(void *context, struct kiosk *kiosk)
{
	static const char *const personal[] = { "choice:contact", "field:phone", "field:email", "field:fullName", "field:plate", "choice:saw" };
	(void)context;
	for (size_t i = 0; i < sizeof personal / sizeof personal[0]; i++)
		assert_null(screen_find(kiosk, personal[i]));
	if (!screen_find(kiosk, "why"))
		return;
	screen_press(kiosk, "why");
	screen_await(kiosk, "close");
	assert_true(screen_says(kiosk, "We do not ask who you are"));
	assert_false(screen_says(kiosk, "can open them"));
	screen_press(kiosk, "close");
	screen_await(kiosk, "why");
}

static void await_report(struct town *town, const char *reference)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	kiosk_await_queue(&town->kiosk, 0);
	while (far_end_taken(&town->office, NULL) == 0)
		if (!deadline_pause(deadline))
			fail_msg("no report came");
	assert_int_equal(far_end_taken(&town->office, NULL), 1);
	assert_int_equal(far_end_taken(&town->office, reference), 1);
	assert_int_equal(far_end_taken(&town->office, "Mill Lane"), 1);
	assert_int_equal(far_end_taken(&town->office, "It is deep"), 1);
}

static void a_hole_in_the_road_goes_straight_to_the_streets_system(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	char reference[64];
	goes_straight(town);
	screen_press(kiosk, "start");
	screen_service(kiosk, "street-report");
	screen_press(kiosk, "begin");
	walk_to_check(kiosk, answers, nothing_personal_is_asked, NULL);
	screen_press(kiosk, "send");
	snprintf(reference, sizeof reference, "%s", node_text(screen_await(kiosk, "reference"), "name"));
	await_report(town, reference);
	kiosk_move_clock(kiosk, AGAIN_MS);
	await_report(town, reference); /* and no second time */
}

static void what_needs_a_name_is_not_offered(void **state)
{
	struct town *town = *state;
	struct kiosk *kiosk = &town->kiosk;
	goes_straight(town);
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_await_words(kiosk, "You cannot send this from here");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_hole_in_the_road_goes_straight_to_the_streets_system, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_needs_a_name_is_not_offered, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("street", cases, NULL, NULL);
}
