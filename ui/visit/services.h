/* SPDX-License-Identifier: MIT */
/* services.h - every form of the kiosk, loaded once at the start: a visit stays on the definition it began with. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"

enum { SERVICE_FILE_BYTES = 64 + sizeof ".json" };

struct services {
	struct form **form; size_t count;               /* sorted by name, then code */
	const char **broken; size_t broken_count;       /* one sentence for each file that did not load, with its name, for staff */
	struct arena arena;
	char early[SERVICE_FILE_BYTES];                 /* the file that services_load_one() read; "" none */
};

/**
 * services_load - read @folder/CODE.json, at most 100 of them, each at most FORM_MAX_BYTES; a broken one becomes a sentence and the
 * others serve. A second file with the same service code is broken too.
 * A *.schema.json is no form.
 * @services: zeroed, or holding what services_load_one() read, which stays where it is; end with services_done().
 * FAIL_IO the folder cannot be read: no more than there was.
 */
enum fail services_load(const char *folder, struct services *services);

/**
 * services_load_one - read @folder/CODE.json before all the others: what a person is in the middle of.
 * @services: zeroed; end with services_done(). Returns FAIL_NONE · FAIL_EMPTY another service stands in that file ·
 * FAIL_BUSY there are services already · FAIL_INPUT, FAIL_LIMIT, FAIL_IO as form_load() and file_read(): none is held.
 */
enum fail services_load_one(const char *folder, const char *code, struct services *services);
void services_done(struct services *services);

/** services_find - the form with that service code; NULL. */
struct form *services_find(const struct services *services, const char *code);
