/* SPDX-License-Identifier: MIT */
/* main.c - foyer-virtual-printer: a receipt printer behind a Unix socket, whose paper is a folder of pictures and texts. */
#include "firmware/base/file.h"
#include "firmware/base/program.h"
#include "tests/fakes/printer/counter.h"
#include "tests/fakes/printer/picture.h"
#include "tests/fakes/printer/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void name_of(const struct counter *counter, int number, const char *ending, char ret[static PATH_MAX])
{
	snprintf(ret, PATH_MAX, "%s/receipt-%d.%s", counter->folder, number, ending);
}

static void on_cut(void *context, const struct fake_receipt *cut)
{
	struct counter *counter = context;
	struct fake_receipt receipt = *cut;
	char path[PATH_MAX];

	receipt.number += counter->first_number;
	name_of(counter, receipt.number, "png", path);
	if (picture_write(path, &receipt) != FAIL_NONE) {
		fprintf(stderr, "receipt %d is lost: %s\n", receipt.number, fail_words());
		return;
	}
	if (counter->reader)
		reader_add(counter->reader, &receipt);
}

static void on_read(void *context, int number)
{
	const struct counter *counter = context;
	char path[PATH_MAX];

	name_of(counter, number, "png", path);
	printf("receipt %d %s\n", number, path);
	fflush(stdout);
}

static long number_or(const char *text, long otherwise, long most)
{
	long number = text ? strtol(text, NULL, 10) : otherwise;

	return number > 0 && number <= most ? number : otherwise;
}

int main(int argc, char **argv)
{
	const char *listen_path = NULL, *folder = NULL, *control = NULL, *speed = NULL, *room = NULL;
	bool clone = false, unread = false;
	const struct program_option options[] = {
		{ "listen", "path of the socket that takes ESC/POS", &listen_path, NULL },
		{ "folder", "where receipt-N.png and receipt-N.txt go", &folder, NULL },
		{ "control", "path of a socket that takes: paper out, paper in, paper low, cover open, cover closed, speed N, unplug after N, power …", &control, NULL },
		{ "speed", "bytes a second of the mechanism (115000)", &speed, NULL },
		{ "buffer", "bytes of its receive buffer (4096)", &room, NULL },
		{ "clone", "be a cheap one: no process ids", NULL, &clone },
		{ "unread", "only pictures, no texts beside them", NULL, &unread },
		{ 0 },
	};
	enum fail code = program_start("foyer-virtual-printer", argc, argv, options);
	if (code == FAIL_NONE && (!listen_path || !folder))
		code = FAIL(INPUT, "both --listen and --folder are needed");
	if (code == FAIL_NONE)
		code = file_make_folder(folder, 0755);
	struct counter counter = { .folder = folder, .bytes_per_second = number_or(speed, 115000, 10000000) };
	struct fake_options about = {
		.buffer_bytes = (size_t)number_or(room, 4096, FAKE_BUFFER_MAX_BYTES), .no_process_id = clone, .cut = on_cut, .context = &counter,
	};
	if (code == FAIL_NONE)
		code = loop_new(&counter.loop);
	if (code != FAIL_NONE) {
		if (code != FAIL_EMPTY)
			fprintf(stderr, "foyer-virtual-printer: %s\n", fail_words());
		return code == FAIL_EMPTY ? 0 : 1;
	}
	for (char path[PATH_MAX];; counter.first_number++) {
		name_of(&counter, counter.first_number + 1, "png", path);
		if (access(path, F_OK) != 0)
			break;
	}
	counter.printer = fake_printer_new(&about);
	counter.reader = unread ? NULL : reader_new(counter.loop, folder, on_read, &counter);
	code = counter_open(&counter, listen_path, control);
	if (code == FAIL_NONE)
		code = loop_run(counter.loop);
	if (code != FAIL_NONE)
		fprintf(stderr, "foyer-virtual-printer: %s\n", fail_words());
	counter_close(&counter);
	reader_free(counter.reader);
	fake_printer_free(counter.printer);
	loop_free(counter.loop);
	return code == FAIL_NONE ? 0 : 1;
}
