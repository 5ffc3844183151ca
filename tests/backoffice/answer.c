/* SPDX-License-Identifier: MIT */
/* answer.c - JSON, problems and headers. */
#include "tests/backoffice/answer.h"

#include <stdlib.h>
#include <string.h>

static void json_write(struct https_answer *answer, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);
	json_decref(value);
	if (!text || buffer_add(&answer->body, text, strlen(text)) != FAIL_NONE)
		abort(); /* our own answers are far below the maximum */
	free(text);
}

json_t *problem_new(int status, const char *title)
{
	return json_pack("{s:s, s:s, s:i}", "type", "about:blank", "title", title, "status", status);
}

void answer_json(struct https_answer *answer, int status, json_t *value)
{
	answer->status = status;
	answer->content_type = "application/json";
	json_write(answer, value);
}

void answer_problem(struct https_answer *answer, int status, const char *title)
{
	buffer_clear(&answer->body);
	answer->status = status;
	answer->content_type = "application/problem+json";
	json_write(answer, problem_new(status, title));
}

void answer_header(struct https_answer *answer, const char *name, const char *value)
{
	size_t at = 0, size = strlen(value) + 1;
	while (at < HTTPS_HEADERS_MAX && answer->headers[at].name)
		at++;
	if (at == HTTPS_HEADERS_MAX || size > sizeof answer->room - answer->room_used)
		abort();
	answer->headers[at].name = name;
	answer->headers[at].value = memcpy(answer->room + answer->room_used, value, size);
	answer->room_used += size;
}
