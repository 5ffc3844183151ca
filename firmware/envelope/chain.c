/* SPDX-License-Identifier: MIT */
/* One line of the audit, written and read. */
/* DESIGN: one form to the byte, so that there are no two lines for the same row and a reader needs no JSON parser to be sure of it. */
#include "firmware/envelope/chain.h"

#include "firmware/base/json.h"
#include "firmware/envelope/device.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_MAX_DIGITS = 18 };

enum fail chain_word(const char *text, size_t max_bytes)
{
	size_t size = strlen(text);
	if (size > max_bytes)
		return FAIL(LIMIT, "a word of %zu bytes in the audit, the most is %zu", size, max_bytes);
	return strspn(text, CHAIN_LETTERS) == size ? FAIL_NONE : FAIL(INPUT, "the audit holds words, not text");
}

bool chain_is_checkpoint(const struct chain_row *row)
{
	return strcmp(row->event, CHAIN_CHECKPOINT) == 0;
}

/* The texts of a row in the order of the line: one table for both ways. */
enum { WORDS = 9 };
struct word { const char *key; char *text; size_t max_bytes; };

static void words_of(struct chain_row *row, struct word ret[static WORDS])
{
	const struct word words[WORDS] = {
		{ ",\"kiosk\":", row->kiosk, CHAIN_KIOSK_MAX_BYTES }, { ",\"visit\":", row->visit, CHAIN_VISIT_MAX_BYTES },
		{ ",\"actor\":", row->actor, CHAIN_ACTOR_MAX_BYTES }, { ",\"staff\":", row->staff, CHAIN_STAFF_MAX_BYTES },
		{ ",\"event\":", row->event, CHAIN_EVENT_MAX_BYTES }, { ",\"subject\":", row->subject, CHAIN_SUBJECT_MAX_BYTES },
		{ ",\"outcome\":", row->outcome, CHAIN_OUTCOME_MAX_BYTES }, { ",\"reason\":", row->reason, CHAIN_REASON_MAX_BYTES },
		{ ",\"prev\":", row->prev, SHA256_TEXT_BYTES - 1 },
	};
	memcpy(ret, words, sizeof words);
}

static enum fail words_write(struct chain_row *row, char *ret, size_t room, size_t *length)
{
	struct word words[WORDS];
	words_of(row, words);
	for (int i = 0; i < WORDS; i++) {
		TRY(chain_word(words[i].text, words[i].max_bytes));
		*length += (size_t)snprintf(ret + *length, room - *length, "%s\"%s\"", words[i].key, words[i].text);
	}
	return FAIL_NONE;
}

static enum fail sign_write(struct chain_row *row, const struct device *device, char *ret, size_t room, size_t *length)
{
	row->kid[0] = row->signature[0] = '\0';
	if (!chain_is_checkpoint(row))
		return FAIL_NONE;
	if (device)
		snprintf(row->kid, sizeof row->kid, "%s", device_kid(device));
	*length += (size_t)snprintf(ret + *length, room - *length, ",\"kid\":\"%s\"", row->kid);
	if (device)
		TRY(device_sign(device, ret, *length, row->signature));
	*length += (size_t)snprintf(ret + *length, room - *length, ",\"signature\":\"%s\"", row->signature);
	return FAIL_NONE;
}

enum fail chain_write(struct chain_row *row, const struct device *device, char ret[static CHAIN_LINE_MAX_BYTES + 1])
{
	const size_t room = CHAIN_LINE_MAX_BYTES + 1; /* the longest row has 869 bytes */
	if (row->seq < 1 || row->wall_ms < 0 || row->mono_ms < 0)
		return FAIL(INPUT, "a row of the audit has a number from 1 on, and times from 0 on");
	size_t length = (size_t)snprintf(ret, room, "{\"seq\":%lld,\"wall_ms\":%lld,\"mono_ms\":%lld,\"certain\":%s", (long long)row->seq, (long long)row->wall_ms,
	                                 (long long)row->mono_ms, row->certain ? "true" : "false");
	TRY(words_write(row, ret, room, &length));
	TRY(sign_write(row, device, ret, room, &length));
	sha256_text(ret, length, row->hash);
	snprintf(ret + length, room - length, ",\"hash\":\"%s\"}", row->hash);
	return FAIL_NONE;
}

/* ---- back ---- */

enum fail chain_expect(struct chain_at *at, const char *text)
{
	size_t size = strlen(text);
	if ((size_t)(at->end - at->at) < size || memcmp(at->at, text, size) != 0)
		return FAIL(INPUT, "a line of the audit has another form here: %s", text);
	at->at += size;
	return FAIL_NONE;
}

enum fail chain_take_number(struct chain_at *at, int64_t *ret)
{
	const char *from = at->at;
	int64_t number = 0;
	for (; at->at < at->end && *at->at >= '0' && *at->at <= '9' && at->at - from < NUMBER_MAX_DIGITS; at->at++) /* no further: one digit more overflows */
		number = number * 10 + (*at->at - '0');
	if (at->at == from || (*from == '0' && at->at - from > 1))
		return FAIL(INPUT, "a number in a line of the audit is none");
	*ret = number;
	return FAIL_NONE;
}

enum fail chain_take_word(struct chain_at *at, size_t max_bytes, char *ret)
{
	TRY(chain_expect(at, "\""));
	const char *quote = memchr(at->at, '"', (size_t)(at->end - at->at));
	if (!quote || (size_t)(quote - at->at) > max_bytes || memchr(at->at, '\0', (size_t)(quote - at->at)))
		return FAIL(INPUT, "a word in a line of the audit is none, or too long");
	memcpy(ret, at->at, (size_t)(quote - at->at));
	ret[quote - at->at] = '\0';
	at->at = quote + 1;
	return chain_word(ret, max_bytes);
}

static enum fail times_read(struct chain_at *at, struct chain_row *row)
{
	TRY(chain_expect(at, "{\"seq\":"));
	TRY(chain_take_number(at, &row->seq));
	TRY(chain_expect(at, ",\"wall_ms\":"));
	TRY(chain_take_number(at, &row->wall_ms));
	TRY(chain_expect(at, ",\"mono_ms\":"));
	TRY(chain_take_number(at, &row->mono_ms));
	row->certain = at->end - at->at > 16 && memcmp(at->at, ",\"certain\":true", 15) == 0;
	TRY(chain_expect(at, row->certain ? ",\"certain\":true" : ",\"certain\":false"));
	return row->seq > 0 ? FAIL_NONE : FAIL(INPUT, "a row of the audit has no number");
}

static enum fail words_read(struct chain_at *at, struct chain_row *row)
{
	struct word words[WORDS];
	words_of(row, words);
	for (int i = 0; i < WORDS; i++) {
		TRY(chain_expect(at, words[i].key));
		TRY(chain_take_word(at, words[i].max_bytes, words[i].text));
	}
	if (!chain_is_checkpoint(row))
		return FAIL_NONE;
	TRY(chain_expect(at, ",\"kid\":"));
	TRY(chain_take_word(at, sizeof row->kid - 1, row->kid));
	TRY(chain_expect(at, ",\"signature\":"));
	return chain_take_word(at, sizeof row->signature - 1, row->signature);
}

enum fail chain_read(const char *line, size_t size, struct chain_row *ret)
{
	struct chain_at at = { line, line + size };
	struct chain_row row = { 0 };
	char hash[SHA256_TEXT_BYTES];
	if (size > CHAIN_LINE_MAX_BYTES)
		return FAIL(LIMIT, "a line of %zu bytes, the most is %d", size, CHAIN_LINE_MAX_BYTES);
	TRY(times_read(&at, &row));
	TRY(words_read(&at, &row));
	sha256_text(line, (size_t)(at.at - line), hash);
	TRY(chain_expect(&at, ",\"hash\":"));
	TRY(chain_take_word(&at, sizeof row.hash - 1, row.hash));
	TRY(chain_expect(&at, "}"));
	if (at.at != at.end)
		return FAIL(INPUT, "something stands behind the end of a line of the audit");
	if (strcmp(hash, row.hash) != 0)
		return FAIL(SIGNATURE, "the hash of row %lld does not fit what stands in it", (long long)row.seq);
	*ret = row;
	return FAIL_NONE;
}

enum fail chain_follows(const struct chain_row *before, const struct chain_row *row)
{
	long long was = (long long)before->seq, is = (long long)row->seq;
	if (is > was + 1)
		return FAIL(SIGNATURE, "row %lld comes right after row %lld: %lld between them are gone", is, was, is - was - 1);
	if (is <= was)
		return FAIL(SIGNATURE, "row %lld comes after row %lld: a row was put in, moved or written twice", is, was);
	if (strcmp(before->hash, row->prev) != 0)
		return FAIL(SIGNATURE, "row %lld does not go on from row %lld as it stands here: one of them was exchanged", is, was);
	return FAIL_NONE;
}

enum fail chain_signed(const char *line, size_t size, const struct chain_row *row, const json_t *jwk)
{
	static const char before[] = ",\"signature\":\"";
	const char *at = memmem(line, size, before, sizeof before - 1);
	if (!at || row->signature[0] == '\0')
		return FAIL(SIGNATURE, "nobody signed row %lld", (long long)row->seq);
	return sign_check(jwk, line, (size_t)(at - line), row->signature);
}
