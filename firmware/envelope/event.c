/* SPDX-License-Identifier: MIT */
/* event.c - CloudEvents 1.0 in structured JSON: written once, checked strictly. */
#include "firmware/envelope/envelope.h"

#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/instant.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How an event ends, behind bodysha256. */
#define HEAD_NAME ",\"headsha256\":\""
#define DATA_NAME "\",\"data\":\""
#define EVENT_END "\"}"

enum { HEAD_MAX_BYTES = 1024 };
enum { SEQUENCE_DIGITS = 20, EXTENSION_MAX = 16, EXTENSION_NAME_MAX_BYTES = 20, EXTENSION_MAX_BYTES = 256 };

static bool all_of(const char *text, size_t length, const char *characters)
{
	return strlen(text) == length && strspn(text, characters) == length;
}

static bool specversion_fits(const char *text)
{
	return strcmp(text, "1.0") == 0;
}

/* "urn:uuid:" and a UUID of any version in lower case: the kiosk's own name. */
bool envelope_source_valid(const char *text)
{
	static const char shape[] = "urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	if (strlen(text) != sizeof shape - 1)
		return false;
	for (size_t i = 0; shape[i]; i++) {
		bool digit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
		if (shape[i] == 'x' ? !digit : text[i] != shape[i])
			return false;
	}
	return true;
}

static bool type_fits(const char *text)
{
	size_t length = strlen(text);
	return length > 0 && length <= ENVELOPE_NAME_MAX_BYTES && islower((unsigned char)text[0]) &&
		strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.") == length;
}

static bool time_fits(const char *text)
{
	int64_t time_ms;
	return instant_read(text, &time_ms) == FAIL_NONE;
}

static bool jose_fits(const char *text)
{
	return strcmp(text, "application/jose") == 0;
}

static bool sequence_fits(const char *text)
{
	return all_of(text, SEQUENCE_DIGITS, "0123456789");
}

static bool clock_fits(const char *text)
{
	return strcmp(text, "synced") == 0 || strcmp(text, "unsynced") == 0;
}

/* A reference as it is printed: letters and digits in groups with one space between them. */
static bool subject_fits(const char *text)
{
	size_t length = strlen(text);
	return length > 0 && text[0] != ' ' && text[length - 1] != ' ' && !strstr(text, "  ") &&
		strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ") == length;
}

static bool digest_fits(const char *text)
{
	uint8_t digest[32];
	size_t size;
	return base64url_read(text, strlen(text), digest, sizeof digest, &size) == FAIL_NONE && size == sizeof digest;
}

bool envelope_by_valid(const char *text)
{
	static const char *const doers[] = { "resident", "resident_assisted", "staff_on_behalf" };
	for (size_t i = 0; i < sizeof doers / sizeof doers[0]; i++)
		if (strcmp(doers[i], text) == 0)
			return true;
	return false;
}

/* Five runs of base64url between four dots; only the second (no wrapped key in direct agreement) may be empty. */
static bool jwe_fits(const char *text)
{
	int part = 0;
	for (const char *at = text;; at++, part++) {
		size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
		if ((length == 0 && part != 1) || length % 4 == 1)
			return false;
		at += length;
		if (part == 4)
			return *at == '\0';
		if (*at != '.')
			return false;
	}
}

static const struct member {
	const char *name;
	size_t max_bytes;
	bool (*fits)(const char *text);
} members[] = {
	{ "specversion",     3,                       specversion_fits },
	{ "id",              ID_TEXT_BYTES - 1,       id_valid },
	{ "source",          ENVELOPE_NAME_MAX_BYTES, envelope_source_valid },
	{ "type",            ENVELOPE_NAME_MAX_BYTES, type_fits },
	{ "time",            INSTANT_TEXT_BYTES - 1,  time_fits },
	{ "datacontenttype", 16,                      jose_fits },
	{ "sequence",        SEQUENCE_DIGITS,         sequence_fits },
	{ "kioskclock",      8,                       clock_fits },
	{ "bodysha256",      SHA256_TEXT_BYTES - 1,   digest_fits },
	{ "data",            ENVELOPE_JWE_MAX_BYTES,  jwe_fits },
	{ "subject",         REFERENCE_TEXT_BYTES - 1, subject_fits }, /* where there is one */
};
enum { MEMBER_COUNT = sizeof members / sizeof members[0] };

static enum fail members_check(const json_t *event)
{
	for (size_t i = 0; i < MEMBER_COUNT; i++) {
		const char *text;
		if (members[i].fits == subject_fits && !json_object_get(event, members[i].name))
			continue;
		TRY(json_take_text(event, members[i].name, members[i].max_bytes, &text));
		if (!members[i].fits(text))
			return FAIL(INPUT, "the event's %s is not what it must be", members[i].name);
	}
	const char *data = json_text_or(event, "data", "");
	char digest[SHA256_TEXT_BYTES];
	sha256_text(data, strlen(data), digest);
	if (strcmp(digest, json_text_or(event, "bodysha256", "")) != 0)
		return FAIL(INPUT, "the event's bodysha256 is not the digest of its data");
	return FAIL_NONE;
}

static enum fail extension_check(const char *name, const json_t *value)
{
	size_t length = strlen(name);
	if (length == 0 || length > EXTENSION_NAME_MAX_BYTES || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789") != length)
		return FAIL(INPUT, "the event has a member whose name CloudEvents does not allow");
	if (json_is_string(value) ? json_string_length(value) > EXTENSION_MAX_BYTES : !json_is_number(value) && !json_is_boolean(value))
		return FAIL(INPUT, "the event's %s is too long or not a plain value", name);
	return FAIL_NONE;
}

static enum fail extensions_check(const json_t *event)
{
	const size_t most = MEMBER_COUNT - (json_object_get(event, "subject") == NULL) + (json_object_get(event, "headsha256") != NULL) + EXTENSION_MAX;
	if (json_object_size(event) > most)
		return FAIL(INPUT, "the event has more than %zu members", most);
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)event, name, value) {
		bool known = false;
		for (size_t i = 0; i < MEMBER_COUNT; i++)
			known |= strcmp(members[i].name, name) == 0;
		if (!known)
			TRY(extension_check(name, value));
	}
	return FAIL_NONE;
}

enum fail envelope_event_look(const json_t *event)
{
	enum fail fail = json_is_object(event) ? members_check(event) : FAIL(INPUT, "an event is a JSON object");
	if (fail == FAIL_NONE)
		fail = extensions_check(event);
	return fail == FAIL_LIMIT ? FAIL(INPUT, "a member is longer than it may be") : fail;
}

enum fail envelope_event_check(const char *bytes, size_t size, json_t **ret)
{
	json_t *event;
	TRY(json_parse(bytes, size, ENVELOPE_EVENT_MAX_BYTES, &event));
	enum fail fail = envelope_event_look(event);
	if (fail == FAIL_NONE)
		*ret = event;
	else
		json_decref(event);
	return fail;
}

/* @text as what @name must be; then it is ASCII without a quote or backslash and stands in JSON as it is */
static enum fail part_check(const char *name, const char *text)
{
	size_t i = 0;
	while (i < MEMBER_COUNT && strcmp(members[i].name, name) != 0)
		i++;
	if (i == MEMBER_COUNT || !text)
		return FAIL(INPUT, "the event's %s is missing", name);
	if (strlen(text) > members[i].max_bytes)
		return FAIL(LIMIT, "the event's %s is longer than %zu bytes", name, members[i].max_bytes);
	return members[i].fits(text) ? FAIL_NONE : FAIL(INPUT, "the event's %s is not what it must be", name);
}

static enum fail parts_add(struct buffer *ret, const char *const *parts)
{
	for (size_t i = 0; parts[i]; i++)
		TRY(buffer_add(ret, parts[i], strlen(parts[i])));
	return FAIL_NONE;
}
#define PARTS_ADD(RET, ...) parts_add((RET), (const char *const[]){ __VA_ARGS__, NULL })

/* Written straight from checked parts: this runs between a resident's touch and the reference on the screen. */
enum fail envelope_event(const struct envelope_head *head, int64_t sequence, const char *kiosk_clock, const char *jwe, struct buffer *ret)
{
	char time[INSTANT_TEXT_BYTES], digest[SHA256_TEXT_BYTES], number[SEQUENCE_DIGITS + 1];
	TRY(instant_write(head->time_ms, time));
	if (sequence < 0)
		return FAIL(INPUT, "a sequence is not negative");
	TRY(part_check("id", head->id.text));
	TRY(part_check("source", head->source));
	TRY(part_check("type", head->type));
	TRY(part_check("kioskclock", kiosk_clock));
	TRY(part_check("data", jwe));
	if (head->subject)
		TRY(part_check("subject", head->subject));
	if (head->by && !envelope_by_valid(head->by))
		return FAIL(INPUT, "\"submittedby\" is nobody who sends events");
	snprintf(number, sizeof number, "%0*" PRId64, SEQUENCE_DIGITS, sequence);
	size_t jwe_size = strlen(jwe);
	sha256_text(jwe, jwe_size, digest);
	BUFFER_AUTO begins;
	buffer_init(&begins, HEAD_MAX_BYTES);
	TRY(PARTS_ADD(&begins, "{\"specversion\":\"1.0\",\"id\":\"", head->id.text, "\",\"source\":\"", head->source, "\",\"type\":\"", head->type,
		"\",\"time\":\"", time));
	if (head->subject)
		TRY(PARTS_ADD(&begins, "\",\"subject\":\"", head->subject));
	if (head->by)
		TRY(PARTS_ADD(&begins, "\",\"submittedby\":\"", head->by));
	TRY(PARTS_ADD(&begins, "\",\"datacontenttype\":\"application/jose\",\"sequence\":\"", number, "\",\"kioskclock\":\"", kiosk_clock, "\",\"bodysha256\":\"", digest, "\""));
	sha256_text(begins.bytes, begins.size_bytes, digest);
	size_t size = begins.size_bytes + strlen(HEAD_NAME) + strlen(digest) + strlen(DATA_NAME) + jwe_size + strlen(EVENT_END);
	if (size > ENVELOPE_EVENT_MAX_BYTES || size > ret->max_bytes - ret->size_bytes)
		return FAIL(LIMIT, "an event of %zu bytes", size);
	TRY(PARTS_ADD(ret, begins.bytes, HEAD_NAME, digest, DATA_NAME));
	TRY(buffer_add(ret, jwe, jwe_size));
	return buffer_add(ret, EVENT_END, strlen(EVENT_END));
}

bool envelope_event_whole(const char *bytes, size_t size)
{
	const char *head = memmem(bytes, size < HEAD_MAX_BYTES ? size : HEAD_MAX_BYTES, HEAD_NAME, strlen(HEAD_NAME));
	char digest[SHA256_TEXT_BYTES];
	if (!head)
		return false;
	sha256_text(bytes, (size_t)(head - bytes), digest);
	const char *const parts[] = { HEAD_NAME, digest, DATA_NAME };
	const char *at = head, *end = bytes + size;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; at += strlen(parts[i++]))
		if ((size_t)(end - at) < strlen(parts[i]) || memcmp(at, parts[i], strlen(parts[i])) != 0)
			return false;
	size_t ends = strlen(EVENT_END);
	return (size_t)(end - at) > ends && memcmp(end - ends, EVENT_END, ends) == 0 && !memchr(at, '"', (size_t)(end - at) - ends);
}
