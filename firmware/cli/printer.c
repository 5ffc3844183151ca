/* SPDX-License-Identifier: MIT */
/*
 * `foyer printer`: puts paper in together with somebody. The hub knows the steps and feels them at the printer; here they are said, and what only a
 * person can see (the test page) is asked. `--on-screen` opens the same on the kiosk's own screen and returns; `--notice` prints a notice for the door.
 */
#include "firmware/cli/commands.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/base/words.h"
#include "firmware/cli/ask.h"
#include "firmware/cli/place.h"

#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LOOK_MS = 300, LINE_MAX_BYTES = 64, STEP_MAX_BYTES = 16, KEY_MAX_BYTES = 64 };

struct session { const char *state, *language; struct words *words; char step[STEP_MAX_BYTES], key[KEY_MAX_BYTES]; bool ended, failed; };

/* What is typed, what the hub is told by it, and when it may be. Letters, because no keyboard lacks them. */
static const struct typed { char letter; const char *say, *words, *steps; } typed[] = {
	{ 'y', "pass", "guide.pass", "look" },
	{ 'n', "fail", "guide.fail", "look" },
	{ 'p', "page", "guide.page", "open failed passed" },
	{ 'a', "again", "guide.again", "failed passed" },
	{ 'q', "stop", "guide.stop", "open roll empty trouble printing look passed failed" },
};
enum { TYPED = sizeof typed / sizeof typed[0] };

static bool offered(const struct session *session, const struct typed *key)
{
	bool prints = strcmp(session->key, "printer.ready") == 0 || strcmp(session->key, "printer.low") == 0;
	return session->step[0] != '\0' && strstr(key->steps, session->step) && (prints || strcmp(key->say, "page") != 0);
}

static void say(const struct session *session, const char *key)
{
	printf("%s\n", words_get(session->words, key));
}

/* The step in words, and what may be typed now. */
static void show(const struct session *session)
{
	char key[KEY_MAX_BYTES];
	printf("\n");
	if (strcmp(session->step, "open") == 0 || strcmp(session->step, "trouble") == 0 || (strcmp(session->step, "printing") == 0 && strcmp(session->key, "printer.ready") != 0))
		say(session, session->key);
	if (strcmp(session->step, "trouble") != 0) {
		snprintf(key, sizeof key, "guide.%s", session->step);
		say(session, key);
	}
	for (int i = 1; strcmp(session->step, "roll") == 0 && i <= 3; i++) {
		snprintf(key, sizeof key, "guide.roll.%d", i);
		printf("  %d. %s\n", i, words_get(session->words, key));
	}
	for (int i = 0; i < TYPED; i++)
		if (offered(session, &typed[i]))
			printf("  [%c] %s\n", typed[i].letter, words_get(session->words, typed[i].words));
	fflush(stdout);
}

static enum fail ask(struct session *session, const char *what, bool screen)
{
	json_t *request = json_pack("{s:s}", "verb", "printer.guide"), *answer = NULL;
	if (what)
		json_object_set_new(request, "say", json_string(what));
	if (screen)
		json_object_set_new(request, "screen", json_true()), json_object_set_new(request, "language", json_string(session->language ? session->language : ""));
	TRY(ask_hub(session->state, request, &answer));
	const char *step = json_text_or(answer, "step", "off"), *key = json_text_or(answer, "key", "printer.none");
	bool other = strcmp(step, session->step) != 0 || (strcmp(key, session->key) != 0 && (strcmp(step, "trouble") == 0 || strcmp(step, "printing") == 0));
	snprintf(session->step, sizeof session->step, "%s", step);
	snprintf(session->key, sizeof session->key, "%s", key);
	json_decref(answer);
	session->ended = strcmp(session->step, "off") == 0;
	if (other && !session->ended && !screen)
		show(session);
	return FAIL_NONE;
}

/* A line may come late: what it answered is over then, and is said again. */
static enum fail take_line(struct session *session, const char *line)
{
	for (int i = 0; i < TYPED; i++)
		if (line[0] == typed[i].letter && offered(session, &typed[i])) {
			bool pass = strcmp(typed[i].say, "pass") == 0;
			session->failed = (session->failed && !pass) || strcmp(typed[i].say, "fail") == 0;
			enum fail code = ask(session, typed[i].say, false);
			if (code != FAIL_BUSY)
				return code;
			fail_clear();
			break;
		}
	show(session);
	return FAIL_NONE;
}

static enum fail read_line(struct session *session)
{
	char line[LINE_MAX_BYTES];
	ssize_t size = read(STDIN_FILENO, line, sizeof line - 1);
	if (size <= 0)
		return ask(session, "stop", false); /* nobody is there any more */
	line[size] = '\0';
	return take_line(session, line);
}

static enum fail guide(struct session *session)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	TRY(ask(session, "begin", false));
	while (!session->ended) {
		int ready = poll(&input, 1, LOOK_MS);
		TRY(ready > 0 ? read_line(session) : ask(session, NULL, false));
		if (strcmp(session->step, "passed") == 0)
			TRY(ask(session, "stop", false));
	}
	return session->failed ? FAIL(DEVICE, "the test page was not right; \"foyer status\" keeps saying so until another one is") : FAIL_NONE;
}

static enum fail open_words(struct session *session, const char *assets)
{
	char room[PATH_MAX], folder[PATH_MAX];
	if (!assets) {
		TRY(place_assets(room, sizeof room));
		assets = room;
	}
	TRY(file_path(folder, sizeof folder, assets, "languages"));
	return words_open(folder, session->language ? session->language : "en", &session->words);
}

/* What staff tape to the kiosk: printed while the printer still can, and kept for when it cannot. */
static enum fail notice(const struct session *session, const char *which)
{
	static const char *const known[] = { "paper", "fault", "closed" };
	json_t *answer = NULL;
	bool is = false;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		is |= strcmp(known[i], which) == 0;
	if (!is)
		return FAIL(INPUT, "there is no notice \"%.20s\", only \"paper\", \"fault\" and \"closed\"", which);
	TRY(ask_hub(session->state, json_pack("{s:s, s:s, s:s, s:{s:s}}", "verb", "print.page", "kind", "notice", "language", session->language ? session->language : "en", "data", "key", which), &answer));
	json_decref(answer);
	TRY(ask_hub(session->state, json_pack("{s:s}", "verb", "printer.guide"), &answer));
	if (strcmp(json_text_or(answer, "state", ""), "ready") == 0)
		printf("The notice comes out now. Tape it to the kiosk, or keep it for when it is needed.\n");
	else
		printf("%s\nThe notice comes out when the printer works again.\n", words_get(session->words, json_text_or(answer, "key", "printer.none")));
	json_decref(answer);
	return FAIL_NONE;
}

static enum fail printer(int argc, char **argv)
{
	struct session session = { 0 };
	const char *assets = NULL, *which = NULL;
	bool on_screen = false;
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &session.state, NULL },
		{ "assets", "where the sentences are", &assets, NULL },
		{ "language", "of the sentences (en; on the screen the site's first)", &session.language, NULL },
		{ "notice", "print what staff tape to the kiosk: \"paper\", \"fault\" or \"closed\"", &which, NULL },
		{ "on-screen", "open it on the kiosk's own screen instead", NULL, &on_screen },
		{ 0 },
	};
	TRY(program_start("foyer", argc, argv, options));
	char room[PATH_MAX];
	TRY(ask_place(&session.state, room, sizeof room));
	if (on_screen) {
		TRY(ask(&session, "begin", true));
		printf("The screen shows how paper is put in.\n");
		return FAIL_NONE;
	}
	TRY(open_words(&session, assets));
	enum fail code = which ? notice(&session, which) : guide(&session);
	words_close(session.words);
	return code;
}

int command_printer(int argc, char **argv)
{
	return ask_exit(printer(argc, argv));
}
