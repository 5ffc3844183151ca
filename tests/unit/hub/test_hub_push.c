/* SPDX-License-Identifier: MIT */
/* unit.hub_push - the desk lays a form ready; its code opens it once, five wrong ones end it, and so does time. */
#include "firmware/hub/push.h"
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

struct doors_here { int ui, desk; char session[33]; };

static struct doors_here start(struct given_hub *given)
{
	struct doors_here here = { 0 };
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	here.ui = hub_test_enter(given, "ui");
	here.desk = hub_test_enter(given, "desk");
	json_t *reply = hub_test_ask(here.desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(here.session, sizeof here.session, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
	return here;
}

static void end(struct doors_here *here)
{
	close(here->ui), close(here->desk);
}

static json_t *offer(const char *session, const char *service)
{
	return json_pack("{s:s, s:s, s:s}", "verb", "push.offer", "session", session, "service", service);
}

static json_t *try(const char *code)
{
	return json_pack("{s:s, s:s}", "verb", "push.open", "code", code);
}

/* The code of a form that is offered as @ticket. */
static void offered(struct doors_here *here, const char *ticket, char ret[static PUSH_CODE_BYTES])
{
	json_t *reply = hub_test_ask(here->desk, offer(here->session, "missed-bin"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "ticket")), ticket);
	snprintf(ret, PUSH_CODE_BYTES, "%s", json_string_value(json_object_get(reply, "code")));
	json_decref(reply);
	json_t *bell = hub_test_bell(here->ui, "push");
	assert_string_equal(json_string_value(json_object_get(bell, "ticket")), ticket);
	assert_null(json_object_get(bell, "code"));
	assert_null(json_object_get(bell, "service"));
	json_decref(bell);
}

static void state_is(struct doors_here *here, const char *state, bool code)
{
	json_t *reply = hub_test_ask(here->desk, json_pack("{s:s, s:s}", "verb", "push.state", "session", here->session), -1, NULL);
	const char *now = json_string_value(json_object_get(reply, "state"));
	assert_string_equal(now ? now : "", state);
	assert_int_equal(json_object_get(reply, "code") != NULL, code);
	json_decref(reply);
}

static void gone(struct doors_here *here)
{
	json_t *bell = hub_test_bell(here->ui, "push");
	assert_null(json_object_get(bell, "ticket"));
	json_decref(bell);
}

static void its_code_opens_it_once(void **state)
{
	struct doors_here here = start(*state);
	char code[PUSH_CODE_BYTES], typed[24];
	state_is(&here, "", false);
	offered(&here, "A1", code);
	state_is(&here, "waiting", true);
	hub_test_refused(here.desk, offer(here.session, "missed-bin"), "busy");
	snprintf(typed, sizeof typed, " %c%c%c-%.3s ", code[0] | 0x20, code[1], code[2], code + 3);
	json_t *reply = hub_test_ask(here.ui, try(typed), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "service")), "missed-bin");
	json_decref(reply);
	state_is(&here, "opened", false);
	hub_test_refused(here.ui, try(code), "empty");
	hub_test_tell(here.ui, json_pack("{s:s}", "verb", "push.refuse"));
	state_is(&here, "refused", false);
	hub_test_refused(here.ui, json_pack("{s:s}", "verb", "push.refuse"), "empty");
	offered(&here, "A2", code);
	hub_test_tell(here.desk, json_pack("{s:s, s:s, s:s}", "verb", "push.end", "session", here.session, "ticket", "A2"));
	gone(&here);
	state_is(&here, "", false);
	hub_test_refused(here.desk, json_pack("{s:s, s:s, s:s}", "verb", "push.end", "session", here.session, "ticket", "A2"), "empty");
	end(&here);
}

static void five_wrong_codes_end_it(void **state)
{
	static const char *const wrong[PUSH_TRIES_MAX] = { "222222", "22222", "not a code at all", "OO1IL0", "" };
	struct doors_here here = start(*state);
	char code[PUSH_CODE_BYTES];
	offered(&here, "A1", code);
	for (int i = 0; i < PUSH_TRIES_MAX; i++) {
		json_t *reply = hub_test_ask(here.ui, try(wrong[i]), -1, NULL);
		assert_string_equal(json_string_value(json_object_get(reply, "fail")), "denied");
		assert_string_equal(json_string_value(json_object_get(reply, "why")), "wrong");
		assert_int_equal(json_integer_value(json_object_get(reply, "left")), PUSH_TRIES_MAX - 1 - i);
		json_decref(reply);
	}
	hub_test_refused(here.ui, try(code), "empty");
	state_is(&here, "guessed", false);
	offered(&here, "A2", code);
	hub_test_refused(here.ui, try("2222222222222222222222222"), "limit"); /* longer than anybody types */
	end(&here);
}

static void half_an_hour_ends_it(void **state)
{
	struct doors_here here = start(*state);
	char code[PUSH_CODE_BYTES];
	offered(&here, "A1", code);
	shared_clock_pass(PUSH_LIVE_MS);
	gone(&here);
	hub_test_refused(here.ui, try(code), "empty");
	end(&here);
}

/* Who comes by a page that somebody left reads no code. */
static void a_locked_page_has_no_code(void **state)
{
	struct doors_here here = start(*state);
	char code[PUSH_CODE_BYTES];
	hub_test_tell(here.desk, json_pack("{s:s, s:s, s:b}", "verb", "staff.hears", "session", here.session, "on", true));
	offered(&here, "A1", code);
	state_is(&here, "waiting", true);
	shared_clock_pass(3 * 60 * 1000);
	state_is(&here, "waiting", false);
	json_decref(hub_test_ask(here.desk, json_pack("{s:s, s:s, s:s}", "verb", "staff.again", "session", here.session, "pin", "839205"), -1, NULL));
	state_is(&here, "waiting", true);
	end(&here);
}

static void only_who_may_help_lays_one_ready(void **state)
{
	static const char nobody[] = "00000000000000000000000000000000";
	struct doors_here here = start(*state);
	char long_name[160];
	hub_test_refused(here.desk, offer(nobody, "missed-bin"), "denied");
	hub_test_refused(here.desk, json_pack("{s:s, s:s}", "verb", "push.state", "session", nobody), "denied");
	hub_test_refused(here.desk, json_pack("{s:s, s:s, s:s}", "verb", "push.end", "session", nobody, "ticket", "A1"), "denied");
	hub_test_refused(here.desk, offer(here.session, ""), "input");
	hub_test_refused(here.desk, offer(here.session, "../missed-bin"), "input");
	memset(long_name, 'a', sizeof long_name);
	long_name[HELP_SERVICE_MAX_BYTES + 1] = '\0';
	hub_test_refused(here.desk, offer(here.session, long_name), "limit");
	json_t *request = offer(here.session, "missed-bin");
	assert_int_equal(door_send(here.ui, request, -1), FAIL_NONE); /* not through the screen's door */
	hub_test_closed(here.ui);
	hub_test_refused(here.desk, offer(here.session, "missed-bin"), "offline");
	json_decref(request);
	close(here.desk);
}

static void letters_are_none_that_are_read_as_others(void **state)
{
	char code[PUSH_CODE_BYTES], read[PUSH_CODE_BYTES];
	(void)state;
	for (int i = 0; i < 2000; i++) {
		push_code(code);
		assert_int_equal(strspn(code, "23456789ABCDEFGHJKMNPQRSTVWXYZ"), PUSH_CODE_LETTERS);
		assert_int_equal(push_read(code, read), FAIL_NONE);
		assert_string_equal(read, code);
	}
	assert_int_equal(push_read("k7m 4qx", read), FAIL_NONE);
	assert_string_equal(read, "K7M4QX");
	assert_int_equal(push_read("K7M4QX2", read), FAIL_INPUT);
	assert_int_equal(push_read("K7M4Q0", read), FAIL_INPUT);
	assert_int_equal(push_read("K7M4Q\xc3\xa9", read), FAIL_INPUT);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(its_code_opens_it_once),
		hub_test_stopped(five_wrong_codes_end_it),
		hub_test_stopped(half_an_hour_ends_it),
		hub_test_stopped(a_locked_page_has_no_code),
		hub_test_stopped(only_who_may_help_lays_one_ready),
		cmocka_unit_test(letters_are_none_that_are_read_as_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
