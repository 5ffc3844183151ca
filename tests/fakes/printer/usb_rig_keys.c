/* SPDX-License-Identifier: MIT */
/* usb_rig_keys.c - a keyboard, or what types like one: its reports wait until somebody fetches them. */
#include "tests/fakes/printer/usb_rig_inside.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_A = 0x04, KEY_1 = 0x1e, KEY_0 = 0x27, KEY_ENTER = 0x28, LEFT_SHIFT = 0x02 };

size_t rig_say(struct usb_rig *rig, uint8_t *bytes, size_t room)
{
	if (rig->reports_count == 0)
		return 0;
	size_t size = rig->reports[rig->reports_first].size < room ? rig->reports[rig->reports_first].size : room;

	memcpy(bytes, rig->reports[rig->reports_first].bytes, size);
	rig->reports_first = (rig->reports_first + 1) % RIG_REPORTS_MAX;
	rig->reports_count--;
	return size;
}

void usb_rig_report(struct usb_rig *rig, const uint8_t *bytes, size_t size)
{
	pthread_mutex_lock(&rig->lock);
	if (rig->reports_count == RIG_REPORTS_MAX || size > RIG_REPORT_BYTES)
		abort();
	size_t at = (rig->reports_first + rig->reports_count++) % RIG_REPORTS_MAX;
	memcpy(rig->reports[at].bytes, bytes, size);
	rig->reports[at].size = size;
	if (rig->present)
		rig_pump(rig);
	pthread_mutex_unlock(&rig->lock);
}

void usb_rig_type(struct usb_rig *rig, const char *text)
{
	for (; *text; text++) {
		bool letter = *text >= 'A' && *text <= 'Z';
		int key = *text == '\n' ? KEY_ENTER : *text == '0' ? KEY_0 : letter ? KEY_A + *text - 'A' : KEY_1 + *text - '1';
		usb_rig_report(rig, (const uint8_t[8]){ letter ? LEFT_SHIFT : 0, 0, (uint8_t)key }, 8);
		usb_rig_report(rig, (const uint8_t[8]){ 0 }, 8);
	}
}

size_t usb_rig_unfetched(struct usb_rig *rig)
{
	pthread_mutex_lock(&rig->lock);
	size_t count = rig->reports_count;
	pthread_mutex_unlock(&rig->lock);
	return count;
}
