/* SPDX-License-Identifier: MIT */
/* fuzz.uplink - messages from no kernel: what is remembered stays bounded, and nothing comes back without a message that says so. */
#include "firmware/sync/uplink.h"

#include <linux/rtnetlink.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool says_new(const uint8_t *bytes, size_t size)
{
	for (size_t at = 4; at + 2 <= size; at += 4) { /* messages begin at multiples of four */
		unsigned type = bytes[at] | (unsigned)bytes[at + 1] << 8;
		if (type == RTM_NEWLINK || type == RTM_NEWADDR || type == RTM_NEWROUTE)
			return true;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct uplink uplink;
	uplink_init(&uplink, NULL, NULL, NULL);
	bool came = uplink_read(&uplink, bytes, size);
	if (uplink.known_count > UPLINK_KNOWN_MAX || (came && !says_new(bytes, size)) || (!came && uplink.known_count > 0))
		abort();
	(void)uplink_read(&uplink, bytes, size);
	if (uplink.known_count > UPLINK_KNOWN_MAX)
		abort();
	return 0;
}
