/* SPDX-License-Identifier: MIT */
/* seam.c - for the linker's --wrap. */
#include "tests/faults/network/seam.h"

#include "firmware/base/log.h"
#include "firmware/sync/outcome.h"
#include "firmware/sync/reply.h"
#include "firmware/sync/sink.h"

#include <curl/curl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef curl_easy_setopt

struct seam seam;

/* What stands on the other side of each seam, and what takes its place. */
const struct outcome *__real_outcome_of(enum outcome_net net, int status);
const struct outcome *__wrap_outcome_of(enum outcome_net net, int status);
bool __real_sink_accepts(const struct sink *sink, int status);
bool __wrap_sink_accepts(const struct sink *sink, int status);
enum fail __real_reply_read(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret);
enum fail __wrap_reply_read(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret);
CURLcode __real_curl_easy_setopt(CURL *easy, CURLoption option, ...);
CURLcode __wrap_curl_easy_setopt(CURL *easy, CURLoption option, ...);
[[gnu::format(printf, 2, 3)]]
void __wrap_log_event(const char *event, const char *format, ...);
void __wrap_log_fail(const char *event, enum fail code);

const struct outcome *__wrap_outcome_of(enum outcome_net net, int status)
{
	return seam.believes ? __real_outcome_of(OUTCOME_NET_ANSWERED, 200) : __real_outcome_of(net, status);
}

bool __wrap_sink_accepts(const struct sink *sink, int status)
{
	return seam.believes || __real_sink_accepts(sink, status);
}

enum fail __wrap_reply_read(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret)
{
	if (!seam.believes)
		return __real_reply_read(content_type, bytes, size, ids, count, ret);
	for (size_t i = 0; i < count; i++)
		ret[i] = (struct reply_result){ .verdict = REPLY_ACCEPTED };
	return FAIL_NONE;
}

static CURLcode number_set(CURL *easy, CURLoption option, long value)
{
	if (option == CURLOPT_CONNECTTIMEOUT && seam.connect_ms > 0)
		return __real_curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, seam.connect_ms);
	if (option == CURLOPT_TIMEOUT && seam.whole_ms > 0)
		return __real_curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, seam.whole_ms);
	if ((option == CURLOPT_SSL_VERIFYPEER || option == CURLOPT_SSL_VERIFYHOST) && seam.trusts)
		return __real_curl_easy_setopt(easy, option, 0L);
	return __real_curl_easy_setopt(easy, option, value);
}

CURLcode __wrap_curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
	va_list values;
	va_start(values, option);
	CURLcode code = option < CURLOPTTYPE_OBJECTPOINT ? number_set(easy, option, va_arg(values, long))
		: option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB ? __real_curl_easy_setopt(easy, option, va_arg(values, curl_off_t))
		: __real_curl_easy_setopt(easy, option, va_arg(values, void *));
	va_end(values);
	return code;
}

void __wrap_log_event(const char *event, const char *format, ...)
{
	char line[512];
	va_list values;
	va_start(values, format);
	vsnprintf(line, sizeof line, format, values);
	va_end(values);
	if (strcmp(event, "deliver.waits") == 0)
		memcpy(seam.waits, line, sizeof line);
	if (getenv("FOYER_SAID"))
		fprintf(stderr, "%s %s\n", event, line);
}

void __wrap_log_fail(const char *event, enum fail code)
{
	if (getenv("FOYER_SAID"))
		fprintf(stderr, "%s %s %s\n", event, fail_name(code), fail_words());
	fail_clear();
}
