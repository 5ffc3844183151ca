/* SPDX-License-Identifier: MIT */
/* unit.hub_back - what a finished visit left in the printer is asked back, also by a hub that begins anew, and whoever else died. */
#include "tests/unit/hub/hold_test.h"

static json_t *holds(int64_t job, const char *kind, const char *visit)
{
	return json_pack("{s:s, s:I, s:s, s:s}", "verb", "hello", "job", (json_int_t)job, "kind", kind, "visit", visit);
}

static void ui_says(struct spokes spokes, const char *visit)
{
	hub_test_tell(spokes.ui, visit[0] ? json_pack("{s:s, s:s}", "verb", "hello", "visit", visit) : json_pack("{s:s}", "verb", "hello"));
}

static struct spokes hub_dies(struct given_hub *given, struct spokes spokes)
{
	hub_test_kill(given);
	leave(spokes);
	hub_test_start(given);
	return (struct spokes){ hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
}

/* @sent: the printer has every byte of the receipt when the hub dies, with a visit that is over before anybody is back. */
static void stuck_through_a_death(struct given_hub *given, bool sent)
{
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	if (sent)
		hub_test_tell(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 1));
	printer_is(spokes, "paper");
	spokes = hub_dies(given, spokes);
	hub_test_tell(spokes.print, holds(1, "receipt", FIRST));
	printer_is(spokes, "paper");
	ui_says(spokes, SECOND);
	asked_back(spokes, 1);
	claims_nothing(spokes);
	hub_test_tell(spokes.print, done(1, "withdrawn", "visit-ended"));
	again_at_the_desk(given, spokes, 1);
	leave(spokes);
}

static void a_hub_that_begins_anew_asks_back_what_is_begun(void **state)
{
	stuck_through_a_death(*state, false);
}

static void a_hub_that_begins_anew_asks_back_what_is_sent(void **state)
{
	stuck_through_a_death(*state, true);
}

static void but_not_from_its_own_visit_nor_while_it_comes_out(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	spokes = hub_dies(given, spokes);
	ui_says(spokes, FIRST);
	hub_test_tell(spokes.print, holds(1, "receipt", FIRST));
	printer_is(spokes, "paper"); /* they stand there and wait */
	printer_is(spokes, "ready");
	not_asked_back(spokes); /* and go: it comes out */
	hub_test_tell(spokes.print, done(1, "done", ""));
	claims_nothing(spokes);
	leave(spokes);
}

/* Hub and printing program are gone, and the printer kept its power, and what it has. */
static void what_nobody_holds_is_given_out_to_be_cleared(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	hub_test_tell(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 1));
	spokes = hub_dies(given, spokes);
	printer_is(spokes, "paper");
	hub_test_refused(spokes.print, json_pack("{s:s, s:b}", "verb", "spool.claim", "stuck", 1), "empty"); /* nobody knows yet who stands there */
	ui_says(spokes, "");
	json_decref(hub_test_bell(spokes.print, "work"));
	json_t *reply = hub_test_ask(spokes.print, json_pack("{s:s, s:b}", "verb", "spool.claim", "stuck", 1), -1, NULL);
	assert_true(json_is_true(json_object_get(reply, "sent")));
	assert_int_equal(json_integer_value(json_object_get(reply, "witness")), -1);
	json_decref(reply);
	asked_back(spokes, 1);
	hub_test_refused(spokes.print, json_pack("{s:s, s:b}", "verb", "spool.claim", "stuck", 1), "empty"); /* once */
	hub_test_tell(spokes.print, done(1, "unsure", "paper-out"));
	submit(spokes, 2, SECOND);
	hub_test_refused(spokes.print, json_pack("{s:s, s:b}", "verb", "spool.claim", "stuck", 1), "empty"); /* waits for paper, and is not stuck */
	printer_is(spokes, "ready");
	claims(spokes, 2);
	leave(spokes);
}

/* Its data went with the hub; the printing program has drawn it, and knows whose it is. */
static void a_page_of_a_hub_before_is_asked_back_too(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s, s:s, s:s, s:{}}", "verb", "print", "kind", "bin-calendar", "language", "en", "visit", FIRST, "data"));
	json_t *reply = claim(spokes);
	assert_string_equal(json_string_value(json_object_get(reply, "visit")), FIRST);
	json_decref(reply);
	spokes = hub_dies(given, spokes);
	ui_says(spokes, FIRST);
	hub_test_tell(spokes.print, holds(1, "bin-calendar", FIRST));
	printer_is(spokes, "ready");
	hub_test_tell(spokes.print, writing(1)); /* it goes on: its person is there */
	printer_is(spokes, "cover");
	drop(spokes);
	asked_back(spokes, 1);
	hub_test_tell(spokes.print, done(1, "retry", ""));
	claims_nothing(spokes); /* there is nothing to print it from */
	leave(spokes);
}

static void a_visit_without_copies_is_known_from_its_beginning(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	drop(spokes);
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", SECOND));
	claims_nothing(spokes); /* the first one's has not come out, and somebody else stands there */
	hub_test_refused(spokes.ui, json_pack("{s:s}", "verb", "visit.begin"), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", "00000000000000a10"), "limit");
	leave(spokes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hold_test(a_hub_that_begins_anew_asks_back_what_is_begun),
		hold_test(a_hub_that_begins_anew_asks_back_what_is_sent),
		hold_test(but_not_from_its_own_visit_nor_while_it_comes_out),
		hold_test(what_nobody_holds_is_given_out_to_be_cleared),
		hold_test(a_page_of_a_hub_before_is_asked_back_too),
		hold_test(a_visit_without_copies_is_known_from_its_beginning),
	};
	return cmocka_run_group_tests_name("hub_back", cases, NULL, NULL);
}
