/* SPDX-License-Identifier: MIT */
/* reader.c - two foreign programs, one after the other, their output caught in files; no shell, and nothing waits for them. */
#include "tests/fakes/printer/reader.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAITING_MAX = 64, CAUGHT_MAX_BYTES = 64 * 1024 };

enum stage { STAGE_CODE, STAGE_WORDS, STAGE_WORDS_ENGLISH, STAGE_COUNT };

struct reader {
	struct loop *loop;
	char folder[PATH_MAX - 64];
	void (*read)(void *context, int number);
	void *context;
	struct fake_receipt waiting[WAITING_MAX]; /* bits are not kept */
	char *letters[WAITING_MAX];
	int count;
	enum stage stage;
	pid_t child;
	int child_fd;
	struct buffer code, words;
};

static void start_stage(struct reader *reader);

static void name_of(const struct reader *reader, const char *ending, char ret[static PATH_MAX])
{
	snprintf(ret, PATH_MAX, "%s/receipt-%d.%s", reader->folder, reader->waiting[0].number, ending);
}

static void describe(const struct reader *reader, struct buffer *to)
{
	const struct fake_receipt *receipt = &reader->waiting[0];
	enum fail code = buffer_printf(to,
		"receipt: %d\nsize: %d x %d dots\ncut: %s\npicture strips: %d, the tallest %d rows\nfeeds: %d\nstarts: %d\n"
		"bytes printed as letters: %d\nunknown commands: %d%s%s\ncommands without effect: %d%s%s\ntoo long: %s\nQR code: %s\n%s%s\n%s",
		receipt->number, receipt->dots, receipt->rows, receipt->torn ? "no, torn" : "yes", receipt->strips, receipt->tallest_strip, receipt->feeds, receipt->starts,
		receipt->text_bytes, receipt->unknown, receipt->unknown > 0 ? ": " : "", receipt->unknown_names,
		receipt->ignored, receipt->ignored > 0 ? ": " : "", receipt->ignored_names, receipt->too_long ? "yes" : "no",
		buffer_text(&reader->code), reader->letters[0][0] ? "letters:\n" : "", reader->letters[0], buffer_text(&reader->words));

	if (code != FAIL_NONE)
		abort();
}

static void finish(struct reader *reader)
{
	char path[PATH_MAX];
	BUFFER_AUTO text = { 0 };
	int number = reader->waiting[0].number;

	buffer_init(&text, 4 * CAUGHT_MAX_BYTES);
	describe(reader, &text);
	name_of(reader, "txt", path);
	if (file_replace(path, buffer_text(&text), text.size_bytes, 0644) != FAIL_NONE)
		fprintf(stderr, "receipt %d has no text: %s\n", number, fail_words());
	buffer_clear(&reader->code);
	buffer_clear(&reader->words);
	free(reader->letters[0]);
	memmove(reader->waiting, reader->waiting + 1, (size_t)--reader->count * sizeof reader->waiting[0]);
	memmove(reader->letters, reader->letters + 1, (size_t)reader->count * sizeof reader->letters[0]);
	reader->read(reader->context, number);
	reader->stage = STAGE_CODE;
	if (reader->count > 0)
		start_stage(reader);
}

static void end_stage(struct reader *reader, bool well)
{
	char path[PATH_MAX];
	struct buffer *to = reader->stage == STAGE_CODE ? &reader->code : &reader->words;
	enum fail code = FAIL_NONE;

	name_of(reader, "part", path);
	buffer_clear(to);
	if (well)
		code = file_read(path, to);
	unlink(path);
	if (reader->stage == STAGE_CODE) {
		while (well && to->size_bytes > 0 && to->bytes[to->size_bytes - 1] == '\n')
			to->bytes[--to->size_bytes] = '\0';
		if (to->size_bytes == 0)
			code = buffer_printf(to, "not found, or zbarimg is not installed");
		reader->stage = STAGE_WORDS;
	} else if (reader->stage == STAGE_WORDS && !well) {
		reader->stage = STAGE_WORDS_ENGLISH; /* perhaps only Welsh is not installed */
	} else {
		if (!well)
			code = buffer_printf(to, "(tesseract is not installed: the words are only in the picture)\n");
		reader->stage = STAGE_COUNT;
	}
	if (code != FAIL_NONE)
		fprintf(stderr, "reading back a receipt: %s\n", fail_words());
	if (reader->stage == STAGE_COUNT)
		finish(reader);
	else
		start_stage(reader);
}

static void child_ended(void *context, int fd, uint32_t events)
{
	struct reader *reader = context;
	int status = 1;

	(void)events;
	loop_unwatch(reader->loop, fd);
	close(fd);
	reader->child_fd = -1;
	waitpid(reader->child, &status, 0);
	end_stage(reader, WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static int spawn(struct reader *reader, char *const arguments[])
{
	char path[PATH_MAX];
	posix_spawn_file_actions_t files;
	char *const environment[] = { "PATH=/usr/bin:/bin", "OMP_THREAD_LIMIT=1", "LANG=C.UTF-8", NULL };

	name_of(reader, "part", path);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	int code = posix_spawnp(&reader->child, arguments[0], &files, NULL, arguments, environment);
	posix_spawn_file_actions_destroy(&files);
	return code;
}

static void start_stage(struct reader *reader)
{
	char picture[PATH_MAX], dpi[16];
	char *const code[] = { "zbarimg", "--quiet", "--raw", picture, NULL };
	char *const words[] = { "tesseract", picture, "stdout", "--dpi", dpi, "--psm", "4", "-l", "eng+cym", NULL };
	char *const english[] = { "tesseract", picture, "stdout", "--dpi", dpi, "--psm", "4", NULL };
	char *const *const by_stage[STAGE_COUNT] = { [STAGE_CODE] = code, [STAGE_WORDS] = words, [STAGE_WORDS_ENGLISH] = english };

	name_of(reader, "png", picture);
	snprintf(dpi, sizeof dpi, "%d", reader->waiting[0].dpi);
	if (spawn(reader, by_stage[reader->stage]) != 0) {
		end_stage(reader, false);
		return;
	}
	reader->child_fd = pidfd_open(reader->child, 0);
	if (reader->child_fd < 0 || loop_watch(reader->loop, reader->child_fd, EPOLLIN, child_ended, reader) != FAIL_NONE)
		abort();
}

struct reader *reader_new(struct loop *loop, const char *folder, void (*read)(void *context, int number), void *context)
{
	struct reader *reader = calloc(1, sizeof *reader);

	if (!reader)
		abort();
	reader->loop = loop;
	reader->read = read;
	reader->context = context;
	reader->child_fd = -1;
	snprintf(reader->folder, sizeof reader->folder, "%s", folder);
	buffer_init(&reader->code, CAUGHT_MAX_BYTES);
	buffer_init(&reader->words, CAUGHT_MAX_BYTES);
	return reader;
}

void reader_free(struct reader *reader)
{
	if (!reader)
		return;
	if (reader->child_fd >= 0) {
		loop_unwatch(reader->loop, reader->child_fd);
		close(reader->child_fd);
		kill(reader->child, SIGKILL); /* it inherits what our loop blocks, SIGTERM among it */
		waitpid(reader->child, NULL, 0);
	}
	for (int i = 0; i < reader->count; i++)
		free(reader->letters[i]);
	buffer_done(&reader->code);
	buffer_done(&reader->words);
	free(reader);
}

void reader_add(struct reader *reader, const struct fake_receipt *receipt)
{
	if (reader->count == WAITING_MAX) {
		fprintf(stderr, "receipt %d is not read back: %d are waiting\n", receipt->number, WAITING_MAX);
		return;
	}
	reader->waiting[reader->count] = *receipt;
	reader->waiting[reader->count].bits = NULL, reader->waiting[reader->count].text = NULL;
	reader->letters[reader->count] = strdup(receipt->text);
	if (!reader->letters[reader->count++])
		abort();
	if (reader->count == 1)
		start_stage(reader);
}
