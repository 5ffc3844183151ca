/* SPDX-License-Identifier: MIT */
/* A list of staff for tests. */
#include "tests/lib/staff_list.h"

#include "firmware/base/date.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwe.h"
#include "firmware/staff/roster.h"
#include "tests/lib/given.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const unsigned char pepper[PIN_PEPPER_BYTES] = "the pepper of the tests", master[CODE_KEY_BYTES] = "the master of the tests";

static void hash_pins(json_t *staff)
{
	json_t *member;
	size_t index;
	json_array_foreach(staff, index, member) {
		unsigned char seasoned[PIN_SEASONED_BYTES];
		char verifier[PIN_VERIFIER_MAX_BYTES + 1];
		const char *pin = json_text_or(member, "pin", NULL);
		if (!pin)
			continue;
		pin_season(pepper, json_text_or(member, "id", ""), pin, seasoned);
		if (json_object_del(member, "slow") == 0)
			assert_int_equal(crypto_pwhash_str(verifier, (const char *)seasoned, sizeof seasoned, PIN_PASSES_MAX, (size_t)PIN_MEMORY_MAX_KIB * 1024), 0);
		else
			assert_int_equal(pin_keep(seasoned, verifier), FAIL_NONE);
		json_object_set_new(member, "pin", json_string(verifier));
	}
}

static char *kiosk_id(const char *state)
{
	static char id[64];
	char path[GIVEN_PATH_BYTES];
	json_t *file = NULL;
	given_path(path, state, "kiosk.json");
	assert_int_equal(json_read(path, 65536, &file), FAIL_NONE);
	snprintf(id, sizeof id, "%s", json_text_or(file, "id", ""));
	json_decref(file);
	return id;
}

static json_t *list_json(const char *state, int unlock, json_t *staff)
{
	char pepper_text[64], key_text[64];
	unsigned char key[CODE_KEY_BYTES];
	hash_pins(staff);
	code_key(master, kiosk_id(state), key);
	base64url_write(pepper, sizeof pepper, pepper_text);
	base64url_write(key, sizeof key, key_text);
	return json_pack("{s:s, s:s, s:s, s:i, s:o}", "format", ROSTER_FORMAT, "pepper", pepper_text, "code_key", key_text, "unlock", unlock, "staff", staff);
}

static void write_sealed(const json_t *jwk, const char *assets, const char *text)
{
	struct envelope_key *key = NULL;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], name[128];
	BUFFER_AUTO sealed;
	buffer_init(&sealed, ROSTER_SEALED_MAX_BYTES);
	assert_int_equal(envelope_key_read(jwk, &key), FAIL_NONE);
	assert_int_equal(jwe_seal(key, text, strlen(text), &sealed), FAIL_NONE);
	given_path(folder, assets, "staff");
	mkdir(folder, 0755);
	snprintf(name, sizeof name, "%s.jwe", envelope_key_name(key));
	given_path(path, folder, name);
	given_file(path, buffer_text(&sealed), 0644);
	envelope_key_free(key);
}

void staff_list(const char *state, const char *assets, int unlock, json_t *staff)
{
	struct device *device = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, state, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	json_t *list = list_json(state, unlock, staff), *jwk = device_jwk(device);
	char *text = json_dumps(list, JSON_COMPACT);
	write_sealed(jwk, assets, text);
	free(text);
	json_decref(list);
	json_decref(jwk);
	device_close(device);
}

json_t *staff_list_sam(void)
{
	return json_pack("[{s:s, s:s, s:s, s:s, s:s, s:s}]", "id", "sam", "number", "4471", "badge", "04A2B3C4", "name", "Sam", "role", "staff", "pin", "839205");
}

void staff_list_code(const char *id, int64_t wall_ms, int64_t number, char ret[static CODE_DIGITS + 1])
{
	unsigned char key[CODE_KEY_BYTES];
	code_key(master, id, key);
	code_make(key, date_number(date_of_ms(wall_ms, NULL)), number, ret);
}
