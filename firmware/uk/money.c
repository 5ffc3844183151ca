/* SPDX-License-Identifier: MIT */
/* DESIGN: read digit by digit, so that no sum ever passes through a floating point number or a locale. */
#include "firmware/uk/money.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { THOUSAND = 3 };

static bool take(struct span *text, const char *start)
{
	size_t size = strlen(start);
	if (text->size < size || memcmp(text->text, start, size) != 0)
		return false;
	*text = span_trim((struct span){ text->text + size, text->size - size });
	return true;
}

static bool take_end(struct span *text, char letter)
{
	if (text->size == 0 || tolower((unsigned char)text->text[text->size - 1]) != letter)
		return false;
	*text = span_trim((struct span){ text->text, text->size - 1 });
	return true;
}

/* Digits, and commas before every three of them or nowhere. False: something else; @ret stops growing behind the maximum. */
static bool read_whole(struct span text, int64_t *ret)
{
	size_t since = 0, commas = 0;
	*ret = 0;
	for (size_t i = 0; i < text.size; i++) {
		if (isdigit((unsigned char)text.text[i])) {
			*ret = *ret > MONEY_MAX_PENCE ? *ret : *ret * 10 + (text.text[i] - '0');
			since++;
		} else if (text.text[i] == ',' && since > 0 && since <= THOUSAND && (commas == 0 || since == THOUSAND)) {
			commas++;
			since = 0;
		} else {
			return false;
		}
	}
	return since > 0 && (commas == 0 || since == THOUSAND);
}

static enum money read_pounds(struct span text, int64_t *ret)
{
	const char *point = memchr(text.text, '.', text.size);
	struct span whole = { text.text, point ? (size_t)(point - text.text) : text.size };
	struct span part = { point ? point + 1 : text.text, point ? text.size - whole.size - 1 : 0 };
	int64_t pounds = 0, pence = 0;
	if (!read_whole(whole, &pounds))
		return MONEY_WORDS;
	for (size_t i = 0; i < part.size; i++) {
		if (!isdigit((unsigned char)part.text[i]))
			return MONEY_WORDS;
		if (i < 2)
			pence += (part.text[i] - '0') * (i == 0 ? 10 : 1);
		else if (part.text[i] != '0')
			return MONEY_FRACTION;
	}
	if (point && part.size == 0)
		return MONEY_WORDS;
	if (pounds > MONEY_MAX_PENCE / 100)
		return MONEY_LARGE;
	*ret = pounds * 100 + pence;
	return MONEY_READ;
}

enum money money_read(struct span text, int64_t *ret_pence)
{
	int64_t pence = 0;
	if (take(&text, "£") || !take_end(&text, 'p'))
		return read_pounds(text, ret_pence);
	if (!read_whole(text, &pence))
		return MONEY_WORDS;
	if (pence > MONEY_MAX_PENCE)
		return MONEY_LARGE;
	*ret_pence = pence;
	return MONEY_READ;
}

void money_write(int64_t pence, char ret[static MONEY_BYTES])
{
	int64_t sum = pence < 0 ? 0 : pence > MONEY_MAX_PENCE ? MONEY_MAX_PENCE : pence, pounds = sum / 100;
	int millions = (int)(pounds / 1000000), thousands = (int)(pounds / 1000 % 1000), ones = (int)(pounds % 1000);
	int size = millions ? snprintf(ret, MONEY_BYTES, "£%d,%03d,%03d", millions, thousands, ones)
	         : thousands ? snprintf(ret, MONEY_BYTES, "£%d,%03d", thousands, ones) : snprintf(ret, MONEY_BYTES, "£%d", ones);
	if (sum % 100)
		snprintf(ret + size, (size_t)(MONEY_BYTES - size), ".%02d", (int)(sum % 100));
}
