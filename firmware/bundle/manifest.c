/* SPDX-License-Identifier: MIT */
/* manifest.c - DESIGN: what may lie where is a table; a part that belongs to no row cannot get onto a kiosk. */
#include "firmware/bundle/manifest.h"

#include "firmware/base/json.h"
#include "firmware/base/utf8.h"
#include "firmware/envelope/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t version_max = (INT64_C(1) << 53) - 1;

static const struct { const char *name, *folder; } kinds[PART_COUNT] = {
	[PART_FORMS] = { "forms", "forms" },       [PART_PAGES] = { "pages", "pages" },          [PART_WORDS] = { "words", "languages" },
	[PART_THEMES] = { "themes", "themes" },    [PART_SETTINGS] = { "settings", "settings" }, [PART_KEYS] = { "keys", "keys" },
	[PART_SITE] = { "site", "site" },          [PART_HOME] = { "home", "home" },             [PART_BANK] = { "bank", "bank" },
	[PART_STAFF] = { "staff", "staff" },       [PART_CONTENT] = { "content", "" },
};

const char *part_kind_name(enum part_kind kind)
{
	return kinds[kind].name;
}

const char *part_kind_folder(enum part_kind kind)
{
	return kinds[kind].folder;
}

enum fail part_path_check(const char *path, enum part_kind kind)
{
	size_t length = strlen(path), folder = strlen(kinds[kind].folder);
	if (length > MANIFEST_PATH_MAX_BYTES)
		return FAIL(LIMIT, "a path has %zu bytes, the most is %d", length, MANIFEST_PATH_MAX_BYTES);
	if (!utf8_valid(path, length))
		return FAIL(INPUT, "a path is not UTF-8");
	for (const char *at = path; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f || *at == '\\')
			return FAIL(INPUT, "a path has a character that no name may have");
	for (const char *at = path;; at += strcspn(at, "/") + 1) {
		size_t part = strcspn(at, "/");
		if (part == 0 || (part == 1 && at[0] == '.') || (part == 2 && at[0] == '.' && at[1] == '.'))
			return FAIL(INPUT, "the path \"%s\" leads out of its folder, or nowhere", path);
		if (!at[part])
			break;
	}
	bool fits = folder ? strncmp(path, kinds[kind].folder, folder) == 0 && path[folder] == '/' : strcmp(path, "content.db") == 0;
	return fits ? FAIL_NONE : FAIL(INPUT, "the path \"%s\" is not where %s lie", path, kinds[kind].name);
}

/* ---- reading ---- */

static enum fail kind_take(const json_t *part, enum part_kind *ret)
{
	const char *name = NULL;
	TRY(json_take_text(part, "kind", 16, &name));
	for (int kind = 0; kind < PART_COUNT; kind++)
		if (strcmp(kinds[kind].name, name) == 0) {
			*ret = (enum part_kind)kind;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "there is no kind of part \"%s\"", name);
}

static enum fail part_take(const json_t *object, struct manifest_part *ret)
{
	const char *hash = NULL;
	TRY(kind_take(object, &ret->kind));
	TRY(json_take_text(object, "path", MANIFEST_PATH_MAX_BYTES, &ret->path));
	TRY(part_path_check(ret->path, ret->kind));
	TRY(json_take_text(object, "sha256", MANIFEST_HASH_BYTES, &hash));
	if (strlen(hash) != MANIFEST_HASH_BYTES || strspn(hash, "0123456789abcdef") != MANIFEST_HASH_BYTES)
		return FAIL(INPUT, "\"sha256\" of %s is not 64 hexadecimal digits", ret->path);
	memcpy(ret->sha256, hash, sizeof ret->sha256);
	return json_take_int(object, "size", 0, MANIFEST_PART_MAX_BYTES, &ret->size_bytes);
}

struct place { const char *path; size_t length; };

static int place_compare(const void *place, const void *part)
{
	const struct place *a = place;
	const char *b = ((const struct manifest_part *)part)->path;
	int order = strncmp(a->path, b, a->length);
	return order ? order : b[a->length] ? -1 : 0;
}

/* No part is another one's folder. */
static enum fail folders_check(const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->part_count; i++) {
		const char *path = manifest->parts[i].path;
		for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
			const struct place folder = { path, (size_t)(slash - path) };
			if (bsearch(&folder, manifest->parts, manifest->part_count, sizeof *manifest->parts, place_compare))
				return FAIL(INPUT, "\"parts\" has %.*s as a file and as a folder", (int)folder.length, path);
		}
	}
	return FAIL_NONE;
}

static enum fail parts_take(struct manifest *manifest)
{
	const json_t *parts = json_object_get(manifest->file, "parts");
	size_t count = json_array_size(parts);
	if (!json_is_array(parts) || count == 0)
		return FAIL(INPUT, "\"parts\" is no list, or an empty one");
	if (count > MANIFEST_PARTS_MAX)
		return FAIL(LIMIT, "\"parts\" has %zu members, the most is %d", count, MANIFEST_PARTS_MAX);
	manifest->parts = calloc(count, sizeof *manifest->parts);
	if (!manifest->parts)
		abort();
	for (size_t i = 0; i < count; i++) {
		struct manifest_part *part = &manifest->parts[i], *before = i ? part - 1 : NULL;
		enum fail fail = part_take(json_array_get(parts, i), part);
		if (fail != FAIL_NONE)
			return fail_note(fail, "\"parts\", number %zu", i + 1);
		if (before && strcmp(before->path, part->path) >= 0)
			return FAIL(INPUT, "\"parts\" is not in the order of the paths, or has one twice: %s", part->path);
	}
	manifest->part_count = count;
	return folders_check(manifest);
}

static enum fail targets_take(struct manifest *manifest)
{
	const json_t *targets = json_object_get(manifest->file, "targets");
	size_t count = json_array_size(targets);
	if (!json_is_array(targets) || count == 0 || count > MANIFEST_TARGETS_MAX)
		return FAIL(INPUT, "\"targets\" is no list of 1 to %d kiosks", MANIFEST_TARGETS_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *id = json_string_value(json_array_get(targets, i));
		if (!id || (strcmp(id, "*") != 0 && (strlen(id) != 36 || strspn(id, "0123456789abcdef-") != 36)))
			return FAIL(INPUT, "\"targets\" has what is neither a kiosk's id nor \"*\"");
	}
	manifest->targets = targets;
	return FAIL_NONE;
}

static enum fail instant_take(const json_t *object, const char *key, int64_t *ret)
{
	const char *text = NULL;
	TRY(json_take_text(object, key, INSTANT_TEXT_BYTES, &text));
	enum fail fail = instant_read(text, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "\"%s\"", key);
}

static enum fail head_take(struct manifest *manifest)
{
	const json_t *file = manifest->file, *force = json_object_get(file, "force");
	const char *format = NULL;
	TRY(json_take_text(file, "format", 32, &format));
	if (strcmp(format, "foyer-bundle/1") != 0)
		return FAIL(INPUT, "\"format\" is \"%s\": this firmware reads foyer-bundle/1", format);
	TRY(json_take_int(file, "version", 1, version_max, &manifest->version));
	TRY(instant_take(file, "created", &manifest->created_ms));
	TRY(instant_take(file, "valid_from", &manifest->from_ms));
	manifest->until_ms = INT64_MAX;
	if (json_object_get(file, "valid_until"))
		TRY(instant_take(file, "valid_until", &manifest->until_ms));
	if (manifest->until_ms <= manifest->from_ms)
		return FAIL(INPUT, "\"valid_until\" is not after \"valid_from\"");
	if (force && !json_is_boolean(force))
		return FAIL(INPUT, "\"force\" is neither true nor false");
	manifest->force = json_is_true(force);
	return FAIL_NONE;
}

static enum fail members_check(const json_t *file)
{
	static const char *const known[] = { "format", "version", "created", "valid_from", "valid_until", "force", "targets", "parts" };
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)file, name, value) {
		bool is_known = false;
		for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
			is_known = is_known || strcmp(known[i], name) == 0;
		if (!is_known)
			return FAIL(INPUT, "there is no member \"%.64s\"", name); /* a promise that this firmware would not keep */
	}
	return FAIL_NONE;
}

enum fail manifest_read(const char *bytes, size_t size, struct manifest *ret)
{
	*ret = (struct manifest){ 0 };
	enum fail fail = json_parse(bytes, size, MANIFEST_MAX_BYTES, &ret->file);
	if (fail == FAIL_NONE && !json_is_object(ret->file))
		fail = FAIL(INPUT, "it is not an object");
	if (fail == FAIL_NONE)
		fail = members_check(ret->file);
	if (fail == FAIL_NONE)
		fail = head_take(ret);
	if (fail == FAIL_NONE)
		fail = targets_take(ret);
	if (fail == FAIL_NONE)
		fail = parts_take(ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "manifest.json");
}

void manifest_done(struct manifest *manifest)
{
	free(manifest->parts);
	json_decref(manifest->file);
	*manifest = (struct manifest){ 0 };
}

/* ---- writing ---- */

static json_t *parts_json(const struct manifest *manifest)
{
	json_t *parts = json_array();
	for (size_t i = 0; i < manifest->part_count; i++) {
		const struct manifest_part *part = &manifest->parts[i];
		json_array_append_new(parts, json_pack("{s:s, s:s, s:s, s:I}", "kind", kinds[part->kind].name, "path", part->path, "sha256", part->sha256,
		                                       "size", (json_int_t)part->size_bytes));
	}
	return parts;
}

enum fail manifest_write(const struct manifest *manifest, struct buffer *ret)
{
	char created[INSTANT_TEXT_BYTES], from[INSTANT_TEXT_BYTES], until[INSTANT_TEXT_BYTES];
	TRY(instant_write(manifest->created_ms, created));
	TRY(instant_write(manifest->from_ms, from));
	json_t *file = json_pack("{s:s, s:I, s:s, s:s}", "format", "foyer-bundle/1", "version", (json_int_t)manifest->version, "created", created, "valid_from", from);
	if (manifest->until_ms != INT64_MAX) {
		TRY(instant_write(manifest->until_ms, until));
		json_object_set_new(file, "valid_until", json_string(until));
	}
	if (manifest->force)
		json_object_set_new(file, "force", json_true());
	json_object_set(file, "targets", (json_t *)manifest->targets);
	json_object_set_new(file, "parts", parts_json(manifest));
	char *text = json_dumps(file, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	json_decref(file);
	if (!text)
		return FAIL(INPUT, "the manifest cannot be written");
	enum fail fail = buffer_printf(ret, "%s\n", text);
	free(text);
	return fail;
}

/* ---- who and by whom ---- */

bool manifest_is_for(const struct manifest *manifest, const char *id)
{
	for (size_t i = 0; i < json_array_size(manifest->targets); i++) {
		const char *target = json_string_value(json_array_get(manifest->targets, i));
		if (strcmp(target, "*") == 0 || strcmp(target, id) == 0)
			return true;
	}
	return false;
}

enum fail manifest_trust(const json_t *keys, const void *bytes, size_t size, const char *signature, size_t signature_size)
{
	size_t count = json_array_size(keys);
	if (count == 0)
		return FAIL(EMPTY, "this kiosk trusts no key yet: kiosk.json has no \"bundle_keys\"");
	if (count > MANIFEST_KEYS_MAX)
		return FAIL(LIMIT, "\"bundle_keys\" has %zu keys, the most is %d", count, MANIFEST_KEYS_MAX);
	enum fail fail = FAIL_NONE;
	for (size_t i = 0; i < count; i++) {
		struct minisign_public key;
		const char *text = json_string_value(json_array_get(keys, i));
		fail = text ? minisign_public_read(text, strlen(text), &key) : FAIL(INPUT, "a key is no text");
		if (fail != FAIL_NONE)
			return fail_note(fail, "\"bundle_keys\"");
		fail = minisign_verify(&key, bytes, size, signature, signature_size);
		if (fail != FAIL_SIGNATURE)
			break;
	}
	if (fail == FAIL_NONE)
		fail_clear();
	return fail;
}
