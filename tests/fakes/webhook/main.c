/* SPDX-License-Identifier: MIT */
/*
 * main.c - foyer-fake-webhook: takes what is POSTed to any path and answers {"reference"}; under /v2/notifications as GOV.UK Notify does.
 * What it takes stands in DIR/taken.ndjson before it answers: {"path", "key", "authorization", "body"}.
 */
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/program.h"
#include "tests/backoffice/council.h"
#include "tests/backoffice/https.h"

#include <fcntl.h>
#include <limits.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEM_MAX_BYTES = 16 * 1024, LINE_MAX_BYTES = HTTPS_BODY_MAX_BYTES * 2 };
#define NOTIFY "/v2/notifications"

struct webhook {
	const char *folder, *refuse, *fault; /* refuse: a text; bodies with it are answered with 422 */
	int64_t fault_count;
	json_t *taken;
};

static void must(enum fail fail)
{
	if (fail != FAIL_NONE)
		abort();
}

static void answer_json(struct https_answer *answer, int status, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);
	buffer_clear(&answer->body);
	must(buffer_add(&answer->body, text, strlen(text)));
	answer->status = status;
	answer->content_type = "application/json";
	free(text);
	json_decref(value);
}

static void answer_problem(struct https_answer *answer, int status, const char *words)
{
	answer_json(answer, status, json_pack("{s:i, s:[{s:s, s:s}]}", "status_code", status, "errors", "error", "BadRequestError", "message", words));
}

static void keep(struct webhook *webhook, json_t *taken)
{
	char path[PATH_MAX], *text = json_dumps(taken, JSON_COMPACT);
	BUFFER_AUTO line;
	buffer_init(&line, LINE_MAX_BYTES);
	must(buffer_printf(&line, "%s\n", text));
	free(text);
	must(file_path(path, sizeof path, webhook->folder, "taken.ndjson"));
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, line.bytes, line.size_bytes) != (ssize_t)line.size_bytes || fsync(fd) != 0)
		abort();
	close(fd);
	json_array_append_new(webhook->taken, taken);
}

static bool strikes(struct webhook *webhook, const char *fault)
{
	if (!webhook->fault || strcmp(webhook->fault, fault) != 0 || webhook->fault_count <= 0)
		return false;
	webhook->fault_count--;
	return true;
}

static void taken_answer(const struct https_request *request, const json_t *body, size_t number, struct https_answer *answer)
{
	char id[40];
	snprintf(id, sizeof id, "740e5834-3a29-46b4-9a6f-%012zu", number);
	if (strncmp(request->path, NOTIFY, strlen(NOTIFY)) == 0)
		answer_json(answer, 201, json_pack("{s:s, s:s}", "id", id, "reference", json_text_or(body, "reference", "")));
	else
		answer_json(answer, 200, json_pack("{s:s}", "reference", id + 24));
}

static void post(struct webhook *webhook, const struct https_request *request, struct https_answer *answer)
{
	json_t *body = NULL;
	if (strikes(webhook, "busy")) {
		answer_problem(answer, 429, "Exceeded rate limit");
		answer->headers[0].name = "Retry-After";
		answer->headers[0].value = "120";
		return;
	}
	if (strikes(webhook, "page")) {
		answer->status = 200;
		answer->content_type = "text/html";
		return;
	}
	if (json_parse(request->bytes, request->size_bytes, HTTPS_BODY_MAX_BYTES, &body) != FAIL_NONE) {
		answer_problem(answer, 400, "That is no JSON");
		return;
	}
	if (webhook->refuse && strstr(request->bytes, webhook->refuse)) {
		answer_problem(answer, 422, "This is not wanted");
		json_decref(body);
		return;
	}
	keep(webhook, json_pack("{s:s, s:s, s:s, s:O}", "path", request->path, "key", request->idempotency_key ? request->idempotency_key : "",
		"authorization", request->authorization ? request->authorization : "", "body", body));
	taken_answer(request, body, json_array_size(webhook->taken), answer);
	if (strikes(webhook, "drop-after"))
		answer->end = HTTPS_END_DROPPED;
	if (strikes(webhook, "500-after"))
		answer_problem(answer, 500, "Out of order");
	json_decref(body);
}

static void notifications_get(struct webhook *webhook, const struct https_request *request, struct https_answer *answer)
{
	const char *reference = MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, "reference");
	json_t *list = json_array(), *taken;
	size_t i;
	json_array_foreach(webhook->taken, i, taken)
		if (reference && strcmp(json_text_or(json_object_get(taken, "body"), "reference", ""), reference) == 0)
			json_array_append_new(list, json_pack("{s:s, s:s}", "id", "740e5834-3a29-46b4-9a6f-16142fde533a", "reference", reference));
	answer_json(answer, 200, json_pack("{s:o}", "notifications", list));
}

static void answer_call(void *context, const struct https_request *request, struct https_answer *answer)
{
	if (strcmp(request->method, "POST") == 0)
		post(context, request, answer);
	else if (strcmp(request->path, NOTIFY) == 0)
		notifications_get(context, request, answer);
	else
		answer_problem(answer, 404, "There is nothing here");
}

static enum fail serve(struct webhook *webhook, int port)
{
	char path[PATH_MAX];
	struct loop *loop = NULL;
	struct https *https = NULL;
	BUFFER_AUTO certificate;
	BUFFER_AUTO key;
	buffer_init(&certificate, PEM_MAX_BYTES);
	buffer_init(&key, PEM_MAX_BYTES);
	TRY(file_path(path, sizeof path, webhook->folder, "server.pem"));
	if (access(path, F_OK) != 0)
		TRY(certificate_make(webhook->folder));
	TRY(file_read(path, &certificate));
	TRY(file_path(path, sizeof path, webhook->folder, "server.key"));
	TRY(file_read(path, &key));
	TRY(loop_new(&loop));
	enum fail fail = https_open(loop, port, buffer_text(&certificate), buffer_text(&key), answer_call, webhook, &https);
	if (fail == FAIL_NONE) {
		printf("listening https://127.0.0.1:%d\n", https_port(https));
		fflush(stdout);
		fail = loop_run(loop);
	}
	https_close(https);
	loop_free(loop);
	return fail;
}

static enum fail run(int argc, char **argv)
{
	const char *port = "0", *count = "0";
	struct webhook webhook = { 0 };
	const struct program_option options[] = {
		{ "dir", "certificates, and taken.ndjson", &webhook.folder, NULL },
		{ "port", "of 127.0.0.1; 0 (the default) takes a free one", &port, NULL },
		{ "refuse", "a text: bodies with it are answered with 422", &webhook.refuse, NULL },
		{ "fault", "busy (429 with Retry-After), page, drop-after or 500-after", &webhook.fault, NULL },
		{ "fault-count", "how many times", &count, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	TRY(program_start("foyer-fake-webhook", argc, argv, options));
	if (!webhook.folder)
		return FAIL(INPUT, "--dir is needed");
	webhook.fault_count = strtoll(count, NULL, 10);
	webhook.taken = json_array();
	enum fail fail = serve(&webhook, (int)strtol(port, NULL, 10));
	json_decref(webhook.taken);
	return fail;
}

int main(int argc, char **argv)
{
	enum fail fail = run(argc, argv);
	if (fail == FAIL_NONE || fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	log_fail("webhook.ended", fail);
	return EXIT_FAILURE;
}
