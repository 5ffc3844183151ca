/* SPDX-License-Identifier: MIT */
/* fuzz.suggest - whatever somebody has typed of a town or a street: at most so many names of the list come back, and each begins with it. */
#include "firmware/store/content.h"
#include "tests/fuzz/frames/fuzz_hub.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void look_at(const json_t *answer, const char *typed)
{
	const json_t *names = json_object_get(answer, "names");
	size_t at;
	json_t *name;
	if (!names)
		return; /* refused */
	if (json_array_size(names) > CONTENT_NAMES_MAX || strcmp(json_string_value(json_object_get(answer, "begins")), typed) != 0)
		abort();
	json_array_foreach(names, at, name)
		if (!json_is_string(name) || (typed[0] >= 'A' && typed[0] <= 'Z' && strncasecmp(json_string_value(name), typed, 1) != 0))
			abort();
}

/* The first byte: a town, a street, or something else; the rest is what was typed. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const kinds[] = { "town", "street", "county", "" };
	if (size < 1)
		return 0;
	json_t *typed = json_stringn((const char *)bytes + 1, size - 1), *answer = NULL;
	if (!typed || strlen(json_string_value(typed)) != size - 1) {
		json_decref(typed);
		return 0; /* no frame can have that */
	}
	json_t *frame = json_pack("{s:s, s:s, s:o}", "verb", "place.suggest", "kind", kinds[bytes[0] % 4], "begins", typed);
	char *text = json_dumps(frame, JSON_COMPACT);
	struct reply reply = { .blob_fd = -1 };
	const struct request request = { .at = DOORWAY_UI, .frame = frame, .blob_fd = -1 };
	if (verb_answer(fuzz_hub(), &request, strlen(text), &reply, &answer) == FAIL_NONE)
		look_at(answer, json_string_value(typed));
	fuzz_hub_whole();
	json_decref(answer);
	json_decref(frame);
	free(text);
	fail_clear();
	return 0;
}
