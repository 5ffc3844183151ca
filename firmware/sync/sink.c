/* SPDX-License-Identifier: MIT */
/*
 * sink.c - the table of far ends, and how events are framed for each. DESIGN: the bytes of an event were frozen when it was queued; a
 * frame only puts something around them. Binary mode has no frame: there each attribute becomes a header and the data the body.
 */
#include "firmware/sync/sink.h"

#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/envelope.h"
#include "firmware/sync/batch.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define TYPE_EVENT "application/cloudevents+json"
#define TYPE_EVENTS "application/cloudevents-batch+json"
#define TYPE_JSON "application/json"
#define COLUMNS "specversion,id,source,type,time,subject,datacontenttype,sequence,kioskclock,bodysha256,data"

/* The first row is the default. */
static const struct sink profiles[] = {
	{ "batch", "/v1/events", SINK_FRAME_EITHER, SINK_PROOF_NAMES, { 200 }, 0, TYPE_EVENT, TYPE_EVENTS, NULL,
	  BATCH_EVENTS_MAX, BATCH_BODY_MAX_BYTES, 1 },
	{ "structured", "", SINK_FRAME_EVENT, SINK_PROOF_STATUS, { 200, 201, 202, 204 }, 0, TYPE_EVENT, NULL, NULL,
	  1, BATCH_BODY_MAX_BYTES, 0 },
	{ "binary", "", SINK_FRAME_HEADERS, SINK_PROOF_STATUS, { 200, 201, 202, 204 }, 0, "application/jose", NULL, NULL,
	  1, BATCH_BODY_MAX_BYTES, 0 },
	{ "kafka-json", "", SINK_FRAME_RECORDS, SINK_PROOF_OFFSETS, { 200 }, 0, "application/vnd.kafka.json.v2+json", "application/vnd.kafka.json.v2+json", NULL,
	  BATCH_EVENTS_MAX, BATCH_BODY_MAX_BYTES, 256 },
	{ "postgrest", "?on_conflict=source,id&columns=" COLUMNS, SINK_FRAME_LIST, SINK_PROOF_STATUS, { 200, 201 }, 0, TYPE_JSON, TYPE_JSON,
	  "Prefer: resolution=ignore-duplicates,return=minimal", BATCH_EVENTS_MAX, BATCH_BODY_MAX_BYTES, 1 },
	{ "open311", "", SINK_FRAME_REPORT, SINK_PROOF_RECEIPT, { 200, 201 }, 0, "application/x-www-form-urlencoded; charset=utf-8", NULL, NULL,
	  1, BATCH_BODY_MAX_BYTES, 0 },
};

const struct sink *sink_default(void)
{
	return &profiles[0];
}

/* ---- the setting ---- */

static enum fail profile_find(const char *name, struct sink *ret)
{
	BUFFER_AUTO names;
	buffer_init(&names, 256);
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		if (strcmp(profiles[i].name, name) == 0) {
			*ret = profiles[i];
			return FAIL_NONE;
		}
		TRY(buffer_printf(&names, "%s%s", i ? ", " : "", profiles[i].name));
	}
	return FAIL(INPUT, "\"profile\" is none of: %s", buffer_text(&names));
}

static enum fail path_take(const json_t *setting, struct sink *ret)
{
	const char *path;
	if (!json_object_get(setting, "path"))
		return FAIL_NONE;
	TRY(json_take_text(setting, "path", SINK_PATH_MAX_BYTES, &path));
	if (*path && *path != '/' && *path != '?' && *path != ':')
		return FAIL(INPUT, "\"path\" begins with none of / ? :");
	for (const char *at = path; *at; at++)
		if (*at <= ' ' || *at > '~')
			return FAIL(INPUT, "\"path\" has a character that no address may have");
	memcpy(ret->path, path, strlen(path) + 1);
	return FAIL_NONE;
}

static enum fail ok_take(const json_t *setting, struct sink *ret)
{
	const json_t *list = json_object_get(setting, "ok");
	if (!list)
		return FAIL_NONE;
	if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > SINK_OK_MAX)
		return FAIL(INPUT, "\"ok\" is no list of 1 to %d statuses", SINK_OK_MAX);
	memset(ret->ok, 0, sizeof ret->ok);
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_int_t status = json_integer_value(json_array_get(list, i));
		if (status < 200 || status > 299)
			return FAIL(INPUT, "\"ok\" has what is no status from 200 to 299");
		ret->ok[i] = (int)status;
	}
	return FAIL_NONE;
}

static enum fail proof_take(const json_t *setting, struct sink *ret)
{
	if (ret->frame == SINK_FRAME_REPORT)
		return json_object_get(setting, "proof") ? FAIL(INPUT, "\"proof\" is not open311's to choose") : FAIL_NONE;
	static const char *const names[] = { [SINK_PROOF_NAMES] = "names", [SINK_PROOF_STATUS] = "status", [SINK_PROOF_OFFSETS] = "offsets" };
	const char *proof;
	if (!json_object_get(setting, "proof"))
		return FAIL_NONE;
	TRY(json_take_text(setting, "proof", SINK_NAME_MAX_BYTES, &proof));
	for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++)
		if (strcmp(names[i], proof) == 0) {
			ret->proof = (enum sink_proof)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"proof\" is none of: names, status, offsets");
}

/* A number within what the row allows. */
static enum fail number_take(const json_t *setting, const char *name, int64_t min, int64_t max, int64_t *value)
{
	return json_object_get(setting, name) ? json_take_int(setting, name, min, max, value) : FAIL_NONE;
}

enum fail sink_read(const json_t *setting, struct sink *ret)
{
	struct sink sink = *sink_default();
	const char *name;
	if (!setting || json_is_null(setting)) {
		*ret = sink;
		return FAIL_NONE;
	}
	TRY(json_take_text(setting, "profile", SINK_NAME_MAX_BYTES, &name));
	TRY(profile_find(name, &sink));
	TRY(path_take(setting, &sink));
	TRY(ok_take(setting, &sink));
	TRY(proof_take(setting, &sink));
	int64_t events = (int64_t)sink.max_events, bytes = (int64_t)sink.max_bytes, duplicate = 0;
	TRY(number_take(setting, "max_events", 1, events, &events));
	TRY(number_take(setting, "max_bytes", ENVELOPE_EVENT_MAX_BYTES + 1024, bytes, &bytes)); /* one event always fits */
	TRY(number_take(setting, "duplicate", 400, 499, &duplicate));
	sink.max_events = (size_t)events;
	sink.max_bytes = (size_t)bytes;
	sink.duplicate = (int)duplicate;
	*ret = sink;
	return FAIL_NONE;
}

bool sink_accepts(const struct sink *sink, int status)
{
	for (int i = 0; i < SINK_OK_MAX && sink->ok[i]; i++)
		if (sink->ok[i] == status)
			return true;
	return false;
}

const char *sink_type(const struct sink *sink, size_t count)
{
	return count == 1 ? sink->one_type : sink->many_type;
}

bool sink_keyed(const struct sink *sink, size_t count)
{
	return count == 1 && sink->frame != SINK_FRAME_RECORDS && sink->frame != SINK_FRAME_REPORT;
}

/* ---- framing ---- */

static enum fail list_add(size_t index, size_t count, const char *event, size_t size, struct buffer *body)
{
	TRY(buffer_add(body, index == 0 ? "[" : ",", 1));
	TRY(buffer_add(body, event, size));
	return index + 1 == count ? buffer_add(body, "]", 1) : FAIL_NONE;
}

/* Kafka's REST wants header values in base64 with its own two characters and padding; 36 characters need none. */
static void id_base64(const struct event_id *id, char ret[static 4 * ID_TEXT_BYTES / 3 + 4])
{
	static_assert((ID_TEXT_BYTES - 1) % 3 == 0, "no padding is needed");
	base64url_write(id->text, ID_TEXT_BYTES - 1, ret);
	for (char *at = ret; *at; at++)
		*at = *at == '-' ? '+' : *at == '_' ? '/' : *at;
}

/* The key spreads the topic and lets it be compacted; the headers say what the value is without opening it. */
static enum fail record_add(size_t index, size_t count, const struct event_id *id, const char *event, size_t size, struct buffer *body)
{
	static const char type_base64[] = "YXBwbGljYXRpb24vY2xvdWRldmVudHMranNvbg=="; /* TYPE_EVENT */
	char name[4 * ID_TEXT_BYTES / 3 + 4];
	id_base64(id, name);
	TRY(buffer_printf(body, "%s{\"key\":\"%s\",\"value\":", index == 0 ? "{\"records\":[" : ",", id->text));
	TRY(buffer_add(body, event, size));
	TRY(buffer_printf(body, ",\"headers\":[{\"key\":\"content-type\",\"value\":\"%s\"},{\"key\":\"ce_id\",\"value\":\"%s\"}]}", type_base64, name));
	return index + 1 == count ? buffer_printf(body, "]}") : FAIL_NONE;
}

/* Space, quote, percent and everything beyond printable ASCII as %XX: CloudEvents' HTTP binding §3.1.3.2. */
static enum fail header_add(const char *name, const char *value, struct buffer *lines)
{
	TRY(buffer_printf(lines, "ce-%s: ", name));
	for (const char *at = value; *at; at++) {
		unsigned char one = (unsigned char)*at;
		bool plain = one > ' ' && one <= '~' && one != '"' && one != '%';
		TRY(plain ? buffer_add(lines, at, 1) : buffer_printf(lines, "%%%02X", one));
	}
	return buffer_add(lines, "", 1);
}

static enum fail headers_add(const json_t *event, struct buffer *body, struct buffer *lines)
{
	const char *name, *data = json_text_or(event, "data", "");
	json_t *value;
	json_object_foreach((json_t *)event, name, value) {
		if (strcmp(name, "data") == 0 || strcmp(name, "datacontenttype") == 0)
			continue;
		if (!json_is_string(value))
			return FAIL(INPUT, "an event's attribute is no text");
		TRY(header_add(name, json_string_value(value), lines));
	}
	return buffer_add(body, data, strlen(data));
}

enum fail sink_add(const struct sink *sink, size_t index, size_t count, const struct event_id *id, const char *event, size_t size,
	struct buffer *body, struct buffer *lines)
{
	json_t *parsed = NULL;
	enum fail fail = FAIL_NONE;
	switch (sink->frame) {
	case SINK_FRAME_EITHER:
	case SINK_FRAME_EVENT:
		return count == 1 ? buffer_add(body, event, size) : list_add(index, count, event, size, body);
	case SINK_FRAME_LIST:
		return list_add(index, count, event, size, body);
	case SINK_FRAME_RECORDS:
		return record_add(index, count, id, event, size, body);
	case SINK_FRAME_REPORT: /* it is written from what the hub opens */
		break;
	case SINK_FRAME_HEADERS:
		TRY(json_parse(event, size, ENVELOPE_EVENT_MAX_BYTES, &parsed));
		fail = headers_add(parsed, body, lines);
		json_decref(parsed);
		return fail;
	}
	return FAIL(INPUT, "no such frame");
}
