/* SPDX-License-Identifier: MIT */
/* targets.c - the setting, checked as a whole before anything is sent. */
#include "tests/backoffice/forward/targets.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/instant.h"
#include "firmware/sync/send.h"
#include "tests/backoffice/secret_file.h"

#include <limits.h>
#include <string.h>

static enum fail name_check(const char *name)
{
	if (!*name || strlen(name) > TARGETS_NAME_MAX_BYTES || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name))
		return FAIL(INPUT, "\"name\" is not 1 to %d small letters, digits and dashes", TARGETS_NAME_MAX_BYTES);
	return FAIL_NONE;
}

/* An address as it is, without a slash at its end. */
static enum fail url_check(const char *url)
{
	size_t size = strlen(url);
	if (strncmp(url, "https://", 8) != 0 || size > SEND_URL_MAX_BYTES / 2 || url[size - 1] == '/')
		return FAIL(INPUT, "\"url\" is not https://… of at most %d bytes without a slash at its end", SEND_URL_MAX_BYTES / 2);
	for (const char *at = url; *at; at++)
		if (*at <= ' ' || *at > '~')
			return FAIL(INPUT, "\"url\" has a character that no address may have");
	return FAIL_NONE;
}

static enum fail headers_check(const json_t *headers)
{
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)headers, name, value) {
		const char *text = json_is_string(value) ? json_string_value(value) : "";
		bool plain = *text && *name && strlen(text) <= SHAPE_KEY_MAX_BYTES && !strpbrk(name, ": \t\r\n");
		for (const char *at = text; *at && plain; at++)
			plain = *at >= ' ' && *at <= '~';
		if (!plain)
			return FAIL(INPUT, "\"headers\".\"%.64s\" is no header of at most %d printable characters", name, SHAPE_KEY_MAX_BYTES);
	}
	return FAIL_NONE;
}

static enum fail names_check(const json_t *setting, const char *name)
{
	const json_t *names = json_object_get(setting, name);
	bool good = !names || (json_is_array(names) && json_array_size(names) <= SHAPE_NAMES_MAX);
	for (size_t i = 0; i < json_array_size(names) && good; i++)
		good = json_is_string(json_array_get(names, i));
	return good ? FAIL_NONE : FAIL(INPUT, "\"%s\" is no list of at most %d names", name, SHAPE_NAMES_MAX);
}

static enum fail ca_read(const char *folder, const char *name, struct buffer *ret)
{
	char path[PATH_MAX];
	if (!*name)
		return FAIL_NONE;
	if (*name == '/')
		snprintf(path, sizeof path, "%s", name);
	else
		TRY(file_path(path, sizeof path, folder, name));
	enum fail fail = file_read(path, ret);
	return fail == FAIL_NONE ? fail : fail_note(FAIL_INPUT, "\"ca\" cannot be read");
}

static enum fail target_read(const char *folder, const json_t *setting, struct target *ret)
{
	const char *since = shape_text(setting, "since");
	*ret = (struct target){ .name = shape_text(setting, "name"), .setting = setting, .can_look_up = json_bool_or(setting, "look_up", true), .known = json_object() };
	buffer_init(&ret->ca, TARGETS_CA_MAX_BYTES);
	TRY(name_check(ret->name));
	TRY(shape_find(shape_text(setting, "shape"), &ret->shape));
	TRY(url_check(shape_text(setting, "url")));
	TRY(headers_check(json_object_get(setting, "headers")));
	TRY(names_check(setting, "services"));
	TRY(names_check(setting, "unless_false"));
	TRY(*since ? instant_read(since, &ret->since_ms) : FAIL_NONE);
	TRY(ca_read(folder, shape_text(setting, "ca"), &ret->ca));
	return ret->shape->check(setting);
}

enum fail targets_take(const char *folder, json_t *file, struct targets *ret)
{
	*ret = (struct targets){ .file = file };
	const json_t *list = json_object_get(file, "targets");
	if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > STORAGE_TARGETS_MAX)
		return FAIL(INPUT, "\"targets\" is no list of 1 to %d", STORAGE_TARGETS_MAX);
	for (size_t i = 0; i < json_array_size(list); i++) {
		enum fail fail = target_read(folder, json_array_get(list, i), &ret->list[ret->count++]);
		for (size_t k = 0; k < i && fail == FAIL_NONE; k++)
			if (strcmp(ret->list[k].name, ret->list[i].name) == 0)
				fail = FAIL(INPUT, "the name is taken");
		if (fail != FAIL_NONE)
			return fail_note(fail, "target %zu \"%.32s\"", i + 1, ret->list[i].name);
	}
	return FAIL_NONE;
}

enum fail targets_read(const char *folder, struct targets *ret)
{
	char path[PATH_MAX];
	json_t *file = NULL;
	*ret = (struct targets){ 0 };
	TRY(file_path(path, sizeof path, folder, "targets.json"));
	TRY(secret_file_check(path)); /* keys of other systems are in it */
	TRY(json_read(path, TARGETS_FILE_MAX_BYTES, &file));
	enum fail fail = targets_take(folder, file, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

void targets_done(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		buffer_done(&targets->list[i].ca);
		json_decref(targets->list[i].known);
	}
	json_decref(targets->file);
}
