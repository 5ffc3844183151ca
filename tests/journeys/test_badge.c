/* SPDX-License-Identifier: MIT */
/*
 * journey.badge - Sam holds a badge to a reader at a real kiosk while a resident types: the prompt opens over their page, no digit lands in it, and it is there
 * again as it was. The reader is an emulated USB device under the real libusb; somebody pulls its cable, and somebody plugs a keyboard in.
 */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include "tests/fakes/printer/usb_rig.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUS = 1, ADDRESS = 4 };

/* `foyer run` hands on no more of the environment than a kiosk's programs need, so the screen under the emulation is started here. */
struct reading { struct kiosk kiosk; char assets[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES]; struct usb_rig *rig; struct process screen; };

static const struct usb_rig_device reader = { .vendor = 0x08ff, .product = 0x0009, .class = 3, .protocol = 1, .driver_bound = true };

static void start_screen(struct reading *reading)
{
	char program[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES];
	given_built("bin/foyer-ui", program);
	given_path(doors, reading->kiosk.state, "doors");
	process_start(&reading->screen, reading->said, (char *[]){ program, "--doors", doors, "--assets", reading->assets, "--panel", "1080x1920", "--density", "4.03", "--awake", "always", "--test",
		"--badge", "08ff:0009", "--no-keyboard", NULL });
	screen_await(&reading->kiosk, "start");
}

/* The kiosk makes its key when it is up; the list that is sealed to it is there when it starts again. */
static int set_up(void **state)
{
	struct reading *reading = calloc(1, sizeof *reading);
	assert_non_null(reading);
	reading->rig = usb_rig_new(NULL, &reader);
	given_folder(reading->assets);
	given_links("assets", reading->assets);
	*state = reading;
	kiosk_start(&reading->kiosk, &(struct kiosk_plan){ .assets = reading->assets, .no_ui = true });
	given_path(reading->said, reading->kiosk.folder, "said-screen");
	kiosk_pid(&reading->kiosk, "foyer-print"); /* the hub has made its key by then */
	kiosk_halt(&reading->kiosk);
	staff_list(reading->kiosk.state, reading->assets, 0, staff_list_sam());
	kiosk_run(&reading->kiosk);
	start_screen(reading);
	return 0;
}

static int tear_down(void **state)
{
	struct reading *reading = *state;
	process_stop(&reading->screen);
	kiosk_end(&reading->kiosk);
	usb_rig_free(reading->rig);
	given_done(reading->assets);
	free(reading);
	return 0;
}

static void plug(struct reading *reading, int address)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	usb_rig_plug(reading->rig, BUS, address);
	while (!usb_rig_claimed(reading->rig))
		if (!deadline_pause(deadline))
			fail_msg("the reader was not claimed");
}

/* Held to the reader again when this machine took so long that the reader was given up. */
static void hold(struct reading *reading, const char *badge)
{
	for (int i = 0; i < 10; i++) {
		usb_rig_type(reading->rig, badge);
		usb_rig_type(reading->rig, "\n");
		for (struct deadline deadline = deadline_in(3000); !deadline_over(deadline);) {
			screen_poll(&reading->kiosk, 50);
			if (strncmp(screen_id(&reading->kiosk), "staff/", 6) == 0)
				return;
		}
	}
	fail_msg("a badge was held to the reader ten times");
}

static void touch_digits(struct kiosk *kiosk, const char *digits)
{
	for (; *digits; digits++)
		screen_touch(kiosk, (char[]){ 'k', 'e', 'y', ':', *digits, '\0' });
}

static void no_digit_lands_in_a_form_and_the_page_stays(void **state)
{
	struct reading *reading = *state;
	struct kiosk *kiosk = &reading->kiosk;
	char heading[256];
	plug(reading, ADDRESS);
	assert_int_equal(usb_rig_counts(reading->rig).detaches, 1);
	missed_bin_begin(kiosk);
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	json_t *before = json_deep_copy(json_object_get(kiosk->screen, "nodes"));
	hold(reading, "04A2B3C4");
	screen_await_named(kiosk, "staff/pin");
	touch_digits(kiosk, "8392");
	screen_touch(kiosk, "back");
	screen_await_words(kiosk, heading);
	screen_look(kiosk);
	assert_true(json_equal(before, json_object_get(kiosk->screen, "nodes"))); /* to the last node, where it stands and what it says */
	json_decref(before);
	hold(reading, "04A2B3C4");
	screen_await_named(kiosk, "staff/pin");
	touch_digits(kiosk, "839205");
	screen_touch(kiosk, "staff-next");
	screen_await_named(kiosk, "staff/menu");
	screen_await_words(kiosk, "Sam is signed in");
	screen_touch(kiosk, "staff-out");
	screen_await_words(kiosk, heading);
}

/* As long as a reader listens; and each badge that was held to it stands in the audit. */
static void the_number_page_says_so_and_the_audit_has_each(void **state)
{
	struct reading *reading = *state;
	struct kiosk *kiosk = &reading->kiosk;
	char foyer[GIVEN_PATH_BYTES], said[32 * 1024];
	screen_touch(kiosk, "person");
	screen_touch(kiosk, "staff");
	screen_await_named(kiosk, "staff/number");
	screen_look(kiosk);
	assert_false(screen_says(kiosk, "hold your badge to the reader"));
	plug(reading, ADDRESS);
	screen_await_words(kiosk, "hold your badge to the reader");
	usb_rig_unplug(reading->rig);
	for (struct deadline deadline = deadline_in(PROCESS_WAIT_MS); screen_says(kiosk, "hold your badge to the reader"); screen_poll(kiosk, 100))
		assert_false(deadline_over(deadline));
	plug(reading, ADDRESS + 1);
	hold(reading, "04A2B3C4");
	screen_await_named(kiosk, "staff/pin");
	screen_look(kiosk);
	given_built("bin/foyer", foyer);
	assert_int_equal(process_run((char *[]){ foyer, "audit", "list", "--state", kiosk->state, NULL }, said, sizeof said), 0);
	if (!strstr(said, "auth_badge") || strstr(said, "04A2B3C4"))
		fail_msg("the audit says: %s", said);
}

static void the_cable_is_pulled_in_the_middle_and_the_next_badge_is_read(void **state)
{
	struct reading *reading = *state;
	struct kiosk *kiosk = &reading->kiosk;
	plug(reading, ADDRESS);
	usb_rig_type(reading->rig, "04A2");
	usb_rig_unplug(reading->rig);
	plug(reading, ADDRESS + 1);
	hold(reading, "99887766"); /* nobody's: the prompt does not say so */
	screen_await_named(kiosk, "staff/pin");
	touch_digits(kiosk, "839205");
	screen_touch(kiosk, "staff-next");
	screen_await_words(kiosk, "That is not right.");
	process_signal(&reading->screen, SIGKILL);
	process_wait(&reading->screen);
	kiosk->awaited_act = 0; /* its successor has seen no act, and takes the reader */
	start_screen(reading);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!usb_rig_claimed(reading->rig))
		assert_true(deadline_pause(deadline));
	hold(reading, "04A2B3C4");
	screen_await_named(kiosk, "staff/pin");
}

static void a_keyboard_that_somebody_plugs_in_types_nothing(void **state)
{
	struct reading *reading = *state;
	struct kiosk *kiosk = &reading->kiosk;
	missed_bin_begin(kiosk);
	screen_look(kiosk);
	json_t *before = json_deep_copy(json_object_get(kiosk->screen, "nodes"));
	display_keys(&kiosk->display, "7", 8);
	display_keys(&kiosk->display, "Tab", 2);
	display_keys(&kiosk->display, "Return", 2);
	screen_look(kiosk);
	assert_true(json_equal(before, json_object_get(kiosk->screen, "nodes")));
	json_decref(before);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(no_digit_lands_in_a_form_and_the_page_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_number_page_says_so_and_the_audit_has_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_cable_is_pulled_in_the_middle_and_the_next_badge_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_keyboard_that_somebody_plugs_in_types_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("badge", cases, NULL, NULL);
}
