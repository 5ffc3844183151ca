/* SPDX-License-Identifier: MIT */
/* uplink.h - whether the network came back, as the kernel tells it: a link with its carrier, an address, a default route. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	UPLINK_READ_MAX_BYTES = 32 * 1024, /* one message of the kernel's; a longer one is left out */
	UPLINK_KNOWN_MAX = 64,             /* links, addresses and routes that are there; when they are more, all are forgotten and count anew */
};

struct uplink {
	struct loop *loop;
	int fd;                            /* netlink; -1 while it is closed */
	uint64_t known[UPLINK_KNOWN_MAX];
	size_t known_count;
	void (*back)(void *context);
	void *context;
};

/** uplink_init - nothing is known and nothing listened to. @back: called when the network came back, once for all that was heard at a time. */
void uplink_init(struct uplink *uplink, struct loop *loop, void (*back)(void *context), void *context);

/** uplink_open - listen to the kernel. FAIL_IO it cannot be heard (a sandbox): whoever waits for the network then waits by the clock alone. uplink_close - safe when not open. */
enum fail uplink_open(struct uplink *uplink);
void uplink_close(struct uplink *uplink);

/**
 * uplink_read - @size bytes of rtnetlink messages: whether something appeared that was not there, as far as is known. What is said again (a lease
 * that was renewed) is nothing new. The loopback link and addresses that lead nowhere beyond the next switch do not count. Stops at the first
 * message that does not hold together. Source: rtnetlink(7), netlink(7).
 */
bool uplink_read(struct uplink *uplink, const void *bytes, size_t size);
