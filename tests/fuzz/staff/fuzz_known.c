/* SPDX-License-Identifier: MIT */
/* fuzz.known - any list of tokens: nobody is known by it, and one that is added to it is found. */
#include "firmware/staff/known.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct roster roster = { .pepper = "pepper" };
	static const struct roster_member sam = { .id = "sam", .pin = "$argon2id$" };
	char list[KNOWN_LIST_MAX_BYTES + 1], more[KNOWN_LIST_MAX_BYTES + 1], name[KNOWN_NAME_BYTES];
	size = size < KNOWN_LIST_MAX_BYTES ? size : KNOWN_LIST_MAX_BYTES;
	memcpy(list, bytes, size);
	list[size] = '\0';
	if (known_find(&roster, &sam, list, name))
		abort();
	known_add(&roster, &sam, list, more);
	if (strlen(more) > KNOWN_LIST_MAX_BYTES || !known_find(&roster, &sam, more, name))
		abort();
	return 0;
}
