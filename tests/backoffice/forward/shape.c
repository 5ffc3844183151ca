/* SPDX-License-Identifier: MIT */
/* shape.c - the table of shapes, and what they share. */
#include "tests/backoffice/forward/shape.h"

#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

enum fail shape_find(const char *name, const struct shape **ret)
{
	static const struct shape *const shapes[] = { &shape_xgov, &shape_defra, &shape_open311, &shape_notify };
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (strcmp(shapes[i]->name, name) == 0) {
			*ret = shapes[i];
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"shape\" is none of: xgov, defra, open311, notify");
}

void shape_request_init(struct shape_request *request)
{
	*request = (struct shape_request){ .content_type = "application/json" };
	buffer_init(&request->url, 512);
	buffer_init(&request->body, SHAPE_BODY_MAX_BYTES);
	buffer_init(&request->lines, SHAPE_LINES_MAX_BYTES);
}

void shape_request_done(struct shape_request *request)
{
	buffer_done(&request->url);
	buffer_done(&request->body);
	buffer_done(&request->lines);
}

const char *shape_text(const json_t *setting, const char *name)
{
	return json_text_or(setting, name, "");
}

const json_t *shape_form(const json_t *setting, const char *service)
{
	return json_object_get(json_object_get(setting, "forms"), service);
}

enum fail shape_line(struct shape_request *request, const char *name, const char *value)
{
	TRY(buffer_printf(&request->lines, "%s: %s", name, value));
	return buffer_add(&request->lines, "", 1);
}

enum fail shape_json(struct shape_request *request, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);
	json_decref(value);
	enum fail fail = text ? buffer_add(&request->body, text, strlen(text)) : FAIL(INPUT, "a submission with a text that is none");
	free(text);
	return fail;
}
