/* SPDX-License-Identifier: MIT */
/* SOURCE: RFC 9562 (UUIDv7); Crockford's base 32. LIMITS: one program makes at most 4096 ordered ids a millisecond. */
#include "firmware/base/id.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

enum { RANDOM_CHARACTERS = 8, BODY_CHARACTERS = 9 };

static const char alphabet[33] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void random_bytes(void *ret, size_t size)
{
	unsigned char *at = ret;
	while (size > 0) {
		ssize_t got = getrandom(at, size, 0);
		if (got > 0) {
			at += got;
			size -= (size_t)got;
		}
	}
}

void mark_new(char ret[static MARK_TEXT_BYTES])
{
	unsigned char bytes[MARK_TEXT_BYTES / 2];
	random_bytes(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(ret + 2 * i, 3, "%02x", bytes[i]);
}

struct event_id id_new(int64_t wall_ms)
{
	static int64_t last_ms;
	static unsigned counter;
	unsigned char bytes[16];
	random_bytes(bytes, sizeof bytes);
	if (wall_ms > last_ms) {
		last_ms = wall_ms;
		counter = (unsigned)(bytes[6] << 8 | bytes[7]) & 0x7ff; /* room to count up */
	} else if (++counter > 0xfff) {
		last_ms++;
		counter = 0;
	}
	for (int i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(last_ms >> (8 * (5 - i)));
	bytes[6] = (unsigned char)(0x70 | counter >> 8);
	bytes[7] = (unsigned char)counter;
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));

	struct event_id id;
	static const char hex[] = "0123456789abcdef";
	int at = 0;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			id.text[at++] = '-';
		id.text[at++] = hex[bytes[i] >> 4];
		id.text[at++] = hex[bytes[i] & 15];
	}
	id.text[at] = '\0';
	return id;
}

bool id_valid(const char *text)
{
	if (strlen(text) != ID_TEXT_BYTES - 1)
		return false;
	for (int i = 0; i < ID_TEXT_BYTES - 1; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		if (dash ? text[i] != '-' : !strchr("0123456789abcdef", text[i]))
			return false;
	}
	return text[14] == '7' && strchr("89ab", text[19]) != NULL;
}

/* GF(32) with x^5 + x^2 + 1: times x. */
static unsigned times_x(unsigned value)
{
	value <<= 1;
	return value & 32 ? value ^ 0x25 : value;
}

/* What the last character must be so that the weighted sum of all is zero. */
static unsigned check_value(const char *prefix, const unsigned *body, int count)
{
	unsigned sum = 0;
	for (; *prefix != '\0'; prefix++)
		sum = times_x(sum) ^ (unsigned)(*prefix - 'A' + 1);
	for (int i = 0; i < count; i++)
		sum = times_x(sum) ^ body[i];
	return times_x(sum);
}

static void write_reference(const char *prefix, const unsigned *body, struct reference *ret)
{
	size_t at = strlen(prefix);
	memcpy(ret->text, prefix, at);
	for (int i = 0; i < BODY_CHARACTERS; i++) {
		if (i % 3 == 0)
			ret->text[at++] = ' ';
		ret->text[at++] = alphabet[body[i]];
	}
	ret->text[at] = '\0';
}

struct reference reference_new(const char *prefix)
{
	char letters[REFERENCE_PREFIX_MAX + 1] = "";
	size_t length = 0;
	for (; *prefix != '\0' && length < REFERENCE_PREFIX_MAX; prefix++)
		if (*prefix >= 'A' && *prefix <= 'Z')
			letters[length++] = *prefix;
	letters[length] = '\0';

	unsigned char bytes[RANDOM_CHARACTERS];
	unsigned body[BODY_CHARACTERS];
	random_bytes(bytes, sizeof bytes);
	for (int i = 0; i < RANDOM_CHARACTERS; i++)
		body[i] = bytes[i] & 31;
	body[RANDOM_CHARACTERS] = check_value(letters, body, RANDOM_CHARACTERS);
	struct reference reference;
	write_reference(letters, body, &reference);
	return reference;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The characters without spaces and dashes, upper case. @ret: room for @room; returns how many, or -1. */
static int bare_characters(const char *typed, char *ret, int room)
{
	int count = 0;
	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (count == room)
			return -1;
		ret[count++] = upper(*typed);
	}
	return count;
}

enum fail reference_parse(const char *typed, struct reference *ret)
{
	char bare[REFERENCE_PREFIX_MAX + BODY_CHARACTERS];
	int count = bare_characters(typed, bare, sizeof bare);
	int letters = count - BODY_CHARACTERS;
	if (letters < 1)
		return FAIL(INPUT, "a reference has 10 to 15 letters and digits");
	char prefix[REFERENCE_PREFIX_MAX + 1] = "";
	for (int i = 0; i < letters; i++) {
		prefix[i] = bare[i] == '0' ? 'O' : bare[i] == '1' ? 'I' : bare[i];
		if (prefix[i] < 'A' || prefix[i] > 'Z')
			return FAIL(INPUT, "a reference begins with letters");
	}
	unsigned body[BODY_CHARACTERS];
	for (int i = 0; i < BODY_CHARACTERS; i++) {
		char c = bare[letters + i];
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		const char *place = memchr(alphabet, c, sizeof alphabet - 1);
		if (!place)
			return FAIL(INPUT, "a reference has no such character");
		body[i] = (unsigned)(place - alphabet);
	}
	if (body[RANDOM_CHARACTERS] != check_value(prefix, body, RANDOM_CHARACTERS))
		return FAIL(INPUT, "one character of the reference is wrong");
	write_reference(prefix, body, ret);
	return FAIL_NONE;
}
