/* SPDX-License-Identifier: MIT */
/*
 * port_stream.c - a printer behind a Unix stream socket.
 * DESIGN: the socket's own buffer is kept as small as the kernel lets it, because a byte in it counts as accepted.
 * A socket that is not there is tried again, 50 ms to 1 s apart.
 */
#include "drivers/printer/port.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { RETRY_FIRST_MS = 50, RETRY_LAST_MS = 1000, SEND_BUFFER_BYTES = PORT_CHUNK_BYTES };

struct stream_port {
	struct port port; /* first */
	struct loop *loop;
	const struct port_events *events;
	void *context;
	char path[PATH_MAX];
	int fd;
	int64_t retry_ms;
	uint8_t out[PORT_CHUNK_BYTES];
	size_t size, done; /* of the write under way; size 0: none */
};

static void try_connect(void *context);
static void on_ready(void *context, int fd, uint32_t events);

static void write_is_late(void *context);

static void answer_write(struct stream_port *port, enum fail code)
{
	size_t done = port->done;

	port->size = port->done = 0;
	loop_timer_clear(port->loop, write_is_late, port);
	port->events->accepted(port->context, done, code);
}

static void watch(struct stream_port *port)
{
	uint32_t events = EPOLLIN | (port->size > 0 ? EPOLLOUT : 0u);

	if (loop_watch(port->loop, port->fd, events, on_ready, port) != FAIL_NONE)
		abort(); /* a program has a fixed set of descriptors; no room is a bug */
}

static void write_is_late(void *context)
{
	struct stream_port *port = context;

	if (port->size == 0)
		return;
	answer_write(port, FAIL_TIMEOUT);
	if (port->fd >= 0)
		watch(port);
}

static void hang_up(struct stream_port *port)
{
	loop_unwatch(port->loop, port->fd);
	close(port->fd);
	port->fd = -1;
	port->retry_ms = RETRY_FIRST_MS;
	loop_timer_set(port->loop, port->retry_ms, try_connect, port);
	if (port->size > 0)
		answer_write(port, FAIL_OFFLINE);
	port->events->left(port->context);
}

/* Returns whether the other side is still there. */
static bool push(struct stream_port *port)
{
	while (port->done < port->size) {
		ssize_t sent = send(port->fd, port->out + port->done, port->size - port->done, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && (errno == EAGAIN || errno == EINTR))
			return true;
		if (sent <= 0)
			return false;
		port->done += (size_t)sent;
	}
	if (port->size > 0)
		answer_write(port, FAIL_NONE);
	return true;
}

static void on_ready(void *context, int fd, uint32_t events)
{
	struct stream_port *port = context;
	uint8_t bytes[512];

	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
		ssize_t got = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
			hang_up(port);
			return;
		}
		if (got > 0)
			port->events->received(port->context, bytes, (size_t)got);
	}
	if ((events & EPOLLOUT) && !push(port))
		hang_up(port);
	else
		watch(port);
}

/* Through the folder's descriptor, because sun_path is short and state folders can be deep. */
static int connect_to(const char *path)
{
	char folder_text[PATH_MAX], name_text[PATH_MAX];
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	snprintf(folder_text, sizeof folder_text, "%s", path);
	snprintf(name_text, sizeof name_text, "%s", path);

	int folder = open(dirname(folder_text), O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return -1;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int size = snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", folder, basename(name_text));
	bool well = fd >= 0 && size > 0 && (size_t)size < sizeof address.sun_path
	            && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
	close(folder);
	if (well)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static void try_connect(void *context)
{
	struct stream_port *port = context;
	int bytes = SEND_BUFFER_BYTES / 2; /* the kernel doubles it */

	port->fd = connect_to(port->path);
	if (port->fd < 0) {
		port->retry_ms = port->retry_ms * 2 > RETRY_LAST_MS ? RETRY_LAST_MS : port->retry_ms * 2;
		loop_timer_set(port->loop, port->retry_ms, try_connect, port);
		return;
	}
	setsockopt(port->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	watch(port);
	port->events->arrived(port->context, "");
}

static enum fail stream_write(struct port *base, const uint8_t *bytes, size_t size)
{
	struct stream_port *port = (struct stream_port *)base;

	if (size == 0 || size > PORT_CHUNK_BYTES)
		return FAIL(LIMIT, "%zu bytes in one write to the printer", size);
	if (port->fd < 0)
		return FAIL(OFFLINE, "no printer is connected");
	if (port->size > 0)
		return FAIL(BUSY, "the printer is still taking the last write");
	memcpy(port->out, bytes, size);
	port->size = size;
	port->done = 0;
	loop_timer_set(port->loop, PORT_WRITE_MS, write_is_late, port);
	watch(port);
	return FAIL_NONE;
}

static enum fail stream_nothing(struct port *port)
{
	(void)port;
	return FAIL(EMPTY, "a stream has no class requests");
}

static void stream_close(struct port *base)
{
	struct stream_port *port = (struct stream_port *)base;

	loop_timer_clear(port->loop, try_connect, port);
	loop_timer_clear(port->loop, write_is_late, port);
	if (port->fd >= 0) {
		loop_unwatch(port->loop, port->fd);
		close(port->fd);
	}
	free(port);
}

static const struct port_kind stream_kind = { "stream", stream_write, stream_nothing, stream_nothing, stream_close };

enum fail port_stream_open(struct loop *loop, const char *path, const struct port_events *events, void *context, struct port **ret)
{
	struct stream_port *port = calloc(1, sizeof *port);

	if (!port)
		abort();
	*port = (struct stream_port){ .port = { .kind = &stream_kind }, .loop = loop, .events = events, .context = context,
	                              .fd = -1, .retry_ms = RETRY_FIRST_MS };
	if ((size_t)snprintf(port->path, sizeof port->path, "%s", path) >= sizeof port->path) {
		free(port);
		return FAIL(LIMIT, "the printer's path is longer than %d bytes", PATH_MAX - 1);
	}
	loop_timer_set(loop, 0, try_connect, port);
	*ret = &port->port;
	return FAIL_NONE;
}
