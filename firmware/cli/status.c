/* SPDX-License-Identifier: MIT */
/* `foyer status`: asks the hub through the admin door and says it in plain words. */
#include "firmware/cli/commands.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/cli/ask.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { INSTANT_BYTES = 64 };

/* "4 min", "3 h", "2 days" */
static void write_span(int64_t span_ms, char *ret, size_t room)
{
	long minutes = (long)(span_ms / 60000);
	if (minutes < 1)
		snprintf(ret, room, "less than a minute");
	else if (minutes < 120)
		snprintf(ret, room, "%ld min", minutes);
	else if (minutes < 48 * 60)
		snprintf(ret, room, "%ld h", minutes / 60);
	else
		snprintf(ret, room, "%ld days", minutes / (24 * 60));
}

static const char *write_instant(int64_t time_ms, char ret[static INSTANT_BYTES])
{
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm when;
	ret[0] = '\0';
	if (localtime_r(&seconds, &when))
		strftime(ret, INSTANT_BYTES, "%Y-%m-%d at %H:%M", &when);
	return ret;
}

static void print_programs(const json_t *programs)
{
	static const char *const name[] = { "ui", "print", "sync", "provision", "desk" };
	printf("Programs   foyer-hub runs");
	for (size_t i = 0; i < sizeof name / sizeof name[0]; i++)
		printf(", foyer-%s %s", name[i], json_bool_or(programs, name[i], false) ? "runs" : "does not run");
	printf("\n");
}

static void print_queue(const json_t *queue, const json_t *spool)
{
	long long waiting = json_int_or(queue, "waiting", 0), parked = json_int_or(queue, "parked", 0);
	int64_t oldest_ms = json_int_or(queue, "oldest_ms", 0);
	printf("Queue      %lld waiting to be sent", waiting);
	if (waiting > 0 && oldest_ms > 0) {
		char span[32];
		write_span(clock_wall_ms() - oldest_ms, span, sizeof span);
		printf(" (the oldest for %s)", span);
	}
	printf(", %lld set aside for a person to look at, %lld delivered\n", parked, (long long)json_int_or(queue, "delivered", 0));
	printf("Paper      %lld waiting to be printed\n", (long long)json_int_or(spool, "waiting", 0));
}

struct wording { const char *code, *words; };

static void print_worded(const char *title, const json_t *part, const struct wording *wordings)
{
	const char *state = json_text_or(part, "state", "");
	const char *said = json_text_or(part, "words", "");
	const char *words = "not heard of yet";
	for (; wordings->code; wordings++)
		if (strcmp(wordings->code, state) == 0)
			words = wordings->words;
	printf("%-10s %s%s%s\n", title, words, said[0] ? ": " : "", said);
}

static const struct wording printer_words[] = {
	{ "ready", "ready" },
	{ "none", "not connected" },
	{ "unknown", "not looked for yet" },
	{ "paper", "out of paper" },
	{ "cover", "its cover is open" },
	{ "error", "needs a person" },
	{ 0 },
};

/* What the last person who looked at a test page said. */
static void print_page(const json_t *page)
{
	char when[INSTANT_BYTES];
	if (!json_is_object(page))
		printf("Test page  nobody has looked at one yet: \"foyer printer\" prints one\n");
	else
		printf("Test page  %s on %s\n", json_bool_or(page, "passed", false) ? "passed" : "was not right", write_instant(json_int_or(page, "time_ms", 0), when));
}

static void print_printer(const json_t *printer)
{
	bool low = json_bool_or(printer, "low", false), said = strcmp(json_text_or(printer, "key", ""), "printer.low") == 0;
	print_worded("Printer", printer, printer_words);
	if (low && !said) /* else it is what was said just now */
		printf("%11sthe paper roll is nearly finished: put in a new one soon\n", "");
	print_page(json_object_get(printer, "page"));
}

static const struct wording network_words[] = {
	{ "up", "the back office answers" },
	{ "down", "the back office does not answer" },
	{ "never", "the back office has not answered yet" },
	{ 0 },
};

static void print_delivery(int64_t last_ms)
{
	char text[INSTANT_BYTES];
	if (last_ms <= 0)
		printf("Delivered  nothing yet\n");
	else
		printf("Delivered  last on %s\n", write_instant(last_ms, text));
}

static const struct wording enrolment_words[] = {
	{ "none", "no code was given; the back office must know this kiosk's key otherwise" },
	{ "asking", "a code waits for the back office's answer" },
	{ "known", "the back office knows this kiosk" },
	{ "refused", "the back office did not take the code: ask for a new one" },
	{ 0 },
};

/* Where staff open the page, and what their browser has to show the first time. */
static void print_desk(const json_t *desk)
{
	const char *words = json_text_or(desk, "words", "");
	if (!json_is_object(desk))
		printf("Desk       not switched on: kiosk.json names no \"desk\"\n");
	else if (words[0])
		printf("Desk       does not listen at %s: %s\n", json_text_or(desk, "listen", "?"), words);
	else
		printf("Desk       https://%s/, fingerprint (SHA-256) %s\n", json_text_or(desk, "listen", "?"), json_text_or(desk, "fingerprint", "?"));
}

static void print_lookup(const json_t *lookup)
{
	if (!json_is_object(lookup)) {
		printf("Look-up    none: addresses are typed by hand\n");
		return;
	}
	printf("Look-up    %lld addresses in %lld postcodes, %lld collection rounds\n", (long long)json_int_or(lookup, "addresses", 0),
		(long long)json_int_or(lookup, "postcodes", 0), (long long)json_int_or(lookup, "rounds", 0));
}

static void print_version(const json_t *bundle)
{
	long long version = json_int_or(bundle, "version", 0), previous = json_int_or(bundle, "previous", 0);
	const json_t *refused = json_object_get(bundle, "refused");
	if (version)
		printf("Version    %lld%s", version, json_bool_or(bundle, "trial", false) ? ", on trial" : "");
	else
		printf("Version    as the firmware came");
	if (previous)
		printf(", %lld before it", previous);
	printf("\n");
	if (refused)
		printf("Refused    version %lld: %s\n", (long long)json_int_or(refused, "version", 0), json_text_or(refused, "words", ""));
}

static void print_audit(const json_t *audit)
{
	const char *broken = json_text_or(audit, "broken", "");
	long long last = json_int_or(audit, "last", 0), unwritten = json_int_or(audit, "unwritten", 0);
	printf("Audit      %lld rows, %s", last, json_bool_or(audit, "signed", false) ? "signed" : "not signed: this kiosk has no key");
	if (unwritten > 0)
		printf(", %lld not written: there was no room", unwritten);
	printf("\n");
	if (broken[0])
		printf("%11sBROKEN: %s; \"foyer audit export\" keeps what there is, tell the council\n", "", broken);
}

static void print_status(const json_t *status)
{
	const json_t *kiosk = json_object_get(status, "kiosk");
	const json_t *store = json_object_get(status, "store");
	printf("%s (%s)\n", json_text_or(kiosk, "name", "A kiosk without a name"), json_text_or(kiosk, "id", "no id"));
	print_programs(json_object_get(status, "programs"));
	print_queue(json_object_get(status, "queue"), json_object_get(status, "spool"));
	print_printer(json_object_get(status, "printer"));
	print_worded("Network", json_object_get(status, "network"), network_words);
	json_t *enrolment = json_pack("{s:O?}", "state", json_object_get(status, "enrolment"));
	print_worded("Enrolment", enrolment, enrolment_words);
	json_decref(enrolment);
	print_delivery(json_int_or(status, "last_delivery_ms", 0));
	printf("Store      %lld of %lld pages used\n", (long long)json_int_or(store, "used_pages", 0),
		(long long)json_int_or(store, "max_pages", 0));
	print_desk(json_object_get(status, "desk"));
	print_lookup(json_object_get(status, "lookup"));
	print_version(json_object_get(status, "bundle"));
	print_audit(json_object_get(status, "audit"));
}

static enum fail status(int argc, char **argv)
{
	const char *state = NULL;
	bool as_json = false;
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &state, NULL },
		{ "json", "the hub's whole answer, for programs", NULL, &as_json },
		{ 0 },
	};
	TRY(program_start("foyer", argc, argv, options));
	char room[PATH_MAX];
	TRY(ask_place(&state, room, sizeof room));
	json_t *answer = NULL;
	TRY(ask_hub(state, json_pack("{s:s}", "verb", "status"), &answer));
	if (as_json) {
		json_dumpf(answer, stdout, JSON_INDENT(2));
		printf("\n");
	} else {
		print_status(answer);
	}
	json_decref(answer);
	return FAIL_NONE;
}

int command_status(int argc, char **argv)
{
	return ask_exit(status(argc, argv));
}
