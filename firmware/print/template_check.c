/* SPDX-License-Identifier: MIT */
/* template_check.c - what may be filled in: nothing that the template does not name, and nothing longer than it says. */
#include "firmware/base/date.h"
#include "firmware/print/template_fill.h"

#include <string.h>

static enum fail check_text(const struct template_member *member, const json_t *value, bool code)
{
	const char *text = json_string_value(value);

	if (!text || json_string_length(value) > (size_t)member->max)
		return FAIL(INPUT, "%s: a text of at most %d bytes", member->name, member->max);
	for (const char *at = text; *at; at++) {
		unsigned char byte = (unsigned char)*at;
		if ((byte < ' ' && byte != '\n') || (code && (byte < ' ' || byte > '~')))
			return FAIL(INPUT, "%s: a byte %02x that is not printed", member->name, byte);
	}
	return FAIL_NONE;
}

static enum fail check_whole(const struct template_member *member, const json_t *value, int64_t max)
{
	if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > max)
		return FAIL(INPUT, "%s: a whole number up to %lld", member->name, (long long)max);
	return FAIL_NONE;
}

static enum fail check_choice(const struct template_member *member, const json_t *value)
{
	for (int i = 0; json_is_string(value) && i < member->choice_count; i++)
		if (strcmp(member->choice[i], json_string_value(value)) == 0)
			return FAIL_NONE;
	return FAIL(INPUT, "%s: none of its choices", member->name);
}

static enum fail check_object(const struct template_member *member, int count, const json_t *object);

static enum fail check_list(const struct template_member *member, const json_t *value)
{
	if (!json_is_array(value) || json_array_size(value) > (size_t)member->most)
		return FAIL(INPUT, "%s: a list of at most %d", member->name, member->most);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *entry = json_array_get(value, i);
		TRY(member->kind == TEMPLATE_TEXTS ? check_text(member, entry, false) : check_object(member->member, member->member_count, entry));
	}
	return FAIL_NONE;
}

static enum fail check_value(const struct template_member *member, const json_t *value)
{
	struct date date;

	switch (member->kind) {
	case TEMPLATE_TEXT: return check_text(member, value, false);
	case TEMPLATE_CODE: return check_text(member, value, true);
	case TEMPLATE_NUMBER: return check_whole(member, value, member->max);
	case TEMPLATE_DATE: return json_is_string(value) ? date_parse(json_string_value(value), &date) : FAIL(INPUT, "%s: a date", member->name);
	case TEMPLATE_TIME: return check_whole(member, value, INT64_MAX / 2);
	case TEMPLATE_FLAG: return json_is_boolean(value) ? FAIL_NONE : FAIL(INPUT, "%s: true or false", member->name);
	case TEMPLATE_CHOICE: return check_choice(member, value);
	case TEMPLATE_TEXTS:
	case TEMPLATE_LIST: return check_list(member, value);
	case TEMPLATE_KIND_COUNT: break;
	}
	return FAIL(INPUT, "%s: of no kind", member->name);
}

static enum fail check_object(const struct template_member *member, int count, const json_t *object)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return FAIL(INPUT, "what is to be printed is an object");
	json_object_foreach((json_t *)object, key, value) {
		const struct template_member *found = template_member_of(member, count, key);
		if (!found)
			return FAIL(INPUT, "\"%.40s\" is not printed here", key);
		TRY(check_value(found, value));
	}
	for (int i = 0; i < count; i++)
		if (!member[i].optional && !json_object_get(object, member[i].name))
			return FAIL(INPUT, "%s is missing", member[i].name);
	return FAIL_NONE;
}

enum fail template_check(const struct template *template, const json_t *data)
{
	return check_object(template->member, template->member_count, data);
}
