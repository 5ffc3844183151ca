/* SPDX-License-Identifier: MIT */
/*
 * British numbers by length and prefix, others by length alone.
 * DESIGN: own rules and no table of exchanges: a number that cannot be rung is refused, one that merely is not given out today is not.
 * SOURCE: Ofcom, National Telephone Numbering Plan, and its numbers for drama use; ITU-T E.164.
 */
#include "firmware/uk/phone.h"
#include "firmware/uk/packed.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { DIGIT_MAX = 15, EXTENSION_MAX = 6, ROOM = 24 };

struct dialled { char digits[ROOM]; size_t count; bool international; };

struct prefix { const char *digits; int least, most; }; /* the longest that fits decides */
static const struct prefix prefixes[] = {
	{ "01", 10, 11 }, { "010", 0, 0 },
	{ "020", 11, 11 }, { "023", 11, 11 }, { "024", 11, 11 }, { "028", 11, 11 }, { "029", 11, 11 },
	{ "030", 11, 11 }, { "033", 11, 11 }, { "034", 11, 11 }, { "037", 11, 11 },
	{ "055", 11, 11 }, { "056", 11, 11 },
	{ "07", 11, 11 }, { "070", 0, 0 }, { "076", 0, 0 }, { "07624", 11, 11 }, /* personal numbers and pagers, but not the Isle of Man */
	{ "0800", 10, 11 }, { "0808", 11, 11 }, { "084", 11, 11 }, { "087", 11, 11 },
	{ "090", 11, 11 }, { "091", 11, 11 }, { "098", 11, 11 },
};

/* Nobody has these, whatever the last three digits are. */
static const char *const drama[] = {
	"01134960", "01144960", "01154960", "01164960", "01174960", "01184960", "01214960", "01314960", "01414960", "01514960", "01614960",
	"01914980", "01632960", "02079460", "02896496", "02920180", "03069990", "07700900", "08081570", "09098790",
};

static bool for_drama(const char *digits)
{
	for (size_t i = 0; i < sizeof drama / sizeof drama[0]; i++)
		if (strncmp(digits, drama[i], strlen(drama[i])) == 0)
			return true;
	return false;
}

static bool british(const char *digits, size_t count)
{
	const struct prefix *best = NULL;
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strncmp(digits, prefixes[i].digits, strlen(prefixes[i].digits)) == 0 && (!best || strlen(prefixes[i].digits) > strlen(best->digits)))
			best = &prefixes[i];
	return best && (int)count >= best->least && (int)count <= best->most;
}

/* "ext 12", "x12", "#12" at the end; false when something else is written there. */
static bool extension(const char *at, const char *end)
{
	static const char *const words[] = { "extension", "ext.", "ext", "x", "#" };
	size_t digits = 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if ((size_t)(end - at) > strlen(words[i]) && strncasecmp(at, words[i], strlen(words[i])) == 0) {
			at += strlen(words[i]);
			break;
		} else if (i + 1 == sizeof words / sizeof words[0]) {
			return false;
		}
	for (; at < end; at++) {
		if (isdigit((unsigned char)*at))
			digits++;
		else if (*at != ' ' && *at != ':')
			return false;
	}
	return digits >= 1 && digits <= EXTENSION_MAX;
}

static bool read_digits(struct span text, struct dialled *ret)
{
	const char *at = text.text, *end = text.text + text.size;
	*ret = (struct dialled){ 0 };
	while (at < end) {
		size_t skip = packed_filler(at, end);
		if (skip) {
			at += skip;
		} else if (isdigit((unsigned char)*at)) {
			if (ret->count + 1 >= ROOM)
				return false;
			ret->digits[ret->count++] = *at++;
		} else if (*at == '+' && ret->count == 0 && !ret->international) {
			ret->international = true;
			at++;
		} else {
			return ret->count > 0 && extension(at, end);
		}
	}
	return true;
}

static bool starts(const struct dialled *number, const char *digits)
{
	return strncmp(number->digits, digits, strlen(digits)) == 0;
}

static void drop(struct dialled *number, size_t count)
{
	memmove(number->digits, number->digits + count, number->count - count + 1);
	number->count -= count;
}

static enum phone national(const struct dialled *number)
{
	if (!british(number->digits, number->count))
		return PHONE_WRONG;
	return for_drama(number->digits) ? PHONE_DRAMA : PHONE_GOOD;
}

enum phone phone_check(struct span text)
{
	struct dialled number;
	if (!read_digits(text, &number))
		return PHONE_WRONG;
	if (!number.international && starts(&number, "00")) {
		number.international = true;
		drop(&number, 2);
	} else if (!number.international && starts(&number, "44") && number.count >= 11) {
		number.international = true;
	}
	if (!number.international)
		return national(&number);
	if (!starts(&number, "44"))
		return number.count >= 7 && number.count <= DIGIT_MAX && number.digits[0] != '0' ? PHONE_GOOD : PHONE_WRONG;
	drop(&number, starts(&number, "440") ? 2 : 1); /* +44 (0)20 … and +44 20 … are the same */
	number.digits[0] = '0';
	return national(&number);
}
