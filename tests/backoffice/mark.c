/* SPDX-License-Identifier: MIT */
/* mark.c - for councils without a system that says it by itself: see forward/stage.c for those that have one. */
#include "tests/backoffice/mark.h"

#include "firmware/base/clock.h"
#include "firmware/base/id.h"
#include "firmware/base/program.h"
#include "firmware/envelope/device.h"
#include "firmware/sync/open311_reply.h"

#include <stdio.h>
#include <string.h>

struct found { char source[DEVICE_SOURCE_MAX_BYTES], id[ID_TEXT_BYTES]; };

static enum fail row_take(void *context, const struct storage_row *row)
{
	struct found *found = context;
	snprintf(found->source, sizeof found->source, "%s", row->source);
	snprintf(found->id, sizeof found->id, "%s", row->id);
	return FAIL_NONE;
}

static bool is_status(const char *status)
{
	static const char *const statuses[] = { "received", "in-progress", "done" };
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		if (strcmp(statuses[i], status) == 0)
			return true;
	return false;
}

static bool is_note(const char *note)
{
	for (int stage = 0; stage < OPEN311_STAGE_COUNT; stage++)
		if (strcmp(open311_stage_name((enum open311_stage)stage), note) == 0)
			return true;
	return *note == '\0';
}

enum fail mark_reference(struct storage *storage, const char *reference, const char *status, const char *note, int64_t now_ms)
{
	struct reference printed;
	struct found found = { 0 };
	TRY(reference_parse(reference, &printed));
	if (!is_status(status))
		return FAIL(INPUT, "a status is received, in-progress or done");
	if (!is_note(note))
		return FAIL(INPUT, "%.32s is no word that residents are told", note);
	const struct storage_query query = { .order = STORAGE_BY_REFERENCE, .text = printed.text, .max = 1 };
	TRY(storage->engine->each(storage, &query, row_take, &found));
	if (!found.id[0])
		return FAIL_EMPTY;
	return storage->engine->progress_set(storage, found.source, found.id, status, note, now_ms);
}

enum fail mark_command(const char *folder, int argc, char **argv)
{
	const char *where = NULL, *note = "";
	const struct program_option given[] = {
		{ "note", "a word more: work-planned or not-ours", &note, NULL },
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	struct storage *storage = NULL;
	TRY(program_options("foyer-backoffice mark DIR REFERENCE STATUS", argc, argv, given, &rest));
	if (rest + 2 != argc)
		return FAIL(INPUT, "mark needs a reference and received, in-progress or done");
	TRY(storage_open(where, folder, false, &storage));
	enum fail fail = mark_reference(storage, argv[rest], argv[rest + 1], note, clock_wall_ms());
	storage_close(storage);
	return fail == FAIL_EMPTY ? FAIL(INPUT, "nothing with this reference has arrived") : fail;
}
