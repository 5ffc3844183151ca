/* SPDX-License-Identifier: MIT */
/*
 * usb_seek.c - which of the plugged-in printers becomes ours, and when.
 * DESIGN: a device that was just plugged in may not be ours to open yet (udev's rules still run) or not be there in /dev,
 * so opening is tried again with a growing pause for as long as it is plugged in. Configurations are never set and
 * devices never reset: both make other people's drivers fall over.
 */
#include "drivers/printer/port_usb.h"

static void try_open(void *context);

static void plan(struct usb_port *port, int64_t after_ms)
{
	port->seek_ms = after_ms > 0 ? after_ms : 1;
	loop_timer_set(port->loop, after_ms, try_open, port);
}

static void forget(struct usb_port *port, int index)
{
	libusb_unref_device(port->seen[index]);
	port->seen_count--;
	for (int i = index; i < port->seen_count; i++)
		port->seen[i] = port->seen[i + 1];
}

void usb_seek_add(struct usb_port *port, libusb_device *device)
{
	if (port->seen_count == USB_SEEK_MAX)
		forget(port, 0);
	port->seen[port->seen_count++] = libusb_ref_device(device);
	port->seek_ms = 0; /* news: do not wait out an old pause */
	if (!port->handle)
		plan(port, 0);
}

void usb_seek_remove(struct usb_port *port, libusb_device *device)
{
	for (int i = port->seen_count - 1; i >= 0; i--)
		if (port->seen[i] == device)
			forget(port, i);
	if (device == port->device)
		port->gone = true;
}

static bool is_printer(libusb_device *device, struct usb_place *ret)
{
	struct libusb_device_descriptor about;
	struct libusb_config_descriptor *config = NULL;

	if (libusb_get_device_descriptor(device, &about) != 0 || libusb_get_active_config_descriptor(device, &config) != 0)
		return false;
	bool found = usb_find_printer(about.idVendor, config, ret);
	libusb_free_config_descriptor(config);
	return found;
}

static bool open_one(struct usb_port *port, libusb_device *device, const struct usb_place *place)
{
	libusb_device_handle *handle = NULL;

	if (libusb_open(device, &handle) != 0)
		return false;
	libusb_set_auto_detach_kernel_driver(handle, 1);
	if (libusb_claim_interface(handle, place->interface) != 0) {
		libusb_close(handle);
		return false;
	}
	if (place->alternate != 0 && libusb_set_interface_alt_setting(handle, place->interface, place->alternate) != 0) {
		libusb_release_interface(handle, place->interface);
		libusb_close(handle);
		return false;
	}
	port->handle = handle;
	port->device = libusb_ref_device(device);
	port->place = *place;
	struct libusb_device_descriptor about;
	if (libusb_get_device_descriptor(device, &about) == 0) {
		port->port.vendor = about.idVendor;
		port->port.product = about.idProduct;
	}
	return true;
}

static void try_open(void *context)
{
	struct usb_port *port = context;
	int64_t pause_ms = port->seek_ms * 2;

	if (port->handle)
		return;
	for (int i = 0; i < port->seen_count;) {
		struct usb_place place;
		if (!is_printer(port->seen[i], &place)) {
			usb_seek_remove(port, port->seen[i]);
			continue;
		}
		if (open_one(port, port->seen[i], &place)) {
			port->seek_ms = 0;
			usb_port_begin(port);
			return;
		}
		i++;
	}
	port->seek_ms = 0;
	if (port->seen_count > 0)
		plan(port, pause_ms < USB_SEEK_FIRST_MS ? USB_SEEK_FIRST_MS : pause_ms > USB_SEEK_LAST_MS ? USB_SEEK_LAST_MS : pause_ms);
}

void usb_seek_soon(struct usb_port *port)
{
	if (!port->handle && port->seen_count > 0 && port->seek_ms == 0)
		plan(port, 0);
}

void usb_seek_done(struct usb_port *port)
{
	loop_timer_clear(port->loop, try_open, port);
	while (port->seen_count > 0)
		libusb_unref_device(port->seen[--port->seen_count]);
}
