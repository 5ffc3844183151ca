/* SPDX-License-Identifier: MIT */
/* unit.desk_site - the page where there is more than one kiosk: their cards, all their calls in one queue, and for which kiosk a button is. */
#include "firmware/base/json.h"
#include "firmware/desk/acts.h"
#include "firmware/desk/page.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct given { struct words *words; struct html html; json_t *state, *calls, *others; };

static json_t *json(const char *text)
{
	json_error_t error;
	json_t *value = json_loads(text, 0, &error);
	if (!value)
		fail_msg("%s: %s", text, error.text);
	return value;
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	char folder[GIVEN_PATH_BYTES];
	given_built("assets/languages", folder);
	assert_int_equal(words_open(folder, "en", &given->words), FAIL_NONE);
	html_init(&given->html, PAGE_MAX_BYTES);
	given->state = json("{\"kiosk\":\"Kiosk 2\",\"visit\":false,\"service\":\"open\",\"printer\":{\"state\":\"ready\",\"key\":\"printer.ready\",\"low\":false},\"network\":\"up\",\"queue\":0}");
	given->calls = json("[{\"ticket\":\"A1\",\"since_s\":60,\"language\":\"en\",\"from\":\"start\",\"service\":\"\",\"state\":\"waiting\"}]");
	given->others = json("[{\"mark\":\"k7Xq2a\",\"kiosk\":\"Kiosk <1>\",\"how\":\"up\",\"off_s\":0,\"state\":{\"kiosk\":\"Kiosk <1>\",\"visit\":true,\"visit_s\":30,\"service\":\"open\","
		"\"printer\":{\"state\":\"paper\",\"key\":\"printer.paper\",\"low\":false},\"network\":\"up\",\"queue\":3},\"calls\":["
		"{\"id\":\"A1@k7Xq2a\",\"kiosk\":\"Kiosk <1>\",\"ticket\":\"A1\",\"since_s\":300,\"language\":\"en\",\"from\":\"start\",\"service\":\"\",\"state\":\"here\",\"name\":\"Sam\",\"by\":\"sam\",\"mine\":false}]},"
		"{\"mark\":\"aaaaaa\",\"kiosk\":\"Kiosk 3\",\"how\":\"off\",\"off_s\":60},{\"mark\":\"bbbbbb\",\"kiosk\":\"Kiosk 4\",\"how\":\"shut\",\"off_s\":60},{\"mark\":\"cccccc\",\"kiosk\":\"Kiosk 5\",\"how\":\"asked\",\"off_s\":60}]");
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	json_decref(given->state);
	json_decref(given->calls);
	json_decref(given->others);
	html_done(&given->html);
	words_close(given->words);
	free(given);
	return 0;
}

static const char *shown(struct given *given, const json_t *calls, const json_t *others, const char *id)
{
	const struct page_place place = { .kiosk = "Kiosk 2", .branch = "Mill Lane", .assets = "/nowhere" };
	buffer_clear(&given->html.buffer);
	page_live(&given->html, given->words, &place, &(struct page_facts){ .state = given->state, .calls = calls, .others = others, .place = 1 }, &(struct page_who){ .token = "t", .id = id });
	return buffer_text(&given->html.buffer);
}

/* @first stands before @second, and both are there. */
static void in_order(const char *page, const char *first, const char *second)
{
	const char *one = strstr(page, first), *other = strstr(page, second);
	if (!one || !other || one > other)
		fail_msg("not \"%s\" and then \"%s\" in: %s", first, second, page);
}

static void each_kiosk_has_its_card_in_the_order_they_are_named_in(void **state)
{
	struct given *given = *state;
	const char *page = shown(given, given->calls, given->others, "sam");
	in_order(page, "<h3><bdi>Kiosk &lt;1&gt;</bdi></h3>", "<h3><bdi>Kiosk 2</bdi></h3>");
	in_order(page, "<h3><bdi>Kiosk 2</bdi></h3>", "<h3><bdi>Kiosk 3</bdi></h3>");
	in_order(page, "<h3><bdi>Kiosk 3</bdi></h3>", "No answer since");
	in_order(page, "<h3><bdi>Kiosk 4</bdi></h3>", "You cannot see this kiosk from here.");
	in_order(page, "<h3><bdi>Kiosk 5</bdi></h3>", "Finding out how this kiosk is.");
	assert_null(strstr(page, "Kiosk <1>"));
}

static void all_calls_are_in_one_queue_who_waits_longest_first(void **state)
{
	struct given *given = *state;
	const char *page = shown(given, given->calls, given->others, "sam");
	in_order(page, "id=\"call-A1@k7Xq2a\"", "id=\"call-A1\"");
	in_order(page, "id=\"call-A1@k7Xq2a\"", "<p class=\"where\"><bdi>Kiosk &lt;1&gt;</bdi></p>");
	in_order(page, "value=\"done A1@k7Xq2a\"", "value=\"take 5 A1\""); /* Sam is there, by Sam's id */
	in_order(page, "id=\"call-A1\"", "<p class=\"where\"><bdi>Kiosk 2</bdi></p>");
	page = shown(given, given->calls, given->others, "ann");
	assert_null(strstr(page, "value=\"done A1@k7Xq2a\""));
}

static void alone_or_unseen_it_is_as_it_was(void **state)
{
	struct given *given = *state;
	const char *page = shown(given, given->calls, NULL, "sam");
	assert_null(strstr(page, "class=\"where\""));
	assert_null(strstr(page, "Kiosk 3"));
	page = shown(given, NULL, given->others, "tess"); /* who may not see the calls of one may not see the others' */
	assert_null(strstr(page, "id=\"call-"));
}

static void a_button_says_for_which_kiosk_it_is(void **state)
{
	static const struct { const char *body, *at, *ticket; } cases[] = {
		{ "act=take+5+A12%40k7Xq2a", "k7Xq2a", "A12" }, { "act=done+A12%40k7X.2_+V", "k7X.2_", "A12" }, { "act=arrive+A1", "", "A1" },
		{ "act=take+5+A12%40k7Xq2", NULL, NULL }, { "act=take+5+A12%40k7Xq2aa", NULL, NULL }, { "act=take+5+A12%40", NULL, NULL }, { "act=take+5+A1%40k7Xq2a%40k7Xq2a", NULL, NULL },
	};
	struct session session = { .hub = "0123" };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char at[ACTS_AT_BYTES];
		json_t *verb = acts_verb(cases[i].body, strlen(cases[i].body), &session, at);
		if (!verb != !cases[i].at || (verb && (strcmp(at, cases[i].at) != 0 || strcmp(json_text_or(verb, "ticket", ""), cases[i].ticket) != 0)))
			fail_msg("%s", cases[i].body);
		json_decref(verb);
	}
}

#define site_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		site_test(each_kiosk_has_its_card_in_the_order_they_are_named_in),
		site_test(all_calls_are_in_one_queue_who_waits_longest_first),
		site_test(alone_or_unseen_it_is_as_it_was),
		site_test(a_button_says_for_which_kiosk_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
