/* SPDX-License-Identifier: MIT */
/* journey.hide - half a form, then "hide this screen": it is gone at once, and was never anywhere. By touch, and by one key. */
#include "tests/journeys/searched.h"
#include "tests/lib/display.h"
#include "tests/lib/screen.h"

#include <stdlib.h>

struct hide { struct kiosk kiosk; struct searched searched; char forms[GIVEN_PATH_BYTES]; };

static const char *const typed = "Ottoline Crabtreevale";

static void assert_nothing_of_it(struct hide *hide)
{
	struct kiosk *kiosk = &hide->kiosk;
	assert_false(screen_says(kiosk, typed));
	assert_false(screen_says(kiosk, "glossamere"));
	searched_folder(&hide->searched, kiosk->folder);
	if (hide->searched.found[0])
		fail_msg("%s", hide->searched.found);
	json_t *status = kiosk_status(kiosk);
	const json_t *queue = json_object_get(status, "queue");
	assert_int_equal(json_integer_value(json_object_get(queue, "waiting")), 0);
	assert_int_equal(json_integer_value(json_object_get(queue, "delivered")), 0);
	json_decref(status);
	json_t *arrived = council_arrived(&kiosk->council);
	assert_int_equal(json_array_size(arrived), 0);
	json_decref(arrived);
}

static void begin(struct hide *hide, const char *keypad)
{
	struct kiosk *kiosk = &hide->kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .forms = hide->forms, .keypad = keypad });
	searched_add(&hide->searched, typed);
	searched_add(&hide->searched, "glossamere");
	screen_press(kiosk, "start");
	screen_service(kiosk, "secrets");
	screen_press(kiosk, "begin");
	screen_set(kiosk, "field:glossamere", typed);
	screen_await_value(kiosk, "field:glossamere", typed);
}

static void after(struct hide *hide)
{
	struct kiosk *kiosk = &hide->kiosk;
	screen_await_named(kiosk, "hidden");
	screen_await(kiosk, "person");
	assert_nothing_of_it(hide);
	kiosk_kill(kiosk, "foyer-ui"); /* no copy of it comes back */
	screen_await_named(kiosk, "idle");
	assert_nothing_of_it(hide);
}

static void row_of_the_sheet_hides_everything(void **state)
{
	struct hide *hide = *state;
	begin(hide, NULL);
	screen_press(&hide->kiosk, "easier");
	screen_await(&hide->kiosk, "close");
	for (int part = 0; part < 4 && !screen_find(&hide->kiosk, "hide"); part++)
		screen_press(&hide->kiosk, "page-next");
	screen_press(&hide->kiosk, "hide");
	after(hide);
	kiosk_halt(&hide->kiosk);
	searched_folder(&hide->searched, hide->kiosk.folder);
	assert_string_equal(hide->searched.found, "");
}

static void one_key_hides_everything_and_start_leads_back(void **state)
{
	struct hide *hide = *state;
	begin(hide, "numeric");
	display_keys(&hide->kiosk.display, "KP_1", 1);
	screen_look(&hide->kiosk);
	screen_await_named(&hide->kiosk, "hidden");
	screen_press(&hide->kiosk, "start");
	screen_await_named(&hide->kiosk, "idle");
	assert_nothing_of_it(hide);
}

static int set_up(void **state)
{
	struct hide *hide = calloc(1, sizeof *hide);
	assert_non_null(hide);
	given_folder(hide->forms);
	given_copy("tests/journeys/forms/secrets.json", hide->forms);
	*state = hide;
	return 0;
}

static int tear_down(void **state)
{
	struct hide *hide = *state;
	kiosk_end(&hide->kiosk);
	given_done(hide->forms);
	free(hide);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(row_of_the_sheet_hides_everything, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_key_hides_everything_and_start_leads_back, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("hide", cases, NULL, NULL);
}
