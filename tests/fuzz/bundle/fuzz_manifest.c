/* SPDX-License-Identifier: MIT */
/* fuzz.manifest - any manifest: taken or refused; what is taken is written back the same and names no path outside its folder. */
#include "firmware/bundle/manifest.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct manifest manifest, again;
	fail_clear();
	if (manifest_read((const char *)bytes, size, &manifest) == FAIL_NONE) {
		BUFFER_AUTO text;
		buffer_init(&text, 4 * MANIFEST_MAX_BYTES);
		for (size_t i = 0; i < manifest.part_count; i++)
			must(manifest.parts[i].path[0] != '/' && strcmp(manifest.parts[i].path, "..") != 0 && !strstr(manifest.parts[i].path, "/../"));
		must(manifest_write(&manifest, &text) == FAIL_NONE);
		if (text.size_bytes <= MANIFEST_MAX_BYTES) {
			must(manifest_read(buffer_text(&text), text.size_bytes, &again) == FAIL_NONE && again.part_count == manifest.part_count && again.version == manifest.version);
			manifest_done(&again);
		}
	}
	manifest_done(&manifest);
	return 0;
}
