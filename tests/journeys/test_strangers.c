/* SPDX-License-Identifier: MIT */
/* journey.strangers - a council that lets no stranger in: a code, a heartbeat, and a kiosk that was stolen. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <string.h>

enum { HEARTBEAT_FIRST_MS = 31 * 1000, PAGE_MAX_BYTES = 64 * 1024 };

static void start(struct kiosk *kiosk)
{
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true });
	kiosk->council.strangers_out = true;
	council_start(&kiosk->council);
}

/* `foyer enrol @code` at this kiosk: its exit status. */
static int enrol(struct kiosk *kiosk, const char *code)
{
	char foyer[GIVEN_PATH_BYTES], said[1024];
	given_built("bin/foyer", foyer);
	return process_run((char *[]){ foyer, "enrol", "--state", kiosk->state, (char *)code, NULL }, said, sizeof said);
}

static void new_code(struct kiosk *kiosk, char *ret, size_t room)
{
	council_command(&kiosk->council, (const char *[]){ "code", NULL }, ret, room);
	ret[strcspn(ret, "\n")] = '\0';
}

static void await_metric(struct kiosk *kiosk, const char *name, double at_least)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (council_metric(&kiosk->council, name) < at_least)
		if (!deadline_pause(deadline))
			fail_msg("%s stays below %g", name, at_least);
}

static void a_stranger_waits_until_its_code_is_taken(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32], code[64];
	start(kiosk);
	missed_bin_send(kiosk, reference);
	await_metric(kiosk, "foyer_requests_denied_total", 1);
	assert_int_not_equal(enrol(kiosk, "0000-0000-0000"), 0);
	new_code(kiosk, code, sizeof code);
	assert_int_equal(enrol(kiosk, code), 0);
	json_decref(council_await(&kiosk->council, 1));
	kiosk_await_queue(kiosk, 0);
	assert_int_equal(enrol(kiosk, code), 0); /* the same key again, as after an answer that was lost */
	assert_true(council_metric(&kiosk->council, "foyer_kiosks") == 1);
}

static void the_council_hears_how_it_is(void **state)
{
	struct kiosk *kiosk = *state;
	char code[64], page[PAGE_MAX_BYTES];
	start(kiosk);
	new_code(kiosk, code, sizeof code);
	assert_int_equal(enrol(kiosk, code), 0);
	kiosk_move_clock(kiosk, HEARTBEAT_FIRST_MS);
	await_metric(kiosk, "foyer_heartbeats_total", 1);
	council_get(&kiosk->council, "/", page, sizeof page);
	assert_non_null(strstr(page, "Kiosk 2"));
}

/* What is sealed stays sealed, and what a thief sends in its name is refused and counted. */
static void a_revoked_kiosk_is_let_in_no_more(void **state)
{
	struct kiosk *kiosk = *state;
	char code[64], reference[32], said[1024];
	start(kiosk);
	new_code(kiosk, code, sizeof code);
	assert_int_equal(enrol(kiosk, code), 0);
	missed_bin_send(kiosk, reference);
	json_decref(council_await(&kiosk->council, 1));
	json_t *status = kiosk_status(kiosk);
	council_command(&kiosk->council, (const char *[]){ "revoke", json_string_value(json_object_get(json_object_get(status, "kiosk"), "id")), NULL }, said, sizeof said);
	json_decref(status);
	screen_press(kiosk, "finish-clear");
	missed_bin_send(kiosk, reference);
	await_metric(kiosk, "foyer_requests_revoked_total", 1);
	json_decref(council_await(&kiosk->council, 1));
	kiosk_await_queue(kiosk, 1);
	assert_int_not_equal(enrol(kiosk, code), 0);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up_later, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_stranger_waits_until_its_code_is_taken),
		CASE(the_council_hears_how_it_is),
		CASE(a_revoked_kiosk_is_let_in_no_more),
	};
	return cmocka_run_group_tests_name("strangers", cases, NULL, NULL);
}
