/* SPDX-License-Identifier: MIT */
/* routes.c - what a browser may ask: a table. Every POST carries its page's token; without a session there is only the way in. */
#include "firmware/desk/acts.h"
#include "firmware/desk/desk_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHO_MAX_BYTES = 64, PIN_MAX_BYTES = 32, COOKIE_BYTES = 160, KNOWN_COOKIE_BYTES = SESSION_KNOWN_BYTES + COOKIE_BYTES, KNOWN_DAYS = 30, DAY_S = 24 * 60 * 60 };

/* A browser that waits for the hub's answer. */
struct asked {
	struct desk *desk;
	struct exchange *exchange;
	uint64_t number; /* of its session; 0: none yet */
	int language;
	const char *kept; /* what is said when it was done and the page does not show it; static, NULL nothing */
	char joins[SESSION_AT_BYTES]; /* they ask to help at that other kiosk; "" they do not */
	struct asked *next;
};

static void asked_free(struct asked *asked)
{
	struct asked **at = &asked->desk->asked;
	while (*at != asked)
		at = &(*at)->next;
	*at = asked->next;
	free(asked);
}

void routes_done(struct desk *desk)
{
	while (desk->asked)
		asked_free(desk->asked);
}

static const char *cookie_name(const struct desk *desk, bool door)
{
	if (desk->secure)
		return door ? "__Host-foyer-door" : "__Host-foyer"; /* of this host alone, over TLS alone: the browser sees to it */
	return door ? "foyer-door" : "foyer";
}

static const char *write_cookie(const struct desk *desk, bool door, const char *mark, char ret[static COOKIE_BYTES])
{
	snprintf(ret, COOKIE_BYTES, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", cookie_name(desk, door), mark, desk->secure ? "; Secure" : "", mark[0] ? "" : "; Max-Age=0");
	return ret;
}

static const char *known_name(const struct desk *desk)
{
	return desk->secure ? "__Host-foyer-known" : "foyer-known";
}

/* What this browser is known by: nobody elsewhere can keep its people out by guessing. It lets nobody in. */
static const char *write_known(const struct desk *desk, const char *known, char ret[static KNOWN_COOKIE_BYTES])
{
	snprintf(ret, KNOWN_COOKIE_BYTES, "%s=%.*s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s", known_name(desk), SESSION_KNOWN_BYTES - 1, known, KNOWN_DAYS * DAY_S, desk->secure ? "; Secure" : "");
	return ret;
}

static void refuse(struct exchange *exchange, int status)
{
	web_answer(exchange, &(struct web_answer){ .status = status });
}

static int language_of(const struct desk *desk, const struct web_request *request)
{
	const char *tag = request_language(request->languages, desk->languages);
	int i = 0;
	while (desk->languages[i] != tag)
		i++;
	return i;
}

static struct session *session_of(struct desk *desk, const struct web_request *request)
{
	char mark[SESSION_MARK_BYTES];
	if (request_cookie(request->cookies, cookie_name(desk, false), mark, sizeof mark) != FAIL_NONE)
		return NULL;
	return session_find(&desk->sessions, mark);
}

static bool token_right(const struct web_request *request, const char *wanted)
{
	char token[SESSION_MARK_BYTES];
	if (request_field(request->body, request->body_size, "token", token, sizeof token) != FAIL_NONE)
		return false;
	return session_same(token, wanted);
}

/* ---- the way in ---- */

static void answer_sign_in(struct desk *desk, struct exchange *exchange, int language, int status, const char *problem, const char *time)
{
	char token[SESSION_MARK_BYTES], cookie[COOKIE_BYTES];
	struct html html;
	session_mark(token);
	html_init(&html, PAGE_MAX_BYTES);
	page_sign_in(&html, desk->words[language], &desk->place[language], token, problem, time);
	web_answer(exchange, &(struct web_answer){ .status = status, .type = "text/html; charset=utf-8", .bytes = html.buffer.bytes, .size_bytes = html.buffer.size_bytes,
		.headers = { { "Set-Cookie", write_cookie(desk, true, token, cookie) } } });
	html_done(&html);
}

static void take_in(struct asked *asked, const json_t *reply)
{
	struct desk *desk = asked->desk;
	char in[COOKIE_BYTES], door[COOKIE_BYTES], known[KNOWN_COOKIE_BYTES];
	const char *hub = NULL;
	if (json_take_text(reply, "session", SESSION_HUB_MAX_BYTES, &hub) != FAIL_NONE) {
		answer_sign_in(desk, asked->exchange, asked->language, 503, "deskpage.away", NULL);
		return;
	}
	struct session *session = session_new(&desk->sessions);
	if (!session) {
		log_event("desk.full", "sessions=%d", SESSIONS_MAX);
		answer_sign_in(desk, asked->exchange, asked->language, 503, "deskpage.many", NULL);
		return;
	}
	snprintf(session->hub, sizeof session->hub, "%s", hub);
	snprintf(session->name, sizeof session->name, "%s", json_text_or(reply, "name", ""));
	snprintf(session->id, sizeof session->id, "%s", json_text_or(reply, "id", ""));
	session->language = asked->language;
	peers_look(desk);
	log_event("desk.entered", "number=%llu", (unsigned long long)session->number);
	web_answer(asked->exchange, &(struct web_answer){ .status = 303, .headers = { { "Location", "/" }, { "Set-Cookie", write_cookie(desk, false, session->mark, in) },
		{ "Set-Cookie", write_cookie(desk, true, "", door) }, { "Set-Cookie", write_known(desk, json_text_or(reply, "known", ""), known) } } });
}

/* Why a PIN is refused, as a key of the words, and the minute in which it may be given again. */
static const char *problem_of(const json_t *reply, int *ret_minutes)
{
	static const struct { const char *why, *problem; } problems[] = {
		{ "wrong", "deskpage.wrong" }, { "locked", "deskpage.locked" }, { "dead", "deskpage.dead" }, { "expired", "deskpage.expired" },
	};
	const char *why = json_text_or(reply, "why", "wrong"), *problem = "deskpage.wrong";
	for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++)
		if (strcmp(problems[i].why, why) == 0)
			problem = problems[i].problem;
	date_of_ms(clock_wall_ms() + json_int_or(reply, "wait_s", 0) * 1000 + 59 * 1000, ret_minutes); /* the minute in which it is over, whole */
	return problem;
}

static void answer_denied(struct asked *asked, const json_t *reply)
{
	struct arena arena;
	int minutes = 0;
	const char *problem = problem_of(reply, &minutes);
	arena_init(&arena, 4096);
	answer_sign_in(asked->desk, asked->exchange, asked->language, 403, problem, words_time(asked->desk->words[asked->language], &arena, minutes));
	arena_done(&arena);
}

static void enter_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct asked *asked = context;
	(void)blob_fd;
	if (code == FAIL_NONE)
		take_in(asked, reply);
	else if (code == FAIL_DENIED)
		answer_denied(asked, reply);
	else if (code == FAIL_INPUT || code == FAIL_LIMIT)
		answer_sign_in(asked->desk, asked->exchange, asked->language, 403, "deskpage.wrong", NULL);
	else
		answer_sign_in(asked->desk, asked->exchange, asked->language, 503, code == FAIL_BUSY ? "deskpage.queue_in" : code == FAIL_EMPTY ? "deskpage.no_list" : "deskpage.away", NULL);
	fail_clear();
	asked_free(asked);
}

static struct asked *asked_new(struct desk *desk, struct exchange *exchange, const struct session *session, int language)
{
	struct asked *asked = calloc(1, sizeof *asked);
	if (!asked)
		abort();
	*asked = (struct asked){ .desk = desk, .exchange = exchange, .number = session ? session->number : 0, .language = language, .next = desk->asked };
	desk->asked = asked;
	return asked;
}

/* Where a try comes from, and what its browser is known by: its letters alone, as a cookie may hold anything. */
static json_t *with_source(const struct desk *desk, const struct web_request *request, json_t *verb)
{
	char known[SESSION_KNOWN_BYTES];
	json_object_set_new(verb, "from", json_string(request->peer));
	if (request_cookie(request->cookies, known_name(desk), known, sizeof known) == FAIL_NONE && strspn(known, "0123456789abcdef.") == strlen(known))
		json_object_set_new(verb, "known", json_string(known));
	fail_clear();
	return verb;
}

static void post_in(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	char door[SESSION_MARK_BYTES], how[8], who[WHO_MAX_BYTES + 1], pin[PIN_MAX_BYTES + 1];
	int language = language_of(desk, request);
	(void)session;
	if (request_cookie(request->cookies, cookie_name(desk, true), door, sizeof door) != FAIL_NONE || !token_right(request, door)) {
		answer_sign_in(desk, exchange, language, 403, "deskpage.old", NULL);
		return;
	}
	if (!rate_may(&desk->tries, request->peer, clock_mono_ms())) {
		answer_sign_in(desk, exchange, language, 429, "deskpage.often", NULL);
		return;
	}
	bool right = request_field(request->body, request->body_size, "how", how, sizeof how) == FAIL_NONE && (strcmp(how, "badge") == 0 || strcmp(how, "number") == 0) &&
		request_field(request->body, request->body_size, "who", who, sizeof who) == FAIL_NONE && who[0] &&
		request_field(request->body, request->body_size, "pin", pin, sizeof pin) == FAIL_NONE && pin[0];
	if (!right) {
		answer_sign_in(desk, exchange, language, 403, "deskpage.wrong", NULL);
		return;
	}
	struct asked *asked = asked_new(desk, exchange, NULL, language);
	enum fail fail = caller_ask(desk->caller, with_source(desk, request, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", how, "who", who, "pin", pin)), -1, enter_reply, asked);
	explicit_bzero(pin, sizeof pin);
	if (fail != FAIL_NONE)
		enter_reply(asked, fail, NULL, -1);
}

/* ---- the desk ---- */

static void get_page(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	if (session)
		look_wait(desk, session, exchange);
	else
		answer_sign_in(desk, exchange, language_of(desk, request), 200, NULL, NULL);
}

static void get_events(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	(void)request;
	look_stream(desk, session, exchange);
}

static void again_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct asked *asked = context;
	struct session *session = session_numbered(&asked->desk->sessions, asked->number);
	(void)blob_fd;
	if (session && code != FAIL_NONE)
		session->problem = code == FAIL_DENIED ? problem_of(reply, &session->problem_minutes) : code == FAIL_INPUT || code == FAIL_LIMIT ? "deskpage.wrong" : code == FAIL_BUSY ? "deskpage.queue_in" : "deskpage.away";
	if (session && session->problem && strcmp(session->problem, "deskpage.wrong") == 0)
		session->problem = "deskpage.wrong_pin"; /* there is no number to be wrong */
	if (session)
		look_at(asked->desk, session);
	fail_clear();
	web_answer(asked->exchange, &(struct web_answer){ .status = 303, .headers = { { "Location", "/" } } });
	asked_free(asked);
}

/* A page that is locked goes on with the PIN. */
static void post_again(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	char pin[PIN_MAX_BYTES + 1];
	if (request_field(request->body, request->body_size, "pin", pin, sizeof pin) != FAIL_NONE) {
		refuse(exchange, 400);
		return;
	}
	struct asked *asked = asked_new(desk, exchange, session, session->language);
	bool often = !rate_may(&desk->tries, request->peer, clock_mono_ms());
	enum fail fail = often ? FAIL_BUSY : caller_ask(desk->caller, with_source(desk, request, json_pack("{s:s, s:s, s:s}", "verb", "staff.again", "session", session->hub, "pin", pin)), -1, again_reply, asked);
	explicit_bzero(pin, sizeof pin);
	if (fail != FAIL_NONE)
		again_reply(asked, fail, NULL, -1);
}

static void post_out(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	char in[COOKIE_BYTES];
	(void)request;
	enum fail fail = caller_ask(desk->caller, json_pack("{s:s, s:s}", "verb", "staff.leave", "session", session->hub), -1, NULL, NULL);
	if (fail != FAIL_NONE)
		log_fail("desk.unheard", fail); /* it is over here; there it ends by itself */
	log_event("desk.left", "why=self");
	look_end(desk, session);
	web_answer(exchange, &(struct web_answer){ .status = 303, .headers = { { "Location", "/" }, { "Set-Cookie", write_cookie(desk, false, "", in) } } });
}

static void acted(void *context, enum fail code, const json_t *reply)
{
	struct asked *asked = context;
	struct session *session = session_numbered(&asked->desk->sessions, asked->number);
	if (code != FAIL_NONE)
		log_fail("desk.refused", code);
	if (session && code == FAIL_NONE && asked->joins[0])
		peers_view(asked->desk, session, asked->joins);
	if (session) {
		session->said = code == FAIL_NONE ? asked->kept : code == FAIL_EMPTY && !asked->kept ? NULL /* the page shows how it is */ : acts_refused(reply);
		look_at(asked->desk, session);
	}
	web_answer(asked->exchange, &(struct web_answer){ .status = 303, .headers = { { "Location", "/" } } });
	asked_free(asked);
}

static void act_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	(void)blob_fd;
	acted(context, code, reply);
}

static enum fail say(struct asked *asked, const struct session *session, json_t *verb, const char *at)
{
	bool joins = strcmp(json_text_or(verb, "verb", ""), "join.ask") == 0;
	if (joins && session->join.on && strcmp(session->join.at, at) != 0) {
		json_decref(verb);
		return FAIL(BUSY, "they help somebody elsewhere already");
	}
	if (joins)
		snprintf(asked->joins, sizeof asked->joins, "%s", at);
	asked->kept = acts_done(verb);
	return at[0] ? peers_act(asked->desk, session, at, verb, acted, asked) : caller_ask(asked->desk->caller, verb, -1, act_reply, asked);
}

void routes_say(struct desk *desk, struct exchange *exchange, const struct session *session, json_t *verb, const char *at)
{
	struct asked *asked = asked_new(desk, exchange, session, 0);
	enum fail fail = say(asked, session, verb, at);
	if (fail != FAIL_NONE)
		acted(asked, fail, NULL);
}

static void post_act(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	char at[ACTS_AT_BYTES];
	json_t *verb = acts_verb(request->body, request->body_size, session, at);
	if (!verb) {
		refuse(exchange, 400);
	} else if (!rate_may(&desk->acts, session->id, clock_mono_ms())) { /* each stands in the audit, which has its length */
		json_decref(verb);
		acted(asked_new(desk, exchange, session, 0), FAIL(BUSY, "nobody does so much at a time"), NULL);
	} else {
		routes_say(desk, exchange, session, verb, at);
	}
}

static void post_seen(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session)
{
	(void)request;
	enum fail fail = caller_ask(desk->caller, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", session->hub), -1, NULL, NULL);
	refuse(exchange, fail == FAIL_NONE ? 204 : 503);
}

/* ---- the table ---- */

enum need { NEED_NOTHING, NEED_SESSION };

static const struct route {
	const char *method, *path;
	enum need need;
	void (*answer)(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session);
} routes[] = {
	{ "GET", "/", NEED_NOTHING, get_page },
	{ "GET", "/events", NEED_SESSION, get_events },
	{ "POST", "/in", NEED_NOTHING, post_in },
	{ "POST", "/out", NEED_SESSION, post_out },
	{ "POST", "/again", NEED_SESSION, post_again },
	{ "POST", "/act", NEED_SESSION, post_act },
	{ "POST", "/join", NEED_SESSION, post_join },
	{ "POST", "/seen", NEED_SESSION, post_seen },
};

static const struct route *route_find(const struct web_request *request, bool *ret_path)
{
	*ret_path = false;
	for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
		if (strcmp(routes[i].path, request->path) != 0)
			continue;
		*ret_path = true;
		if (strcmp(routes[i].method, request->method) == 0)
			return &routes[i];
	}
	return NULL;
}

static void answer_file(struct exchange *exchange, const struct web_request *request, const struct file *file)
{
	bool get = strcmp(request->method, "GET") == 0;
	web_answer(exchange, &(struct web_answer){ .status = get ? 200 : 405, .type = get ? file->type : NULL, .bytes = file->buffer.bytes, .size_bytes = file->buffer.size_bytes,
		.headers = { { "ETag", file->tag } } });
}

static int post_status(const struct desk *desk, const struct web_request *request)
{
	static const char form[] = "application/x-www-form-urlencoded";
	if (request->too_large)
		return 413;
	if (!request->type || strncmp(request->type, form, sizeof form - 1) != 0)
		return 415;
	return request_same_site(desk->secure, request->host, request->origin, request->fetch_site) ? 200 : 403;
}

void routes_request(void *context, struct exchange *exchange, const struct web_request *request)
{
	struct desk *desk = context;
	bool path = false, post = strcmp(request->method, "POST") == 0;
	const struct route *route = route_find(request, &path);
	const struct file *file = files_find(&desk->files, request->path);
	struct session *session = route ? session_of(desk, request) : NULL;
	int status = route && post ? post_status(desk, request) : 200;
	if (!rate_may(&desk->asks, request->peer, clock_mono_ms()))
		refuse(exchange, 429);
	else if (file)
		answer_file(exchange, request, file);
	else if (!route)
		refuse(exchange, path ? 405 : 404);
	else if (status != 200)
		refuse(exchange, status);
	else if (route->need == NEED_SESSION && !session)
		refuse(exchange, 401);
	else if (post && route->need == NEED_SESSION && !token_right(request, session->token))
		refuse(exchange, 403);
	else
		route->answer(desk, exchange, request, session);
}
