/* SPDX-License-Identifier: MIT */
/*
 * badge_report.c - DESIGN: a key counts when it goes down, so a held key is one; two at once have no order and spoil the badge. A gap ends what has come
 * without a word: half a badge is never given out.
 */
#include "drivers/badge/badge_report.h"

#include <string.h>

enum { FIRST_KEY_AT = 2, KEY_ERROR_LAST = 3, KEY_A = 0x04, KEY_Z = 0x1d, KEY_1 = 0x1e, KEY_9 = 0x26, KEY_0 = 0x27, KEY_ENTER = 0x28, PAD_ENTER = 0x58, PAD_1 = 0x59, PAD_9 = 0x61, PAD_0 = 0x62 };

void badge_forget(struct badge_burst *burst)
{
	explicit_bzero(burst, sizeof *burst);
}

/* What has come goes; which keys are down stays. */
static void begin_anew(struct badge_burst *burst)
{
	explicit_bzero(burst->text, sizeof burst->text);
	burst->length = 0;
	burst->spoilt = false;
}

static char letter_of(uint8_t key)
{
	if (key >= KEY_A && key <= KEY_Z)
		return (char)('A' + key - KEY_A);
	if (key >= KEY_1 && key <= KEY_9)
		return (char)('1' + key - KEY_1);
	if (key >= PAD_1 && key <= PAD_9)
		return (char)('1' + key - PAD_1);
	return key == KEY_0 || key == PAD_0 ? '0' : '\0';
}

static void take(struct badge_burst *burst, uint8_t key, int64_t now_ms)
{
	char letter = letter_of(key);
	if (burst->length == 0)
		burst->began_ms = now_ms;
	if (letter == '\0' || burst->length >= BADGE_MAX_BYTES)
		burst->spoilt = true;
	else
		burst->text[burst->length] = letter;
	if (burst->length <= BADGE_MAX_BYTES)
		burst->length++;
}

static enum badge_heard finish(struct badge_burst *burst, char ret[static BADGE_MAX_BYTES + 1])
{
	bool nothing = burst->length == 0 && !burst->spoilt, good = !burst->spoilt && burst->length >= BADGE_MIN_BYTES && burst->length <= BADGE_MAX_BYTES;
	if (good)
		memcpy(ret, burst->text, burst->length + 1);
	begin_anew(burst);
	return nothing ? BADGE_NOTHING : good ? BADGE_READ : BADGE_UNREADABLE;
}

static void look_at_time(struct badge_burst *burst, int64_t now_ms)
{
	bool late = burst->length > 0 && (now_ms - burst->last_ms > BADGE_GAP_MS || now_ms - burst->began_ms > BADGE_BURST_MS);
	if (late || (burst->spoilt && now_ms - burst->last_ms > BADGE_GAP_MS))
		begin_anew(burst);
	burst->last_ms = now_ms;
}

/* Keys that went down with this report; what is no key (the keyboard counts too many fingers) counts as two. */
static int went_down(struct badge_burst *burst, const uint8_t *keys, uint8_t *ret)
{
	int count = 0;
	for (int i = 0; i < BADGE_KEYS; i++) {
		if (keys[i] != 0 && keys[i] <= KEY_ERROR_LAST)
			count = 2;
		else if (keys[i] != 0 && !memchr(burst->down, keys[i], BADGE_KEYS) && (count == 0 || keys[i] != *ret)) {
			*ret = keys[i];
			count++;
		}
	}
	memcpy(burst->down, keys, BADGE_KEYS);
	return count;
}

enum badge_heard badge_report(struct badge_burst *burst, const uint8_t *bytes, size_t size, int64_t now_ms, char ret[static BADGE_MAX_BYTES + 1])
{
	uint8_t key = 0;
	look_at_time(burst, now_ms);
	if (size != BADGE_REPORT_BYTES) {
		burst->spoilt = true;
		return BADGE_NOTHING;
	}
	int count = went_down(burst, bytes + FIRST_KEY_AT, &key);
	if (count == 1 && (key == KEY_ENTER || key == PAD_ENTER))
		return finish(burst, ret);
	if (count == 1)
		take(burst, key, now_ms);
	else if (count > 1)
		burst->spoilt = true;
	return BADGE_NOTHING;
}
