/* SPDX-License-Identifier: MIT */
/* port.h - bytes to and from a receipt printer: a table of functions, USB or stream. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PORT_CHUNK_BYTES = 4096 };

struct port;

/* Called from the loop. */
struct port_events {
	void (*arrived)(void *context, const char *device_id);  /* a printer is there and claimed; its IEEE 1284 id or "" */
	void (*left)(void *context);                            /* unplugged, with bytes perhaps under way */
	void (*accepted)(void *context, size_t size, enum fail code); /* how much of the last write the printer took, also on failure; continue from there */
	void (*received)(void *context, const uint8_t *bytes, size_t size);
};

struct port_kind {
	const char *name;
	enum fail (*write)(struct port *port, const uint8_t *bytes, size_t size); /* ≤ PORT_CHUNK_BYTES; one at a time: FAIL_BUSY */
	enum fail (*status)(struct port *port, uint8_t *ret); /* class request GET_PORT_STATUS where there is one; FAIL_EMPTY */
	enum fail (*reset)(struct port *port);                 /* SOFT_RESET where there is one */
	void (*close)(struct port *port);
};

/** port_usb_open - the first USB printer (class 7, or Epson's vendor class), with hot-plug, through libusb. port_stream_open - a Unix stream socket at @path, tried again until it is there. FAIL_DEVICE · FAIL_IO. */
enum fail port_usb_open(struct loop *loop, const struct port_events *events, void *context, struct port **ret);
enum fail port_stream_open(struct loop *loop, const char *path, const struct port_events *events, void *context, struct port **ret);

struct port { const struct port_kind *kind; };
