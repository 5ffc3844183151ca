/* SPDX-License-Identifier: MIT */
/* attack.web - at the desk's page over TLS: nobody's session, somebody else's page, tricks in the path, too much, too slow, and a desk that was killed in between. */
#include "tests/attacks/ground.h"

#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static const char *const posts[] = { "/act", "/join", "/out", "/seen", "/again" };
static const char *const deeds[] = { "act=take+5+A1", "act=arrive+A1", "act=done+A1+V", "act=note+A1&text=x", "act=offer&service=missed-bin", "act=join", "act=remark&kind=issue&about=missed-bin&text=x" };

enum { POSTS = sizeof posts / sizeof posts[0], DEEDS = sizeof deeds / sizeof deeds[0] };

/* Whoever asks often is let wait: then time passes, as it would for somebody with patience. */
static bool patient(struct ground *ground, int status)
{
	if (status != 429)
		return false;
	ground_pass(ground, 6000);
	return true;
}

/* Whether the page did what was asked for: a status that is no refusal, or something that stands in the audit. */
static void refused(struct ground *ground, struct tally *tally, int status, const char *what)
{
	tally_try(tally, status >= 200 && status < 400, "%s: %d", what, status);
	patient(ground, status);
}

/* Sam, whom nothing here keeps out, does the same that was refused. */
static void control(struct ground *ground, struct tally *tally, long acts)
{
	long after = ground_acts(ground);
	if (after != acts)
		fail_msg("%s: %ld acts stand in the audit that were nobody's", tally->what, after - acts);
	int status = intruder_post(&ground->intruder, "/act", "act=remark&kind=issue&about=missed-bin&text=x");
	while (patient(ground, status))
		status = intruder_post(&ground->intruder, "/act", "act=remark&kind=issue&about=missed-bin&text=x");
	tally_control(tally, status == 303 && ground_acts(ground) == acts + 1, "a remark by Sam");
	tally_end(tally);
}

static void as_sam(struct ground *ground)
{
	intruder_enter(&ground->intruder, ground_people[SAM_STAFF].number, ground_people[SAM_STAFF].pin);
}

static void nobody_acts_without_a_session(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "no session, or a forged one" };
	char right[INTRUDER_MARK_BYTES];
	as_sam(ground);
	long acts = ground_acts(ground);
	memcpy(right, ground->intruder.mark, sizeof right);
	static const char *const marks[] = { "", "0", "0000000000000000000000000000000000000000000000000000000000000000", "%00", "' or 1=1 --", "../../device.pem" };
	for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++) {
		snprintf(ground->intruder.mark, sizeof ground->intruder.mark, "%s", marks[m]);
		for (size_t p = 0; p < POSTS; p++)
			refused(ground, &tally, intruder_post(&ground->intruder, posts[p], deeds[0]), posts[p]);
		for (size_t d = 0; d < DEEDS; d++)
			refused(ground, &tally, intruder_post(&ground->intruder, "/act", deeds[d]), deeds[d]);
		refused(ground, &tally, intruder_get(&ground->intruder, "/events"), "/events");
	}
	for (size_t at = 0; at < strlen(right); at++) { /* each digit of a right one changed */
		memcpy(ground->intruder.mark, right, sizeof right);
		ground->intruder.mark[at] = right[at] == 'a' ? 'b' : 'a';
		refused(ground, &tally, intruder_post(&ground->intruder, "/act", deeds[DEEDS - 1]), "a changed cookie");
	}
	memcpy(ground->intruder.mark, right, sizeof right);
	control(ground, &tally, acts);
}

static void nobody_posts_from_elsewhere(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "another site's page, or a forged token" };
	static const char *const heads[] = { "Origin: https://elsewhere\r\n", "Origin: null\r\n", "Origin: http://desk\r\n", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n", "Content-Type: text/plain\r\n" };
	static const char *const tokens[] = { "", "token=&", "token=0000000000000000000000000000000000000000000000000000000000000000&", "token=a&token=b&" };
	as_sam(ground);
	long acts = ground_acts(ground);
	struct intruder *in = &ground->intruder;
	char body[512];
	for (size_t p = 0; p < POSTS; p++) {
		snprintf(body, sizeof body, "token=%s&%s", in->token, deeds[DEEDS - 1]);
		for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++)
			refused(ground, &tally, intruder_raw(in, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer=%s\r\n%s%sContent-Length: %zu\r\n\r\n%s", posts[p], in->mark, heads[h],
				strncmp(heads[h], "Content", 7) == 0 ? "" : FORM, strlen(body), body), heads[h]);
		for (size_t t = 0; t < sizeof tokens / sizeof tokens[0]; t++) {
			snprintf(body, sizeof body, "%s%s", tokens[t], deeds[DEEDS - 1]);
			refused(ground, &tally, intruder_raw(in, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer=%s\r\n" FORM "Content-Length: %zu\r\n\r\n%s", posts[p], in->mark, strlen(body), body), tokens[t]);
		}
		refused(ground, &tally, intruder_get(in, posts[p]), "a link");
	}
	/* the token of somebody else who is signed in too */
	struct intruder *vera = calloc(1, sizeof *vera);
	vera->port = ground->port;
	intruder_enter(vera, ground_people[VERA_VOLUNTEER].number, ground_people[VERA_VOLUNTEER].pin);
	acts++;
	memcpy(vera->token, in->token, sizeof vera->token);
	for (size_t d = 0; d < DEEDS; d++)
		refused(ground, &tally, intruder_post(vera, "/act", deeds[d]), "another's token");
	intruder_close(vera);
	free(vera);
	control(ground, &tally, acts);
}

static void paths_lead_nowhere_else(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "tricks in the path" };
	static const char *const paths[] = { "/../themes/brand.json", "/desk/desk.css", "//desk.css", "/desk.css/", "/./desk.css", "/%2e%2e/themes/brand.json", "/%64esk.css", "/desk.css%00", "/..%5cdesk.css", "/desk.css;x",
		"/DESK.CSS", "/.well-known/x", "/index.html", "/languages/en.mo", "/etc/passwd", "/....//etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/proc/self/environ", "desk.css", "/site", "/act/../events", "/state/device.pem",
		"/../state/device.pem", "/..%2f..%2fstore.db", "https://elsewhere/" };
	static const char *const methods[] = { "PUT", "DELETE", "TRACE", "OPTIONS", "HEAD", "CONNECT", "PROPFIND", "get" };
	as_sam(ground);
	long acts = ground_acts(ground);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		refused(ground, &tally, intruder_get(&ground->intruder, paths[i]), paths[i]);
		refused(ground, &tally, intruder_post(&ground->intruder, paths[i], deeds[DEEDS - 1]), paths[i]);
	}
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		refused(ground, &tally, intruder_raw(&ground->intruder, "%s /desk.css HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n", methods[i]), methods[i]);
	tally_control(&tally, intruder_get(&ground->intruder, "/desk.css") == 200, "the file itself");
	control(ground, &tally, acts);
}

static void what_is_too_large_is_refused(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "too large, or no request" };
	struct intruder *in = &ground->intruder;
	static const char *const nonsense[] = { "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n", "POST /in HTTP/1.1\r\nHost: d\r\nContent-Length: -1\r\n\r\n",
		"POST /in HTTP/1.1\r\nHost: d\r\nContent-Length: 99999999999999999999\r\n\r\n", "POST /in HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" };
	char *large = malloc(40001);
	memset(large, 'a', 40000);
	large[40000] = '\0';
	as_sam(ground);
	long acts = ground_acts(ground);
	for (size_t size = 5000; size <= 40000; size += 5000)
		for (size_t p = 0; p < POSTS; p++)
			refused(ground, &tally, intruder_raw(in, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer=%s\r\n" FORM "Content-Length: %zu\r\nConnection: close\r\n\r\ntoken=%s&%s&x=%.*s", posts[p], in->mark,
				size + strlen("token=&&x=") + strlen(in->token) + strlen(deeds[DEEDS - 1]), in->token, deeds[DEEDS - 1], (int)size, large), posts[p]);
	for (size_t size = 10000; size <= 40000; size += 5000) {
		refused(ground, &tally, intruder_raw(in, "GET / HTTP/1.1\r\nHost: desk\r\nX: %.*s\r\nConnection: close\r\n\r\n", (int)size, large), "a header");
		refused(ground, &tally, intruder_raw(in, "GET /%.*s HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n", (int)size, large), "a path");
	}
	for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
		assert_true(intruder_open(in));
		intruder_send(in, nonsense[i], strlen(nonsense[i]));
		refused(ground, &tally, intruder_read(in, 2000), nonsense[i]);
		intruder_close(in);
	}
	free(large);
	control(ground, &tally, acts);
}

/* A byte now and then is no request, whether of TLS's own or above it; each has its time as a whole, and others are served meanwhile. */
static void who_is_slow_is_let_go(void **state)
{
	enum { SLOW = 24, PASS_MS = 500, PASSES_MAX = 60 };
	struct ground *ground = *state;
	struct tally tally = { .what = "a request that drips" };
	static const char drip[] = "GET / HTTP/1.1\r\nHost: desk\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	struct intruder *slow = calloc(SLOW, sizeof *slow);
	int gone = 0, served = 0;
	as_sam(ground);
	long acts = ground_acts(ground);
	for (int i = 0; i < SLOW; i++) {
		slow[i].port = ground->port;
		assert_true(intruder_open(&slow[i]));
	}
	for (int pass = 0; gone < SLOW && pass < PASSES_MAX; pass++) {
		gone = 0;
		for (int i = 0; i < SLOW; i++) {
			if (!intruder_gone(&slow[i]) && i > 0) /* the first says nothing at all */
				intruder_send(&slow[i], drip + pass % (sizeof drip - 1), 1);
			gone += intruder_gone(&slow[i]);
		}
		served += intruder_get(&ground->intruder, "/desk.css") == 200;
		ground_pass(ground, PASS_MS);
		struct deadline pause = deadline_in(50);
		while (deadline_pause(pause))
			continue;
	}
	for (int i = 0; i < SLOW; i++) {
		tally_try(&tally, !intruder_gone(&slow[i]), "line %d is held open", i);
		intruder_close(&slow[i]);
	}
	print_message("%d others served meanwhile\n", served);
	free(slow);
	control(ground, &tally, acts);
}

static void a_killed_desk_or_hub_lets_nobody_in(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "cookies and tokens of a desk or hub that was killed" };
	struct intruder *old = calloc(1, sizeof *old);
	for (int round = 0; round < 4; round++) {
		as_sam(ground);
		memcpy(old, &ground->intruder, sizeof *old);
		old->line = NULL;
		long acts = ground_acts(ground);
		kiosk_kill(&ground->kiosk, round % 2 ? "foyer-hub" : "foyer-desk");
		intruder_close(&ground->intruder);
		ground_until_open(ground);
		struct deadline deadline = deadline_in(PROCESS_WAIT_MS); /* the desk may not have heard yet that the hub is another one */
		while (intruder_get(old, "/events") == 200 && intruder_gone(old) && deadline_pause(deadline))
			continue;
		for (size_t d = 0; d < DEEDS; d++) {
			int status = intruder_post(old, "/act", deeds[d]);
			tally_try(&tally, status == 303 && ground_acts(ground) != acts, "%s after the end of its session: %d", deeds[d], status);
		}
		intruder_close(old);
		as_sam(ground);
		tally_control(&tally, ground_acts(ground) == acts + 1, "Sam signs in again");
		ground_pass(ground, 60 * 1000);
	}
	free(old);
	tally_end(&tally);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, ground_set_up, ground_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(nobody_acts_without_a_session),
		CASE(nobody_posts_from_elsewhere),
		CASE(paths_lead_nowhere_else),
		CASE(what_is_too_large_is_refused),
		CASE(who_is_slow_is_let_go),
		CASE(a_killed_desk_or_hub_lets_nobody_in),
	};
	return cmocka_run_group_tests_name("web", tests, NULL, NULL);
}
