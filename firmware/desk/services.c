/* SPDX-License-Identifier: MIT */
/* services.c - a definition's name and code are all that the desk needs of it; whether it is right in itself the kiosk's screen has checked. */
#include "firmware/desk/services.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/words.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_MAX_BYTES = 512 * 1024, FILE_MAX_BYTES = 64, CODE_MAX_BYTES = 63 };

static int is_form(const struct dirent *entry)
{
	const char *name = entry->d_name, *end = strstr(name, ".json");
	return name[0] != '.' && strlen(name) < FILE_MAX_BYTES && end && end[strlen(".json")] == '\0' && !strstr(name, ".schema.");
}

/* As screens have it: flat, or by kind and key. */
static const char *name_in(const json_t *metadata, const char *language)
{
	const json_t *words = json_object_get(json_object_get(metadata, "translations"), language);
	return json_text_or(words, "form.title", json_text_or(json_object_get(words, "form"), "title", ""));
}

/* One service in each language of the page; English where that has no name for it. */
static bool read_one(const char *forms, const char *file, const struct services_page *page, size_t at)
{
	char path[PATH_MAX];
	json_t *form = NULL;
	bool read = file_path(path, sizeof path, forms, file) == FAIL_NONE && json_read(path, FORM_MAX_BYTES, &form) == FAIL_NONE;
	const json_t *metadata = json_object_get(form, "metadata"), *service = json_object_get(json_object_get(metadata, "kiosk"), "service");
	const char *code = json_text_or(service, "code", ""), *name = json_text_or(form, "name", "");
	read = read && *code && *name && strlen(code) <= CODE_MAX_BYTES && strlen(name) <= SERVICES_NAME_MAX_BYTES && !json_bool_or(service, "internalOnly", false);
	for (size_t i = 0; read && i < page->language_count; i++) {
		const char *own = name_in(metadata, page->language[i]);
		own = strlen(own) <= SERVICES_NAME_MAX_BYTES ? own : "";
		page->services[i][at] = (struct page_service){ .code = arena_text(page->arena, code), .name = arena_text(page->arena, *own ? own : name), .english = !*own && !words_english(page->language[i]) };
	}
	json_decref(form);
	fail_clear();
	return read;
}

static int by_name(const void *a, const void *b)
{
	const struct page_service *first = a, *second = b;
	return strcasecmp(first->name, second->name);
}

size_t services_read(const char *folder, const struct services_page *page)
{
	char forms[PATH_MAX];
	struct dirent **entry = NULL;
	size_t count = 0;
	int found = file_path(forms, sizeof forms, folder, "forms") == FAIL_NONE ? scandir(forms, &entry, is_form, alphasort) : -1;
	for (int i = 0; i < found; i++) {
		if (count < SERVICES_MAX && read_one(forms, entry[i]->d_name, page, count))
			count++;
		free(entry[i]);
	}
	free(entry);
	fail_clear();
	for (size_t i = 0; i < page->language_count; i++)
		qsort(page->services[i], count, sizeof page->services[i][0], by_name);
	return count;
}
