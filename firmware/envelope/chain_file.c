/* SPDX-License-Identifier: MIT */
/* An exported audit, line by line. */
#include "firmware/envelope/chain_file.h"

#include "firmware/base/json.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/jwk.h"

#include <stdio.h>
#include <string.h>

enum { FORMAT = 1 };

struct part { const char *key; char *text; size_t max_bytes; };

static void key_parts(struct chain_head *head, struct part ret[static 3])
{
	const struct part parts[3] = { { ",\"kid\":", head->kid, sizeof head->kid - 1 }, { ",\"x\":", head->x, sizeof head->x - 1 }, { ",\"y\":", head->y, sizeof head->y - 1 } };
	memcpy(ret, parts, sizeof parts);
}

static void key_fill(struct chain_head *head, const struct device *device)
{
	struct part parts[3];
	json_t *jwk = device ? device_jwk(device) : NULL;
	key_parts(head, parts);
	for (int i = 0; i < 3; i++)
		snprintf(parts[i].text, parts[i].max_bytes + 1, "%s", json_text_or(jwk, i == 0 ? "kid" : i == 1 ? "x" : "y", ""));
	head->signature[0] = '\0';
	json_decref(jwk);
}

enum fail chain_head_write(struct chain_head *head, const struct device *device, char ret[static CHAIN_LINE_MAX_BYTES + 1])
{
	const size_t room = CHAIN_LINE_MAX_BYTES + 1; /* at its longest it has 500 bytes */
	struct part parts[3];
	TRY(chain_word(head->kiosk, CHAIN_KIOSK_MAX_BYTES));
	key_fill(head, device);
	key_parts(head, parts);
	size_t length = (size_t)snprintf(ret, room, "{\"foyer-audit\":%d,\"kiosk\":\"%s\",\"written_ms\":%lld,\"first\":%lld,\"last\":%lld,\"last_hash\":\"%s\"", FORMAT, head->kiosk,
	                                 (long long)head->written_ms, (long long)head->first, (long long)head->last, head->last_hash);
	for (int i = 0; i < 3; i++)
		length += (size_t)snprintf(ret + length, room - length, "%s\"%s\"", parts[i].key, parts[i].text);
	if (device)
		TRY(device_sign(device, ret, length, head->signature));
	snprintf(ret + length, room - length, ",\"signature\":\"%s\"}", head->signature);
	return FAIL_NONE;
}

static json_t *jwk_of(const struct chain_head *head)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "x", head->x, "y", head->y);
}

static enum fail key_check(const struct chain_head *head, const char *text, size_t size)
{
	char kid[SHA256_TEXT_BYTES];
	if (head->kid[0] == '\0' && head->x[0] == '\0' && head->y[0] == '\0' && head->signature[0] == '\0')
		return FAIL_NONE;
	json_t *jwk = jwk_of(head);
	enum fail fail = jwk_thumbprint(jwk, kid);
	if (fail == FAIL_NONE && strcmp(kid, head->kid) != 0)
		fail = FAIL(SIGNATURE, "the head names another key than the one that stands in it");
	if (fail == FAIL_NONE)
		fail = sign_check(jwk, text, size, head->signature);
	json_decref(jwk);
	return fail == FAIL_NONE ? FAIL_NONE : FAIL(SIGNATURE, "the head is not as the kiosk signed it");
}

static enum fail numbers_read(struct chain_at *at, struct chain_head *head)
{
	int64_t format = 0;
	TRY(chain_expect(at, "{\"foyer-audit\":"));
	TRY(chain_take_number(at, &format));
	if (format != FORMAT)
		return FAIL(INPUT, "an audit of form %lld, this program knows form %d", (long long)format, FORMAT);
	TRY(chain_expect(at, ",\"kiosk\":"));
	TRY(chain_take_word(at, CHAIN_KIOSK_MAX_BYTES, head->kiosk));
	TRY(chain_expect(at, ",\"written_ms\":"));
	TRY(chain_take_number(at, &head->written_ms));
	TRY(chain_expect(at, ",\"first\":"));
	TRY(chain_take_number(at, &head->first));
	TRY(chain_expect(at, ",\"last\":"));
	TRY(chain_take_number(at, &head->last));
	TRY(chain_expect(at, ",\"last_hash\":"));
	TRY(chain_take_word(at, sizeof head->last_hash - 1, head->last_hash));
	if (head->first > head->last || (head->first == 0) != (head->last == 0))
		return FAIL(INPUT, "the head names rows from %lld to %lld", (long long)head->first, (long long)head->last);
	return head->last - head->first < CHAIN_FILE_ROWS_MAX ? FAIL_NONE : FAIL(LIMIT, "the head names more than %d rows", CHAIN_FILE_ROWS_MAX);
}

enum fail chain_head_read(const char *line, size_t size, struct chain_head *ret)
{
	struct chain_at at = { line, line + size };
	struct chain_head head = { 0 };
	struct part parts[3];
	if (size > CHAIN_LINE_MAX_BYTES)
		return FAIL(LIMIT, "a head of %zu bytes, the most is %d", size, CHAIN_LINE_MAX_BYTES);
	TRY(numbers_read(&at, &head));
	key_parts(&head, parts);
	for (int i = 0; i < 3; i++) {
		TRY(chain_expect(&at, parts[i].key));
		TRY(chain_take_word(&at, parts[i].max_bytes, parts[i].text));
	}
	size_t signed_bytes = (size_t)(at.at - line);
	TRY(chain_expect(&at, ",\"signature\":"));
	TRY(chain_take_word(&at, sizeof head.signature - 1, head.signature));
	TRY(chain_expect(&at, "}"));
	if (at.at != at.end)
		return FAIL(INPUT, "something stands behind the end of the head");
	TRY(key_check(&head, line, signed_bytes));
	*ret = head;
	return FAIL_NONE;
}

/* ---- a whole file ---- */

enum fail chain_file_begin(struct chain_file *file, const char *line, size_t size)
{
	*file = (struct chain_file){ 0 };
	TRY(chain_head_read(line, size, &file->head));
	file->jwk = file->head.kid[0] ? jwk_of(&file->head) : NULL;
	return FAIL_NONE;
}

void chain_file_done(struct chain_file *file)
{
	json_decref(file->jwk);
	file->jwk = NULL;
}

static enum fail place_check(const struct chain_file *file, const struct chain_row *row)
{
	long long seq = row->seq;
	if (file->row.seq > 0)
		return chain_follows(&file->row, row);
	if (row->seq != file->head.first)
		return FAIL(SIGNATURE, "the first row is %lld, and the head names %lld: rows before it are gone or were put in", seq, (long long)file->head.first);
	if (row->seq == 1 && row->prev[0])
		return FAIL(SIGNATURE, "row 1 goes on from a row before it, and there can be none");
	if (row->seq > 1 && !chain_is_checkpoint(row))
		return FAIL(SIGNATURE, "what was before row %lld is gone, and no checkpoint stands for it", seq);
	return FAIL_NONE;
}

static enum fail checkpoint_check(struct chain_file *file, const struct chain_row *row, const char *line, size_t size)
{
	if (!file->jwk || strcmp(row->kid, file->head.kid) != 0) {
		file->foreign++;
		return FAIL_NONE;
	}
	if (chain_signed(line, size, row, file->jwk) != FAIL_NONE)
		return FAIL(SIGNATURE, "the checkpoint in row %lld is not as the kiosk signed it", (long long)row->seq);
	file->checkpoints++;
	return FAIL_NONE;
}

enum fail chain_file_row(struct chain_file *file, const char *line, size_t size)
{
	struct chain_row row;
	enum fail fail = chain_read(line, size, &row);
	if (fail == FAIL_INPUT)
		return FAIL(SIGNATURE, "the line behind row %lld is no row of an audit", (long long)file->row.seq);
	TRY(fail);
	TRY(place_check(file, &row));
	if (row.seq > file->head.last)
		return FAIL(SIGNATURE, "row %lld stands behind row %lld, which the head names as the last", (long long)row.seq, (long long)file->head.last);
	if (chain_is_checkpoint(&row))
		TRY(checkpoint_check(file, &row, line, size));
	if (row.seq == file->known_seq && strcmp(row.hash, file->known_hash) != 0)
		return FAIL(SIGNATURE, "row %lld is another one than was known before: this audit was forked or made anew at or before it", (long long)row.seq);
	file->row = row;
	file->rows++;
	return FAIL_NONE;
}

enum fail chain_file_end(const struct chain_file *file)
{
	const struct chain_head *head = &file->head;
	if (file->row.seq < head->last)
		return FAIL(SIGNATURE, "row %lld is the last, and the head names %lld: the rows behind it are gone", (long long)file->row.seq, (long long)head->last);
	if (strcmp(file->row.hash, head->last_hash) != 0)
		return FAIL(SIGNATURE, "row %lld is another one than the head names", (long long)head->last);
	if (file->known_seq > head->last)
		return FAIL(SIGNATURE, "row %lld was known before, and this audit ends with row %lld: it was cut or made anew", (long long)file->known_seq, (long long)head->last);
	return FAIL_NONE;
}
