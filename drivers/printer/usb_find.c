/* SPDX-License-Identifier: MIT */
/* usb_find.c - reading descriptors: nothing here talks to a device. */
#include "drivers/printer/usb_find.h"

#include <string.h>

enum { VENDOR_EPSON = 0x04b8, PRINTER_SUBCLASS = 1 };

static int score_of(uint16_t vendor, const struct libusb_interface_descriptor *setting)
{
	static const int by_protocol[] = { [1] = 2, [2] = 4, [3] = 3 };

	if (setting->bInterfaceClass == LIBUSB_CLASS_PRINTER && setting->bInterfaceSubClass == PRINTER_SUBCLASS)
		return setting->bInterfaceProtocol < 4 ? by_protocol[setting->bInterfaceProtocol] : 0;
	if (setting->bInterfaceClass == LIBUSB_CLASS_VENDOR_SPEC && vendor == VENDOR_EPSON)
		return 1;
	return 0;
}

static void find_endpoints(const struct libusb_interface_descriptor *setting, uint8_t *ret_out, uint8_t *ret_in)
{
	for (int i = 0; i < setting->bNumEndpoints; i++) {
		const struct libusb_endpoint_descriptor *end = &setting->endpoint[i];
		if ((end->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK)
			continue;
		uint8_t *place = end->bEndpointAddress & LIBUSB_ENDPOINT_IN ? ret_in : ret_out;
		if (*place == 0)
			*place = end->bEndpointAddress;
	}
}

bool usb_find_printer(uint16_t vendor, const struct libusb_config_descriptor *config, struct usb_place *ret)
{
	int best = 0;

	for (int i = 0; i < config->bNumInterfaces; i++) {
		for (int a = 0; a < config->interface[i].num_altsetting; a++) {
			const struct libusb_interface_descriptor *setting = &config->interface[i].altsetting[a];
			int score = score_of(vendor, setting);
			uint8_t out = 0, in = 0;
			find_endpoints(setting, &out, &in);
			if (score <= best || out == 0)
				continue;
			if (setting->bInterfaceClass == LIBUSB_CLASS_VENDOR_SPEC && in == 0)
				continue;
			best = score;
			*ret = (struct usb_place){
				.interface = setting->bInterfaceNumber, .alternate = setting->bAlternateSetting,
				.out = out, .in = in,
				.class_requests = setting->bInterfaceClass == LIBUSB_CLASS_PRINTER,
			};
		}
	}
	return best > 0;
}

void usb_read_device_id(const uint8_t *answer, size_t size, char *ret, size_t room)
{
	size_t kept = 0;
	if (size >= 2) {
		size_t stated = (size_t)answer[0] << 8 | answer[1];
		if (stated > size)
			stated = (size_t)answer[1] << 8 | answer[0];
		if (stated < 2 || stated > size)
			stated = size;
		for (size_t i = 2; i < stated && kept + 1 < room && answer[i] != 0; i++)
			ret[kept++] = answer[i] >= ' ' && answer[i] < 0x7f ? (char)answer[i] : '?';
	}
	ret[kept] = '\0';
}
