/* SPDX-License-Identifier: MIT */
/* asker.c - libcurl, and the device's own token. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/backoffice/asker.h"

#include "firmware/base/clock.h"
#include "firmware/envelope/base64url.h"

#include <stdio.h>
#include <string.h>

static size_t bytes_add(char *bytes, size_t size, size_t count, void *context)
{
	return buffer_add(context, bytes, size * count) == FAIL_NONE ? size * count : 0;
}

static void header_add(struct asker *asker, const char *header)
{
	asker->headers = curl_slist_append(asker->headers, header);
}

static void headers_make(struct asker *asker, const char *type, const char *body, const char *const *more)
{
	char digest[SHA256_TEXT_BYTES], token[DEVICE_TOKEN_MAX_BYTES], header[DEVICE_TOKEN_MAX_BYTES + 32];
	curl_slist_free_all(asker->headers);
	asker->headers = NULL;
	if (asker->device) {
		sha256_text(body ? body : "", body ? strlen(body) : 0, digest);
		assert_int_equal(device_token(asker->device, asker->source, asker->url, digest, clock_wall_ms() / 1000, token, sizeof token), FAIL_NONE);
	}
	if (asker->device || asker->secret) {
		snprintf(header, sizeof header, "Authorization: Bearer %s", asker->device ? token : asker->secret);
		header_add(asker, header);
	}
	snprintf(header, sizeof header, "Content-Type: %s", type ? type : "");
	header_add(asker, header);
	for (int i = 0; more && more[i]; i++)
		header_add(asker, more[i]);
}

void asker_prepare(struct asker *asker, const char *path, const char *type, const char *body, const char *const *more)
{
	char url[1024];
	if (!asker->easy)
		asker->easy = curl_easy_init();
	curl_easy_reset(asker->easy);
	headers_make(asker, type, body, more);
	buffer_done(&asker->answer);
	buffer_done(&asker->head);
	buffer_init(&asker->answer, ASKER_ANSWER_MAX_BYTES);
	buffer_init(&asker->head, ASKER_ANSWER_MAX_BYTES);
	snprintf(url, sizeof url, "%s%s", asker->url, path);
	curl_easy_setopt(asker->easy, CURLOPT_URL, url);
	curl_easy_setopt(asker->easy, CURLOPT_CAINFO, asker->ca);
	curl_easy_setopt(asker->easy, CURLOPT_HTTPHEADER, asker->headers);
	if (body)
		curl_easy_setopt(asker->easy, CURLOPT_COPYPOSTFIELDS, body);
	curl_easy_setopt(asker->easy, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(asker->easy, CURLOPT_WRITEFUNCTION, bytes_add);
	curl_easy_setopt(asker->easy, CURLOPT_WRITEDATA, &asker->answer);
	curl_easy_setopt(asker->easy, CURLOPT_HEADERDATA, &asker->head);
	curl_easy_setopt(asker->easy, CURLOPT_PRIVATE, asker);
}

int asker_status(const struct asker *asker)
{
	long status = 0;
	curl_easy_getinfo(asker->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

int asker_ask(struct asker *asker, const char *path, const char *type, const char *body, const char *const *more)
{
	asker_prepare(asker, path, type, body, more);
	assert_int_equal(curl_easy_perform(asker->easy), CURLE_OK);
	return asker_status(asker);
}

void asker_done(struct asker *asker)
{
	curl_easy_cleanup(asker->easy);
	curl_slist_free_all(asker->headers);
	buffer_done(&asker->answer);
	buffer_done(&asker->head);
	asker->easy = NULL;
	asker->headers = NULL;
}
