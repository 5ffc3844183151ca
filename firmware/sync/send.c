/* SPDX-License-Identifier: MIT */
/*
 * send.c - DESIGN: curl's multi interface with our loop's descriptors and timers, so that an idle program sleeps and a slow
 * server never keeps it from its door. One easy handle is used again and again; its connection stays open (HTTP/1.1).
 * LIMITS: Debian's libcurl looks up names in a short-lived thread of its own; addresses need none.
 */
#include "firmware/sync/send.h"

#include "firmware/base/clock.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

enum { LOW_SPEED_BYTES = 100, LOW_SPEED_S = 60, CA_MAX_BYTES = 64 * 1024 };

struct send {
	struct loop *loop;
	CURLM *multi;
	CURL *easy;
	struct curl_slist *headers;
	struct buffer reply;
	char url[SEND_URL_MAX_BYTES + 1];
	char *ca;
	bool busy, head_whole;
	const struct moment *moment;
	send_take take;
	send_done done;
	void *context;
};

static void collect(struct send *send);
static void timer_due(void *context);

/* Curl sets its timer only when its next deadline changes; a moved clock may have fired ours early, so it is asked each time. */
static void timer_follow(struct send *send)
{
	long left_ms = -1;
	curl_multi_timeout(send->multi, &left_ms);
	if (left_ms < 0)
		loop_timer_clear(send->loop, timer_due, send);
	else
		loop_timer_set(send->loop, left_ms, timer_due, send);
}

static void timer_due(void *context)
{
	struct send *send = context;
	int running;
	curl_multi_socket_action(send->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	timer_follow(send);
	collect(send);
}

static int timer_changed(CURLM *, long timeout_ms, void *context)
{
	struct send *send = context;
	if (timeout_ms < 0)
		loop_timer_clear(send->loop, timer_due, send);
	else
		loop_timer_set(send->loop, timeout_ms, timer_due, send);
	return 0;
}

static void socket_ready(void *context, int fd, uint32_t events)
{
	struct send *send = context;
	int running, what = (events & (EPOLLIN | EPOLLHUP) ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
		(events & EPOLLERR ? CURL_CSELECT_ERR : 0);
	curl_multi_socket_action(send->multi, fd, what, &running);
	timer_follow(send);
	collect(send);
}

static int socket_changed(CURL *, curl_socket_t fd, int what, void *context, void *known)
{
	struct send *send = context;
	if (!known || what == CURL_POLL_REMOVE)
		loop_unwatch(send->loop, fd); /* also when a closed one's number comes back */
	if (what == CURL_POLL_REMOVE)
		return 0;
	curl_multi_assign(send->multi, fd, send);
	uint32_t events = (what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) | (what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
	return loop_watch(send->loop, fd, events, socket_ready, send) == FAIL_NONE ? 0 : -1;
}

static size_t reply_take(char *bytes, size_t, size_t count, void *context)
{
	struct send *send = context;
	long status = 0;
	bool taken;
	if (send->take) {
		curl_easy_getinfo(send->easy, CURLINFO_RESPONSE_CODE, &status);
		taken = send->take(send->context, (int)status, bytes, count);
	} else {
		taken = buffer_add(&send->reply, bytes, count) == FAIL_NONE;
	}
	return taken ? count : 0; /* fewer than given: curl stops */
}

/* Line by line. A connection that ends in the middle of a reply's head is a success to curl, with the status and without what followed it. */
static size_t head_take(char *line, size_t, size_t size, void *context)
{
	struct send *send = context;
	if ((size == 2 && memcmp(line, "\r\n", 2) == 0) || (size == 1 && *line == '\n')) /* curl takes a bare line feed, too */
		send->head_whole = true;
	else if (size >= 5 && memcmp(line, "HTTP/", 5) == 0)
		send->head_whole = false; /* another one after a 1xx; fields may follow a body, too */
	return size;
}

/* Each connection's certificates by the date that is most likely; all else of the check is OpenSSL's. */
static CURLcode date_set(CURL *, void *context, void *of)
{
	const struct send *send = of;
	int64_t date_ms = send->moment ? moment_tls_ms(send->moment) : clock_wall_ms();
	X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context), (time_t)(date_ms / 1000));
	return CURLE_OK;
}

void send_by(struct send *send, const struct moment *moment)
{
	send->moment = moment;
}

/* What holds for every request. */
static bool options_set(struct send *send)
{
	CURL *easy = send->easy;
	return curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, date_set) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, send) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)SEND_CONNECT_TIMEOUT_S) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)SEND_TIMEOUT_S) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_S) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head_take) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HEADERDATA, send) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, reply_take) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, send) == CURLE_OK;
}

enum fail send_new(struct loop *loop, struct send **ret)
{
	struct send *send = calloc(1, sizeof *send);
	if (!send || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(send);
		return FAIL(IO, "libcurl does not start");
	}
	send->loop = loop;
	buffer_init(&send->reply, SEND_REPLY_MAX_BYTES);
	send->multi = curl_multi_init();
	send->easy = curl_easy_init();
	if (!send->multi || !send->easy || !options_set(send) ||
	    curl_multi_setopt(send->multi, CURLMOPT_SOCKETFUNCTION, socket_changed) != CURLM_OK ||
	    curl_multi_setopt(send->multi, CURLMOPT_SOCKETDATA, send) != CURLM_OK ||
	    curl_multi_setopt(send->multi, CURLMOPT_TIMERFUNCTION, timer_changed) != CURLM_OK ||
	    curl_multi_setopt(send->multi, CURLMOPT_TIMERDATA, send) != CURLM_OK) {
		send_free(send);
		return FAIL(IO, "libcurl lacks what is needed");
	}
	*ret = send;
	return FAIL_NONE;
}

void send_free(struct send *send)
{
	if (!send)
		return;
	send_cancel(send);
	curl_easy_cleanup(send->easy);
	curl_multi_cleanup(send->multi);
	loop_timer_clear(send->loop, timer_due, send);
	curl_global_cleanup();
	buffer_done(&send->reply);
	free(send->ca);
	free(send);
}

/* Where there is a proxy, whatever it offers; never NTLM alone, with which curl loses the body of a first request. */
static bool proxy_set(CURL *easy, const struct send_way *way)
{
	const long offers = (long)(CURLAUTH_BASIC | CURLAUTH_DIGEST | CURLAUTH_NEGOTIATE);
	return curl_easy_setopt(easy, CURLOPT_PROXY, way->proxy) == CURLE_OK && /* "": not even one from the environment */
		curl_easy_setopt(easy, CURLOPT_PROXYAUTH, offers) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, *way->proxy_user ? way->proxy_user : NULL) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, *way->proxy_password ? way->proxy_password : NULL) == CURLE_OK;
}

/* Curl keeps copies of its own, and a connection that was made with another certificate is not used again. */
static bool client_set(CURL *easy, const struct send_way *way)
{
	struct curl_blob certificate = { .data = (void *)way->certificate, .len = strlen(way->certificate), .flags = CURL_BLOB_COPY };
	struct curl_blob key = { .data = (void *)way->key, .len = strlen(way->key), .flags = CURL_BLOB_COPY };
	return curl_easy_setopt(easy, CURLOPT_SSLCERTTYPE, "PEM") == CURLE_OK && curl_easy_setopt(easy, CURLOPT_SSLKEYTYPE, "PEM") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSLCERT_BLOB, *way->certificate ? &certificate : NULL) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSLKEY_BLOB, *way->certificate ? &key : NULL) == CURLE_OK;
}

static enum fail url_check(const char *url, const char *scheme)
{
	if (strncmp(url, scheme, strlen(scheme)) != 0 || strlen(url) > SEND_URL_MAX_BYTES)
		return FAIL(INPUT, "the back office's address must begin with %s and have at most %d bytes", scheme, SEND_URL_MAX_BYTES);
	return FAIL_NONE;
}

enum fail send_configure(struct send *send, const struct send_way *way)
{
	TRY(url_check(way->url, "https://"));
	if (strlen(way->ca) > CA_MAX_BYTES)
		return FAIL(INPUT, "the back office's certificates are larger than %d bytes", CA_MAX_BYTES);
	send_cancel(send);
	memcpy(send->url, way->url, strlen(way->url) + 1);
	free(send->ca);
	send->ca = strdup(way->ca);
	if (!send->ca)
		abort();
	struct curl_blob blob = { .data = send->ca, .len = strlen(send->ca), .flags = CURL_BLOB_COPY };
	curl_easy_setopt(send->easy, CURLOPT_CAINFO_BLOB, blob.len > 0 ? &blob : NULL);
	if (!client_set(send->easy, way))
		return FAIL(INPUT, "libcurl does not take the client certificate");
	if (!proxy_set(send->easy, way) || curl_easy_setopt(send->easy, CURLOPT_PINNEDPUBLICKEY, *way->pins ? way->pins : NULL) != CURLE_OK)
		return FAIL(INPUT, "libcurl does not take the proxy or the pins");
	return curl_easy_setopt(send->easy, CURLOPT_URL, send->url) == CURLE_OK ? FAIL_NONE : FAIL(INPUT, "the back office's address is no address");
}

/* One header line more; false when there is no memory. */
static bool header_add(struct send *send, const char *name, const char *value)
{
	BUFFER_AUTO line;
	buffer_init(&line, 4096);
	struct curl_slist *longer = NULL;
	if (buffer_printf(&line, "%s%s", name, value) == FAIL_NONE)
		longer = curl_slist_append(send->headers, buffer_text(&line));
	if (longer)
		send->headers = longer;
	return longer != NULL;
}

/* @lines: each with its NUL. */
static bool lines_add(struct send *send, const struct buffer *lines)
{
	for (size_t at = 0; at < lines->size_bytes; at += strlen(lines->bytes + at) + 1)
		if (!header_add(send, lines->bytes + at, ""))
			return false;
	return true;
}

static bool headers_set(struct send *send, const struct send_request *request)
{
	bool set = (!request->content_type || header_add(send, "Content-Type: ", request->content_type)) && header_add(send, "Expect:", "") &&
		header_add(send, "Accept: ", "application/json, application/problem+json, */*;q=0.1") && /* Open311 speaks XML, Kafka a type of its own */
		(!request->token || header_add(send, "Authorization: Bearer ", request->token)) &&
		(!request->idempotency_key || header_add(send, "Idempotency-Key: ", request->idempotency_key));
	for (const struct buffer *const *lines = request->lines; set && *lines; lines++)
		set = lines_add(send, *lines);
	return set && curl_easy_setopt(send->easy, CURLOPT_HTTPHEADER, send->headers) == CURLE_OK;
}

static bool method_set(CURL *easy, const struct send_request *request)
{
	if (!request->content_type)
		return curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
	return curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)request->size_bytes) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->bytes) == CURLE_OK;
}

enum fail send_start(struct send *send, const struct send_request *request, send_done done, void *context)
{
	if (send->busy)
		return FAIL(BUSY, "a request is on its way");
	if (request->url)
		TRY(url_check(request->url, request->plain ? "http://" : "https://"));
	CURL *easy = send->easy;
	if (request->plain && (request->token || request->content_type || !request->url))
		return FAIL(INPUT, "nothing of ours goes out in plain");
	buffer_clear(&send->reply);
	bool set = headers_set(send, request) && method_set(easy, request) &&
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, request->plain ? "http" : "https") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_URL, request->url ? request->url : send->url) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, request->once ? 1L : 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TIMEOUT, request->take ? 0L : (long)SEND_TIMEOUT_S) == CURLE_OK && /* a long reply may take long */
		curl_easy_setopt(easy, CURLOPT_MAXFILESIZE, request->take ? 0L : (long)SEND_REPLY_MAX_BYTES) == CURLE_OK;
	send->take = request->take;
	send->done = done;
	send->context = context;
	send->busy = true;
	send->head_whole = false;
	if (!set || curl_multi_add_handle(send->multi, easy) != CURLM_OK) {
		send_cancel(send);
		return FAIL(IO, "libcurl did not take the request");
	}
	return FAIL_NONE;
}

void send_cancel(struct send *send)
{
	if (send->busy)
		curl_multi_remove_handle(send->multi, send->easy);
	if (send->easy)
		curl_easy_setopt(send->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(send->headers); /* the token was in it */
	send->headers = NULL;
	send->busy = false;
}

static enum outcome_net net_of(CURL *easy, CURLcode code)
{
	static const struct { CURLcode code; enum outcome_net net; } table[] = {
		{ CURLE_OK, OUTCOME_NET_ANSWERED },
		{ CURLE_COULDNT_RESOLVE_HOST, OUTCOME_NET_NAME },
		{ CURLE_COULDNT_CONNECT, OUTCOME_NET_CONNECT },
		{ CURLE_OPERATION_TIMEDOUT, OUTCOME_NET_TIMEOUT },
		{ CURLE_SSL_CONNECT_ERROR, OUTCOME_NET_TLS },
		{ CURLE_PEER_FAILED_VERIFICATION, OUTCOME_NET_TLS },
		{ CURLE_SSL_CACERT_BADFILE, OUTCOME_NET_TLS },
		{ CURLE_SSL_CERTPROBLEM, OUTCOME_NET_TLS },
		{ CURLE_SSL_CIPHER, OUTCOME_NET_TLS },
		{ CURLE_SSL_ISSUER_ERROR, OUTCOME_NET_TLS },
		{ CURLE_SSL_PINNEDPUBKEYNOTMATCH, OUTCOME_NET_TLS },
		{ CURLE_COULDNT_RESOLVE_PROXY, OUTCOME_NET_PROXY },
		{ CURLE_PROXY, OUTCOME_NET_PROXY },
		{ CURLE_WRITE_ERROR, OUTCOME_NET_LARGE },
		{ CURLE_FILESIZE_EXCEEDED, OUTCOME_NET_LARGE },
	};
	long proxy_status = 0; /* what a proxy says that was asked for a tunnel; to curl it is a broken connection */
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].code == code)
			return table[i].net;
	curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
	return proxy_status == 401 || proxy_status == 407 ? OUTCOME_NET_SIGN_IN : proxy_status >= 300 ? OUTCOME_NET_PROXY : OUTCOME_NET_BROKEN;
}

static const char *header_of(struct send *send, const char *name)
{
	struct curl_header *header;
	return curl_easy_header(send->easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

/* If the request has come to its end, report it. */
static void collect(struct send *send)
{
	int left;
	for (CURLMsg *message; (message = curl_multi_info_read(send->multi, &left));) {
		if (message->msg != CURLMSG_DONE || !send->busy)
			continue;
		struct send_result result = { .net = net_of(send->easy, message->data.result) };
		if (result.net == OUTCOME_NET_ANSWERED && !send->head_whole)
			result.net = OUTCOME_NET_BROKEN;
		if (result.net == OUTCOME_NET_ANSWERED) {
			long status = 0;
			char *content_type = NULL;
			curl_easy_getinfo(send->easy, CURLINFO_RESPONSE_CODE, &status);
			curl_easy_getinfo(send->easy, CURLINFO_CONTENT_TYPE, &content_type);
			result.status = (int)status;
			result.content_type = content_type;
			result.retry_after = header_of(send, "Retry-After");
			result.date = header_of(send, "Date");
			result.etag = header_of(send, "ETag");
			result.bytes = buffer_text(&send->reply);
			result.size_bytes = send->reply.size_bytes;
		}
		send_cancel(send);
		send->done(send->context, &result);
		return;
	}
}
