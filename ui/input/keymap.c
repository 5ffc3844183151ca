/* SPDX-License-Identifier: MIT */
#include "ui/input/keymap.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum pad keymap_find(const struct keymap *map, const char *key)
{
	for (int i = 0; i < map->count; i++)
		if (strcmp(map->entry[i].key, key) == 0)
			return map->entry[i].pad;
	return PAD_NONE;
}

static enum fail take_key(const char *key, const json_t *meaning, struct keymap *map)
{
	enum pad pad = json_is_string(meaning) ? pad_of(json_string_value(meaning)) : PAD_NONE;
	if (pad == PAD_NONE)
		return FAIL(INPUT, "the key \"%.31s\" means nothing that there is", key);
	if (strlen(key) == 0 || strlen(key) >= KEYMAP_KEY_BYTES)
		return FAIL(LIMIT, "the key \"%.31s\" has a name of 1 to %d bytes", key, KEYMAP_KEY_BYTES - 1);
	if (keymap_find(map, key) != PAD_NONE)
		return FAIL(INPUT, "the key \"%s\" has two meanings", key);
	if (map->count >= KEYMAP_KEYS_MAX)
		return FAIL(LIMIT, "more than %d keys", KEYMAP_KEYS_MAX);
	snprintf(map->entry[map->count].key, KEYMAP_KEY_BYTES, "%s", key);
	map->entry[map->count++].pad = pad;
	if (pad != PAD_SWITCH_1 && pad != PAD_SWITCH_2)
		map->keypad = true;
	return FAIL_NONE;
}

static enum fail take_keys(const json_t *file, struct keymap *map)
{
	json_t *keys = json_object_get(file, "keys"), *meaning;
	const char *key, *device;
	TRY(json_take_text(file, "device", KEYMAP_DEVICE_MAX_BYTES, &device));
	if (!json_is_object(keys) || json_object_size(keys) == 0)
		return FAIL(INPUT, "\"keys\" names no key");
	json_object_foreach(keys, key, meaning)
		TRY(take_key(key, meaning, map));
	return FAIL_NONE;
}

static enum fail read_device(const char *assets, const char *name, struct keymap *map)
{
	char folder[PATH_MAX], path[PATH_MAX], file[KEYMAP_NAME_MAX_BYTES + 8];
	json_t *device = NULL;
	if (!*name || strlen(name) > KEYMAP_NAME_MAX_BYTES || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name))
		return FAIL(INPUT, "\"%.40s\" is no name of a keypad: small letters, digits and hyphens", name);
	snprintf(file, sizeof file, "%s.json", name);
	TRY(file_path(folder, sizeof folder, assets, "keypads"));
	TRY(file_path(path, sizeof path, folder, file));
	enum fail code = json_read(path, KEYMAP_FILE_MAX_BYTES, &device);
	if (code == FAIL_EMPTY)
		return FAIL(EMPTY, "there is no keypad \"%s\" in %s", name, folder);
	if (code == FAIL_NONE)
		code = take_keys(device, map);
	json_decref(device);
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "%s", path);
}

static bool has(const struct keymap *map, enum pad pad)
{
	for (int i = 0; i < map->count; i++)
		if (map->entry[i].pad == pad)
			return true;
	return false;
}

enum fail keymap_read(const char *assets, const char *names, struct keymap *ret)
{
	struct keymap map = { 0 };
	char list[KEYMAP_DEVICES_MAX * (KEYMAP_NAME_MAX_BYTES + 1)], *rest = list;
	if (strlen(names) >= sizeof list)
		return FAIL(LIMIT, "more than %d keypads", KEYMAP_DEVICES_MAX);
	snprintf(list, sizeof list, "%s", names);
	for (int count = 0; rest; count++) {
		if (count == KEYMAP_DEVICES_MAX)
			return FAIL(LIMIT, "more than %d keypads", KEYMAP_DEVICES_MAX);
		TRY(read_device(assets, strsep(&rest, ","), &map));
	}
	if (has(&map, PAD_SWITCH_1) != has(&map, PAD_SWITCH_2))
		return FAIL(INPUT, "one switch alone can not both move and choose");
	map.switches = has(&map, PAD_SWITCH_1);
	*ret = map;
	return FAIL_NONE;
}
