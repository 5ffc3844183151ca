/* SPDX-License-Identifier: MIT */
/* doors.h - the hub's side of its doors: who stands behind which, one frame in, one reply or bell out, and no patience. */
#pragma once

#include "firmware/base/door.h"
#include "firmware/base/loop.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum doorway { DOORWAY_UI, DOORWAY_PRINT, DOORWAY_SYNC, DOORWAY_PROVISION, DOORWAY_ADMIN, DOORWAY_TEST, DOORWAY_DESK, DOORWAY_COUNT };

struct doors;
struct caller_at; /* one connection */

struct doors_events {
	/* A frame of @size bytes came. @blob_fd: -1, or borrowed. Anything but FAIL_NONE closes the door it came through. */
	enum fail (*frame)(void *context, enum doorway at, struct caller_at *from, const json_t *frame, size_t size, int blob_fd);
	void (*opened)(void *context, enum doorway at);
	void (*closed)(void *context, enum doorway at); /* the connection is gone already */
	void (*refused)(void *context, enum doorway at, const char *why); /* somebody may not come in, or said what may not be said; a static word */
};

struct doors_options {
	const char *folder;              /* exists */
	bool test_door;                  /* whether there is one */
	uid_t uids[DOORWAY_COUNT];       /* who may come in, beside root */
};

/** doorway_name - "ui", "print", …: the socket's name. Static. */
const char *doorway_name(enum doorway at);

/**
 * doors_open - make the sockets and let callers in from now on. ui, print, sync, provision and desk have one caller each (a newer one replaces a
 * dead one, and is refused beside a live one); admin and test have DOORS_GUESTS_MAX. @events: static. @ret: end with doors_close(). FAIL_IO.
 */
enum { DOORS_GUESTS_MAX = 4 };
enum fail doors_open(struct loop *loop, const struct doors_options *options, const struct doors_events *events, void *context, struct doors **ret);
void doors_close(struct doors *doors);

/** doors_is_open - whether somebody stands behind @at. */
bool doors_is_open(const struct doors *doors, enum doorway at);

/** doors_reply - send @frame (stolen) and perhaps @blob_fd (-1; borrowed) to @to. A caller that does not read is dropped. Safe when it is gone. */
void doors_reply(struct caller_at *to, json_t *frame, int blob_fd);

/**
 * doors_turn - the number of the visit that @from is on: another one once it has left, whoever comes then. For an answer that is not known yet; 0 for NULL.
 * doors_reply_later - doors_reply() to who was @turn, or nothing when it left.
 */
int64_t doors_turn(const struct caller_at *from);
void doors_reply_later(struct caller_at *to, int64_t turn, json_t *frame);

/** doors_ring - send the bell @frame (stolen) to everybody behind @at; nobody there is no error. */
void doors_ring(struct doors *doors, enum doorway at, json_t *frame);
