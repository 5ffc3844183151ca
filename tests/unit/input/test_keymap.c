/* SPDX-License-Identifier: MIT */
/* unit.keymap - the maps that are shipped, and what is wrong with others, in words. */
#include "ui/input/keymap.h"

#include "firmware/base/file.h"
#include "tests/lib/given.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place { char folder[GIVEN_PATH_BYTES], keypads[GIVEN_PATH_BYTES]; };

static int given_place(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	assert_non_null(place);
	given_folder(place->folder);
	given_path(place->keypads, place->folder, "keypads");
	assert_int_equal(file_make_folder(place->keypads, 0700), FAIL_NONE);
	*state = place;
	return 0;
}

static int gone_place(void **state)
{
	given_done(((struct place *)*state)->folder);
	free(*state);
	return 0;
}

static enum fail read_map(struct place *place, const char *keys, struct keymap *ret)
{
	char path[GIVEN_PATH_BYTES], text[8192];
	given_path(path, place->keypads, "one.json");
	snprintf(text, sizeof text, "{\"device\":\"One\",\"keys\":{%s}}", keys);
	given_file(path, text, 0644);
	fail_clear();
	return keymap_read(place->folder, "one", ret);
}

static void every_map_that_is_shipped_is_read(void **state)
{
	char assets[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES];
	int count = 0;
	(void)state;
	given_source("assets", assets);
	given_source("assets/keypads", folder);
	DIR *all = opendir(folder);
	assert_non_null(all);
	for (struct dirent *entry; (entry = readdir(all));) {
		char name[64];
		struct keymap map;
		const char *end = strstr(entry->d_name, ".json");
		if (!end || strstr(entry->d_name, ".schema.json"))
			continue;
		snprintf(name, sizeof name, "%.*s", (int)(end - entry->d_name), entry->d_name);
		if (keymap_read(assets, name, &map) != FAIL_NONE)
			fail_msg("%s: %s", name, fail_words());
		assert_true(map.keypad != map.switches);
		count++;
	}
	closedir(all);
	assert_int_equal(count, 3);
}

static void a_keypad_reaches_everything_and_switches_come_besides(void **state)
{
	static const enum pad needed[] = { PAD_PREVIOUS, PAD_NEXT, PAD_UP, PAD_DOWN, PAD_SELECT, PAD_HELP };
	static const char *const pads[] = { "nine-keys", "numeric" };
	char assets[GIVEN_PATH_BYTES];
	struct keymap map;
	(void)state;
	given_source("assets", assets);
	for (size_t p = 0; p < 2; p++) {
		assert_int_equal(keymap_read(assets, pads[p], &map), FAIL_NONE);
		for (size_t n = 0; n < sizeof needed / sizeof needed[0]; n++) {
			bool found = false;
			for (int i = 0; i < map.count; i++)
				found = found || map.entry[i].pad == needed[n];
			assert_true(found);
		}
	}
	assert_int_equal(keymap_read(assets, "nine-keys,two-switches", &map), FAIL_NONE);
	assert_true(map.keypad && map.switches);
	assert_int_equal(keymap_find(&map, "Left"), PAD_PREVIOUS);
	assert_int_equal(keymap_find(&map, "F2"), PAD_SWITCH_2);
	assert_int_equal(keymap_find(&map, "A"), PAD_NONE);
}

static void what_is_wrong_is_said_in_words(void **state)
{
	static const struct { const char *keys; enum fail code; const char *words; } wrong[] = {
		{ "", FAIL_INPUT, "names no key" }, { "\"F1\":\"jump\"", FAIL_INPUT, "\"F1\" means nothing" }, { "\"F1\":7", FAIL_INPUT, "\"F1\" means nothing" },
		{ "\"\":\"up\"", FAIL_LIMIT, "1 to 31 bytes" }, { "\"0123456789012345678901234567890\":\"up\"", FAIL_NONE, "" },
		{ "\"01234567890123456789012345678901\":\"up\"", FAIL_LIMIT, "1 to 31 bytes" }, { "\"F1\":\"switch-1\"", FAIL_INPUT, "one switch alone" },
	};
	struct keymap map;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(read_map(*state, wrong[i].keys, &map), wrong[i].code);
		if (!strstr(fail_words(), wrong[i].words))
			fail_msg("{%s}: \"%s\" does not say \"%s\"", wrong[i].keys, fail_words(), wrong[i].words);
	}
}

static void the_last_key_is_taken_and_one_more_is_not(void **state)
{
	char keys[4096] = "";
	struct keymap map;
	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s\"K%d\":\"up\"", i ? "," : "", i);
	assert_int_equal(read_map(*state, keys, &map), FAIL_NONE);
	assert_int_equal(map.count, KEYMAP_KEYS_MAX);
	snprintf(keys + strlen(keys), sizeof keys - strlen(keys), ",\"more\":\"up\"");
	assert_int_equal(read_map(*state, keys, &map), FAIL_LIMIT);
}

static void two_devices_must_not_quarrel(void **state)
{
	struct place *place = *state;
	struct keymap map;
	assert_int_equal(read_map(place, "\"F1\":\"up\"", &map), FAIL_NONE);
	assert_int_equal(keymap_read(place->folder, "one,one", &map), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "two meanings"));
}

static void names_stay_in_their_folder(void **state)
{
	static const char *const names[] = { "", "../one", "one,", "One", "a/b", "one.json" };
	struct place *place = *state;
	struct keymap map;
	assert_int_equal(read_map(place, "\"F1\":\"up\"", &map), FAIL_NONE);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		assert_int_equal(keymap_read(place->folder, names[i], &map), FAIL_INPUT);
	assert_int_equal(keymap_read(place->folder, "two", &map), FAIL_EMPTY);
	assert_int_equal(keymap_read(place->folder, "two,two,two,two,two", &map), FAIL_EMPTY);
	char many[400];
	memset(many, 'a', sizeof many - 1);
	many[sizeof many - 1] = '\0';
	assert_int_equal(keymap_read(place->folder, many, &map), FAIL_LIMIT);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_place, gone_place)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(every_map_that_is_shipped_is_read), CASE(a_keypad_reaches_everything_and_switches_come_besides), CASE(what_is_wrong_is_said_in_words),
		CASE(the_last_key_is_taken_and_one_more_is_not), CASE(two_devices_must_not_quarrel), CASE(names_stay_in_their_folder),
	};
	return cmocka_run_group_tests_name("keymap", cases, NULL, NULL);
}
