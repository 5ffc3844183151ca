/* SPDX-License-Identifier: MIT */
/*
 * badge_seek.c - which of the plugged-in devices are opened, and when. DESIGN: a device that was just plugged in may not be ours to open yet (udev's rules
 * still run), so opening is tried again with a growing pause for as long as it is there. Devices are never reset, configurations never set.
 */
#include "drivers/badge/badge_inside.h"

static void try_open(void *context);

static void plan(struct badge *badge, int64_t after_ms)
{
	badge->seek_ms = after_ms > 0 ? after_ms : 1;
	loop_timer_set(badge->loop, after_ms, try_open, badge);
}

static void forget(struct badge *badge, int index)
{
	libusb_unref_device(badge->seen[index]);
	badge->seen_count--;
	for (int i = index; i < badge->seen_count; i++)
		badge->seen[i] = badge->seen[i + 1];
}

void badge_seek_add(struct badge *badge, libusb_device *device)
{
	struct libusb_device_descriptor about;
	if (libusb_get_device_descriptor(device, &about) != 0 || !badge_ids_has(&badge->ids, about.idVendor, about.idProduct))
		return;
	if (badge->seen_count == BADGE_SEEN_MAX)
		forget(badge, 0);
	badge->seen[badge->seen_count++] = libusb_ref_device(device);
	plan(badge, 0); /* news: an old pause is not waited out */
}

void badge_seek_remove(struct badge *badge, libusb_device *device)
{
	for (int i = badge->seen_count - 1; i >= 0; i--)
		if (badge->seen[i] == device)
			forget(badge, i);
	for (int i = 0; i < BADGE_READERS_MAX; i++)
		if (badge->readers[i].device == device)
			badge->readers[i].gone = true;
}

static struct badge_reader *reader_of(struct badge *badge, libusb_device *device)
{
	for (int i = 0; i < BADGE_READERS_MAX; i++)
		if (badge->readers[i].device == device)
			return &badge->readers[i];
	return NULL;
}

/* Held whole or not at all: what it could still type by would type into a form. */
static bool claim(libusb_device_handle *handle, const struct badge_place *place)
{
	int held = 0;
	libusb_set_auto_detach_kernel_driver(handle, 1);
	while (held < place->count && libusb_claim_interface(handle, place->interfaces[held]) == 0)
		held++;
	libusb_set_auto_detach_kernel_driver(handle, 0); /* and it does not come back when we let go */
	for (int i = 0; held < place->count && i < held; i++)
		libusb_release_interface(handle, place->interfaces[i]);
	return held == place->count;
}

static bool open_one(struct badge_reader *reader, libusb_device *device)
{
	struct libusb_config_descriptor *config = NULL;
	struct badge_place place;
	if (libusb_get_active_config_descriptor(device, &config) != 0)
		return false;
	bool found = badge_find(config, &place) && place.in_bytes <= BADGE_IN_MAX_BYTES;
	libusb_free_config_descriptor(config);
	libusb_device_handle *handle = NULL;
	if (!found || libusb_open(device, &handle) != 0)
		return false;
	if (!claim(handle, &place)) {
		libusb_close(handle);
		return false;
	}
	reader->handle = handle;
	reader->device = libusb_ref_device(device);
	reader->place = place;
	return true;
}

static void try_open(void *context)
{
	struct badge *badge = context;
	int64_t pause_ms = badge->seek_ms * 2;
	bool left_over = false;
	for (int i = 0; i < badge->seen_count; i++) {
		struct badge_reader *place = reader_of(badge, badge->seen[i]) ? NULL : reader_of(badge, NULL);
		if (place && open_one(place, badge->seen[i]))
			badge_begin(place);
		else if (place)
			left_over = true;
	}
	badge->seek_ms = 0;
	if (left_over)
		plan(badge, pause_ms < BADGE_SEEK_FIRST_MS ? BADGE_SEEK_FIRST_MS : pause_ms > BADGE_SEEK_LAST_MS ? BADGE_SEEK_LAST_MS : pause_ms);
}

void badge_seek_soon(struct badge *badge)
{
	if (badge->seen_count > 0 && badge->seek_ms == 0)
		plan(badge, 0);
}

void badge_seek_done(struct badge *badge)
{
	loop_timer_clear(badge->loop, try_open, badge);
	while (badge->seen_count > 0)
		libusb_unref_device(badge->seen[--badge->seen_count]);
}
