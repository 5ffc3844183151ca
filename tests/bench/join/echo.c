/* SPDX-License-Identifier: MIT */
#include "tests/bench/join/echo.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GUESTS_MAX = 16, ROOM = 4096 };

static const char page[] = "<!doctype html><title>echo</title><p id=word>0</p><script>new EventSource('/words').onmessage = (event) => { document.getElementById('word').textContent = event.data;"
	" requestAnimationFrame(() => { window.seenAt = performance.timeOrigin + performance.now(); }); }; window.seenAt = 0;</script>";

static void put(int fd, const char *text)
{
	if (send(fd, text, strlen(text), MSG_NOSIGNAL) < 0)
		_exit(1);
}

/* The page closes its connection; the stream stays. */
static int answer(int fd)
{
	char asked[ROOM], head[256];
	ssize_t got = recv(fd, asked, sizeof asked - 1, 0);
	asked[got > 0 ? got : 0] = '\0';
	if (strncmp(asked, "GET /words", 10) == 0) {
		put(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n");
		return fd;
	}
	snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", sizeof page - 1);
	put(fd, head);
	put(fd, page);
	close(fd);
	return -1;
}

_Noreturn static void serve(int listen_fd, int from_fd)
{
	int stream_fd = -1, words = 0, on = 1;
	char word, text[48];
	for (;;) {
		struct pollfd wait[] = { { .fd = listen_fd, .events = POLLIN }, { .fd = from_fd, .events = POLLIN } };
		poll(wait, 2, -1);
		if (wait[0].revents) {
			int fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC), kept = fd < 0 ? -1 : answer(fd);
			stream_fd = kept >= 0 ? kept : stream_fd;
			if (kept >= 0)
				setsockopt(kept, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		}
		if (wait[1].revents && read(from_fd, &word, 1) != 1)
			_exit(0);
		if (wait[1].revents && stream_fd >= 0) {
			snprintf(text, sizeof text, "data: %d\n\n", ++words);
			put(stream_fd, text);
		}
	}
}

void echo_start(struct echo *echo)
{
	struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof where;
	int pipe_fd[2], listen_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (pipe(pipe_fd) != 0 || bind(listen_fd, (struct sockaddr *)&where, size) != 0 || listen(listen_fd, GUESTS_MAX) != 0 || getsockname(listen_fd, (struct sockaddr *)&where, &size) != 0)
		abort();
	echo->port = ntohs(where.sin_port);
	echo->to_fd = pipe_fd[1];
	echo->pid = fork();
	if (echo->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(pipe_fd[1]);
		serve(listen_fd, pipe_fd[0]);
	}
	close(pipe_fd[0]);
	close(listen_fd);
}

void echo_say(struct echo *echo)
{
	if (write(echo->to_fd, "x", 1) != 1)
		abort();
}

void echo_stop(struct echo *echo)
{
	close(echo->to_fd);
	kill(echo->pid, SIGKILL);
	waitpid(echo->pid, NULL, 0);
}
