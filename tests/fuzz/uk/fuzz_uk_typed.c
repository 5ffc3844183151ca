/* SPDX-License-Identifier: MIT */
/* fuzz.uk_typed - every reader of typed text; what is read once reads the same again. */
#include "firmware/uk/email.h"
#include "firmware/uk/phone.h"
#include "firmware/uk/postcode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void read_postcode(struct span text)
{
	struct postcode first, again;
	if (!postcode_read(text, &first))
		return;
	must(postcode_read(span_of(first.text), &again));
	must(strcmp(first.text, again.text) == 0 && !again.mended && first.outward == again.outward && first.text[first.outward] == ' ');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *copy = strndup((const char *)bytes, size);
	struct span text = span_of(copy);
	read_postcode(text);
	(void)email_valid(text);
	(void)phone_check(text);
	free(copy);
	return 0;
}
