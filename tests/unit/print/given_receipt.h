/* SPDX-License-Identifier: MIT */
/* given_receipt.h - what a receipt of the fixtures is made of, in one language. */
#pragma once

#include "firmware/print/receipt.h" /* ours before cmocka.h, which has a macro called fail */

#include "tests/lib/given.h"

struct given { struct words *words; struct arena arena; struct site site; struct receipt_job job; struct receipt receipt; };

/** given_form - the service as its definition says it; the definition is a fixture of these tests. End with form_free(). */
struct form *given_form(void);

/** given_language - words, site and a job in @language. given_make - the receipt. given_end - all but the form. */
void given_language(struct given *given, const char *language);
void given_make(struct given *given, const struct form *form);
void given_end(struct given *given);
