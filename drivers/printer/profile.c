/* SPDX-License-Identifier: MIT */
/* profile.c - every member is required and no other is allowed, so that a slip of the pen is found before the paper. */
#include "drivers/printer/profile.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct number_member { const char *key; size_t offset; int min, max; };

static const struct number_member numbers[] = {
	{ "dots", offsetof(struct profile, dots), 128, PROFILE_DOTS_MAX },
	{ "rowsPerSecond", offsetof(struct profile, rows_per_second), 100, 10000 },
	{ "stripRows", offsetof(struct profile, strip_rows), 8, PROFILE_STRIP_MAX_ROWS },
	{ "feedUnitsPerRow", offsetof(struct profile, feed_units), 0, 8 },
	{ "cutFeedUnits", offsetof(struct profile, cut_feed_units), 0, 255 },
	{ "cutFeedLines", offsetof(struct profile, cut_feed_lines), 0, 20 },
	{ "columns", offsetof(struct profile, columns), PROFILE_COLUMNS_MIN, PROFILE_COLUMNS_MAX },
};
enum { NUMBER_COUNT = sizeof numbers / sizeof numbers[0], OTHER_COUNT = 5 /* name, cut, confirm, mode, pages */ };

static const char *const confirm_name[CONFIRM_COUNT] = {
	[CONFIRM_PROBE] = "probe", [CONFIRM_PROCESS_ID] = "process-id", [CONFIRM_FENCE] = "fence",
};

static const char *const mode_name[MODE_COUNT] = { [MODE_RASTER] = "raster", [MODE_TEXT] = "text" };

/* Which of @names the member @key is. */
static enum fail take_name(const json_t *value, const char *key, const char *const *names, int count, int *ret)
{
	const char *text = NULL;

	TRY(json_take_text(value, key, 16, &text));
	for (int i = 0; i < count; i++)
		if (strcmp(text, names[i]) == 0) {
			*ret = i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "%s is none of its names", key);
}

static enum fail take_names(const json_t *value, struct profile *ret)
{
	const char *text = NULL;
	int confirm = 0, mode = 0;

	TRY(take_name(value, "confirm", confirm_name, CONFIRM_COUNT, &confirm));
	TRY(take_name(value, "mode", mode_name, MODE_COUNT, &mode));
	TRY(json_take_text(value, "pages", 16, &text));
	ret->confirm = (enum profile_confirm)confirm;
	ret->mode = (enum profile_mode)mode;
	ret->pages = pages_map(text);
	return ret->pages ? FAIL_NONE : FAIL(INPUT, "nobody numbers code pages like \"%s\"", text);
}

static enum fail take_all(const json_t *value, struct profile *ret)
{
	const char *text = NULL;

	TRY(json_take_text(value, "name", sizeof ret->name - 1, &text));
	snprintf(ret->name, sizeof ret->name, "%s", text);
	for (size_t i = 0; i < NUMBER_COUNT; i++) {
		int64_t number = 0;
		TRY(json_take_int(value, numbers[i].key, numbers[i].min, numbers[i].max, &number));
		*(int *)(void *)((char *)ret + numbers[i].offset) = (int)number;
	}
	if (ret->dots % 8 != 0)
		return FAIL(INPUT, "dots is not a multiple of 8");
	const json_t *cut = json_object_get(value, "cut");
	if (!json_is_boolean(cut))
		return FAIL(INPUT, "cut is neither true nor false");
	ret->cut = json_is_true(cut);
	TRY(take_names(value, ret));
	if (json_object_size(value) != NUMBER_COUNT + OTHER_COUNT)
		return FAIL(INPUT, "it has a member that nobody knows");
	return FAIL_NONE;
}

enum fail profile_parse(const char *bytes, size_t size, struct profile *ret)
{
	json_t *value = NULL;
	struct profile made = { 0 };

	TRY(json_parse(bytes, size, PROFILE_MAX_BYTES, &value));
	enum fail code = json_is_object(value) ? take_all(value, &made) : FAIL(INPUT, "a profile is not an object");
	json_decref(value);
	if (code != FAIL_NONE)
		return FAIL(INPUT, "the printer's profile is wrong"); /* a number too large is a slip as well */
	*ret = made;
	return FAIL_NONE;
}

enum fail profile_read(const char *path, struct profile *ret)
{
	BUFFER_AUTO bytes = { 0 };

	buffer_init(&bytes, PROFILE_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return profile_parse(buffer_text(&bytes), bytes.size_bytes, ret);
}
