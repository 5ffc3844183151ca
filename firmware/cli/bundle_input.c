/* SPDX-License-Identifier: MIT */
/* bundle.json: which parts a version has, for whom, and from when to when. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/utf8.h"
#include "firmware/envelope/instant.h"

#include <stdio.h>
#include <string.h>

/* A day, from its first moment in UTC, or a moment as manifests have it. */
static enum fail moment_take(const json_t *object, const char *key, int64_t *ret)
{
	char text[INSTANT_TEXT_BYTES + 16];
	const char *given = NULL;
	TRY(json_take_text(object, key, INSTANT_TEXT_BYTES, &given));
	snprintf(text, sizeof text, strlen(given) == 10 ? "%sT00:00:00.000Z" : "%s", given);
	return instant_read(text, ret) == FAIL_NONE ? FAIL_NONE : FAIL(INPUT, "\"%s\" is neither a day (2026-11-22) nor a moment (2026-11-22T09:00:00.000Z)", key);
}

static enum fail members_check(const json_t *object, const char *const *known, const char *where)
{
	const char *name;
	json_t *value;
	if (!json_is_object(object))
		return FAIL(INPUT, "%s is no object", where);
	json_object_foreach((json_t *)object, name, value) {
		const char *const *at = known;
		while (*at && strcmp(*at, name) != 0)
			at++;
		if (!*at)
			return FAIL(INPUT, "%s has a member \"%.64s\" that nobody knows", where, name);
	}
	return FAIL_NONE;
}

static enum fail valid_take(struct bundle_input *input)
{
	static const char *const known[] = { "from", "until", NULL };
	const json_t *valid = json_object_get(input->file, "valid");
	TRY(members_check(valid, known, "\"valid\""));
	TRY(moment_take(valid, "from", &input->head.from_ms));
	input->head.until_ms = INT64_MAX;
	if (json_object_get(valid, "until"))
		TRY(moment_take(valid, "until", &input->head.until_ms));
	input->head.created_ms = input->head.from_ms; /* not the clock's: the same input gives the same bundle */
	return json_object_get(input->file, "created") ? moment_take(input->file, "created", &input->head.created_ms) : FAIL_NONE;
}

static enum fail path_check(const char *path, const char *member)
{
	size_t length = path ? strlen(path) : 0;
	if (!path || length == 0)
		return FAIL(INPUT, "\"%s\" is neither a path nor a list of paths", member);
	if (length > MANIFEST_PATH_MAX_BYTES)
		return FAIL(LIMIT, "a path in \"%s\" has more than %d bytes", member, MANIFEST_PATH_MAX_BYTES);
	if (path[0] == '/' || !utf8_valid(path, length))
		return FAIL(INPUT, "a path in \"%s\" does not begin in the bundle's own folder", member);
	for (const char *at = path;; at += strcspn(at, "/") + 1) {
		if (strcspn(at, "/") == 2 && at[0] == '.' && at[1] == '.')
			return FAIL(INPUT, "the path \"%s\" in \"%s\" leads out of the bundle's folder", path, member);
		if (!at[strcspn(at, "/")])
			return FAIL_NONE;
	}
}

static enum fail source_take(struct bundle_input *input, enum part_kind kind, const json_t *value)
{
	const char *path = json_string_value(value), *member = part_kind_name(kind);
	TRY(path_check(path, member));
	if (input->sources[kind].count == BUNDLE_SOURCES_MAX)
		return FAIL(LIMIT, "\"%s\" has more than %d paths", member, BUNDLE_SOURCES_MAX);
	input->sources[kind].path[input->sources[kind].count++] = path;
	return FAIL_NONE;
}

static enum fail content_take(struct bundle_input *input, const json_t *content)
{
	static const char *const known[] = { "addresses", "rounds", "areas", NULL };
	const char **const values[] = { &input->addresses, &input->rounds, &input->areas };
	TRY(members_check(content, known, "\"content\""));
	for (size_t i = 0; known[i]; i++) {
		const json_t *value = json_object_get(content, known[i]);
		if (!value)
			continue;
		TRY(path_check(json_string_value(value), known[i]));
		*values[i] = json_string_value(value);
	}
	return input->addresses ? FAIL_NONE : FAIL(INPUT, "\"content\" names no \"addresses\"");
}

static enum fail parts_take(struct bundle_input *input)
{
	const char *known[PART_COUNT + 1] = { NULL };
	const json_t *parts = json_object_get(input->file, "parts");
	for (int kind = 0; kind < PART_COUNT; kind++)
		known[kind] = part_kind_name((enum part_kind)kind);
	TRY(members_check(parts, known, "\"parts\""));
	if (json_object_size(parts) == 0)
		return FAIL(INPUT, "\"parts\" has none");
	for (int kind = 0; kind < PART_COUNT; kind++) {
		const json_t *value = json_object_get(parts, known[kind]);
		if (!value)
			continue;
		if (kind == PART_CONTENT)
			TRY(content_take(input, value));
		else if (!json_is_array(value))
			TRY(source_take(input, (enum part_kind)kind, value));
		for (size_t i = 0; kind != PART_CONTENT && i < json_array_size(value); i++)
			TRY(source_take(input, (enum part_kind)kind, json_array_get(value, i)));
	}
	return FAIL_NONE;
}

/* As manifest_read() asks for them; the bundle's own part says so in its own words. */
static enum fail targets_take(struct bundle_input *input)
{
	const json_t *targets = json_object_get(input->file, "targets");
	size_t count = json_array_size(targets);
	if (!json_is_array(targets) || count == 0 || count > MANIFEST_TARGETS_MAX)
		return FAIL(INPUT, "\"targets\" is no list of 1 to %d kiosks; [\"*\"] is all of them", MANIFEST_TARGETS_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *id = json_string_value(json_array_get(targets, i));
		if (!id || (strcmp(id, "*") != 0 && (strlen(id) != 36 || strspn(id, "0123456789abcdef-") != 36)))
			return FAIL(INPUT, "\"targets\", number %zu, is neither the id of a kiosk nor \"*\"", i + 1);
	}
	input->head.targets = targets;
	return FAIL_NONE;
}

static enum fail input_take(struct bundle_input *input)
{
	static const char *const known[] = { "$schema", "version", "created", "valid", "force", "targets", "parts", NULL };
	const json_t *force = json_object_get(input->file, "force");
	TRY(members_check(input->file, known, "it"));
	TRY(json_take_int(input->file, "version", 1, (INT64_C(1) << 53) - 1, &input->head.version));
	if (force && !json_is_boolean(force))
		return FAIL(INPUT, "\"force\" is neither true nor false");
	input->head.force = json_is_true(force);
	TRY(valid_take(input));
	if (input->head.until_ms <= input->head.from_ms)
		return FAIL(INPUT, "\"valid\" ends before it begins");
	TRY(targets_take(input));
	return parts_take(input);
}

enum fail bundle_input_parse(const char *bytes, size_t size, struct bundle_input *ret)
{
	*ret = (struct bundle_input){ 0 };
	enum fail fail = json_parse(bytes, size, BUNDLE_JSON_MAX_BYTES, &ret->file);
	if (fail == FAIL_NONE)
		fail = input_take(ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "bundle.json");
}

enum fail bundle_input_read(const char *folder, struct bundle_input *ret)
{
	char path[PATH_MAX];
	BUFFER_AUTO bytes;
	buffer_init(&bytes, BUNDLE_JSON_MAX_BYTES);
	*ret = (struct bundle_input){ 0 };
	TRY(file_path(path, sizeof path, folder, "bundle.json"));
	TRY(file_read(path, &bytes));
	TRY(bundle_input_parse(buffer_text(&bytes), bytes.size_bytes, ret));
	snprintf(ret->folder, sizeof ret->folder, "%s", folder);
	return FAIL_NONE;
}

void bundle_input_done(struct bundle_input *input)
{
	json_decref(input->file);
	*input = (struct bundle_input){ 0 };
}
