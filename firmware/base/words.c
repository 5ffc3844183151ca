/* SPDX-License-Identifier: MIT */
/* DESIGN: a language and English behind it, so that one missing sentence never blanks a screen. */
#include "firmware/base/words.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/mo.h"
#include "firmware/base/plural.h"
#include "firmware/base/utf8.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_BYTES = 17, FILLED_MAX_BYTES = 8 * 1024 };

struct words {
	char language[TAG_BYTES];
	bool rtl;
	struct buffer own_bytes, english_bytes;
	struct mo own, english;
};

static bool tag_is_clean(const char *language)
{
	size_t length = strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	return length > 0 && length < TAG_BYTES && language[length] == '\0';
}

static bool is_rtl(const char *language)
{
	static const char *const tags[] = { "ar", "ur", "fa", "he", "ps" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strncmp(language, tags[i], 2) == 0 && (language[2] == '\0' || language[2] == '-'))
			return true;
	return false;
}

static enum fail read_mo(const char *folder, const char *language, struct buffer *bytes, struct mo *ret)
{
	char name[TAG_BYTES + 4], path[PATH_MAX];
	snprintf(name, sizeof name, "%s.mo", language);
	TRY(file_path(path, sizeof path, folder, name));
	buffer_init(bytes, WORDS_MO_MAX_BYTES);
	TRY(file_read(path, bytes));
	enum fail code = mo_open(buffer_text(bytes), bytes->size_bytes, ret);
	return code == FAIL_NONE ? code : fail_note(code, "%s", path);
}

enum fail words_open(const char *folder, const char *language, struct words **ret)
{
	if (!tag_is_clean(language))
		return FAIL(INPUT, "\"%.20s\" is not a language", language);
	struct words *words = calloc(1, sizeof *words);
	if (!words)
		abort();
	memcpy(words->language, language, strlen(language) + 1);
	words->rtl = is_rtl(language);
	enum fail code = read_mo(folder, language, &words->own_bytes, &words->own);
	if (code == FAIL_NONE && strcmp(language, "en") != 0 && read_mo(folder, "en", &words->english_bytes, &words->english) != FAIL_NONE) {
		words->english = (struct mo){ 0 }; /* it speaks for itself */
		fail_clear();
	}
	if (code != FAIL_NONE) {
		words_close(words);
		return code;
	}
	*ret = words;
	return FAIL_NONE;
}

void words_close(struct words *words)
{
	if (!words)
		return;
	buffer_done(&words->own_bytes);
	buffer_done(&words->english_bytes);
	free(words);
}

bool words_rtl(const struct words *words)
{
	return words->rtl;
}

const char *words_language(const struct words *words)
{
	return words->language;
}

bool words_english(const char *language)
{
	return strncmp(language, "en", 2) == 0 && (language[2] == '\0' || language[2] == '-');
}

const char *words_get(const struct words *words, const char *key)
{
	const char *text = mo_find(&words->own, key, 0);
	if (!text)
		text = mo_find(&words->english, key, 0);
	return text ? text : key;
}

bool words_has(const struct words *words, const char *key)
{
	return mo_find(&words->own, key, 0) != NULL;
}

static const char *value_of(const struct words_value *values, const char *name, size_t length)
{
	for (; values && values->name; values++)
		if (strlen(values->name) == length && strncmp(values->name, name, length) == 0)
			return values->text ? values->text : "";
	return NULL;
}

/* A value that is made of isolates alone (a date) has no letter of its own that would say its direction; the first one inside them does. */
static const char *isolate_for(const char *value)
{
	enum { LRI = 0x2066, FSI = 0x2068 };
	const char *at = value;
	uint32_t character = utf8_next(&at);
	bool made_of_isolates = character >= LRI && character <= FSI;
	for (; made_of_isolates && character != 0; character = utf8_next(&at)) {
		if (character >= 0x590 && character < 0x900)
			return "\u2067";
		if ((character | 0x20) - 'a' < 26u || (character >= 0xc0 && character < 0x590))
			break;
	}
	return "\u2068";
}

/* Copies @pattern to @filled with each {name} replaced; an unknown name stays as it is, so that a test sees it. */
static enum fail fill(const struct words *words, const char *pattern, const struct words_value *values, struct buffer *filled)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "{");
		TRY(buffer_add(filled, pattern, plain));
		pattern += plain;
		const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
		const char *value = end ? value_of(values, pattern + 1, (size_t)(end - pattern) - 1) : NULL;
		if (value) {
			TRY(words->rtl ? buffer_printf(filled, "%s%s\u2069", isolate_for(value), value) : buffer_printf(filled, "%s", value));
			pattern = end + 1;
		} else if (*pattern == '{') {
			TRY(buffer_add(filled, pattern++, 1));
		}
	}
	return FAIL_NONE;
}

static const char *filled_text(const struct words *words, struct arena *arena, const char *pattern, const struct words_value *values)
{
	BUFFER_AUTO filled;
	buffer_init(&filled, FILLED_MAX_BYTES);
	if (fill(words, pattern, values, &filled) != FAIL_NONE)
		fail_clear(); /* what fits is shown; values are limited where they come from */
	return arena_text(arena, buffer_text(&filled));
}

const char *words_fill(const struct words *words, struct arena *arena, const char *key, const struct words_value *values)
{
	return filled_text(words, arena, words_get(words, key), values);
}

static const char *plural_text(const struct mo *mo, const char *key, long count)
{
	const char *head = mo_find(mo, "", 0);
	const char *expression = head ? strstr(head, "plural=") : NULL;
	while (expression && expression > head && expression[-1] != ' ' && expression[-1] != ';')
		expression = strstr(expression + 1, "plural="); /* not the one inside "nplurals=" */
	long form = 0;
	if (!expression || plural_form(expression + strlen("plural="), count, &form) != FAIL_NONE) {
		fail_clear();
		form = count != 1;
	}
	return mo_find(mo, key, form);
}

const char *words_fill_count(const struct words *words, struct arena *arena, const char *key, long count, const struct words_value *values)
{
	const char *pattern = plural_text(&words->own, key, count);
	if (!pattern)
		pattern = plural_text(&words->english, key, count);
	char digits[24];
	snprintf(digits, sizeof digits, "%ld", count);
	struct words_value all[16] = { { "count", digits } };
	for (int i = 1; i < 15 && values && values->name; i++)
		all[i] = *values++;
	return filled_text(words, arena, pattern ? pattern : key, all);
}

static const char *numbered(const struct words *words, const char *stem, int number)
{
	char key[32];
	snprintf(key, sizeof key, "%s.%d", stem, number);
	const char *found = words_get(words, key);
	return found == key ? stem : found; /* without words, a name that outlives this */
}

const char *words_date(const struct words *words, struct arena *arena, struct date date, enum words_date_form form)
{
	static const char *const keys[] = { "date.full", "date.day_month", "date.plain", "date.month_year" };
	bool alone = form == WORDS_DATE_MONTH && words_has(words, "date.month_alone.1");
	char day[12], year[12];
	snprintf(day, sizeof day, "%d", date.day);
	snprintf(year, sizeof year, "%d", date.year);
	return words_fill(words, arena, keys[form], WORDS_VALUES({ "weekday", numbered(words, "date.weekday", date_weekday(date)) },
		{ "day", day }, { "month", numbered(words, alone ? "date.month_alone" : "date.month", date.month) }, { "year", year }));
}

const char *words_time(const struct words *words, struct arena *arena, int minutes)
{
	minutes %= 24 * 60;
	if (minutes == 0 || minutes == 12 * 60)
		return words_get(words, minutes == 0 ? "time.midnight" : "time.noon");
	static const char *const keys[2][2] = { { "time.am", "time.am_hour" }, { "time.pm", "time.pm_hour" } };
	char hour[12], minute[12];
	bool whole_day = strcmp(words_get(words, "time.clock"), "24") == 0;
	snprintf(hour, sizeof hour, "%d", whole_day ? minutes / 60 : (minutes / 60 + 11) % 12 + 1);
	snprintf(minute, sizeof minute, "%02d", minutes % 60);
	return words_fill(words, arena, keys[minutes >= 12 * 60][minutes % 60 == 0], WORDS_VALUES({ "hour", hour }, { "minute", minute }));
}
