/* SPDX-License-Identifier: MIT */
/* unit.chain_file - in an exported audit every change is found, by whoever has the file and nothing else. */
#include "firmware/base/buffer.h"
#include "firmware/envelope/chain_file.h"
#include "firmware/envelope/device.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 16, ROWS = 7, CUT = 3 /* the rows before this checkpoint went in their time */, FILE_MAX_BYTES = 16 * 1024 };

/* A small export, its lines, and another key. */
struct given { struct device *device, *other; char *line[LINES_MAX]; int lines; char whole[FILE_MAX_BYTES]; size_t size; };

static struct device *key_new(void)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct device *device = NULL;
	given_folder(folder);
	given_path(path, folder, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	given_done(folder);
	return device;
}

/* Rows @from…ROWS behind @prev, signed with @device; the head says so. @mark: what another fork did. */
static void rows_write(struct given *given, const struct device *device, int64_t from, const char *prev, const char *mark, struct chain_head *head)
{
	char before[SHA256_TEXT_BYTES];
	snprintf(before, sizeof before, "%s", prev);
	for (int64_t seq = from; seq <= ROWS; seq++) {
		struct chain_row row = { .seq = seq, .wall_ms = 1795255530000 + seq, .mono_ms = seq, .certain = seq % 2, .kiosk = "k", .actor = "staff", .staff = "s-1" };
		char *line = calloc(1, CHAIN_LINE_MAX_BYTES + 1);
		snprintf(row.event, sizeof row.event, "%s", seq == CUT || seq == ROWS ? CHAIN_CHECKPOINT : mark);
		memcpy(row.prev, before, sizeof before);
		assert_int_equal(chain_write(&row, device, line), FAIL_NONE);
		memcpy(before, row.hash, sizeof before);
		if (seq >= CUT)
			given->line[given->lines++] = line;
		else
			free(line);
	}
	memcpy(head->last_hash, before, sizeof before);
}

static void make(struct given *given, const struct device *device)
{
	struct chain_head head = { .kiosk = "k", .written_ms = 1795255540000, .first = CUT, .last = ROWS };
	given->lines = 1;
	rows_write(given, device, 1, "", "reveal", &head);
	given->line[0] = calloc(1, CHAIN_LINE_MAX_BYTES + 1);
	assert_int_equal(chain_head_write(&head, device, given->line[0]), FAIL_NONE);
}

static void join(struct given *given)
{
	given->size = 0;
	for (int i = 0; i < given->lines; i++)
		given->size += (size_t)snprintf(given->whole + given->size, sizeof given->whole - given->size, "%s\n", given->line[i]);
}

static void lines_free(struct given *given)
{
	while (given->lines > 0)
		free(given->line[--given->lines]);
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	given->device = key_new();
	given->other = key_new();
	make(given, given->device);
	join(given);
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	lines_free(given);
	device_close(given->device);
	device_close(given->other);
	free(given);
	return 0;
}

/* As `foyer audit verify` reads it. */
static enum fail check(const char *bytes, size_t size, struct chain_file *file)
{
	const char *line = bytes, *end = bytes + size, *stop;
	bool begun = false;
	enum fail fail = FAIL_NONE;
	fail_clear();
	for (; fail == FAIL_NONE && line < end; line = stop + 1, begun = true) {
		stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			fail = FAIL(SIGNATURE, "cut off");
		else
			fail = begun ? chain_file_row(file, line, (size_t)(stop - line)) : chain_file_begin(file, line, (size_t)(stop - line));
		if (!stop)
			break;
	}
	return fail != FAIL_NONE ? fail : begun ? chain_file_end(file) : FAIL_SIGNATURE;
}

static enum fail check_once(const char *bytes, size_t size)
{
	struct chain_file file = { 0 };
	enum fail fail = check(bytes, size, &file);
	chain_file_done(&file);
	return fail;
}

static void a_whole_one_is_whole(void **state)
{
	struct given *given = *state;
	struct chain_file file = { 0 };
	assert_int_equal(check(given->whole, given->size, &file), FAIL_NONE);
	assert_int_equal(file.rows, ROWS - CUT + 1);
	assert_int_equal(file.checkpoints, 2);
	assert_int_equal(file.foreign, 0);
	assert_string_equal(file.head.kid, device_kid(given->device));
	chain_file_done(&file);
}

static void assert_found(const struct given *given, const char *bytes, size_t size, const char *what, size_t where)
{
	(void)given;
	if (check_once(bytes, size) == FAIL_NONE)
		fail_msg("%s at byte %zu is not found", what, where);
}

static void every_byte_counts(void **state)
{
	const struct given *given = *state;
	static char copy[FILE_MAX_BYTES + 1];
	for (size_t i = 0; i < given->size; i++) {
		memcpy(copy, given->whole, given->size);
		copy[i] ^= 1; /* a neighbour: the next letter, or digit */
		assert_found(given, copy, given->size, "a change", i);
		copy[i] = given->whole[i] ^ 0x20; /* the other case */
		assert_found(given, copy, given->size, "a change", i);
		memmove(copy + i, given->whole + i + 1, given->size - i - 1);
		assert_found(given, copy, given->size - 1, "a removal", i);
		memcpy(copy, given->whole, i);
		copy[i] = given->whole[i];
		memcpy(copy + i + 1, given->whole + i, given->size - i);
		assert_found(given, copy, given->size + 1, "an insertion", i);
		assert_found(given, given->whole, i, "an end", i);
	}
	fail_clear();
}

static void lines_cannot_go_come_or_move(void **state)
{
	struct given *given = *state;
	struct given other;
	for (int i = 0; i < given->lines; i++) {
		other = *given; /* without line i */
		memmove(other.line + i, other.line + i + 1, (size_t)(other.lines - i - 1) * sizeof *other.line);
		other.lines--;
		join(&other);
		assert_found(given, other.whole, other.size, "a line that went", (size_t)i);
		for (int j = 0; j < given->lines; j++) { /* line i once more, before line j; and the two exchanged */
			other = *given;
			memmove(other.line + j + 1, other.line + j, (size_t)(other.lines - j) * sizeof *other.line);
			other.line[j] = given->line[i];
			other.lines++;
			join(&other);
			assert_found(given, other.whole, other.size, "a line that came", (size_t)i);
			if (i == j)
				continue;
			other = *given;
			other.line[i] = given->line[j];
			other.line[j] = given->line[i];
			join(&other);
			assert_found(given, other.whole, other.size, "lines that moved", (size_t)i);
		}
		other = *given; /* the end is gone from line i on */
		other.lines = i;
		join(&other);
		assert_found(given, other.whole, other.size, "an end that went", (size_t)i);
	}
	fail_clear();
}

/* Somebody without the key writes rows anew from @from on, with hashes that fit, and a head that names them. */
static void a_fork_is_found(void **state)
{
	struct given *given = *state;
	for (int64_t from = CUT; from <= ROWS; from++) {
		struct given fork = { .lines = 1, .line = { calloc(1, CHAIN_LINE_MAX_BYTES + 1) } };
		struct chain_head head = { 0 };
		struct chain_row before = { 0 };
		assert_int_equal(chain_head_read(given->line[0], strlen(given->line[0]), &head), FAIL_NONE);
		const char *prev = from > CUT ? given->line[from - CUT] : NULL;
		if (prev)
			assert_int_equal(chain_read(prev, strlen(prev), &before), FAIL_NONE);
		for (int i = 1; i < (int)(from - CUT) + 1; i++)
			fork.line[fork.lines++] = strdup(given->line[i]);
		rows_write(&fork, given->other, from, before.hash, "quiet", &head);
		snprintf(fork.line[0], CHAIN_LINE_MAX_BYTES + 1, "%s", given->line[0]); /* the true head */
		join(&fork);
		assert_found(given, fork.whole, fork.size, "a fork", (size_t)from);
		char *hash = strstr(fork.line[0], "\"last_hash\":\"");
		memcpy(hash + 13, head.last_hash, SHA256_TEXT_BYTES - 1); /* the true key, another hash */
		join(&fork);
		assert_found(given, fork.whole, fork.size, "a fork", (size_t)from);
		assert_int_equal(chain_head_write(&head, given->other, fork.line[0]), FAIL_NONE); /* signed, with another key */
		join(&fork);
		struct chain_file file = { 0 };
		enum fail fail = check(fork.whole, fork.size, &file);
		if (fail == FAIL_NONE)
			assert_string_not_equal(file.head.kid, device_kid(given->device)); /* which --key tells apart */
		chain_file_done(&file);
		lines_free(&fork);
	}
	fail_clear();
}

/* Whoever has the key itself can write it all anew: but not what the council has heard already. */
static void what_the_council_knows_cannot_be_written_anew(void **state)
{
	struct given *given = *state;
	struct given anew = { .lines = 1, .line = { calloc(1, CHAIN_LINE_MAX_BYTES + 1) } };
	struct chain_head head = { .kiosk = "k", .written_ms = 1795255540000, .first = CUT, .last = ROWS };
	struct chain_row known;
	assert_int_equal(chain_read(given->line[1], strlen(given->line[1]), &known), FAIL_NONE);
	rows_write(&anew, given->device, 1, "", "quiet", &head);
	assert_int_equal(chain_head_write(&head, given->device, anew.line[0]), FAIL_NONE);
	join(&anew);
	assert_int_equal(check_once(anew.whole, anew.size), FAIL_NONE);
	struct chain_file file = { 0 };
	assert_int_equal(chain_file_begin(&file, anew.line[0], strlen(anew.line[0])), FAIL_NONE);
	file.known_seq = CUT;
	memcpy(file.known_hash, known.hash, sizeof known.hash);
	assert_int_equal(chain_file_row(&file, anew.line[1], strlen(anew.line[1])), FAIL_SIGNATURE);
	assert_non_null(strstr(fail_words(), "forked"));
	chain_file_done(&file);
	lines_free(&anew);
	fail_clear();
}

static void without_a_key_it_is_whole_and_says_that_nobody_signed(void **state)
{
	struct given *given = *state;
	struct given none = { 0 };
	make(&none, NULL);
	join(&none);
	struct chain_file file = { 0 };
	assert_int_equal(check(none.whole, none.size, &file), FAIL_NONE);
	assert_null(file.jwk);
	assert_int_equal(file.foreign, 2);
	chain_file_done(&file);
	lines_free(&none);
	/* a signature that was taken off whole is not the same as none */
	struct given bare = *given;
	char head[CHAIN_LINE_MAX_BYTES + 1], *signature;
	snprintf(head, sizeof head, "%s", given->line[0]);
	signature = strstr(head, "\"signature\":\"");
	snprintf(signature, 16, "\"signature\":\"\"}");
	bare.line[0] = head;
	join(&bare);
	assert_found(given, bare.whole, bare.size, "no signature", 0);
	fail_clear();
}

static void the_first_wrong_row_is_named(void **state)
{
	struct given *given = *state;
	static const struct { int line; const char *words; } wrong[] = { { 2, "row 4" }, { 4, "row 6" } };
	for (size_t i = 0; i < 2; i++) {
		struct given other = *given;
		char line[CHAIN_LINE_MAX_BYTES + 1];
		snprintf(line, sizeof line, "%s", given->line[wrong[i].line]);
		strstr(line, "reveal")[0] = 'x';
		other.line[wrong[i].line] = line;
		join(&other);
		assert_int_equal(check_once(other.whole, other.size), FAIL_SIGNATURE);
		if (!strstr(fail_words(), wrong[i].words))
			fail_msg("\"%s\" does not name %s", fail_words(), wrong[i].words);
	}
	fail_clear();
}

static void maxima_hold(void **state)
{
	(void)state;
	static char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_head head;
	memset(line, ' ', sizeof line);
	assert_int_equal(chain_head_read(line, CHAIN_LINE_MAX_BYTES, &head), FAIL_INPUT);
	assert_int_equal(chain_head_read(line, CHAIN_LINE_MAX_BYTES + 1, &head), FAIL_LIMIT);
	head = (struct chain_head){ .kiosk = "k", .first = 1, .last = CHAIN_FILE_ROWS_MAX };
	assert_int_equal(chain_head_write(&head, NULL, line), FAIL_NONE);
	assert_int_equal(chain_head_read(line, strlen(line), &head), FAIL_NONE);
	head.last++;
	assert_int_equal(chain_head_write(&head, NULL, line), FAIL_NONE);
	assert_int_equal(chain_head_read(line, strlen(line), &head), FAIL_LIMIT);
	fail_clear();
}

#define with_file(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest cases[] = {
		with_file(a_whole_one_is_whole),
		with_file(every_byte_counts),
		with_file(lines_cannot_go_come_or_move),
		with_file(a_fork_is_found),
		with_file(what_the_council_knows_cannot_be_written_anew),
		with_file(without_a_key_it_is_whole_and_says_that_nobody_signed),
		with_file(the_first_wrong_row_is_named),
		with_file(maxima_hold),
	};
	return cmocka_run_group_tests_name("chain_file", cases, NULL, NULL);
}
