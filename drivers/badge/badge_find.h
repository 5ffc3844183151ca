/* SPDX-License-Identifier: MIT */
/* badge_find.h - which USB devices are this kiosk's badge readers: by the ids that its settings name, and by what the device says it is. */
#pragma once

#include "firmware/base/fail.h"

#include <libusb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BADGE_IDS_MAX = 4, BADGE_IDS_TEXT_MAX_BYTES = 64, BADGE_INTERFACES_MAX = 4 };

struct badge_ids { struct { uint16_t vendor, product; } id[BADGE_IDS_MAX]; size_t count; };

/* What of a device is held: all that can type; one of them is listened to. */
struct badge_place { int interfaces[BADGE_INTERFACES_MAX]; int count; int keyboard; uint8_t in; uint16_t in_bytes; };

/** badge_ids_read - "08ff:0009,0c27:3bfa" → @ret; "" none. FAIL_INPUT not so written · FAIL_LIMIT more than BADGE_IDS_MAX, or too long. */
enum fail badge_ids_read(const char *text, struct badge_ids *ret);
/** badge_ids_has - whether @vendor:@product is one of them. */
bool badge_ids_has(const struct badge_ids *ids, uint16_t vendor, uint16_t product);
/** badge_find - what of a device with @config is a reader: its first boot keyboard, and every other HID interface beside. False: nothing of it types. */
bool badge_find(const struct libusb_config_descriptor *config, struct badge_place *ret);
