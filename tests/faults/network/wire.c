/* SPDX-License-Identifier: MIT */
/* wire.c - TLS over two buffers in memory, so that it is we who decide which of its bytes reach the socket, and when. */
#include "tests/faults/network/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM_BYTES = 16 * 1024 };

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	abort();
}

/* A peer that has gone is noticed when it is heard. */
static void raw_send(const struct wire *wire, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t sent = send(wire->fd, bytes, size, MSG_NOSIGNAL);
		if (sent < 0 && errno == EAGAIN)
			give_up("more than a socket holds");
		if (sent < 0)
			return;
		bytes += sent;
		size -= (size_t)sent;
	}
}

static void tls_flush(const struct wire *wire)
{
	char *bytes;
	BIO *out = SSL_get_wbio(wire->ssl);
	long size = BIO_get_mem_data(out, &bytes);
	if (size > 0)
		raw_send(wire, bytes, (size_t)size);
	(void)BIO_reset(out);
}

static void tls_pass_on(struct wire *wire)
{
	if (!SSL_is_init_finished(wire->ssl))
		SSL_do_handshake(wire->ssl);
	if (SSL_is_init_finished(wire->ssl) && wire->waiting.size_bytes > 0) {
		SSL_write(wire->ssl, wire->waiting.bytes, (int)wire->waiting.size_bytes);
		buffer_clear(&wire->waiting);
	}
	tls_flush(wire);
	ERR_clear_error();
}

static void tls_heard(struct wire *wire, const char *bytes, size_t size)
{
	char plain[ROOM_BYTES];
	int count;
	BIO_write(SSL_get_rbio(wire->ssl), bytes, (int)size);
	tls_pass_on(wire);
	while (wire->fd >= 0 && (count = SSL_read(wire->ssl, plain, sizeof plain)) > 0)
		wire->call(wire->context, wire, plain, (size_t)count);
	ERR_clear_error();
	if (wire->fd < 0)
		return;
	tls_flush(wire);
	if (SSL_get_shutdown(wire->ssl) & SSL_RECEIVED_SHUTDOWN)
		wire->call(wire->context, wire, NULL, 0);
}

static void heard(void *context, int fd, uint32_t)
{
	struct wire *wire = context;
	char bytes[ROOM_BYTES];
	ssize_t size = recv(fd, bytes, sizeof bytes, 0);
	if (size < 0 && errno == EAGAIN)
		return;
	if (size <= 0) {
		loop_unwatch(wire->loop, fd); /* its end is said once */
		wire->call(wire->context, wire, NULL, 0);
	} else if (wire->ssl) {
		tls_heard(wire, bytes, (size_t)size);
	} else {
		wire->call(wire->context, wire, bytes, (size_t)size);
	}
}

void wire_init(struct wire *wire, struct loop *loop, wire_call call, void *context)
{
	*wire = (struct wire){ .loop = loop, .fd = -1, .call = call, .context = context };
	buffer_init(&wire->waiting, WIRE_MAX_BYTES);
}

void wire_open(struct wire *wire, int fd, SSL_CTX *tls, bool server)
{
	int one = 1;
	wire->fd = fd;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	if (loop_watch(wire->loop, fd, EPOLLIN, heard, wire) != FAIL_NONE)
		give_up("a connection cannot be watched");
	if (!tls)
		return;
	wire->ssl = SSL_new(tls);
	SSL_set_bio(wire->ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
	if (server)
		SSL_set_accept_state(wire->ssl);
	else
		SSL_set_connect_state(wire->ssl);
	tls_pass_on(wire);
}

void wire_send(struct wire *wire, const char *bytes, size_t size)
{
	if (wire->fd < 0)
		return;
	if (!wire->ssl) {
		raw_send(wire, bytes, size);
		return;
	}
	if (buffer_add(&wire->waiting, bytes, size) != FAIL_NONE)
		give_up("more than a wire holds");
	tls_pass_on(wire);
}

void wire_end(struct wire *wire, enum wire_end how)
{
	const struct linger none = { .l_onoff = 1 };
	if (wire->fd < 0 || how == WIRE_END_HOLE)
		return;
	if (how == WIRE_END_HALF) {
		shutdown(wire->fd, SHUT_WR);
		return;
	}
	if (how == WIRE_END_CLOSE && wire->ssl) {
		SSL_shutdown(wire->ssl);
		tls_flush(wire);
		ERR_clear_error();
	}
	if (how == WIRE_END_RESET)
		setsockopt(wire->fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
	loop_unwatch(wire->loop, wire->fd);
	close(wire->fd);
	SSL_free(wire->ssl);
	buffer_done(&wire->waiting);
	wire_init(wire, wire->loop, wire->call, wire->context);
}

static int socket_new(struct sockaddr_in *address, int port)
{
	*address = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		give_up("no socket");
	return fd;
}

int wire_listen(int backlog, int *ret_port)
{
	struct sockaddr_in address;
	socklen_t size = sizeof address;
	int fd = socket_new(&address, 0);
	if (bind(fd, (struct sockaddr *)&address, size) < 0 || listen(fd, backlog) < 0 || getsockname(fd, (struct sockaddr *)&address, &size) < 0)
		give_up("nothing can be listened on");
	*ret_port = ntohs(address.sin_port);
	return fd;
}

int wire_connect(int port)
{
	struct sockaddr_in address;
	int fd = socket_new(&address, port);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	close(fd);
	return -1;
}
