/* SPDX-License-Identifier: MIT */
/* unit.desk_attacks - bare sockets that mean no good: without a session, with a forged one, from elsewhere, too large, too slow, too many, with tricks in the path. */
#include "firmware/desk/request.h"
#include "tests/unit/desk/desk_script.h"
#include "tests/unit/desk/desk_test.h"

#include "tests/lib/wait.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void nobody_acts_without_a_session(void **state)
{
	struct given_desk *given = *state;
	static const char *const marks[] = { "", "foyer=", "foyer=0000000000000000000000000000000000000000000000000000000000000000", "foyer=%00", "foyer=' or 1=1", "__Host-foyer=1" };
	static const char *const paths[] = { "/act", "/join", "/out", "/seen", "/again" };
	int tries = 0;
	desk_enter(given);
	char mark[sizeof given->cookie];
	memcpy(mark, given->cookie, sizeof mark);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		for (size_t j = 0; j < sizeof marks / sizeof marks[0]; j++, tries++) {
			snprintf(given->cookie, sizeof given->cookie, "%s", marks[j]);
			assert_int_equal(desk_post(given, paths[i], "act=take+1+A12"), 401);
		}
	}
	for (size_t at = 6; at < strlen(mark); at++, tries++) { /* each digit of a right one changed */
		memcpy(given->cookie, mark, sizeof mark);
		given->cookie[at] = given->cookie[at] == 'a' ? 'b' : 'a';
		assert_int_equal(desk_get(given, "/events"), 401);
	}
	memcpy(given->cookie, mark, sizeof mark);
	desk_get(given, "/");
	assert_non_null(strstr(given->answer, "take 1 A12"));
	print_message("%d without a session or with a forged one, all refused\n", tries);
}

static void nobody_posts_from_elsewhere(void **state)
{
	struct given_desk *given = *state;
	static const char *const heads[] = { "Origin: https://elsewhere\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n" };
	static const char *const tokens[] = { "", "token=&", "token=0000000000000000000000000000000000000000000000000000000000000000&", "token=a&token=b&" };
	static const char *const paths[] = { "/act", "/join", "/out", "/seen", "/again" };
	int tries = 0;
	desk_enter(given);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		for (size_t j = 0; j < sizeof heads / sizeof heads[0]; j++, tries++)
			assert_int_equal(desk_raw(given, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\n%s" FORM "Content-Length: %zu\r\n\r\ntoken=%s", paths[i], given->cookie, heads[j], 6 + strlen(given->token), given->token), 403);
		for (size_t j = 0; j < sizeof tokens / sizeof tokens[0]; j++, tries++)
			assert_int_equal(desk_raw(given, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\n" FORM "Content-Length: %zu\r\n\r\n%sact=done+A12", paths[i], given->cookie, strlen(tokens[j]) + 12, tokens[j]), 403);
		assert_int_equal(desk_raw(given, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\ntoken=%s", paths[i], given->cookie, 6 + strlen(given->token), given->token), 415);
		assert_int_equal(desk_get(given, paths[i]), 405);
		tries += 2;
	}
	/* another page's token is no token of the way in, and the other way round */
	char door[DESK_MARK_BYTES];
	desk_door(given, door);
	assert_int_equal(desk_raw(given, "POST /in HTTP/1.1\r\nHost: desk\r\nCookie: foyer-door=%s\r\n" FORM "Content-Length: 6\r\n\r\ntoken=", door), 403);
	assert_int_equal(desk_raw(given, "POST /in HTTP/1.1\r\nHost: desk\r\n" FORM "Content-Length: %zu\r\n\r\ntoken=%s&how=number&who=1001&pin=482915", strlen(door) + 37, door), 403);
	memcpy(given->token, door, sizeof door);
	assert_int_equal(desk_post(given, "/act", "act=done+A12"), 403);
	desk_get(given, "/");
	assert_non_null(strstr(given->answer, "take 1 A12"));
	print_message("%d forged posts, all refused\n", tries + 3);
}

static void paths_lead_nowhere_else(void **state)
{
	struct given_desk *given = *state;
	static const char *const paths[] = { "/../themes/brand.json", "/desk/desk.css", "//desk.css", "/desk.css/", "/./desk.css", "/%2e%2e/themes/brand.json", "/%64esk.css", "/desk.css%00", "/..%5cdesk.css",
		"/desk.css;x", "/DESK.CSS", "/.well-known/x", "/index.html", "/languages/en.mo", "/etc/passwd", "/....//etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/proc/self/environ", "desk.css", "*" };
	int tries = 0;
	desk_enter(given);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++, tries++) {
		int status = desk_get(given, paths[i]);
		if (status != 404 && status != 400)
			fail_msg("%s is answered %d", paths[i], status);
	}
	static const char *const methods[] = { "PUT", "DELETE", "TRACE", "OPTIONS", "HEAD", "CONNECT", "PROPFIND", "get" };
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++, tries++) {
		int status = desk_raw(given, "%s /desk.css HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n", methods[i]);
		if (status < 400)
			fail_msg("%s is answered %d", methods[i], status);
	}
	print_message("%d paths and methods that lead nowhere\n", tries);
}

static void what_is_too_large_is_refused(void **state)
{
	struct given_desk *given = *state;
	char *large = malloc(20001);
	memset(large, 'a', 20000);
	large[20000] = '\0';
	desk_enter(given);
	int body = desk_raw(given, "POST /act HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\n" FORM "Content-Length: 20000\r\nConnection: close\r\n\r\n%s", given->cookie, large);
	int head = desk_raw(given, "GET / HTTP/1.1\r\nHost: desk\r\nX: %s\r\nConnection: close\r\n\r\n", large);
	int path = desk_raw(given, "GET /%s HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n", large);
	print_message("body %d, header %d, path %d\n", body, head, path);
	assert_int_equal(body, 413);
	assert_true(head >= 400 && path >= 400);
	/* at the limit, and one over it */
	size_t room = REQUEST_BODY_MAX_BYTES - strlen("token=&x=") - strlen(given->token);
	char *more = malloc(2 * REQUEST_BODY_MAX_BYTES);
	snprintf(more, 2 * REQUEST_BODY_MAX_BYTES, "x=%.*s", (int)room, large);
	assert_int_equal(desk_post(given, "/seen", more), 204);
	snprintf(more, 2 * REQUEST_BODY_MAX_BYTES, "x=%.*s", (int)room + 1, large);
	assert_int_equal(desk_post(given, "/seen", more), 413);
	free(more);
	free(large);
	assert_int_equal(desk_get(given, "/"), 200);
}

/* Whatever a browser writes, the hub's door takes it: what it does not take shuts that door, and ends everybody's work at this desk. */
static void nobody_shuts_the_hubs_door(void **state)
{
	struct given_desk *given = *state;
	static const struct { const char *path, *begin; size_t count; const char *then; size_t more; } worst[] = {
		{ "/act", "act=offer&service=", 128, NULL, 0 }, { "/act", "act=remark&kind=idea&text=", 600, "&about=", 128 }, { "/act", "act=remark&about=a&text=", 600, "&kind=", 7 },
		{ "/act", "act=note A12&text=", 280, NULL, 0 }, { "/join", "act=point ", 512, NULL, 0 }, { "/join", "act=press ", 512, NULL, 0 }, { "/join", "act=set&node=", 512, "&text=", 1024 },
		{ "/again", "pin=", 32, NULL, 0 },
	};
	static const char letters[] = "\x01\x1f\"\\a\x7f";
	char marks[1025], known[260], token[DESK_MARK_BYTES], body[4096], path[GIVEN_PATH_BYTES];
	memset(marks, '"', sizeof marks - 1);
	marks[sizeof marks - 1] = '\0';
	given_path(path, given->doors, DESK_TOO_LARGE);
	for (const char *letter = letters; *letter; letter++) { /* before anybody has signed in */
		memset(known, *letter, sizeof known - 1);
		known[sizeof known - 1] = '\0';
		desk_door(given, token);
		snprintf(body, sizeof body, "token=%s&how=number&who=%.64s&pin=%.32s", token, marks, marks);
		desk_raw(given, "POST /in HTTP/1.1\r\nHost: desk\r\nCookie: foyer-door=%s; foyer-known=%s\r\n" FORM "Content-Length: %zu\r\n\r\n%s", token, known, strlen(body), body);
		if (access(path, F_OK) == 0)
			fail_msg("%s, for a cookie of bytes %d", given_text(path), *letter);
		desk_kill(given); /* each sign-in costs: a fresh one begins without debts */
		desk_start(given);
	}
	desk_enter(given);
	for (size_t i = 0; i < sizeof worst / sizeof worst[0]; i++) {
		snprintf(body, sizeof body, "%s%.*s%s%.*s", worst[i].begin, (int)worst[i].count, marks, worst[i].then ? worst[i].then : "", (int)worst[i].more, marks);
		desk_post(given, worst[i].path, body);
		if (access(path, F_OK) == 0)
			fail_msg("%s", given_text(path));
	}
	print_message("%zu of the longest requests, and the door stays open\n", sizeof letters - 1 + sizeof worst / sizeof worst[0]);
}

/* A byte now and then is no request: each has its time as a whole. Others are served meanwhile. */
static void who_is_slow_is_let_go(void **state)
{
	enum { SLOW = 20, DRIP_MS = 500 };
	struct given_desk *given = *state;
	static const char drip[] = "GET / HTTP/1.1\r\nHost: desk\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	int fd[SLOW];
	desk_enter(given);
	for (int i = 0; i < SLOW; i++)
		fd[i] = desk_connect(given);
	int64_t begun = real_ms();
	int gone = 0, served = 0;
	for (size_t at = 0; gone < SLOW && at < sizeof drip - 1; at++) {
		char byte[1];
		for (int i = 0; i < SLOW; i++) {
			if (fd[i] < 0)
				continue;
			if (i > 0) /* the first says nothing at all */
				desk_send(fd[i], drip + at, 1);
			ssize_t got = recv(fd[i], byte, 1, MSG_DONTWAIT);
			if (got == 0 || (got < 0 && errno != EAGAIN)) {
				close(fd[i]);
				fd[i] = -1;
				gone++;
			}
		}
		assert_int_equal(desk_get(given, "/"), 200);
		served++;
		struct deadline pause = deadline_in(DRIP_MS);
		while (deadline_pause(pause))
			continue;
	}
	print_message("%d of %d slow ones gone within %lld s, %d others served\n", gone, SLOW, (long long)(real_ms() - begun) / 1000, served);
	assert_int_equal(gone, SLOW);
}

static void too_many_connections_do_not_keep_out_the_next(void **state)
{
	enum { MANY = 200 };
	struct given_desk *given = *state;
	int fd[MANY];
	for (int i = 0; i < MANY; i++)
		fd[i] = desk_connect(given);
	for (int i = 0; i < MANY; i++)
		close(fd[i]);
	struct deadline deadline = deadline_in(30000);
	while (desk_raw(given, "GET / HTTP/1.1\r\nHost: desk\r\n\r\n") != 200)
		assert_true(deadline_pause(deadline));
}

static void pins_are_guessed_slowly(void **state)
{
	struct given_desk *given = *state;
	int asked = 0, late = 0;
	for (int i = 0; i < 40; i++) {
		char pin[8];
		snprintf(pin, sizeof pin, "%06d", i);
		int status = desk_sign_in(given, NULL, pin);
		assert_true(status == 403 || status == 429);
		asked += status == 403;
		late += status == 429;
	}
	print_message("of 40 guesses %d reached the hub\n", asked);
	assert_true(late >= 40 - 10 - 10); /* ten at once, and one more every six seconds however slow this machine is */
}

/* What somebody does is written down where there is room for so much: they cannot push out what was written before. */
static void nobody_fills_what_is_written_of_them(void **state)
{
	enum { ACTS = 60, AT_ONCE = 40 };
	struct given_desk *given = *state;
	int64_t begun = real_ms();
	int done = 0, late = 0;
	desk_enter(given);
	for (int i = 0; i < ACTS; i++) {
		assert_int_equal(desk_post(given, "/act", "act=note+A12&text=x"), 303);
		assert_int_equal(desk_get(given, "/"), 200);
		bool refused = strstr(given->answer, "That was not done.") != NULL;
		done += !refused;
		late += refused;
	}
	int back = (int)((real_ms() - begun) / 1000) + 1;
	print_message("of %d acts %d were done\n", ACTS, done);
	assert_true(done >= AT_ONCE && done <= AT_ONCE + back && late == ACTS - done);
}

static void nonsense_is_no_request(void **state)
{
	struct given_desk *given = *state;
	static const struct { const char *bytes; size_t size; } bad[] = {
#define BAD(TEXT) { TEXT, sizeof TEXT - 1 }
		BAD("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), BAD("GET\r\n\r\n"), BAD("GET / HTTP/9.9\r\n\r\n"), BAD("\0\0\0\0\r\n\r\n"), BAD("GET / HTTP/1.1\r\n\r\n"),
		BAD("POST /in HTTP/1.1\r\nHost: d\r\nContent-Length: -1\r\n\r\n"), BAD("POST /in HTTP/1.1\r\nHost: d\r\nContent-Length: 99999999999999999999\r\n\r\n"),
		BAD("POST /in HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), BAD("GET / HTTP/1.1\r\nHost: d\r\nbroken\r\n\r\n"),
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int fd = desk_connect(given);
		desk_send(fd, bad[i].bytes, bad[i].size);
		shutdown(fd, SHUT_WR);
		int status = desk_read(given, fd);
		assert_true(status == 0 || status == 200 || status >= 400);
	}
	desk_enter(given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(nobody_acts_without_a_session),
		desk_test(nobody_posts_from_elsewhere),
		desk_test(paths_lead_nowhere_else),
		desk_test(what_is_too_large_is_refused),
		desk_test(nobody_shuts_the_hubs_door),
		desk_test(who_is_slow_is_let_go),
		desk_test(too_many_connections_do_not_keep_out_the_next),
		desk_test(pins_are_guessed_slowly),
		desk_test(nobody_fills_what_is_written_of_them),
		desk_test(nonsense_is_no_request),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
