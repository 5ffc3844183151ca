/* SPDX-License-Identifier: MIT */
/* services.c - a definition's name and code are all that the desk needs of it; whether it is right in itself the kiosk's screen has checked. */
#include "firmware/desk/services.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_MAX_BYTES = 512 * 1024, FILE_MAX_BYTES = 64 };

static int is_form(const struct dirent *entry)
{
	const char *name = entry->d_name, *end = strstr(name, ".json");
	return name[0] != '.' && strlen(name) < FILE_MAX_BYTES && end && end[strlen(".json")] == '\0' && !strstr(name, ".schema.");
}

static bool read_one(const char *forms, const char *file, struct arena *arena, struct page_service *ret)
{
	char path[PATH_MAX];
	json_t *form = NULL;
	bool read = file_path(path, sizeof path, forms, file) == FAIL_NONE && json_read(path, FORM_MAX_BYTES, &form) == FAIL_NONE;
	const json_t *service = json_object_get(json_object_get(json_object_get(form, "metadata"), "kiosk"), "service");
	const char *code = json_text_or(service, "code", ""), *name = json_text_or(form, "name", "");
	read = read && *code && *name && !json_bool_or(service, "internalOnly", false);
	if (read)
		*ret = (struct page_service){ .code = arena_text(arena, code), .name = arena_text(arena, name) };
	json_decref(form);
	fail_clear();
	return read;
}

static int by_name(const void *a, const void *b)
{
	const struct page_service *first = a, *second = b;
	return strcasecmp(first->name, second->name);
}

size_t services_read(const char *folder, struct arena *arena, struct page_service ret[static SERVICES_MAX])
{
	char forms[PATH_MAX];
	struct dirent **entry = NULL;
	size_t count = 0;
	int found = file_path(forms, sizeof forms, folder, "forms") == FAIL_NONE ? scandir(forms, &entry, is_form, alphasort) : -1;
	for (int i = 0; i < found; i++) {
		if (count < SERVICES_MAX && read_one(forms, entry[i]->d_name, arena, &ret[count]))
			count++;
		free(entry[i]);
	}
	free(entry);
	fail_clear();
	qsort(ret, count, sizeof *ret, by_name);
	return count;
}
