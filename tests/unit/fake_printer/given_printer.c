/* SPDX-License-Identifier: MIT */
/* given_printer.c */
#include "tests/fakes/printer/picture.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/unit/fake_printer/given_printer.h"

#include "tests/lib/process.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void keep(void *context, const struct fake_receipt *receipt)
{
	struct given_printer *given = context;
	size_t size = (size_t)receipt->rows * FAKE_STRIDE;

	assert_true(given->cuts < GIVEN_CUTS_MAX);
	struct given_cut *cut = &given->cut[given->cuts++];
	*cut = (struct given_cut){ .receipt = *receipt, .bits = malloc(size + 1) };
	cut->text = strdup(receipt->text);
	assert_true(cut->bits && cut->text);
	memcpy(cut->bits, receipt->bits, size);
	cut->receipt.bits = NULL, cut->receipt.text = NULL; /* they go with the next piece */
}

struct given_printer *given_printer(const struct fake_options *options)
{
	struct given_printer *given = calloc(1, sizeof *given);

	assert_non_null(given);
	if (options)
		given->options = *options;
	if (given->options.buffer_bytes == 0)
		given->options.buffer_bytes = 65536;
	given->options.cut = keep;
	given->options.context = given;
	given->printer = fake_printer_new(&given->options);
	return given;
}

void given_printer_done(struct given_printer *given)
{
	fake_printer_free(given->printer);
	for (int i = 0; i < given->cuts; i++) {
		free(given->cut[i].bits);
		free(given->cut[i].text);
	}
	free(given);
}

void print_bytes(struct given_printer *given, const void *bytes, size_t size)
{
	const uint8_t *at = bytes;

	do {
		size_t taken = fake_printer_take(given->printer, at, size), done = 0, now;
		while ((now = fake_printer_work(given->printer, 4096)) > 0)
			done += now;
		if (taken == 0 && done == 0 && size > 0)
			fail_msg("%zu bytes do not fit", size);
		at += taken;
		size -= taken;
	} while (size > 0);
}

void assert_said(struct given_printer *given, const void *bytes, size_t size)
{
	uint8_t said[FAKE_SAY_MAX_BYTES];
	size_t got = fake_printer_say(given->printer, said, sizeof said);

	assert_int_equal(got, size);
	if (size > 0)
		assert_memory_equal(said, bytes, size);
}

bool given_dot(const struct given_printer *given, int cut, int x, int y)
{
	assert_in_range(cut, 0, given->cuts - 1);
	const struct given_cut *seen = &given->cut[cut];

	return y < seen->receipt.rows && seen->bits[y * FAKE_STRIDE + x / 8] & 0x80 >> x % 8;
}

void assert_reads(struct given_printer *given, const char *want)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], said[1024];
	struct fake_receipt receipt = given->cut[0].receipt;

	if (access("/usr/bin/zbarimg", X_OK) != 0) {
		print_message("skipped: zbarimg is not installed\n");
		return;
	}
	given_folder(folder);
	given_path(path, folder, "code.png");
	receipt.bits = given->cut[0].bits;
	assert_int_equal(picture_write(path, &receipt), FAIL_NONE);
	assert_int_equal(process_run((char *[]){ (char *)"/usr/bin/zbarimg", (char *)"--quiet", (char *)"--raw", path, NULL }, said, sizeof said), 0);
	if (!strstr(said, want))
		fail_msg("zbarimg reads \"%s\", not \"%s\"", said, want);
	given_done(folder);
}
