/* SPDX-License-Identifier: MIT */
/* `foyer staff add`, `pin`, `end`, `list`: people. A PIN is drawn, shown once, and never read back. */
#include "firmware/cli/staff.h"

#include "firmware/base/json.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static json_t *find(const json_t *file, const char *id, size_t *ret_index)
{
	json_t *member;
	size_t index;
	json_array_foreach(json_object_get(file, "staff"), index, member)
		if (strcmp(json_text_or(member, "id", ""), id) == 0) {
			*ret_index = index;
			return member;
		}
	return NULL;
}

/* A new PIN for @member, whose verifier goes into the file; the digits into @ret. */
static enum fail draw(const struct roster *roster, json_t *member, char ret[static PIN_DIGITS + 1])
{
	unsigned char seasoned[PIN_SEASONED_BYTES];
	char verifier[PIN_VERIFIER_MAX_BYTES + 1];
	pin_draw(json_text_or(member, "number", ""), ret);
	pin_season(roster->pepper, json_text_or(member, "id", ""), ret, seasoned);
	TRY(pin_keep(seasoned, verifier));
	json_object_set_new(member, "pin", json_string(verifier));
	sodium_memzero(seasoned, sizeof seasoned);
	return FAIL_NONE;
}

static void show(const json_t *member, char pin[static PIN_DIGITS + 1])
{
	printf("%s, number %s: PIN %.3s %s\nGive it to them and to nobody else: it is shown this once. It holds where the next bundle with this list is in use.\n",
		json_text_or(member, "name", ""), json_text_or(member, "number", ""), pin, pin + 3);
	sodium_memzero(pin, PIN_DIGITS + 1);
}

static enum fail keep_and_show(const char *path, const json_t *file, const struct roster *roster, json_t *member)
{
	char pin[PIN_DIGITS + 1];
	TRY(draw(roster, member, pin));
	TRY(staff_file_write(path, file));
	show(member, pin);
	return FAIL_NONE;
}

static enum fail add_to(const char *path, json_t *file, const struct staff_options *options)
{
	const struct { const char *key, *value; } texts[] = { { "id", options->id }, { "number", options->number }, { "name", options->name }, { "role", options->role },
		{ "badge", options->badge }, { "from", options->from }, { "until", options->until } };
	json_t *member = json_object();
	struct roster roster;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i].value)
			json_object_set_new(member, texts[i].key, json_string(texts[i].value));
	json_array_append_new(json_object_get(file, "staff"), member);
	TRY(roster_take(file, true, &roster)); /* before a PIN is drawn for somebody who cannot be */
	return keep_and_show(path, file, &roster, member);
}

enum fail staff_add(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	(void)words;
	if (count > 0 || !options->id || !options->number || !options->name || !options->role)
		return FAIL(INPUT, "add needs --id, --number, --name and --role, and nothing else but --badge, --from and --until");
	enum fail fail = staff_file_read(path, &file, &roster);
	if (fail == FAIL_EMPTY) {
		fail_clear();
		file = staff_file_new();
		fail = FAIL_NONE;
		printf("%s is new. Keep it as you keep keys: who has it can make a PIN.\n", path);
	}
	if (fail == FAIL_NONE)
		fail = add_to(path, file, options);
	json_decref(file);
	return fail;
}

enum fail staff_pin(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	size_t index;
	(void)options;
	if (count != 1)
		return FAIL(INPUT, "pin needs the id of one person");
	TRY(staff_file_read(path, &file, &roster));
	json_t *member = find(file, words[0], &index);
	enum fail fail = member ? keep_and_show(path, file, &roster, member) : FAIL(INPUT, "nobody has the id \"%s\"", words[0]);
	json_decref(file);
	return fail;
}

static enum fail end_in(json_t *file, const char *id, const char *until)
{
	size_t index;
	json_t *member = find(file, id, &index);
	if (!member)
		return FAIL(INPUT, "nobody has the id \"%s\"", id);
	if (until)
		json_object_set_new(member, "until", json_string(until));
	else
		json_array_remove(json_object_get(file, "staff"), index);
	return FAIL_NONE;
}

enum fail staff_end(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	if (count != 1)
		return FAIL(INPUT, "end needs the id of one person");
	TRY(staff_file_read(path, &file, &roster));
	enum fail fail = end_in(file, words[0], options->until);
	if (fail == FAIL_NONE)
		fail = staff_file_write(path, file);
	json_decref(file);
	if (fail == FAIL_NONE)
		printf("%s: %s%s, where the next bundle with this list is in use.\n", words[0], options->until ? "until the end of " : "out", options->until ? options->until : "");
	return fail;
}

static void list_one(const struct roster_member *member)
{
	char from[11] = "", until[11] = "";
	if (!date_none(member->from))
		date_write(member->from, from);
	if (!date_none(member->until))
		date_write(member->until, until);
	printf("%-20s %-9s %-12s %-10s %-10s %-6s %s\n", member->id, member->number, staff_role_name(member->role), from[0] ? from : "-", until[0] ? until : "-",
		member->badge[0] ? "badge" : "-", member->name);
}

enum fail staff_list(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	(void)words, (void)options;
	if (count > 0)
		return FAIL(INPUT, "list needs nothing but the file");
	TRY(staff_file_read(path, &file, &roster));
	json_decref(file);
	printf("%-20s %-9s %-12s %-10s %-10s %-6s %s\n", "id", "number", "role", "from", "until", "badge", "name");
	for (size_t i = 0; i < roster.count; i++)
		list_one(&roster.members[i]);
	return FAIL_NONE;
}
