/* SPDX-License-Identifier: MIT */
/* answers.h - what the resident typed, right or wrong, by field name, in locked memory. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>

/*
 * Field names: the component's name; a date has name__day, name__month, name__year; an address has name__addressLine1,
 * name__addressLine2, name__town, name__county, name__postcode, name__uprn. Checkboxes hold one value per tick.
 * An address that was picked from the council's list has name__uprn, 1 to 12 digits, beside its lines; one that was typed, or changed
 * afterwards, has none. Whoever copies an address copies all six fields, or removes those that are not there.
 * Yes/no holds "true" or "false"; a declaration "true". Values are what was typed (UTF-8), untrimmed.
 */
enum { ANSWERS_VALUE_MAX_BYTES = 8 * 1024, ANSWERS_MAX_BYTES = 48 * 1024, ANSWERS_FIELD_MAX = 1024 };

struct answers;

[[gnu::returns_nonnull]] struct answers *answers_new(void); /* empty, in secret memory */
void answers_free(struct answers *answers);                  /* wiped; accepts NULL */
void answers_clear(struct answers *answers);                 /* wiped */
void answers_copy(struct answers *to, const struct answers *from); /* what @to held is gone */

/** answers_set - exactly one value under @name (""  counts as blank). FAIL_LIMIT too long or full: nothing changed. FAIL_INPUT not UTF-8. */
enum fail answers_set(struct answers *answers, const char *name, const char *value);
/** answers_add - one more value under @name; a value it has already is not added twice. */
enum fail answers_add(struct answers *answers, const char *name, const char *value);
/** answers_remove - all values of @name; answers_remove_value - one of them. */
void answers_remove(struct answers *answers, const char *name);
void answers_remove_value(struct answers *answers, const char *name, const char *value);
/** answers_get - the first value or NULL; answers_at - the @index-th or NULL; answers_count; answers_has_value. Borrowed until the next change. */
const char *answers_get(const struct answers *answers, const char *name);
const char *answers_at(const struct answers *answers, const char *name, size_t index);
size_t answers_count(const struct answers *answers, const char *name);
int answers_has_value(const struct answers *answers, const char *name, const char *value);
size_t answers_bytes(const struct answers *answers);
/** answers_room - whether @values more fit, with @bytes of names and values in all. */
int answers_room(const struct answers *answers, size_t values, size_t bytes);

/** answers_to_json - {"name": ["value", …], …}, new; answers_from_json - replaces everything. FAIL_INPUT · FAIL_LIMIT leave it empty. */
json_t *answers_to_json(const struct answers *answers);
enum fail answers_from_json(struct answers *answers, const json_t *json);
