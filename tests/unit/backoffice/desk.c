/* SPDX-License-Identifier: MIT */
/* desk.c - requests made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/unit/backoffice/desk.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"

#include <stdio.h>
#include <string.h>

void desk_open(struct desk *desk, const char *folder, const char *key)
{
	char path[128];
	*desk = (struct desk){ .office = { .folder = folder, .audiences = { DESK_URL }, .metrics = &desk->metrics, .enrol_limiter = &desk->limiter } };
	snprintf(path, sizeof path, "%s/%s", folder, key);
	assert_int_equal(storage_open(NULL, folder, false, &desk->office.storage), FAIL_NONE);
	assert_int_equal(device_open(path, &desk->device), FAIL_NONE);
}

void desk_close(struct desk *desk)
{
	storage_close(desk->office.storage);
	device_close(desk->device);
}

/* @request without its token. */
static int asked(struct desk *desk, desk_call *call, struct https_request request, const char *source, json_t **ret)
{
	char token[DEVICE_TOKEN_MAX_BYTES], authorization[DEVICE_TOKEN_MAX_BYTES + 8], digest[SHA256_TEXT_BYTES];
	sha256_text(request.bytes, request.size_bytes, digest);
	if (source)
		assert_int_equal(device_token(desk->device, source, DESK_URL, digest, clock_wall_ms() / 1000, token, sizeof token), FAIL_NONE);
	snprintf(authorization, sizeof authorization, "Bearer %s", source ? token : "");
	request.authorization = source ? authorization : NULL;
	struct https_answer answer = { 0 };
	buffer_init(&answer.body, HTTPS_ANSWER_MAX_BYTES);
	call(&desk->office, &request, &answer);
	if (ret)
		*ret = json_loads(buffer_text(&answer.body), 0, NULL);
	buffer_done(&answer.body);
	return answer.status;
}

int desk_ask(struct desk *desk, desk_call *call, const char *type, const char *body, const char *source, json_t **ret)
{
	return asked(desk, call, (struct https_request){ .method = "POST", .path = "/", .content_type = type, .bytes = body, .size_bytes = strlen(body) }, source, ret);
}

int desk_get(struct desk *desk, desk_call *call, const char *path, const char *source, json_t **ret)
{
	return asked(desk, call, (struct https_request){ .method = "GET", .path = path, .bytes = "" }, source, ret);
}
