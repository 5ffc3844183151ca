/* SPDX-License-Identifier: MIT */
/* journey.rotation - the council's keys change while forms wait: each is opened by the key of its day, here and by the library jose. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/town.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SAID_BYTES = 256 * 1024, FORMS = 3, KID_BYTES = 64, DRAIN_MS = 1000 * 1000, LATER_MS = 2 * 3600 * 1000, HEARTBEAT_MS = 400 * 1000, LAG_MS = 6000, JOSE_SKIPPED = 77 };
#define PARTS_WITH_KEYS TOWN_PARTS ",\"keys\":\"council-keys.json\""

struct days { struct town town; char references[FORMS][32]; };

/* `foyer-backoffice @more`, its exit status; what it printed and what it logged in @ret. */
static int office(struct days *days, const char *more, char *ret)
{
	char line[5 * GIVEN_PATH_BYTES], program[GIVEN_PATH_BYTES];
	given_built("bin/foyer-backoffice", program);
	snprintf(line, sizeof line, "D='%s'; cd '%s'; '%s' %s 2>&1", days->town.kiosk.council.folder, days->town.folder, program, more);
	return process_run((char *[]){ "sh", "-c", line, NULL }, ret, SAID_BYTES);
}

/* A new key, in a version that the kiosk then has. */
static void change_key(struct days *days, int version, const char *kind)
{
	static char said[SAID_BYTES];
	char line[2 * GIVEN_PATH_BYTES];
	struct kiosk *kiosk = &days->town.kiosk;
	snprintf(line, sizeof line, "key \"$D\" --new %s", kind);
	assert_int_equal(office(days, line, said), 0);
	snprintf(line, sizeof line, "cp '%s/council.jwks' council-keys.json", kiosk->council.folder);
	town_shell(&days->town, line);
	town_publish(&days->town, version, PARTS_WITH_KEYS);
	screen_press(kiosk, "finish-clear");
	town_await(&days->town, "version", NULL, version, true);
	town_await_screen(&days->town);
}

/* What lies in the kiosk's queue, as an engineer takes it away. */
static char *queue_text(struct days *days, const char *name)
{
	char foyer[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES], path[2 * GIVEN_PATH_BYTES], id[64];
	static char said[SAID_BYTES];
	given_built("bin/foyer", foyer);
	given_path(folder, days->town.folder, name);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(process_run((char *[]){ foyer, "queue", "export", "--state", days->town.kiosk.state, folder, NULL }, said, sizeof said), 0);
	json_t *status = kiosk_status(&days->town.kiosk);
	snprintf(id, sizeof id, "%s", json_string_value(json_object_get(json_object_get(status, "kiosk"), "id")));
	json_decref(status);
	snprintf(path, sizeof path, "%s/queue-%s/000001.ndjson", folder, id);
	return given_text(path);
}

/* Three forms wait, each sealed for another key; the first one's bytes are what they were before the keys changed. */
static void given_three_days(struct days *days)
{
	struct kiosk *kiosk = &days->town.kiosk;
	town_begin(&days->town, &(struct kiosk_plan){ .no_council = true });
	kiosk->council.fault = "503"; /* it takes no events, and gives out versions */
	council_start(&kiosk->council);
	town_open(&days->town);
	missed_bin_send(kiosk, days->references[0]);
	kiosk_await_queue(kiosk, 1);
	char *before = queue_text(days, "stick-1");
	change_key(days, 1, "ec");
	missed_bin_send(kiosk, days->references[1]);
	change_key(days, 2, "rsa");
	missed_bin_send(kiosk, days->references[2]);
	kiosk_await_queue(kiosk, 3);
	char *after = queue_text(days, "stick-2");
	assert_non_null(before);
	assert_int_equal(strncmp(after, before, strlen(before)), 0);
	free(before);
	free(after);
}

static void deliver(struct days *days)
{
	struct kiosk *kiosk = &days->town.kiosk;
	council_stop(&kiosk->council);
	kiosk->council.fault = NULL;
	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, DRAIN_MS);
	json_decref(council_await(&kiosk->council, FORMS));
	kiosk_await_queue(kiosk, 0);
	kiosk_move_clock(kiosk, LAG_MS);
}

/* What any program of the council's may have, sealed. */
static void export_all(struct days *days)
{
	static char export[SAID_BYTES];
	char path[GIVEN_PATH_BYTES];
	council_get(&days->town.kiosk.council, "/v1/export", export, sizeof export);
	given_path(path, days->town.folder, "export.ndjson");
	given_file(path, export, 0600);
	town_shell(&days->town, "test $(grep -c '\"event\"' export.ndjson) = 3");
}

static void jose_opens_them(struct days *days)
{
	char line[6 * GIVEN_PATH_BYTES], source[GIVEN_PATH_BYTES], built[GIVEN_PATH_BYTES];
	static char said[SAID_BYTES];
	given_source("tests/peers/jose/install.sh", source);
	given_built("tests/peers/jose", built);
	int status = process_run((char *[]){ source, built, NULL }, said, sizeof said);
	if (status == JOSE_SKIPPED) {
		print_message("without jose: %s", said);
		return;
	}
	assert_int_equal(status, 0);
	snprintf(line, sizeof line, "cd '%s' && node '%s/npm/rotation.mjs' export.ndjson '%s'/council-private.jwk '%s'/keys/*.jwk > opened 2>&1 || { cat opened; exit 1; }", days->town.folder, built,
		days->town.kiosk.council.folder, days->town.kiosk.council.folder);
	if (process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said) != 0)
		fail_msg("jose: %s", said);
	town_shell(&days->town, "test $(wc -l < opened) = 3 && test $(grep -c '^ECDH-ES ' opened) = 2 && test $(grep -c '^RSA-OAEP-256 ' opened) = 1 && test $(cut -d' ' -f2 opened | sort -u | wc -l) = 3");
	for (int i = 0; i < FORMS; i++) {
		snprintf(line, sizeof line, "grep -q '%s' opened", days->references[i]);
		town_shell(&days->town, line);
	}
}

static void assert_said(const char *said, const char *words)
{
	if (!strstr(said, words))
		fail_msg("\"%s\" is not in: %s", words, said);
}

/* The name of the council's first key. */
static void first_key(struct days *days, char ret[static KID_BYTES])
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, days->town.kiosk.council.folder, "council.jwk");
	json_t *jwk = json_load_file(path, 0, NULL);
	snprintf(ret, KID_BYTES, "%s", json_string_value(json_object_get(jwk, "kid")));
	json_decref(jwk);
}

static void await_retired(struct days *days, const char *line, char *said)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (office(days, line, said) != 0) {
		if (!deadline_pause(deadline))
			fail_msg("it may not go: %s", said);
		kiosk_move_clock(&days->town.kiosk, HEARTBEAT_MS);
	}
}

/* While forms still wait for it, it may not. @line: how it is asked. */
static void refused_while_it_is_waited_for(struct days *days, char line[static 256])
{
	static char said[SAID_BYTES];
	char kid[KID_BYTES];
	first_key(days, kid);
	snprintf(line, 256, "key \"$D\" --retire %s", kid);
	assert_int_not_equal(office(days, line, said), 0);
	assert_said(said, "may still need the key");
	assert_int_equal(office(days, "key \"$D\"", said), 0);
	assert_said(said, "seals now");
}

static void each_form_is_opened_by_the_key_of_its_day_and_a_key_goes_when_nothing_waits_for_it(void **state)
{
	struct days *days = *state;
	static char said[SAID_BYTES];
	char line[256];
	given_three_days(days);
	refused_while_it_is_waited_for(days, line);
	deliver(days);
	export_all(days);
	jose_opens_them(days);
	assert_int_equal(office(days, "decrypt \"$D\" --all && cp \"$D\"/council-private.jwk safe.jwk", said), 0);
	kiosk_move_clock(&days->town.kiosk, LATER_MS);
	await_retired(days, line, said);
	assert_said(said, "1 events here are sealed for it");
	assert_int_not_equal(office(days, "decrypt \"$D\" --all", said), 0);
	assert_said(said, "which was retired");
	assert_said(said, "1 of 3 events could not be opened");
	assert_said(said, days->references[1]);
	assert_said(said, days->references[2]);
	assert_int_equal(office(days, "decrypt \"$D\" --all >/dev/null; cp safe.jwk \"$D\"/keys/back.jwk", said), 0);
	json_decref(council_await(&days->town.kiosk.council, FORMS)); /* nothing was lost: a copy opens it */
}

static int setup(void **state)
{
	*state = calloc(1, sizeof(struct days));
	return 0;
}

static int teardown(void **state)
{
	struct days *days = *state;
	town_end(&days->town);
	free(days);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(each_form_is_opened_by_the_key_of_its_day_and_a_key_goes_when_nothing_waits_for_it, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
