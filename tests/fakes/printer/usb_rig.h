/* SPDX-License-Identifier: MIT */
/* usb_rig.h - a fake printer, or a badge reader, behind an emulated USB port: the program under test uses the real libusb, on the kernel's side is umockdev. Run under umockdev-wrapper. */
#pragma once

#include "tests/fakes/printer/fake_printer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct usb_rig;

struct usb_rig_device {
	uint16_t vendor, product;
	uint8_t class, protocol;    /* of its one interface; protocol 1 has no way back. Class 3: a keyboard's */
	const char *device_id;      /* GET_DEVICE_ID; NULL: it stalls */
	bool no_reset;              /* SOFT_RESET stalls; of a keyboard SET_PROTOCOL and SET_IDLE */
	int busy_claims;            /* the first claims fail, as while udev's rules still run */
	bool driver_bound;          /* the kernel's own printer driver sits on it */
};

/* What libusb did. */
struct usb_rig_counts { unsigned submits, reaps, empty_reaps, discards, halts_cleared, resets, claims, detaches, attaches; };

/** usb_rig_new - @printer: NULL for a keyboard. usb_rig_new_beside - another device at the computer that @other is at; on a bus of its own. */
struct usb_rig *usb_rig_new(struct fake_printer *printer, const struct usb_rig_device *device);
struct usb_rig *usb_rig_new_beside(struct usb_rig *other, struct fake_printer *printer, const struct usb_rig_device *device);
void usb_rig_free(struct usb_rig *rig);

/** usb_rig_plug, usb_rig_unplug - the cable; each plug may have another address. What was under way ends as the kernel ends it. */
void usb_rig_plug(struct usb_rig *rig, int bus, int address);
void usb_rig_unplug(struct usb_rig *rig);

/** usb_rig_turn - the mechanism works through @budget bytes, and transfers go as far as it lets them. Call it from the test's waiting. */
void usb_rig_turn(struct usb_rig *rig, size_t budget);

/** usb_rig_report - a keyboard has @size bytes to say (at most RIG_REPORT_BYTES) for whoever fetches them next. usb_rig_type - @text of 0-9, A-Z and newlines, key by key. */
enum { RIG_REPORT_BYTES = 16, RIG_REPORTS_MAX = 512 };
void usb_rig_report(struct usb_rig *rig, const uint8_t *bytes, size_t size);
void usb_rig_type(struct usb_rig *rig, const char *text);
size_t usb_rig_unfetched(struct usb_rig *rig);          /* reports that nobody fetched yet */

/** usb_rig_set, usb_rig_power - fake_printer_set() and fake_printer_power() while the port is alive. */
void usb_rig_set(struct usb_rig *rig, unsigned sensors, bool on);
void usb_rig_power(struct usb_rig *rig);

/* After @bytes more bytes out, the transfer that carries the next one … */
enum usb_rig_fault { USB_RIG_STALL /* ends with EPIPE */, USB_RIG_SHORT /* ends well, but short */, USB_RIG_ERROR /* ends with EPROTO */ };
void usb_rig_fault_after(struct usb_rig *rig, size_t bytes, enum usb_rig_fault fault);

size_t usb_rig_taken(struct usb_rig *rig);              /* bytes out so far */
bool usb_rig_claimed(struct usb_rig *rig);
struct usb_rig_counts usb_rig_counts(struct usb_rig *rig);
