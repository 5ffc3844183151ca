/* SPDX-License-Identifier: MIT */
/*
 * usb_rig.c - the kernel's side of /dev/bus/usb, one device.
 * DESIGN: the device node is a pseudo terminal, because poll() on it can be made to say what usbfs says: writable when
 * there is something to reap (flow control on and off), hung up when the device is gone (the master closes). A plain
 * file would always be ready, and libusb would spin.
 * umockdev answers in a thread of its own: everything is under one lock.
 * SOURCE: linux/usbdevice_fs.h, Documentation/driver-api/usb; umockdev's reference.
 */
#include "tests/fakes/printer/usb_rig_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct usbdevfs_urb *request_of(struct rig_urb *urb)
{
	return (struct usbdevfs_urb *)(void *)urb->data->data;
}

/* What poll() on the node says: ready exactly when there is something to reap. */
static void show_ready(struct usb_rig *rig)
{
	bool ready = rig->finished != NULL;

	if (rig->slave_fd < 0 || ready == rig->shown_ready)
		return;
	tcflow(rig->slave_fd, ready ? TCOON : TCOOFF);
	rig->shown_ready = ready;
}

static void append(struct rig_urb **list, struct rig_urb *urb)
{
	while (*list)
		list = &(*list)->next;
	urb->next = NULL;
	*list = urb;
}

void rig_finish(struct usb_rig *rig, struct rig_urb **at, int status)
{
	struct rig_urb *urb = *at;

	*at = urb->next;
	request_of(urb)->status = status;
	append(&rig->finished, urb);
	show_ready(rig);
}

static void free_urb(struct rig_urb *urb)
{
	if (urb->buffer)
		g_object_unref(urb->buffer);
	if (urb->data)
		g_object_unref(urb->data);
	free(urb);
}

static bool fault_now(struct usb_rig *rig, struct rig_urb **at, size_t want)
{
	static const int status_of[] = { [USB_RIG_STALL] = -EPIPE, [USB_RIG_SHORT] = 0, [USB_RIG_ERROR] = -EPROTO };
	struct usbdevfs_urb *request = request_of(*at);

	if (!rig->faulty || want <= rig->fault_left)
		return false;
	size_t taken = fake_printer_take(rig->printer, (*at)->buffer->data + request->actual_length, rig->fault_left);
	request->actual_length += (int)taken;
	rig->taken += taken;
	rig->fault_left -= taken;
	if (rig->fault_left > 0)
		return true; /* the printer is full before the fault comes */
	rig->faulty = false;
	rig->halted = rig->fault == USB_RIG_STALL;
	rig_finish(rig, at, status_of[rig->fault]);
	return true;
}

static void pump_out(struct usb_rig *rig, struct rig_urb **at)
{
	struct usbdevfs_urb *request = request_of(*at);
	size_t want = (size_t)(request->buffer_length - request->actual_length);

	if (fault_now(rig, at, want))
		return;
	size_t taken = want > 0 ? fake_printer_take(rig->printer, (*at)->buffer->data + request->actual_length, want) : 0;
	request->actual_length += (int)taken;
	rig->taken += taken;
	if (rig->faulty)
		rig->fault_left -= taken;
	if (request->actual_length == request->buffer_length)
		rig_finish(rig, at, 0);
}

static void pump_in(struct usb_rig *rig, struct rig_urb **at)
{
	struct usbdevfs_urb *request = request_of(*at);
	size_t room = (size_t)request->buffer_length, said = rig->printer ? fake_printer_say(rig->printer, (*at)->buffer->data, room) : rig_say(rig, (*at)->buffer->data, room);

	if (said == 0)
		return;
	request->actual_length = (int)said;
	rig_finish(rig, at, 0);
}

/* Every transfer in flight as far as the printer lets it; one way out and one way in, each in order. */
void rig_pump(struct usb_rig *rig)
{
	bool out_waits = false, in_waits = false;

	for (struct rig_urb **at = &rig->flying; *at;) {
		struct rig_urb *urb = *at;
		bool in = request_of(urb)->endpoint & 0x80;
		if (!(in ? in_waits : out_waits)) {
			if (in)
				pump_in(rig, at);
			else
				pump_out(rig, at);
		}
		if (*at == urb) {
			*(in ? &in_waits : &out_waits) = true;
			at = &urb->next;
		}
	}
}

void rig_submit(struct usb_rig *rig, struct rig_urb *urb)
{
	struct usbdevfs_urb *request = request_of(urb);

	request->actual_length = request->status = 0;
	rig->counts.submits++;
	if (request->type == USBDEVFS_URB_TYPE_CONTROL) {
		int size = rig_control(rig, urb->buffer->data);
		request->actual_length = size > 0 ? size : 0;
		append(&rig->flying, urb);
		struct rig_urb **at = &rig->flying;
		while (*at != urb)
			at = &(*at)->next;
		rig_finish(rig, at, size < 0 ? size : 0);
	} else if (rig->halted && !(request->endpoint & 0x80)) {
		append(&rig->finished, urb);
		request->status = -EPIPE;
		show_ready(rig);
	} else {
		append(&rig->flying, urb);
	}
	rig_pump(rig);
}

struct rig_urb *rig_reap(struct usb_rig *rig)
{
	struct rig_urb *urb = rig->finished;

	if (!urb) {
		rig->counts.empty_reaps++;
		return NULL;
	}
	rig->finished = urb->next;
	rig->counts.reaps++;
	show_ready(rig);
	return urb;
}

void rig_reaped(struct rig_urb *urb)
{
	free_urb(urb);
}

void rig_discard(struct usb_rig *rig, gulong address, int *ret_error)
{
	struct rig_urb **at = &rig->flying;

	while (*at && (*at)->data->client_addr != address)
		at = &(*at)->next;
	*ret_error = *at ? 0 : EINVAL;
	if (!*at)
		return;
	rig->counts.discards++;
	rig_finish(rig, at, -ENOENT);
}

static void drop_of(struct rig_urb **list, const void *client)
{
	while (*list) {
		struct rig_urb *urb = *list;
		if (urb->client != client) {
			list = &urb->next;
			continue;
		}
		*list = urb->next;
		free_urb(urb);
	}
}

void rig_client_gone(struct usb_rig *rig, const void *client)
{
	pthread_mutex_lock(&rig->lock);
	drop_of(&rig->flying, client);
	drop_of(&rig->finished, client);
	rig->claimed = false;
	show_ready(rig);
	pthread_mutex_unlock(&rig->lock);
}

static void make_node(struct usb_rig *rig)
{
	g_autofree char *root = umockdev_testbed_get_root_dir(rig->bed);
	g_autofree char *path = g_strconcat(root, rig->node, NULL), *folder = g_path_get_dirname(path);
	char slave[64];
	struct termios mode;

	rig->master_fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (rig->master_fd < 0 || grantpt(rig->master_fd) != 0 || unlockpt(rig->master_fd) != 0 || ptsname_r(rig->master_fd, slave, sizeof slave) != 0)
		g_error("no pseudo terminal: %s", strerror(errno));
	rig->slave_fd = open(slave, O_RDWR | O_NOCTTY | O_CLOEXEC);
	tcgetattr(rig->slave_fd, &mode);
	cfmakeraw(&mode);
	tcsetattr(rig->slave_fd, TCSANOW, &mode);
	rig->shown_ready = true;
	show_ready(rig);
	g_mkdir_with_parents(folder, 0755);
	unlink(path);
	if (symlink(slave, path) != 0)
		g_error("%s: %s", path, strerror(errno));
}

void usb_rig_plug(struct usb_rig *rig, int bus, int address)
{
	GError *error = NULL;

	snprintf(rig->sys, sizeof rig->sys, "/devices/pci0000:00/0000:00:14.0/usb%d/%d-1", bus, bus);
	snprintf(rig->node, sizeof rig->node, "/dev/bus/usb/%03d/%03d", bus, address);
	/* The node and its answers first: "add" is announced at once, and a program opens at once. */
	if (!umockdev_testbed_attach_ioctl(rig->bed, rig->node, rig->answers, &error))
		g_error("%s", error->message);
	pthread_mutex_lock(&rig->lock);
	make_node(rig);
	rig->present = true;
	rig->claimed = rig->halted = false;
	pthread_mutex_unlock(&rig->lock);
	g_autofree char *text = rig_describe(rig, bus, address);
	if (!umockdev_testbed_add_from_string(rig->bed, text, &error))
		g_error("%s", error->message);
}

void usb_rig_unplug(struct usb_rig *rig)
{
	g_autofree char *sys = g_strconcat("/sys", rig->sys, NULL);

	pthread_mutex_lock(&rig->lock);
	rig->present = false;
	while (rig->flying)
		rig_finish(rig, &rig->flying, -ESHUTDOWN);
	pthread_mutex_unlock(&rig->lock);
	close(rig->master_fd); /* poll() on the slave: hung up */
	umockdev_testbed_uevent(rig->bed, sys, "remove");
	umockdev_testbed_remove_device(rig->bed, sys);
	umockdev_testbed_detach_ioctl(rig->bed, rig->node, NULL);
	close(rig->slave_fd);
	rig->master_fd = rig->slave_fd = -1;
}

void usb_rig_turn(struct usb_rig *rig, size_t budget)
{
	pthread_mutex_lock(&rig->lock);
	if (rig->printer)
		fake_printer_work(rig->printer, budget);
	if (rig->present)
		rig_pump(rig);
	pthread_mutex_unlock(&rig->lock);
}

void usb_rig_set(struct usb_rig *rig, unsigned sensors, bool on)
{
	pthread_mutex_lock(&rig->lock);
	fake_printer_set(rig->printer, sensors, on);
	if (rig->present)
		rig_pump(rig);
	pthread_mutex_unlock(&rig->lock);
}

void usb_rig_power(struct usb_rig *rig)
{
	pthread_mutex_lock(&rig->lock);
	fake_printer_power(rig->printer);
	pthread_mutex_unlock(&rig->lock);
}

void usb_rig_fault_after(struct usb_rig *rig, size_t bytes, enum usb_rig_fault fault)
{
	pthread_mutex_lock(&rig->lock);
	rig->faulty = true;
	rig->fault_left = bytes;
	rig->fault = fault;
	pthread_mutex_unlock(&rig->lock);
}

size_t usb_rig_taken(struct usb_rig *rig)
{
	pthread_mutex_lock(&rig->lock);
	size_t taken = rig->taken;
	pthread_mutex_unlock(&rig->lock);
	return taken;
}

bool usb_rig_claimed(struct usb_rig *rig)
{
	pthread_mutex_lock(&rig->lock);
	bool claimed = rig->claimed;
	pthread_mutex_unlock(&rig->lock);
	return claimed;
}

struct usb_rig_counts usb_rig_counts(struct usb_rig *rig)
{
	pthread_mutex_lock(&rig->lock);
	struct usb_rig_counts counts = rig->counts;
	pthread_mutex_unlock(&rig->lock);
	return counts;
}
