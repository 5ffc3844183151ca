/* SPDX-License-Identifier: MIT */
/* load.h - the parts of the loader: each compiles one kind of thing from the definition's JSON. */
#pragma once

#include "firmware/forms/model.h"

#include <stdarg.h>

struct load {
	struct form *form;
	struct form_table *table;
	struct arena *arena;
	const char **warning; size_t warnings;
	struct form_condition *condition; size_t condition_count;
	struct form_list *list; size_t list_count;
	struct form_component *component; size_t component_count; /* of all pages, in order */
	struct form_page *page; size_t page_count;
	const struct form_condition *never; /* what names a condition that is not there */
	const char *page_path; /* where we are, for sentences */
};

/** load_warn - one more sentence for people who maintain the form; behind FORM_WARNING_MAX one that says there were more. */
[[gnu::format(printf, 2, 3)]]
void load_warn(struct load *load, const char *format, ...);

/** load_room - FAIL_LIMIT when the arena has not @bytes left. */
enum fail load_room(const struct load *load, size_t bytes);

/**
 * load_text - @object's text @key in the arena, "" when absent, null or not text.
 * FAIL_LIMIT longer than @max_bytes, with @what in the sentence.
 */
enum fail load_text(struct load *load, const json_t *object, const char *key, size_t max_bytes, const char *what, const char **ret);

/** load_array - @object's array @key and its length; NULL and 0 when absent. FAIL_INPUT not an array · FAIL_LIMIT longer than @max. */
enum fail load_array(const json_t *object, const char *key, size_t max, const json_t **ret, size_t *ret_count);

/** load_known_keys - warn about keys of @object that are not in @keys (ends with NULL). */
void load_known_keys(struct load *load, const json_t *object, const char *const *keys, const char *what);

/* In the order they are called; each returns FAIL_NONE · FAIL_INPUT · FAIL_LIMIT with a sentence. */
enum fail load_dialect(struct load *load, json_t *root); /* and, of an older one, the JSON brought into the shape that the readers know */
enum fail load_condition_names(struct load *load, const json_t *root); /* so that others can point at them */
enum fail load_lists(struct load *load, const json_t *root);
enum fail load_sections(struct load *load, const json_t *root);
enum fail load_pages(struct load *load, const json_t *root);
enum fail load_links(struct load *load, const json_t *root); /* of pages to pages, in a form that goes by links */
enum fail load_conditions(struct load *load, const json_t *root);
enum fail load_kiosk(struct load *load, const json_t *metadata, const char *code);
enum fail load_interpreter(struct load *load, const json_t *json, struct form_service *ret);
enum fail load_sign_video(struct load *load, const json_t *json, struct form_service *ret);
enum fail load_assist(struct load *load, const json_t *json);   /* metadata.kiosk.assist */
enum fail load_fallback(struct load *load, const json_t *json); /* metadata.kiosk.fallback */
enum fail load_rounds(struct load *load, const json_t *json); /* metadata.kiosk.rounds */
enum fail load_prints(struct load *load, const json_t *json); /* metadata.kiosk.prints */
enum fail load_raise(struct load *load, const json_t *metadata_kiosk); /* its "raise" */
enum fail load_translations(struct load *load, const json_t *metadata);

/** load_components - @page's components. */
enum fail load_components(struct load *load, const json_t *page, struct form_page *ret);

/**
 * load_condition_of - the condition that @object's text @key names; NULL when it names none.
 * One that is not there is refused (FAIL_INPUT) in schema 2; in the older dialects it never holds, with a warning.
 */
enum fail load_condition_of(struct load *load, const json_t *object, const char *key, const struct form_condition **ret);
/** load_condition_find - the condition with this id, or its alias; NULL. */
struct form_condition *load_condition_find(const struct load *load, const char *id);
/** load_condition_tree - schema 1: the value tree of one condition. FAIL_INPUT · FAIL_LIMIT. */
enum fail load_condition_tree(struct load *load, const json_t *value, struct form_condition *ret);
/** load_question_item - complete @ret, whose component is set, with an operator and what it compares with. FAIL_INPUT · FAIL_LIMIT. */
enum fail load_question_item(struct load *load, const char *operator, const json_t *json, struct condition_item *ret);
/** load_repeat - what @page's repeated questions are called, and how often they are asked. FAIL_INPUT · FAIL_LIMIT. */
enum fail load_repeat(struct load *load, const json_t *page, struct form_page *ret);
/** load_list_find - the list with this id, or name; NULL. load_component_find - the component with this id, or name; NULL. */
const struct form_list *load_list_find(const struct load *load, const char *id);
struct form_component *load_component_find(const struct load *load, const char *id, int *ret_page);
/**
 * load_component_written - the question that its author called @name, or "section.name"; NULL.
 * @ret_misnamed: it is found, though by this name the reference engine would not: schema 1 knows no sections here, XGov wants them.
 */
struct form_component *load_component_written(const struct load *load, const char *name, int *ret_page, bool *ret_misnamed);
