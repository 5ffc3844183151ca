/* SPDX-License-Identifier: MIT */
/* fuzz.form_answers - kept answers of any bytes: what is taken comes back the same, what is refused leaves nothing. */
#include "firmware/forms/answers.h"

#include "firmware/base/json.h"

#include <stdint.h>
#include <stdlib.h>

enum { JSON_MAX_BYTES = 512 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *json = NULL;
	if (json_parse((const char *)bytes, size, JSON_MAX_BYTES, &json) != FAIL_NONE)
		return 0;
	struct answers *answers = answers_new(), *again = answers_new();
	if (answers_from_json(answers, json) == FAIL_NONE) {
		json_t *kept = answers_to_json(answers);
		if (answers_from_json(again, kept) != FAIL_NONE || answers_bytes(again) != answers_bytes(answers))
			abort();
		json_t *twice = answers_to_json(again);
		if (!json_equal(kept, twice))
			abort();
		json_decref(twice);
		const char *name;
		json_t *values;
		json_object_foreach(kept, name, values)
			answers_remove(answers, name);
		json_decref(kept);
	}
	if (answers_bytes(answers) != 0)
		abort();
	answers_free(answers);
	answers_free(again);
	json_decref(json);
	return 0;
}
