/* SPDX-License-Identifier: MIT */
/* open311.c - addresses and bodies. SOURCE: Open311 GeoReport v2; application/x-www-form-urlencoded of the URL standard. */
#include "firmware/sync/open311.h"

#include <string.h>
#include <time.h>

static bool is_plain(unsigned char one)
{
	return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || strchr("-._", one);
}

/* Bytes as they may stand in a form or, as %20 is no plus there, in an address. */
static enum fail encoded_add(struct buffer *ret, const char *text, size_t size, bool form)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char one = (unsigned char)text[i];
		if (one && is_plain(one))
			TRY(buffer_add(ret, text + i, 1));
		else if (one == ' ' && form)
			TRY(buffer_add(ret, "+", 1));
		else
			TRY(buffer_printf(ret, "%%%02X", one));
	}
	return FAIL_NONE;
}

/* ---- addresses ---- */

static enum fail place_add(const struct open311_office *office, const char *what, const char *name, struct buffer *ret)
{
	TRY(buffer_printf(ret, "%s/%s", office->url, what));
	if (name)
		TRY(encoded_add(ret, name, strlen(name), false));
	TRY(buffer_printf(ret, office->json ? ".json" : ".xml"));
	if (!office->jurisdiction[0])
		return FAIL_NONE;
	TRY(buffer_printf(ret, "?jurisdiction_id="));
	return encoded_add(ret, office->jurisdiction, strlen(office->jurisdiction), false);
}

enum fail open311_services_url(const struct open311_office *office, struct buffer *ret)
{
	return place_add(office, "services", NULL, ret);
}

enum fail open311_service_url(const struct open311_office *office, const char *code, struct buffer *ret)
{
	return place_add(office, "services/", code, ret);
}

enum fail open311_requests_url(const struct open311_office *office, struct buffer *ret)
{
	return buffer_printf(ret, "%s/requests.%s", office->url, office->json ? "json" : "xml"); /* the body says whose */
}

enum fail open311_request_url(const struct open311_office *office, const char *id, struct buffer *ret)
{
	return place_add(office, "requests/", id, ret);
}

enum fail open311_token_url(const struct open311_office *office, const char *token, struct buffer *ret)
{
	return place_add(office, "tokens/", token, ret);
}

static enum fail moment_add(struct buffer *ret, const char *name, int64_t time_ms)
{
	char text[32];
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	size_t size = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	TRY(buffer_printf(ret, "&%s=", name));
	return encoded_add(ret, text, size, false);
}

enum fail open311_look_up_url(const struct open311_office *office, const char *service_code, int64_t from_ms, int64_t to_ms, struct buffer *ret)
{
	TRY(place_add(office, "requests", NULL, ret));
	TRY(buffer_printf(ret, office->jurisdiction[0] ? "&service_code=" : "?service_code="));
	TRY(encoded_add(ret, service_code, strlen(service_code), false));
	TRY(moment_add(ret, "start_date", from_ms));
	return moment_add(ret, "end_date", to_ms);
}

/* ---- the body ---- */

static enum fail pair_add(struct buffer *ret, const char *name, const char *value)
{
	if (!value || !*value)
		return FAIL_NONE;
	TRY(buffer_printf(ret, "%s%s=", ret->size_bytes ? "&" : "", name));
	return encoded_add(ret, value, strlen(value), true);
}

static enum fail attribute_add(struct buffer *ret, const char *code, const char *value, bool many)
{
	if (!value || !*value)
		return FAIL_NONE;
	TRY(buffer_printf(ret, "&attribute%%5B"));
	TRY(encoded_add(ret, code, strlen(code), true));
	TRY(buffer_printf(ret, many ? "%%5D%%5B%%5D=" : "%%5D="));
	return encoded_add(ret, value, strlen(value), true);
}

/* How many bytes the first @max characters of UTF-8 have. */
static size_t characters_size(const char *text, size_t max)
{
	size_t at = 0;
	for (size_t count = 0; text[at] && (count < max || ((unsigned char)text[at] & 0xC0) == 0x80); at++)
		count += ((unsigned char)text[at] & 0xC0) != 0x80;
	return at;
}

static enum fail description_add(struct buffer *ret, const char *description, const char *reference)
{
	const size_t tail = strlen(reference) + 4;
	size_t size = description ? characters_size(description, OPEN311_DESCRIPTION_MAX_CHARACTERS - tail) : 0;
	TRY(buffer_printf(ret, "&description="));
	TRY(encoded_add(ret, description, size, true));
	TRY(size ? encoded_add(ret, "\n\n", 2, true) : FAIL_NONE);
	TRY(encoded_add(ret, "[", 1, true));
	TRY(encoded_add(ret, reference, strlen(reference), true));
	return encoded_add(ret, "]", 1, true);
}

static enum fail attributes_add(const struct open311_report *report, struct buffer *ret)
{
	bool named = false;
	if (report->attribute_count > OPEN311_ATTRIBUTES_MAX)
		return FAIL(LIMIT, "a report with more than %d attributes", OPEN311_ATTRIBUTES_MAX);
	for (size_t i = 0; i < report->attribute_count; i++) {
		const struct open311_attribute *attribute = &report->attributes[i];
		TRY(attribute_add(ret, attribute->code, attribute->value, attribute->many));
		named = named || strcmp(attribute->code, "fixmystreet_id") == 0;
	}
	return named ? FAIL_NONE : attribute_add(ret, "fixmystreet_id", report->reference, false);
}

static bool is_there(const char *text)
{
	return text && *text;
}

enum fail open311_form(const struct open311_office *office, const struct open311_report *report, struct buffer *ret)
{
	bool located = is_there(report->lat) && is_there(report->lon);
	if (!is_there(report->service_code) || !is_there(report->reference) || (!located && !is_there(report->address)))
		return FAIL(INPUT, "a report needs a service, a reference and a place");
	const struct { const char *name, *value; } pairs[] = {
		{ "api_key", office->api_key }, { "jurisdiction_id", office->jurisdiction }, { "service_code", report->service_code },
		{ "lat", located ? report->lat : "" }, { "long", located ? report->lon : "" }, { "address_string", report->address },
		{ "first_name", report->first_name }, { "last_name", report->last_name }, { "email", report->email }, { "phone", report->phone },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		TRY(pair_add(ret, pairs[i].name, pairs[i].value));
	TRY(description_add(ret, report->description, report->reference));
	return attributes_add(report, ret);
}
