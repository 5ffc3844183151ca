/* SPDX-License-Identifier: MIT */
/* serve.c - which path is answered by what. */
#include "tests/backoffice/serve.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/ingest.h"
#include "tests/backoffice/page.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { PEM_MAX_BYTES = 16 * 1024, KIOSK_FILE_MAX_BYTES = 64 * 1024, URL_BYTES = 64 };

struct server {
	struct ingest ingest;
	struct faults faults;
	char urls[2][URL_BYTES];
};

static const char *const guards[][2] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cache-Control", "no-store" },
};

static void events_call(struct server *server, const struct https_request *request, struct https_answer *answer)
{
	enum fault fault = faults_draw(&server->faults);
	if (fault != FAULT_NONE)
		log_event("fault.drawn", "kind=%d", (int)fault);
	if (faults_before(fault, answer))
		return;
	ingest_answer(&server->ingest, request, answer);
	faults_after(fault, &server->faults, answer);
}

static void page_call(struct server *server, const struct https_request *, struct https_answer *answer)
{
	page_answer(server->ingest.inbox, answer);
}

static void style_call(struct server *, const struct https_request *, struct https_answer *answer)
{
	page_style_answer(answer);
}

static void health_call(struct server *server, const struct https_request *, struct https_answer *answer)
{
	int64_t events, conflicts;
	if (inbox_count(server->ingest.inbox, &events, &conflicts) != FAIL_NONE ||
	    buffer_printf(&answer->body, "{\"status\":\"ok\",\"events\":%" PRId64 ",\"conflicts\":%" PRId64 "}\n", events, conflicts) != FAIL_NONE) {
		ingest_problem(answer, 503, "The inbox cannot be read");
		return;
	}
	answer->status = 200;
	answer->content_type = "application/json";
}

static const struct route {
	const char *method, *path;
	void (*call)(struct server *server, const struct https_request *request, struct https_answer *answer);
} routes[] = {
	{ "POST", "/v1/events", events_call },
	{ "GET",  "/",          page_call },
	{ "GET",  "/style.css", style_call },
	{ "GET",  "/healthz",   health_call },
};

static void answer_call(void *context, const struct https_request *request, struct https_answer *answer)
{
	const size_t count = sizeof routes / sizeof routes[0];
	bool known = false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(routes[i].path, request->path) != 0)
			continue;
		known = true;
		if (strcmp(routes[i].method, request->method) != 0)
			continue;
		routes[i].call(context, request, answer);
		size_t header = 0;
		while (answer->headers[header].name)
			header++;
		for (size_t j = 0; j < sizeof guards / sizeof guards[0]; j++, header++) {
			answer->headers[header].name = guards[j][0];
			answer->headers[header].value = guards[j][1];
		}
		return;
	}
	ingest_problem(answer, known ? 405 : 404, known ? "Not with this method" : "There is nothing here");
}

static enum fail pem_read(const char *folder, const char *name, struct buffer *ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	buffer_init(ret, PEM_MAX_BYTES);
	enum fail fail = file_read(path, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s is not there; foyer-backoffice init makes it", path);
}

/* The file is a JWK, or what `foyer status --json` prints with the key in "device_key". */
static enum fail kiosk_register(struct inbox *inbox, const char *path)
{
	json_t *file;
	char kid[SHA256_TEXT_BYTES];
	TRY(json_read(path, KIOSK_FILE_MAX_BYTES, &file));
	const json_t *jwk = json_object_get(file, "device_key") ? json_object_get(file, "device_key") : file;
	enum fail fail = jwk_thumbprint(jwk, kid);
	if (fail == FAIL_NONE)
		fail = inbox_kiosk_add(inbox, kid, NULL, jwk);
	json_decref(file);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

static enum fail address_tell(struct server *server, const char *folder, int port)
{
	char path[PATH_MAX];
	snprintf(server->urls[0], URL_BYTES, "https://127.0.0.1:%d", port);
	snprintf(server->urls[1], URL_BYTES, "https://localhost:%d", port);
	server->ingest.audiences[0] = server->urls[0];
	server->ingest.audiences[1] = server->urls[1];
	TRY(file_path(path, sizeof path, folder, "url"));
	TRY(file_replace(path, server->urls[0], strlen(server->urls[0]), 0644));
	printf("listening %s\n", server->urls[0]);
	fflush(stdout);
	return FAIL_NONE;
}

static enum fail run(struct server *server, struct loop *loop, const struct serve_options *options)
{
	BUFFER_AUTO certificate = { 0 };
	BUFFER_AUTO key = { 0 };
	struct https *https = NULL;
	TRY(pem_read(options->folder, "server.pem", &certificate));
	TRY(pem_read(options->folder, "server.key", &key));
	TRY(https_open(loop, options->port, buffer_text(&certificate), buffer_text(&key), answer_call, server, &https));
	enum fail fail = address_tell(server, options->folder, https_port(https));
	if (fail == FAIL_NONE)
		fail = loop_run(loop);
	https_close(https);
	return fail;
}

enum fail serve(struct serve_options *options)
{
	struct server server = { .faults = options->faults, .ingest.accept_new = options->accept_new };
	struct loop *loop = NULL;
	TRY(inbox_open(options->folder, false, &server.ingest.inbox));
	enum fail fail = FAIL_NONE;
	for (int i = 0; options->kiosks[i] && fail == FAIL_NONE; i++)
		fail = kiosk_register(server.ingest.inbox, options->kiosks[i]);
	if (fail == FAIL_NONE)
		fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = run(&server, loop, options);
	loop_free(loop);
	inbox_close(server.ingest.inbox);
	return fail;
}
