/* SPDX-License-Identifier: MIT */
/* unit.printer_usb_find - which interface is a printer's, and what its identity says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/usb_find.h"

static const struct libusb_endpoint_descriptor both_ways[] = {
	{ .bEndpointAddress = 0x83, .bmAttributes = LIBUSB_TRANSFER_TYPE_INTERRUPT },
	{ .bEndpointAddress = 0x02, .bmAttributes = LIBUSB_TRANSFER_TYPE_BULK },
	{ .bEndpointAddress = 0x81, .bmAttributes = LIBUSB_TRANSFER_TYPE_BULK },
};

#define SETTING(NUMBER, ALTERNATE, CLASS, PROTOCOL, COUNT) { \
	.bInterfaceNumber = NUMBER, .bAlternateSetting = ALTERNATE, .bInterfaceClass = CLASS, .bInterfaceSubClass = 1, \
	.bInterfaceProtocol = PROTOCOL, .bNumEndpoints = COUNT, .endpoint = both_ways }

static bool find(uint16_t vendor, const struct libusb_interface_descriptor *settings, int count, struct usb_place *ret)
{
	struct libusb_interface interface = { .altsetting = settings, .num_altsetting = count };
	struct libusb_config_descriptor config = { .bNumInterfaces = 1, .interface = &interface };

	return usb_find_printer(vendor, &config, ret);
}

static void both_directions_win(void **state)
{
	const struct libusb_interface_descriptor settings[] = {
		SETTING(0, 0, LIBUSB_CLASS_PRINTER, 1, 2), SETTING(0, 1, LIBUSB_CLASS_PRINTER, 2, 3), SETTING(0, 2, LIBUSB_CLASS_PRINTER, 4, 3),
	};
	struct usb_place place;

	(void)state;
	assert_true(find(0x1504, settings, 3, &place));
	assert_int_equal(place.alternate, 1);
	assert_int_equal(place.out, 0x02);
	assert_int_equal(place.in, 0x81);
	assert_true(place.class_requests);
}

static void a_one_way_printer_is_one(void **state)
{
	const struct libusb_interface_descriptor settings[] = { SETTING(3, 0, LIBUSB_CLASS_PRINTER, 1, 2) };
	struct usb_place place;

	(void)state;
	assert_true(find(0x0416, settings, 1, &place));
	assert_int_equal(place.interface, 3);
	assert_int_equal(place.in, 0);
}

static void others_are_not(void **state)
{
	const struct libusb_interface_descriptor ipp[] = { SETTING(0, 0, LIBUSB_CLASS_PRINTER, 4, 3) };
	const struct libusb_interface_descriptor stick[] = { SETTING(0, 0, LIBUSB_CLASS_MASS_STORAGE, 2, 3) };
	const struct libusb_interface_descriptor deaf[] = { SETTING(0, 0, LIBUSB_CLASS_PRINTER, 2, 1) };
	const struct libusb_interface_descriptor odd[] = { SETTING(0, 0, LIBUSB_CLASS_PRINTER, 200, 3) };
	struct usb_place place;

	(void)state;
	assert_false(find(0x04b8, ipp, 1, &place));
	assert_false(find(0x04b8, stick, 1, &place));
	assert_false(find(0x04b8, deaf, 1, &place));
	assert_false(find(0x04b8, odd, 1, &place));
}

static void the_vendor_class_is_only_one_makers(void **state)
{
	const struct libusb_interface_descriptor settings[] = { SETTING(0, 0, LIBUSB_CLASS_VENDOR_SPEC, 0xff, 3) };
	struct usb_place place;

	(void)state;
	assert_true(find(0x04b8, settings, 1, &place));
	assert_false(place.class_requests);
	assert_false(find(0x1d6b, settings, 1, &place));
}

static void the_identity_is_clamped(void **state)
{
	char id[16];

	(void)state;
	usb_read_device_id((const uint8_t *)"\0\7MFG:E;", 8, id, sizeof id);
	assert_string_equal(id, "MFG:E");
	usb_read_device_id((const uint8_t *)"\7\0MFG:E;", 8, id, sizeof id); /* the other order */
	assert_string_equal(id, "MFG:E");
	usb_read_device_id((const uint8_t *)"\xff\xffMFG:E;", 8, id, sizeof id); /* nonsense */
	assert_string_equal(id, "MFG:E;");
	usb_read_device_id((const uint8_t *)"\0\0MF\x1b;", 6, id, sizeof id);
	assert_string_equal(id, "MF?;");
	usb_read_device_id((const uint8_t *)"\0\x20" "0123456789012345678901234567", 30, id, sizeof id);
	assert_int_equal(strlen(id), sizeof id - 1);
	usb_read_device_id((const uint8_t *)"", 0, id, sizeof id);
	assert_string_equal(id, "");
	usb_read_device_id((const uint8_t *)"\1", 1, id, sizeof id);
	assert_string_equal(id, "");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(both_directions_win),
		cmocka_unit_test(a_one_way_printer_is_one),
		cmocka_unit_test(others_are_not),
		cmocka_unit_test(the_vendor_class_is_only_one_makers),
		cmocka_unit_test(the_identity_is_clamped),
	};
	return cmocka_run_group_tests_name("printer_usb_find", cases, NULL, NULL);
}
