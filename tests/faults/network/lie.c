/* SPDX-License-Identifier: MIT */
/* lie.c - the table. Waits are those of the first failure in a row. */
#include "tests/faults/network/lie.h"

#include <stdlib.h>
#include <string.h>

#define JSON "Content-Type: application/json\r\n"
#define PAGE "Content-Type: text/html; charset=utf-8\r\n"
#define PROBLEM "Content-Type: application/problem+json\r\n"
#define OTHER "{\"results\":[{\"id\":\"019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1\",\"status\":\"accepted\"}]}"
#define WELCOME "<!DOCTYPE html><title>Welcome</title><h1>Please sign in to use this network</h1>"
#define WEDNESDAY "Date: Wed, 06 Jan 2027 08:00:00 GMT\r\n"

#define ELSEWHERE "Something other than the back office answered"
#define UNWELL "out of order at the moment"

static const struct lie lies[] = {
	{ "a portal's page",                 PROXY_ANSWER,      "200 OK",                 PAGE, WELCOME, 0, 5, ELSEWHERE },
	{ "a page after they were kept",     PROXY_PASS_ANSWER, "200 OK",                 PAGE, WELCOME, 0, 5, ELSEWHERE },
	{ "a page that says it is JSON",     PROXY_ANSWER,      "200 OK",                 JSON, WELCOME, 0, 5, ELSEWHERE },
	{ "other ids",                       PROXY_ANSWER,      "200 OK",                 JSON, OTHER, 0, 5, ELSEWHERE },
	{ "other ids after they were kept",  PROXY_PASS_ANSWER, "200 OK",                 JSON, OTHER, 0, 5, ELSEWHERE },
	{ "no results",                      PROXY_ANSWER,      "200 OK",                 JSON, "{\"results\":[]}", 0, 5, ELSEWHERE },
	{ "half of the JSON",                PROXY_PASS_ANSWER, "200 OK",                 JSON, "{\"results\":[{\"id\":\"019a", 0, 5, ELSEWHERE },
	{ "nothing at all",                  PROXY_PASS_ANSWER, "200 OK",                 "",   "", 0, 5, ELSEWHERE },
	{ "created",                         PROXY_PASS_ANSWER, "201 Created",            JSON, "{}", 0, 5, ELSEWHERE },
	{ "accepted",                        PROXY_ANSWER,      "202 Accepted",           JSON, "{}", 0, 5, ELSEWHERE },
	{ "no content",                      PROXY_ANSWER,      "204 No Content",         "",   "", 0, 5, ELSEWHERE },
	{ "a redirect",                      PROXY_ANSWER,      "302 Found",              "Location: https://portal.invalid/\r\n" PAGE, "", 0, 5, ELSEWHERE },
	{ "a redirect of the method, too",   PROXY_PASS_ANSWER, "307 Temporary Redirect", "Location: https://127.0.0.1:1/\r\n", "", 0, 5, ELSEWHERE },
	{ "not modified",                    PROXY_ANSWER,      "304 Not Modified",       "",   "", 0, 5, ELSEWHERE },
	{ "unauthorized",                    PROXY_ANSWER,      "401 Unauthorized",       PROBLEM, "{}", 450, 1350, "does not know this kiosk" },
	{ "payment required",                PROXY_ANSWER,      "402 Payment Required",   PROBLEM, "{}", 900, 900, "does not want what was sent" },
	{ "forbidden",                       PROXY_PASS_ANSWER, "403 Forbidden",          PROBLEM, "{}", 450, 1350, "does not let this kiosk in" },
	{ "not found",                       PROXY_ANSWER,      "404 Not Found",          PAGE, WELCOME, 900, 900, "no back office at this address" },
	{ "not with this method",            PROXY_ANSWER,      "405 Method Not Allowed", "",   "", 900, 900, "no back office at this address" },
	{ "a proxy that wants a name",       PROXY_ANSWER,      "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"library\"\r\n", "", 450, 1350, "wants somebody to sign in" },
	{ "not in time",                     PROXY_PASS_ANSWER, "408 Request Timeout",    PROBLEM, "{}", 0, 5, "did not get the request in time" },
	{ "gone",                            PROXY_ANSWER,      "410 Gone",               PROBLEM, "{}", 21600, 21600, "has left this address" },
	{ "another format",                  PROXY_ANSWER,      "415 Unsupported Media Type", PROBLEM, "{}", 900, 900, "does not know the format" },
	{ "another server",                  PROXY_ANSWER,      "421 Misdirected Request", PROBLEM, "{}", 900, 900, "Another server answered" },
	{ "too early",                       PROXY_ANSWER,      "425 Too Early",          PROBLEM, "{}", 0, 5, "asks to try later" },
	{ "too often",                       PROXY_ANSWER,      "429 Too Many Requests",  PROBLEM, "{}", 0, 5, "asks to send less often" },
	{ "too often, in two minutes",       PROXY_PASS_ANSWER, "429 Too Many Requests",  "Retry-After: 120\r\n" PROBLEM, "{}", 120, 132, "asks to send less often" },
	{ "too often, never",                PROXY_ANSWER,      "429 Too Many Requests",  "Retry-After: 99999999\r\n", "{}", 21600, 21660, "asks to send less often" },
	{ "too often, soon",                 PROXY_ANSWER,      "429 Too Many Requests",  "Retry-After: soon\r\n", "{}", 0, 5, "asks to send less often" },
	{ "broken",                          PROXY_ANSWER,      "500 Internal Server Error", PROBLEM, "{}", 0, 5, UNWELL },
	{ "broken after they were kept",     PROXY_PASS_ANSWER, "500 Internal Server Error", PAGE, WELCOME, 0, 5, UNWELL },
	{ "a gateway's page",                PROXY_PASS_ANSWER, "502 Bad Gateway",        PAGE, WELCOME, 0, 5, UNWELL },
	{ "busy after they were kept",       PROXY_PASS_ANSWER, "503 Service Unavailable", PROBLEM, "{}", 0, 5, UNWELL },
	{ "busy, for five minutes",          PROXY_ANSWER,      "503 Service Unavailable", WEDNESDAY "Retry-After: Wed, 06 Jan 2027 08:05:00 GMT\r\n", "{}", 300, 330, UNWELL },
	{ "busy, in the old form",           PROXY_ANSWER,      "503 Service Unavailable", WEDNESDAY "Retry-After: Wednesday, 06-Jan-27 08:05:00 GMT\r\n", "{}", 300, 330, UNWELL },
	{ "busy, in C's form",               PROXY_PASS_ANSWER, "503 Service Unavailable", WEDNESDAY "Retry-After: Wed Jan  6 08:05:00 2027\r\n", "{}", 300, 330, UNWELL },
	{ "busy, until yesterday",           PROXY_ANSWER,      "503 Service Unavailable", WEDNESDAY "Retry-After: Tue, 05 Jan 2027 08:05:00 GMT\r\n", "{}", 0, 5, UNWELL },
	{ "a gateway did not get it in time", PROXY_PASS_ANSWER, "504 Gateway Timeout",   PAGE, WELCOME, 0, 5, UNWELL },
	{ "a status nobody has",             PROXY_ANSWER,      "999 Enough",             "",   "", 0, 5, ELSEWHERE },
};

size_t lie_count(void)
{
	return sizeof lies / sizeof lies[0];
}

const struct lie *lie_at(size_t index)
{
	return &lies[index];
}

void lie_write(const char *status, const char *fields, const char *body, struct buffer *ret)
{
	if (buffer_printf(ret, "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n%s", status, fields, strlen(body), body) != FAIL_NONE)
		abort();
}

enum proxy_verdict lie_judge(void *context, const char *, size_t, struct buffer *ret_reply)
{
	const struct lie *lie = context;
	lie_write(lie->status, lie->fields, lie->body, ret_reply);
	return lie->verdict;
}
