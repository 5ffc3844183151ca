/* SPDX-License-Identifier: MIT */
/* fuzz.json_sift - a JSON text gives the same value, or the same sentence, with the sieve and without. */
#include "firmware/base/json.h"
#include "firmware/base/json_sift.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE_BYTES = 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Members in another order are other texts. */
static void must_be_the_same(const json_t *left, const json_t *right)
{
	char *one = json_dumps(left, JSON_COMPACT | JSON_ENCODE_ANY), *other = json_dumps(right, JSON_COMPACT | JSON_ENCODE_ANY);
	if (!one || !other || strcmp(one, other) != 0)
		abort();
	free(one);
	free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	JSON_SIFT_AUTO sift;
	json_t *plain = NULL, *sifted = NULL;
	char sentence[SENTENCE_BYTES];
	fail_clear();
	enum fail plain_code = json_parse((const char *)bytes, size, size, &plain);
	strncpy(sentence, fail_words(), sizeof sentence - 1);
	sentence[sizeof sentence - 1] = '\0';
	fail_clear();
	json_sift_init(&sift, (const char *)bytes, size);
	enum fail code = json_sift_parse(&sift, &sifted);
	if (code != plain_code || strncmp(sentence, fail_words(), sizeof sentence - 1) != 0)
		abort();
	if (code == FAIL_NONE)
		must_be_the_same(plain, sifted);
	json_decref(plain);
	json_decref(sifted);
	return 0;
}
