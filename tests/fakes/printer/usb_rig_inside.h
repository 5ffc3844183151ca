/* SPDX-License-Identifier: MIT */
/* usb_rig_inside.h - the rig's state, shared by usb_rig.c (transfers, the cable) and usb_rig_ioctl.c (what the kernel is asked). */
#pragma once

#include "tests/fakes/printer/usb_rig.h"

#include <linux/ioctl.h>
#include <linux/usbdevice_fs.h>
#include <pthread.h>
#include <umockdev.h>

struct rig_urb { struct rig_urb *next; UMockdevIoctlData *data, *buffer; const void *client; };

struct usb_rig {
	UMockdevTestbed *bed;
	UMockdevIoctlBase *answers;
	struct fake_printer *printer;
	struct usb_rig_device device;
	pthread_mutex_t lock;
	struct rig_urb *flying, *finished; /* oldest first */
	char sys[128], node[64];
	int master_fd, slave_fd;
	bool shown_ready, present, claimed, halted;
	bool faulty;
	enum usb_rig_fault fault;
	size_t fault_left, taken;
	struct { uint8_t bytes[RIG_REPORT_BYTES]; size_t size; } reports[RIG_REPORTS_MAX]; size_t reports_first, reports_count;
	struct usb_rig_counts counts;
};

/* usb_rig.c; the lock is held, but for rig_client_gone() */
void rig_finish(struct usb_rig *rig, struct rig_urb **at, int status);
void rig_pump(struct usb_rig *rig);
void rig_submit(struct usb_rig *rig, struct rig_urb *urb);
struct rig_urb *rig_reap(struct usb_rig *rig);
void rig_reaped(struct rig_urb *urb);
void rig_discard(struct usb_rig *rig, gulong address, int *ret_error);
void rig_client_gone(struct usb_rig *rig, const void *client);

/* usb_rig_keys.c */
/** rig_say - what a keyboard says next, into @bytes; 0: nothing. */
size_t rig_say(struct usb_rig *rig, uint8_t *bytes, size_t room);

/* usb_rig_describe.c */
/** rig_describe - the device as umockdev wants it, descriptors and all; ends with g_free(). */
char *rig_describe(const struct usb_rig *rig, int bus, int address);

/* usb_rig_ioctl.c */
void rig_answers(struct usb_rig *rig);
/** rig_control - answer the control request @setup (8 bytes, then room for the answer). Returns its size or -errno. */
int rig_control(struct usb_rig *rig, uint8_t *setup);
