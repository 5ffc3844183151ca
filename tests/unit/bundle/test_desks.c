/* SPDX-License-Identifier: MIT */
/* unit.desks - the kiosks of a site, as settings name them: taken, found by their keys, and refused in words. */
#include "firmware/bundle/desks.h"
#include "firmware/bundle/settings.h"
#include "firmware/envelope/device.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

/* Number @i of the kiosks, each with a key of its own. */
static json_t *row(int i)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], name[32], listen[32], peers[32];
	struct device *device = NULL;
	given_folder(folder);
	given_path(path, folder, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	snprintf(name, sizeof name, "Kiosk %d", i);
	snprintf(listen, sizeof listen, "10.0.0.%d:8443", i + 1);
	snprintf(peers, sizeof peers, "[fd00::%x]:8444", i + 1);
	json_t *json = json_pack("{s:s, s:s, s:s, s:o}", "name", name, "listen", listen, "peers", peers, "key", device_jwk(device));
	device_close(device);
	given_done(folder);
	return json;
}

static json_t *rows(int count)
{
	json_t *list = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(list, row(i));
	return list;
}

static void a_kiosk_is_found_by_its_key(void **state)
{
	struct desks desks;
	json_t *list = rows(DESKS_MAX);
	(void)state;
	assert_int_equal(desks_take(list, &desks), FAIL_NONE);
	assert_int_equal(desks.count, DESKS_MAX);
	const char *kid = json_string_value(json_object_get(json_object_get(json_array_get(list, 7), "key"), "kid"));
	const struct desks_row *found = desks_find(&desks, kid);
	assert_non_null(found);
	assert_string_equal(found->name, "Kiosk 7");
	assert_string_equal(found->listen, "10.0.0.8:8443");
	assert_string_equal(found->peers, "[fd00::8]:8444");
	assert_null(desks_find(&desks, "nobody"));
	json_array_append_new(list, row(DESKS_MAX));
	assert_int_equal(desks_take(list, &desks), FAIL_LIMIT);
	assert_int_equal(desks_take(NULL, &desks), FAIL_NONE);
	assert_int_equal(desks.count, 0);
	json_decref(list);
}

static void what_cannot_be_is_refused(void **state)
{
	static const struct { const char *member, *value, *words; } wrongs[] = {
		{ "listen", "0.0.0.0:8443", "\"listen\" is not like" }, { "listen", "[::]:8443", "\"listen\" is not like" }, { "listen", "kiosk-1:8443", "\"listen\" is not like" },
		{ "listen", "10.0.0.5", "\"listen\" is not like" }, { "listen", "10.0.0.5:0", "\"listen\" is not like" }, { "listen", "10.0.0.5:65536", "\"listen\" is not like" },
		{ "listen", ":8443", "\"listen\" is not like" }, { "listen", "[fd00::1:8443", "\"listen\" is not like" }, { "listen", "10.0.0.5:84x", "\"listen\" is not like" },
		{ "peers", "10.0.0.1:8443", "\"listen\" and \"peers\" are the same" }, { "peers", "[fd00::2]:8444", "its address is another's" }, { "peers", "10.0.0.2:8443", "its address is another's" },
		{ "name", NULL, "\"name\"" }, { "key", "AAAA", "number 2" }, { "note", "x", "there is no member \"note\"" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
		struct desks desks;
		json_t *list = json_pack("[o, o]", row(1), row(0));
		json_object_set_new(json_array_get(list, 1), wrongs[i].member, wrongs[i].value ? json_string(wrongs[i].value) : json_null());
		fail_clear();
		assert_int_equal(desks_take(list, &desks), FAIL_INPUT);
		if (!strstr(fail_words(), wrongs[i].words) || !strstr(fail_words(), "number 2"))
			fail_msg("%s: %s", wrongs[i].words, fail_words());
		json_decref(list);
	}
	json_t *twice = json_pack("[o, o]", row(1), row(2));
	struct desks desks;
	json_object_set(json_array_get(twice, 1), "key", json_object_get(json_array_get(twice, 0), "key"));
	assert_int_equal(desks_take(twice, &desks), FAIL_INPUT);
	json_decref(twice);
}

static void a_name_has_its_longest(void **state)
{
	char name[DESKS_NAME_MAX_BYTES + 2];
	(void)state;
	for (int more = 0; more <= 1; more++) {
		struct desks desks;
		json_t *list = rows(1);
		memset(name, 'a', sizeof name);
		name[DESKS_NAME_MAX_BYTES + more] = '\0';
		json_object_set_new(json_array_get(list, 0), "name", json_string(name));
		assert_int_equal(desks_take(list, &desks), more ? FAIL_LIMIT : FAIL_NONE);
		json_decref(list);
	}
}

static void settings_say_what_is_wrong_with_them(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct settings_part settings;
	(void)state;
	given_folder(folder);
	given_path(path, folder, "settings.json");
	json_t *file = json_pack("{s:o}", "desks", rows(2));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	assert_int_equal(settings_part_read(path, &settings), FAIL_NONE);
	assert_int_equal(json_array_size(settings.desks), 2);
	settings_part_done(&settings);
	json_object_set_new(json_array_get(json_object_get(file, "desks"), 1), "peers", json_string("10.0.0.1:8443"));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	fail_clear();
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "\"desks\", number 2"));
	settings_part_done(&settings);
	json_decref(file);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kiosk_is_found_by_its_key),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(a_name_has_its_longest),
		cmocka_unit_test(settings_say_what_is_wrong_with_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
