/* SPDX-License-Identifier: MIT */
/* journey.certificate - a council that also wants a certificate of its own from each connection, and hears nobody without one. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PROBE_MS = 61 * 1000, LONG_MS = 1000 * 1000 };

/* It tries, as often as time allows, and is not let in. */
static void await_denied(struct kiosk *kiosk, const char *name)
{
	const double before = council_metric(&kiosk->council, name);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (council_metric(&kiosk->council, name) <= before) {
		if (!deadline_pause(deadline))
			fail_msg("%s stays at %g", name, before);
		kiosk_move_clock(kiosk, PROBE_MS);
	}
}

static void await_arrived(struct kiosk *kiosk, size_t count)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (size_t now = 0; now != count;) {
		json_t *all = council_arrived(&kiosk->council);
		now = json_array_size(all);
		json_decref(all);
		if (now != count && !deadline_pause(deadline))
			fail_msg("%zu arrived, not %zu", now, count);
		if (now != count)
			kiosk_move_clock(kiosk, PROBE_MS);
	}
	kiosk_await_queue(kiosk, 0);
}

/* The kiosk's setting, which it takes when it starts. */
static void kiosk_shows(struct kiosk *kiosk, bool shows)
{
	char path[GIVEN_PATH_BYTES];
	kiosk_halt(kiosk);
	given_path(path, kiosk->state, "kiosk.json");
	json_t *file = json_load_file(path, 0, NULL);
	json_object_set_new(json_object_get(file, "backoffice"), "client_certificate", json_boolean(shows));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	json_decref(file);
	kiosk_run(kiosk);
	screen_await(kiosk, "start");
}

static void enrol(struct kiosk *kiosk)
{
	char foyer[GIVEN_PATH_BYTES], said[1024], code[64];
	given_built("bin/foyer", foyer);
	council_command(&kiosk->council, (const char *[]){ "code", NULL }, code, sizeof code);
	code[strcspn(code, "\n")] = '\0';
	if (process_run((char *[]){ foyer, "enrol", "--state", kiosk->state, code, NULL }, said, sizeof said) != 0)
		fail_msg("%s", said);
}

static void assert_private(const char *folder, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	struct stat seen;
	given_path(path, folder, name);
	assert_int_equal(stat(path, &seen), 0);
	assert_int_equal(seen.st_mode & 07777, 0600);
}

static void send_one(struct kiosk *kiosk)
{
	char reference[32];
	missed_bin_send(kiosk, reference);
	kiosk_await_queue(kiosk, 1);
}

/* The council with another authority: what it gave before is foreign to it now. */
static void change_authority(struct kiosk *kiosk, const char *how)
{
	char line[3 * GIVEN_PATH_BYTES], said[1024];
	council_stop(&kiosk->council);
	snprintf(line, sizeof line, "cd '%s' && %s", kiosk->council.folder, how);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
	council_start(&kiosk->council);
}

static void start(struct kiosk *kiosk, bool mtls)
{
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true });
	kiosk->council.strangers_out = true;
	kiosk->council.mtls = mtls;
	council_start(&kiosk->council);
	kiosk_shows(kiosk, true);
}

static void a_connection_without_the_councils_certificate_is_not_heard(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32], id[64];
	start(kiosk, true);
	enrol(kiosk);
	missed_bin_send(kiosk, reference);
	await_arrived(kiosk, 1);
	assert_private(kiosk->state, "client.pem");
	assert_private(kiosk->council.folder, "client-ca.key");
	kiosk_shows(kiosk, false); /* a token alone */
	send_one(kiosk);
	await_denied(kiosk, "foyer_requests_denied_total");
	kiosk_await_queue(kiosk, 1);
	kiosk_shows(kiosk, true);
	await_arrived(kiosk, 2);
	change_authority(kiosk, "mkdir before && mv client-ca.* before");
	screen_await(kiosk, "start");
	send_one(kiosk);
	await_denied(kiosk, "foyer_requests_denied_total"); /* another authority's */
	kiosk_await_queue(kiosk, 1);
	change_authority(kiosk, "mv before/* .");
	await_arrived(kiosk, 3);
	json_t *status = kiosk_status(kiosk);
	snprintf(id, sizeof id, "%s", json_string_value(json_object_get(json_object_get(status, "kiosk"), "id")));
	json_decref(status);
	council_command(&kiosk->council, (const char *[]){ "revoke", "--reason", "stolen", id, NULL }, reference, sizeof reference);
	await_denied(kiosk, "foyer_requests_revoked_total");
}

static void a_council_that_asks_for_none_hears_a_kiosk_that_would_show_one(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	start(kiosk, false);
	enrol(kiosk);
	missed_bin_send(kiosk, reference);
	await_arrived(kiosk, 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_connection_without_the_councils_certificate_is_not_heard, kiosk_set_up_later, kiosk_tear_down),
		cmocka_unit_test_setup_teardown(a_council_that_asks_for_none_hears_a_kiosk_that_would_show_one, kiosk_set_up_later, kiosk_tear_down),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
