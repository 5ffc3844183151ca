/* SPDX-License-Identifier: MIT */
/* unit.hub_assist - what a person allows, shows and ends while somebody helps stands in the audit; the screen can write nothing else there. */
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <string.h>

enum { SUBJECT_MAX = 64 };

static json_t *note(const char *event, const char *subject)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "assist.note", "event", event, "subject", subject, "language", "en", "text", "assist-1");
}

static int start(struct given_hub *given)
{
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	return hub_test_enter(given, "ui");
}

static json_int_t rows(struct given_hub *given)
{
	int admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	json_int_t rows = json_integer_value(json_object_get(json_object_get(status, "audit"), "last"));
	json_decref(status);
	close(admin);
	return rows;
}

static void sign_in(int ui)
{
	json_t *reply = hub_test_ask(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
}

static void what_is_allowed_and_shown_is_written_with_who_helps(void **state)
{
	struct given_hub *given = *state;
	int ui = start(given);
	sign_in(ui);
	json_int_t before = rows(given);
	json_t *reply = hub_test_ask(ui, note("permission_given", "types"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "staff")), "sam");
	json_decref(reply);
	hub_test_tell(ui, note("reveal", "born"));
	hub_test_tell(ui, note("permission_withdrawn", "types"));
	hub_test_tell(ui, note("assist_end", "types"));
	hub_test_tell(ui, note("permission_refused", ""));
	hub_test_tell(ui, note("field_edit_by_staff", "born"));
	hub_test_tell(ui, note("handback", "accepted"));
	assert_int_equal(rows(given), before + 7);
	close(ui);
}

static json_t *aloud(const char *event, const char *subject, const char *why)
{
	json_t *frame = note(event, subject);
	json_object_set_new(frame, "why", json_string(why));
	json_object_set_new(frame, "text", json_string("spoken-1"));
	return frame;
}

/* That there is a row with all of this. */
static void assert_row(struct given_hub *given, const char *actor, const char *event, const char *subject, const char *outcome, const char *reason)
{
	int admin = hub_test_enter(given, "admin");
	json_t *list = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	const char *lines = json_string_value(json_object_get(list, "lines"));
	char wanted[256];
	snprintf(wanted, sizeof wanted, "\"actor\":\"%s\",\"staff\":\"sam\",\"event\":\"%s\",\"subject\":\"%s\",\"outcome\":\"%s\",\"reason\":\"%s\"", actor, event, subject, outcome, reason);
	if (!lines || !strstr(lines, wanted))
		fail_msg("no %s in %s", wanted, lines ? lines : "nothing");
	json_decref(list);
	close(admin);
}

/* For a person who cannot work the screen: it is the helper's word, with why, and only of who may type. */
static void what_was_said_aloud_is_the_helpers_word_with_why(void **state)
{
	struct given_hub *given = *state;
	int ui = start(given);
	hub_test_refused(ui, aloud("permission_given", "types", "see"), "denied");
	hub_test_refused(ui, aloud("declaration", "bus-pass", "see"), "denied");
	sign_in(ui);
	json_int_t before = rows(given);
	hub_test_refused(ui, aloud("permission_given", "types", "because"), "input");
	hub_test_refused(ui, aloud("handback", "accepted", "see"), "input");
	hub_test_refused(ui, aloud("permission_refused", "", "see"), "input");
	hub_test_refused(ui, note("declaration", "bus-pass"), "input");
	assert_int_equal(rows(given), before);
	json_t *reply = hub_test_ask(ui, aloud("permission_given", "types", "see"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "staff")), "sam");
	json_decref(reply);
	hub_test_tell(ui, aloud("reveal", "born", "see"));
	hub_test_tell(ui, aloud("declaration", "bus-pass", "touch"));
	assert_int_equal(rows(given), before + 3);
	assert_row(given, "staff", "permission_given", "types", "spoken-1", "see");
	assert_row(given, "staff", "reveal", "born", "spoken-1", "see");
	assert_row(given, "staff", "declaration", "bus-pass", "spoken-1", "touch");
	close(ui);
}

static json_t *on_behalf(int number)
{
	json_t *request = hub_test_submission(number, 500);
	json_object_set_new(request, "by", json_string("staff_on_behalf"));
	return request;
}

static void only_who_is_signed_in_sends_for_somebody(void **state)
{
	struct given_hub *given = *state;
	int ui = start(given);
	hub_test_refused(ui, on_behalf(1), "denied");
	sign_in(ui);
	hub_test_tell(ui, on_behalf(1));
	assert_row(given, "staff", "submit", "missed-bin", "kept", "staff_on_behalf");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "staff.leave"));
	hub_test_tell(ui, on_behalf(1)); /* the answer was lost: it is here, whoever asks */
	hub_test_refused(ui, on_behalf(2), "denied");
	close(ui);
}

static void nobody_helps_who_is_not_signed_in_but_no_is_always_written(void **state)
{
	struct given_hub *given = *state;
	int ui = start(given);
	json_int_t before = rows(given);
	hub_test_refused(ui, note("permission_given", "looks"), "denied");
	hub_test_refused(ui, note("reveal", "born"), "denied");
	assert_int_equal(rows(given), before);
	hub_test_tell(ui, note("permission_withdrawn", "looks"));
	assert_int_equal(rows(given), before + 1);
	close(ui);
}

static void the_screen_writes_nothing_else_into_the_audit(void **state)
{
	struct given_hub *given = *state;
	char subject[SUBJECT_MAX + 2];
	int ui = start(given);
	sign_in(ui);
	json_int_t before = rows(given);
	hub_test_refused(ui, note("auth_pin_ok", "sam"), "input");
	memset(subject, 'a', sizeof subject);
	subject[SUBJECT_MAX + 1] = '\0';
	hub_test_refused(ui, note("reveal", subject), "limit");
	assert_int_equal(rows(given), before);
	subject[SUBJECT_MAX] = '\0';
	hub_test_tell(ui, note("reveal", subject));
	assert_int_equal(rows(given), before + 1);
	close(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(what_is_allowed_and_shown_is_written_with_who_helps), hub_test_stopped(nobody_helps_who_is_not_signed_in_but_no_is_always_written),
		hub_test_stopped(what_was_said_aloud_is_the_helpers_word_with_why), hub_test_stopped(only_who_is_signed_in_sends_for_somebody),
		hub_test_stopped(the_screen_writes_nothing_else_into_the_audit),
	};
	return cmocka_run_group_tests_name("hub_assist", cases, NULL, NULL);
}
