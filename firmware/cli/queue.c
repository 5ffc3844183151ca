/* SPDX-License-Identifier: MIT */
/*
 * `foyer queue export DIR`: the sealed queue onto a stick, when the line is down for days. Nothing leaves the kiosk's own queue by it: the
 * events go once more when the line is back, and the back office knows them by their ids. `parked` and `requeue`: what was set aside, and again.
 */
#include "firmware/cli/commands.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/cli/ask.h"
#include "firmware/envelope/base64url.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PART_MAX_BYTES = 8 * 1024 * 1024, EVENT_MAX_BYTES = 60 * 1024, NAME_MAX_BYTES = 64 };

struct export {
	const char *state, *folder;
	char place[PATH_MAX];     /* DIR/queue-KIOSK */
	struct buffer part;
	int64_t parts, events;
	long long damaged;
};

/* An event that the disk changed stays where it is, and the others go all the same. */
static enum fail event_add(struct export *export, const char *id)
{
	json_t *answer = NULL;
	const char *event;
	enum fail fail = ask_hub(export->state, json_pack("{s:s, s:s}", "verb", "queue.body", "id", id), &answer);
	if (fail == FAIL_EMPTY || fail == FAIL_SIGNATURE) {
		export->damaged += fail == FAIL_SIGNATURE;
		fail_clear();
		return FAIL_NONE; /* or delivered meanwhile */
	}
	TRY(fail);
	fail = json_take_text(answer, "event", EVENT_MAX_BYTES, &event);
	if (fail == FAIL_NONE)
		fail = buffer_printf(&export->part, "%s\n", event);
	export->events += fail == FAIL_NONE;
	json_decref(answer);
	return fail;
}

static enum fail file_put(const struct export *export, const char *ending, const char *bytes, size_t size)
{
	char name[NAME_MAX_BYTES], path[PATH_MAX];
	snprintf(name, sizeof name, "%06lld.%s", (long long)export->parts, ending);
	TRY(file_path(path, sizeof path, export->place, name));
	return file_replace(path, bytes, size, 0644);
}

/* The signature comes first: a stick that was pulled early holds no events whose sender nobody can tell. */
static enum fail part_put(struct export *export)
{
	char digest[SHA256_TEXT_BYTES];
	json_t *answer = NULL;
	if (export->part.size_bytes == 0)
		return FAIL_NONE;
	sha256_text(export->part.bytes, export->part.size_bytes, digest);
	TRY(ask_hub(export->state, json_pack("{s:s, s:s}", "verb", "queue.sign", "sha256", digest), &answer));
	export->parts++;
	const char *token = json_text_or(answer, "token", "");
	enum fail fail = file_put(export, "jwt", token, strlen(token));
	if (fail == FAIL_NONE)
		fail = file_put(export, "ndjson", export->part.bytes, export->part.size_bytes);
	json_decref(answer);
	buffer_clear(&export->part);
	return fail;
}

static enum fail place_make(struct export *export, const char *kiosk)
{
	char name[NAME_MAX_BYTES];
	if (export->place[0])
		return FAIL_NONE;
	snprintf(name, sizeof name, "queue-%.40s", kiosk);
	TRY(file_path(export->place, sizeof export->place, export->folder, name));
	return file_make_folder(export->place, 0755);
}

static enum fail list_add(struct export *export, const json_t *answer, int64_t *ret_last)
{
	size_t index;
	json_t *item;
	TRY(place_make(export, json_text_or(answer, "kiosk", "unknown")));
	json_array_foreach(json_object_get(answer, "items"), index, item) {
		TRY(event_add(export, json_text_or(item, "id", "")));
		*ret_last = json_int_or(item, "sequence", INT64_MAX);
	}
	return part_put(export);
}

static enum fail all_export(struct export *export)
{
	for (int64_t after = 0;;) {
		json_t *answer = NULL;
		enum fail fail = ask_hub(export->state, json_pack("{s:s, s:I}", "verb", "queue.list", "after", (json_int_t)after), &answer);
		if (fail == FAIL_EMPTY) {
			fail_clear();
			return FAIL_NONE;
		}
		TRY(fail);
		fail = list_add(export, answer, &after);
		json_decref(answer);
		TRY(fail);
	}
}

static enum fail queue_export(const char *state, char **words, int count)
{
	if (count != 1)
		return FAIL(INPUT, "it is: foyer queue export [--state FOLDER] DIR");
	struct export export = { .state = state, .folder = words[0] };
	buffer_init(&export.part, PART_MAX_BYTES);
	enum fail fail = all_export(&export);
	buffer_done(&export.part);
	TRY(fail);
	printf("%lld events in %lld files%s%s\n", (long long)export.events, (long long)export.parts, export.parts ? " in " : "", export.place);
	if (export.damaged > 0)
		printf("%lld more are damaged on the disk and stay here.\n", export.damaged);
	printf("All of them stay in the kiosk's queue until the back office itself has answered for them.\n");
	return FAIL_NONE;
}

/* ---- what was set aside ---- */

static void parked_print(const json_t *item)
{
	const char *reference = json_text_or(item, "reference", "");
	time_t seconds = (time_t)(json_int_or(item, "parked_ms", 0) / 1000);
	char when[32] = "some time ago";
	struct tm tm;
	if (seconds > 0 && localtime_r(&seconds, &tm))
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
	printf("%s  %-14s  %s  %3lld  %s\n", json_text_or(item, "id", ""), reference[0] ? reference : "-", when, (long long)json_int_or(item, "code", 0),
		json_text_or(item, "note", ""));
}

static enum fail queue_parked(const char *state, char **words, int count)
{
	long long listed = 0;
	(void)words;
	if (count != 0)
		return FAIL(INPUT, "it is: foyer queue parked [--state FOLDER]");
	for (int64_t after = 0;;) {
		json_t *answer = NULL, *item;
		size_t index;
		enum fail fail = ask_hub(state, json_pack("{s:s, s:I}", "verb", "queue.parked", "after", (json_int_t)after), &answer);
		if (fail == FAIL_EMPTY)
			break;
		TRY(fail);
		json_array_foreach(json_object_get(answer, "items"), index, item) {
			parked_print(item);
			after = json_int_or(item, "sequence", INT64_MAX);
			listed++;
		}
		json_decref(answer);
	}
	fail_clear();
	printf("%lld set aside for a person to look at; \"foyer queue requeue\" sends them again.\n", listed);
	return FAIL_NONE;
}

static enum fail requeue_ask(const char *state, json_t *request, long long *count)
{
	json_t *answer = NULL;
	TRY(ask_hub(state, request, &answer));
	*count += json_int_or(answer, "count", 0);
	json_decref(answer);
	return FAIL_NONE;
}

/* All of them, or those named; one that is not there does not keep the others. */
static enum fail queue_requeue(const char *state, char **words, int count)
{
	long long requeued = 0;
	enum fail worst = FAIL_NONE;
	if (count == 0)
		TRY(requeue_ask(state, json_pack("{s:s}", "verb", "queue.requeue"), &requeued));
	for (int i = 0; i < count; i++) {
		enum fail fail = requeue_ask(state, json_pack("{s:s, s:s}", "verb", "queue.requeue", "id", words[i]), &requeued);
		if (fail == FAIL_NONE)
			continue;
		if (fail != FAIL_EMPTY && fail != FAIL_INPUT && fail != FAIL_LIMIT)
			return fail;
		printf("%s is no event that was set aside here\n", words[i]);
		fail_clear();
		worst = FAIL_EMPTY;
	}
	printf("%lld wait to be sent again.\n", requeued);
	return worst == FAIL_NONE ? FAIL_NONE : FAIL(EMPTY, "not all of them were set aside; \"foyer queue parked\" lists those that are");
}

static const struct { const char *name, *usage; enum fail (*run)(const char *state, char **words, int count); } acts[] = {
	{ "export", "foyer queue export DIR", queue_export },
	{ "parked", "foyer queue parked", queue_parked },
	{ "requeue", "foyer queue requeue [ID...]", queue_requeue },
};
enum { ACTS = sizeof acts / sizeof acts[0] };

static enum fail queue(int argc, char **argv)
{
	const char *state = NULL;
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &state, NULL },
		{ 0 },
	};
	char room[PATH_MAX];
	int rest = argc, act = 0;
	if (argc > 1 && strcmp(argv[1], "--help") == 0)
		return program_options("foyer queue export DIR | parked | requeue [ID...]", argc, argv, options, &rest);
	while (act < ACTS && (argc < 2 || strcmp(argv[1], acts[act].name) != 0))
		act++;
	if (act == ACTS)
		return FAIL(INPUT, "it is: foyer queue export DIR, foyer queue parked, or foyer queue requeue [ID...]");
	TRY(program_options(acts[act].usage, argc - 1, argv + 1, options, &rest));
	TRY(ask_place(&state, room, sizeof room));
	return acts[act].run(state, argv + 1 + rest, argc - 1 - rest);
}

int command_queue(int argc, char **argv)
{
	return ask_exit(queue(argc, argv));
}
