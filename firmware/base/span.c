/* SPDX-License-Identifier: MIT */
/* Parts of typed text, looked at in place. SOURCE: trimming takes what ECMAScript's String.trim takes, and invisible marks. */
#include "firmware/base/span.h"

#include "firmware/base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

bool character_is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff;
}

/* The character that ends right before @end, and how many bytes it has. */
static uint32_t last_character(const char *from, const char *end, size_t *ret_size)
{
	const char *at = end - 1;
	while (at > from && ((unsigned char)*at & 0xc0) == 0x80)
		at--;
	*ret_size = (size_t)(end - at);
	char copy[5] = { 0 };
	memcpy(copy, at, *ret_size < 4 ? *ret_size : 4);
	const char *reader = copy;
	return utf8_next(&reader);
}

struct span span_trim(struct span span)
{
	const char *from = span.text, *end = span.text + span.size;
	for (const char *next = from; from < end && character_is_space(utf8_next(&next)) && next <= end; )
		from = next;
	while (end > from) {
		size_t size;
		if (!character_is_space(last_character(from, end, &size)))
			break;
		end -= size;
	}
	return (struct span){ from, (size_t)(end - from) };
}

struct span span_of(const char *text)
{
	return text ? span_trim((struct span){ text, strlen(text) }) : (struct span){ "", 0 };
}

bool span_is(struct span span, const char *text)
{
	return strlen(text) == span.size && memcmp(span.text, text, span.size) == 0;
}

bool span_is_caseless(struct span span, const char *text)
{
	return strlen(text) == span.size && strncasecmp(span.text, text, span.size) == 0;
}

bool span_ascii(struct span span)
{
	for (size_t i = 0; i < span.size; i++)
		if ((unsigned char)span.text[i] >= 0x80)
			return false;
	return true;
}

size_t span_length(struct span span)
{
	size_t length = 0;
	for (size_t i = 0; i < span.size; i++) {
		bool continues = ((unsigned char)span.text[i] & 0xc0) == 0x80;
		bool of_break = span.text[i] == '\r' && i + 1 < span.size && span.text[i + 1] == '\n';
		length += !continues && !of_break;
	}
	return length;
}

size_t span_words(struct span span)
{
	size_t words = 0;
	bool inside = false;
	const char *at = span.text, *end = span.text + span.size;
	while (at < end) {
		bool space = character_is_space(utf8_next(&at));
		words += !space && !inside;
		inside = !space;
	}
	return words;
}
