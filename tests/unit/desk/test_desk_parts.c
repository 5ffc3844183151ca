/* SPDX-License-Identifier: MIT */
/* unit.desk_parts - what is read of a browser's request, and what is written into a page. */
#include "firmware/desk/files.h"
#include "firmware/desk/html.h"
#include "firmware/desk/rate.h"
#include "firmware/desk/request.h"
#include "firmware/desk/services.h"
#include "firmware/desk/session.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void cookies_are_found_by_their_whole_name(void **state)
{
	(void)state;
	char value[5] = "";
	assert_int_equal(request_cookie("a=1; foyer=abcd; b=2", "foyer", value, sizeof value), FAIL_NONE);
	assert_string_equal(value, "abcd");
	assert_int_equal(request_cookie("foyer-door=x;foyer=;z=1", "foyer", value, sizeof value), FAIL_NONE);
	assert_string_equal(value, "");
	assert_int_equal(request_cookie("xfoyer=1; Foyer=2", "foyer", value, sizeof value), FAIL_EMPTY);
	assert_int_equal(request_cookie("foyer=1; foyer=2", "foyer", value, sizeof value), FAIL_EMPTY);
	assert_int_equal(request_cookie(NULL, "foyer", value, sizeof value), FAIL_EMPTY);
	assert_int_equal(request_cookie("foyer=abcde", "foyer", value, sizeof value), FAIL_LIMIT);
	char *many = malloc(REQUEST_COOKIES_MAX_BYTES + 2);
	memset(many, 'c', REQUEST_COOKIES_MAX_BYTES + 1);
	many[REQUEST_COOKIES_MAX_BYTES + 1] = '\0';
	assert_int_equal(request_cookie(many, "foyer", value, sizeof value), FAIL_LIMIT);
	many[REQUEST_COOKIES_MAX_BYTES] = '\0';
	assert_int_equal(request_cookie(many, "foyer", value, sizeof value), FAIL_EMPTY);
	free(many);
}

static void fields_are_decoded_or_refused(void **state)
{
	(void)state;
	static const struct { const char *body; enum fail fail; const char *value; } cases[] = {
		{ "who=1001", FAIL_NONE, "1001" }, { "x=1&who=a+b%21", FAIL_NONE, "a b!" }, { "who=%C3%A9", FAIL_NONE, "é" }, { "who=", FAIL_NONE, "" }, { "who", FAIL_EMPTY, "" },
		{ "awho=1", FAIL_EMPTY, "" }, { "", FAIL_EMPTY, "" }, { "who=1&who=2", FAIL_INPUT, "" }, { "who=%4", FAIL_INPUT, "" }, { "who=%zz", FAIL_INPUT, "" },
		{ "who=a%00b", FAIL_INPUT, "" }, { "who=%0a", FAIL_INPUT, "" }, { "who=%ff", FAIL_INPUT, "" }, { "who=12345678", FAIL_LIMIT, "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char value[8] = "";
		assert_int_equal(request_field(cases[i].body, strlen(cases[i].body), "who", value, sizeof value), cases[i].fail);
		assert_string_equal(value, cases[i].value);
	}
	char *body = calloc(1, REQUEST_BODY_MAX_BYTES + 1), value[8];
	memset(body, 'a', REQUEST_BODY_MAX_BYTES + 1);
	assert_int_equal(request_field(body, REQUEST_BODY_MAX_BYTES, "who", value, sizeof value), FAIL_EMPTY);
	assert_int_equal(request_field(body, REQUEST_BODY_MAX_BYTES + 1, "who", value, sizeof value), FAIL_LIMIT);
	free(body);
}

static void the_first_language_that_is_wanted_and_known(void **state)
{
	(void)state;
	static const char *const known[] = { "en", "cy", "ur", NULL };
	assert_string_equal(request_language("cy-GB,en;q=0.8", known), "cy");
	assert_string_equal(request_language("fr, ur;q=0.5", known), "ur");
	assert_string_equal(request_language("fr", known), "en");
	assert_string_equal(request_language("curl, cyx", known), "en");
	assert_string_equal(request_language(NULL, known), "en");
	assert_string_equal(request_language(",;,", known), "en");
	char long_one[REQUEST_LANGUAGES_MAX_BYTES + 2] = "cy,";
	memset(long_one + 3, 'a', REQUEST_LANGUAGES_MAX_BYTES - 2);
	assert_string_equal(request_language(long_one, known), "en");
	long_one[REQUEST_LANGUAGES_MAX_BYTES] = '\0';
	assert_string_equal(request_language(long_one, known), "cy");
}

static void a_post_from_elsewhere_is_known(void **state)
{
	(void)state;
	assert_true(request_same_site(true, "desk:8443", "https://desk:8443", "same-origin"));
	assert_true(request_same_site(true, "desk:8443", NULL, NULL));
	assert_false(request_same_site(true, "desk:8443", "https://desk:9443", NULL));
	assert_false(request_same_site(true, "desk:8443", "null", NULL));
	assert_false(request_same_site(true, "desk:8443", NULL, "same-site"));
	assert_false(request_same_site(true, "desk:8443", "https://desk:8443", "cross-site"));
	assert_false(request_same_site(true, "desk:8443", "https://desk:8443", "none"));
	assert_false(request_same_site(true, NULL, "https://desk", NULL));
	assert_false(request_same_site(true, "desk:8443", "http://desk:8443", NULL));
	assert_false(request_same_site(true, "desk:8443", "desk:8443", NULL));
	assert_false(request_same_site(true, "desk:8443", "ftp://https://desk:8443", NULL));
	assert_true(request_same_site(false, "127.0.0.1:8080", "http://127.0.0.1:8080", "same-origin"));
	assert_false(request_same_site(false, "127.0.0.1:8080", "https://127.0.0.1:8080", NULL));
}

static void where_to_listen(void **state)
{
	(void)state;
	struct listen_place place;
	assert_int_equal(listen_read("10.0.0.5:8443", &place), FAIL_NONE);
	assert_true(!place.six && place.port == 8443 && strcmp(place.address, "10.0.0.5") == 0 && !listen_is_here(&place));
	assert_int_equal(listen_read("[::1]:443", &place), FAIL_NONE);
	assert_true(place.six && place.port == 443 && strcmp(place.address, "::1") == 0 && listen_is_here(&place));
	assert_int_equal(listen_read("127.0.0.1:0", &place), FAIL_NONE);
	assert_true(listen_is_here(&place));
	static const char *const wrong[] = { "", ":", "8443", "10.0.0.5", "10.0.0.5:", "10.0.0.5:65536", "10.0.0.5:123456", "10.0.0.5:1x", "desk:8443", "[::1]", "[::1]8443", "::1:8443", "[127.0.0.1]:1" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(listen_read(wrong[i], &place), FAIL_INPUT);
	assert_int_equal(listen_read("11111111111111111111111111111111111111111111111111111111111111111", &place), FAIL_LIMIT);
}

static void what_is_put_into_a_page_is_escaped(void **state)
{
	(void)state;
	struct html html;
	html_init(&html, 64);
	html_put(&html, "<p title=\"$\">$</p>", "\"'", "<b>&\n", NULL);
	assert_string_equal(buffer_text(&html.buffer), "<p title=\"&quot;&#39;\">&lt;b&gt;&amp; </p>");
	assert_false(html.full);
	html_put(&html, "$", "12345678901234567890123456789012345678901234567890123456789012345", NULL);
	assert_true(html.full);
	html_done(&html);
}

static void an_address_has_so_many_tries(void **state)
{
	(void)state;
	struct rate *rate = calloc(1, sizeof *rate);
	rate->rule = (struct rate_rule){ .burst = 3, .each_ms = 1000 };
	for (int i = 0; i < 3; i++)
		assert_true(rate_may(rate, "10.0.0.1", 5000));
	assert_false(rate_may(rate, "10.0.0.1", 5000));
	assert_true(rate_may(rate, "10.0.0.2", 5000));
	assert_false(rate_may(rate, "10.0.0.1", 5999));
	assert_true(rate_may(rate, "10.0.0.1", 6000));
	assert_false(rate_may(rate, "10.0.0.1", 6000));
	for (int i = 0; i < RATE_PEERS_MAX; i++) { /* many others: who was seen last stays known */
		char peer[RATE_PEER_BYTES];
		snprintf(peer, sizeof peer, "10.0.1.%d", i);
		assert_false(rate_may(rate, "10.0.0.1", 6001 + i));
		assert_true(rate_may(rate, peer, 6001 + i));
	}
	free(rate);
}

static void sessions_have_random_marks_and_an_end(void **state)
{
	(void)state;
	struct sessions *sessions = calloc(1, sizeof *sessions);
	struct session *first = session_new(sessions);
	char mark[SESSION_MARK_BYTES];
	memcpy(mark, first->mark, sizeof mark);
	assert_true(session_mark_like(mark) && session_mark_like(first->token) && strcmp(mark, first->token) != 0);
	assert_ptr_equal(session_find(sessions, mark), first);
	for (int i = 1; i < SESSIONS_MAX; i++)
		assert_non_null(session_new(sessions));
	assert_null(session_new(sessions));
	mark[63] = mark[63] == '0' ? '1' : '0';
	assert_null(session_find(sessions, mark));
	assert_null(session_find(sessions, ""));
	memcpy(mark, first->mark, sizeof mark);
	uint64_t number = first->number;
	session_done(first);
	assert_null(session_find(sessions, mark));
	assert_null(session_find(sessions, "0000000000000000000000000000000000000000000000000000000000000000"));
	assert_null(session_numbered(sessions, number));
	assert_null(session_numbered(sessions, 0));
	assert_int_not_equal(session_new(sessions)->number, number);
	for (int i = 0; i < SESSIONS_MAX; i++)
		session_done(&sessions->at[i]);
	free(sessions);
}

static void colours_that_are_none_are_refused(void **state)
{
	(void)state;
	static const struct { const char *brand; enum fail fail; } cases[] = {
		{ "{\"primary\":\"#0B4340\",\"accent\":\"#FFC24A\",\"logo\":\"l.svg\"}", FAIL_NONE }, { "{\"primary\":\"#0B4340\",\"accent\":\"red;}*{\",\"logo\":\"l.svg\"}", FAIL_INPUT },
		{ "{\"primary\":\"#0B43401\",\"accent\":\"#FFC24A\",\"logo\":\"l.svg\"}", FAIL_LIMIT },
		{ "{\"primary\":\"#0B434g\",\"accent\":\"#FFC24A\",\"logo\":\"l.svg\"}", FAIL_INPUT }, { "{\"primary\":\"#0B4340\",\"accent\":\"#FFC24A\",\"logo\":\"../l.svg\"}", FAIL_INPUT },
		{ "{\"primary\":\"#0B4340\",\"accent\":\"#FFC24A\",\"logo\":\"m.svg\"}", FAIL_EMPTY },
	};
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_folder(folder);
	const char *const made[] = { "desk", "themes", "figures" };
	for (int i = 0; i < 3; i++) {
		given_path(path, folder, made[i]);
		mkdir(path, 0700);
	}
	const char *const empty[] = { "desk/desk.css", "desk/desk.js", "desk/join.js", "figures/l.svg" };
	for (int i = 0; i < 4; i++) {
		given_path(path, folder, empty[i]);
		given_file(path, i == 3 ? "<{plate}{x}{mark} {detail}{" : "x", 0600);
	}
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct files *files = calloc(1, sizeof *files);
		given_path(path, folder, "themes/brand.json");
		given_file(path, cases[i].brand, 0600);
		assert_int_equal(files_read(folder, files), cases[i].fail);
		if (cases[i].fail == FAIL_NONE) {
			assert_string_equal(buffer_text(&files_find(files, "/brand.css")->buffer), ":root{--primary:#0B4340;--accent:#FFC24A}\n");
			assert_string_equal(buffer_text(&files_find(files, "/logo.svg")->buffer), "<#0B4340{x}#FFFFFF #FFC24A{");
			assert_null(files_find(files, "/desk/desk.css"));
		}
		files_done(files);
		free(files);
	}
	given_done(folder);
}

/* In the page's own language; what that has no name for is English, and says so. */
static void services_are_called_as_the_page_speaks(void **state)
{
	(void)state;
	static struct page_service services[3][SERVICES_MAX];
	static const char *const languages[] = { "en", "cy", "xx" };
	char assets[GIVEN_PATH_BYTES];
	struct arena arena;
	given_source("assets", assets);
	arena_init(&arena, 3 * SERVICES_MAX * SERVICES_EACH_BYTES);
	size_t count = services_read(assets, &(struct services_page){ languages, 3, &arena, services }), welsh = 0;
	assert_true(count >= 16);
	for (size_t i = 0; i < count; i++) {
		welsh += strcmp(services[1][i].code, "missed-bin") == 0 && strcmp(services[1][i].name, "Rhoi gwybod am fin a gollwyd") == 0 && !services[1][i].english;
		assert_true(services[2][i].english && !services[0][i].english);
		assert_true(i == 0 || strcasecmp(services[1][i - 1].name, services[1][i].name) <= 0);
	}
	assert_int_equal(welsh, 1);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(services_are_called_as_the_page_speaks), cmocka_unit_test(cookies_are_found_by_their_whole_name),
		cmocka_unit_test(fields_are_decoded_or_refused),
		cmocka_unit_test(the_first_language_that_is_wanted_and_known),
		cmocka_unit_test(a_post_from_elsewhere_is_known),
		cmocka_unit_test(where_to_listen),
		cmocka_unit_test(what_is_put_into_a_page_is_escaped),
		cmocka_unit_test(an_address_has_so_many_tries),
		cmocka_unit_test(sessions_have_random_marks_and_an_end),
		cmocka_unit_test(colours_that_are_none_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
