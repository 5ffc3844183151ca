/* SPDX-License-Identifier: MIT */
/* unit.desk_site - the page where there is more than one kiosk: their cards, all their calls in one queue, and for which kiosk a button is. */
#include "firmware/base/json.h"
#include "firmware/desk/acts.h"
#include "firmware/desk/page.h"
#include "firmware/desk/peers_answer.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct given { struct words *words; struct html html; json_t *state, *calls, *others, *figures; };

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
	given->figures = json("{\"visits\":1}");
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	json_decref(given->state);
	json_decref(given->calls);
	json_decref(given->others);
	json_decref(given->figures);
	html_done(&given->html);
	words_close(given->words);
	free(given);
	return 0;
}

static const char *shown(struct given *given, const json_t *calls, const json_t *others, const char *id)
{
	const struct page_place place = { .kiosk = "Kiosk 2", .branch = "Mill Lane", .assets = "/nowhere" };
	buffer_clear(&given->html.buffer);
	page_live(&given->html, given->words, &place, &(struct page_facts){ .state = given->state, .calls = calls, .others = others, .place = 1, .figures = given->figures }, &(struct page_who){ .token = "t", .id = id });
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

static void forms_and_kept_answers_are_those_of_all_kiosks(void **state)
{
	struct given *given = *state;
	json_t *first = json_array_get(given->others, 0), *kept = json("[]"), *none = json("{}");
	const struct page_service service = { "missed-bin", "Report a missed bin", false };
	const struct page_place place = { .kiosk = "Kiosk 2", .branch = "Mill Lane", .assets = "/nowhere", .services = &service, .service_count = 1 };
	struct page_facts facts = { .state = given->state, .calls = given->calls, .kept = kept, .push = none, .others = given->others, .place = 1 };
	json_object_set_new(first, "kept", json("[{\"service\":\"missed-bin\",\"language\":\"en\",\"since_s\":60,\"left_s\":600,\"state\":\"kept\"}]"));
	json_object_set_new(first, "push", json("{\"ticket\":\"A9\",\"service\":\"missed-bin\",\"name\":\"Sam\",\"state\":\"waiting\",\"since_s\":5,\"code\":\"K7M4QX\"}"));
	for (int helps = 1; helps >= 0; helps--) {
		facts.calls = helps ? given->calls : NULL;
		facts.kept = helps ? kept : NULL;
		facts.push = helps ? none : NULL;
		buffer_clear(&given->html.buffer);
		page_live(&given->html, given->words, &place, &facts, &(struct page_who){ .token = "t", .id = "sam" });
		const char *page = buffer_text(&given->html.buffer);
		if (!helps) {
			assert_true(!strstr(page, "Kept at") && !strstr(page, "K7M 4QX"));
			continue;
		}
		in_order(page, "<li data-state=\"kept\"><h3>Report a missed bin</h3>", "<p class=\"where\"><bdi>Kiosk &lt;1&gt;</bdi></p></li>");
		in_order(page, "<select id=\"kept-at\" name=\"at\"><option value=\"k7Xq2a\">Kiosk &lt;1&gt;</option></select>", "id=\"pick\"");
		in_order(page, "<div class=\"card\" id=\"push-k7Xq2a\" data-state=\"waiting\"><h3>Ticket A9</h3>", "value=\"unoffer A9@k7Xq2a\" id=\"unoffer-k7Xq2a\"");
		in_order(page, "<select id=\"offer-at\" name=\"at\"><option value=\"\">Kiosk 2</option></select>", "id=\"offer\""); /* one waits at the first already; the others cannot be asked */
	}
	json_decref(kept);
	json_decref(none);
}

static void a_button_says_for_which_kiosk_it_is(void **state)
{
	static const struct { const char *body, *at, *ticket; } cases[] = {
		{ "act=take+5+A12%40k7Xq2a", "k7Xq2a", "A12" }, { "act=done+A12%40k7X.2_+V", "k7X.2_", "A12" }, { "act=arrive+A1", "", "A1" },
		{ "act=unoffer+A9%40k7Xq2a", "k7Xq2a", "A9" }, { "act=pick+&ticket=k7m&at=k7Xq2a", "k7Xq2a", "k7m" }, { "act=pick+&ticket=k7m&at=", "", "k7m" },
		{ "act=pick+&ticket=k7m&at=k7Xq2", NULL, NULL }, { "act=pick+&ticket=k7m&at=k7Xq2aa", NULL, NULL }, { "act=pick+&ticket=k7m&at=k7Xq2a&at=", NULL, NULL },
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

static json_t *long_text(size_t size)
{
	char *text = malloc(size + 1);
	memset(text, '"', size); /* six letters each on a page */
	text[size] = '\0';
	json_t *value = json_string(text);
	free(text);
	return value;
}

/* A kiosk that says as much as may come over a wire, or as much as one of ours could: the call at this kiosk is on the page all the same. */
static void what_one_kiosk_says_leaves_room_for_the_others(void **state)
{
	static const size_t sizes[] = { PEERS_TEXT_MAX_BYTES, PEERS_TEXT_MAX_BYTES + 1, 9000 };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		json_t *said = json("{\"visit\":true,\"service\":\"open\",\"printer\":{\"state\":\"ready\",\"key\":\"printer.ready\"},\"network\":\"up\",\"join\":{\"state\":\"types\"}}"), *calls = json_array(), *text = long_text(sizes[i]);
		json_object_set(said, "kiosk", text);
		json_object_set(json_object_get(said, "join"), "name", text);
		json_object_set(json_object_get(said, "printer"), "key", text);
		for (int n = 1; n <= 99; n++) {
			json_t *call = json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:O, s:O, s:[]}", "language", "en", "confirm", "stuck", "since_s", (json_int_t)100000, "from", "start", "service", "", "state", n % 2 ? "coming" : "left", "name", text, "kiosk", text, "notes");
			char ticket[4];
			snprintf(ticket, sizeof ticket, "B%d", n);
			json_object_set_new(call, "ticket", json_string(ticket));
			for (int note = 0; note < 20; note++)
				json_array_append_new(json_object_get(call, "notes"), json_pack("{s:O, s:o, s:I}", "name", text, "text", long_text(sizes[i] > 999 ? sizes[i] : PEERS_NOTE_MAX_BYTES), "since_s", (json_int_t)1));
			json_array_append_new(calls, call);
		}
		json_t *others = json_pack("[{s:s, s:s, s:s, s:I, s:o*, s:o*}]", "mark", "k7Xq2a", "kiosk", "Kiosk 1", "how", "up", "off_s", (json_int_t)0, "state", peers_answer_state(said), "calls", peers_answer_calls(calls));
		json_t *call, *kept_said = json_array(), *push_said = json_pack("{s:s, s:s, s:s, s:i, s:s, s:O}", "ticket", "A9", "service", "missed-bin", "state", "waiting", "since_s", 5, "code", "K7M4QX", "name", text);
		size_t at;
		for (int n = 0; n < 99; n++)
			json_array_append_new(kept_said, json_pack("{s:s, s:s, s:i, s:i, s:s, s:O}", "service", "missed-bin", "language", "en", "since_s", 60, "left_s", 600, "state", "brought", "name", text));
		json_object_set_new(json_array_get(others, 0), "kept", peers_answer_kept(kept_said));
		json_object_set_new(json_array_get(others, 0), "push", peers_answer_push(push_said));
		json_decref(kept_said);
		json_decref(push_said);
		json_array_foreach(json_object_get(json_array_get(others, 0), "calls"), at, call)
			json_object_set_new(call, "id", json_sprintf("%s@k7Xq2a", json_text_or(call, "ticket", "")));
		given->html.buffer.max_bytes = SESSION_LIVE_MAX_BYTES;
		const char *page = shown(given, given->calls, others, "sam");
		if (given->html.full || !strstr(page, "id=\"call-A1\"") || !strstr(page, "id=\"today-title\""))
			fail_msg("%zu bytes of a page for texts of %zu: %s", strlen(page), sizes[i], strstr(page, "id=\"call-A1\"") ? "it has no end" : "who waits here is not on it");
		json_decref(others);
		json_decref(text);
		json_decref(calls);
		json_decref(said);
	}
}

/* A screen is as large as a screen of ours, and its headings are headings, whatever the kiosk says that shows it. */
static void a_screen_from_elsewhere_is_a_screen(void **state)
{
	struct given *given = *state;
	json_t *nodes = json_array(), *view = json_pack("{s:s, s:{s:s, s:s, s:O}}", "state", "types", "tree", "screen", "s", "lang", "en", "nodes", nodes);
	static const json_int_t levels[] = { 1, 0, -1, 7, INT32_MAX, INT64_MAX, INT64_MIN };
	for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
		json_array_append_new(nodes, json_pack("{s:s, s:s, s:I, s:I}", "role", "heading", "name", "<b>", "level", levels[i], "depth", levels[i]));
	for (int i = 0; i < 3000; i++)
		json_array_append_new(nodes, json_pack("{s:i, s:b}", "hidden", 0, "point", 1));
	json_array_append_new(nodes, json_string("no node"));
	page_join(&given->html, given->words, "t", view, "");
	const char *page = buffer_text(&given->html.buffer);
	int masked = 0;
	for (const char *at = page; (at = strstr(at, "class=\"control masked\"")); at++)
		masked++;
	assert_int_equal(masked, 400 - sizeof levels / sizeof levels[0]);
	assert_null(strstr(page, "<b>"));
	assert_null(strstr(page, "<h7"));
	assert_non_null(strstr(page, "<h3>&lt;b&gt;</h3>"));
	json_decref(view);
	json_decref(nodes);
}

static void what_no_kiosk_would_say_is_left_out(void **state)
{
	(void)state;
	json_t *state_said = json("{\"kiosk\":7,\"visit\":1,\"visit_s\":-1,\"service\":\"a b\",\"network\":\"aaaaaaaaaaaaaaaaa\",\"queue\":9223372036854775807,\"more\":{},\"printer\":\"x\",\"join\":[]}");
	json_t *calls_said = json("[{\"ticket\":\"A100\"},{\"since_s\":1},7,{\"ticket\":\"A1\",\"since_s\":9223372036854775807,\"minutes\":61,\"by\":\"<sam>\",\"confirm\":\"not a word\",\"state\":\"waiting\",\"notes\":{}},{\"ticket\":\"A2\",\"state\":\"waiting\"},"
		"{\"ticket\":\"A3\",\"state\":\"left\",\"since_s\":2678400,\"minutes\":60,\"confirm\":\"stuck\",\"notes\":[7,{\"text\":\"a\",\"more\":1}]}]");
	json_t *kept_said = json("[{\"service\":\"a b\",\"since_s\":-1,\"left_s\":600,\"more\":1},7]"), *push_said = json("{\"ticket\":\"A1@x\",\"code\":\"K7M4QXX\",\"state\":\"waiting\"}");
	json_t *kept = peers_answer_kept(kept_said), *push = peers_answer_push(push_said), *should_kept = json("[{\"left_s\":600}]"), *should_push = json("{\"state\":\"waiting\"}");
	json_t *is = peers_answer_state(state_said), *calls = peers_answer_calls(calls_said), *should = json("{\"printer\":{},\"join\":{}}");
	json_t *should_calls = json("[{\"ticket\":\"A1\",\"state\":\"waiting\",\"notes\":[]},{\"ticket\":\"A3\",\"state\":\"left\",\"since_s\":2678400,\"minutes\":60,\"confirm\":\"stuck\",\"notes\":[{\"text\":\"a\"}]}]");
	assert_true(json_equal(is, should));
	assert_true(json_equal(calls, should_calls));
	assert_true(json_equal(kept, should_kept));
	assert_true(json_equal(push, should_push));
	assert_true(!peers_answer_kept(push_said) && !peers_answer_push(kept_said) && !peers_answer_kept(NULL) && !peers_answer_push(NULL));
	assert_null(peers_answer_state(calls_said));
	assert_null(peers_answer_calls(state_said));
	assert_null(peers_answer_state(NULL));
	assert_null(peers_answer_calls(NULL));
	json_t *all[] = { state_said, calls_said, is, calls, should, should_calls, kept_said, push_said, kept, push, should_kept, should_push };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		json_decref(all[i]);
}

#define site_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		site_test(each_kiosk_has_its_card_in_the_order_they_are_named_in),
		site_test(all_calls_are_in_one_queue_who_waits_longest_first),
		site_test(alone_or_unseen_it_is_as_it_was),
		site_test(forms_and_kept_answers_are_those_of_all_kiosks),
		site_test(a_button_says_for_which_kiosk_it_is),
		site_test(what_one_kiosk_says_leaves_room_for_the_others),
		site_test(a_screen_from_elsewhere_is_a_screen),
		cmocka_unit_test(what_no_kiosk_would_say_is_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
