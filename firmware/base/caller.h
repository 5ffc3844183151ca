/* SPDX-License-Identifier: MIT */
/* caller.h - a spoke's side of its door: one request in flight, bells, and a door that comes back by itself. */
#pragma once

#include "firmware/base/door.h"
#include "firmware/base/loop.h"

#include <stdbool.h>

struct caller;

/** Called with the reply to a request. @code: FAIL_NONE or what the hub answered (FAIL_OFFLINE: the door closed). @reply: borrowed; on a refusal the hub's frame (it may carry more than the code); NULL when there is none. @blob_fd: -1 or borrowed. */
typedef void (*caller_reply)(void *context, enum fail code, const json_t *reply, int blob_fd);

struct caller_events {
	void (*up)(void *context);                                       /* the door is open (again): say hello */
	void (*down)(void *context);                                     /* the hub is gone; requests in flight got FAIL_OFFLINE */
	void (*bell)(void *context, const char *bell, const json_t *frame); /* the hub rings */
	void (*absent)(void *context);                                   /* nobody is behind the door: it is tried again */
};

/**
 * caller_new - keep the door @name in @doors open: connect now, and again 50 ms .. 1 s after it closes.
 * @events: static; @context is passed to its functions. @ret: end with caller_free(). FAIL_IO.
 */
enum fail caller_new(struct loop *loop, const char *doors, const char *name, const struct caller_events *events, void *context, struct caller **ret);
void caller_free(struct caller *caller);

/** caller_is_up - whether the door is open now. */
bool caller_is_up(const struct caller *caller);

/**
 * caller_ask - send @request {"verb": …} (stolen) and call @reply once when the answer comes.
 * Requests queue behind the one in flight, at most 16: FAIL_BUSY. FAIL_OFFLINE when the door is closed. @reply may be NULL.
 * @blob_fd: -1, or duplicated here: the caller keeps its own.
 */
enum fail caller_ask(struct caller *caller, json_t *request, int blob_fd, caller_reply reply, void *context);
