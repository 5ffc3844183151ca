/* SPDX-License-Identifier: MIT */
/* unit.hub_type - staff say what kind of case it is, at the kiosk and from the desk: written first, by who it was and why; and what else they say at the kiosk. */
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <string.h>

#define MARK "00112233445566aa"

static int start(struct given_hub *given, const char *door)
{
	hub_test_config(given, json_pack("{s:{s:s}}", "desk", "listen", "127.0.0.1:0"));
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	return hub_test_enter(given, door);
}

static void sign_in(int door, char session[static 33])
{
	json_t *reply = hub_test_ask(door, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	const char *mark = json_string_value(json_object_get(reply, "session"));
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 33, "%s", mark ? mark : "");
	json_decref(reply);
}

static json_t *at_kiosk(const char *service, const char *type, const char *why)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.type", "service", service, "type", type, "why", why);
}

static json_t *at_desk(const char *session, const char *ticket, const char *type, const char *why)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "help.type", "session", session, "ticket", ticket, "type", type, "why", why);
}

static json_t *call(const char *service)
{
	json_t *frame = json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", MARK, "from", "question:3", "language", "en");
	if (service)
		json_object_set_new(frame, "service", json_string(service));
	return frame;
}

/* The newest row that has @event; "" none. */
static void row_of(struct given_hub *given, const char *event, char ret[static 1024])
{
	char wanted[64];
	int admin = hub_test_enter(given, "admin");
	json_t *list = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	const char *lines = json_string_value(json_object_get(list, "lines"));
	snprintf(wanted, sizeof wanted, "\"%s\"", event);
	const char *found = lines ? strstr(lines, wanted) : NULL;
	snprintf(ret, 1024, "%.*s", found ? (int)strcspn(found, "\n") : 0, found ? found : "");
	json_decref(list);
	close(admin);
}

static void at_the_kiosk_it_is_written_with_who_and_why(void **state)
{
	struct given_hub *given = *state;
	char session[33], row[1024];
	int ui = start(given, "ui");
	hub_test_refused(ui, at_kiosk("bus-pass", "complex", "parts"), "denied");
	sign_in(ui, session);
	hub_test_tell(ui, at_kiosk("bus-pass", "complex", "parts"));
	row_of(given, "interaction_set", row);
	assert_non_null(strstr(row, "\"subject\":\"bus-pass\",\"outcome\":\"complex\",\"reason\":\"parts\""));
	static const char *const wrong[][3] = { { "bus-pass", "complicated", "parts" }, { "bus-pass", "complex", "she cried" }, { "Bus pass", "complex", "parts" }, { "", "complex", "parts" }, { "bus-pass", "", "parts" } };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		hub_test_refused(ui, at_kiosk(wrong[i][0], wrong[i][1], wrong[i][2]), "input");
	close(ui);
}

static void from_the_desk_the_screen_hears_it(void **state)
{
	struct given_hub *given = *state;
	char session[33], row[1024];
	int desk = start(given, "desk"), ui = hub_test_enter(given, "ui");
	sign_in(desk, session);
	json_t *reply = hub_test_ask(ui, call("missed-bin"), -1, NULL);
	char ticket[8];
	snprintf(ticket, sizeof ticket, "%s", json_string_value(json_object_get(reply, "ticket")));
	json_decref(reply);
	hub_test_refused(desk, at_desk("00000000000000000000000000000000", ticket, "assisted", "guidance"), "denied");
	hub_test_refused(desk, at_desk(session, "Z99", "assisted", "guidance"), "empty");
	hub_test_tell(desk, at_desk(session, ticket, "assisted", "guidance"));
	json_t *bell = hub_test_bell(ui, "type");
	assert_string_equal(json_string_value(json_object_get(bell, "visit")), MARK);
	assert_string_equal(json_string_value(json_object_get(bell, "service")), "missed-bin");
	assert_string_equal(json_string_value(json_object_get(bell, "type")), "assisted");
	json_decref(bell);
	row_of(given, "interaction_set", row);
	assert_non_null(strstr(row, "\"reason\":\"guidance\""));
	close(ui), close(desk);
}

static void who_called_from_no_service_has_no_case(void **state)
{
	struct given_hub *given = *state;
	char session[33];
	int desk = start(given, "desk"), ui = hub_test_enter(given, "ui");
	sign_in(desk, session);
	json_decref(hub_test_ask(ui, call(NULL), -1, NULL));
	hub_test_refused(desk, at_desk(session, "A1", "assisted", "guidance"), "empty");
	close(ui), close(desk);
}

static void a_call_ends_at_the_kiosk_with_why(void **state)
{
	struct given_hub *given = *state;
	char session[33], row[1024];
	int ui = start(given, "ui");
	json_t *done = json_pack("{s:s, s:s}", "verb", "help.done", "code", "A2");
	json_decref(hub_test_ask(ui, call("missed-bin"), -1, NULL));
	hub_test_refused(ui, json_incref(done), "denied"); /* nobody is signed in */
	sign_in(ui, session);
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "help.done", "code", "B9"), "input");
	hub_test_tell(ui, json_incref(done));
	row_of(given, "assist_end", row);
	assert_non_null(strstr(row, "\"outcome\":\"A1\",\"reason\":\"A2\""));
	hub_test_refused(ui, done, "empty"); /* it is over */
	close(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(at_the_kiosk_it_is_written_with_who_and_why), hub_test_stopped(from_the_desk_the_screen_hears_it), hub_test_stopped(who_called_from_no_service_has_no_case), hub_test_stopped(a_call_ends_at_the_kiosk_with_why),
	};
	return cmocka_run_group_tests_name("hub_type", cases, NULL, NULL);
}
