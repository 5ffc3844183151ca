/* SPDX-License-Identifier: MIT */
#include "tests/backoffice/known_keys.h"

#include "firmware/base/json.h"
#include "firmware/envelope/open.h"
#include "tests/backoffice/keyring.h"

#include <stdio.h>
#include <string.h>

static bool has(const struct known_keys *keys, const char *kid)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->kids[i], kid) == 0)
			return true;
	return false;
}

static void read_again(struct known_keys *keys)
{
	json_t *set = NULL;
	if (keyring_set(keys->folder, &set) != FAIL_NONE) {
		fail_clear();
		return;
	}
	const json_t *list = json_object_get(set, "keys");
	keys->count = 0;
	for (size_t i = 0; i < json_array_size(list) && keys->count < KNOWN_KEYS_MAX; i++)
		snprintf(keys->kids[keys->count++], sizeof keys->kids[0], "%s", json_text_or(json_array_get(list, i), "kid", ""));
	json_decref(set);
}

bool known_keys_has(struct known_keys *keys, const char *jwe)
{
	char kid[JWK_KID_MAX_BYTES + 1] = "";
	if (jwe_kid(jwe, kid) != FAIL_NONE)
		fail_clear();
	if (!has(keys, kid))
		read_again(keys);
	return keys->count == 0 || has(keys, kid);
}
