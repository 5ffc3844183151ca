/* SPDX-License-Identifier: MIT */
/* main.c - foyer-fake-open311: the server of a council's highways system, for tests. */
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/program.h"
#include "tests/backoffice/council.h"
#include "tests/fakes/open311/geo.h"

#include <limits.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEM_MAX_BYTES = 16 * 1024, REQUIRED_BYTES = 256 };

static enum MHD_Result query_put(void *context, enum MHD_ValueKind, const char *name, const char *value)
{
	json_object_set_new(context, name, json_string(value ? value : ""));
	return MHD_YES;
}

static void answer_call(void *context, const struct https_request *request, struct https_answer *answer)
{
	json_t *query = json_object();
	MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, query_put, query);
	geo_answer(context, request, query, answer);
	json_decref(query);
}

static enum fail fault_read(const char *name, enum geo_fault *ret)
{
	static const char *const names[GEO_FAULT_COUNT] = {
		[GEO_FAULT_NONE] = "none", [GEO_FAULT_DROP_AFTER] = "drop-after", [GEO_FAULT_DROP_BEFORE] = "drop-before", [GEO_FAULT_500_AFTER] = "500-after",
		[GEO_FAULT_500_BEFORE] = "500-before", [GEO_FAULT_PAGE] = "page",
	};
	for (int i = 0; i < GEO_FAULT_COUNT; i++)
		if (strcmp(names[i], name) == 0) {
			*ret = (enum geo_fault)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "--fault is one of drop-after, drop-before, 500-after, 500-before, page");
}

static enum fail certificate_read(const char *folder, struct buffer *ret_certificate, struct buffer *ret_key)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, "server.pem"));
	if (access(path, F_OK) != 0)
		TRY(certificate_make(folder));
	buffer_init(ret_certificate, PEM_MAX_BYTES);
	buffer_init(ret_key, PEM_MAX_BYTES);
	TRY(file_read(path, ret_certificate));
	TRY(file_path(path, sizeof path, folder, "server.key"));
	return file_read(path, ret_key);
}

static enum fail serve(const char *folder, int port, struct geo *geo)
{
	BUFFER_AUTO certificate = { 0 };
	BUFFER_AUTO key = { 0 };
	struct loop *loop = NULL;
	struct https *https = NULL;
	TRY(certificate_read(folder, &certificate, &key));
	TRY(loop_new(&loop));
	enum fail fail = https_open(loop, port, buffer_text(&certificate), buffer_text(&key), answer_call, geo, &https);
	if (fail == FAIL_NONE) {
		printf("listening https://127.0.0.1:%d/open311/v2\n", https_port(https));
		fflush(stdout);
		fail = loop_run(loop);
	}
	https_close(https);
	loop_free(loop);
	return fail;
}

static enum fail run(int argc, char **argv)
{
	const char *folder = NULL, *port = "0", *tokens = "-1", *required = "", *fault = "none", *count = "0";
	struct geo_switches switches = { 0 };
	char names[REQUIRED_BYTES];
	const struct program_option options[] = {
		{ "dir", "certificates, and taken.ndjson: each request that was taken", &folder, NULL },
		{ "port", "of 127.0.0.1; 0 (the default) takes a free one", &port, NULL },
		{ "xml-only", "no JSON", NULL, &switches.xml_only },
		{ "json-only", "no XML", NULL, &switches.json_only },
		{ "id-text", "numbers are texts", NULL, &switches.id_text },
		{ "tokens", "tokens, whose number comes after so many polls", &tokens, NULL },
		{ "closed", "refuse parameters that the specification does not have", NULL, &switches.closed },
		{ "refuse-known", "refuse a fixmystreet_id that came before", NULL, &switches.refuse_known },
		{ "read-only", "answer a POST with the list of requests", NULL, &switches.read_only },
		{ "no-look-up", "requests cannot be asked for", NULL, &switches.no_look_up },
		{ "require", "attributes that every service asks for, joined by commas", &required, NULL },
		{ "jurisdiction", "the only one that it knows", &switches.jurisdiction, NULL },
		{ "api-key", "the only one that it takes", &switches.api_key, NULL },
		{ "status", "of every request: open, closed …", &switches.status, NULL },
		{ "fault", "drop-after, drop-before, 500-after, 500-before or page", &fault, NULL },
		{ "fault-count", "how many times", &count, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	TRY(program_start("foyer-fake-open311", argc, argv, options));
	if (!folder)
		return FAIL(INPUT, "--dir is needed");
	TRY(fault_read(fault, &switches.fault));
	switches.token_polls = strtoll(tokens, NULL, 10);
	switches.fault_count = strtoll(count, NULL, 10);
	snprintf(names, sizeof names, "%s", required);
	char *rest = NULL;
	int i = 0;
	for (char *name = strtok_r(names, ",", &rest); name && i < GEO_REQUIRED_MAX - 1; name = strtok_r(NULL, ",", &rest))
		switches.required[i++] = name;
	struct geo geo;
	TRY(geo_open(folder, &switches, &geo));
	enum fail fail = serve(folder, (int)strtol(port, NULL, 10), &geo);
	geo_close(&geo);
	return fail;
}

int main(int argc, char **argv)
{
	enum fail fail = run(argc, argv);
	if (fail == FAIL_NONE || fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	log_fail("open311.ended", fail);
	return EXIT_FAILURE;
}
