/* SPDX-License-Identifier: MIT */
/* Numbers as people type them. DESIGN: no strtod(), which reads by the locale and takes "inf" and "0x1p3". */
#include "firmware/forms/value.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { DIGIT_MAX = 400, EXPONENT_MAX = 400, EXACT_POWER = 22 };
static const uint64_t exact_max = UINT64_C(1) << 53;

static struct span without(struct span text, const char *prefix, const char *suffix)
{
	size_t length = strlen(prefix);
	if (length && text.size > length && strncasecmp(text.text, prefix, length) == 0)
		text = span_trim((struct span){ text.text + length, text.size - length });
	length = strlen(suffix);
	if (length && text.size > length && strncasecmp(text.text + text.size - length, suffix, length) == 0)
		text = span_trim((struct span){ text.text, text.size - length });
	return text;
}

/* How many bytes of a separator stand at @text: spaces of any width, commas. */
static size_t separator(const char *text, const char *end)
{
	static const char *const separators[] = { " ", ",", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89" };
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		size_t length = strlen(separators[i]);
		if ((size_t)(end - text) >= length && memcmp(text, separators[i], length) == 0)
			return length;
	}
	return 0;
}

struct reading { const char *at, *end; bool negative, too_large; uint64_t digits; int decimals, seen; };

static void read_sign(struct reading *reading)
{
	static const char minus[] = "\xe2\x88\x92";
	if (reading->at == reading->end)
		return;
	if (*reading->at == '-' || *reading->at == '+') {
		reading->negative = *reading->at++ == '-';
	} else if (reading->end - reading->at >= 3 && memcmp(reading->at, minus, 3) == 0) {
		reading->negative = true;
		reading->at += 3;
	}
}

/* Digits with separators between them; @after_point counts them as decimals. */
static void read_digits(struct reading *reading, bool after_point)
{
	while (reading->at < reading->end) {
		size_t skip = reading->seen > 0 && !after_point ? separator(reading->at, reading->end) : 0;
		if (skip && reading->at + skip < reading->end && isdigit((unsigned char)reading->at[skip])) {
			reading->at += skip;
			continue;
		}
		if (!isdigit((unsigned char)*reading->at))
			return;
		if (reading->digits > (UINT64_MAX - 9) / 10 || reading->seen > DIGIT_MAX) {
			reading->too_large = true;
		} else {
			reading->digits = reading->digits * 10 + (uint64_t)(*reading->at - '0');
			reading->decimals += after_point;
		}
		reading->seen++;
		reading->at++;
	}
}

static void trim_zeros(struct reading *reading)
{
	while (reading->decimals > 0 && reading->digits % 10 == 0) {
		reading->digits /= 10;
		reading->decimals--;
	}
}

/* "e3": moves the point; false when there is no number behind the letter. */
static bool read_exponent(struct reading *reading)
{
	struct reading exponent = { .at = reading->at + 1, .end = reading->end };
	read_sign(&exponent);
	read_digits(&exponent, false);
	reading->at = exponent.at;
	if (exponent.seen == 0)
		return false;
	int shift = exponent.too_large || exponent.digits > EXPONENT_MAX ? EXPONENT_MAX : (int)exponent.digits;
	if (reading->digits == 0)
		return true;
	for (reading->decimals -= exponent.negative ? -shift : shift; reading->decimals < 0 && !reading->too_large; reading->decimals++) {
		reading->too_large = reading->digits > exact_max / 10;
		reading->digits *= 10;
	}
	return true;
}

struct number number_read(struct span text, const char *prefix, const char *suffix)
{
	static const double power[EXACT_POWER + 1] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
	                                               1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	struct number number = { .kind = text.size ? NUMBER_WORDS : NUMBER_BLANK };
	text = without(text, prefix, suffix);
	struct reading reading = { .at = text.text, .end = text.text + text.size };
	read_sign(&reading);
	if (reading.at > text.text) /* "-£5" */
		reading.at = without((struct span){ reading.at, (size_t)(reading.end - reading.at) }, prefix, "").text;
	read_digits(&reading, false);
	if (reading.at < reading.end && *reading.at == '.') {
		reading.at++;
		read_digits(&reading, true);
	}
	trim_zeros(&reading);
	bool exponent = reading.seen > 0 && reading.at < reading.end && (*reading.at == 'e' || *reading.at == 'E');
	if (reading.seen == 0 || (exponent && !read_exponent(&reading)) || reading.at != reading.end)
		return number;
	trim_zeros(&reading);
	number.kind = reading.too_large || reading.digits > exact_max || reading.decimals > EXACT_POWER ? NUMBER_TOO_LARGE : NUMBER_READ;
	if (number.kind == NUMBER_READ) {
		number.decimals = reading.decimals;
		number.value = (double)reading.digits / power[reading.decimals];
		if (reading.negative && reading.digits)
			number.value = -number.value;
	}
	return number;
}

struct number value_number(const struct answers *answers, const struct form_component *component)
{
	return number_read(value_text(answers, component->name), component->prefix, component->suffix);
}
