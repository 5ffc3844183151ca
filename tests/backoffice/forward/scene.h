/* SPDX-License-Identifier: MIT */
/* scene.h - tests: a back office with submissions in its store, the systems that they go on to, and the command between them. */
#pragma once

#include "tests/backoffice/children.h"
#include "tests/backoffice/storage.h"

#include <jansson.h>

enum { SCENE_EVENTS_MAX = 64 };

struct scene {
	char folder[64], far[72], url[96];  /* of the back office; of the far end, and its address */
	struct storage *storage;
	char where[256];                    /* its address; "" a file in the folder */
	struct envelope_key *council;
	struct child office;                /* the far end */
	struct event_id ids[SCENE_EVENTS_MAX];
	char references[SCENE_EVENTS_MAX][REFERENCE_TEXT_BYTES];
	size_t count;
};

#define SCENE_SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

/** scene_postgres - from here on each scene has a database of its own in @server; NULL: a file again. */
struct postgres_server;
void scene_postgres(const struct postgres_server *server);

/** scene_open, scene_close - cmocka's setup and teardown of a struct scene; one clock for this program and its children. */
int scene_open(void **state);
int scene_close(void **state);

/** scene_office - start the far end: a fake's name and its options, NULL at the end. Before: the one that was there ends. */
void scene_office(struct scene *scene, const char *const *words);
#define OFFICE(SCENE, ...) scene_office(SCENE, (const char *const[]){ __VA_ARGS__, NULL })

/** scene_submit - one submission more: the answers @changes (taken over, may be NULL) over those of golden/street.record.json. */
void scene_submit(struct scene *scene, json_t *changes);

/** scene_target - targets.json with the target @name of the example, at the far end; @changes (taken over, may be NULL) over it. */
void scene_target(struct scene *scene, const char *name, json_t *changes);

/** scene_forms - the folder with the definitions. Static. */
const char *scene_forms(void);
/** scene_command - the command, with our forms and @options (at most 4). */
struct child scene_command(const struct scene *scene, const char *const *options);
#define FORWARD(SCENE, ...) scene_command(SCENE, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })
/** scene_forward - with --once, until it ends. */
void scene_forward(const struct scene *scene);
/** scene_until_settled - the command again and again, with @step_ms between, until nothing waits; at most 60 times. False: something waits still. */
bool scene_until_settled(const struct scene *scene, int64_t step_ms);
/** scene_pass - let time pass for all programs. */
void scene_pass(int64_t ms);

/** scene_taken - what the far end took: a new list. scene_taken_of - how many of them carry the reference of submission @index. */
json_t *scene_taken(const struct scene *scene);
size_t scene_taken_of(const struct scene *scene, const json_t *taken, size_t index);
/** scene_each_once - the far end has each submission once, and nothing else; each delivery is done. */
void scene_each_once(const struct scene *scene);

/** scene_state - of submission @index; @ret_note: why, or what they call it. */
enum storage_state scene_state(const struct scene *scene, size_t index, char ret_note[static STORAGE_NOTE_MAX_BYTES + 1]);
