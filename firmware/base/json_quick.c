/* SPDX-License-Identifier: MIT */
/* Bytes to a JSON value. */
/* DESIGN: A submission is one long string. jansson reads it character by character through a callback, which took longer than all of the
 * hub's other work before COMMIT, and most of a back office's; here a string without escapes is one scan and one copy. */
#include "firmware/base/json_quick.h"

#include "firmware/base/utf8.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct reader { const char *at, *end; char *decoded; size_t room; int depth, depth_max; }; /* decoded: made when a string has escapes */

static json_t *read_value(struct reader *r);

static void skip_space(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
		r->at++;
}

static bool take(struct reader *r, char wanted)
{
	if (r->at == r->end || *r->at != wanted)
		return false;
	r->at++;
	return true;
}

static bool take_word(struct reader *r, const char *word)
{
	size_t size = strlen(word);
	if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0)
		return false;
	r->at += size;
	return true;
}

/* four hex digits; -1 if they are not */
static int32_t take_hex(struct reader *r)
{
	int32_t value = 0;
	if (r->end - r->at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdefABCDEF";
		const char *digit = *r->at ? strchr(digits, *r->at++) : NULL;
		if (!digit)
			return -1;
		long place = digit - digits;
		value = value * 16 + (int32_t)(place < 16 ? place : place - 6);
	}
	return value;
}

/* what follows \u: a character, perhaps in two halves; 0 (which no text may hold) if it is broken */
static uint32_t take_unicode(struct reader *r)
{
	int32_t first = take_hex(r);
	if (first < 0xd800 || first > 0xdfff)
		return first > 0 ? (uint32_t)first : 0;
	if (first > 0xdbff || !take(r, '\\') || !take(r, 'u'))
		return 0;
	int32_t second = take_hex(r);
	if (second < 0xdc00 || second > 0xdfff)
		return 0;
	return 0x10000 + (((uint32_t)first - 0xd800) << 10) + ((uint32_t)second - 0xdc00);
}

/* the escape after a backslash into @to; bytes written, 0 if there is no such escape */
static size_t take_escape(struct reader *r, char *to)
{
	static const char from[] = "\"\\/bfnrt", as[] = "\"\\/\b\f\n\r\t";
	if (r->at == r->end || *r->at == '\0')
		return 0;
	char kind = *r->at++;
	const char *plain = strchr(from, kind);
	if (plain) {
		*to = as[plain - from];
		return 1;
	}
	uint32_t character = kind == 'u' ? take_unicode(r) : 0;
	char utf8[5] = { 0 };
	size_t size = character ? utf8_put(character, utf8) : 0;
	memcpy(to, utf8, size);
	return size;
}

/* whether one of the eight bytes in @x is @byte (repeated eight times in @all) */
static bool has_byte(uint64_t x, uint64_t all)
{
	uint64_t differs = x ^ all;
	return (differs - 0x0101010101010101u) & ~differs & 0x8080808080808080u;
}

/* eight at a time while there are none */
const char *json_quick_plain_end(const char *at, const char *end)
{
	for (uint64_t x; end - at >= 8; at += 8) {
		memcpy(&x, at, 8);
		bool control = (x - 0x2020202020202020u) & ~x & 0x8080808080808080u;
		if (control || has_byte(x, 0x2222222222222222u) || has_byte(x, 0x5c5c5c5c5c5c5c5cu))
			break;
	}
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
		at++;
	return at;
}

/* The opening quote is behind us. @ret: in the frame, or in r->decoded when it had escapes; good until the next string. */
static bool take_string(struct reader *r, const char **ret, size_t *ret_size)
{
	const char *start = r->at;
	r->at = json_quick_plain_end(r->at, r->end);
	if (take(r, '"')) {
		*ret = start;
		*ret_size = (size_t)(r->at - start) - 1;
		return true;
	}
	if (!r->decoded)
		r->decoded = malloc(r->room); /* an escape is never shorter than what it stands for */
	if (!r->decoded)
		abort();
	size_t size = (size_t)(r->at - start);
	memcpy(r->decoded, start, size);
	while (take(r, '\\')) {
		size_t wrote = take_escape(r, r->decoded + size);
		if (wrote == 0)
			return false;
		size += wrote;
		const char *more = r->at;
		r->at = json_quick_plain_end(r->at, r->end);
		memcpy(r->decoded + size, more, (size_t)(r->at - more));
		size += (size_t)(r->at - more);
	}
	*ret = r->decoded;
	*ret_size = size;
	return take(r, '"');
}

static bool take_digits(struct reader *r)
{
	const char *start = r->at;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return r->at > start;
}

static json_t *number_of(const char *text, bool real)
{
	errno = 0;
	if (!real) {
		long long whole = strtoll(text, NULL, 10);
		return errno ? NULL : json_integer(whole);
	}
	double value = strtod(text, NULL);
	return isfinite(value) ? json_real(value) : NULL;
}

static json_t *read_number(struct reader *r)
{
	const char *start = r->at;
	bool real = false;
	take(r, '-');
	if (!take(r, '0') && !take_digits(r))
		return NULL;
	if (take(r, '.')) {
		real = true;
		if (!take_digits(r))
			return NULL;
	}
	if (take(r, 'e') || take(r, 'E')) {
		real = true;
		if (!take(r, '+'))
			take(r, '-');
		if (!take_digits(r))
			return NULL;
	}
	char text[JSON_QUICK_NUMBER_MAX_BYTES + 1];
	size_t size = (size_t)(r->at - start);
	if (size >= sizeof text)
		return NULL;
	memcpy(text, start, size);
	text[size] = '\0';
	return number_of(text, real);
}

/* one `"name": value`; a name may come once */
static bool read_member(struct reader *r, json_t *object)
{
	const char *name = NULL;
	size_t size = 0;
	skip_space(r);
	if (!take(r, '"') || !take_string(r, &name, &size))
		return false;
	if (json_object_getn(object, name, size))
		return false;
	char *kept = name == r->decoded ? strndup(name, size) : NULL; /* the value's strings may need the same room */
	skip_space(r);
	json_t *value = take(r, ':') ? read_value(r) : NULL;
	bool done = value && json_object_setn_new_nocheck(object, kept ? kept : name, size, value) == 0;
	free(kept);
	return done;
}

static bool read_item(struct reader *r, json_t *array)
{
	json_t *value = read_value(r);
	return value && json_array_append_new(array, value) == 0;
}

/* members or items between @closing and commas, into @whole, which is let go when one is broken */
static json_t *read_list(struct reader *r, json_t *whole, char closing, bool (*read_one)(struct reader *, json_t *))
{
	bool good = ++r->depth <= r->depth_max;
	skip_space(r);
	if (good && !take(r, closing)) {
		do {
			good = read_one(r, whole);
			skip_space(r);
		} while (good && take(r, ','));
		good = good && take(r, closing);
	}
	r->depth--;
	if (good)
		return whole;
	json_decref(whole);
	return NULL;
}

static json_t *read_value(struct reader *r)
{
	const char *text = NULL;
	size_t size = 0;
	skip_space(r);
	if (take(r, '"'))
		return take_string(r, &text, &size) ? json_stringn_nocheck(text, size) : NULL;
	if (take(r, '{'))
		return read_list(r, json_object(), '}', read_member);
	if (take(r, '['))
		return read_list(r, json_array(), ']', read_item);
	if (take_word(r, "true"))
		return json_true();
	if (take_word(r, "false"))
		return json_false();
	if (take_word(r, "null"))
		return json_null();
	return read_number(r);
}

/* eight bytes at a time: what we read is rarely anything else */
static bool is_ascii(const char *bytes, size_t size)
{
	uint64_t all = 0;
	size_t at = 0;
	for (; at + 8 <= size; at += 8) {
		uint64_t eight;
		memcpy(&eight, bytes + at, 8);
		all |= eight;
	}
	for (; at < size; at++)
		all |= (unsigned char)bytes[at];
	return (all & 0x8080808080808080u) == 0;
}

json_t *json_quick(const char *bytes, size_t size, int depth_max, size_t *ret_where)
{
	*ret_where = 0;
	if (!is_ascii(bytes, size) && !utf8_valid(bytes, size))
		return NULL;
	struct reader reader = { .at = bytes, .end = bytes + size, .room = size + 8, .depth_max = depth_max };
	json_t *value = read_value(&reader);
	*ret_where = (size_t)(reader.at - bytes);
	skip_space(&reader);
	if (reader.decoded)
		explicit_bzero(reader.decoded, reader.room);
	free(reader.decoded);
	if (value && reader.at == reader.end)
		return value;
	json_decref(value);
	return NULL;
}
