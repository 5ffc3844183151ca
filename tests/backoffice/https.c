/* SPDX-License-Identifier: MIT */
/* https.c - libmicrohttpd over GnuTLS in its epoll mode; its epoll descriptor is one of our loop's. */
#include "tests/backoffice/https.h"

#include "firmware/base/clock.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTION_TIMEOUT_S = 150, BACKLOG = 64 };

struct https {
	struct loop *loop;
	struct MHD_Daemon *daemon;
	int epoll_fd, port;
	https_call call;
	void *context;
	struct exchange *delayed; /* those that are kept waiting */
};

/* One request on its way. */
struct exchange {
	struct https *https;
	struct MHD_Connection *connection;
	struct buffer body;
	bool too_large, asked, was_delayed;
	struct https_answer answer;
	struct exchange *next_delayed;
};

/* What a cut answer is read from; freed by the server. */
struct cut { size_t size_bytes; char bytes[]; };

static void run(void *context);

static void readable(void *context, int, uint32_t)
{
	run(context);
}

static void run(void *context)
{
	struct https *https = context;
	MHD_run(https->daemon);
	unsigned long long wait_ms;
	if (MHD_get_timeout(https->daemon, &wait_ms) == MHD_YES)
		loop_timer_set(https->loop, (int64_t)wait_ms, run, https);
	else
		loop_timer_clear(https->loop, run, https);
}

static void delay_over(void *context)
{
	struct exchange *exchange = context, **at = &exchange->https->delayed;
	while (*at != exchange)
		at = &(*at)->next_delayed;
	*at = exchange->next_delayed;
	loop_timer_clear(exchange->https->loop, delay_over, exchange);
	MHD_resume_connection(exchange->connection);
	loop_timer_set(exchange->https->loop, 0, run, exchange->https);
}

static void delay_begin(struct exchange *exchange)
{
	exchange->was_delayed = true;
	exchange->next_delayed = exchange->https->delayed;
	exchange->https->delayed = exchange;
	MHD_suspend_connection(exchange->connection);
	loop_timer_set(exchange->https->loop, exchange->answer.after_ms, delay_over, exchange);
}

static ssize_t cut_read(void *context, uint64_t at, char *room, size_t max)
{
	const struct cut *cut = context;
	if (at >= cut->size_bytes)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	size_t size = cut->size_bytes - at < max ? cut->size_bytes - at : max;
	memcpy(room, cut->bytes + at, size);
	return (ssize_t)size;
}

static struct MHD_Response *response_cut(const struct buffer *body)
{
	struct cut *cut = malloc(sizeof *cut + body->size_bytes / 2);
	if (!cut)
		abort();
	cut->size_bytes = body->size_bytes / 2;
	memcpy(cut->bytes, buffer_text(body), cut->size_bytes);
	return MHD_create_response_from_callback(body->size_bytes, 4096, cut_read, cut, free);
}

/* Date by our clock, which tests move; libmicrohttpd knows only the real one. */
static void date_add(struct MHD_Response *response, int64_t ahead_s)
{
	char date[40];
	time_t seconds = (time_t)(clock_wall_ms() / 1000 + ahead_s);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
	MHD_add_response_header(response, "Date", date);
}

static enum MHD_Result answer_send(struct exchange *exchange)
{
	struct https_answer *answer = &exchange->answer;
	if (answer->end == HTTPS_END_DROPPED)
		return MHD_NO;
	struct MHD_Response *response = answer->file.there ? MHD_create_response_from_fd_at_offset64((uint64_t)answer->file.size_bytes, answer->file.fd, (uint64_t)answer->file.from)
		: answer->end == HTTPS_END_CUT ? response_cut(&answer->body)
		: MHD_create_response_from_buffer(answer->body.size_bytes, answer->body.bytes, MHD_RESPMEM_MUST_COPY);
	if (!response)
		return MHD_NO;
	date_add(response, answer->date_ahead_s);
	MHD_add_response_header(response, "Content-Type", answer->content_type);
	for (int i = 0; i < HTTPS_HEADERS_MAX && answer->headers[i].name; i++)
		MHD_add_response_header(response, answer->headers[i].name, answer->headers[i].value);
	enum MHD_Result queued = MHD_queue_response(exchange->connection, (unsigned)answer->status, response);
	MHD_destroy_response(response);
	return queued;
}

const char *https_header(const struct https_request *request, const char *name)
{
	return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

struct heading { struct https_header *ret; size_t count, max; };

static enum MHD_Result heading_add(void *context, enum MHD_ValueKind, const char *name, const char *value)
{
	struct heading *heading = context;
	if (heading->count == heading->max)
		return MHD_NO;
	heading->ret[heading->count++] = (struct https_header){ name, value ? value : "" };
	return MHD_YES;
}

size_t https_headers(const struct https_request *request, struct https_header *ret, size_t max)
{
	struct heading heading = { .ret = ret, .max = max };
	MHD_get_connection_values(request->connection, MHD_HEADER_KIND, heading_add, &heading);
	return heading.count;
}

const char *https_argument(const struct https_request *request, const char *name)
{
	return MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
}

const void *https_peer(const struct https_request *request, size_t *ret_size)
{
	const union MHD_ConnectionInfo *info = request->connection ? MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION) : NULL;
	unsigned count = 0;
	const gnutls_datum_t *chain = info ? gnutls_certificate_get_peers(info->tls_session, &count) : NULL;
	*ret_size = chain && count > 0 ? chain[0].size : 0;
	return chain && count > 0 ? chain[0].data : NULL;
}

static void ask(struct exchange *exchange, const char *method, const char *path)
{
	struct MHD_Connection *connection = exchange->connection;
	const struct https_request request = {
		.method = method,
		.path = path,
		.content_type = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type"),
		.authorization = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization"),
		.idempotency_key = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Idempotency-Key"),
		.bytes = buffer_text(&exchange->body),
		.size_bytes = exchange->body.size_bytes,
		.too_large = exchange->too_large,
		.connection = connection,
	};
	exchange->answer = (struct https_answer){ .status = 500, .content_type = "text/plain" };
	buffer_init(&exchange->answer.body, HTTPS_ANSWER_MAX_BYTES);
	exchange->asked = true;
	exchange->https->call(exchange->https->context, &request, &exchange->answer);
}

static enum MHD_Result access_handler(void *context, struct MHD_Connection *connection, const char *path, const char *method, const char *, const char *upload,
                                      size_t *upload_size, void **state)
{
	struct exchange *exchange = *state;
	if (!exchange) {
		exchange = calloc(1, sizeof *exchange);
		if (!exchange)
			abort();
		exchange->https = context;
		exchange->connection = connection;
		buffer_init(&exchange->body, HTTPS_BODY_MAX_BYTES);
		*state = exchange;
		return MHD_YES;
	}
	if (*upload_size > 0) {
		if (exchange->too_large || buffer_add(&exchange->body, upload, *upload_size) != FAIL_NONE) {
			exchange->too_large = true;
			buffer_clear(&exchange->body);
		}
		*upload_size = 0;
		return MHD_YES;
	}
	if (!exchange->asked)
		ask(exchange, method, path);
	if (exchange->answer.after_ms > 0 && !exchange->was_delayed) {
		delay_begin(exchange);
		return MHD_YES;
	}
	return answer_send(exchange);
}

static void completed(void *, struct MHD_Connection *, void **state, enum MHD_RequestTerminationCode)
{
	struct exchange *exchange = *state;
	if (!exchange)
		return;
	buffer_done(&exchange->body);
	if (exchange->asked)
		buffer_done(&exchange->answer.body);
	free(exchange);
	*state = NULL;
}

/* A socket of our own, so that a restarted server gets its port back at once. */
static enum fail listen_on(const struct https_place *place, int *ret_fd, int *ret_port)
{
	struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons((uint16_t)place->port) };
	if (inet_pton(AF_INET, place->address, &where.sin_addr) != 1)
		return FAIL(INPUT, "%s is not an IPv4 address", place->address);
	socklen_t size = sizeof where;
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
	    (!place->shared || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) == 0) && bind(fd, (struct sockaddr *)&where, size) == 0 &&
	    listen(fd, BACKLOG) == 0 && getsockname(fd, (struct sockaddr *)&where, &size) == 0) {
		*ret_fd = fd;
		*ret_port = ntohs(where.sin_port);
		return FAIL_NONE;
	}
	int why = errno;
	if (fd >= 0)
		close(fd);
	return FAIL(IO, "port %d cannot be listened on: %s", place->port, strerror(why));
}

enum fail https_open(struct loop *loop, int port, const char *certificate, const char *key, https_call call, void *context, struct https **ret)
{
	return https_open_at(loop, &(struct https_place){ .address = "127.0.0.1", .port = port }, certificate, key, call, context, ret);
}

enum fail https_open_at(struct loop *loop, const struct https_place *place, const char *certificate, const char *key, https_call call, void *context, struct https **ret)
{
	int listen_fd = -1;
	struct https *https = calloc(1, sizeof *https);
	if (!https)
		abort();
	*https = (struct https){ .loop = loop, .call = call, .context = context, .epoll_fd = -1 };
	enum fail fail = listen_on(place, &listen_fd, &https->port);
	if (fail == FAIL_NONE) {
		https->daemon = MHD_start_daemon(MHD_USE_TLS | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL, access_handler, https,
			MHD_OPTION_LISTEN_SOCKET, listen_fd, MHD_OPTION_HTTPS_MEM_KEY, key, MHD_OPTION_HTTPS_MEM_CERT, certificate,
			MHD_OPTION_HTTPS_PRIORITIES, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
			MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONNECTION_TIMEOUT_S, place->clients ? MHD_OPTION_HTTPS_MEM_TRUST : MHD_OPTION_END, place->clients, MHD_OPTION_END);
		if (!https->daemon) {
			close(listen_fd);
			fail = FAIL(IO, "the HTTPS server does not start");
		}
	}
	if (fail == FAIL_NONE) {
		https->epoll_fd = MHD_get_daemon_info(https->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
		fail = loop_watch(loop, https->epoll_fd, EPOLLIN, readable, https);
	}
	if (fail != FAIL_NONE) {
		https_close(https);
		return fail;
	}
	*ret = https;
	return FAIL_NONE;
}

void https_close(struct https *https)
{
	if (!https)
		return;
	loop_unwatch(https->loop, https->epoll_fd);
	while (https->delayed)
		delay_over(https->delayed);
	loop_timer_clear(https->loop, run, https);
	if (https->daemon)
		MHD_stop_daemon(https->daemon);
	free(https);
}

int https_port(const struct https *https)
{
	return https->port;
}
