/* SPDX-License-Identifier: MIT */
/* unit.desk_page - signing in, seeing the kiosk and the queue, acting without a script, hearing of changes, and who may not. */
#include "tests/unit/desk/desk_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool says(const struct given_desk *given, const char *words)
{
	return strstr(given->answer, words) != NULL;
}

static void who_signs_in_sees_kiosk_and_queue(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	static const char *const shown[] = { "Kiosk 2 &amp; co", "Wants help", "In use since ", "No network. Forms are stored safely", "Forms waiting to be sent: 2", "The paper roll", "Report a missed bin, in Urdu",
		"Signed in as Sam &lt;b&gt;", "value=\"take 1 A12\"", "value=\"take 5 A12\"", "Help queue", "lang=\"en-GB\"" };
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (!says(given, shown[i]))
			fail_msg("the page does not say %s: %s", shown[i], given->answer);
	assert_false(says(given, "<b>") || says(given, "style=") || says(given, "onclick") || says(given, "<script>") || says(given, "000c0de"));
}

static void every_answer_is_closed_to_others(void **state)
{
	struct given_desk *given = *state;
	static const char *const heads[] = { "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';", "frame-ancestors 'none'", "X-Content-Type-Options: nosniff",
		"Cache-Control: no-store", "Referrer-Policy: same-origin" };
	static const char *const paths[] = { "/", "/desk.css", "/desk.js", "/brand.css", "/logo.svg", "/none", "/events" };
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		desk_get(given, paths[i]);
		for (size_t j = 0; j < sizeof heads / sizeof heads[0]; j++)
			if (!says(given, heads[j]))
				fail_msg("%s has no %s", paths[i], heads[j]);
	}
	assert_int_equal(desk_sign_in(given, NULL, NULL), 303);
	assert_true(says(given, "HttpOnly; SameSite=Strict"));
}

static void a_wrong_pin_is_told_in_words(void **state)
{
	struct given_desk *given = *state;
	assert_int_equal(desk_sign_in(given, NULL, "1"), 403);
	assert_true(says(given, "That number and PIN do not match") && says(given, "role=\"alert\"") && !says(given, "Set-Cookie: foyer="));
	assert_int_equal(desk_sign_in(given, "1002", NULL), 403);
	assert_true(says(given, "Nobody can sign in with this number until "));
	assert_int_equal(desk_sign_in(given, "", NULL), 403);
	char *said = given_text(given->said);
	assert_null(strstr(said, "482915"));
	free(said);
}

static void a_call_is_taken_arrived_at_and_finished_without_a_script(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	static const struct { const char *act, *then; } steps[] = {
		{ "act=take+5+A12", "Sam &lt;b&gt; is coming" }, { "act=arrive+A12", "Sam &lt;b&gt; is there" }, { "act=done+A12", "value=\"take 1 A13\"" }, { "act=done+A13", "Nobody is waiting for help." },
	};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		assert_int_equal(desk_post(given, "/act", steps[i].act), 303);
		assert_int_equal(desk_get(given, "/"), 200);
		if (!says(given, steps[i].then))
			fail_msg("after %s it does not say %s", steps[i].act, steps[i].then);
	}
	static const char *const wrong[] = { "act=", "act=take+A12", "act=take+0+A12", "act=take+61+A12", "act=done+a12", "act=done+A12+A13", "act=leave", "x=1", "act=done+ABCDEFGH" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
	assert_int_equal(desk_post(given, "/act", "act=done+A77"), 303); /* somebody else was quicker: the page shows how it is */
}

static void why_a_person_was_needed_is_one_touch(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_false(says(given, "value=\"done A12 V\""));
	assert_int_equal(desk_post(given, "/act", "act=take+5+A12"), 303);
	assert_int_equal(desk_post(given, "/act", "act=arrive+A12"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	static const char *const codes[] = { "V", "A1", "A2", "A3", "A4", "A4L", "A5", "A6", "U" };
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		char button[48];
		snprintf(button, sizeof button, "value=\"done A12 %s\"", codes[i]);
		assert_true(says(given, button));
	}
	assert_int_equal(desk_post(given, "/act", "act=done+A12+a1"), 400);
	assert_int_equal(desk_post(given, "/act", "act=done+A12+A4LL"), 400);
	assert_int_equal(desk_post(given, "/act", "act=done+A12+A4L"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "value=\"take 1 A13\""));
}

/* A call about getting in somewhere: no way to end it but with why, until that is said. */
static void who_is_not_in_yet_is_not_done_without_why(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=note+A12&text=stuck"), 303);
	assert_int_equal(desk_post(given, "/act", "act=take+5+A12"), 303);
	assert_int_equal(desk_post(given, "/act", "act=arrive+A12"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "They say that they are still stuck.") && !says(given, "value=\"done A12"));
	static const char *const whys[] = { "told", "passed-on", "later", "left" };
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++) {
		char button[48];
		snprintf(button, sizeof button, "value=\"confirmed A12 %s\"", whys[i]);
		assert_true(says(given, button));
	}
	static const char *const wrong[] = { "act=confirmed+A12", "act=confirmed+A12+in", "act=confirmed+A12+trying", "act=confirmed+A12+LEFT", "act=confirmed+A12+left+now", "act=confirmed+A12+left-and-left-and-left" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
	assert_int_equal(desk_post(given, "/act", "act=confirmed+A12+passed-on"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "It was passed on.") && says(given, "value=\"done A12 V\"") && !says(given, "value=\"confirmed A12"));
}

static void staff_tell_each_other_of_a_call(void **state)
{
	struct given_desk *given = *state;
	char text[4 * 281], body[5 * 281];
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=note+A12&text=she+needs+%3Cb%3E+a+chair"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "she needs &lt;b&gt; a chair") && says(given, "Sam &lt;b&gt;, "));
	static const char *const wrong[] = { "act=note+A12", "act=note+A12&text=", "act=note&text=x", "act=note+A12&text=a%0Ab", "act=note+A12+x&text=y" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
	memset(text, 'n', 281);
	text[281] = '\0';
	snprintf(body, sizeof body, "act=note+A12&text=%s", text);
	assert_int_equal(desk_post(given, "/act", body), 400);
	text[280] = '\0';
	snprintf(body, sizeof body, "act=note+A12&text=%s", text);
	assert_int_equal(desk_post(given, "/act", body), 303);
}

/* Two may have the same first name: the hub says whose a call is. */
static void who_has_another_call_may_be_relieved_of_it(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=note+A12&text=not+mine"), 303);
	assert_int_equal(desk_post(given, "/act", "act=take+5+A12"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "I will go instead") && !says(given, "value=\"done A12\"") && !says(given, "value=\"arrive A12\""));
}

static void a_form_is_laid_ready_with_its_code(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_true(says(given, "<option value=\"missed-bin\">Report a missed bin</option>") && !says(given, "kiosk.schema"));
	static const char *const wrong[] = { "act=offer", "act=offer&service=", "act=offer+x&service=missed-bin", "act=unoffer", "act=unoffer+a14" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
	assert_int_equal(desk_post(given, "/act", "act=offer+&service=missed-bin"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "Ticket A14") && says(given, "K7M 4QX") && says(given, "Waiting at the kiosk since ") && !says(given, "id=\"service\""));
	assert_int_equal(desk_post(given, "/act", "act=unoffer+A14"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(!says(given, "K7M 4QX") && says(given, "id=\"service\""));
}

static void what_kind_of_case_it_is_is_said_at_the_call(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=take+1+A12"), 303);
	assert_int_equal(desk_post(given, "/act", "act=arrive+A12"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "id=\"set-A12\"") && says(given, "Better talked about in private"));
	assert_int_equal(desk_post(given, "/act", "act=type+A12&type=complex&word=concern"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "It is written down"));
	static const char *const wrong[] = { "act=type+&type=complex&word=concern", "act=type+A12&type=complex", "act=type+A12&type=complex&word=she+cried", "act=type+A12&type=complicated&word=concern", "act=type+A12&type=concern&word=complex" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
}

static void what_is_kept_is_brought_by_its_ticket(void **state)
{
	struct given_desk *given = *state;
	char body[128], typed[66];
	desk_enter(given);
	assert_true(says(given, "Answers kept for later") && says(given, "<li data-state=\"kept\"><h3>Report a missed bin</h3><p>Kept at ") && says(given, "<p>Deleted at ") && says(given, "id=\"pick\""));
	static const char *const wrong[] = { "act=pick", "act=pick+", "act=pick+&ticket=", "act=pick+x&ticket=K7M4QX", "act=pick+&ticket=K7M%0A4QX" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
	memset(typed, 'K', 65);
	typed[65] = '\0';
	snprintf(body, sizeof body, "act=pick+&ticket=%s", typed);
	assert_int_equal(desk_post(given, "/act", body), 400);
	typed[64] = '\0';
	snprintf(body, sizeof body, "act=pick+&ticket=%s", typed);
	assert_int_equal(desk_post(given, "/act", body), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "No answers are kept with that code."));
	assert_int_equal(desk_post(given, "/act", "act=pick+&ticket=K7M+4QX"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "Somebody is using that kiosk. The answers are still kept."));
	assert_int_equal(desk_post(given, "/act", "act=pick+&ticket=k7m+4qx"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "Their answers are at the kiosk.") && says(given, "Sam &lt;b&gt; has brought them to the screen") && !says(given, "4qx"));
}

static void the_council_is_told_of_a_service(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=remark+&kind=issue&about=missed-bin&text=asks+twice"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "Stored safely. It will be sent to the council."));
	assert_int_equal(desk_post(given, "/act", "act=remark+&kind=idea&about=missed-bin&text=full"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "That was not done.") && !says(given, "Stored safely. It"));
	assert_int_equal(desk_post(given, "/act", "act=take+1+A12"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_false(says(given, "That was not done."));
	static const char *const wrong[] = { "act=remark+", "act=remark+&kind=issue&about=missed-bin", "act=remark+&kind=issue&about=missed-bin&text=", "act=remark+x&kind=issue&about=missed-bin&text=y",
		"act=remark+&kind=notakindofit&about=missed-bin&text=y" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/act", wrong[i]), 400);
}

static void the_day_is_there_in_numbers(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	static const char *const shown[] = { "<dt>Visits</dt><dd>41</dd>", "<dt>Forms sent</dt><dd>17</dd>", "<dt>Wait on average</dt><dd>3 min</dd>", "<dt>Longest wait</dt><dd>5 min</dd>",
		"<dt>They rightly needed a person</dt><dd>3</dd>", "<dt>They could not find the information</dt><dd>1</dd>" };
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (!says(given, shown[i]))
			fail_msg("the page does not say %s: %s", shown[i], given->answer);
}

static int stream(struct given_desk *given)
{
	char request[512];
	int fd = desk_connect(given);
	snprintf(request, sizeof request, "GET /events HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\n\r\n", given->cookie);
	desk_send(fd, request, strlen(request));
	return fd;
}

static void a_stream_tells_each_change(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	int first = stream(given), second = stream(given);
	desk_read_until(given, first, "take 1 A12");
	assert_true(says(given, "text/event-stream") && says(given, "retry: "));
	desk_read_until(given, second, "take 1 A12");
	assert_int_equal(desk_post(given, "/act", "act=take+1+A12"), 303);
	desk_read_until(given, first, "arrive A12");
	desk_read_until(given, second, "arrive A12");
	close(first);
	assert_int_equal(desk_post(given, "/act", "act=arrive+A12"), 303);
	desk_read_until(given, second, "is there");
	close(second);
}

static void a_ninth_window_ends_the_oldest_one(void **state)
{
	enum { MOST = 8 };
	struct given_desk *given = *state;
	int fd[MOST + 1];
	desk_enter(given);
	for (int i = 0; i < MOST; i++) {
		fd[i] = stream(given);
		desk_read_until(given, fd[i], "take 1 A12");
	}
	assert_int_equal(desk_post(given, "/act", "act=take+1+A12"), 303);
	for (int i = 0; i < MOST; i++)
		desk_read_until(given, fd[i], "arrive A12"); /* all of them hear */
	fd[MOST] = stream(given);
	desk_read_until(given, fd[MOST], "arrive A12");
	desk_read_until(given, fd[0], "0\r\n\r\n"); /* the last of its pieces */
	close(fd[0]);
	assert_int_equal(desk_post(given, "/act", "act=arrive+A12"), 303);
	for (int i = 1; i <= MOST; i++) {
		desk_read_until(given, fd[i], "is there");
		close(fd[i]);
	}
}

static void a_session_that_the_hub_forgot_is_over(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	int fd = stream(given);
	desk_read_until(given, fd, "take 1 A12");
	assert_int_equal(desk_post(given, "/act", "act=done+A99"), 303);
	desk_read_until(given, fd, "event: out");
	close(fd);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "Sign in to the help desk"));
	assert_int_equal(desk_get(given, "/events"), 401);
}

static void who_does_nothing_is_warned_and_then_out(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	int fd = stream(given);
	desk_read_until(given, fd, "take 1 A12");
	assert_int_equal(desk_post(given, "/act", "act=done+A98"), 303);
	desk_read_until(given, fd, "event: warning");
	assert_int_equal(desk_post(given, "/seen", ""), 204);
	assert_int_equal(desk_post(given, "/act", "act=done+A97"), 303);
	desk_read_until(given, fd, "event: out");
	close(fd);
	assert_int_equal(desk_post(given, "/seen", ""), 401);
}

static void a_page_that_was_left_is_locked_and_hears_on(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_true(says(given, "<section id=\"lock\"") && says(given, "aria-labelledby=\"lock-title\" hidden>"));
	int fd = stream(given);
	desk_read_until(given, fd, "event: unlocked");
	assert_int_equal(desk_post(given, "/act", "act=done+A96"), 303);
	desk_read_until(given, fd, "event: locked");
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "<body class=\"locked\"") && !says(given, "lock-title\" hidden>") && says(given, "This page is locked"));
	assert_int_equal(desk_post(given, "/act", "act=done+A12"), 303); /* it hears of what changes */
	desk_read_until(given, fd, "A13");
	assert_int_equal(desk_post(given, "/again", "pin=111111"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "That PIN is not right") && says(given, "<body class=\"locked\""));
	assert_int_equal(desk_raw(given, "POST /again HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\npin=482915", given->cookie), 403);
	assert_int_equal(desk_post(given, "/again", "pin=482915"), 303);
	desk_read_until(given, fd, "event: unlocked");
	assert_int_equal(desk_get(given, "/"), 200);
	assert_true(says(given, "<body class=\"\"") && !says(given, "That PIN is not right"));
	close(fd);
}

static void a_browser_brings_what_it_is_known_by(void **state)
{
	struct given_desk *given = *state;
	char door[DESK_MARK_BYTES];
	static const char form[] = "token=%s&how=number&who=1001&pin=482915";
	assert_int_equal(desk_sign_in(given, NULL, NULL), 303);
	assert_true(says(given, "foyer-known=a1; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"));
	desk_door(given, door);
	char body[256];
	snprintf(body, sizeof body, form, door);
	assert_int_equal(desk_raw(given, "POST /in HTTP/1.1\r\nHost: desk\r\nCookie: foyer-door=%s; foyer-known=a1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s", door, strlen(body), body), 303);
	assert_true(says(given, "foyer-known=b2;"));
}

static void signing_out_ends_it_everywhere(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	int fd = stream(given);
	desk_read_until(given, fd, "take 1 A12");
	assert_int_equal(desk_post(given, "/out", ""), 303);
	assert_true(says(given, "Max-Age=0"));
	desk_read_until(given, fd, "event: out");
	close(fd);
	assert_int_equal(desk_post(given, "/act", "act=done+A12"), 401);
}

static void a_desk_without_a_kiosk_says_so(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	int fd = stream(given);
	desk_read_until(given, fd, "take 1 A12");
	script_end(given);
	desk_read_until(given, fd, "The kiosk does not answer");
	close(fd);
	assert_int_equal(desk_sign_in(given, NULL, NULL), 503);
	assert_true(says(given, "You are not signed in"));
}

static void a_desk_that_was_killed_is_back_and_knows_nobody(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	for (int i = 0; i < 5; i++) {
		desk_kill(given);
		desk_start(given);
		assert_int_equal(desk_get(given, "/events"), 401);
	}
	desk_enter(given);
	assert_true(says(given, "take 1 A12"));
}

static void whoever_may_see_a_screen_sees_it_live(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_true(says(given, "value=\"join\"") && says(given, "id=\"join\"") && !says(given, "About you"));
	int fd = stream(given);
	desk_read_until(given, fd, "take 1 A12");
	assert_int_equal(desk_post(given, "/act", "act=join+A12"), 303);
	desk_read_until(given, fd, "You see nothing until they say yes.");
	assert_int_equal(desk_post(given, "/act", "act=join"), 303);
	desk_read_until(given, fd, "press choice:bin:blue");
	assert_int_equal(desk_post(given, "/join", "act=set&node=field%3Aname&text=Mair+%22%3Cb%3E"), 303);
	desk_read_until(given, fd, "value=\"Mair &quot;&lt;b&gt;\"");
	assert_int_equal(desk_post(given, "/join", "act=press+choice%3Abin%3Abrown"), 303);
	desk_read_until(given, fd, "aria-pressed=\"true\">Brown");
	assert_int_equal(desk_post(given, "/join", "act=point+show%3Anino"), 303);
	desk_read_until(given, fd, "pointed at show:nino");
	assert_int_equal(desk_post(given, "/join", "act=leave"), 303);
	desk_read_until(given, fd, "You have stopped helping.");
	close(fd);
}

static void a_screen_is_seen_without_a_script_too(void **state)
{
	struct given_desk *given = *state;
	desk_enter(given);
	assert_int_equal(desk_post(given, "/act", "act=join"), 303);
	assert_int_equal(desk_get(given, "/"), 200);
	static const char *const shown[] = { "You can look, point, and fill in for them.", "<label for=\"set-field:name\">Your name</label>", "<legend>Which bin?</legend>", "It is filled in.", "<p class=\"control\">Stop</p>",
		"aria-label=\"Point at: Brown\"", "Sam &lt;b&gt; is helping from a desk", "value=\"leave\"" };
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (!says(given, shown[i]))
			fail_msg("the page does not say %s: %s", shown[i], given->answer);
	assert_false(says(given, "press person") || says(given, "press show:nino") || says(given, "<b>") || says(given, "value=\"join\""));
	static const char *const wrong[] = { "act=", "act=point", "act=press", "act=set", "act=set&node=field%3Aname", "act=see", "x=1" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_post(given, "/join", wrong[i]), 400);
	assert_int_equal(desk_post(given, "/act", "act=join+a12"), 400);
}

static void the_page_speaks_the_browsers_language(void **state)
{
	struct given_desk *given = *state;
	assert_int_equal(desk_raw(given, "GET / HTTP/1.1\r\nHost: desk\r\nAccept-Language: cy-GB, en;q=0.5\r\n\r\n"), 200);
	assert_true(says(given, "lang=\"cy\"") && says(given, "Mewngofnodi"));
	assert_int_equal(desk_raw(given, "GET / HTTP/1.1\r\nHost: desk\r\nAccept-Language: ur\r\n\r\n"), 200);
	assert_true(says(given, "dir=\"rtl\""));
}

/* What a browser loads first, with every head: the budget of a slow line. */
static void the_first_load_is_small(void **state)
{
	struct given_desk *given = *state;
	static const char *const parts[] = { "/", "/desk.css", "/desk.js", "/brand.css", "/logo.svg" };
	size_t sum = 0;
	desk_enter(given);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		assert_int_equal(desk_get(given, parts[i]), 200);
		sum += strlen(given->answer);
	}
	print_message("first load: %zu bytes\n", sum);
	assert_true(sum < 60 * 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(who_signs_in_sees_kiosk_and_queue),
		desk_test(every_answer_is_closed_to_others),
		desk_test(a_wrong_pin_is_told_in_words),
		desk_test(a_call_is_taken_arrived_at_and_finished_without_a_script),
		desk_test(why_a_person_was_needed_is_one_touch),
		desk_test(who_is_not_in_yet_is_not_done_without_why),
		desk_test(staff_tell_each_other_of_a_call),
		desk_test(who_has_another_call_may_be_relieved_of_it),
		desk_test(a_form_is_laid_ready_with_its_code),
		desk_test(what_is_kept_is_brought_by_its_ticket),
		desk_test(the_council_is_told_of_a_service), desk_test(what_kind_of_case_it_is_is_said_at_the_call),
		desk_test(the_day_is_there_in_numbers),
		desk_test(a_stream_tells_each_change), desk_test(a_page_that_was_left_is_locked_and_hears_on), desk_test(a_browser_brings_what_it_is_known_by),
		desk_test(a_ninth_window_ends_the_oldest_one),
		desk_test(a_session_that_the_hub_forgot_is_over),
		desk_test(who_does_nothing_is_warned_and_then_out),
		desk_test(signing_out_ends_it_everywhere),
		desk_test(a_desk_without_a_kiosk_says_so),
		desk_test(a_desk_that_was_killed_is_back_and_knows_nobody),
		desk_test(whoever_may_see_a_screen_sees_it_live),
		desk_test(a_screen_is_seen_without_a_script_too),
		desk_test(the_page_speaks_the_browsers_language),
		desk_test(the_first_load_is_small),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
