/* SPDX-License-Identifier: MIT */
/* usb_find.h - which interface of a USB device is a receipt printer's. */
#pragma once

#include <libusb.h>
#include <stdbool.h>
#include <stdint.h>

struct usb_place {
	int interface, alternate;
	uint8_t out, in;      /* bulk endpoints; in is 0 where the printer cannot speak */
	bool class_requests;  /* GET_DEVICE_ID and its like; Epson's vendor class has none */
};

/**
 * usb_find_printer - the best printer interface of a device: bidirectional before 1284.4 before one-way, never IPP.
 * @vendor, @config: from the device's descriptors. Returns whether there is one; only then *@ret is set.
 * Source: USB Printer Class 1.1; Epson's technical reference for 04b8:0202.
 */
bool usb_find_printer(uint16_t vendor, const struct libusb_config_descriptor *config, struct usb_place *ret);

/** usb_read_device_id - the text of a GET_DEVICE_ID answer, whose length field may be in either order or wrong, into @ret (terminated, printable). */
void usb_read_device_id(const uint8_t *answer, size_t size, char *ret, size_t room);
