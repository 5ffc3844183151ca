/* SPDX-License-Identifier: MIT */
/* fuzz.form_mutated - definitions changed as JSON, not as bytes: loaded, walked and shown as unit.forms_bad_input does. */
#include "tests/unit/forms/bad_input_load.h"
#include "tests/unit/forms/mutate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned int seed);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t room);

/* Every eighth time bytes are changed as usual: half of a character, a comma too many. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned int seed)
{
	uint32_t next = seed ? seed : 1;
	json_t *root = json_loadb((const char *)bytes, size, 0, NULL);
	if (!root || mutate_any(&next, 8) == 0) {
		json_decref(root);
		return LLVMFuzzerMutate(bytes, size, room);
	}
	mutate(root, &next);
	size_t written = json_dumpb(root, (char *)bytes, room, JSON_ENCODE_ANY | JSON_COMPACT);
	json_decref(root);
	return written > 0 && written <= room ? written : LLVMFuzzerMutate(bytes, size, room);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	(void)bad_input_loads((const char *)bytes, size);
	return 0;
}
