/* SPDX-License-Identifier: MIT */
/* unit.badge_reader - badge readers over the real libusb: plugged, taken from the kernel's keyboard, read, unplugged in the middle, two at once, and never given back to type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "drivers/badge/badge.h" /* before cmocka.h, which has a macro called fail */
#include "firmware/base/clock.h"

#include <cmocka.h>

#include "tests/fakes/printer/usb_rig.h"

enum { TURN_MS = 5, WAIT_MS = 20000, BUS = 1, OTHER_BUS = 2, ADDRESS = 4 };

struct given {
	struct usb_rig *rig;
	struct loop *loop;
	struct badge *badge;
	int readers, changes, reads, unreadable;
	char text[BADGE_MAX_BYTES + 1];
};

static const struct usb_rig_device common = { .vendor = 0x08ff, .product = 0x0009, .class = 3, .protocol = 1, .driver_bound = true };

static void on_read(void *context, const char *badge)
{
	struct given *given = context;
	given->reads += badge[0] != '\0';
	given->unreadable += badge[0] == '\0';
	snprintf(given->text, sizeof given->text, "%s", badge);
}

static void on_readers(void *context, int count)
{
	struct given *given = context;
	given->readers = count;
	given->changes++;
}

static void listen(struct given *given)
{
	static const struct badge_events events = { on_read, on_readers };
	struct badge_ids ids;
	assert_int_equal(badge_ids_read("08ff:0009,0c27:3bfa", &ids), FAIL_NONE);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	assert_int_equal(badge_open(given->loop, &ids, &events, given, &given->badge), FAIL_NONE);
}

static struct given *given_reader(const struct usb_rig_device *device)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given->rig = usb_rig_new(NULL, device);
	listen(given);
	return given;
}

static void given_done(struct given *given)
{
	badge_close(given->badge);
	loop_free(given->loop);
	usb_rig_free(given->rig);
	free(given);
}

static void turn_for(struct given *given, int turns)
{
	for (int turn = 0; turn < turns; turn++)
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
}

static void turn_until(struct given *given, const int *counter, int value)
{
	int64_t end_ms = clock_mono_ms() + WAIT_MS;
	while (*counter != value && clock_mono_ms() < end_ms)
		turn_for(given, 1);
	assert_int_equal(*counter, value);
}

static void plug(struct given *given, struct usb_rig *rig, int bus, int address)
{
	int readers = given->readers + 1;
	usb_rig_plug(rig, bus, address);
	turn_until(given, &given->readers, readers);
}

static void a_reader_is_taken_from_the_keyboards_and_not_given_back(void **state)
{
	struct given *given = given_reader(&common);
	(void)state;
	plug(given, given->rig, BUS, ADDRESS);
	assert_true(usb_rig_claimed(given->rig));
	assert_int_equal(usb_rig_counts(given->rig).detaches, 1);
	assert_int_equal(usb_rig_counts(given->rig).resets, 2); /* a boot keyboard, that says nothing twice */
	usb_rig_type(given->rig, "04A2B3C4\n");
	turn_until(given, &given->reads, 1);
	assert_string_equal(given->text, "04A2B3C4");
	badge_close(given->badge);
	given->badge = NULL;
	assert_false(usb_rig_claimed(given->rig));
	assert_int_equal(usb_rig_counts(given->rig).attaches, 0); /* nor does it type when we are gone */
	given_done(given);
}

static void what_waits_is_read_in_one_go_and_in_its_order(void **state)
{
	struct given *given = given_reader(&common);
	(void)state;
	plug(given, given->rig, BUS, ADDRESS);
	for (int i = 1; i <= 20; i++) {
		usb_rig_type(given->rig, "0123456789ABCDEF\n"); /* more than there are reads under way */
		turn_until(given, &given->reads, i);
		assert_string_equal(given->text, "0123456789ABCDEF");
	}
	assert_int_equal(given->unreadable, 0);
	assert_int_equal(usb_rig_unfetched(given->rig), 0);
	given_done(given);
}

static void nothing_is_done_while_nothing_is_read(void **state)
{
	struct given *given = given_reader(&common);
	(void)state;
	plug(given, given->rig, BUS, ADDRESS);
	turn_for(given, 5);
	struct usb_rig_counts before = usb_rig_counts(given->rig);
	turn_for(given, 60);
	struct usb_rig_counts after = usb_rig_counts(given->rig);
	assert_int_equal(after.submits, before.submits);
	assert_int_equal(after.empty_reaps, before.empty_reaps);
	given_done(given);
}

static void other_keyboards_are_left_alone(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.product = 0x000a;
	struct given *given = given_reader(&device);
	usb_rig_plug(given->rig, BUS, ADDRESS);
	turn_for(given, 40);
	assert_int_equal(given->readers, 0);
	assert_int_equal(usb_rig_counts(given->rig).claims, 0);
	given_done(given);
}

static void what_has_the_id_and_no_keys_is_left_alone(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.class = 8;
	struct given *given = given_reader(&device);
	usb_rig_plug(given->rig, BUS, ADDRESS);
	turn_for(given, 40);
	assert_int_equal(given->readers, 0);
	assert_int_equal(usb_rig_counts(given->rig).claims, 0);
	given_done(given);
}

static void a_claim_that_fails_is_tried_again_and_a_stubborn_one_is_heard(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.busy_claims = 3;
	device.no_reset = true;
	struct given *given = given_reader(&device);
	plug(given, given->rig, BUS, ADDRESS);
	usb_rig_type(given->rig, "9988776655\n");
	turn_until(given, &given->reads, 1);
	assert_string_equal(given->text, "9988776655");
	given_done(given);
}

static void pulled_out_in_the_middle_its_half_is_nobodys(void **state)
{
	struct given *given = given_reader(&common);
	(void)state;
	for (int round = 0; round < 3; round++) {
		plug(given, given->rig, BUS, ADDRESS + round);
		usb_rig_type(given->rig, "04A2");
		turn_for(given, 5);
		usb_rig_unplug(given->rig);
		turn_until(given, &given->readers, 0);
	}
	plug(given, given->rig, BUS, ADDRESS + 9);
	usb_rig_type(given->rig, "B3C4\n");
	turn_until(given, &given->reads, 1);
	assert_string_equal(given->text, "B3C4");
	assert_int_equal(given->unreadable, 0);
	given_done(given);
}

static void two_readers_do_not_mix(void **state)
{
	struct usb_rig_device other = common;
	struct given *given = given_reader(&common);
	(void)state;
	other.vendor = 0x0c27;
	other.product = 0x3bfa;
	struct usb_rig *second = usb_rig_new_beside(given->rig, NULL, &other);
	plug(given, given->rig, BUS, ADDRESS);
	plug(given, second, OTHER_BUS, ADDRESS);
	usb_rig_type(given->rig, "1111");
	turn_for(given, 3);
	usb_rig_type(second, "2222\n");
	turn_until(given, &given->reads, 1);
	assert_string_equal(given->text, "2222");
	usb_rig_type(given->rig, "3333\n");
	turn_until(given, &given->reads, 2);
	assert_true(strcmp(given->text, "11113333") == 0 || strcmp(given->text, "3333") == 0); /* whether or not this machine took its time in between */
	usb_rig_unplug(given->rig);
	turn_until(given, &given->readers, 1);
	usb_rig_type(second, "4444\n");
	turn_until(given, &given->reads, 3);
	assert_string_equal(given->text, "4444");
	badge_close(given->badge);
	given->badge = NULL;
	usb_rig_free(second);
	given_done(given);
}

static void garbage_is_no_badge_and_the_next_is_read(void **state)
{
	struct given *given = given_reader(&common);
	uint8_t noise[8];
	(void)state;
	plug(given, given->rig, BUS, ADDRESS);
	for (int i = 0; i < 200; i++) {
		for (int j = 0; j < 8; j++)
			noise[j] = (uint8_t)((i * 37 + j * 101 + i / 7) | 0x80); /* no key has such a number */
		usb_rig_report(given->rig, noise, (size_t)(i % 9));
		turn_for(given, i % 16 == 0);
	}
	usb_rig_report(given->rig, (const uint8_t[8]){ 0 }, 8);
	usb_rig_type(given->rig, "1234\n");
	turn_until(given, &given->unreadable, 1);
	usb_rig_type(given->rig, "04A2B3C4\n");
	turn_until(given, &given->reads, 1);
	assert_string_equal(given->text, "04A2B3C4");
	given_done(given);
}

static void closing_while_it_is_asked_ends_it(void **state)
{
	struct given *given = given_reader(&common);
	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	for (int turn = 0; turn < 400 && !usb_rig_claimed(given->rig); turn++)
		turn_for(given, 1);
	given_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_reader_is_taken_from_the_keyboards_and_not_given_back), cmocka_unit_test(what_waits_is_read_in_one_go_and_in_its_order),
		cmocka_unit_test(nothing_is_done_while_nothing_is_read), cmocka_unit_test(other_keyboards_are_left_alone), cmocka_unit_test(what_has_the_id_and_no_keys_is_left_alone),
		cmocka_unit_test(a_claim_that_fails_is_tried_again_and_a_stubborn_one_is_heard), cmocka_unit_test(pulled_out_in_the_middle_its_half_is_nobodys),
		cmocka_unit_test(two_readers_do_not_mix), cmocka_unit_test(garbage_is_no_badge_and_the_next_is_read), cmocka_unit_test(closing_while_it_is_asked_ends_it),
	};
	return cmocka_run_group_tests_name("badge_reader", cases, NULL, NULL);
}
