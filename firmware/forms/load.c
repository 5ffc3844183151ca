/* SPDX-License-Identifier: MIT */
/*
 * From the definition's text to the model, in one pass over parsed JSON.
 * DESIGN: everything is copied into the form's arena and the JSON is dropped, but for the translations. What a form cannot do without is
 * refused with one sentence; what only this kiosk does not know is left out with a warning.
 * The dialects are told apart in dialect.c; conditions and links have a reader for each, all fill the same struct load.
 */
#include "firmware/forms/load.h"
#include "firmware/forms/content.h"
#include "firmware/forms/xgov.h"

#include "firmware/base/json_sift.h"
#include "firmware/base/utf8.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION_BYTES = 8, SENTENCE_BYTES = 400 };

/* Foreign words are cut to a length in sentences, perhaps inside a character, and may have lines of their own: a sentence is one line. */
static void repair(char *sentence)
{
	for (const char *at = sentence, *next = at; *at; at = next) {
		uint32_t character = utf8_next(&next);
		if (character == 0xfffd && next == at + 1)
			sentence[at - sentence] = '?';
		else if (character < ' ' || character == 0x7f)
			sentence[at - sentence] = ' ';
	}
}

void load_warn(struct load *load, const char *format, ...)
{
	char sentence[SENTENCE_BYTES] = "";
	va_list words;
	va_start(words, format);
	vsnprintf(sentence, sizeof sentence, format, words); /* NOLINT(clang-analyzer-valist.Uninitialized): it was just started */
	va_end(words);
	if (load->warnings > FORM_WARNING_MAX)
		return;
	repair(sentence);
	load->warning[load->warnings] = load->warnings == FORM_WARNING_MAX ? "There is more that this kiosk does not know" : arena_text(load->arena, sentence);
	load->warnings++;
}

enum fail load_room(const struct load *load, size_t bytes)
{
	if (bytes > load->arena->max_bytes || load->arena->used_bytes > load->arena->max_bytes - bytes)
		return FAIL(LIMIT, "the form needs more than %d bytes of memory", FORM_ARENA_MAX_BYTES);
	return FAIL_NONE;
}

enum fail load_text(struct load *load, const json_t *object, const char *key, size_t max_bytes, const char *what, const char **ret)
{
	const json_t *value = json_object_get(object, key);
	*ret = "";
	if (!json_is_string(value))
		return FAIL_NONE;
	size_t length = json_string_length(value);
	if (length > max_bytes)
		return FAIL(LIMIT, "%s has a %s of more than %zu bytes", what, key, max_bytes);
	TRY(load_room(load, length + 64));
	if (length > 0)
		*ret = arena_text_n(load->arena, json_string_value(value), length);
	return FAIL_NONE;
}

enum fail load_array(const json_t *object, const char *key, size_t max, const json_t **ret, size_t *ret_count)
{
	const json_t *value = json_object_get(object, key);
	*ret = NULL;
	*ret_count = 0;
	if (!value || json_is_null(value))
		return FAIL_NONE;
	if (!json_is_array(value))
		return FAIL(INPUT, "\"%s\" is not a list", key);
	if (json_array_size(value) > max)
		return FAIL(LIMIT, "\"%s\" has more than %zu entries", key, max);
	*ret = value;
	*ret_count = json_array_size(value);
	return FAIL_NONE;
}

void load_known_keys(struct load *load, const json_t *object, const char *const *keys, const char *what)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value) {
		bool known = false;
		for (const char *const *name = keys; *name && !known; name++)
			known = strcmp(*name, key) == 0;
		if (!known)
			load_warn(load, "%s has \"%.60s\", which this kiosk does not know", what, key);
	}
}

static enum fail load_declaration(struct load *load, const json_t *root)
{
	enum { BYTES_PER_BYTE = 12, BYTES_MORE = 4096 }; /* as for content */
	struct form *form = load->form;
	TRY(load_text(load, root, "declaration", FORM_CONTENT_MAX_BYTES, "the form", &form->declaration));
	TRY(load_room(load, BYTES_PER_BYTE * strlen(form->declaration) + BYTES_MORE));
	form->declaration_blocks = content_read(CONTENT_HTML, form->declaration, "", load->arena);
	return form->declaration_blocks.count < FORM_BLOCK_MAX ? FAIL_NONE : FAIL(LIMIT, "the declaration has %d paragraphs or more", FORM_BLOCK_MAX);
}

static enum fail load_top(struct load *load, const json_t *root, const char *code)
{
	static const char *const keys[] = {
		"engine", "schema", "name", "startPage", "pages", "sections", "conditions", "lists", "metadata", "declaration", "phaseBanner", "feedback",
		"options", "output", "outputs", "outputEmail", "skipSummary", NULL,
	};
	struct form *form = load->form;
	const json_t *metadata = json_object_get(root, "metadata");
	if (form->dialect != DIALECT_XGOV)
		load_known_keys(load, root, keys, "The form");
	TRY(load_text(load, root, "name", FORM_TEXT_MAX_BYTES, "the form", &form->name));
	if (!*form->name)
		form->name = arena_text(load->arena, code);
	TRY(load_declaration(load, root));
	TRY(load_condition_names(load, root));
	TRY(load_lists(load, root));
	TRY(load_sections(load, root));
	TRY(load_pages(load, root));
	TRY(load_links(load, root));
	TRY(load_conditions(load, root));
	TRY(xgov_load_fees(load, root));
	TRY(load_translations(load, metadata));
	return load_kiosk(load, metadata, code);
}

static enum fail mark_version(struct form *form, const char *json, size_t size)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	char *hex = arena_new(&form->arena, 2 * VERSION_BYTES + 1);
	if (EVP_Digest(json, size, digest, NULL, EVP_sha256(), NULL) != 1)
		return FAIL(IO, "the definition's hash cannot be made");
	for (int i = 0; i < VERSION_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	form->version = hex;
	return FAIL_NONE;
}

static enum fail parse(const char *json, size_t size, json_t **ret)
{
	JSON_SIFT_AUTO sift;
	json_sift_init(&sift, json, size);
	if (sift.things > FORM_OBJECT_MAX) /* empty objects need a hundred times their own bytes when they are parsed */
		return FAIL(LIMIT, "the form has more than %d objects and lists", FORM_OBJECT_MAX);
	return json_sift_parse(&sift, ret);
}

static enum fail compile(struct form *form, const char *json, size_t size, const char *code)
{
	json_t *root = NULL;
	struct load load = { .form = form, .arena = &form->arena };
	load.table = arena_new(load.arena, sizeof *load.table);
	load.warning = arena_new(load.arena, (FORM_WARNING_MAX + 1) * sizeof *load.warning);
	form->table = load.table;
	TRY(parse(json, size, &root));
	enum fail result = load_dialect(&load, root);
	if (result == FAIL_NONE)
		result = load_top(&load, root, code);
	json_decref(root);
	form->warning = load.warning;
	form->warning_count = load.warnings;
	return result == FAIL_NONE ? mark_version(form, json, size) : result;
}

enum fail form_load(const char *json, size_t size, const char *code, struct form **ret)
{
	if (size > FORM_MAX_BYTES)
		return FAIL(LIMIT, "the form is larger than %d bytes", FORM_MAX_BYTES);
	struct form *form = calloc(1, sizeof *form);
	if (!form)
		abort();
	arena_init(&form->arena, FORM_ARENA_MAX_BYTES);
	enum fail result = compile(form, json, size, code);
	if (result != FAIL_NONE) {
		char sentence[SENTENCE_BYTES];
		snprintf(sentence, sizeof sentence, "%s", fail_words());
		repair(sentence);
		fail_clear();
		form_free(form);
		return fail_note(result, "%.64s: %s", *code ? code : "the form", sentence);
	}
	*ret = form;
	return FAIL_NONE;
}

void form_free(struct form *form)
{
	if (!form)
		return;
	if (form->table)
		json_decref(form->table->translations);
	arena_done(&form->arena);
	free(form);
}
