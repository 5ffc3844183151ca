/* SPDX-License-Identifier: MIT */
/* A recording's lines, the definitions they go through, and what is printed. SOURCE: plain or gzip files, by zlib. */
#include "firmware/cli/replay.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/forms/condition.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LINE_MAX_BYTES = 4 * 1024 * 1024, DEFINITION_MAX = 5000, SAID_MAX = 5000, NAME_ROOM = 1024, SAID_BYTES = 1500 };

struct definition { char name[NAME_ROOM]; struct form *form; };
struct corpus { const char *folder; struct definition *definition; size_t count; };

static const char *const aspect_names[REPLAY_ASPECTS] = { "errors", "next", "paths", "state", "rows", "machine", "submit" };

static const char *const exception_names[REPLAY_EXCEPTIONS] = { [REPLAY_NO_EXCEPTION] = "none", [REPLAY_REDIRECT] = "redirect" };

static enum replay_exception exception_of(enum replay_aspect aspect, const json_t *theirs)
{
	return aspect == REPLAY_NEXT && json_is_object(theirs) ? REPLAY_REDIRECT : REPLAY_NO_EXCEPTION;
}

void replay_compare(struct journey *journey, enum replay_aspect aspect, json_t *ours, const json_t *theirs)
{
	struct replay_count *count = &journey->replay->count[aspect];
	bool same = theirs && json_equal(ours, theirs);
	enum replay_exception exception = same ? REPLAY_NO_EXCEPTION : exception_of(aspect, theirs);
	count->total++;
	count->agreed += same;
	count->excepted += exception != REPLAY_NO_EXCEPTION;
	journey->replay->exception[exception] += exception != REPLAY_NO_EXCEPTION;
	if (!same && exception == REPLAY_NO_EXCEPTION && !journey->replay->quiet && count->said++ < SAID_MAX) {
		char *here = json_dumps(ours, JSON_ENCODE_ANY), *there = theirs ? json_dumps(theirs, JSON_ENCODE_ANY) : NULL;
		printf("%s, %s: %s: here %.*s, recorded %.*s\n", journey->definition, journey->path, aspect_names[aspect], SAID_BYTES, here, SAID_BYTES, there ? there : "nothing");
		free(here);
		free(there);
	}
	json_decref(ours);
}

static struct form *load(const struct replay *replay, const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct form *form = NULL;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	fail_clear();
	enum fail code = snprintf(path, sizeof path, "%s/%s", folder, name) < PATH_MAX ? file_read(path, &bytes) : FAIL(LIMIT, "a path is too long");
	if (code == FAIL_NONE)
		code = form_load(buffer_text(&bytes), bytes.size_bytes, "recorded", &form);
	if (code == FAIL_NONE)
		condition_mirror_peer(form, true);
	else if (!replay->quiet)
		printf("refused: %s: %s\n", name, fail_words());
	return form;
}

static struct form *definition_of(struct replay *replay, struct corpus *corpus, const json_t *journey)
{
	char name[NAME_ROOM];
	snprintf(name, sizeof name, "%s/%s", json_text_or(journey, "set", ""), json_text_or(journey, "def", ""));
	for (size_t i = corpus->count; i > 0; i--)
		if (strcmp(corpus->definition[i - 1].name, name) == 0)
			return corpus->definition[i - 1].form;
	if (corpus->count == DEFINITION_MAX)
		return NULL;
	struct definition *definition = &corpus->definition[corpus->count++];
	memcpy(definition->name, name, sizeof name);
	definition->form = load(replay, corpus->folder, name);
	replay->loaded += definition->form != NULL;
	replay->refused += definition->form == NULL;
	return definition->form;
}

static enum fail replay_line(struct replay *replay, struct corpus *corpus, const char *line)
{
	json_t *journey = NULL;
	TRY(json_parse(line, strlen(line), LINE_MAX_BYTES, &journey));
	const struct form *form = definition_of(replay, corpus, journey);
	if (form)
		replay_journey(replay, form, journey);
	else
		replay->skipped++;
	json_decref(journey);
	return FAIL_NONE;
}

enum fail replay_recording(struct replay *replay, const char *corpus_folder, const char *path)
{
	gzFile file = gzopen(path, "rb");
	if (!file)
		return FAIL(EMPTY, "there is no recording %s", path);
	struct corpus corpus = { corpus_folder, calloc(DEFINITION_MAX, sizeof(struct definition)), 0 };
	char *line = malloc(LINE_MAX_BYTES);
	enum fail code = FAIL_NONE;
	if (!line || !corpus.definition)
		abort();
	for (size_t number = 1; code == FAIL_NONE && gzgets(file, line, LINE_MAX_BYTES); number++) {
		if (line[strspn(line, " \r\n")] == '\0')
			continue;
		code = strchr(line, '\n') || gzeof(file) ? replay_line(replay, &corpus, line) : FAIL(LIMIT, "it is longer than %d bytes", LINE_MAX_BYTES);
		if (code != FAIL_NONE)
			code = fail_note(code, "%s, line %zu", path, number);
	}
	for (size_t i = 0; i < corpus.count; i++)
		form_free(corpus.definition[i].form);
	free(corpus.definition);
	free(line);
	gzclose(file);
	return code;
}

bool replay_agrees(const struct replay *replay)
{
	for (int i = 0; i < REPLAY_ASPECTS; i++)
		if (replay->count[i].agreed + replay->count[i].excepted != replay->count[i].total)
			return false;
	return replay->refused == 0;
}

void replay_print(const struct replay *replay)
{
	size_t agreed = 0, total = 0;
	for (int i = 0; i < REPLAY_ASPECTS; i++) {
		printf("%-8s %zu/%zu\n", aspect_names[i], replay->count[i].agreed, replay->count[i].total);
		agreed += replay->count[i].agreed;
		total += replay->count[i].total;
	}
	printf("%-8s %zu/%zu\n", "all", agreed, total);
	for (int i = REPLAY_NO_EXCEPTION + 1; i < REPLAY_EXCEPTIONS; i++)
		if (replay->exception[i])
			printf("listed exception \"%s\": %zu\n", exception_names[i], replay->exception[i]);
	printf("%zu definitions, %zu refused; %zu journeys of %zu steps, %zu through refused definitions left out\n", replay->loaded + replay->refused,
	       replay->refused, replay->journeys, replay->steps, replay->skipped);
}
