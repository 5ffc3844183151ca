/* SPDX-License-Identifier: MIT */
/*
 * web.c - DESIGN: libmicrohttpd over GnuTLS in its epoll mode, whose descriptor is one of our loop's: one thread. A request that waits for the
 * hub sleeps in the server. LIMITS: web.h. The server's own time-out is for silence only, so each connection has a deadline for a whole request.
 */
#include "firmware/desk/web_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 64, SILENCE_S = 20, SWEEP_MS = 1000 };

static void run(void *context)
{
	struct web *web = context;
	unsigned long long wait_ms;
	web->woken = false;
	MHD_run(web->daemon);
	if (web->woken)
		loop_timer_set(web->loop, 0, run, web); /* somebody was woken meanwhile: the server's own time-out does not know it yet */
	else if (MHD_get_timeout(web->daemon, &wait_ms) == MHD_YES)
		loop_timer_set(web->loop, (int64_t)wait_ms, run, web);
	else
		loop_timer_clear(web->loop, run, web);
}

static void readable_call(void *context, int fd, uint32_t events)
{
	(void)fd, (void)events;
	run(context);
}

void web_turn(struct web *web)
{
	web->woken = true;
	loop_timer_set(web->loop, 0, run, web);
}

void web_heads(struct MHD_Response *response)
{
	static const struct web_header heads[] = {
		{ "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Referrer-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
		{ "Cache-Control", "no-store" },
	};
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		MHD_add_response_header(response, heads[i].name, heads[i].value);
}

/* ---- how long somebody takes ---- */

static void sweep(void *context);

/* Once set it stays: who comes meanwhile must not put it off. */
static void sweep_soon(struct web *web)
{
	if (!web->sweeping)
		loop_timer_set(web->loop, SWEEP_MS, sweep, web);
	web->sweeping = true;
}

static void sweep(void *context)
{
	struct web *web = context;
	bool waits = false;
	int64_t now_ms = clock_mono_ms();
	for (struct line *line = web->lines; line; line = line->after) {
		if (!line->busy && now_ms - line->since_ms >= WEB_REQUEST_MS)
			shutdown(line->fd, SHUT_RDWR); /* the server sees its end, and lets go of it */
		waits = waits || !line->busy;
	}
	web->sweeping = false;
	if (waits)
		sweep_soon(web);
}

static void line_waits(struct line *line)
{
	line->busy = false;
	line->since_ms = clock_mono_ms();
	sweep_soon(line->web);
}

static struct line *line_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static void line_call(void *context, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct web *web = context;
	struct line *line = *socket_context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		line = calloc(1, sizeof *line);
		if (!line)
			abort();
		*line = (struct line){ .web = web, .fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, .after = web->lines };
		if (line->after)
			line->after->before = line;
		web->lines = line;
		*socket_context = line;
		line_waits(line);
	} else if (line) {
		*(line->before ? &line->before->after : &web->lines) = line->after;
		if (line->after)
			line->after->before = line->before;
		free(line);
		*socket_context = NULL;
	}
}

/* ---- a request ---- */

static void unlink_waiting(struct exchange *exchange)
{
	*(exchange->before ? &exchange->before->after : &exchange->web->waiting) = exchange->after;
	if (exchange->after)
		exchange->after->before = exchange->before;
	exchange->before = exchange->after = NULL;
}

void exchange_answer(struct exchange *exchange, int status, struct MHD_Response *response)
{
	exchange->status = status;
	exchange->response = response;
	unlink_waiting(exchange);
	if (!exchange->suspended)
		return;
	exchange->suspended = false;
	MHD_resume_connection(exchange->connection);
	web_turn(exchange->web);
}

void web_answer(struct exchange *exchange, const struct web_answer *answer)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(answer->type ? answer->size_bytes : 0, (void *)(answer->type ? answer->bytes : ""), MHD_RESPMEM_MUST_COPY);
	if (!response)
		abort();
	web_heads(response);
	if (answer->type)
		MHD_add_response_header(response, "Content-Type", answer->type);
	for (size_t i = 0; i < sizeof answer->headers / sizeof answer->headers[0] && answer->headers[i].name; i++)
		MHD_add_response_header(response, answer->headers[i].name, answer->headers[i].value);
	exchange_answer(exchange, answer->status, response);
}

static const char *head(struct exchange *exchange, const char *name)
{
	return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

/* Of IPv6 the first half: the other is the guest's to choose. */
static void write_peer(struct MHD_Connection *connection, char ret[static WEB_PEER_BYTES])
{
	const struct sockaddr *address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
	ret[0] = '\0';
	if (address->sa_family == AF_INET) {
		inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, ret, WEB_PEER_BYTES);
	} else if (address->sa_family == AF_INET6) {
		struct in6_addr network = ((const struct sockaddr_in6 *)address)->sin6_addr;
		memset(network.s6_addr + 8, 0, 8);
		inet_ntop(AF_INET6, &network, ret, WEB_PEER_BYTES);
	}
}

static void ask(struct exchange *exchange, const char *method, const char *path)
{
	char peer[WEB_PEER_BYTES];
	struct web *web = exchange->web;
	write_peer(exchange->connection, peer);
	const struct web_request request = {
		.method = method, .path = path, .cookies = head(exchange, "Cookie"), .host = head(exchange, "Host"), .origin = head(exchange, "Origin"),
		.fetch_site = head(exchange, "Sec-Fetch-Site"), .languages = head(exchange, "Accept-Language"), .type = head(exchange, "Content-Type"),
		.body = buffer_text(&exchange->body), .body_size = exchange->body.size_bytes, .too_large = exchange->too_large, .peer = peer,
	};
	exchange->asked = true;
	exchange->after = web->waiting;
	if (exchange->after)
		exchange->after->before = exchange;
	web->waiting = exchange;
	web->events->request(web->context, exchange, &request);
	buffer_clear(&exchange->body);
	fail_clear();
}

const void *web_certificate(struct exchange *exchange, size_t *ret_size)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	unsigned count = 0;
	const gnutls_datum_t *chain = info ? gnutls_certificate_get_peers(info->tls_session, &count) : NULL;
	*ret_size = chain && count > 0 ? chain[0].size : 0;
	return chain && count > 0 ? chain[0].data : NULL;
}

static struct exchange *exchange_new(struct web *web, struct MHD_Connection *connection)
{
	struct exchange *exchange = calloc(1, sizeof *exchange);
	if (!exchange)
		abort();
	*exchange = (struct exchange){ .web = web, .connection = connection };
	buffer_init(&exchange->body, REQUEST_BODY_MAX_BYTES);
	return exchange;
}

static enum MHD_Result access_call(void *context, struct MHD_Connection *connection, const char *path, const char *method, const char *version, const char *upload,
                                   size_t *upload_size, void **state)
{
	struct exchange *exchange = *state;
	(void)version;
	if (!exchange) {
		*state = exchange_new(context, connection);
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
	struct line *line = line_of(connection);
	if (line)
		line->busy = true;
	if (!exchange->asked)
		ask(exchange, method, path);
	if (!exchange->response) {
		exchange->suspended = true;
		MHD_suspend_connection(connection);
		return MHD_YES;
	}
	enum MHD_Result queued = MHD_queue_response(connection, (unsigned)exchange->status, exchange->response);
	MHD_destroy_response(exchange->response);
	exchange->response = NULL;
	return queued;
}

static void completed_call(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
	struct exchange *exchange = *state;
	struct line *line = line_of(connection);
	(void)context, (void)code;
	if (line)
		line_waits(line);
	if (!exchange)
		return;
	if (exchange->response)
		MHD_destroy_response(exchange->response);
	buffer_done(&exchange->body);
	free(exchange);
	*state = NULL;
}

/* A path is compared as it was sent: nothing in it means another letter. */
static size_t unescape_call(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

/* ---- the server ---- */

/* A socket of our own, so that a program that begins anew gets its port back at once. */
static enum fail listen_on(const struct listen_place *place, int *ret_fd, int *ret_port)
{
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = htons((uint16_t)place->port) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)place->port) };
	struct sockaddr *address = place->six ? (struct sockaddr *)&six : (struct sockaddr *)&four;
	socklen_t size = place->six ? sizeof six : sizeof four;
	inet_pton(place->six ? AF_INET6 : AF_INET, place->address, place->six ? (void *)&six.sin6_addr : (void *)&four.sin_addr);
	int one = 1, fd = socket(place->six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 && bind(fd, address, size) == 0 && listen(fd, BACKLOG) == 0 &&
	    getsockname(fd, address, &size) == 0) {
		*ret_fd = fd;
		*ret_port = ntohs(place->six ? six.sin6_port : four.sin_port);
		return FAIL_NONE;
	}
	int why = errno;
	if (fd >= 0)
		close(fd);
	return FAIL(IO, "%s, port %d, cannot be listened on: %s", place->address, place->port, strerror(why));
}

static struct MHD_Daemon *daemon_start(struct web *web, int listen_fd, const struct web_options *options)
{
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | (options->certificate ? (unsigned)MHD_USE_TLS : 0);
	const struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->key },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->certificate },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" },
		{ options->asks_who ? MHD_OPTION_HTTPS_MEM_TRUST : MHD_OPTION_END, 0, (void *)options->certificate }, /* which one does not matter: none is trusted by it */
		{ MHD_OPTION_END, 0, NULL },
	};
	const struct MHD_OptionItem plain[] = { { MHD_OPTION_END, 0, NULL } };
	return MHD_start_daemon(flags, 0, NULL, NULL, access_call, web, MHD_OPTION_LISTEN_SOCKET, listen_fd, MHD_OPTION_NOTIFY_COMPLETED, completed_call, web,
		MHD_OPTION_NOTIFY_CONNECTION, line_call, web, MHD_OPTION_UNESCAPE_CALLBACK, unescape_call, web,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_S, MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS_MAX,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS_A_PEER_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)WEB_HEADER_MAX_BYTES,
		MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)1024, MHD_OPTION_ARRAY, options->certificate ? tls : plain, MHD_OPTION_END);
}

enum fail web_open(struct loop *loop, const struct web_options *options, const struct web_events *events, void *context, struct web **ret)
{
	int listen_fd = -1;
	if (!options->certificate && !listen_is_here(&options->place))
		return FAIL(DENIED, "%s can be reached by others: it needs a certificate", options->place.address);
	struct web *web = calloc(1, sizeof *web);
	if (!web)
		abort();
	*web = (struct web){ .loop = loop, .events = events, .context = context, .epoll_fd = -1 };
	enum fail fail = listen_on(&options->place, &listen_fd, &web->port);
	if (fail == FAIL_NONE) {
		web->daemon = daemon_start(web, listen_fd, options);
		if (!web->daemon) {
			close(listen_fd);
			fail = FAIL(INPUT, "the server does not start: certificate and key do not go together");
		}
	}
	if (fail == FAIL_NONE) {
		web->epoll_fd = MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
		fail = loop_watch(loop, web->epoll_fd, EPOLLIN, readable_call, web);
	}
	if (fail != FAIL_NONE) {
		web_close(web);
		return fail;
	}
	*ret = web;
	return FAIL_NONE;
}

void web_close(struct web *web)
{
	if (!web)
		return;
	loop_unwatch(web->loop, web->epoll_fd);
	while (web->waiting)
		web_answer(web->waiting, &(struct web_answer){ .status = MHD_HTTP_SERVICE_UNAVAILABLE });
	web_streams_end(web);
	if (web->daemon)
		MHD_stop_daemon(web->daemon);
	loop_timer_clear(web->loop, run, web);
	loop_timer_clear(web->loop, sweep, web);
	free(web);
}

int web_port(const struct web *web)
{
	return web->port;
}
