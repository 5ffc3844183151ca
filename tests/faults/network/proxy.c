/* SPDX-License-Identifier: MIT */
/* proxy.c - two wires a connection, and a plan for what passes between them. */
#include "tests/faults/network/proxy.h"

#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static void slices_due(void *context);

static void must_add(struct buffer *buffer, const char *bytes, size_t size)
{
	if (buffer_add(buffer, bytes, size) == FAIL_NONE)
		return;
	fprintf(stderr, "the proxy holds too much: %s\n", fail_words());
	abort();
}

/* ---- cuts ---- */

static void cut(struct proxy_connection *connection, enum proxy_side side)
{
	struct proxy *proxy = connection->proxy;
	enum wire_end how = proxy->plan.how;
	proxy->plan.side = PROXY_NEITHER;
	proxy->cuts++;
	proxy->down = true;
	connection->hole = how != WIRE_END_HALF;
	if (how == WIRE_END_HALF) {
		wire_end(side == PROXY_REQUEST ? &connection->office : &connection->client, how);
		return;
	}
	wire_end(&connection->client, how);
	wire_end(&connection->office, how);
}

/* How many of @size bytes may still pass on @side; @ret_cut: and then it is cut. */
static size_t pass(struct proxy *proxy, enum proxy_side side, size_t size, bool *ret_cut)
{
	size_t left = proxy->plan.at - proxy->passed[side];
	*ret_cut = proxy->plan.side == side && size >= left;
	if (*ret_cut)
		size = left;
	proxy->passed[side] += size;
	return size;
}

static void client_send(struct proxy_connection *connection, const char *bytes, size_t size)
{
	bool cuts;
	size = pass(connection->proxy, PROXY_REPLY, size, &cuts);
	wire_send(&connection->client, bytes, size);
	if (cuts)
		cut(connection, PROXY_REPLY);
}

/* ---- slices ---- */

static void slice_send(struct proxy_connection *connection, enum proxy_side side)
{
	struct buffer *late = &connection->late[side];
	size_t slice = connection->proxy->plan.slice[side], size = late->size_bytes < slice || slice == 0 ? late->size_bytes : slice;
	if (size == 0)
		return;
	char *bytes = malloc(late->size_bytes);
	size_t rest = late->size_bytes - size;
	memcpy(bytes, late->bytes, late->size_bytes);
	buffer_clear(late);
	must_add(late, bytes + size, rest);
	if (side == PROXY_REQUEST)
		wire_send(&connection->office, bytes, size);
	else
		client_send(connection, bytes, size);
	free(bytes);
}

static void slices_due(void *context)
{
	struct proxy *proxy = context;
	bool more = false;
	for (int i = 0; i < PROXY_CONNECTIONS_MAX; i++)
		for (enum proxy_side side = PROXY_REQUEST; side < PROXY_SIDES; side++) {
			struct proxy_connection *connection = &proxy->connection[i];
			if (connection->hole || connection->client.fd < 0)
				buffer_clear(&connection->late[side]);
			slice_send(connection, side);
			if (connection->late[side].size_bytes == 0 && connection->office_gone)
				wire_end(&connection->client, WIRE_END_CLOSE);
			more = more || connection->late[side].size_bytes > 0;
		}
	if (more)
		loop_timer_set(proxy->loop, proxy->plan.gap_ms, slices_due, proxy);
}

static void push(struct proxy_connection *connection, enum proxy_side side, const char *bytes, size_t size)
{
	struct proxy *proxy = connection->proxy;
	if (connection->hole)
		return;
	if (proxy->plan.slice[side] > 0) {
		must_add(&connection->late[side], bytes, size);
		loop_timer_set(proxy->loop, proxy->plan.gap_ms, slices_due, proxy);
	} else if (side == PROXY_REQUEST) {
		wire_send(&connection->office, bytes, size);
	} else {
		client_send(connection, bytes, size);
	}
}

/* ---- whole requests ---- */

static const char *field(const struct buffer *message, const char *name)
{
	for (const char *line = strstr(buffer_text(message), "\r\n"); line && strncmp(line, "\r\n\r\n", 4) != 0; line = strstr(line + 2, "\r\n"))
		if (strncasecmp(line + 2, name, strlen(name)) == 0)
			return line + 2 + strlen(name);
	return NULL;
}

static bool whole(const struct buffer *message)
{
	const char *end = strstr(buffer_text(message), "\r\n\r\n"), *length = field(message, "Content-Length:");
	return end && message->size_bytes >= (size_t)(end + 4 - message->bytes) + (length ? strtoul(length, NULL, 10) : 0);
}

static void judged(struct proxy_connection *connection, enum proxy_verdict verdict)
{
	connection->again = verdict == PROXY_TWICE;
	connection->swallows = verdict == PROXY_PASS_ANSWER;
	if (verdict == PROXY_ANSWER)
		push(connection, PROXY_REPLY, connection->said.bytes, connection->said.size_bytes);
	else if (verdict != PROXY_SILENT)
		push(connection, PROXY_REQUEST, connection->request.bytes, connection->request.size_bytes);
	connection->hole = connection->hole || verdict == PROXY_SILENT || verdict == PROXY_PASS_SILENT;
	if (!connection->again)
		buffer_clear(&connection->request);
}

static void judge(struct proxy_connection *connection, const char *bytes, size_t size)
{
	const struct proxy_plan *plan = &connection->proxy->plan;
	must_add(&connection->request, bytes, size);
	if (!whole(&connection->request))
		return;
	buffer_clear(&connection->said);
	judged(connection, plan->judge(plan->context, connection->request.bytes, connection->request.size_bytes, &connection->said));
}

/* A reply that is not simply passed on. */
static void reply_heard(struct proxy_connection *connection, const char *bytes, size_t size)
{
	must_add(&connection->reply, bytes, size);
	if (!whole(&connection->reply))
		return;
	buffer_clear(&connection->reply);
	if (connection->swallows) {
		connection->swallows = false;
		push(connection, PROXY_REPLY, connection->said.bytes, connection->said.size_bytes);
		return;
	}
	connection->again = false;
	push(connection, PROXY_REQUEST, connection->request.bytes, connection->request.size_bytes);
	buffer_clear(&connection->request);
}

/* ---- the two ends ---- */

static void office_open(struct proxy_connection *connection)
{
	struct proxy *proxy = connection->proxy;
	int fd = proxy->office_port > 0 ? wire_connect(proxy->office_port) : -1;
	if (fd >= 0)
		wire_open(&connection->office, fd, proxy->plan.tls ? proxy->office_tls : NULL, false);
	else if (proxy->office_port > 0)
		wire_end(&connection->client, WIRE_END_RESET);
}

static void connect_heard(struct proxy_connection *connection, const char *bytes, size_t size)
{
	static const char no[] = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"library\"\r\nContent-Length: 0\r\n\r\n";
	static const char yes[] = "HTTP/1.1 200 Connection established\r\n\r\n";
	must_add(&connection->request, bytes, size);
	if (!whole(&connection->request))
		return;
	const char *password = connection->proxy->plan.password, *given = field(&connection->request, "Proxy-Authorization: Basic ");
	connection->tunnel = strncmp(connection->request.bytes, "CONNECT ", 8) == 0 && given && strncmp(given, password, strlen(password)) == 0 && given[strlen(password)] == '\r';
	buffer_clear(&connection->request);
	if (connection->tunnel)
		office_open(connection);
	else
		connection->proxy->refused++;
	push(connection, PROXY_REPLY, connection->tunnel ? yes : no, connection->tunnel ? sizeof yes - 1 : sizeof no - 1);
}

static void client_heard(void *context, struct wire *wire, const char *bytes, size_t size)
{
	struct proxy_connection *connection = context;
	const struct proxy_plan *plan = &connection->proxy->plan;
	bool cuts = false;
	if (size == 0) {
		wire_end(&connection->office, WIRE_END_CLOSE);
		wire_end(wire, WIRE_END_CLOSE);
		return;
	}
	size = pass(connection->proxy, PROXY_REQUEST, size, &cuts);
	if (connection->hole)
		return;
	if (connection->office_gone) {
		wire_end(wire, WIRE_END_RESET);
		return;
	}
	if (plan->password && !connection->tunnel)
		connect_heard(connection, bytes, size);
	else if (plan->judge)
		judge(connection, bytes, size);
	else
		push(connection, PROXY_REQUEST, bytes, size);
	if (cuts)
		cut(connection, PROXY_REQUEST);
}

static void office_heard(void *context, struct wire *wire, const char *bytes, size_t size)
{
	struct proxy_connection *connection = context;
	if (size == 0) {
		wire_end(wire, WIRE_END_CLOSE);
		connection->office_gone = true;
		if (!connection->hole && connection->late[PROXY_REPLY].size_bytes == 0)
			wire_end(&connection->client, WIRE_END_CLOSE);
	} else if (connection->swallows || connection->again) {
		reply_heard(connection, bytes, size);
	} else {
		push(connection, PROXY_REPLY, bytes, size);
	}
}

static void knocked(void *context, int fd, uint32_t)
{
	struct proxy *proxy = context;
	int i = 0, client_fd = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
	while (i < PROXY_CONNECTIONS_MAX && proxy->connection[i].client.fd >= 0)
		i++;
	if (client_fd < 0)
		return;
	if (i == PROXY_CONNECTIONS_MAX) {
		fprintf(stderr, "more connections than the proxy has room for\n");
		abort();
	}
	struct proxy_connection *connection = &proxy->connection[i];
	if (proxy->down) {
		wire_open(&connection->client, client_fd, NULL, true);
		wire_end(&connection->client, WIRE_END_RESET);
		return;
	}
	wire_end(&connection->office, WIRE_END_RESET);
	connection->office_gone = connection->tunnel = connection->hole = connection->swallows = connection->again = false;
	buffer_clear(&connection->request);
	buffer_clear(&connection->reply);
	buffer_clear(&connection->late[PROXY_REQUEST]);
	buffer_clear(&connection->late[PROXY_REPLY]);
	proxy->connections++;
	wire_open(&connection->client, client_fd, proxy->plan.tls, true);
	if (!proxy->plan.password)
		office_open(connection);
}

/* ---- from outside ---- */

void proxy_open(struct proxy *proxy, struct loop *loop, int office_port)
{
	*proxy = (struct proxy){ .loop = loop, .office_port = office_port, .office_tls = SSL_CTX_new(TLS_client_method()) };
	for (int i = 0; i < PROXY_CONNECTIONS_MAX; i++) {
		struct proxy_connection *connection = &proxy->connection[i];
		connection->proxy = proxy;
		wire_init(&connection->client, loop, client_heard, connection);
		wire_init(&connection->office, loop, office_heard, connection);
		buffer_init(&connection->request, WIRE_MAX_BYTES);
		buffer_init(&connection->reply, WIRE_MAX_BYTES);
		buffer_init(&connection->said, WIRE_MAX_BYTES);
		buffer_init(&connection->late[PROXY_REQUEST], WIRE_MAX_BYTES);
		buffer_init(&connection->late[PROXY_REPLY], WIRE_MAX_BYTES);
	}
	proxy->listen_fd = wire_listen(64, &proxy->port);
	if (loop_watch(loop, proxy->listen_fd, EPOLLIN, knocked, proxy) != FAIL_NONE)
		abort();
}

void proxy_close(struct proxy *proxy)
{
	if (!proxy->loop)
		return;
	proxy_hang_up(proxy);
	loop_timer_clear(proxy->loop, slices_due, proxy);
	loop_unwatch(proxy->loop, proxy->listen_fd);
	close(proxy->listen_fd);
	SSL_CTX_free(proxy->office_tls);
	for (int i = 0; i < PROXY_CONNECTIONS_MAX; i++) {
		struct proxy_connection *connection = &proxy->connection[i];
		buffer_done(&connection->client.waiting);
		buffer_done(&connection->office.waiting);
		buffer_done(&connection->request);
		buffer_done(&connection->reply);
		buffer_done(&connection->said);
		buffer_done(&connection->late[PROXY_REQUEST]);
		buffer_done(&connection->late[PROXY_REPLY]);
	}
}

void proxy_set(struct proxy *proxy, const struct proxy_plan *plan)
{
	proxy->plan = *plan;
	proxy->down = false;
	memset(proxy->passed, 0, sizeof proxy->passed);
}

void proxy_hang_up(struct proxy *proxy)
{
	for (int i = 0; i < PROXY_CONNECTIONS_MAX; i++) {
		wire_end(&proxy->connection[i].office, WIRE_END_RESET);
		wire_end(&proxy->connection[i].client, WIRE_END_RESET); /* noticed before the next request is written, other than a goodbye */
	}
}

SSL_CTX *proxy_tls(const char *certificate_path, const char *key_path)
{
	SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
	if (tls && SSL_CTX_use_certificate_chain_file(tls, certificate_path) == 1 && SSL_CTX_use_PrivateKey_file(tls, key_path, SSL_FILETYPE_PEM) == 1)
		return tls;
	fprintf(stderr, "no server with the certificate %s\n", certificate_path);
	abort();
}
