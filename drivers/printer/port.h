/* SPDX-License-Identifier: MIT */
/* port.h - bytes to and from a receipt printer: a table of functions, USB or stream. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PORT_CHUNK_BYTES = 4096,   /* of one write: small, so that "accepted" says how far the paper can be */
	PORT_WRITE_MS = 5000,      /* a printer that takes nothing for so long is waiting for something */
	PORT_DEVICE_ID_MAX = 512,
};

/* Bits of the class request GET_PORT_STATUS. */
enum { PORT_PAPER_EMPTY = 0x20, PORT_SELECTED = 0x10, PORT_NO_ERROR = 0x08 };

struct port;

/* All are called from the loop, never from inside a call to the port, and may call the port again, except close. */
struct port_events {
	/* A printer is there and ours. @device_id: its IEEE 1284 id, "" if it has none; borrowed. */
	void (*arrived)(void *context, const char *device_id);
	/* It is gone; a write under way was answered before. */
	void (*left)(void *context);
	/*
	 * The write is over: the printer took the first @size bytes, whatever @code says; go on from there.
	 * FAIL_NONE all of them · FAIL_TIMEOUT it is full or waits for paper · FAIL_DEVICE it refused (and was told
	 * to go on) · FAIL_OFFLINE it is gone, left() follows.
	 */
	void (*accepted)(void *context, size_t size, enum fail code);
	/* It says something; never before arrived(). */
	void (*received)(void *context, const uint8_t *bytes, size_t size);
	/* The answer to status(): @bits on FAIL_NONE; else it has no answer to give. */
	void (*status)(void *context, enum fail code, uint8_t bits);
	/* The answer to reset(): FAIL_NONE its buffers are empty · else it cannot do that. */
	void (*cleared)(void *context, enum fail code);
};

struct port_kind {
	const char *name;
	/* 1..PORT_CHUNK_BYTES, copied. FAIL_BUSY one is under way · FAIL_OFFLINE no printer · FAIL_LIMIT. */
	enum fail (*write)(struct port *port, const uint8_t *bytes, size_t size);
	/* Ask GET_PORT_STATUS, which works while writes are refused. FAIL_EMPTY this kind has none · FAIL_BUSY · FAIL_OFFLINE. */
	enum fail (*status)(struct port *port);
	/* SOFT_RESET: forget what was sent and not printed. FAIL_EMPTY · FAIL_BUSY · FAIL_OFFLINE. */
	enum fail (*reset)(struct port *port);
	/* Let go of the printer and free the port. Accepts a port whose printer is away. */
	void (*close)(struct port *port);
};

struct port { const struct port_kind *kind; uint16_t vendor, product; /* of what arrived; 0: it has none */ };

/**
 * port_usb_open - the first USB printer there is or will be, through libusb, driven by @loop alone.
 * Accepts interfaces of class 7 (protocols 1 to 3) and Epson's vendor class; one at a time, the next when it leaves.
 * @events: static; @context goes to its functions. @ret: end with port->kind->close(). FAIL_DEVICE libusb does not start.
 */
enum fail port_usb_open(struct loop *loop, const struct port_events *events, void *context, struct port **ret);

/** port_stream_open - a Unix stream socket at @path as the printer, tried again (50 ms .. 1 s) until it is there. FAIL_LIMIT the path is too long. */
enum fail port_stream_open(struct loop *loop, const char *path, const struct port_events *events, void *context, struct port **ret);
