/* SPDX-License-Identifier: MIT */
/* observer.h - an X client that looks at pixels and moves the finger, from outside and in the same way for any program. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct area { int x, y, width, height; };

struct observer;

/** observer_open - on the display @name. NULL when there is none, or it lacks shared memory pictures or XTest. observer_close ends it. */
struct observer *observer_open(const char *name);
void observer_close(struct observer *observer);

/** observer_hash - a number that changes when any pixel of @area does. */
uint64_t observer_hash(struct observer *observer, struct area area);

/** observer_finger - put the finger at a point; @down: press or let go there. */
void observer_finger(struct observer *observer, int x, int y, bool down);

/** observer_key - press and let go the key "n", as X names it. */
void observer_key(struct observer *observer, const char *key);

/** observer_await_change - milliseconds until @area no longer has @hash, looked at every 0.15 ms; -1 after @limit_ms. */
double observer_await_change(struct observer *observer, struct area area, uint64_t hash, double limit_ms);

/** observer_await_still - milliseconds from @began_ms to the last change of any of @areas, once nothing changed for @still_ms; -1 if nothing ever changed. */
double observer_await_still(struct observer *observer, const struct area *areas, size_t count, double began_ms, double still_ms);

/** observer_now_ms - the clock of all these. observer_pause - let time pass without looking. */
double observer_now_ms(void);
void observer_pause(double ms);
