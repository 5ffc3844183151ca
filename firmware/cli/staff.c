/* SPDX-License-Identifier: MIT */
/* `foyer staff`: who may sign in at a council's kiosks. The file is the council's secret; what goes to the kiosks is sealed to each of them. */
#include "firmware/cli/staff.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/cli/ask.h"
#include "firmware/cli/commands.h"
#include "firmware/envelope/base64url.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct verb {
	const char *name, *meaning;
	bool file;
	enum fail (*run)(const char *path, int count, char **words, const struct staff_options *options);
} verbs[] = {
	{ "add", "add FILE --id sam --number 4471 --name Sam --role ROLE [--badge B] [--from DAY] [--until DAY]: somebody new; their PIN is shown once", true, staff_add },
	{ "pin", "pin FILE ID: another PIN for somebody, who is unlocked by it", true, staff_pin },
	{ "end", "end FILE ID [--until DAY]: somebody leaves now, or after their last day", true, staff_end },
	{ "list", "list FILE: who is in it", true, staff_list },
	{ "check", "check FILE: whether kiosks will take it, and what is missing", true, staff_check },
	{ "unlock", "unlock FILE: kiosks and desks that were locked by wrong PINs", true, staff_unlock },
	{ "card", "card [--state DIR]: what the council needs to know of the kiosk that runs here, as JSON", false, staff_card },
	{ "kiosk", "kiosk FILE CARD: this kiosk, too", true, staff_kiosk },
	{ "seal", "seal FILE --out DIR: for each kiosk, to go into a bundle as \"staff\"", true, staff_seal },
	{ "break-glass", "break-glass FILE NUMBER --kiosk NAME [--day DAY]: the code for the kiosk that shows NUMBER", true, staff_break_glass },
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

static void print_help(FILE *out)
{
	fprintf(out, "foyer staff VERB [OPTIONS]\n\nVerbs:\n");
	for (size_t i = 0; i < VERBS; i++)
		fprintf(out, "  %s\n", verbs[i].meaning);
	fprintf(out, "\nRoles: volunteer, staff, supervisor, technician. Days are like 2026-11-23.\n");
}

/* Options may stand among the words: what is none is put first. */
static enum fail options_take(int argc, char **argv, struct staff_options *ret, char **ret_words, int *ret_count)
{
	const struct program_option options[] = {
		{ "id", "a short name without spaces, for records: a to z, 0 to 9 and -", &ret->id, NULL }, { "number", "the staff number, 3 to 8 digits", &ret->number, NULL },
		{ "name", "the first name, which residents read", &ret->name, NULL }, { "role", "volunteer, staff, supervisor or technician", &ret->role, NULL },
		{ "badge", "what the reader says of their badge", &ret->badge, NULL }, { "from", "the first day", &ret->from, NULL }, { "until", "the last day", &ret->until, NULL },
		{ "out", "the folder that the sealed lists are put in", &ret->out, NULL }, { "kiosk", "its name, or its id", &ret->kiosk, NULL },
		{ "day", "the day that the kiosk shows (today)", &ret->day, NULL }, { "state", "the folder that the kiosk keeps everything in", &ret->state, NULL }, { 0 },
	};
	*ret_count = 0;
	while (argc > 1) {
		int rest = argc;
		TRY(program_options("foyer staff VERB FILE", argc, argv, options, &rest));
		if (rest < argc && *ret_count == STAFF_ARGUMENTS_MAX)
			return FAIL(INPUT, "there are too many words");
		if (rest < argc)
			ret_words[(*ret_count)++] = argv[rest];
		argc -= rest, argv += rest;
	}
	return FAIL_NONE;
}

static enum fail run(const struct verb *verb, int argc, char **argv)
{
	struct staff_options options = { 0 };
	char *words[STAFF_ARGUMENTS_MAX];
	int count = 0;
	TRY(options_take(argc, argv, &options, words, &count));
	if (!verb->file)
		return verb->run(NULL, count, words, &options);
	if (count == 0)
		return FAIL(INPUT, "which file? %s", verb->meaning);
	return verb->run(words[0], count - 1, words + 1, &options);
}

int command_staff(int argc, char **argv)
{
	if (sodium_init() < 0)
		abort();
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		print_help(stdout);
		return 0;
	}
	for (size_t i = 0; argc > 1 && i < VERBS; i++)
		if (strcmp(verbs[i].name, argv[1]) == 0)
			return ask_exit(run(&verbs[i], argc - 1, argv + 1));
	if (argc > 1)
		fprintf(stderr, "foyer: there is no verb \"staff %s\"\n\n", argv[1]);
	print_help(stderr);
	return 2;
}

/* ---- the file ---- */

static enum fail kiosks_check(const json_t *file)
{
	size_t count = json_array_size(json_object_get(file, "kiosks"));
	if (!json_is_array(json_object_get(file, "kiosks")))
		return FAIL(INPUT, "\"kiosks\" is no list");
	return count <= ROSTER_KIOSKS_MAX ? FAIL_NONE : FAIL(LIMIT, "there are %zu kiosks, the most is %d", count, ROSTER_KIOSKS_MAX);
}

static enum fail file_check(const json_t *file, struct roster *ret)
{
	TRY(roster_take(file, true, ret));
	return kiosks_check(file);
}

enum fail staff_file_read(const char *path, json_t **ret, struct roster *ret_roster)
{
	json_t *file = NULL;
	enum fail fail = json_read(path, STAFF_FILE_MAX_BYTES, &file);
	if (fail == FAIL_EMPTY)
		return fail_note(fail, "%s is not there: foyer staff add begins it", path);
	TRY(fail);
	fail = file_check(file, ret_roster);
	if (fail != FAIL_NONE) {
		json_decref(file);
		return fail_note(fail, "%s", path);
	}
	*ret = file;
	return FAIL_NONE;
}

static json_t *fresh_secret(void)
{
	unsigned char bytes[PIN_PEPPER_BYTES];
	char text[2 * sizeof bytes];
	randombytes_buf(bytes, sizeof bytes);
	base64url_write(bytes, sizeof bytes, text);
	json_t *value = json_string(text);
	sodium_memzero(bytes, sizeof bytes);
	sodium_memzero(text, sizeof text);
	return value;
}

json_t *staff_file_new(void)
{
	return json_pack("{s:s, s:o, s:o, s:i, s:[], s:[]}", "format", ROSTER_FORMAT, "pepper", fresh_secret(), "code_key", fresh_secret(), "unlock", 0, "kiosks", "staff");
}

enum fail staff_file_write(const char *path, const json_t *file)
{
	struct roster roster;
	TRY(file_check(file, &roster));
	char *text = json_dumps(file, JSON_INDENT(1));
	if (!text)
		return FAIL(INPUT, "it cannot be written as text");
	enum fail fail = strlen(text) > STAFF_FILE_MAX_BYTES ? FAIL(LIMIT, "it would have more than %d bytes", STAFF_FILE_MAX_BYTES) : file_replace(path, text, strlen(text), 0600);
	free(text);
	return fail;
}
