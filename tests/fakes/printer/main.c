/* SPDX-License-Identifier: MIT */
/* main.c - foyer-virtual-printer: a receipt printer behind a Unix socket, whose paper is a folder of pictures and texts. */
#include "firmware/base/file.h"
#include "firmware/base/program.h"
#include "tests/fakes/printer/counter.h"
#include "tests/fakes/printer/model.h"
#include "tests/fakes/printer/picture.h"
#include "tests/fakes/printer/reader.h"
#include "tests/fakes/printer/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What was asked for on the command line. */
struct wanted {
	const char *listen, *folder, *control, *speed, *room, *model, *faults, *tell;
	bool clone, chinese, unread;
};

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
	counter_cut(counter);
	if (picture_write(path, &receipt) != FAIL_NONE) {
		fprintf(stderr, "receipt %d is lost: %s\n", receipt.number, fail_words());
		return;
	}
	if (counter->reader)
		reader_add(counter->reader, &receipt);
}

/* The paper itself stays where it is: what is printed next stands on the same piece. */
static void on_uncut(struct counter *counter)
{
	struct fake_receipt piece = fake_printer_uncut(counter->printer);
	char folder[PATH_MAX], path[PATH_MAX];

	if (piece.strips + piece.feeds + piece.text_bytes == 0)
		return; /* white since the last cut */
	snprintf(folder, sizeof folder, "%s/uncut", counter->folder);
	if ((size_t)snprintf(path, sizeof path, "%s/receipt-%d.png", folder, counter->first_number + piece.number) >= sizeof path)
		return;
	if (file_make_folder(folder, 0755) != FAIL_NONE || picture_write(path, &piece) != FAIL_NONE)
		fprintf(stderr, "what hangs out has no picture: %s\n", fail_words());
}

static void on_ticket(void *context, int number, enum fake_ticket fate)
{
	static const char *const fates[] = { "shown", "taken", "drawn back", "thrown out" };
	const struct counter *counter = context;

	printf("ticket %d is %s\n", counter->first_number + number, fates[fate]);
	fflush(stdout);
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

static enum fail set_up(const struct wanted *wanted, struct model *model, struct counter *counter)
{
	model_usual(model);
	if (wanted->model)
		TRY(model_load(wanted->model, model));
	if (wanted->faults)
		TRY(faults_load(wanted->faults, &counter->faults));
	TRY(file_make_folder(wanted->folder, 0755));
	struct fake_options *options = &model->options;
	options->buffer_bytes = (size_t)number_or(wanted->room, (long)options->buffer_bytes, FAKE_BUFFER_MAX_BYTES);
	options->no_process_id |= wanted->clone;
	options->chinese |= wanted->chinese;
	options->maker = model->maker;
	options->model = model->name;
	options->serial = model->serial;
	options->cut = on_cut;
	options->ticket = on_ticket;
	options->context = counter;
	counter->folder = wanted->folder;
	counter->bytes_per_second = number_or(wanted->speed, 0, 10000000);
	counter->mm_per_second = model->mm_per_second;
	counter->dpi = options->dpi;
	counter->by_hand = options->lacks & FAKE_LACK_CUTTER;
	counter->uncut = on_uncut;
	for (char path[PATH_MAX];; counter->first_number++) {
		name_of(counter, counter->first_number + 1, "png", path);
		if (access(path, F_OK) != 0)
			return loop_new(&counter->loop);
	}
}

static enum fail print(const struct wanted *wanted)
{
	struct model model;
	struct counter counter = { 0 };

	if (wanted->tell)
		return wanted->control ? tell_printer(wanted->control, wanted->tell) : FAIL(INPUT, "--tell needs --control");
	if (!wanted->listen || !wanted->folder)
		return FAIL(INPUT, "both --listen and --folder are needed");
	TRY(set_up(wanted, &model, &counter));
	counter.printer = fake_printer_new(&model.options);
	counter.reader = wanted->unread ? NULL : reader_new(counter.loop, wanted->folder, on_read, &counter);
	enum fail code = counter_open(&counter, wanted->listen, wanted->control);
	if (code == FAIL_NONE)
		code = loop_run(counter.loop);
	on_uncut(&counter);
	counter_close(&counter);
	reader_free(counter.reader);
	fake_printer_free(counter.printer);
	loop_free(counter.loop);
	return code;
}

int main(int argc, char **argv)
{
	struct wanted wanted = { 0 };
	const struct program_option options[] = {
		{ "listen", "path of the socket that takes ESC/POS", &wanted.listen, NULL },
		{ "folder", "where receipt-N.png and receipt-N.txt go; what hangs out uncut: uncut/", &wanted.folder, NULL },
		{ "control", "path of a socket that takes switches: paper out, paper in, cover open, power, …; all in tests/fakes/printer/README.md", &wanted.control, NULL },
		{ "tell", "switch a running one by its --control, e.g. --tell 'paper out', and end", &wanted.tell, NULL },
		{ "faults", "file of lines \"after N bytes|ms|receipts: SWITCH\"", &wanted.faults, NULL },
		{ "model", "file that says what kind to be, e.g. tests/fakes/printer/models/clone-58", &wanted.model, NULL },
		{ "speed", "bytes a second of the mechanism, instead of the model's millimetres of paper", &wanted.speed, NULL },
		{ "buffer", "bytes of its receive buffer (4096)", &wanted.room, NULL },
		{ "clone", "be a cheap one: no process ids", NULL, &wanted.clone },
		{ "chinese", "start in Kanji mode: letters beyond ASCII are hanzi until FS .", NULL, &wanted.chinese },
		{ "unread", "only pictures, no texts beside them", NULL, &wanted.unread },
		{ 0 },
	};
	enum fail code = program_start("foyer-virtual-printer", argc, argv, options);
	if (code == FAIL_EMPTY)
		return 0;
	if (code == FAIL_NONE)
		code = print(&wanted);
	if (code != FAIL_NONE)
		fprintf(stderr, "foyer-virtual-printer: %s\n", fail_words());
	return code == FAIL_NONE ? 0 : 1;
}
