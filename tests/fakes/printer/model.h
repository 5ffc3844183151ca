/* SPDX-License-Identifier: MIT */
/* model.h - what kind of printer to be, from a small file: see models/ and README.md. Not the product's profiles. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/fakes/printer/fake_printer.h"

enum { MODEL_MAX_BYTES = 4096, MODEL_WORD_BYTES = 64 };

struct model {
	struct fake_options options;   /* its texts are in this struct */
	long mm_per_second;            /* of paper; 0: not said */
	char maker[MODEL_WORD_BYTES], name[MODEL_WORD_BYTES], serial[MODEL_WORD_BYTES];
};

/** model_usual - an 80 mm one at 203 dpi with everything. */
void model_usual(struct model *ret);

/** model_read - lines of "word value" in @text, "#" begins a remark; what is not said stays as in @ret. FAIL_INPUT names the line. */
enum fail model_read(const char *text, struct model *ret);

/** model_load - model_read() of the file @path. FAIL_EMPTY no such file · FAIL_LIMIT beyond MODEL_MAX_BYTES · FAIL_INPUT. */
enum fail model_load(const char *path, struct model *ret);
