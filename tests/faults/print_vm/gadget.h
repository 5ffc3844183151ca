/* SPDX-License-Identifier: MIT */
/* gadget.h - a printer plugged into a port of a kernel's own USB: f_printer behind a dummy controller. Needs root, configfs and dummy_hcd. */
#pragma once

#include "tests/faults/print_vm/wire.h"

enum { GADGET_VENDOR = 0x04b8, GADGET_PRODUCT = 0x0e28 /* whose profile has the head that the pictures are for */ };

struct gadget {
	struct wire wire;
	int port;                   /* from 0 */
	uint8_t status;             /* what GET_PORT_STATUS was told to say */
	long plugs, unplugs;
};

/** gadget_make - a printer for @port, not plugged in yet; @printer stays the caller's. Fails the case when the kernel does not want it. gadget_unmake - unplug and forget it. */
void gadget_make(struct gadget *gadget, int port, struct fake_printer *printer);
void gadget_unmake(struct gadget *gadget);

/** gadget_plug, gadget_unplug - the cable. Bytes that were on their way when it went are lost. Safe when it is in, or out, already. */
void gadget_plug(struct gadget *gadget);
void gadget_unplug(struct gadget *gadget);

/** gadget_turn - wire_turn(), and the port's status. */
void gadget_turn(struct gadget *gadget, size_t budget);
