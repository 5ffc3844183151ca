/* SPDX-License-Identifier: MIT */
/* kiosk.h - the real hub and foyer-print with a virtual printer, and the line between the two last, on which all bytes are seen. */
#pragma once

#include "tests/bench/ground.h"

#include <stdbool.h>
#include <stddef.h>

struct kiosk {
	struct ground ground;
	char state[PATH_MAX], line[PATH_MAX], paper[PATH_MAX];
	pid_t hub, print, printer;
	int door, listener, near, far; /* to the hub as the screen; the line, to foyer-print, to the printer */
	double asked_us, first_us;     /* when a receipt was asked for; when its first byte came; 0: not yet */
	size_t bytes;                  /* from foyer-print since then */
	bool done;
	bool watched; double most_kib; /* its memory is looked at while it draws and sends; the most that was seen */
};

/** kiosk_open - start all with @assets; ready when it returns 0. -1: they did not start. kiosk_close ends them. */
int kiosk_open(struct kiosk *kiosk, const char *assets);
void kiosk_close(struct kiosk *kiosk);

/** kiosk_print - a submission with a receipt in @language, until the printer has it whole. @ret_first_us: from asking to its first byte. 0, or -1 after half a minute. */
int kiosk_print(struct kiosk *kiosk, const char *language, double *ret_first_us, size_t *ret_bytes);

/** kiosk_wait - let it be for @ms; the line still works. */
void kiosk_wait(struct kiosk *kiosk, int ms);

/** kiosk_memory_kib - PSS of foyer-print. kiosk_wakeups - how often it waited and was woken. -1: it is gone. */
double kiosk_memory_kib(const struct kiosk *kiosk);
double kiosk_wakeups(const struct kiosk *kiosk);
