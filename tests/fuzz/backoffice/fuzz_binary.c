/* SPDX-License-Identifier: MIT */
/* fuzz.office_binary - lines "name: value", an empty line, the body: an event that the check takes or refuses, or none. */
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/binary.h"

#include <stdlib.h>
#include <string.h>

enum { HEADERS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct https_header headers[HEADERS];
	size_t count = 0;
	char *text = malloc(size + 1), *at = text;
	memcpy(text, bytes, size);
	text[size] = '\0';
	while (count < HEADERS && *at && *at != '\n') {
		char *end = at + strcspn(at, "\n"), *colon = memchr(at, ':', (size_t)(end - at));
		if (!*end || !colon)
			break;
		*end = *colon = '\0';
		headers[count++] = (struct https_header){ at, colon + 1 + strspn(colon + 1, " ") };
		at = end + 1;
	}
	json_t *event, *checked;
	fail_clear();
	if (binary_event(headers, count, "application/jose", at, strlen(at), &event) == FAIL_NONE) {
		char *json = json_dumps(event, JSON_COMPACT);
		if (!json)
			abort();
		if (envelope_event_check(json, strlen(json), &checked) == FAIL_NONE)
			json_decref(checked);
		free(json);
		json_decref(event);
	}
	free(text);
	return 0;
}
