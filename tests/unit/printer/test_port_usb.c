/* SPDX-License-Identifier: MIT */
/* unit.printer_port_usb - the USB port over the real libusb: plugged, full, stalled, cut short, unplugged, and never out of count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/printer/port.h" /* before cmocka.h, which has a macro called fail */
#include "firmware/base/clock.h"

#include <cmocka.h>

#include "tests/fakes/printer/usb_rig.h"

enum { TURN_MS = 5, WAIT_MS = 20000, BUFFER_BYTES = 1024, BUS = 1, FIRST_ADDRESS = 4 };

struct heard {
	int arrived, left, accepted, statuses, cleared;
	char id[PORT_DEVICE_ID_MAX];
	size_t size;             /* of all accepted writes */
	enum fail code, status_code, cleared_code;
	uint8_t bits;
	uint8_t bytes[256];
	size_t byte_count;
};

struct given { struct fake_printer *printer; struct usb_rig *rig; struct loop *loop; struct port *port; struct heard heard; };

static const struct usb_rig_device common = {
	.vendor = 0x1504, .product = 0x001f, .class = 7, .protocol = 2, .device_id = "MFG:Fake;CMD:ESC/POS;MDL:80;",
};

static void on_arrived(void *context, const char *device_id)
{
	struct heard *heard = context;

	heard->arrived++;
	memcpy(heard->id, device_id, strlen(device_id) + 1);
}

static void on_left(void *context)
{
	((struct heard *)context)->left++;
}

static void on_accepted(void *context, size_t size, enum fail code)
{
	struct heard *heard = context;

	heard->accepted++;
	heard->size += size;
	heard->code = code;
}

static void on_received(void *context, const uint8_t *bytes, size_t size)
{
	struct heard *heard = context;

	assert_true(heard->arrived > heard->left);
	assert_true(heard->byte_count + size <= sizeof heard->bytes);
	memcpy(heard->bytes + heard->byte_count, bytes, size);
	heard->byte_count += size;
}

static void on_status(void *context, enum fail code, uint8_t bits)
{
	struct heard *heard = context;

	heard->statuses++;
	heard->status_code = code;
	heard->bits = bits;
}

static void on_cleared(void *context, enum fail code)
{
	struct heard *heard = context;

	heard->cleared++;
	heard->cleared_code = code;
}

static const struct port_events events = { on_arrived, on_left, on_accepted, on_received, on_status, on_cleared };

static struct given *given_port(const struct usb_rig_device *device)
{
	struct fake_options options = { .buffer_bytes = BUFFER_BYTES };
	struct given *given = calloc(1, sizeof *given);

	assert_non_null(given);
	given->printer = fake_printer_new(&options);
	given->rig = usb_rig_new(given->printer, device);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	assert_int_equal(port_usb_open(given->loop, &events, &given->heard, &given->port), FAIL_NONE);
	return given;
}

static void given_done(struct given *given)
{
	given->port->kind->close(given->port);
	loop_free(given->loop);
	usb_rig_free(given->rig);
	fake_printer_free(given->printer);
	free(given);
}

/* Turns the loop, and the printer's mechanism by @budget, until *@counter reaches @value. */
static void turn_until(struct given *given, const int *counter, int value, size_t budget)
{
	int64_t end_ms = clock_mono_ms() + WAIT_MS;

	while (*counter < value && clock_mono_ms() < end_ms) {
		usb_rig_turn(given->rig, budget);
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	}
	assert_true(*counter >= value);
}

static void turn_for(struct given *given, int turns, size_t budget)
{
	for (int turn = 0; turn < turns; turn++) {
		usb_rig_turn(given->rig, budget);
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	}
}

static void plug(struct given *given, int address)
{
	int arrived = given->heard.arrived + 1;

	usb_rig_plug(given->rig, BUS, address);
	turn_until(given, &given->heard.arrived, arrived, 0);
}

static void write_now(struct given *given, size_t size)
{
	static const uint8_t zeros[PORT_CHUNK_BYTES];

	assert_int_equal(given->port->kind->write(given->port, zeros, size), FAIL_NONE);
}

static void a_printer_plugged_in_later_is_claimed(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.driver_bound = true;
	struct given *given = given_port(&device);

	turn_for(given, 3, 0);
	assert_int_equal(given->heard.arrived, 0);
	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"x", 1), FAIL_OFFLINE);
	plug(given, FIRST_ADDRESS);
	assert_string_equal(given->heard.id, common.device_id);
	assert_true(usb_rig_claimed(given->rig));
	assert_int_equal(usb_rig_counts(given->rig).detaches, 1);
	assert_int_equal(usb_rig_counts(given->rig).resets, 0);
	given_done(given);
}

static void a_claim_that_fails_is_tried_again(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.busy_claims = 3;
	struct given *given = given_port(&device);

	plug(given, FIRST_ADDRESS);
	assert_int_equal(usb_rig_counts(given->rig).claims, 1);
	given_done(given);
}

static void what_is_no_printer_is_left_alone(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.class = 3;
	struct given *given = given_port(&device);

	usb_rig_plug(given->rig, BUS, FIRST_ADDRESS);
	turn_for(given, 40, 0);
	assert_int_equal(given->heard.arrived, 0);
	assert_int_equal(usb_rig_counts(given->rig).claims, 0);
	given_done(given);
}

static void the_vendor_class_has_no_questions(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.vendor = 0x04b8;
	device.product = 0x0202;
	device.class = 0xff;
	struct given *given = given_port(&device);

	plug(given, FIRST_ADDRESS);
	assert_string_equal(given->heard.id, "");
	assert_int_equal(given->port->kind->status(given->port), FAIL_EMPTY);
	write_now(given, 10);
	turn_until(given, &given->heard.accepted, 1, 100);
	assert_int_equal(given->heard.code, FAIL_NONE);
	given_done(given);
}

static void a_printer_that_cannot_speak_still_prints(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.protocol = 1;
	device.device_id = NULL;
	struct given *given = given_port(&device);

	plug(given, FIRST_ADDRESS);
	assert_string_equal(given->heard.id, "");
	write_now(given, 500);
	turn_until(given, &given->heard.accepted, 1, 1000);
	assert_int_equal(given->heard.size, 500);
	given_done(given);
}

static void bytes_and_answers_go_both_ways(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"\x10\x04\x01", 3), FAIL_NONE);
	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"x", 1), FAIL_BUSY);
	turn_until(given, &given->heard.accepted, 1, 100);
	while (given->heard.byte_count == 0)
		turn_for(given, 1, 0);
	assert_int_equal(given->heard.bytes[0], 0x12);
	assert_int_equal(given->port->kind->status(given->port), FAIL_NONE);
	assert_int_equal(given->port->kind->status(given->port), FAIL_BUSY);
	turn_until(given, &given->heard.statuses, 1, 0);
	assert_int_equal(given->heard.status_code, FAIL_NONE);
	assert_int_equal(given->heard.bits, PORT_SELECTED | PORT_NO_ERROR);
	assert_int_equal(given->port->kind->reset(given->port), FAIL_NONE);
	turn_until(given, &given->heard.cleared, 1, 0);
	assert_int_equal(given->heard.cleared_code, FAIL_NONE);
	assert_int_equal(usb_rig_counts(given->rig).resets, 1);
	given_done(given);
}

/* What it kept for the program before us comes after arrived(), not before. */
static void what_it_remembered_is_said_once_it_is_here(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	fake_printer_take(given->printer, (const uint8_t *)"\x10\x04\x01", 3);
	plug(given, FIRST_ADDRESS);
	while (given->heard.byte_count == 0)
		turn_for(given, 1, 0);
	assert_int_equal(given->heard.bytes[0], 0x12);
	given_done(given);
}

static void a_reset_that_nobody_knows_is_said(void **state)
{
	struct usb_rig_device device = common;
	(void)state;
	device.no_reset = true;
	struct given *given = given_port(&device);

	plug(given, FIRST_ADDRESS);
	assert_int_equal(given->port->kind->reset(given->port), FAIL_NONE);
	turn_until(given, &given->heard.cleared, 1, 0);
	assert_int_equal(given->heard.cleared_code, FAIL_EMPTY);
	given_done(given);
}

static void writes_have_a_largest_size(void **state)
{
	static const uint8_t bytes[PORT_CHUNK_BYTES + 1];
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	assert_int_equal(given->port->kind->write(given->port, bytes, sizeof bytes), FAIL_LIMIT);
	assert_int_equal(given->port->kind->write(given->port, bytes, 0), FAIL_LIMIT);
	write_now(given, PORT_CHUNK_BYTES);
	turn_until(given, &given->heard.accepted, 1, 500);
	assert_int_equal(given->heard.size, PORT_CHUNK_BYTES);
	given_done(given);
}

/* Paper out: the buffer fills, the write is ended by its deadline, and says to the byte what went in. */
static void a_full_printer_is_back_pressure(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	usb_rig_set(given->rig, FAKE_PAPER_OUT, true);
	write_now(given, 4000);
	turn_for(given, 20, 1000);
	assert_int_equal(given->heard.accepted, 0);
	assert_int_equal(given->port->kind->status(given->port), FAIL_NONE); /* the other pipe is free */
	turn_until(given, &given->heard.statuses, 1, 0);
	assert_true(given->heard.bits & PORT_PAPER_EMPTY);
	unsigned empty = usb_rig_counts(given->rig).empty_reaps;
	turn_until(given, &given->heard.accepted, 1, 1000);
	assert_int_equal(given->heard.code, FAIL_TIMEOUT);
	assert_int_equal(given->heard.size, BUFFER_BYTES);
	assert_true(usb_rig_counts(given->rig).empty_reaps - empty < 20); /* nobody polled meanwhile */
	usb_rig_set(given->rig, FAKE_PAPER_OUT, false);
	write_now(given, 4000 - BUFFER_BYTES);
	turn_until(given, &given->heard.accepted, 2, 1000);
	assert_int_equal(given->heard.code, FAIL_NONE);
	assert_int_equal(usb_rig_taken(given->rig), 4000);
	given_done(given);
}

static void a_fault_is_counted_to_the_byte(enum usb_rig_fault fault, enum fail expected)
{
	struct given *given = given_port(&common);

	plug(given, FIRST_ADDRESS);
	usb_rig_fault_after(given->rig, 500, fault);
	write_now(given, 900);
	turn_until(given, &given->heard.accepted, 1, 1000);
	assert_int_equal(given->heard.code, expected);
	assert_int_equal(given->heard.size, 500);
	assert_int_equal(given->heard.left, 0);
	write_now(given, 400);
	turn_until(given, &given->heard.accepted, 2, 1000);
	assert_int_equal(given->heard.code, FAIL_NONE);
	assert_int_equal(usb_rig_taken(given->rig), 900);
	assert_int_equal(usb_rig_counts(given->rig).halts_cleared, fault == USB_RIG_STALL ? 1 : 0);
	given_done(given);
}

static void a_stall_is_cleared_and_counted(void **state)
{
	(void)state;
	a_fault_is_counted_to_the_byte(USB_RIG_STALL, FAIL_DEVICE);
}

static void a_short_write_is_counted(void **state)
{
	(void)state;
	a_fault_is_counted_to_the_byte(USB_RIG_SHORT, FAIL_TIMEOUT);
}

static void an_error_of_a_printer_that_stays_is_counted(void **state)
{
	(void)state;
	a_fault_is_counted_to_the_byte(USB_RIG_ERROR, FAIL_DEVICE);
}

static void unplugged_in_the_middle_it_comes_back_elsewhere(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	for (int round = 1; round <= 3; round++) {
		usb_rig_set(given->rig, FAKE_COVER, true);
		write_now(given, 3000);
		turn_for(given, 5, 0);
		usb_rig_unplug(given->rig);
		turn_until(given, &given->heard.left, round, 0);
		assert_int_equal(given->heard.accepted, round);
		assert_int_equal(given->heard.code, FAIL_OFFLINE);
		assert_int_equal(given->heard.size, usb_rig_taken(given->rig));
		usb_rig_power(given->rig);
		usb_rig_set(given->rig, FAKE_COVER, false);
		plug(given, FIRST_ADDRESS + round);
	}
	write_now(given, 100);
	turn_until(given, &given->heard.accepted, 4, 1000);
	assert_int_equal(given->heard.code, FAIL_NONE);
	given_done(given);
}

/* The real kernel's order on an unplugged cable: an I/O error first, the news some milliseconds later. */
static void an_error_before_the_news_is_an_unplug(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	usb_rig_fault_after(given->rig, 200, USB_RIG_ERROR);
	write_now(given, 900);
	usb_rig_unplug(given->rig);
	turn_until(given, &given->heard.left, 1, 0);
	assert_int_equal(given->heard.accepted, 1);
	assert_int_equal(given->heard.code, FAIL_OFFLINE);
	assert_int_equal(given->heard.size, 200);
	given_done(given);
}

static void closing_with_a_write_under_way_ends_it(void **state)
{
	struct given *given = given_port(&common);
	(void)state;

	plug(given, FIRST_ADDRESS);
	usb_rig_set(given->rig, FAKE_COVER, true);
	write_now(given, 3000);
	turn_for(given, 3, 0);
	struct usb_rig *rig = given->rig;
	given->port->kind->close(given->port);
	assert_false(usb_rig_claimed(rig));
	loop_free(given->loop);
	usb_rig_free(rig);
	fake_printer_free(given->printer);
	free(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_printer_plugged_in_later_is_claimed),
		cmocka_unit_test(a_claim_that_fails_is_tried_again),
		cmocka_unit_test(what_is_no_printer_is_left_alone),
		cmocka_unit_test(the_vendor_class_has_no_questions),
		cmocka_unit_test(a_printer_that_cannot_speak_still_prints),
		cmocka_unit_test(bytes_and_answers_go_both_ways),
		cmocka_unit_test(what_it_remembered_is_said_once_it_is_here),
		cmocka_unit_test(a_reset_that_nobody_knows_is_said),
		cmocka_unit_test(writes_have_a_largest_size),
		cmocka_unit_test(a_full_printer_is_back_pressure),
		cmocka_unit_test(a_stall_is_cleared_and_counted),
		cmocka_unit_test(a_short_write_is_counted),
		cmocka_unit_test(an_error_of_a_printer_that_stays_is_counted),
		cmocka_unit_test(unplugged_in_the_middle_it_comes_back_elsewhere),
		cmocka_unit_test(an_error_before_the_news_is_an_unplug),
		cmocka_unit_test(closing_with_a_write_under_way_ends_it),
	};
	return cmocka_run_group_tests_name("printer_port_usb", cases, NULL, NULL);
}
