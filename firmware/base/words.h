/* SPDX-License-Identifier: MIT */
/* words.h - the product's own sentences in the person's language: gettext MO files, read once, looked up by key. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/date.h"
#include "firmware/base/fail.h"

#include <stddef.h>

enum { WORDS_MO_MAX_BYTES = 1024 * 1024 };

struct words; /* one language, with English behind it */

struct words_value { const char *name, *text; }; /* {name} in the sentence becomes text */

/**
 * words_open - read @folder/@language.mo, and @folder/en.mo for what it lacks, if that can be read. Keys are msgids such as "action.continue"; msgstr is the sentence.
 * @language: BCP 47, at most 16 bytes of [a-zA-Z-]. @ret: end with words_close(). FAIL_EMPTY no such language · FAIL_INPUT broken file · FAIL_IO.
 */
enum fail words_open(const char *folder, const char *language, struct words **ret);
void words_close(struct words *words);

/** words_language - the BCP 47 tag it was opened with. */
const char *words_language(const struct words *words);

/* Around an English value inside a sentence of another language, so that it is read out as English; invisible. */
#define WORDS_ENGLISH_BEGIN "\u2066\u200e"
#define WORDS_ENGLISH_END "\u2069"

/** words_english - whether @language is English of any kind, such as "en-simple", which is Easy Read. */
bool words_english(const char *language);
/** words_rtl - whether that language is written from right to left. */
bool words_rtl(const struct words *words);

/** words_get - the sentence of @key; English if this language lacks it; the key itself if nobody has it. Borrowed. */
const char *words_get(const struct words *words, const char *key);

/** words_has - whether this very language (not English behind it) has @key. */
bool words_has(const struct words *words, const char *key);

/**
 * words_fill - the sentence of @key with each {name} replaced, in @arena. Values are wrapped in U+2068/U+2069
 * (first-strong isolate) in right-to-left languages only; U+2067 where a value has its letters inside isolates. @values ends with a NULL name.
 */
const char *words_fill(const struct words *words, struct arena *arena, const char *key, const struct words_value *values);

/** words_fill_count - the plural form for @count by the file's own Plural-Forms (key = msgid, plural = msgid_plural), with {count} filled as well. */
const char *words_fill_count(const struct words *words, struct arena *arena, const char *key, long count, const struct words_value *values);

/**
 * words_date - a day in words. Keys: date.weekday.0 (Sunday) .. date.weekday.6, date.month.1 .. date.month.12, and the patterns
 * date.full "{weekday} {day} {month} {year}", date.day_month "{weekday} {day} {month}", date.plain "{day} {month} {year}", date.month_year "{month} {year}" (with date.month_alone.1 .. 12 where the language has them: months as they are without a day). In @arena.
 */
enum words_date_form { WORDS_DATE_FULL, WORDS_DATE_DAY_MONTH, WORDS_DATE_PLAIN, WORDS_DATE_MONTH }; /* with weekday+year; weekday, no year; no weekday, year; no day */
const char *words_date(const struct words *words, struct arena *arena, struct date date, enum words_date_form form);

/**
 * words_time - a time of day in words. Keys: time.am and time.pm "{hour}.{minute} am", time.am_hour and time.pm_hour "{hour} am"
 * (on the hour), time.noon, time.midnight; time.clock "12" or "24" says how {hour} counts. @minutes: since midnight, 0..1440. In @arena.
 */
const char *words_time(const struct words *words, struct arena *arena, int minutes);

#define WORDS_VALUES(...) (const struct words_value[]){ __VA_ARGS__, { NULL, NULL } }
