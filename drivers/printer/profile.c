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
	{ "dpi", offsetof(struct profile, dpi), 100, 300 },
	{ "paperMm", offsetof(struct profile, paper_mm), 40, 120 },
	{ "bufferBytes", offsetof(struct profile, buffer_bytes), 0, PROFILE_BUFFER_MAX_BYTES },
	{ "presentStepUm", offsetof(struct profile, present_um), 0, 30000 },
	{ "presentMm", offsetof(struct profile, present_mm), 0, 200 },
	{ "ticketSeconds", offsetof(struct profile, ticket_seconds), 0, PROFILE_TICKET_MAX_SECONDS },
	{ "columns", offsetof(struct profile, columns), PROFILE_COLUMNS_MIN, PROFILE_COLUMNS_MAX },
};
enum { NUMBER_COUNT = sizeof numbers / sizeof numbers[0], OTHER_COUNT = 15 /* name, models, usb, cut, states, retracts, qr, code128, and what has names */ };

static const char *const confirm_name[CONFIRM_COUNT] = {
	[CONFIRM_PROBE] = "probe", [CONFIRM_PROCESS_ID] = "process-id", [CONFIRM_FENCE] = "fence",
};

static const char *const mode_name[MODE_COUNT] = { [MODE_RASTER] = "raster", [MODE_TEXT] = "text" };

static const char *const counter_name[COUNTER_COUNT] = { [COUNTER_PROBE] = "probe", [COUNTER_YES] = "yes", [COUNTER_NO] = "no" };
static const char *const clear_name[CLEAR_COUNT] = { [CLEAR_RESET] = "reset", [CLEAR_LIVE] = "real-time" };
static const char *const raster_name[RASTER_COUNT] = { [RASTER_STRIPS] = "strips", [RASTER_STORED] = "stored" };
static const char *const presenter_name[PRESENTER_COUNT] = { [PRESENTER_NONE] = "none", [PRESENTER_CUSTOM] = "custom" };

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
	int confirm = 0, mode = 0, counter = 0, clear = 0, raster = 0, presenter = 0;

	TRY(take_name(value, "confirm", confirm_name, CONFIRM_COUNT, &confirm));
	TRY(take_name(value, "mode", mode_name, MODE_COUNT, &mode));
	TRY(take_name(value, "counter", counter_name, COUNTER_COUNT, &counter));
	TRY(take_name(value, "clear", clear_name, CLEAR_COUNT, &clear));
	TRY(take_name(value, "raster", raster_name, RASTER_COUNT, &raster));
	TRY(take_name(value, "presenter", presenter_name, PRESENTER_COUNT, &presenter));
	ret->counter = (enum profile_counter)counter;
	ret->clear = (enum profile_clear)clear;
	ret->raster = (enum profile_raster)raster;
	ret->presenter = (enum profile_presenter)presenter;
	TRY(json_take_text(value, "pages", 16, &text));
	ret->confirm = (enum profile_confirm)confirm;
	ret->mode = (enum profile_mode)mode;
	ret->pages = pages_map(text);
	return ret->pages ? FAIL_NONE : FAIL(INPUT, "nobody numbers code pages like \"%s\"", text);
}

/* "04b8:0e28" */
static enum fail take_chip(const char *text, struct profile *ret)
{
	unsigned vendor = 0, product = 0;
	int size = 0;

	if (strlen(text) != 9 || strspn(text, "0123456789abcdef:") != 9 || sscanf(text, "%4x:%4x%n", &vendor, &product, &size) != 2 || size != 9)
		return FAIL(INPUT, "\"%.9s\" is not a vendor and a product", text);
	ret->usb[ret->usb_count].vendor = (uint16_t)vendor;
	ret->usb[ret->usb_count++].product = (uint16_t)product;
	return FAIL_NONE;
}

static enum fail take_model(const char *text, struct profile *ret)
{
	if (text[0] == '\0' || strlen(text) > PROFILE_MODEL_MAX)
		return FAIL(INPUT, "a model has 1 to %d letters", PROFILE_MODEL_MAX);
	snprintf(ret->model[ret->model_count++], PROFILE_MODEL_MAX + 1, "%s", text);
	return FAIL_NONE;
}

static enum fail take_list(const json_t *value, const char *key, enum fail (*take)(const char *text, struct profile *ret), struct profile *ret)
{
	const json_t *list = json_object_get(value, key);

	if (!json_is_array(list) || json_array_size(list) > PROFILE_MATCH_MAX)
		return FAIL(INPUT, "%s is not a list of at most %d", key, PROFILE_MATCH_MAX);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text = json_string_value(json_array_get(list, i));
		TRY(text ? take(text, ret) : FAIL(INPUT, "%s has something that is no text", key));
	}
	return FAIL_NONE;
}

static enum fail take_bool(const json_t *value, const char *key, bool *ret)
{
	const json_t *said = json_object_get(value, key);

	if (!json_is_boolean(said))
		return FAIL(INPUT, "%s is neither true nor false", key);
	*ret = json_is_true(said);
	return FAIL_NONE;
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
	bool states = true;
	TRY(take_bool(value, "cut", &ret->cut));
	TRY(take_bool(value, "states", &states));
	TRY(take_bool(value, "retracts", &ret->retracts));
	TRY(take_bool(value, "qr", &ret->qr));
	TRY(take_bool(value, "code128", &ret->code128));
	ret->no_states = !states;
	TRY(take_list(value, "models", take_model, ret));
	TRY(take_list(value, "usb", take_chip, ret));
	TRY(take_names(value, ret));
	if ((ret->presenter != PRESENTER_NONE) != (ret->present_um > 0))
		return FAIL(INPUT, "a presenter has steps, and nothing else has");
	if (ret->presenter == PRESENTER_NONE ? ret->ticket_seconds > 0 || ret->retracts : ret->ticket_seconds < PROFILE_TICKET_MIN_SECONDS)
		return FAIL(INPUT, "a presenter waits %d seconds or more for a hand, and nothing else does, or retracts", PROFILE_TICKET_MIN_SECONDS);
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
