/* SPDX-License-Identifier: MIT */
/* faults.c */
#include "tests/fakes/printer/faults.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const units[] = { [FAULTS_AFTER_BYTES] = "bytes: ", [FAULTS_AFTER_MS] = "ms: ", [FAULTS_AFTER_RECEIPTS] = "receipts: " };

static bool read_step(const char *line, size_t length, struct faults_step *ret)
{
	char *end = NULL;

	if (length < 6 || strncmp(line, "after ", 6) != 0)
		return false;
	errno = 0;
	ret->count = strtol(line + 6, &end, 10);
	if (errno != 0 || end == line + 6 || *end != ' ' || ret->count < 0 || ret->count > FAULTS_COUNT_MAX || end + 1 >= line + length)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		size_t unit = strlen(units[i]);
		const char *words = end + 1 + unit;
		if (words >= line + length || strncmp(end + 1, units[i], unit) != 0)
			continue;
		size_t size = (size_t)(line + length - words);
		if (size >= sizeof ret->words)
			return false;
		memcpy(ret->words, words, size);
		ret->words[size] = '\0';
		ret->after = (enum faults_after)i;
		return true;
	}
	return false;
}

enum fail faults_read(const char *text, struct faults *ret)
{
	int number = 0;

	*ret = (struct faults){ 0 };
	for (const char *line = text; *line;) {
		size_t whole = strcspn(line, "\n"), length = whole;
		const char *remark = memchr(line, '#', length);
		number++;
		if (remark)
			length = (size_t)(remark - line);
		while (length > 0 && line[length - 1] == ' ')
			length--;
		if (length > 0) {
			if (ret->steps == FAULTS_MAX)
				return FAIL(LIMIT, "the script of faults has more than %d lines", FAULTS_MAX);
			if (!read_step(line, length, &ret->step[ret->steps]))
				return FAIL(INPUT, "line %d of the script of faults is not \"after N bytes|ms|receipts: words\"", number);
			ret->steps++;
		}
		line += whole + (line[whole] == '\n');
	}
	return FAIL_NONE;
}

enum fail faults_load(const char *path, struct faults *ret)
{
	BUFFER_AUTO text = { 0 };

	buffer_init(&text, FAULTS_MAX_BYTES);
	TRY(file_read(path, &text));
	return faults_read(buffer_text(&text), ret);
}

void faults_count(struct faults *faults, long bytes, long receipts)
{
	faults->bytes += bytes;
	faults->receipts += receipts;
}

const char *faults_due(struct faults *faults, int64_t now_ms, int64_t *ret_wait_ms)
{
	const struct faults_step *step = &faults->step[faults->next];

	*ret_wait_ms = -1;
	if (faults->next >= faults->steps)
		return NULL;
	if (faults->since_ms == 0)
		faults->since_ms = now_ms;
	long past = step->after == FAULTS_AFTER_BYTES ? faults->bytes : step->after == FAULTS_AFTER_RECEIPTS ? faults->receipts
	            : (long)(now_ms - faults->since_ms);
	if (past < step->count) {
		if (step->after == FAULTS_AFTER_MS)
			*ret_wait_ms = step->count - past;
		return NULL;
	}
	faults->next++;
	faults->bytes = faults->receipts = 0;
	faults->since_ms = now_ms;
	return step->words;
}
