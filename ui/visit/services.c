/* SPDX-License-Identifier: MIT */
/* Every *.json of a folder as a form; one that is broken never takes the others with it. */
#include "ui/visit/services.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "ui/visit/visit.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
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

enum fail services_load(const char *folder, struct services *ret)
{
	struct dirent **entry = NULL;
	*ret = (struct services){ 0 };
	arena_init(&ret->arena, SENTENCES_MAX_BYTES);
	int count = scandir(folder, &entry, is_form, alphasort);
	if (count < 0)
		return FAIL(IO, "the forms in %s cannot be listed: %s", folder, strerror(errno));
	ret->form = arena_new(&ret->arena, VISIT_SERVICE_MAX * sizeof(struct form *));
	ret->broken = arena_new(&ret->arena, VISIT_SERVICE_MAX * sizeof(const char *));
	for (int i = 0; i < count; i++) {
		bool room = ret->count + ret->broken_count < VISIT_SERVICE_MAX;
		fail_clear();
		if (room && load_one(folder, entry[i]->d_name, ret) != FAIL_NONE)
			ret->broken[ret->broken_count++] = arena_text(&ret->arena, fail_words());
		free(entry[i]);
	}
	free(entry);
	fail_clear();
	qsort(ret->form, ret->count, sizeof(struct form *), by_name);
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

bool service_needs_person(const struct form *form)
{
	static const bool beyond[COMPONENT_KIND_COUNT] = { [COMPONENT_MONTH_YEAR] = true, [COMPONENT_DATE_TIME] = true };
	for (size_t i = 0; i < form->page_count; i++) {
		if (form->page[i].kind == PAGE_REPEAT)
			return true;
		for (size_t k = 0; k < form->page[i].count; k++)
			if (beyond[form->page[i].component[k].kind])
				return true;
	}
	return false;
}
