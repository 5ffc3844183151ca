/* SPDX-License-Identifier: MIT */
/* badge_inside.h - inside the badge readers' driver: its state, shared by badge.c (transfers) and badge_seek.c (finding and opening). */
#pragma once

#include "drivers/badge/badge.h"

enum {
	BADGE_WAYS = 16,           /* reads under way at once: a reader is asked every few milliseconds, and our loop may be painting */
	BADGE_IN_MAX_BYTES = 64,
	BADGE_KEPT_MAX = 64,       /* reports between two turns of the loop */
	BADGE_CONTROL_MS = 1000, BADGE_LISTEN_MS = 200,
	BADGE_SEEK_FIRST_MS = 50, BADGE_SEEK_LAST_MS = 5000,
	BADGE_SEEN_MAX = 16,
	BADGE_CONTROL_BYTES = LIBUSB_CONTROL_SETUP_SIZE,
};

enum badge_way_state { BADGE_IDLE, BADGE_FLYING, BADGE_FINISHED };
struct badge_reader;
struct badge_way { struct badge_reader *reader; struct libusb_transfer *transfer; enum badge_way_state state; uint8_t bytes[BADGE_IN_MAX_BYTES]; };

struct badge_reader {
	struct badge *badge;
	libusb_device *device;       /* NULL: this place is free */
	libusb_device_handle *handle;
	struct badge_place place;
	struct badge_way in[BADGE_WAYS], control;
	int asked;                   /* how many of the two questions before listening were asked */
	bool listening, gone, told;
	struct { uint8_t bytes[BADGE_REPORT_BYTES]; size_t size; } kept[BADGE_KEPT_MAX]; size_t kept_count;
	bool lost;                   /* reports, for want of room or by a failed read */
	struct badge_burst burst;
};

struct badge {
	struct loop *loop;
	struct badge_ids ids;
	const struct badge_events *events;
	void *context;
	libusb_context *usb;
	libusb_hotplug_callback_handle hotplug;
	bool blind;                  /* a descriptor could not be watched */
	libusb_device *seen[BADGE_SEEN_MAX]; int seen_count;
	int64_t seek_ms;             /* the pause before the next try to open; 0: none is planned */
	struct badge_reader readers[BADGE_READERS_MAX];
};

/** badge_begin - @reader was opened and claimed: ask it to be a plain keyboard, and listen. badge_let_go - close it; nothing is under way. */
void badge_begin(struct badge_reader *reader);
void badge_let_go(struct badge_reader *reader);
/** badge_seek_add, badge_seek_remove - from libusb's callback: a device came or went. badge_seek_soon - try to open what is not open. badge_seek_done - forget all. */
void badge_seek_add(struct badge *badge, libusb_device *device);
void badge_seek_remove(struct badge *badge, libusb_device *device);
void badge_seek_soon(struct badge *badge);
void badge_seek_done(struct badge *badge);
