/* SPDX-License-Identifier: MIT */
/* Keys lie sorted in the file; a binary search needs no index of our own. */
#include "firmware/base/mo.h"

#include <string.h>

enum { HEAD_BYTES = 28 };

static uint32_t word(const struct mo *mo, size_t offset)
{
	uint32_t value;
	memcpy(&value, mo->bytes + offset, sizeof value);
	return mo->swapped ? __builtin_bswap32(value) : value;
}

static const char *string_at(const struct mo *mo, uint32_t table, uint32_t index, uint32_t *ret_size)
{
	size_t entry = table + (size_t)index * 8;
	*ret_size = word(mo, entry);
	return mo->bytes + word(mo, entry + 4);
}

static enum fail check_string(const struct mo *mo, uint32_t table, uint32_t index)
{
	size_t entry = table + (size_t)index * 8;
	uint64_t size = word(mo, entry), from = word(mo, entry + 4);
	if (from + size + 1 > mo->size_bytes || mo->bytes[from + size] != '\0')
		return FAIL(INPUT, "entry %u of a language file reaches beyond its end", index);
	return FAIL_NONE;
}

enum fail mo_open(const char *bytes, size_t size, struct mo *ret)
{
	struct mo mo = { .bytes = bytes, .size_bytes = size };
	if (size > MO_MAX_BYTES)
		return FAIL(LIMIT, "a language file is larger than %d bytes", MO_MAX_BYTES);
	if (size < HEAD_BYTES)
		return FAIL(INPUT, "a language file is too short");
	uint32_t magic = word(&mo, 0);
	mo.swapped = magic == 0xde120495u;
	if (!mo.swapped && magic != 0x950412deu)
		return FAIL(INPUT, "a language file does not begin as one");
	mo.count = word(&mo, 8);
	mo.ids = word(&mo, 12);
	mo.texts = word(&mo, 16);
	if (mo.count > MO_ENTRY_MAX)
		return FAIL(LIMIT, "a language file has more than %d entries", MO_ENTRY_MAX);
	if ((uint64_t)mo.ids + (uint64_t)mo.count * 8 > size || (uint64_t)mo.texts + (uint64_t)mo.count * 8 > size)
		return FAIL(INPUT, "the tables of a language file reach beyond its end");
	for (uint32_t i = 0; i < mo.count; i++) {
		TRY(check_string(&mo, mo.ids, i));
		TRY(check_string(&mo, mo.texts, i));
	}
	*ret = mo;
	return FAIL_NONE;
}

/* The @form-th of several strings joined with NUL. */
static const char *nth_form(const char *text, uint32_t size, long form)
{
	const char *end = text + size;
	while (form-- > 0) {
		text += strlen(text) + 1;
		if (text > end)
			return NULL;
	}
	return *text == '\0' ? NULL : text;
}

const char *mo_find(const struct mo *mo, const char *key, long form)
{
	uint32_t low = 0, high = mo->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, size;
		int order = strcmp(key, string_at(mo, mo->ids, middle, &size));
		if (order == 0) {
			const char *text = string_at(mo, mo->texts, middle, &size);
			return nth_form(text, size, form);
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *mo_key(const struct mo *mo, uint32_t index)
{
	uint32_t size;
	return string_at(mo, mo->ids, index, &size);
}
