/* SPDX-License-Identifier: MIT */
/* badge_find.c - reading settings and descriptors: nothing here talks to a device. */
#include "drivers/badge/badge_find.h"

#include <string.h>

enum { ID_DIGITS = 4, BOOT_SUBCLASS = 1, KEYBOARD_PROTOCOL = 1 };

static bool hex_take(const char **at, uint16_t *ret)
{
	unsigned value = 0;
	for (int i = 0; i < ID_DIGITS; i++, (*at)++) {
		static const char digits[] = "0123456789abcdefABCDEF";
		const char *digit = **at ? strchr(digits, **at) : NULL;
		if (!digit)
			return false;
		size_t number = (size_t)(digit - digits);
		value = value << 4 | (unsigned)(number > 15 ? number - 6 : number);
	}
	*ret = (uint16_t)value;
	return true;
}

enum fail badge_ids_read(const char *text, struct badge_ids *ret)
{
	*ret = (struct badge_ids){ .count = 0 };
	if (strlen(text) > BADGE_IDS_TEXT_MAX_BYTES)
		return FAIL(LIMIT, "more than %d bytes of badge readers", BADGE_IDS_TEXT_MAX_BYTES);
	while (*text) {
		uint16_t vendor = 0, product = 0;
		bool good = hex_take(&text, &vendor) && *text++ == ':' && hex_take(&text, &product) && (*text == ',' || *text == '\0');
		if (!good || (*text == ',' && text[1] == '\0'))
			return FAIL(INPUT, "a badge reader is named by its USB id, such as 08ff:0009; several with commas");
		if (ret->count == BADGE_IDS_MAX)
			return FAIL(LIMIT, "more than %d kinds of badge readers", BADGE_IDS_MAX);
		ret->id[ret->count].vendor = vendor;
		ret->id[ret->count++].product = product;
		text += *text == ',';
	}
	return FAIL_NONE;
}

bool badge_ids_has(const struct badge_ids *ids, uint16_t vendor, uint16_t product)
{
	for (size_t i = 0; i < ids->count; i++)
		if (ids->id[i].vendor == vendor && ids->id[i].product == product)
			return true;
	return false;
}

static void find_way_in(const struct libusb_interface_descriptor *setting, struct badge_place *ret)
{
	for (int i = 0; i < setting->bNumEndpoints && ret->in == 0; i++) {
		const struct libusb_endpoint_descriptor *end = &setting->endpoint[i];
		bool in = end->bEndpointAddress & LIBUSB_ENDPOINT_IN, interrupt = (end->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) == LIBUSB_TRANSFER_TYPE_INTERRUPT;
		if (!in || !interrupt)
			continue;
		ret->in = end->bEndpointAddress;
		ret->in_bytes = end->wMaxPacketSize & 0x7ff;
		ret->keyboard = setting->bInterfaceNumber;
	}
}

bool badge_find(const struct libusb_config_descriptor *config, struct badge_place *ret)
{
	*ret = (struct badge_place){ .count = 0 };
	for (int i = 0; i < config->bNumInterfaces; i++) {
		const struct libusb_interface *interface = &config->interface[i];
		const struct libusb_interface_descriptor *setting = interface->num_altsetting > 0 ? &interface->altsetting[0] : NULL;
		if (!setting || setting->bInterfaceClass != LIBUSB_CLASS_HID || ret->count == BADGE_INTERFACES_MAX)
			continue;
		ret->interfaces[ret->count++] = setting->bInterfaceNumber;
		if (setting->bInterfaceSubClass == BOOT_SUBCLASS && setting->bInterfaceProtocol == KEYBOARD_PROTOCOL)
			find_way_in(setting, ret);
	}
	return ret->in != 0;
}
