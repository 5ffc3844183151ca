/* SPDX-License-Identifier: MIT */
/* main.c - foyer-backoffice: what a council needs at the other end, as a reference to test against. */
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/bundle/minisign.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/council.h"
#include "tests/backoffice/downlink.h"
#include "tests/backoffice/enrol.h"
#include "tests/backoffice/forward/forward.h"
#include "tests/backoffice/helped.h"
#include "tests/backoffice/import.h"
#include "tests/backoffice/key_command.h"
#include "tests/backoffice/keyring.h"
#include "tests/backoffice/mark.h"
#include "tests/backoffice/operator.h"
#include "tests/backoffice/serve.h"
#include "tests/backoffice/storage.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { URL_MAX_BYTES = 512, CA_MAX_BYTES = 16 * 1024 };

static enum fail number_read(const char *text, const char *name, int64_t max, int64_t *ret)
{
	char *end;
	errno = 0;
	long long number = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || number < 0 || number > max)
		return FAIL(INPUT, "--%s is a number from 0 to %lld", name, (long long)max);
	*ret = number;
	return FAIL_NONE;
}

/* What is there stays: a second key would leave everything sealed for the first one unread. */
static enum fail init_command(const char *folder, int, char **)
{
	char certificate[PATH_MAX];
	TRY(file_make_folder(folder, 0700));
	TRY(file_path(certificate, sizeof certificate, folder, "server.pem"));
	TRY(operator_make(folder));
	TRY(council_key_keep(folder));
	return access(certificate, F_OK) == 0 ? FAIL_NONE : certificate_make(folder);
}

static enum fail serve_command(const char *folder, int argc, char **argv)
{
	const char *port = "0", *kiosk = NULL, *where = NULL, *fault = NULL, *percent = "100", *count = NULL, *slow = "2000";
	const char *url = NULL, *bind = NULL;
	bool accept_new = false, pages_open = false, share_port = false, mtls = false;
	const struct program_option given[] = {
		{ "port", "listen on this port; 0 (the default) takes a free one", &port, NULL },
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ "kiosk", "a file with a kiosk's public key (JWK); more files may follow all options", &kiosk, NULL },
		{ "bind", "listen on this IPv4 address (127.0.0.1)", &bind, NULL },
		{ "share-port", "several instances on one port", NULL, &share_port },
		{ "url", "the address kiosks know, where a proxy stands before this server", &url, NULL },
		{ "pages-open", "show the pages without the operator's secret", NULL, &pages_open },
		{ "mtls", "kiosks also show the certificate that they were given when they enrolled", NULL, &mtls },
		{ "accept-new", "know any kiosk from its first signed request on", NULL, &accept_new },
		{ "fault", "tests: drop-reply-after-commit, 503, html-200, redirect, slow, wrong-ids or truncate; several joined by commas", &fault, NULL },
		{ "fault-percent", "tests: how many of a hundred requests are hit (100)", &percent, NULL },
		{ "fault-count", "tests: no more than this many requests are hit", &count, NULL },
		{ "slow-ms", "tests: how late a slow answer is (2000)", &slow, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc, kiosk_count = 0;
	int64_t port_number = 0;
	TRY(program_options("foyer-backoffice serve DIR", argc, argv, given, &rest));
	const char *kiosks[64] = { NULL };
	if (kiosk)
		kiosks[kiosk_count++] = kiosk;
	for (; rest < argc && kiosk_count < 63; rest++)
		kiosks[kiosk_count++] = argv[rest];
	struct serve_options options = { .folder = folder, .storage = where, .accept_new = accept_new, .mtls = mtls, .pages_open = pages_open,
		.share_port = share_port, .url = url, .bind = bind, .kiosks = kiosks, .faults.left = -1 };
	TRY(number_read(port, "port", 65535, &port_number));
	options.port = (int)port_number;
	if (fault)
		TRY(faults_read(fault, &options.faults));
	if (count)
		TRY(number_read(count, "fault-count", INT32_MAX, &options.faults.left));
	TRY(number_read(percent, "fault-percent", 100, &options.faults.percent));
	TRY(number_read(slow, "slow-ms", 3600 * 1000, &options.faults.slow_ms));
	return serve(&options);
}

struct opening { struct keyring *ring; struct storage_cursor last; int64_t seen, opened; bool all; };

/* For a person, beside what is for programs. */
static void helped_print(const json_t *record)
{
	BUFFER_AUTO words;
	buffer_init(&words, HELPED_MAX_BYTES);
	helped_words(record, &words);
	fputs(buffer_text(&words), stderr);
}

/* One that cannot be opened hides none of the others. */
static enum fail record_print(void *context, const struct storage_row *row)
{
	struct opening *opening = context;
	json_t *event = NULL, *record = NULL;
	opening->seen++;
	opening->last.received_ms = row->received_ms;
	snprintf(opening->last.source, sizeof opening->last.source, "%s", row->source);
	snprintf(opening->last.id, sizeof opening->last.id, "%s", row->id);
	TRY(envelope_event_check(row->event, strlen(row->event), &event));
	enum fail fail = keyring_event_open(opening->ring, event, &record);
	json_decref(event);
	if (fail != FAIL_NONE) {
		fail = fail_note(fail, "event %s", row->id);
		if (!opening->all)
			return fail;
		log_fail("decrypt.unread", fail);
		fail_clear();
		return FAIL_NONE;
	}
	json_dumpf(record, stdout, JSON_COMPACT);
	putchar('\n');
	if (!opening->all)
		helped_print(record);
	json_decref(record);
	opening->opened++;
	return FAIL_NONE;
}

static enum fail records_print(struct storage *storage, const char *id, struct opening *opening)
{
	struct storage_query query = { .order = id ? STORAGE_BY_ID : STORAGE_NEWEST, .text = id, .max = STORAGE_ROWS_MAX };
	int64_t before;
	do {
		before = opening->seen;
		TRY(storage->engine->each(storage, &query, record_print, opening));
		query.from = &opening->last;
	} while (!id && opening->seen > before);
	return FAIL_NONE;
}

static enum fail decrypt_command(const char *folder, int argc, char **argv)
{
	bool all = false;
	const char *where = NULL;
	const struct program_option given[] = {
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ "all", "every event, newest first, one a line", NULL, &all },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	TRY(program_options("foyer-backoffice decrypt DIR [ID]", argc, argv, given, &rest));
	const char *id = rest < argc ? argv[rest] : NULL;
	if (all == (id != NULL) || (id && !id_valid(id)))
		return FAIL(INPUT, "decrypt needs one event's id, or --all");
	struct opening opening = { .all = all };
	struct storage *storage = NULL;
	TRY(keyring_open(folder, &opening.ring));
	enum fail fail = storage_open(where, folder, true, &storage);
	if (fail == FAIL_NONE)
		fail = records_print(storage, id, &opening);
	storage_close(storage);
	keyring_free(opening.ring);
	TRY(fail);
	if (id && opening.seen == 0)
		return FAIL(INPUT, "no event %s has arrived", id);
	return opening.opened == opening.seen ? FAIL_NONE : FAIL(DENIED, "%lld of %lld events could not be opened: the log says which and why; they are kept",
		(long long)(opening.seen - opening.opened), (long long)opening.seen);
}

static enum fail file_text(const char *folder, const char *name, size_t max_bytes, struct buffer *ret)
{
	char path[PATH_MAX];
	buffer_init(ret, max_bytes);
	TRY(file_path(path, sizeof path, folder, name));
	enum fail fail = file_read(path, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s cannot be read", path);
}

/* Whom the kiosk trusts with its forms and words: the line of the file that is the key. */
static enum fail bundle_key_add(json_t *kiosk, const char *path)
{
	char line[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	struct minisign_public key;
	BUFFER_AUTO text;
	buffer_init(&text, MINISIGN_FILE_MAX_BYTES);
	TRY(file_read(path, &text));
	TRY(minisign_public_read(buffer_text(&text), text.size_bytes, &key));
	minisign_public_text(&key, line);
	return json_object_set_new(kiosk, "bundle_keys", json_pack("[s]", line)) == 0 ? FAIL_NONE : FAIL(IO, "the key cannot be written");
}

static enum fail config_command(const char *folder, int argc, char **argv)
{
	const char *name = NULL, *url = NULL, *printer = "auto", *bundle_key = NULL;
	bool mtls = false;
	const struct program_option given[] = {
		{ "name", "what people call the kiosk", &name, NULL },
		{ "url", "the server's address; by default where it listened last", &url, NULL },
		{ "printer", "auto (the default) or unix:PATH", &printer, NULL },
		{ "mtls", "the kiosk asks for a certificate when it enrols, and shows it", NULL, &mtls },
		{ "bundle-key", "a file with the public key that signs new versions", &bundle_key, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	BUFFER_AUTO last = { 0 };
	BUFFER_AUTO ca = { 0 };
	json_t *jwk = NULL;
	TRY(program_options("foyer-backoffice config DIR", argc, argv, given, &rest));
	if (!name)
		return FAIL(INPUT, "--name is needed");
	if (!url) {
		TRY(file_text(folder, "url", URL_MAX_BYTES, &last));
		url = buffer_text(&last);
	}
	TRY(file_text(folder, "ca.pem", CA_MAX_BYTES, &ca));
	TRY(keyring_set(folder, &jwk));
	json_t *kiosk = json_pack("{s:s, s:s, s:s, s:{s:s, s:s}, s:o}", "id", id_new(clock_wall_ms()).text, "name", name, "printer", printer,
		"backoffice", "url", url, "ca", buffer_text(&ca), "council_key", jwk);
	if (!kiosk)
		return FAIL(INPUT, "the name is not text");
	if (mtls)
		json_object_set_new(json_object_get(kiosk, "backoffice"), "client_certificate", json_true());
	enum fail fail = bundle_key ? bundle_key_add(kiosk, bundle_key) : FAIL_NONE;
	if (fail == FAIL_NONE) {
		json_dumpf(kiosk, stdout, JSON_INDENT(2));
		putchar('\n');
	}
	json_decref(kiosk);
	return fail;
}

/* A kiosk's id, with or without the "urn:uuid:" of its events. */
static enum fail source_of(const char *id, char ret[static DEVICE_SOURCE_MAX_BYTES])
{
	snprintf(ret, DEVICE_SOURCE_MAX_BYTES, "%s%s", strncmp(id, "urn:", 4) == 0 ? "" : "urn:uuid:", id);
	return envelope_source_valid(ret) ? FAIL_NONE : FAIL(INPUT, "%.80s is not a kiosk's id", id);
}

static enum fail code_command(const char *folder, int argc, char **argv)
{
	const char *where = NULL, *kiosk = NULL;
	const struct program_option given[] = {
		{ "kiosk", "only for the kiosk of this id; its key then takes the place of the one it had", &kiosk, NULL },
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	char source[DEVICE_SOURCE_MAX_BYTES], code[ENROL_CODE_BYTES];
	struct storage *storage = NULL;
	TRY(program_options("foyer-backoffice code DIR", argc, argv, given, &rest));
	if (kiosk)
		TRY(source_of(kiosk, source));
	TRY(storage_open(where, folder, false, &storage));
	enum fail fail = enrol_code_make(storage, kiosk ? source : NULL, clock_wall_ms(), code);
	storage_close(storage);
	if (fail == FAIL_NONE)
		printf("%s\n", code);
	return fail;
}

static enum fail revoke_command(const char *folder, int argc, char **argv)
{
	const char *where = NULL, *reason = "";
	const struct program_option given[] = {
		{ "reason", "why, for those who come after", &reason, NULL },
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	char source[DEVICE_SOURCE_MAX_BYTES];
	struct storage *storage = NULL;
	TRY(program_options("foyer-backoffice revoke DIR KIOSK", argc, argv, given, &rest));
	if (rest + 1 != argc)
		return FAIL(INPUT, "revoke needs one kiosk's id");
	TRY(source_of(argv[rest], source));
	TRY(storage_open(where, folder, false, &storage));
	enum fail fail = storage->engine->kiosk_revoke(storage, source, reason, clock_wall_ms());
	storage_close(storage);
	if (fail == FAIL_NONE)
		log_event("kiosk.revoked", "source=%s", source);
	return fail == FAIL_EMPTY ? FAIL(INPUT, "no kiosk of this id is let in") : fail;
}

static enum fail publish_command(const char *folder, int argc, char **argv)
{
	if (argc != 2)
		return FAIL(INPUT, "it is: foyer-backoffice publish DIR BUNDLE");
	return downlink_publish(folder, argv[1]);
}

static enum fail import_command(const char *folder, int argc, char **argv)
{
	const char *where = NULL;
	const struct program_option given[] = {
		{ "storage", "postgresql://… in place of the file in DIR", &where, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	struct storage *storage = NULL;
	struct import_count count;
	TRY(program_options("foyer-backoffice import DIR FOLDER", argc, argv, given, &rest));
	if (rest + 1 != argc)
		return FAIL(INPUT, "import needs the folder that came on the stick");
	TRY(storage_open(where, folder, false, &storage));
	enum fail fail = import_folder(storage, argv[rest], NULL, &count);
	storage_close(storage);
	TRY(fail);
	printf("%lld files: %lld events are new, %lld were here already, %lld came before with other bytes; %lld files or events were refused\n", (long long)count.parts,
		(long long)count.accepted, (long long)count.duplicates, (long long)count.conflicts, (long long)count.refused);
	return count.refused + count.conflicts > 0 ? FAIL(DENIED, "not all of it was taken: the log says what and why") : FAIL_NONE;
}

static const struct command {
	const char *name, *meaning;
	enum fail (*run)(const char *folder, int argc, char **argv);
} commands[] = {
	{ "init",    "make the council's key pair and the server's certificate in DIR, once",  init_command },
	{ "serve",   "take events until it is told to end; serve DIR --help lists its options", serve_command },
	{ "decrypt", "print what arrived as JSON: one ID, or --all",                           decrypt_command },
	{ "key",     "which keys open envelopes; --new ec|rsa, --retire KEY",                   key_command },
	{ "code",    "print a new code that lets one kiosk in within seven days",             code_command },
	{ "revoke",  "let a kiosk in no more: its id",                                         revoke_command },
	{ "mark",    "say how far the council is with REFERENCE: received, in-progress or done", mark_command },
	{ "publish", "offer the bundle BUNDLE to the kiosks it is for",                        publish_command },
	{ "import",  "take the queue of a kiosk that came on a stick: FOLDER",                   import_command },
	{ "config",  "print a kiosk.json for a new kiosk: --name NAME",                        config_command },
	{ "forward", "pass on what arrived to the targets of DIR/targets.json; forward DIR --help", forward_command },
};

static enum fail usage(void)
{
	printf("foyer-backoffice COMMAND DIR [OPTIONS]\n\n");
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		printf("  %-8s %s\n", commands[i].name, commands[i].meaning);
	return FAIL(INPUT, "a command and a folder are needed");
}

static enum fail run(int argc, char **argv)
{
	log_open("foyer-backoffice");
	TRY(clock_open());
	tzset();
	for (size_t i = 0; argc >= 3 && i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(commands[i].name, argv[1]) == 0)
			return commands[i].run(argv[2], argc - 2, argv + 2);
	return usage();
}

int main(int argc, char **argv)
{
	enum fail fail = run(argc, argv);
	if (fail == FAIL_NONE || fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	log_fail("backoffice.ended", fail);
	return EXIT_FAILURE;
}
