/* SPDX-License-Identifier: MIT */
/* usb_rig_ioctl.c - what libusb asks of usbfs, as a table; the device's class requests. */
#include "tests/fakes/printer/usb_rig_inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_DEVICE_ID = 0, REQUEST_PORT_STATUS = 1, REQUEST_SOFT_RESET = 2, REQUEST_SET_IDLE = 10, REQUEST_SET_PROTOCOL = 11, ANSWER_MAX_BYTES = 1024 };

int rig_control(struct usb_rig *rig, uint8_t *setup)
{
	size_t room = (size_t)setup[6] | (size_t)setup[7] << 8;
	uint8_t answer[ANSWER_MAX_BYTES];
	size_t size = 0;

	if (rig->device.class == 3 && setup[0] == 0x21 && (setup[1] == REQUEST_SET_IDLE || setup[1] == REQUEST_SET_PROTOCOL)) {
		rig->counts.resets++;
		return rig->device.no_reset ? -EPIPE : 0;
	}
	if (rig->device.class != 7)
		return -EPIPE;
	if (setup[0] == 0xa1 && setup[1] == REQUEST_DEVICE_ID && rig->device.device_id) {
		size = strlen(rig->device.device_id) + 2;
		answer[0] = (uint8_t)(size >> 8);
		answer[1] = (uint8_t)size;
		memcpy(answer + 2, rig->device.device_id, size - 2);
	} else if (setup[0] == 0xa1 && setup[1] == REQUEST_PORT_STATUS) {
		answer[size++] = fake_printer_port_status(rig->printer);
	} else if (setup[0] == 0x21 && setup[1] == REQUEST_SOFT_RESET && !rig->device.no_reset) {
		fake_printer_reset(rig->printer);
		rig->counts.resets++;
	} else {
		return -EPIPE;
	}
	if (size > room)
		size = room;
	memcpy(setup + 8, answer, size);
	return (int)size;
}

/* One ioctl: its argument, and what to answer. */
struct asked { UMockdevIoctlClient *client; UMockdevIoctlData *argument; int result, error; };

static void refuse(struct asked *asked, int error)
{
	asked->result = -1;
	asked->error = error;
}

/* NULL, and the request is refused, when whoever asked was killed meanwhile. */
static UMockdevIoctlData *resolve(struct asked *asked, UMockdevIoctlData *from, size_t offset, size_t size)
{
	UMockdevIoctlData *data = umockdev_ioctl_data_resolve(from, offset, size, NULL);

	if (!data)
		refuse(asked, EIO);
	return data;
}

static void on_capabilities(struct usb_rig *rig, struct asked *asked)
{
	UMockdevIoctlData *data = resolve(asked, asked->argument, 0, sizeof(uint32_t));
	uint32_t can = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_NO_PACKET_SIZE_LIM
	               | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;

	(void)rig;
	if (!data)
		return;
	memcpy(data->data, &can, sizeof can);
	g_object_unref(data);
}

static void on_get_driver(struct usb_rig *rig, struct asked *asked)
{
	UMockdevIoctlData *data = resolve(asked, asked->argument, 0, sizeof(struct usbdevfs_getdriver));

	if (!data)
		return;
	struct usbdevfs_getdriver *driver = (struct usbdevfs_getdriver *)(void *)data->data;
	if (rig->claimed || rig->device.driver_bound)
		snprintf(driver->driver, sizeof driver->driver, "%s", rig->claimed ? "usbfs" : rig->device.class == 3 ? "usbhid" : "usblp");
	else
		refuse(asked, ENODATA);
	g_object_unref(data);
}

static void on_claim(struct usb_rig *rig, struct asked *asked)
{
	if (rig->device.busy_claims > 0) {
		rig->device.busy_claims--;
		refuse(asked, EBUSY);
		return;
	}
	if (rig->device.driver_bound) {
		refuse(asked, EBUSY);
		return;
	}
	rig->counts.claims++;
	rig->claimed = true;
}

static void on_detach_and_claim(struct usb_rig *rig, struct asked *asked)
{
	if (rig->device.driver_bound)
		rig->counts.detaches++;
	rig->device.driver_bound = false;
	on_claim(rig, asked);
}

static void on_release(struct usb_rig *rig, struct asked *asked)
{
	(void)asked;
	rig->claimed = false;
}

static void on_well(struct usb_rig *rig, struct asked *asked)
{
	(void)rig, (void)asked;
}

static void on_driver_ioctl(struct usb_rig *rig, struct asked *asked)
{
	UMockdevIoctlData *data = resolve(asked, asked->argument, 0, sizeof(struct usbdevfs_ioctl));

	if (!data)
		return;
	if (((struct usbdevfs_ioctl *)(void *)data->data)->ioctl_code == (int)USBDEVFS_CONNECT)
		rig->counts.attaches++;
	g_object_unref(data);
	asked->result = 1;
}

static void on_clear_halt(struct usb_rig *rig, struct asked *asked)
{
	(void)asked;
	rig->halted = false;
	rig->counts.halts_cleared++;
}

static void on_speed(struct usb_rig *rig, struct asked *asked)
{
	(void)rig;
	asked->result = 2; /* full */
}

static void on_submit(struct usb_rig *rig, struct asked *asked)
{
	struct rig_urb *urb = calloc(1, sizeof *urb);

	if (!urb)
		abort();
	urb->data = resolve(asked, asked->argument, 0, sizeof(struct usbdevfs_urb));
	urb->client = asked->client;
	size_t size = urb->data ? (size_t)((struct usbdevfs_urb *)(void *)urb->data->data)->buffer_length : 0;
	if (size > 0)
		urb->buffer = resolve(asked, urb->data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer), size);
	if (urb->data && (size == 0 || urb->buffer))
		rig_submit(rig, urb);
	else
		rig_reaped(urb);
}

static void on_discard(struct usb_rig *rig, struct asked *asked)
{
	int error = 0;

	rig_discard(rig, *(gulong *)(void *)asked->argument->data, &error); /* the argument is the program's own address */
	if (error)
		refuse(asked, error);
}

static void on_reap(struct usb_rig *rig, struct asked *asked)
{
	struct rig_urb *urb = rig_reap(rig);

	if (!urb) {
		refuse(asked, rig->present ? EAGAIN : ENODEV);
		return;
	}
	UMockdevIoctlData *place = resolve(asked, asked->argument, 0, sizeof(void *));
	if (place) {
		umockdev_ioctl_data_set_ptr(place, 0, urb->data);
		g_object_unref(place);
	}
	rig_reaped(urb);
}

struct answer { unsigned long request; void (*give)(struct usb_rig *rig, struct asked *asked); };

static const struct answer answers[] = {
	{ USBDEVFS_GET_CAPABILITIES, on_capabilities }, { USBDEVFS_GETDRIVER, on_get_driver },
	{ USBDEVFS_DISCONNECT_CLAIM, on_detach_and_claim }, { USBDEVFS_CLAIMINTERFACE, on_claim },
	{ USBDEVFS_RELEASEINTERFACE, on_release }, { USBDEVFS_IOCTL, on_driver_ioctl },
	{ USBDEVFS_CLEAR_HALT, on_clear_halt }, { USBDEVFS_SETINTERFACE, on_well }, { USBDEVFS_GET_SPEED, on_speed },
	{ USBDEVFS_SUBMITURB, on_submit }, { USBDEVFS_DISCARDURB, on_discard },
	{ USBDEVFS_REAPURB, on_reap }, { USBDEVFS_REAPURBNDELAY, on_reap },
};

static bool is_reap(unsigned long request)
{
	return request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY;
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, struct usb_rig *rig)
{
	unsigned long request = umockdev_ioctl_client_get_request(client);
	struct asked asked = { .client = client, .argument = umockdev_ioctl_client_get_arg(client) };
	const struct answer *answer = NULL;

	(void)base;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (answers[i].request == request)
			answer = &answers[i];
	pthread_mutex_lock(&rig->lock);
	if (!rig->present && !is_reap(request))
		refuse(&asked, ENODEV);
	else if (answer)
		answer->give(rig, &asked);
	else
		refuse(&asked, ENOTTY); /* resets and configurations are never asked for */
	pthread_mutex_unlock(&rig->lock);
	umockdev_ioctl_client_complete(client, asked.result, asked.error);
	return TRUE;
}

/* A program that was killed never says so; that its connection object ends is the only sure sign. */
static void on_client_ended(gpointer rig, GObject *client)
{
	rig_client_gone(rig, client);
}

static void on_client(UMockdevIoctlBase *base, UMockdevIoctlClient *client, struct usb_rig *rig)
{
	(void)base;
	g_object_weak_ref(G_OBJECT(client), on_client_ended, rig);
}

void rig_answers(struct usb_rig *rig)
{
	rig->answers = umockdev_ioctl_base_new();
	g_signal_connect(rig->answers, "handle-ioctl", G_CALLBACK(on_ioctl), rig);
	g_signal_connect(rig->answers, "client-connected", G_CALLBACK(on_client), rig);
}
