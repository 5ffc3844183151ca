/* SPDX-License-Identifier: MIT */
/*
 * `foyer audit`: who did what on this kiosk, without anything of any resident. `list` reads it, `export` writes it as one file that proves itself
 * anywhere, `verify` checks the kiosk's own, or such a file, and names the first row that is not as it was written.
 */
#include "firmware/cli/audit.h"

#include "firmware/base/program.h"
#include "firmware/cli/ask.h"
#include "firmware/cli/commands.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXIT_UNSIGNED = 3 };

struct options { const char *state, *from, *key, *knows; char room[PATH_MAX]; };

/* ---- list ---- */

static const char *when(const struct chain_row *row, char ret[static 40])
{
	time_t seconds = (time_t)(row->wall_ms / 1000);
	struct tm tm;
	ret[0] = '\0';
	if (localtime_r(&seconds, &tm))
		strftime(ret, 40, row->certain ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M:%S?", &tm);
	return ret;
}

static enum fail line_print(void *context, int64_t number, const char *line, size_t size)
{
	const int64_t *from = context;
	struct chain_row row;
	char text[40];
	if (number == 1)
		return FAIL_NONE;
	if (chain_read(line, size, &row) != FAIL_NONE) {
		printf("!  %s\n", fail_words());
		fail_clear();
		return FAIL_NONE;
	}
	if (row.seq >= *from)
		printf("%6lld  %-20s  %s%s%-8s  %-16s  %s%s%s%s%s\n", (long long)row.seq, when(&row, text), row.actor, row.staff[0] ? " " : "", row.staff, row.event, row.subject,
		       row.subject[0] ? "  " : "", row.outcome, row.reason[0] ? ": " : "", row.reason);
	return FAIL_NONE;
}

static int list(struct options *options, const char *file)
{
	int64_t from = options->from ? strtoll(options->from, NULL, 10) : 0;
	enum fail fail = file ? FAIL(INPUT, "it is: foyer audit list [--from ROW]") : ask_place(&options->state, options->room, sizeof options->room);
	if (fail == FAIL_NONE)
		fail = audit_from_kiosk(options->state, false, line_print, &from);
	return ask_exit(fail);
}

/* ---- export ---- */

static int export(struct options *options, const char *file)
{
	struct audit_written written = { 0 };
	enum fail fail = file ? ask_place(&options->state, options->room, sizeof options->room) : FAIL(INPUT, "it is: foyer audit export FILE");
	if (fail == FAIL_NONE)
		fail = audit_to_file(options->state, file, &written);
	if (fail != FAIL_NONE)
		return ask_exit(fail);
	printf("%lld rows in %s\n", (long long)written.rows, file);
	if (written.check != FAIL_NONE)
		fprintf(stderr, "foyer: this audit is not whole: %s\n", written.words);
	else if (!written.is_signed)
		printf("It is not signed: this kiosk has no key, and nothing proves who wrote it.\n");
	return written.check != FAIL_NONE ? EXIT_FAILURE : written.is_signed ? EXIT_SUCCESS : EXIT_UNSIGNED;
}

/* ---- verify ---- */

struct verifying { struct chain_file check; const struct options *options; int64_t lines; };

/* "SEQ:HASH", as the heartbeat had them */
static enum fail known_read(const char *text, struct chain_file *check)
{
	char *end = NULL;
	if (!text)
		return FAIL_NONE;
	check->known_seq = strtoll(text, &end, 10);
	if (check->known_seq < 1 || *end != ':' || strlen(end + 1) != SHA256_TEXT_BYTES - 1)
		return FAIL(INPUT, "what is known is written ROW:HASH, as a heartbeat has it in audit_checkpoint");
	memcpy(check->known_hash, end + 1, SHA256_TEXT_BYTES);
	return FAIL_NONE;
}

static enum fail fail_at(int64_t number, enum fail fail)
{
	return fail == FAIL_NONE ? FAIL_NONE : fail_note(fail == FAIL_INPUT ? FAIL_SIGNATURE : fail, "line %lld", (long long)number);
}

static enum fail line_verify(void *context, int64_t number, const char *line, size_t size)
{
	struct verifying *verifying = context;
	const char *key = verifying->options->key;
	verifying->lines = number;
	if (number > 1)
		return fail_at(number, chain_file_row(&verifying->check, line, size));
	TRY(fail_at(1, chain_file_begin(&verifying->check, line, size)));
	if (key && strcmp(key, verifying->check.head.kid) != 0)
		return FAIL(SIGNATURE, "it is signed with the key %s, not with %s", verifying->check.head.kid[0] ? verifying->check.head.kid : "of nobody", key);
	return known_read(verifying->options->knows, &verifying->check);
}

static void whole_print(const struct chain_file *check)
{
	const struct chain_head *head = &check->head;
	printf("Whole: %lld rows, %lld to %lld, of the kiosk %s.\n", (long long)check->rows, (long long)head->first, (long long)head->last, head->kiosk);
	if (check->jwk)
		printf("Signed with the key %s, and %lld checkpoints in between.\n", head->kid, (long long)check->checkpoints);
	else
		printf("Not signed: the kiosk had no key, and nothing proves who wrote this.\n");
	if (check->foreign > 0 && check->jwk)
		printf("%lld checkpoints are of another key of this kiosk, or were written without one.\n", (long long)check->foreign);
	if (head->first > 1)
		printf("What was before row %lld was forgotten in its time; the checkpoint in it stands for that.\n", (long long)head->first);
	if (check->known_seq > 0 && check->known_seq < head->first)
		printf("Row %lld, which was known, was forgotten in its time.\n", (long long)check->known_seq);
}

static enum fail verify_all(struct options *options, const char *file, struct verifying *verifying)
{
	struct chain_file try = { 0 };
	TRY(known_read(options->knows, &try));
	if (file) {
		TRY(audit_from_file(file, line_verify, verifying));
	} else {
		TRY(ask_place(&options->state, options->room, sizeof options->room));
		TRY(audit_from_kiosk(options->state, false, line_verify, verifying));
	}
	if (verifying->lines == 0)
		return FAIL(SIGNATURE, "%s is empty", file ? file : "the audit");
	return chain_file_end(&verifying->check);
}

static int verify(struct options *options, const char *file)
{
	struct verifying verifying = { .options = options };
	enum fail fail = verify_all(options, file, &verifying);
	bool is_signed = verifying.check.jwk != NULL;
	if (fail == FAIL_NONE)
		whole_print(&verifying.check);
	if (fail == FAIL_SIGNATURE || fail == FAIL_LIMIT)
		fprintf(stderr, "foyer: %s is not whole: %s\n", file ? file : "the audit", fail_words());
	chain_file_done(&verifying.check);
	if (fail == FAIL_SIGNATURE || fail == FAIL_LIMIT)
		return EXIT_FAILURE;
	return fail != FAIL_NONE ? ask_exit(fail) : is_signed ? EXIT_SUCCESS : EXIT_UNSIGNED;
}

static const struct { const char *name, *usage; int (*run)(struct options *options, const char *file); } acts[] = {
	{ "list", "foyer audit list", list },
	{ "export", "foyer audit export FILE", export },
	{ "verify", "foyer audit verify [FILE]", verify },
};
enum { ACTS = sizeof acts / sizeof acts[0] };

int command_audit(int argc, char **argv)
{
	struct options given = { 0 };
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &given.state, NULL },
		{ "from", "list: from this row on", &given.from, NULL },
		{ "key", "verify: the thumbprint of the key that the council knows this kiosk by", &given.key, NULL },
		{ "knows", "verify: ROW:HASH of a row that is known from a heartbeat", &given.knows, NULL },
		{ 0 },
	};
	int rest = argc, act = 0;
	if (argc > 1 && strcmp(argv[1], "--help") == 0)
		return ask_exit(program_options("foyer audit list | export FILE | verify [FILE]", argc, argv, options, &rest));
	while (act < ACTS && (argc < 2 || strcmp(argv[1], acts[act].name) != 0))
		act++;
	if (act == ACTS)
		return ask_exit(FAIL(INPUT, "it is: foyer audit list, foyer audit export FILE, or foyer audit verify [FILE]"));
	enum fail fail = program_options(acts[act].usage, argc - 1, argv + 1, options, &rest);
	if (fail == FAIL_NONE && argc - 1 - rest > 1)
		fail = FAIL(INPUT, "one file at a time");
	if (fail != FAIL_NONE)
		return ask_exit(fail);
	return acts[act].run(&given, argc - 1 > rest ? argv[1 + rest] : NULL);
}
