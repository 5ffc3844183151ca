/* SPDX-License-Identifier: MIT */
/* port_usb.h - inside the USB port: its state, shared by port_usb.c (transfers) and usb_seek.c (finding and opening). */
#pragma once

#include "drivers/printer/port.h"
#include "drivers/printer/usb_find.h"

#include <libusb.h>

enum {
	USB_IN_BYTES = 512,        /* a multiple of every bulk packet size, else the controller overflows */
	USB_DEVICE_ID_BYTES = 1024,
	USB_CONTROL_MS = 1000,
	USB_DOUBT_MS = 300,        /* between an I/O error and believing that the printer is still there */
	USB_LISTEN_FIRST_MS = 25, USB_LISTEN_LAST_MS = 1000,
	USB_SEEK_FIRST_MS = 50, USB_SEEK_LAST_MS = 5000,
	USB_SEEK_MAX = 128,        /* devices plugged in at once, printers or not; what is none goes at the next look */
};

enum usb_way_state { WAY_IDLE, WAY_FLYING, WAY_FINISHED };
struct usb_way { struct libusb_transfer *transfer; enum usb_way_state state; };

enum usb_ask { ASK_NOTHING, ASK_DEVICE_ID, ASK_STATUS, ASK_RESET };

struct usb_port {
	struct port port; /* first: a struct port * is one of these */
	struct loop *loop;
	const struct port_events *events;
	void *context;
	libusb_context *usb;
	libusb_hotplug_callback_handle hotplug;
	bool blind;                /* a descriptor of libusb's could not be watched */

	libusb_device *seen[USB_SEEK_MAX]; /* what is plugged in and may be a printer, referenced, oldest first */
	int seen_count;
	int64_t seek_ms;           /* before the next try to open; 0: none is planned */

	libusb_device *device;     /* the one that is ours */
	libusb_device_handle *handle;
	struct usb_place place;
	struct usb_way out, in, control;
	enum usb_ask ask;
	int tries;                 /* of the question under way */
	bool told;                 /* arrived() was said */
	bool gone;                 /* let go as soon as nothing is under way */
	bool doubting;             /* a write failed, and perhaps the printer is gone */
	int64_t listen_ms;
	uint8_t in_bytes[USB_IN_BYTES], out_bytes[PORT_CHUNK_BYTES];
	uint8_t control_bytes[LIBUSB_CONTROL_SETUP_SIZE + USB_DEVICE_ID_BYTES];
};

/** usb_port_tend - act on what libusb's callbacks wrote down. usb_way_submit - false: the printer does not take it, it is gone. */
void usb_port_tend(struct usb_port *port);
bool usb_way_submit(struct usb_port *port, struct usb_way *way);

/** usb_port_begin - the handle was opened and claimed: listen, ask for its id. usb_port_let_go - close it; nothing is under way. */
void usb_port_begin(struct usb_port *port);
void usb_port_let_go(struct usb_port *port);

/** usb_seek_add, usb_seek_remove - from libusb's callback: a device came or went. */
void usb_seek_add(struct usb_port *port, libusb_device *device);
void usb_seek_remove(struct usb_port *port, libusb_device *device);

/** usb_seek_soon - try to open one, unless that is planned already or there is none. usb_seek_done - forget them all. */
void usb_seek_soon(struct usb_port *port);
void usb_seek_done(struct usb_port *port);
