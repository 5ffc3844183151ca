/* SPDX-License-Identifier: MIT */
/* metadata.translations.<language>: flat keys ("pages.<id>.title"), nested objects, or a mixture; a list counts by its places. */
#include "firmware/forms/content.h"
#include "firmware/forms/load.h"

#include "firmware/base/json.h"
#include "firmware/base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 256, DEPTH_MAX = 4 };

static const json_t *member(const json_t *value, const char *key)
{
	if (!json_is_array(value))
		return json_object_get(value, key);
	char *end;
	unsigned long index = strtoul(key, &end, 10);
	return *key >= '0' && *key <= '9' && *end == '\0' ? json_array_get(value, index) : NULL;
}

/* The whole key first, then every place where it can be divided. */
static const char *look_up(const json_t *value, const char *key, int depth)
{
	char first[KEY_BYTES];
	const char *text = json_string_value(member(value, key));
	if (text && *text)
		return text;
	for (const char *dot = strchr(key, '.'); dot && depth > 0; dot = strchr(dot + 1, '.')) {
		memcpy(first, key, (size_t)(dot - key));
		first[dot - key] = '\0';
		const json_t *inside = member(value, first);
		text = inside ? look_up(inside, dot + 1, depth - 1) : NULL;
		if (text)
			return text;
	}
	return NULL;
}

/* "cy-GB" finds "cy". */
static const json_t *of_language(const struct form *form, const char *language)
{
	char tag[KEY_BYTES];
	snprintf(tag, sizeof tag, "%s", language);
	const json_t *found = json_object_get(form->table->translations, tag);
	for (char *dash = strrchr(tag, '-'); !found && dash; dash = strrchr(tag, '-')) {
		*dash = '\0';
		found = json_object_get(form->table->translations, tag);
	}
	return found;
}

const char *form_text(const struct form *form, const char *language, const char *kind, const char *id, const char *key, const char *otherwise, bool *ret_own)
{
	char whole[KEY_BYTES];
	const json_t *language_object = of_language(form, language);
	int length = snprintf(whole, sizeof whole, "%s%s%s%s%s", kind, *id ? "." : "", id, *key ? "." : "", key);
	const char *text = language_object && length < KEY_BYTES ? look_up(language_object, whole, DEPTH_MAX) : NULL;
	if (ret_own)
		*ret_own = text || words_english(language);
	return text ? text : otherwise;
}

struct form_blocks form_blocks_of(const struct form *form, const char *language, const struct form_component *component, struct arena *arena)
{
	bool own = false;
	const char *id = *component->id ? component->id : component->name;
	const char *text = *id ? form_text(form, language, "components", id, "content", component->content, &own) : component->content;
	if (!own || text == component->content)
		return component->blocks;
	const char *heading = form_text(form, language, "components", id, "title", component->title, NULL);
	return content_read(component->format, text, heading, arena);
}

struct form_blocks form_declaration_of(const struct form *form, const char *language, struct arena *arena)
{
	bool own = false;
	const char *text = form_text(form, language, "form", "", "declaration", form->declaration, &own);
	return own && text != form->declaration ? content_read(CONTENT_HTML, text, "", arena) : form->declaration_blocks;
}

/* What a screen may have to hold at once is bounded in every language. */
static enum fail check_content(const struct load *load, const char *language)
{
	for (size_t i = 0; i < load->page_count; i++) {
		size_t bytes = 0;
		for (size_t k = 0; k < load->page[i].count; k++) {
			const struct form_component *component = &load->page[i].component[k];
			if (*component->id || *component->name)
				bytes += strlen(form_text(load->form, language, "components", *component->id ? component->id : component->name, "content", component->content, NULL));
		}
		if (bytes > FORM_CONTENT_MAX_BYTES)
			return FAIL(LIMIT, "the page %s has more than %d bytes of content in \"%.20s\"", load->page[i].path, FORM_CONTENT_MAX_BYTES, language);
	}
	return FAIL_NONE;
}

enum fail load_translations(struct load *load, const json_t *metadata)
{
	const char *language;
	json_t *texts;
	json_t *translations = json_object_get(metadata, "translations");
	if (!translations)
		return FAIL_NONE;
	if (!json_is_object(translations))
		return FAIL(INPUT, "\"translations\" is not an object of languages");
	load->table->translations = json_incref(translations);
	json_object_foreach(translations, language, texts) {
		if (!json_is_object(texts))
			return FAIL(INPUT, "the translation \"%.20s\" is not an object", language);
		TRY(check_content(load, language));
	}
	return FAIL_NONE;
}

int form_page_at(const struct form *form, const char *path)
{
	for (size_t i = 0; i < form->page_count; i++)
		if (strcmp(form->page[i].path, path) == 0)
			return (int)i;
	return -1;
}

const struct form_component *form_component_at(const struct form *form, const char *name, int *ret_page)
{
	for (size_t i = 0; i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++)
			if (*name && strcmp(form->page[i].component[k].name, name) == 0) {
				if (ret_page)
					*ret_page = (int)i;
				return &form->page[i].component[k];
			}
	return NULL;
}
