/* SPDX-License-Identifier: MIT */
/* given_receipt.c - words and site as they were built, the service from the fixtures. */
#include "tests/unit/print/given_receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct form *given_form(void)
{
	char path[GIVEN_PATH_BYTES];
	struct form *form = NULL;

	given_built("tests/print-assets/forms/missed-bin.json", path);
	char *text = given_text(path);
	assert_non_null(text);
	assert_int_equal(form_load(text, strlen(text), "missed-bin", &form), FAIL_NONE);
	free(text);
	return form;
}

void given_language(struct given *given, const char *language)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];

	*given = (struct given){ .job = { .number = 1, .reference = { "MB 7K4 29Q XM3" }, .service = "missed-bin",
		.submitted_ms = 1795517460000, .due = { 2026, 11, 26 } } };
	snprintf(given->job.language, sizeof given->job.language, "%s", language);
	given_built("tests/print-assets/languages", folder);
	given_built("tests/print-assets/site/site.json", path);
	arena_init(&given->arena, 1024 * 1024);
	assert_int_equal(words_open(folder, language, &given->words), FAIL_NONE);
	assert_int_equal(site_read(path, language, &given->arena, &given->site), FAIL_NONE);
}

void given_make(struct given *given, const struct form *form)
{
	receipt_make(&given->job, given->words, &given->site, form, &given->arena, &given->receipt);
}

void given_end(struct given *given)
{
	words_close(given->words);
	arena_done(&given->arena);
}
