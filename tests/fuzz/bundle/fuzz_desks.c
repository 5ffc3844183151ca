/* SPDX-License-Identifier: MIT */
/* fuzz.desks - any list of desks: taken or refused; who is in it is found by its key, and no two are one. */
#include "firmware/base/json.h"
#include "firmware/bundle/desks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct desks desks;
	json_t *list = NULL;
	fail_clear();
	if (json_parse((const char *)bytes, size, 64 * 1024, &list) != FAIL_NONE)
		return 0;
	if (desks_take(list, &desks) == FAIL_NONE) {
		for (size_t i = 0; i < desks.count; i++)
			if (desks_find(&desks, desks.rows[i].kid) != &desks.rows[i] || strcmp(desks.rows[i].listen, desks.rows[i].peers) == 0)
				abort();
	}
	json_decref(list);
	return 0;
}
