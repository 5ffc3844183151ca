/* SPDX-License-Identifier: MIT */
#include "tests/unit/desk/desk_test.h"

#include "tests/lib/wait.h"
#include "tests/unit/desk/desk_script.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAIT_MS = 30 * 1000, REQUEST_BYTES = 64 * 1024 };

/* ---- what answers at the door ---- */

void script_begin(struct given_desk *given)
{
	char door[GIVEN_PATH_BYTES];
	given_path(door, given->doors, "desk");
	unlink(door);
	given->hub = fork();
	if (given->hub == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		desk_script(given->doors);
	}
	assert_true(given->hub > 0);
	struct deadline deadline = deadline_in(WAIT_MS);
	while (access(door, F_OK) != 0)
		assert_true(deadline_pause(deadline));
}

void script_end(struct given_desk *given)
{
	if (given->hub > 0) {
		kill(given->hub, SIGKILL);
		waitpid(given->hub, NULL, 0);
	}
	given->hub = 0;
}

/* ---- the desk ---- */

/* The port it said last, once @count times it said one; 0: not yet. */
static int said_port(const struct given_desk *given, int *count)
{
	static const char begin[] = "url=http://127.0.0.1:";
	char *said = given_text(given->said), *end = NULL;
	int port = 0;
	*count = 0;
	for (char *at = said; at && (at = strstr(at, begin)); (*count)++) {
		at += sizeof begin - 1;
		port = (int)strtol(at, &end, 10);
		if (*end != '/')
			port = 0; /* still writing */
	}
	free(said);
	return port;
}

void desk_start(struct given_desk *given)
{
	char program[GIVEN_PATH_BYTES], port[16];
	int before = 0, count = 0;
	snprintf(port, sizeof port, "%d", given->port);
	said_port(given, &before);
	given_built("bin/foyer-desk", program);
	process_start(&given->desk, given->said, (char *[]){ program, "--doors", given->doors, "--assets", given->assets, "--plain", port, NULL });
	struct deadline deadline = deadline_in(WAIT_MS);
	for (given->port = 0; given->port == 0 || count == before; given->port = said_port(given, &count))
		assert_true(deadline_pause(deadline));
}

void desk_kill(struct given_desk *given)
{
	process_signal(&given->desk, SIGKILL);
	assert_int_equal(process_wait(&given->desk), 256 + SIGKILL);
}

int desk_test_setup(void **state)
{
	struct given_desk *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_path(given->doors, given->folder, "doors");
	given_path(given->said, given->folder, "said");
	given_built("assets", given->assets);
	mkdir(given->doors, 0700);
	script_begin(given);
	desk_start(given);
	*state = given;
	return 0;
}

int desk_test_teardown(void **state)
{
	struct given_desk *given = *state;
	if (given->desk.pid > 0)
		assert_int_equal(process_stop(&given->desk), 0);
	script_end(given);
	given_done(given->folder);
	free(given);
	return 0;
}

/* ---- the browser ---- */

int desk_connect(const struct given_desk *given)
{
	struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons((uint16_t)given->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&where, sizeof where), 0);
	return fd;
}

void desk_send(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t sent = send(fd, bytes, size, MSG_NOSIGNAL);
		if (sent <= 0)
			return; /* the other side may have had enough */
		bytes += sent;
		size -= (size_t)sent;
	}
}

static bool whole(const char *answer, size_t size)
{
	if (strncmp(answer, "HTTP/1.1 204", 12) == 0)
		return strstr(answer, "\r\n\r\n") != NULL;
	const char *head = strstr(answer, "\r\n\r\n"), *length = strcasestr(answer, "\nContent-Length: ");
	return head && length && length < head && size >= (size_t)(head - answer) + 4 + strtoul(length + 17, NULL, 10);
}

/* One more piece; false: the other side closed. */
static bool read_more(struct given_desk *given, int fd, size_t *size, struct deadline deadline)
{
	struct pollfd waiting = { .fd = fd, .events = POLLIN };
	if (poll(&waiting, 1, deadline_left_ms(deadline)) <= 0)
		fail_msg("the desk says no more than: %s", given->answer);
	ssize_t got = recv(fd, given->answer + *size, sizeof given->answer - 1 - *size, 0);
	if (got <= 0)
		return false;
	*size += (size_t)got;
	given->answer[*size] = '\0';
	return true;
}

int desk_read(struct given_desk *given, int fd)
{
	size_t size = 0;
	struct deadline deadline = deadline_in(WAIT_MS);
	given->answer[0] = '\0';
	while (!whole(given->answer, size) && read_more(given, fd, &size, deadline))
		continue;
	close(fd);
	return strncmp(given->answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(given->answer + 9, NULL, 10) : 0;
}

void desk_read_until(struct given_desk *given, int fd, const char *words)
{
	size_t size = 0;
	struct deadline deadline = deadline_in(WAIT_MS);
	given->answer[0] = '\0';
	while (!strstr(given->answer, words))
		if (!read_more(given, fd, &size, deadline))
			fail_msg("the desk ended before it said %s", words);
}

int desk_raw(struct given_desk *given, const char *format, ...)
{
	char *request = malloc(REQUEST_BYTES);
	va_list words;
	va_start(words, format);
	int size = vsnprintf(request, REQUEST_BYTES, format, words);
	va_end(words);
	int fd = desk_connect(given);
	desk_send(fd, request, (size_t)size);
	free(request);
	return desk_read(given, fd);
}

int desk_get(struct given_desk *given, const char *path)
{
	return desk_raw(given, "GET %s HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\n\r\n", path, given->cookie);
}

int desk_post(struct given_desk *given, const char *path, const char *more)
{
	return desk_raw(given, "POST %s HTTP/1.1\r\nHost: desk\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\ntoken=%s&%s", path, given->cookie,
		strlen("token=&") + strlen(given->token) + strlen(more), given->token, more);
}

static void take_between(const char *text, const char *begin, const char *end, char *ret, size_t room)
{
	const char *at = strstr(text, begin);
	assert_non_null(at);
	at += strlen(begin);
	size_t size = strcspn(at, end);
	assert_true(size < room);
	memcpy(ret, at, size);
	ret[size] = '\0';
}

void desk_door(struct given_desk *given, char ret[static DESK_MARK_BYTES])
{
	char cookie[DESK_MARK_BYTES];
	assert_int_equal(desk_raw(given, "GET / HTTP/1.1\r\nHost: desk\r\n\r\n"), 200);
	take_between(given->answer, "foyer-door=", ";", cookie, sizeof cookie);
	take_between(given->answer, "name=\"token\" value=\"", "\"", ret, DESK_MARK_BYTES);
	assert_string_equal(cookie, ret);
}

int desk_sign_in(struct given_desk *given, const char *who, const char *pin)
{
	char token[DESK_MARK_BYTES], body[512];
	desk_door(given, token);
	snprintf(body, sizeof body, "token=%s&how=number&who=%s&pin=%s", token, who ? who : "1001", pin ? pin : "482915");
	return desk_raw(given, "POST /in HTTP/1.1\r\nHost: desk\r\nCookie: foyer-door=%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s", token, strlen(body), body);
}

void desk_enter(struct given_desk *given)
{
	char mark[DESK_MARK_BYTES];
	assert_int_equal(desk_sign_in(given, NULL, NULL), 303);
	take_between(given->answer, "foyer=", ";", mark, sizeof mark);
	snprintf(given->cookie, sizeof given->cookie, "foyer=%s", mark);
	assert_int_equal(desk_get(given, "/"), 200);
	take_between(given->answer, "name=\"token\" value=\"", "\"", given->token, sizeof given->token);
}
