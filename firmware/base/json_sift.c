/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the parser stays the judge of what is JSON; it is only given less to read. White space between tokens goes, and a value of plain ASCII
 * without escapes is replaced by "". Objects keep their order, so the empty texts of the tree are those of the text, one by one, and are filled
 * from there. Keys stay, since the parser compares them. Whatever goes wrong, the text is parsed as it came: its sentences name true places.
 */
#include "firmware/base/json_sift.h"

#include "firmware/base/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HELD_MIN_BYTES = 8, HELD_FIRST = 64 };

/* Of the bytes in a text, those that stand for themselves. */
static const bool plain[256] = { [' '] = true, ['!'] = true, ['#' ... '['] = true, [']' ... '~'] = true };
static const bool white[256] = { [' '] = true, ['\n'] = true, ['\r'] = true, ['\t'] = true };
static const bool mark[256] = { ['{'] = true, ['}'] = true, ['['] = true, [']'] = true, [','] = true, [':'] = true, ['"'] = true };

static bool is(const bool table[static 256], char c)
{
	return table[(unsigned char)c];
}

static const char *skip_white(const char *at, const char *end)
{
	while (at < end && is(white, *at))
		at++;
	return at;
}

static void keep(struct json_sift *sift, const char *from, const char *end)
{
	memcpy(sift->left + sift->left_size, from, (size_t)(end - from));
	sift->left_size += (size_t)(end - from);
}

static void hold(struct json_sift *sift, const char *from, const char *end)
{
	size_t count = sift->held_count;
	if (count == sift->held_room) {
		sift->held_room = count ? 2 * count : HELD_FIRST;
		sift->held = reallocarray(sift->held, sift->held_room, sizeof *sift->held);
		if (!sift->held)
			abort();
	}
	sift->held[sift->held_count++] = (struct json_held){ from, (size_t)(end - from) };
	sift->left[sift->left_size++] = '"';
	sift->left[sift->left_size++] = '"';
}

/* The text whose quote is at @at; returns what is behind it and white space. */
static const char *take_text(struct json_sift *sift, const char *at, const char *end)
{
	const char *from = at + 1, *close = from;
	while (close < end && is(plain, *close))
		close++;
	bool held = close < end && *close == '"' && (close == from || close - from >= HELD_MIN_BYTES);
	while (close < end && *close != '"')
		close += *close == '\\' && end - close > 1 ? 2 : 1;
	const char *behind = close < end ? close + 1 : end, *next = skip_white(behind, end);
	if (held && (next == end || *next != ':')) /* not a key */
		hold(sift, from, close);
	else
		keep(sift, at, behind);
	return next;
}

/* A number or a name, and one of the white space behind it: without any, two of them would be one. */
static const char *take_word(struct json_sift *sift, const char *at, const char *end)
{
	const char *behind = at;
	while (behind < end && !is(mark, *behind) && !is(white, *behind))
		behind++;
	const char *next = skip_white(behind, end);
	keep(sift, at, next > behind ? behind + 1 : behind);
	return next;
}

void json_sift_init(struct json_sift *ret, const char *bytes, size_t size)
{
	const char *end = bytes + size;
	*ret = (struct json_sift){ .bytes = bytes, .size = size, .left = malloc(size + 1) };
	if (!ret->left)
		abort();
	for (const char *at = skip_white(bytes, end); at < end; ) {
		if (*at == '"') {
			at = take_text(ret, at, end);
		} else if (is(mark, *at)) {
			ret->things += *at == '{' || *at == '[';
			ret->left[ret->left_size++] = *at;
			at = skip_white(at + 1, end);
		} else {
			at = take_word(ret, at, end);
		}
	}
}

void json_sift_done(struct json_sift *sift)
{
	free(sift->left);
	free(sift->held);
	*sift = (struct json_sift){ 0 };
}

struct filler { const struct json_sift *sift; size_t next; };

/* False for what is nested too deep. */
static bool fill(struct filler *filler, json_t *value, int left)
{
	json_t *inner;
	size_t index;
	if (left == 0)
		return false;
	for (void *member = json_object_iter(value); member; member = json_object_iter_next(value, member))
		if (!fill(filler, json_object_iter_value(member), left - 1))
			return false;
	json_array_foreach(value, index, inner)
		if (!fill(filler, inner, left - 1))
			return false;
	if (!json_is_string(value) || json_string_length(value) > 0)
		return true;
	if (filler->next == filler->sift->held_count)
		return false;
	const struct json_held *held = &filler->sift->held[filler->next++];
	return held->size == 0 || json_string_setn_nocheck(value, held->text, held->size) == 0;
}

enum fail json_sift_parse(const struct json_sift *sift, json_t **ret)
{
	struct filler filler = { .sift = sift };
	json_t *value = json_loadb(sift->left, sift->left_size, JSON_PARSE_FLAGS, NULL);
	if (value && fill(&filler, value, JSON_DEPTH_MAX) && filler.next == sift->held_count) {
		*ret = value;
		return FAIL_NONE;
	}
	json_decref(value);
	return json_parse(sift->bytes, sift->size, sift->size, ret);
}
