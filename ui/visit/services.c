/* SPDX-License-Identifier: MIT */
/* Every *.json of a folder as a form; one that is broken never takes the others with it. */
#include "ui/visit/services.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "ui/visit/visit.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCES_MAX_BYTES = 256 * 1024, CODE_MAX_BYTES = 64 };

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), end = strlen(ending);
	return length > end && strcmp(name + length - end, ending) == 0;
}

static int is_form(const struct dirent *entry)
{
	const char *name = entry->d_name;
	return name[0] != '.' && strlen(name) < CODE_MAX_BYTES && ends_with(name, ".json") && !ends_with(name, ".schema.json");
}

static enum fail load_one(const char *folder, const char *file, struct services *services)
{
	char path[PATH_MAX], code[CODE_MAX_BYTES] = "";
	BUFFER_AUTO bytes;
	struct form *form = NULL;
	buffer_init(&bytes, FORM_MAX_BYTES);
	TRY(file_path(path, sizeof path, folder, file));
	memcpy(code, file, strlen(file) - 5);
	TRY(file_read(path, &bytes));
	TRY(form_load(buffer_text(&bytes), bytes.size_bytes, code, &form));
	if (form->service.internal_only) { /* nobody here could tell staff from residents */
		form_free(form);
		return FAIL_NONE;
	}
	if (services_find(services, form->service.code)) {
		enum fail twice = FAIL(INPUT, "%s: another form has the service code \"%.60s\" already", file, form->service.code);
		form_free(form);
		return twice;
	}
	services->form[services->count++] = form;
	return FAIL_NONE;
}

static int by_name(const void *a, const void *b)
{
	const struct form *first = *(struct form *const *)a, *second = *(struct form *const *)b;
	int order = strcasecmp(first->name, second->name);
	return order ? order : strcmp(first->service.code, second->service.code);
}

static void make_room(struct services *services)
{
	if (services->form)
		return;
	arena_init(&services->arena, SENTENCES_MAX_BYTES);
	services->form = arena_new(&services->arena, VISIT_SERVICE_MAX * sizeof(struct form *));
	services->broken = arena_new(&services->arena, VISIT_SERVICE_MAX * sizeof(const char *));
}

enum fail services_load(const char *folder, struct services *services)
{
	struct dirent **entry = NULL;
	make_room(services);
	int count = scandir(folder, &entry, is_form, alphasort);
	if (count < 0)
		return FAIL(IO, "the forms in %s cannot be listed: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		bool room = services->count + services->broken_count < VISIT_SERVICE_MAX;
		bool held = strcmp(entry[i]->d_name, services->early) == 0;
		fail_clear();
		if (room && !held && load_one(folder, entry[i]->d_name, services) != FAIL_NONE)
			services->broken[services->broken_count++] = arena_text(&services->arena, fail_words());
		free(entry[i]);
	}
	free(entry);
	fail_clear();
	qsort(services->form, services->count, sizeof(struct form *), by_name);
	return FAIL_NONE;
}

enum fail services_load_one(const char *folder, const char *code, struct services *services)
{
	char file[SERVICE_FILE_BYTES];
	if (services->count)
		return FAIL(BUSY, "there are services already");
	if (strlen(code) >= CODE_MAX_BYTES || code[0] == '.' || strchr(code, '/'))
		return FAIL(INPUT, "\"%.60s\" is not the name of a form", code);
	snprintf(file, sizeof file, "%s.json", code);
	make_room(services);
	TRY(load_one(folder, file, services));
	if (services->count == 0)
		return FAIL(EMPTY, "%s is not offered to residents", file);
	if (strcmp(services->form[0]->service.code, code) != 0) {
		form_free(services->form[--services->count]);
		return FAIL(EMPTY, "%s is another service", file);
	}
	memcpy(services->early, file, sizeof file);
	return FAIL_NONE;
}

void services_done(struct services *services)
{
	for (size_t i = 0; i < services->count; i++)
		form_free(services->form[i]);
	arena_done(&services->arena);
	*services = (struct services){ 0 };
}

struct form *services_find(const struct services *services, const char *code)
{
	for (size_t i = 0; i < services->count; i++)
		if (strcmp(services->form[i]->service.code, code) == 0)
			return services->form[i];
	return NULL;
}
