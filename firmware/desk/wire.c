/* SPDX-License-Identifier: MIT */
/*
 * wire.c - DESIGN: curl's multi interface with our loop's descriptors and one timer. No authority and no date is asked whether a certificate is good: the
 * kiosk's key, which the signed settings name, has to have signed it. No session is taken up again, so that this is looked at each time.
 */
#include "firmware/desk/wire.h"

#include "firmware/base/buffer.h"
#include "firmware/envelope/site_certificate.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

enum { URL_MAX_BYTES = 128 };

struct wires { struct loop *loop; CURLM *multi; char *certificate, *key; };

struct wire {
	struct wires *wires;
	CURL *easy;
	const json_t *jwk;
	struct curl_slist *headers;
	struct buffer answer;
	bool busy;
	wire_done done;
	void *context;
};

static void timer_due(void *context);

/* Each that has ended is told so; what is told may begin the next. */
static void collect(struct wires *wires)
{
	CURLMsg *message;
	int left;
	while ((message = curl_multi_info_read(wires->multi, &left))) {
		struct wire *wire = NULL;
		long status = 0;
		if (message->msg != CURLMSG_DONE)
			continue;
		CURL *easy = message->easy_handle;
		bool whole = message->data.result == CURLE_OK;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &wire);
		curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
		curl_multi_remove_handle(wires->multi, easy);
		wire->busy = false;
		wire->done(wire->context, whole ? (int)status : 0, buffer_text(&wire->answer), wire->answer.size_bytes);
	}
}

static void timer_follow(struct wires *wires)
{
	long left_ms = -1;
	curl_multi_timeout(wires->multi, &left_ms);
	if (left_ms < 0)
		loop_timer_clear(wires->loop, timer_due, wires);
	else
		loop_timer_set(wires->loop, left_ms, timer_due, wires);
}

static void timer_due(void *context)
{
	struct wires *wires = context;
	int running;
	curl_multi_socket_action(wires->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	collect(wires);
	timer_follow(wires);
}

static int timer_changed(CURLM *, long timeout_ms, void *context)
{
	struct wires *wires = context;
	if (timeout_ms < 0)
		loop_timer_clear(wires->loop, timer_due, wires);
	else
		loop_timer_set(wires->loop, timeout_ms, timer_due, wires);
	return 0;
}

static void socket_ready(void *context, int fd, uint32_t events)
{
	struct wires *wires = context;
	int running, what = (events & (EPOLLIN | EPOLLHUP) ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) | (events & EPOLLERR ? CURL_CSELECT_ERR : 0);
	curl_multi_socket_action(wires->multi, fd, what, &running);
	collect(wires);
	timer_follow(wires);
}

static int socket_changed(CURL *, curl_socket_t fd, int what, void *context, void *known)
{
	struct wires *wires = context;
	if (!known || what == CURL_POLL_REMOVE)
		loop_unwatch(wires->loop, fd);
	if (what == CURL_POLL_REMOVE)
		return 0;
	curl_multi_assign(wires->multi, fd, wires);
	uint32_t events = (what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) | (what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
	return loop_watch(wires->loop, fd, events, socket_ready, wires) == FAIL_NONE ? 0 : -1;
}

enum fail wires_new(struct loop *loop, const char *certificate, const char *key, struct wires **ret)
{
	struct wires *wires = calloc(1, sizeof *wires);
	if (!wires)
		abort();
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(wires);
		return FAIL(IO, "libcurl does not start");
	}
	*wires = (struct wires){ .loop = loop, .multi = curl_multi_init(), .certificate = strdup(certificate), .key = strdup(key) };
	if (!wires->multi || !wires->certificate || !wires->key || curl_multi_setopt(wires->multi, CURLMOPT_SOCKETFUNCTION, socket_changed) != CURLM_OK ||
	    curl_multi_setopt(wires->multi, CURLMOPT_SOCKETDATA, wires) != CURLM_OK || curl_multi_setopt(wires->multi, CURLMOPT_TIMERFUNCTION, timer_changed) != CURLM_OK ||
	    curl_multi_setopt(wires->multi, CURLMOPT_TIMERDATA, wires) != CURLM_OK) {
		wires_free(wires);
		return FAIL(IO, "libcurl lacks what is needed");
	}
	*ret = wires;
	return FAIL_NONE;
}

void wires_free(struct wires *wires)
{
	if (!wires)
		return;
	curl_multi_cleanup(wires->multi);
	loop_timer_clear(wires->loop, timer_due, wires);
	curl_global_cleanup();
	free(wires->certificate);
	if (wires->key)
		explicit_bzero(wires->key, strlen(wires->key));
	free(wires->key);
	free(wires);
}

/* ---- one wire ---- */

static int verify(X509_STORE_CTX *shown, void *context)
{
	const struct wire *wire = context;
	unsigned char *der = NULL;
	X509 *certificate = X509_STORE_CTX_get0_cert(shown);
	int size = certificate ? i2d_X509(certificate, &der) : 0;
	bool good = size > 0 && site_certificate_check(der, (size_t)size, wire->jwk) == FAIL_NONE;
	OPENSSL_free(der);
	fail_clear();
	return good;
}

static CURLcode verify_set(CURL *, void *tls, void *context)
{
	SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
	SSL_CTX_set_cert_verify_callback(tls, verify, context);
	return CURLE_OK;
}

static size_t answer_take(char *bytes, size_t, size_t count, void *context)
{
	struct wire *wire = context;
	return buffer_add(&wire->answer, bytes, count) == FAIL_NONE ? count : 0;
}

static bool shown_set(struct wire *wire)
{
	struct curl_blob certificate = { .data = wire->wires->certificate, .len = strlen(wire->wires->certificate), .flags = CURL_BLOB_COPY };
	struct curl_blob key = { .data = wire->wires->key, .len = strlen(wire->wires->key), .flags = CURL_BLOB_COPY };
	return curl_easy_setopt(wire->easy, CURLOPT_SSLCERTTYPE, "PEM") == CURLE_OK && curl_easy_setopt(wire->easy, CURLOPT_SSLKEYTYPE, "PEM") == CURLE_OK &&
		curl_easy_setopt(wire->easy, CURLOPT_SSLCERT_BLOB, &certificate) == CURLE_OK && curl_easy_setopt(wire->easy, CURLOPT_SSLKEY_BLOB, &key) == CURLE_OK;
}

static bool options_set(struct wire *wire, const char *url)
{
	CURL *easy = wire->easy;
	return shown_set(wire) && curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_PRIVATE, wire) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK && /* verify() does */
		curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, verify_set) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, wire) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK && curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)WIRE_CONNECT_MS) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_HTTPHEADER, wire->headers) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, answer_take) == CURLE_OK && curl_easy_setopt(easy, CURLOPT_WRITEDATA, wire) == CURLE_OK;
}

enum fail wire_new(struct wires *wires, const char *address, const json_t *jwk, struct wire **ret)
{
	char url[URL_MAX_BYTES];
	struct wire *wire = calloc(1, sizeof *wire);
	if (!wire)
		abort();
	*wire = (struct wire){ .wires = wires, .easy = curl_easy_init(), .jwk = jwk, .headers = curl_slist_append(NULL, "Content-Type: application/json") };
	buffer_init(&wire->answer, WIRE_ANSWER_MAX_BYTES);
	snprintf(url, sizeof url, "https://%s/site", address);
	if (!wire->easy || !wire->headers || !options_set(wire, url)) {
		wire_free(wire);
		return FAIL(IO, "libcurl lacks what is needed");
	}
	*ret = wire;
	return FAIL_NONE;
}

void wire_free(struct wire *wire)
{
	if (!wire)
		return;
	if (wire->busy)
		curl_multi_remove_handle(wire->wires->multi, wire->easy);
	curl_easy_cleanup(wire->easy);
	curl_slist_free_all(wire->headers);
	buffer_done(&wire->answer);
	free(wire);
}

enum fail wire_post(struct wire *wire, const char *body, int timeout_ms, wire_done done, void *context)
{
	if (wire->busy)
		return FAIL(BUSY, "a request is on the way");
	buffer_clear(&wire->answer);
	if (curl_easy_setopt(wire->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body)) != CURLE_OK || curl_easy_setopt(wire->easy, CURLOPT_COPYPOSTFIELDS, body) != CURLE_OK ||
	    curl_easy_setopt(wire->easy, CURLOPT_TIMEOUT_MS, (long)timeout_ms) != CURLE_OK || curl_multi_add_handle(wire->wires->multi, wire->easy) != CURLM_OK)
		return FAIL(IO, "libcurl does not take the request");
	wire->busy = true;
	wire->done = done;
	wire->context = context;
	timer_follow(wire->wires);
	return FAIL_NONE;
}
