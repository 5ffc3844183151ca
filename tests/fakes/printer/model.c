/* SPDX-License-Identifier: MIT */
/* model.c - words to options, by tables. */
#include "tests/fakes/printer/model.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 160, USUAL_MM_PER_SECOND = 200, USUAL_BUFFER_BYTES = 4096, SPEED_MAX_MM = 1000, DPI_MAX = 600, UNITS_MAX = 16 };

struct number { const char *word; size_t at; long least, most; };
struct text { const char *word; size_t at; };
struct lack { const char *word; size_t flag_at; unsigned lack; };

static const struct number numbers[] = {
	{ "dots", offsetof(struct model, options.dots), 8, FAKE_DOTS }, { "dpi", offsetof(struct model, options.dpi), 100, DPI_MAX },
	{ "cutter-rows", offsetof(struct model, options.cutter_rows), 0, FAKE_CUTTER_MAX_ROWS },
	{ "feed-units", offsetof(struct model, options.feed_units), 1, UNITS_MAX },
};

static const struct text texts[] = {
	{ "maker", offsetof(struct model, maker) }, { "model", offsetof(struct model, name) }, { "serial", offsetof(struct model, serial) },
};

static const struct lack lacks[] = {
	{ "raster", 0, FAKE_LACK_RASTER }, { "graphics", 0, FAKE_LACK_GRAPHICS }, { "qr", 0, FAKE_LACK_QR }, { "barcode", 0, FAKE_LACK_BARCODE },
	{ "bit-image", 0, FAKE_LACK_BIT_IMAGE }, { "cutter", 0, FAKE_LACK_CUTTER },
	{ "process-id", offsetof(struct model, options.no_process_id), 0 }, { "state", offsetof(struct model, options.no_state), 0 },
	{ "identity", offsetof(struct model, options.no_identity), 0 }, { "counters", offsetof(struct model, options.no_counters), 0 },
	{ "clear", offsetof(struct model, options.no_clear), 0 }, { "fence", offsetof(struct model, options.no_fence), 0 }, { "low-sensor", offsetof(struct model, options.no_low_sensor), 0 },
};

static bool number_of(const char *text, long least, long most, long *ret)
{
	char *end = NULL;

	errno = 0;
	*ret = strtol(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && *ret >= least && *ret <= most;
}

static bool add_lacks(struct model *model, char *words)
{
	char *rest = words;

	for (char *word; (word = strtok_r(rest, " ", &rest));) {
		size_t i = 0;
		while (i < sizeof lacks / sizeof lacks[0] && strcmp(lacks[i].word, word) != 0)
			i++;
		if (i == sizeof lacks / sizeof lacks[0])
			return false;
		model->options.lacks |= lacks[i].lack;
		if (lacks[i].flag_at)
			*(bool *)((char *)model + lacks[i].flag_at) = true;
	}
	return true;
}

static bool take(struct model *model, const char *word, char *value)
{
	long number;

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (strcmp(word, numbers[i].word) != 0)
			continue;
		if (!number_of(value, numbers[i].least, numbers[i].most, &number))
			return false;
		*(int *)(void *)((char *)model + numbers[i].at) = (int)number;
		return true;
	}
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(word, texts[i].word) == 0)
			return strlen(value) < MODEL_WORD_BYTES && memcpy((char *)model + texts[i].at, value, strlen(value) + 1);
	if (strcmp(word, "lacks") == 0)
		return add_lacks(model, value);
	if (strcmp(word, "chinese") == 0 || strcmp(word, "presenter") == 0) {
		*(word[0] == 'c' ? &model->options.chinese : &model->options.presenter) = strcmp(value, "yes") == 0;
		return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
	}
	if (strcmp(word, "buffer") == 0 && number_of(value, 1, FAKE_BUFFER_MAX_BYTES, &number)) {
		model->options.buffer_bytes = (size_t)number;
		return true;
	}
	return strcmp(word, "speed") == 0 && number_of(value, 1, SPEED_MAX_MM, &model->mm_per_second);
}

void model_usual(struct model *ret)
{
	*ret = (struct model){
		.options = { .buffer_bytes = USUAL_BUFFER_BYTES, .dots = FAKE_DOTS, .dpi = 203, .feed_units = 1 }, .mm_per_second = USUAL_MM_PER_SECOND,
		.maker = "FOYER", .name = "VIRTUAL", .serial = "0000000001",
	};
}

enum fail model_read(const char *text, struct model *ret)
{
	char line[LINE_BYTES];
	int number = 0;

	for (const char *at = text; *at; number++) {
		size_t length = strcspn(at, "\n"), used = length < sizeof line ? length : sizeof line - 1;
		memcpy(line, at, used);
		line[used] = '\0';
		at += length + (at[length] == '\n');
		line[strcspn(line, "#")] = '\0';
		for (size_t end = strlen(line); end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t'); end--)
			line[end - 1] = '\0';
		char *word = line + strspn(line, " \t"), *value = word + strcspn(word, " \t");
		if (*word == '\0')
			continue;
		if (*value != '\0')
			*value++ = '\0';
		value += strspn(value, " \t");
		if (length >= sizeof line || *value == '\0' || !take(ret, word, value))
			return FAIL(INPUT, "line %d of the printer's model: \"%s\" is not understood", number + 1, word);
	}
	return FAIL_NONE;
}

enum fail model_load(const char *path, struct model *ret)
{
	BUFFER_AUTO text = { 0 };

	buffer_init(&text, MODEL_MAX_BYTES);
	TRY(file_read(path, &text));
	return model_read(buffer_text(&text), ret);
}
