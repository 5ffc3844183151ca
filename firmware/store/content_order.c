/* SPDX-License-Identifier: MIT */
/* The order in which people expect addresses. */
/* DESIGN: a key of bytes that memcmp() orders, made once when the file is built. Digits become their count and themselves, so that 9 comes
 * before 10; marks and case do not count; what is most general (the street) comes first in the key, what is most special (the flat) last. */
#include "firmware/store/content_row.h"

#include "firmware/base/utf8.h"

#include <ctype.h>
#include <string.h>

enum { PARTS_MAX = 16, END = 1, DIVIDE = ' ', DIGITS = '0' };

struct key { char *bytes; size_t size; };
struct part { const char *text; size_t size; };

static void put(struct key *key, int byte)
{
	if (key->size < CONTENT_ORDER_BYTES)
		key->bytes[key->size++] = (char)byte;
}

static size_t put_digits(struct key *key, struct part part)
{
	size_t end = 0, begin = 0;
	while (end < part.size && isdigit((unsigned char)part.text[end]))
		end++;
	while (begin + 1 < end && part.text[begin] == '0')
		begin++;
	put(key, DIGITS);
	put(key, (int)(end - begin));
	for (size_t i = begin; i < end; i++)
		put(key, part.text[i]);
	return end;
}

static void put_part(struct key *key, struct part part)
{
	bool divided = true;
	for (size_t i = 0; i < part.size;) {
		unsigned char c = (unsigned char)part.text[i];
		if (isdigit(c)) {
			i += put_digits(key, (struct part){ part.text + i, part.size - i });
			divided = false;
			continue;
		}
		bool letter = c >= 0x80 || isalpha(c);
		if (letter)
			put(key, tolower(c));
		else if (!divided && c != '\'')
			put(key, DIVIDE);
		divided = divided ? !letter : !letter && c != '\'';
		i++;
	}
	put(key, END);
}

/* "9", "9A", "9-11", "9a/b" before a space; its length, 0 it has none */
static size_t house_number(struct part part)
{
	size_t i = 0, letters = 0;
	if (part.size == 0 || !isdigit((unsigned char)part.text[0]))
		return 0;
	for (; i < part.size && part.text[i] != ' '; i++) {
		unsigned char c = (unsigned char)part.text[i];
		letters = isalpha(c) ? letters + 1 : 0;
		if (letters > 1 || !(isalnum(c) || c == '-' || c == '/'))
			return 0;
	}
	return i < part.size ? i : 0; /* a number alone names no street */
}

static size_t split(const char *lines, struct part ret[static PARTS_MAX])
{
	size_t count = 0;
	while (*lines && count < PARTS_MAX) {
		size_t size = count + 1 < PARTS_MAX ? strcspn(lines, ",\n") : strlen(lines);
		struct part part = { lines, size };
		while (part.size && *part.text == ' ')
			part = (struct part){ part.text + 1, part.size - 1 };
		if (part.size)
			ret[count++] = part;
		lines += size;
		lines += *lines != '\0';
	}
	return count;
}

/* Which part is the street, and how much of it the house number is. */
static size_t street_of(const struct part *part, size_t count, size_t *ret_number)
{
	size_t street = count ? count - 1 : 0, number = 0;
	for (size_t i = count; i > 0 && !number; i--) {
		number = house_number(part[i - 1]);
		if (number)
			street = i - 1;
	}
	*ret_number = number;
	return street;
}

void content_street(const char *lines, char ret[static CONTENT_LINE_MAX_BYTES + 1])
{
	struct part part[PARTS_MAX];
	size_t number = 0, count = split(lines, part), street = street_of(part, count, &number);
	const char *text = number ? part[street].text + number : "";
	size_t size = number ? part[street].size - number : 0;
	while (size && *text == ' ') {
		text++;
		size--;
	}
	if (size > CONTENT_LINE_MAX_BYTES)
		size = 0;
	memcpy(ret, text, size);
	ret[size] = '\0';
}

/* What British and Irish names have: the letter under the accent. */
static uint32_t bare(uint32_t c)
{
	static const struct { uint32_t from, to; char letter; } ranges[] = {
		{ 0xc0, 0xc5, 'a' }, { 0xc7, 0xc7, 'c' }, { 0xc8, 0xcb, 'e' }, { 0xcc, 0xcf, 'i' }, { 0xd1, 0xd1, 'n' }, { 0xd2, 0xd6, 'o' }, { 0xd9, 0xdc, 'u' }, { 0xdd, 0xdd, 'y' },
		{ 0xe0, 0xe5, 'a' }, { 0xe7, 0xe7, 'c' }, { 0xe8, 0xeb, 'e' }, { 0xec, 0xef, 'i' }, { 0xf1, 0xf1, 'n' }, { 0xf2, 0xf6, 'o' }, { 0xf9, 0xfc, 'u' }, { 0xfd, 0xfd, 'y' },
		{ 0xff, 0xff, 'y' }, { 0x174, 0x175, 'w' }, { 0x176, 0x178, 'y' },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return (unsigned char)ranges[i].letter;
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

size_t content_fold(const char *text, char *ret, size_t room)
{
	size_t used = 0;
	bool divide = false;
	for (uint32_t c; (c = utf8_next(&text)) != 0;) {
		char bytes[5];
		bool mark = (c >= 0x300 && c <= 0x36f) || c == '\'' || c == 0x2019, divides = !mark && c < 0x80 && !isalnum((int)c);
		if (mark || divides) {
			divide |= divides;
			continue;
		}
		size_t size = utf8_put(bare(c), bytes), gap = divide && used ? 1 : 0;
		if (used + gap + size >= room)
			break;
		memcpy(ret + used, " ", gap);
		memcpy(ret + used + gap, bytes, size);
		used += gap + size;
		divide = false;
	}
	ret[used] = '\0';
	return used;
}

size_t content_order(const char *lines, char ret[static CONTENT_ORDER_BYTES])
{
	struct key key = { .bytes = ret };
	struct part part[PARTS_MAX];
	size_t number = 0, count = split(lines, part), street = street_of(part, count, &number);
	if (count == 0)
		return 0;
	put_part(&key, (struct part){ part[street].text + number, part[street].size - number });
	put(&key, number ? 'n' : 'o'); /* houses without a number behind those with one */
	put_part(&key, (struct part){ part[street].text, number });
	for (size_t i = street; i > 0; i--)
		put_part(&key, part[i - 1]);
	return key.size;
}
