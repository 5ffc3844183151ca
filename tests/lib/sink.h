/* SPDX-License-Identifier: MIT */
/* sink.h - a sound device whose samples we hold in our hands: ALSA's file plugin writes them into a pipe that only we empty. */
#pragma once

#include "tests/lib/given.h"

#include <stdbool.h>
#include <stdint.h>

/* The pipe holds less than a tenth of a second; a voice that is not listened to waits in it, as it would at a sound card. */
struct sink { char path[GIVEN_PATH_BYTES]; int fd; /* -1: nobody is at the other end */ };

/** sinks_place - @home/.asoundrc with the devices "ears" and "speaker"; HOME of this process, and of what it starts, is @home. */
void sinks_place(const char *home, struct sink *ears, struct sink *speaker);
/** sink_close - the device is pulled out: who writes to it meets an error. Safe twice. */
void sink_close(struct sink *sink);

/** sink_await - until samples arrive; when, by real_us(). Fails the case if none do. */
int64_t sink_await(struct sink *sink);
/** sink_heard - whether any sample has arrived that nobody took. */
bool sink_heard(const struct sink *sink);
/** sink_listen - play @ms of what comes, at once; its loudest sample. Whoever speaks waits again behind that. */
int sink_listen(struct sink *sink, int ms);
/** sink_await_end - throw away what comes until nobody writes any more; when that was, by real_us(). */
int64_t sink_await_end(struct sink *sink);

/** real_us - the machine's steady clock. */
int64_t real_us(void);
