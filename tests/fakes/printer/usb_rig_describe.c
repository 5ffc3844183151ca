/* SPDX-License-Identifier: MIT */
/* usb_rig_describe.c - the emulated device as the kernel shows it: its place in /sys and its descriptors. */
#include "tests/fakes/printer/usb_rig_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t put_descriptors(const struct usb_rig_device *device, uint8_t ret[static 64])
{
	uint8_t ends = device->protocol == 1 ? 1 : 2;
	bool keys = device->class == 3;
	uint8_t total = (uint8_t)(9 + 9 + 7 * ends);
	const uint8_t all[] = {
		18, 1, 0, 2, 0, 0, 0, 64, (uint8_t)device->vendor, (uint8_t)(device->vendor >> 8),
		(uint8_t)device->product, (uint8_t)(device->product >> 8), 0, 1, 0, 0, 0, 1,
		9, 2, total, 0, 1, 1, 0, 0xc0, 1,
		9, 4, 0, 0, ends, device->class, 1, device->protocol, 0,
		7, 5, keys ? 0x81 : 0x01, keys ? 3 : 2, keys ? 8 : 64, 0, keys ? 10 : 0,
		7, 5, 0x82, 2, 64, 0, 0,
	};
	size_t size = sizeof all - (ends == 1 ? 7 : 0);

	memcpy(ret, all, size);
	return size;
}

char *rig_describe(const struct usb_rig *rig, int bus, int address)
{
	uint8_t bytes[64];
	char hex[2 * sizeof bytes + 1];
	int minor = (bus - 1) * 128 + address - 1;
	size_t size = put_descriptors(&rig->device, bytes);

	for (size_t i = 0; i < size; i++)
		snprintf(hex + 2 * i, 3, "%02X", bytes[i]);
	return g_strdup_printf(
		"P: %s\nE: DEVNAME=%s\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: SUBSYSTEM=usb\nE: PRODUCT=%x/%x/100\nE: TYPE=0/0/0\n"
		"E: BUSNUM=%03d\nE: DEVNUM=%03d\nE: MAJOR=189\nE: MINOR=%d\n"
		"A: busnum=%d\\n\nA: devnum=%d\\n\nA: bConfigurationValue=1\\n\nA: speed=12\\n\nA: idVendor=%04x\\n\nA: idProduct=%04x\\n\n"
		"A: bNumConfigurations=1\\n\nA: dev=189:%d\\n\nH: descriptors=%s\n\n",
		rig->sys, rig->node, rig->device.vendor, rig->device.product, bus, address, minor,
		bus, address, rig->device.vendor, rig->device.product, minor, hex);
}

static struct usb_rig *rig_at(UMockdevTestbed *bed, struct fake_printer *printer, const struct usb_rig_device *device)
{
	struct usb_rig *rig = calloc(1, sizeof *rig);

	if (!rig)
		abort();
	rig->bed = bed;
	rig->printer = printer;
	rig->device = *device;
	rig->master_fd = rig->slave_fd = -1;
	pthread_mutex_init(&rig->lock, NULL);
	rig_answers(rig);
	return rig;
}

struct usb_rig *usb_rig_new(struct fake_printer *printer, const struct usb_rig_device *device)
{
	return rig_at(umockdev_testbed_new(), printer, device);
}

struct usb_rig *usb_rig_new_beside(struct usb_rig *other, struct fake_printer *printer, const struct usb_rig_device *device)
{
	return rig_at(g_object_ref(other->bed), printer, device);
}

void usb_rig_free(struct usb_rig *rig)
{
	if (!rig)
		return;
	if (rig->present)
		usb_rig_unplug(rig);
	g_object_unref(rig->answers);
	g_object_unref(rig->bed);
	pthread_mutex_destroy(&rig->lock);
	free(rig);
}
