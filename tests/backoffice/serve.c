/* SPDX-License-Identifier: MIT */
/* serve.c - which path is answered by what. */
#include "tests/backoffice/serve.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/downlink.h"
#include "tests/backoffice/enrol.h"
#include "tests/backoffice/export.h"
#include "tests/backoffice/heartbeat.h"
#include "tests/backoffice/ingest.h"
#include "tests/backoffice/pages/html.h"
#include "tests/backoffice/pages/pages.h"
#include "tests/backoffice/where.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { PEM_MAX_BYTES = 16 * 1024, KIOSK_FILE_MAX_BYTES = 64 * 1024, URL_BYTES = 64 };

struct server {
	struct office office;
	struct metrics metrics;
	struct limiter enrol_limiter, operator_limiter;
	struct known_keys known_keys;
	struct client_ca *clients;
	struct faults faults;
	char urls[2][URL_BYTES];
};

static const char *const guards[][2] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" },
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
	ingest_answer(&server->office, request, answer);
	faults_after(fault, &server->faults, answer);
}

static void metrics_call(const struct office *office, const struct https_request *, struct https_answer *answer)
{
	metrics_answer(office, answer);
}

static void style_call(const struct office *, const struct https_request *, struct https_answer *answer)
{
	html_style_answer(answer);
}

/* Alive: the loop turns. Ready: what comes now can be kept. */
static void health_call(const struct office *, const struct https_request *, struct https_answer *answer)
{
	answer_json(answer, 200, json_pack("{s:s}", "status", "ok"));
}

static void ready_call(const struct office *office, const struct https_request *, struct https_answer *answer)
{
	enum fail fail = office->storage->engine->ready(office->storage);
	if (fail == FAIL_NONE) {
		answer_json(answer, 200, json_pack("{s:s}", "status", "ready"));
		return;
	}
	log_fail("ready.not", fail);
	answer_problem(answer, 503, "The storage does not answer");
}

static const struct route {
	const char *method, *path; /* a "*" stands for one part of the path */
	void (*answer)(const struct office *office, const struct https_request *request, struct https_answer *answer);
	void (*call)(struct server *server, const struct https_request *request, struct https_answer *answer); /* where there is no @answer */
} routes[] = {
	{ "POST", "/v1/events",         NULL, events_call },
	{ "GET",  WHERE_EVENTS "*",     where_event_answer, NULL },
	{ "GET",  WHERE_REFERENCES "*", where_reference_answer, NULL },
	{ "POST", "/v1/heartbeat",      heartbeat_answer, NULL },
	{ "POST", "/v1/enrol",          enrol_answer, NULL },
	{ "GET",  "/v1/export",         export_answer, NULL },
	{ "GET",  "/v1/kiosks/*/manifest",         downlink_manifest_answer, NULL },
	{ "GET",  "/v1/kiosks/*/manifest.minisig", downlink_signature_answer, NULL },
	{ "GET",  "/v1/blobs/*",        downlink_blob_answer, NULL },
	{ "GET",  "/healthz",           health_call, NULL },
	{ "GET",  "/readyz",            ready_call, NULL },
	{ "GET",  "/metrics",           metrics_call, NULL },
	{ "GET",  "/",                  fleet_page, NULL },
	{ "GET",  "/events",            events_page, NULL },
	{ "GET",  "/kiosks/*",          kiosk_page, NULL },
	{ "POST", "/kiosks/*/revoke",   revoke_answer, NULL },
	{ "GET",  "/sign-in",           sign_in_page, NULL },
	{ "POST", "/sign-in",           sign_in_answer, NULL },
	{ "POST", "/sign-out",          sign_out_answer, NULL },
	{ "GET",  "/style.css",         style_call, NULL },
};

static bool path_fits(const char *pattern, const char *path)
{
	for (; *pattern && *path; pattern++) {
		if (*pattern == '*')
			path += strcspn(path, "/");
		else if (*pattern != *path++)
			return false;
	}
	return !*pattern && !*path;
}

static void route_call(struct server *server, const struct https_request *request, struct https_answer *answer)
{
	bool known = false;
	for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
		if (!path_fits(routes[i].path, request->path))
			continue;
		known = true;
		if (strcmp(routes[i].method, request->method) != 0)
			continue;
		if (routes[i].answer)
			routes[i].answer(&server->office, request, answer);
		else
			routes[i].call(server, request, answer);
		for (size_t j = 0; j < sizeof guards / sizeof guards[0]; j++)
			answer_header(answer, guards[j][0], guards[j][1]);
		return;
	}
	answer_problem(answer, known ? 405 : 404, known ? "Not with this method" : "There is nothing here");
}

static void answer_call(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct server *server = context;
	int64_t begun_ms = clock_mono_ms();
	route_call(server, request, answer);
	metrics_count(&server->metrics, METRIC_REQUESTS);
	metrics_add(&server->metrics, METRIC_REQUEST_MS, clock_mono_ms() - begun_ms);
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
static enum fail kiosk_register(struct storage *storage, const char *path)
{
	json_t *file;
	char kid[SHA256_TEXT_BYTES];
	TRY(json_read(path, KIOSK_FILE_MAX_BYTES, &file));
	const json_t *jwk = json_object_get(file, "device_key") ? json_object_get(file, "device_key") : file;
	enum fail fail = jwk_thumbprint(jwk, kid);
	if (fail == FAIL_NONE)
		fail = storage->engine->kiosk_add(storage, kid, NULL, jwk, clock_wall_ms());
	json_decref(file);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

static enum fail address_tell(struct server *server, const char *folder, int port)
{
	char path[PATH_MAX];
	snprintf(server->urls[0], URL_BYTES, "https://127.0.0.1:%d", port);
	snprintf(server->urls[1], URL_BYTES, "https://localhost:%d", port);
	server->office.audiences[0] = server->urls[0];
	server->office.audiences[1] = server->urls[1];
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
	const struct https_place place = { .address = options->bind ? options->bind : "127.0.0.1", .port = options->port, .shared = options->share_port,
		.clients = server->clients ? client_ca_pem(server->clients) : NULL };
	TRY(https_open_at(loop, &place, buffer_text(&certificate), buffer_text(&key), answer_call, server, &https));
	enum fail fail = address_tell(server, options->folder, https_port(https));
	if (fail == FAIL_NONE)
		fail = loop_run(loop);
	https_close(https);
	return fail;
}

enum fail serve(struct serve_options *options)
{
	struct server server = { .faults = options->faults, .office = { .folder = options->folder, .accept_new = options->accept_new, .pages_open = options->pages_open } };
	struct loop *loop = NULL;
	server.office.metrics = &server.metrics;
	server.office.known_keys = &server.known_keys;
	server.known_keys.folder = options->folder;
	server.office.enrol_limiter = &server.enrol_limiter;
	server.office.operator_limiter = &server.operator_limiter;
	server.office.audiences[2] = options->url;
	TRY(operator_make(options->folder)); /* one that is there stays */
	TRY(operator_open(options->folder, &server.office.operator));
	TRY(storage_open(options->storage, options->folder, false, &server.office.storage));
	enum fail fail = options->mtls ? client_ca_open(options->folder, &server.clients) : FAIL_NONE;
	server.office.clients = server.clients;
	for (int i = 0; options->kiosks[i] && fail == FAIL_NONE; i++)
		fail = kiosk_register(server.office.storage, options->kiosks[i]);
	if (fail == FAIL_NONE)
		fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = run(&server, loop, options);
	loop_free(loop);
	storage_close(server.office.storage);
	client_ca_close(server.clients);
	return fail;
}
