/* SPDX-License-Identifier: MIT */
/* loop.h - what a program does while it waits: descriptors and timers, nothing hidden, no polling. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

enum { LOOP_FD_MAX = 64, LOOP_TIMER_MAX = 32 };

typedef void (*loop_fd_call)(void *context, int fd, uint32_t epoll_events);
typedef void (*loop_timer_call)(void *context);

struct loop;

/** loop_new - an empty loop that also ends on SIGTERM and SIGINT; SIGPIPE is ignored. FAIL_IO. */
enum fail loop_new(struct loop **ret);
void loop_free(struct loop *loop);

/** loop_watch - call @call whenever @fd has one of @epoll_events. One watcher per fd; watching again changes it. FAIL_IO · FAIL_LIMIT. */
enum fail loop_watch(struct loop *loop, int fd, uint32_t epoll_events, loop_fd_call call, void *context);

/** loop_unwatch - forget @fd (before closing it). Safe inside callbacks and for fds nobody watches. */
void loop_unwatch(struct loop *loop, int fd);

/**
 * loop_timer_set - call @call once, @after_ms from now (0: as soon as the loop turns). Setting again moves it.
 * A timer is named by the pair (@call, @context), at most LOOP_TIMER_MAX; the clock is clock_mono_ms().
 */
void loop_timer_set(struct loop *loop, int64_t after_ms, loop_timer_call call, void *context);

/** loop_timer_clear - no more call; safe if none was set. */
void loop_timer_clear(struct loop *loop, loop_timer_call call, void *context);

/** loop_run - wait and call until loop_stop() or a signal. FAIL_NONE on either · FAIL_IO. Clears the fail trail before each call. */
enum fail loop_run(struct loop *loop);

/** loop_once - one turn of loop_run(), waiting at most @wait_ms (-1: until something happens). For tests. */
enum fail loop_once(struct loop *loop, int64_t wait_ms);

/**
 * loop_on_signal - instead of ending, the first SIGTERM or SIGINT calls @call, which ends the loop when it is ready to; a second one ends it
 * as always. Kept until then; NULL: as always.
 */
void loop_on_signal(struct loop *loop, loop_timer_call call, void *context);

/** loop_stop - end loop_run() after the call that is being made. loop_stopped - whether that was asked for. */
void loop_stop(struct loop *loop);
bool loop_stopped(const struct loop *loop);
