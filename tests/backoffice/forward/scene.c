/* SPDX-License-Identifier: MIT */
/* scene.c - tests: see scene.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/forward/scene.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/postgres_server.h"
#include "tests/lib/shared_clock.h"

#include <cmocka.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TYPE "uk.foyer.submission.v1"
#define HERE "tests/backoffice/forward/"
enum { TEXT_MAX_BYTES = 8 * 1024 * 1024 };

static const struct postgres_server *server;

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
	assert_int_equal(code, FAIL_NONE);
}

void scene_pass(int64_t ms)
{
	shared_clock_pass(ms);
}

static json_t *source_json(const char *name)
{
	char path[PATH_MAX];
	json_t *value;
	snprintf(path, sizeof path, "%s/%s", getenv("FOYER_SOURCE"), name);
	must(json_read(path, TEXT_MAX_BYTES, &value));
	return value;
}

void scene_postgres(const struct postgres_server *of)
{
	server = of;
}

static void open_storage(struct scene *scene)
{
	static int number;
	char name[32];
	if (server) {
		snprintf(name, sizeof name, "council-%d", ++number);
		postgres_server_database(server, name, scene->where);
	}
	must(storage_open(server ? scene->where : NULL, scene->folder, false, &scene->storage));
}

int scene_open(void **state)
{
	char path[128];
	json_t *jwk;
	struct scene *scene = calloc(1, sizeof *scene);
	shared_clock();
	snprintf(scene->folder, sizeof scene->folder, "/tmp/foyer-forward-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	snprintf(scene->far, sizeof scene->far, "%s/far", scene->folder);
	must(file_make_folder(scene->far, 0700));
	struct child init = CHILD("foyer-backoffice", "init", scene->folder);
	BUFFER_AUTO said;
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);
	must(file_path(path, sizeof path, scene->folder, "council.jwk"));
	must(json_read(path, 4096, &jwk));
	must(envelope_key_read(jwk, &scene->council));
	json_decref(jwk);
	open_storage(scene);
	*state = scene;
	return 0;
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

int scene_close(void **state)
{
	struct scene *scene = *state;
	if (scene->office.pid)
		child_kill(&scene->office);
	storage_close(scene->storage);
	envelope_key_free(scene->council);
	if (!getenv("FOYER_KEEP"))
		nftw(scene->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

void scene_office(struct scene *scene, const char *const *words)
{
	const char *all[CHILD_WORDS_MAX] = { words[0], "--dir", scene->far, "--port", "0" };
	char line[160];
	const char *port = strrchr(scene->url, ':');
	BUFFER_AUTO same;
	buffer_init(&same, 16);
	if (port) { /* it comes back where it was */
		must(buffer_printf(&same, "%.*s", (int)strspn(port + 1, "0123456789"), port + 1));
		all[4] = buffer_text(&same);
		child_end(&scene->office);
	}
	for (int i = 1; words[i]; i++)
		all[i + 4] = words[i];
	scene->office = child_start(all);
	child_line(&scene->office, line, sizeof line);
	assert_int_equal(sscanf(line, "listening %95s", scene->url), 1);
}

/* ---- submissions ---- */

static void put(struct scene *scene, const struct envelope_head *head, const json_t *record)
{
	BUFFER_AUTO jwe;
	BUFFER_AUTO text;
	json_t *event;
	enum storage_verdict verdict;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	buffer_init(&text, ENVELOPE_EVENT_MAX_BYTES);
	must(envelope_seal(scene->council, head, record, &jwe));
	must(envelope_event(head, (int64_t)scene->count + 1, "synced", buffer_text(&jwe), &text));
	must(envelope_event_check(text.bytes, text.size_bytes, &event));
	struct storage_event kept = storage_event_of(event);
	const struct storage_put all = { .events = &kept, .count = 1, .now_ms = clock_wall_ms() };
	must(scene->storage->engine->put(scene->storage, &all, &verdict));
	assert_int_equal(verdict, STORAGE_ACCEPTED);
	storage_event_done(&kept);
	json_decref(event);
}

void scene_submit(struct scene *scene, json_t *changes)
{
	const struct envelope_head head = { .id = id_new(clock_wall_ms()), .source = SCENE_SOURCE, .type = TYPE, .time_ms = clock_wall_ms() };
	static const char *const outside[] = { "id", "source", "type", "time" };
	json_t *record = source_json(HERE "golden/street.record.json");
	for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
		json_object_del(record, outside[i]); /* the envelope writes them */
	if (changes)
		json_object_update(json_object_get(json_object_get(record, "data"), "main"), changes);
	json_decref(changes);
	struct reference reference = reference_new("ST");
	json_object_set_new(json_object_get(record, "meta"), "referenceNumber", json_string(reference.text));
	put(scene, &head, record);
	json_decref(record);
	scene->ids[scene->count] = head.id;
	snprintf(scene->references[scene->count], REFERENCE_TEXT_BYTES, "%s", reference.text);
	scene->count++;
}

/* ---- the command ---- */

void scene_target(struct scene *scene, const char *name, json_t *changes)
{
	char path[128], ca[128];
	json_t *example = source_json(HERE "targets.example.json"), *target = NULL;
	size_t i;
	json_array_foreach(json_object_get(example, "targets"), i, target)
		if (strcmp(json_text_or(target, "name", ""), name) == 0)
			break;
	snprintf(ca, sizeof ca, "%s/ca.pem", scene->far);
	json_object_set_new(target, "url", json_string(scene->url));
	json_object_set_new(target, "ca", json_string(ca));
	json_object_set_new(target, "stages", json_false()); /* unless @changes say so: those wait for days */
	if (changes)
		json_object_update(target, changes);
	json_decref(changes);
	json_t *file = json_pack("{s:[O]}", "targets", target);
	must(file_path(path, sizeof path, scene->folder, "targets.json"));
	assert_int_equal(json_dump_file(file, path, JSON_INDENT(1)), 0);
	assert_int_equal(chmod(path, 0600), 0);
	json_decref(file);
	json_decref(example);
}

const char *scene_forms(void)
{
	static char forms[PATH_MAX];
	snprintf(forms, sizeof forms, "%s/assets/forms", getenv("FOYER_SOURCE"));
	return forms;
}

struct child scene_command(const struct scene *scene, const char *const *options)
{
	const char *words[CHILD_WORDS_MAX] = { "foyer-backoffice", "forward", scene->folder, "--forms", scene_forms() };
	int count = 5;
	for (; *options && count < CHILD_WORDS_MAX - 3; options++)
		words[count++] = *options;
	if (*scene->where) {
		words[count++] = "--storage";
		words[count++] = scene->where;
	}
	return child_start(words);
}

void scene_forward(const struct scene *scene)
{
	BUFFER_AUTO said;
	buffer_init(&said, TEXT_MAX_BYTES);
	struct child forward = FORWARD(scene, "--once");
	assert_int_equal(child_all(&forward, &said), 0);
}

static enum fail one_more(void *context, const struct storage_delivery *)
{
	++*(size_t *)context;
	return FAIL_NONE;
}

static size_t in_state(const struct scene *scene, enum storage_state state)
{
	size_t count = 0;
	must(scene->storage->engine->delivery_each(scene->storage, NULL, state, NULL, STORAGE_ROWS_MAX, one_more, &count));
	return count;
}

bool scene_until_settled(const struct scene *scene, int64_t step_ms)
{
	for (int i = 0; i < 60; i++) {
		scene_forward(scene);
		if (in_state(scene, STORAGE_WAITING) + in_state(scene, STORAGE_LEASED) == 0)
			return true;
		scene_pass(step_ms);
	}
	return false;
}

/* ---- what came of it ---- */

json_t *scene_taken(const struct scene *scene)
{
	char path[128];
	json_t *list = json_array();
	BUFFER_AUTO text;
	buffer_init(&text, TEXT_MAX_BYTES);
	must(file_path(path, sizeof path, scene->far, "taken.ndjson"));
	if (file_read(path, &text) != FAIL_NONE)
		return list;
	for (char *line = text.bytes, *end; line && (end = strchr(line, '\n')); line = end + 1)
		json_array_append_new(list, json_loadb(line, (size_t)(end - line), 0, NULL));
	return list;
}

size_t scene_taken_of(const struct scene *scene, const json_t *taken, size_t index)
{
	size_t count = 0;
	for (size_t i = 0; i < json_array_size(taken); i++) {
		char *text = json_dumps(json_array_get(taken, i), JSON_COMPACT);
		count += strstr(text, scene->references[index]) != NULL;
		free(text);
	}
	return count;
}

void scene_each_once(const struct scene *scene)
{
	json_t *taken = scene_taken(scene);
	for (size_t i = 0; i < scene->count; i++)
		assert_int_equal(scene_taken_of(scene, taken, i), 1);
	assert_int_equal(json_array_size(taken), scene->count);
	assert_int_equal(in_state(scene, STORAGE_DONE), scene->count);
	json_decref(taken);
}

struct stand { enum storage_state state; char *note; };

static enum fail stand_take(void *context, const struct storage_delivery *row)
{
	struct stand *stand = context;
	stand->state = row->state;
	snprintf(stand->note, STORAGE_NOTE_MAX_BYTES + 1, "%s", row->note);
	return FAIL_NONE;
}

enum storage_state scene_state(const struct scene *scene, size_t index, char ret_note[static STORAGE_NOTE_MAX_BYTES + 1])
{
	struct stand stand = { STORAGE_STATE_COUNT, ret_note };
	ret_note[0] = '\0';
	must(scene->storage->engine->delivery_each(scene->storage, NULL, STORAGE_STATE_COUNT, scene->ids[index].text, 1, stand_take, &stand));
	return stand.state;
}
