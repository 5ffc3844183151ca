/* SPDX-License-Identifier: MIT */
/*
 * Typed values in one locked block: an index sorted by name over a heap of "name\0value\0" records.
 * DESIGN: no allocation after answers_new(), so that nothing typed is ever left behind in freed memory; what is removed is overwritten.
 */
#include "firmware/forms/answers.h"

#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"

#include <stdint.h>
#include <string.h>

struct entry { uint32_t name, value, end; }; /* offsets into text */

struct answers {
	size_t count, used;
	struct entry entry[ANSWERS_FIELD_MAX]; /* by name, then in the order they were added */
	char text[ANSWERS_MAX_BYTES];
};

struct answers *answers_new(void)
{
	return secret_new(sizeof(struct answers));
}

void answers_free(struct answers *answers)
{
	secret_free(answers, sizeof *answers);
}

void answers_clear(struct answers *answers)
{
	secret_wipe(answers, sizeof *answers);
}

void answers_copy(struct answers *to, const struct answers *from)
{
	answers_clear(to);
	to->count = from->count;
	to->used = from->used;
	memcpy(to->entry, from->entry, from->count * sizeof *from->entry);
	memcpy(to->text, from->text, from->used);
}

static const char *name_at(const struct answers *answers, size_t index)
{
	return answers->text + answers->entry[index].name;
}

static const char *value_at(const struct answers *answers, size_t index)
{
	return answers->text + answers->entry[index].value;
}

/* The first entry whose name is not before @name. */
static size_t lower_bound(const struct answers *answers, const char *name)
{
	size_t from = 0, to = answers->count;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (strcmp(name_at(answers, middle), name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static size_t upper_bound(const struct answers *answers, size_t from, const char *name)
{
	while (from < answers->count && strcmp(name_at(answers, from), name) == 0)
		from++;
	return from;
}

/* Close the gap that the record at @index leaves, and wipe what is left behind the end. */
static void remove_at(struct answers *answers, size_t index)
{
	struct entry gone = answers->entry[index];
	uint32_t size = gone.end - gone.name;
	memmove(answers->text + gone.name, answers->text + gone.end, answers->used - gone.end);
	answers->used -= size;
	secret_wipe(answers->text + answers->used, size);
	answers->count--;
	memmove(&answers->entry[index], &answers->entry[index + 1], (answers->count - index) * sizeof *answers->entry);
	for (size_t i = 0; i < answers->count; i++)
		if (answers->entry[i].name > gone.name) {
			answers->entry[i].name -= size;
			answers->entry[i].value -= size;
			answers->entry[i].end -= size;
		}
}

static enum fail check_value(const char *name, const char *value)
{
	size_t name_length = strnlen(name, ANSWERS_VALUE_MAX_BYTES + 1), length = strnlen(value, ANSWERS_VALUE_MAX_BYTES + 1);
	if (length > ANSWERS_VALUE_MAX_BYTES || name_length > ANSWERS_VALUE_MAX_BYTES)
		return FAIL(LIMIT, "an answer is longer than %d bytes", ANSWERS_VALUE_MAX_BYTES);
	if (name_length == 0 || !utf8_valid(value, length) || !utf8_valid(name, name_length))
		return FAIL(INPUT, "an answer or its name is not text");
	return FAIL_NONE;
}

static enum fail insert(struct answers *answers, size_t index, const char *name, const char *value)
{
	size_t name_size = strlen(name) + 1, value_size = strlen(value) + 1;
	if (answers->count >= ANSWERS_FIELD_MAX || answers->used + name_size + value_size > ANSWERS_MAX_BYTES)
		return FAIL(LIMIT, "the answers are full");
	struct entry entry = { .name = (uint32_t)answers->used, .value = (uint32_t)(answers->used + name_size) };
	entry.end = entry.value + (uint32_t)value_size;
	memcpy(answers->text + entry.name, name, name_size);
	memcpy(answers->text + entry.value, value, value_size);
	memmove(&answers->entry[index + 1], &answers->entry[index], (answers->count - index) * sizeof *answers->entry);
	answers->entry[index] = entry;
	answers->count++;
	answers->used = entry.end;
	return FAIL_NONE;
}

enum fail answers_set(struct answers *answers, const char *name, const char *value)
{
	TRY(check_value(name, value));
	size_t first = lower_bound(answers, name), last = upper_bound(answers, first, name), freed = 0;
	for (size_t i = first; i < last; i++)
		freed += answers->entry[i].end - answers->entry[i].name;
	if (answers->used - freed + strlen(name) + strlen(value) + 2 > ANSWERS_MAX_BYTES || answers->count - (last - first) >= ANSWERS_FIELD_MAX)
		return FAIL(LIMIT, "the answers are full");
	char kept[ANSWERS_VALUE_MAX_BYTES + 1]; /* @value may point into what is removed now */
	size_t size = strlen(value) + 1;
	memcpy(kept, value, size);
	for (size_t i = last; i > first; i--)
		remove_at(answers, i - 1);
	enum fail code = insert(answers, first, name, kept);
	secret_wipe(kept, size);
	return code;
}

enum fail answers_add(struct answers *answers, const char *name, const char *value)
{
	TRY(check_value(name, value));
	if (answers_has_value(answers, name, value))
		return FAIL_NONE;
	return insert(answers, upper_bound(answers, lower_bound(answers, name), name), name, value);
}

void answers_remove(struct answers *answers, const char *name)
{
	size_t first = lower_bound(answers, name);
	for (size_t i = upper_bound(answers, first, name); i > first; i--)
		remove_at(answers, i - 1);
}

void answers_remove_value(struct answers *answers, const char *name, const char *value)
{
	size_t first = lower_bound(answers, name);
	for (size_t i = upper_bound(answers, first, name); i > first; i--)
		if (strcmp(value_at(answers, i - 1), value) == 0) {
			remove_at(answers, i - 1);
			return;
		}
}

const char *answers_at(const struct answers *answers, const char *name, size_t index)
{
	size_t at = lower_bound(answers, name);
	if (index >= answers->count - at || strcmp(name_at(answers, at + index), name) != 0)
		return NULL;
	return value_at(answers, at + index);
}

const char *answers_get(const struct answers *answers, const char *name)
{
	return answers_at(answers, name, 0);
}

size_t answers_count(const struct answers *answers, const char *name)
{
	size_t first = lower_bound(answers, name);
	return upper_bound(answers, first, name) - first;
}

int answers_has_value(const struct answers *answers, const char *name, const char *value)
{
	const char *at;
	for (size_t i = 0; (at = answers_at(answers, name, i)); i++)
		if (strcmp(at, value) == 0)
			return 1;
	return 0;
}

size_t answers_bytes(const struct answers *answers)
{
	return answers->used;
}

int answers_room(const struct answers *answers, size_t values, size_t bytes)
{
	return answers->count + values < ANSWERS_FIELD_MAX && answers->used + bytes + 2 * values <= ANSWERS_MAX_BYTES;
}

json_t *answers_to_json(const struct answers *answers)
{
	json_t *object = json_object();
	for (size_t i = 0; i < answers->count; i++) {
		json_t *values = json_object_get(object, name_at(answers, i));
		if (!values) {
			values = json_array();
			json_object_set_new(object, name_at(answers, i), values);
		}
		json_array_append_new(values, json_string(value_at(answers, i)));
	}
	return object;
}

static enum fail add_values(struct answers *answers, const char *name, const json_t *values)
{
	size_t index;
	json_t *value;
	if (!json_is_array(values))
		return FAIL(INPUT, "an answer is not a list of texts");
	json_array_foreach(values, index, value) {
		if (!json_is_string(value))
			return FAIL(INPUT, "an answer is not a text");
		TRY(answers_add(answers, name, json_string_value(value)));
	}
	return FAIL_NONE;
}

enum fail answers_from_json(struct answers *answers, const json_t *json)
{
	const char *name;
	json_t *values;
	answers_clear(answers);
	if (!json_is_object(json))
		return FAIL(INPUT, "the answers are not an object");
	json_object_foreach((json_t *)json, name, values) {
		enum fail code = add_values(answers, name, values);
		if (code != FAIL_NONE) {
			answers_clear(answers);
			return code;
		}
	}
	return FAIL_NONE;
}
