/* SPDX-License-Identifier: MIT */
/* profile_set.c - a model's name is looked for as a word: TM-T88V is not TM-T88VI. */
#include "drivers/printer/profile_set.h"

#include "firmware/base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int is_profile(const struct dirent *entry)
{
	const char *end = strrchr(entry->d_name, '.');

	return end && strcmp(end, ".json") == 0;
}

static enum fail add(struct profile_set *set, const char *folder, const char *name)
{
	char path[PATH_MAX];

	if (set->count == PROFILE_SET_MAX)
		return FAIL(LIMIT, "more than %d profiles of printers", PROFILE_SET_MAX);
	TRY(file_path(path, sizeof path, folder, name));
	enum fail code = profile_read(path, &set->profile[set->count]);
	if (code != FAIL_NONE)
		return fail_note(code, "%s", name);
	set->count++;
	return FAIL_NONE;
}

enum fail profile_set_read(const char *folder, struct profile_set *ret)
{
	struct dirent **entry = NULL;
	int count = scandir(folder, &entry, is_profile, alphasort);
	enum fail code = count > 0 ? FAIL_NONE : FAIL(EMPTY, "%s has no profiles of printers", folder);

	ret->count = 0;
	for (int i = 0; i < count; i++) {
		if (code == FAIL_NONE)
			code = add(ret, folder, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	return code;
}

/* Whether @name stands in @text as a word of its own. */
static bool says(const char *text, size_t size, const char *name)
{
	size_t length = strlen(name);

	for (size_t at = 0; at + length <= size; at++)
		if (strncasecmp(text + at, name, length) == 0 && (at == 0 || !isalnum((unsigned char)text[at - 1]))
		    && (at + length == size || !isalnum((unsigned char)text[at + length])))
			return true;
	return false;
}

static bool names(const struct profile *profile, const char *text, size_t size)
{
	for (int i = 0; i < profile->model_count; i++)
		if (says(text, size, profile->model[i]))
			return true;
	return false;
}

static const struct profile *by_name(const struct profile_set *set, const char *text, size_t size)
{
	for (int i = 0; i < set->count; i++)
		if (names(&set->profile[i], text, size))
			return &set->profile[i];
	return NULL;
}

static const struct profile *by_chip(const struct profile_set *set, uint16_t vendor, uint16_t product)
{
	for (int i = 0; i < set->count; i++)
		for (int k = 0; k < set->profile[i].usb_count; k++)
			if (set->profile[i].usb[k].vendor == vendor && set->profile[i].usb[k].product == product)
				return &set->profile[i];
	return NULL;
}

/* The value of "MDL:" or "MODEL:" in an IEEE 1284 id; "" none. */
static const char *model_in(const char *device_id, size_t *ret_size)
{
	static const char *const keys[] = { "MDL:", "MODEL:" };

	for (const char *at = device_id; *at != '\0'; at += strcspn(at, ";"), at += *at == ';')
		for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
			if (strncasecmp(at, keys[i], strlen(keys[i])) == 0) {
				at += strlen(keys[i]);
				*ret_size = strcspn(at, ";");
				return at;
			}
	*ret_size = 0;
	return "";
}

const struct profile *profile_choose(const struct profile_set *set, uint16_t vendor, uint16_t product, const char *device_id, const char *model)
{
	size_t size = 0;
	const char *said = model_in(device_id, &size);
	const struct profile *found = by_name(set, model, strlen(model));

	if (!found)
		found = by_name(set, said, size);
	return found ? found : by_chip(set, vendor, product);
}
