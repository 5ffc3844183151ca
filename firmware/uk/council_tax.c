/* SPDX-License-Identifier: MIT */
/* DESIGN: an entry is refused when its own example fails, so that a slip in the data is found before a resident is told that a bill is wrong. */
#include "firmware/uk/council_tax.h"
#include "firmware/uk/packed.h"

#include "firmware/base/json.h"

#include <string.h>

static enum fail take_words(const json_t *entry, const char *key, const char *language, bool needed, struct arena *arena, const char **ret)
{
	const json_t *value = json_object_get(entry, key);
	if (json_is_object(value))
		value = json_object_get(value, language) ? json_object_get(value, language) : json_object_get(value, "en");
	if (needed ? !json_is_string(value) : value && !json_is_string(value))
		return FAIL(INPUT, "\"%s\" is not text, nor one for each language", key);
	if (json_string_length(value) > COUNCIL_TAX_TEXT_MAX_BYTES)
		return FAIL(LIMIT, "\"%s\" is longer than %d bytes", key, COUNCIL_TAX_TEXT_MAX_BYTES);
	*ret = arena_text(arena, json_string_value(value));
	return FAIL_NONE;
}

static enum fail take_lengths(const json_t *entry, struct council_tax *ret)
{
	int64_t least, most;
	TRY(json_take_int(entry, "length_min", 1, COUNCIL_TAX_DIGITS, &least));
	TRY(json_take_int(entry, "length_max", least, COUNCIL_TAX_DIGITS, &most));
	ret->length_min = (int)least;
	ret->length_max = (int)most;
	return FAIL_NONE;
}

static enum fail take_prefixes(const json_t *entry, struct arena *arena, struct council_tax *ret)
{
	const json_t *list = json_object_get(entry, "prefix"), *one;
	size_t index;
	if (list && !json_is_array(list))
		return FAIL(INPUT, "\"prefix\" is not a list");
	if (json_array_size(list) > COUNCIL_TAX_PREFIX_MAX)
		return FAIL(LIMIT, "\"prefix\" has more than %d entries", COUNCIL_TAX_PREFIX_MAX);
	json_array_foreach(list, index, one) {
		const char *text = json_string_value(one);
		if (!text || !*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > (size_t)ret->length_min)
			return FAIL(INPUT, "\"prefix\" %zu is not a few digits", index + 1);
		ret->prefix[ret->prefix_count++] = arena_text(arena, text);
	}
	return FAIL_NONE;
}

static enum fail take_check(const json_t *entry, struct council_tax *ret)
{
	static const struct { const char *name; int modulus; } methods[] = { { "none", 0 }, { "mod10", 10 }, { "mod11", 11 } };
	const char *name = json_text_or(entry, "check", "none");
	const json_t *weights = json_object_get(entry, "weights"), *weight;
	size_t index, method = 0;
	while (method < sizeof methods / sizeof methods[0] && strcmp(methods[method].name, name) != 0)
		method++;
	if (method == sizeof methods / sizeof methods[0])
		return FAIL(INPUT, "\"check\" is not none, mod10 or mod11");
	ret->modulus = methods[method].modulus;
	if (ret->modulus && json_array_size(weights) != (size_t)ret->length_max)
		return FAIL(INPUT, "\"weights\" does not have %d numbers, one for each digit", ret->length_max);
	if (!ret->modulus && weights)
		return FAIL(INPUT, "\"weights\" without a \"check\"");
	json_array_foreach(weights, index, weight) {
		json_int_t value = json_integer_value(weight);
		if (!json_is_integer(weight) || value < -COUNCIL_TAX_WEIGHT_MAX || value > COUNCIL_TAX_WEIGHT_MAX)
			return FAIL(INPUT, "\"weights\" %zu is not a number up to %d", index + 1, COUNCIL_TAX_WEIGHT_MAX);
		ret->weight[index] = (int)value;
	}
	return FAIL_NONE;
}

enum fail council_tax_load(const json_t *entry, const char *language, struct arena *arena, struct council_tax *ret)
{
	struct council_tax read = { 0 };
	char digits[COUNCIL_TAX_DIGITS + 1];
	if (!json_is_object(entry))
		return FAIL(INPUT, "the pattern of a Council Tax reference is not an object");
	TRY(take_words(entry, "name", language, true, arena, &read.name));
	TRY(take_words(entry, "where_on_bill", language, true, arena, &read.where_on_bill));
	TRY(take_words(entry, "picture", language, false, arena, &read.picture));
	TRY(take_words(entry, "example", language, true, arena, &read.example));
	TRY(take_lengths(entry, &read));
	TRY(take_prefixes(entry, arena, &read));
	TRY(take_check(entry, &read));
	if (council_tax_check(&read, span_of(read.example), digits) != COUNCIL_TAX_GOOD)
		return FAIL(INPUT, "the \"example\" %.40s does not pass", read.example);
	*ret = read;
	return FAIL_NONE;
}

enum fail council_tax_read(const char *path, const char *language, struct arena *arena, struct council_tax *ret)
{
	json_t *entry = NULL;
	TRY(json_read(path, COUNCIL_TAX_MAX_BYTES, &entry));
	enum fail code = council_tax_load(entry, language, arena, ret);
	json_decref(entry);
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "%s", path);
}

static bool starts_right(const struct council_tax *council_tax, const char *digits)
{
	for (size_t i = 0; i < council_tax->prefix_count; i++)
		if (strncmp(digits, council_tax->prefix[i], strlen(council_tax->prefix[i])) == 0)
			return true;
	return council_tax->prefix_count == 0;
}

static bool adds_up(const struct council_tax *council_tax, const struct packed *digits)
{
	int sum = 0;
	size_t missing = (size_t)council_tax->length_max - digits->size;
	for (size_t i = 0; i < digits->size; i++)
		sum += (digits->text[i] - '0') * council_tax->weight[missing + i];
	return council_tax->modulus == 0 || sum % council_tax->modulus == 0;
}

enum council_tax_fault council_tax_check(const struct council_tax *council_tax, struct span text, char ret[static COUNCIL_TAX_DIGITS + 1])
{
	struct packed digits;
	if (!packed_digits(text, PACKED_MAX, &digits))
		return COUNCIL_TAX_CHARACTER;
	if (digits.size < (size_t)council_tax->length_min)
		return COUNCIL_TAX_SHORT;
	if (digits.size > (size_t)council_tax->length_max)
		return COUNCIL_TAX_LONG;
	if (!starts_right(council_tax, digits.text))
		return COUNCIL_TAX_PREFIX;
	if (!adds_up(council_tax, &digits))
		return COUNCIL_TAX_CHECK;
	memcpy(ret, digits.text, digits.size + 1);
	return COUNCIL_TAX_GOOD;
}
