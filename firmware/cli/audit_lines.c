/* SPDX-License-Identifier: MIT */
/* Where the audit's lines come from, and the file they go to. */
#include "firmware/cli/audit.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/cli/ask.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_MAX_BYTES = 64 * 1024, TRIES = 3 };

/* ---- from a kiosk ---- */

static enum fail head_ask(const char *state, bool carried, char line[static CHAIN_LINE_MAX_BYTES + 1])
{
	json_t *answer = NULL;
	const char *text = NULL;
	TRY(ask_hub(state, json_pack("{s:s, s:b}", "verb", "audit.head", "export", carried), &answer));
	enum fail fail = json_take_text(answer, "head", CHAIN_LINE_MAX_BYTES, &text);
	if (fail == FAIL_NONE)
		snprintf(line, CHAIN_LINE_MAX_BYTES + 1, "%s", text);
	json_decref(answer);
	return fail;
}

/* The lines of one answer, those behind row @last left out: they came after the head was signed. */
static enum fail page_give(const json_t *answer, int64_t left, int64_t *number, audit_line_call call, void *context)
{
	const char *line = NULL;
	TRY(json_take_text(answer, "lines", PAGE_MAX_BYTES, &line));
	for (const char *end; left > 0 && (end = strchr(line, '\n')); line = end + 1, left--)
		TRY(call(context, ++*number, line, (size_t)(end - line)));
	return FAIL_NONE;
}

enum fail audit_from_kiosk(const char *state, bool carried, audit_line_call call, void *context)
{
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_head head;
	int64_t number = 1;
	TRY(head_ask(state, carried, line));
	TRY(chain_head_read(line, strlen(line), &head));
	TRY(call(context, 1, line, strlen(line)));
	for (int64_t after = 0; after < head.last;) {
		json_t *answer = NULL;
		enum fail fail = ask_hub(state, json_pack("{s:s, s:I}", "verb", "audit.list", "after", (json_int_t)after), &answer);
		if (fail == FAIL_EMPTY)
			break;
		TRY(fail);
		int64_t last = json_int_or(answer, "last", INT64_MAX);
		fail = page_give(answer, last > head.last ? head.last - after : INT64_MAX, &number, call, context);
		after = last;
		json_decref(answer);
		TRY(fail);
	}
	fail_clear();
	return FAIL_NONE;
}

/* ---- from a file ---- */

static enum fail file_lines(FILE *file, const char *path, audit_line_call call, void *context)
{
	char line[CHAIN_LINE_MAX_BYTES];
	size_t size = 0;
	int64_t number = 1;
	for (int byte; (byte = getc(file)) != EOF;) {
		if (byte != '\n' && size == sizeof line)
			return FAIL(LIMIT, "line %lld is longer than %d bytes", (long long)number, CHAIN_LINE_MAX_BYTES);
		if (byte != '\n') {
			line[size++] = (char)byte;
			continue;
		}
		TRY(call(context, number++, line, size));
		size = 0;
	}
	if (ferror(file))
		return FAIL(IO, "%s cannot be read: %s", path, strerror(errno));
	return size == 0 ? FAIL_NONE : FAIL(SIGNATURE, "line %lld is cut off", (long long)number);
}

enum fail audit_from_file(const char *path, audit_line_call call, void *context)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return errno == ENOENT ? FAIL(EMPTY, "%s is not there", path) : FAIL(IO, "%s cannot be opened: %s", path, strerror(errno));
	enum fail fail = file_lines(file, path, call, context);
	fclose(file);
	return fail;
}

/* ---- to a file ---- */

struct writing { FILE *out; struct chain_file check; struct audit_written *written; int64_t rows; };

/* Evidence is carried away whether it is whole or not: the check says which, and goes no further than the first row that is wrong. */
static enum fail line_write(void *context, int64_t number, const char *line, size_t size)
{
	struct writing *writing = context;
	struct audit_written *written = writing->written;
	if (fwrite(line, 1, size, writing->out) != size || putc('\n', writing->out) == EOF)
		return FAIL(IO, "it cannot be written: %s", strerror(errno));
	writing->rows += number > 1;
	if (written->check != FAIL_NONE)
		return FAIL_NONE;
	written->check = number == 1 ? chain_file_begin(&writing->check, line, size) : chain_file_row(&writing->check, line, size);
	if (written->check != FAIL_NONE)
		snprintf(written->words, sizeof written->words, "%s", fail_words());
	fail_clear();
	return FAIL_NONE;
}

static enum fail write_once(const char *state, FILE *out, bool carried, struct audit_written *ret)
{
	*ret = (struct audit_written){ 0 };
	struct writing writing = { .out = out, .written = ret };
	rewind(out);
	enum fail fail = ftruncate(fileno(out), 0) == 0 ? audit_from_kiosk(state, carried, line_write, &writing) : FAIL(IO, "it cannot be written: %s", strerror(errno));
	if (fail == FAIL_NONE && ret->check == FAIL_NONE && (ret->check = chain_file_end(&writing.check)) != FAIL_NONE)
		snprintf(ret->words, sizeof ret->words, "%s", fail_words());
	ret->rows = writing.rows;
	ret->is_signed = writing.check.jwk != NULL;
	chain_file_done(&writing.check);
	if (fail == FAIL_NONE && (fflush(out) != 0 || fsync(fileno(out)) != 0))
		fail = FAIL(IO, "it cannot be written: %s", strerror(errno));
	return fail;
}

static enum fail put_in_place(const char *part, const char *path)
{
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%s", path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	if (rename(part, path) != 0)
		return FAIL(IO, "%s cannot be written: %s", path, strerror(errno));
	return file_sync_folder(slash ? folder : ".");
}

enum fail audit_to_file(const char *state, const char *path, struct audit_written *ret)
{
	char part[PATH_MAX];
	if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
		return FAIL(LIMIT, "%s is too long a name", path);
	int fd = open(part, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w+");
	if (!out)
		return FAIL(IO, "%s cannot be written: %s", part, strerror(errno));
	enum fail fail = FAIL_NONE;
	int tries = 0;
	do /* the oldest rows may go while it is written: then once more */
		fail = write_once(state, out, tries == 0, ret);
	while (fail == FAIL_NONE && ret->check != FAIL_NONE && ++tries < TRIES);
	if (fclose(out) != 0 && fail == FAIL_NONE)
		fail = FAIL(IO, "%s cannot be written: %s", part, strerror(errno));
	if (fail == FAIL_NONE)
		fail = put_in_place(part, path);
	if (fail != FAIL_NONE)
		unlink(part);
	return fail;
}
