/* SPDX-License-Identifier: MIT */
/* DESIGN: libcurl makes the connection and the TLS, and every byte above that is ours. LIMITS: one request at a time. */
#include "tests/attacks/intruder.h"

#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <curl/curl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_BYTES = 64 * 1024 };

static const char any_mark[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

static void show(CURL *line, CURLoption option, CURLoption kind, const char *pem)
{
	struct curl_blob blob = { (void *)pem, strlen(pem), CURL_BLOB_COPY };
	assert_int_equal(curl_easy_setopt(line, option, &blob), CURLE_OK);
	assert_int_equal(curl_easy_setopt(line, kind, "PEM"), CURLE_OK);
}

bool intruder_open(struct intruder *intruder)
{
	char url[64], from[64];
	intruder_close(intruder);
	CURL *line = curl_easy_init();
	assert_non_null(line);
	snprintf(url, sizeof url, "https://127.0.0.1:%d/", intruder->port);
	curl_easy_setopt(line, CURLOPT_URL, url);
	curl_easy_setopt(line, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(line, CURLOPT_SSL_VERIFYPEER, 0L);
	curl_easy_setopt(line, CURLOPT_SSL_VERIFYHOST, 0L);
	curl_easy_setopt(line, CURLOPT_PROXY, "");
	curl_easy_setopt(line, CURLOPT_SSL_ENABLE_ALPN, 0L);
	if (intruder->address[0]) {
		snprintf(from, sizeof from, "host!%s", intruder->address);
		curl_easy_setopt(line, CURLOPT_INTERFACE, from);
	}
	if (intruder->certificate) {
		show(line, CURLOPT_SSLCERT_BLOB, CURLOPT_SSLCERTTYPE, intruder->certificate);
		show(line, CURLOPT_SSLKEY_BLOB, CURLOPT_SSLKEYTYPE, intruder->key);
	}
	if (curl_easy_perform(line) != CURLE_OK) {
		curl_easy_cleanup(line);
		return false;
	}
	intruder->line = line;
	return true;
}

void intruder_close(struct intruder *intruder)
{
	if (intruder->line)
		curl_easy_cleanup(intruder->line);
	intruder->line = NULL;
}

static void await(CURL *line, short events, int wait_ms)
{
	curl_socket_t fd = CURL_SOCKET_BAD;
	curl_easy_getinfo(line, CURLINFO_ACTIVESOCKET, &fd);
	struct pollfd waiting = { .fd = fd, .events = events };
	poll(&waiting, 1, wait_ms);
}

bool intruder_send(struct intruder *intruder, const char *bytes, size_t size)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (size > 0) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(intruder->line, bytes, size, &sent);
		if (code == CURLE_AGAIN && !deadline_over(deadline))
			await(intruder->line, POLLOUT, 100);
		else if (code != CURLE_OK)
			return false;
		bytes += sent;
		size -= sent;
	}
	return true;
}

static bool whole(const char *answer, size_t size)
{
	if (strncmp(answer, "HTTP/1.1 204", 12) == 0)
		return strstr(answer, "\r\n\r\n") != NULL;
	const char *head = strstr(answer, "\r\n\r\n"), *length = strcasestr(answer, "\nContent-Length: ");
	return head && length && length < head && size >= (size_t)(head - answer) + 4 + strtoul(length + 17, NULL, 10);
}

int intruder_read(struct intruder *intruder, int wait_ms)
{
	struct deadline deadline = deadline_in(wait_ms);
	size_t size = 0;
	intruder->answer[0] = '\0';
	while (!whole(intruder->answer, size)) {
		size_t got = 0;
		CURLcode code = curl_easy_recv(intruder->line, intruder->answer + size, sizeof intruder->answer - 1 - size, &got);
		if (code == CURLE_AGAIN) {
			if (deadline_over(deadline))
				return -1;
			await(intruder->line, POLLIN, deadline_left_ms(deadline));
			continue;
		}
		if (code != CURLE_OK || got == 0) {
			intruder_close(intruder);
			break;
		}
		size += got;
		intruder->answer[size] = '\0';
	}
	return strncmp(intruder->answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(intruder->answer + 9, NULL, 10) : 0;
}

bool intruder_gone(struct intruder *intruder)
{
	char bytes[4096];
	size_t got = 0;
	CURLcode code;
	while (intruder->line && (code = curl_easy_recv(intruder->line, bytes, sizeof bytes, &got)) != CURLE_AGAIN)
		if (code != CURLE_OK || got == 0)
			intruder_close(intruder);
	return !intruder->line;
}

/* Over a line that was open before, the other side may just have closed it: then once more over a new one. */
static int ask(struct intruder *intruder, const char *request, size_t size)
{
	bool old = intruder->line && !intruder_gone(intruder);
	if (!old)
		assert_true(intruder_open(intruder));
	intruder_send(intruder, request, size);
	int status = intruder_read(intruder, PROCESS_WAIT_MS);
	if (status != 0 || !old)
		return status;
	assert_true(intruder_open(intruder));
	intruder_send(intruder, request, size);
	return intruder_read(intruder, PROCESS_WAIT_MS);
}

int intruder_raw(struct intruder *intruder, const char *format, ...)
{
	char *request = malloc(REQUEST_BYTES);
	va_list words;
	va_start(words, format);
	int size = vsnprintf(request, REQUEST_BYTES, format, words);
	va_end(words);
	assert_true(size < REQUEST_BYTES);
	int status = ask(intruder, request, (size_t)size);
	free(request);
	return status;
}

int intruder_post(struct intruder *intruder, const char *path, const char *more)
{
	return intruder_raw(intruder, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer=%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\ntoken=%s&%s", path, intruder->mark,
		strlen("token=&") + strlen(intruder->token) + strlen(more), intruder->token, more);
}

int intruder_get(struct intruder *intruder, const char *path)
{
	return intruder_raw(intruder, "GET %s HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer=%s\r\n\r\n", path, intruder->mark);
}

static void take_between(const char *text, const char *begin, const char *end, char *ret, size_t room)
{
	const char *at = strstr(text, begin);
	ret[0] = '\0';
	if (!at)
		return;
	at += strlen(begin);
	snprintf(ret, room, "%.*s", (int)strcspn(at, end), at);
}

int intruder_guess(struct intruder *intruder, const char *number, const char *pin)
{
	char body[512];
	snprintf(body, sizeof body, "token=%s&how=number&who=%s&pin=%s", any_mark, number, pin); /* the way in has no secret: its cookie and its field agree */
	int status = intruder_raw(intruder, "POST /in HTTP/1.1\r\nHost: desk\r\nCookie: __Host-foyer-door=%s%s%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s", any_mark,
		intruder->known[0] ? "; __Host-foyer-known=" : "", intruder->known, strlen(body), body);
	return status;
}

void intruder_enter(struct intruder *intruder, const char *number, const char *pin)
{
	int status = intruder_guess(intruder, number, pin);
	if (status != 303)
		fail_msg("%s is not let in: %d", number, status);
	take_between(intruder->answer, "__Host-foyer=", ";", intruder->mark, sizeof intruder->mark);
	take_between(intruder->answer, "__Host-foyer-known=", ";", intruder->known, sizeof intruder->known);
	intruder_get(intruder, "/");
	take_between(intruder->answer, "name=\"token\" value=\"", "\"", intruder->token, sizeof intruder->token);
}
