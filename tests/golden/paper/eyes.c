/* SPDX-License-Identifier: MIT */
/* eyes.c - edit distance of a part to its best place in a whole. SOURCE: P. Sellers, 1980. */
#include "tests/golden/paper/eyes.h"

#include "firmware/base/utf8.h"

#include <stdlib.h>

static bool is_direction(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x61c || c == 0xfeff;
}

static void add(struct eyes_text *text, uint32_t c)
{
	if (text->count < EYES_CHARS)
		text->character[text->count++] = c;
}

void eyes_text_of(const char *utf8, struct eyes_text *ret)
{
	static const struct { uint32_t one, first, second; } whole[] = { { 0x9dc, 0x9a1, 0x9bc }, { 0x9dd, 0x9a2, 0x9bc }, { 0x9df, 0x9af, 0x9bc } };

	ret->count = 0;
	for (uint32_t c = utf8_next(&utf8); c != 0; c = utf8_next(&utf8)) {
		if (is_direction(c))
			continue;
		if (c == '\n' || c == '\f' || c == '\t' || c == 0xa0)
			c = ' ';
		if (c == 0x2018 || c == 0x2019)
			c = '\'';
		if (c == ' ' && (ret->count == 0 || ret->character[ret->count - 1] == ' '))
			continue;
		size_t i = 0;
		while (i < sizeof whole / sizeof whole[0] && whole[i].one != c)
			i++;
		if (i < sizeof whole / sizeof whole[0])
			add(ret, whole[i].first), add(ret, whole[i].second);
		else
			add(ret, c);
	}
	while (ret->count > 0 && ret->character[ret->count - 1] == ' ')
		ret->count--;
}

/* The end of the word that starts at @at; whether it is all ASCII. */
static int word_end(const struct eyes_text *text, int at, bool *ret_ascii)
{
	*ret_ascii = at < text->count;
	for (; at < text->count && text->character[at] != ' '; at++)
		*ret_ascii &= text->character[at] < 0x80;
	return at;
}

void eyes_turn(const struct eyes_text *text, struct eyes_text *ret)
{
	bool ascii = false;

	*ret = *text;
	for (int at = 0; at < text->count;) {
		int end = word_end(text, at, &ascii), first = at;
		if (ascii)
			for (int next = end; ascii; next = word_end(text, end + 1, &ascii))
				end = next;
		for (int from = first, to = end; ascii || from < end;) {
			int stop = word_end(text, from, &ascii);
			to -= stop - from;
			for (int i = from; i < stop; i++)
				ret->character[to + i - from] = text->character[i];
			if (to > first)
				ret->character[--to] = ' ';
			from = stop + 1;
			ascii = false;
		}
		at = end + 1;
	}
}

int eyes_distance(const struct eyes_text *wanted, const struct eyes_text *read, int *ret_from, int *ret_to)
{
	int columns = read->count + 1, best = wanted->count;
	int *cost = calloc((size_t)columns * 2, sizeof *cost), *from = calloc((size_t)columns * 2, sizeof *from);

	if (!cost || !from)
		abort();
	for (int at = 0; at < columns; at++)
		from[at] = at;
	for (int row = 1; row <= wanted->count; row++) {
		int *above = cost + (row - 1) % 2 * columns, *now = cost + row % 2 * columns, *from_above = from + (row - 1) % 2 * columns, *from_now = from + row % 2 * columns;
		now[0] = row;
		from_now[0] = 0;
		for (int at = 1; at < columns; at++) {
			int changed = above[at - 1] + (wanted->character[row - 1] != read->character[at - 1]);
			now[at] = changed;
			from_now[at] = from_above[at - 1];
			if (above[at] + 1 < now[at])
				now[at] = above[at] + 1, from_now[at] = from_above[at];
			if (now[at - 1] + 1 < now[at])
				now[at] = now[at - 1] + 1, from_now[at] = from_now[at - 1];
		}
	}
	*ret_from = *ret_to = 0;
	for (int at = 0, *last = cost + wanted->count % 2 * columns; at < columns; at++)
		if (last[at] < best) {
			best = last[at];
			*ret_from = from[wanted->count % 2 * columns + at];
			*ret_to = at;
		}
	free(cost);
	free(from);
	return best;
}

static uint32_t next_digit(const struct eyes_text *text, int *at, int end)
{
	while (*at < end) {
		uint32_t c = text->character[(*at)++];
		if (c >= '0' && c <= '9')
			return c;
	}
	return 0;
}

bool eyes_same_digits(const struct eyes_text *wanted, const struct eyes_text *read, int from, int to)
{
	for (int at = 0;;) {
		uint32_t digit = next_digit(wanted, &at, wanted->count);
		if (digit != next_digit(read, &from, to))
			return false;
		if (digit == 0)
			return true;
	}
}
