/* SPDX-License-Identifier: MIT */
/* fuzz.fake_model - the virtual printer's own files: a model that is taken makes a printer that prints; a script of faults ends. */
#include "tests/fakes/printer/faults.h"
#include "tests/fakes/printer/model.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void print(const struct model *model)
{
	static const uint8_t words[] = "\x1b@\x1b" "a\x01H\n\x1dv0\x00\x02\x00\x01\x00\xff\xff\x1dVB\x03";
	struct fake_printer *printer = fake_printer_new(&model->options);

	for (size_t at = 0; at < sizeof words - 1;) {
		at += fake_printer_take(printer, words + at, sizeof words - 1 - at);
		fake_printer_work(printer, SIZE_MAX);
	}
	if (fake_printer_uncut(printer).rows > FAKE_ROWS_MAX)
		abort();
	fake_printer_free(printer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct faults faults;
	struct model model;
	int64_t wait_ms;
	int steps = 0;

	if (size > FAULTS_MAX_BYTES)
		return 0;
	char *text = malloc(size + 1);
	if (!text)
		abort();
	memcpy(text, bytes, size);
	text[size] = '\0';
	model_usual(&model);
	if (model_read(text, &model) == FAIL_NONE)
		print(&model);
	if (faults_read(text, &faults) == FAIL_NONE)
		for (int64_t now_ms = 1; steps <= FAULTS_MAX && faults.next < faults.steps; now_ms += 1000000000, faults_count(&faults, 1000000000, 1000000))
			steps += faults_due(&faults, now_ms, &wait_ms) != NULL;
	free(text);
	return 0;
}
