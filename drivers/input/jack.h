/* SPDX-License-Identifier: MIT */
/* jack.h - whether headphones are plugged in: the switch of an input device, as each jack that can feel its plug has one. */
#pragma once

#include "firmware/base/loop.h"

struct jack;

/** Called when they go in or out, not for how things are when the jack is opened. A device that goes away takes its headphones with it. */
typedef void (*jack_moved)(void *context, bool in);

/**
 * jack_open - listen to the device @path (/dev/input/event5, or a name that leads there) in @loop. It need not be there yet and may go and come
 * back: its folder is watched, nothing is polled. @ret: end with jack_close(). FAIL_EMPTY the folder is not there · FAIL_INPUT no whole path · FAIL_LIMIT · FAIL_IO.
 * Source: linux/input.h, SW_HEADPHONE_INSERT; ALSA's jacks report it.
 */
enum fail jack_open(struct loop *loop, const char *path, jack_moved moved, void *context, struct jack **ret);
void jack_close(struct jack *jack);

/** jack_in - whether they are in now. False while nobody can tell. */
bool jack_in(const struct jack *jack);
