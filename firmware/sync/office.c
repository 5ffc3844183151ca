/* SPDX-License-Identifier: MIT */
/* office.c - settings that sync alone understands are checked here, so that a wrong one is said in words instead of failing on the wire. */
#include "firmware/sync/office.h"

#include "firmware/base/json.h"
#include "firmware/base/times.h"
#include "firmware/sync/street.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PROXY_TEXT_MAX_BYTES = 256, HEARTBEAT_MAX_MS = 24 * 3600 * 1000 };

/* Without the slashes at its end. */
static void address_copy(const char *url, char ret[static SEND_URL_MAX_BYTES + 1])
{
	size_t length = strlen(url);
	while (length > 0 && url[length - 1] == '/')
		length--;
	snprintf(ret, SEND_URL_MAX_BYTES + 1, "%.*s", (int)length, url);
}

/* The host of an https:// address, without a port. */
static void host_of(const char *url, const char **ret, int *ret_length)
{
	const char *host = strstr(url, "://"), *user;
	host = host ? host + 3 : url;
	size_t length = strcspn(host, "/?#");
	if ((user = memchr(host, '@', length))) {
		length -= (size_t)(user + 1 - host);
		host = user + 1;
	}
	const char *end = host[0] == '[' ? memchr(host, ']', length) : memchr(host, ':', length);
	*ret = host;
	*ret_length = (int)(!end ? length : host[0] == '[' ? (size_t)(end + 1 - host) : (size_t)(end - host));
}

static enum fail beside_take(const json_t *hello, struct office *ret)
{
	const struct sink *usual = sink_default();
	const char *management = ret->sink.proof == usual->proof && strcmp(ret->sink.path, usual->path) == 0 ? ret->audience : "", *portal = NULL, *host;
	int length;
	if (json_object_get(hello, "management"))
		TRY(json_take_text(hello, "management", SEND_URL_MAX_BYTES - SINK_PATH_MAX_BYTES, &management));
	if (*management && strncmp(management, "https://", 8) != 0)
		return FAIL(INPUT, "\"management\" does not begin with https://");
	address_copy(management, ret->management);
	host_of(ret->audience, &host, &length);
	snprintf(ret->portal, sizeof ret->portal, "http://%.*s/generate_204", length, host);
	if (!json_object_get(hello, "portal"))
		return FAIL_NONE;
	TRY(json_take_text(hello, "portal", SEND_URL_MAX_BYTES, &portal));
	if (*portal && strncmp(portal, "http://", 7) != 0)
		return FAIL(INPUT, "\"portal\" does not begin with http://");
	snprintf(ret->portal, sizeof ret->portal, "%s", portal);
	return FAIL_NONE;
}

static enum fail address_take(const json_t *hello, struct office *ret)
{
	const char *url;
	TRY(json_take_text(hello, "url", SEND_URL_MAX_BYTES - SINK_PATH_MAX_BYTES, &url));
	address_copy(url, ret->audience);
	if (ret->audience[0] == '\0')
		return FAIL(EMPTY, "there is no back office yet");
	int wanted = snprintf(ret->target, sizeof ret->target, "%s%s", ret->audience, ret->sink.path);
	return wanted >= 0 && (size_t)wanted < sizeof ret->target ? FAIL_NONE : FAIL(LIMIT, "\"url\" and \"path\" together are too long");
}

static enum fail street_take(const json_t *hello, struct office *ret)
{
	if (ret->sink.frame != SINK_FRAME_REPORT)
		return FAIL_NONE;
	ret->street = json_deep_copy(json_object_get(hello, "sink"));
	json_object_set_new(ret->street, "url", json_string(ret->audience));
	return street_check(ret->street);
}

/* What HTTP calls a token (RFC 9110 §5.6.2), and a value that cannot end its line. */
static enum fail header_take(const char *name, const json_t *value, struct office *ret)
{
	static const char token[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	const char *text = json_string_value(value);
	size_t length = strlen(name);
	if (length == 0 || length > SINK_HEADER_NAME_MAX_BYTES || strspn(name, token) != length)
		return FAIL(INPUT, "\"headers\" has a name that no header may have");
	if (!text || strlen(text) > SINK_HEADER_MAX_BYTES)
		return FAIL(INPUT, "the header \"%s\" is no text of at most %d bytes", name, SINK_HEADER_MAX_BYTES);
	for (const char *at = text; *at; at++)
		if (*at < ' ' || *at > '~')
			return FAIL(INPUT, "the header \"%s\" has a character that no header may have", name);
	ret->authorized = ret->authorized || strcasecmp(name, "Authorization") == 0;
	TRY(buffer_printf(&ret->lines, "%s: %s", name, text));
	return buffer_add(&ret->lines, "", 1);
}

static enum fail headers_take(const json_t *hello, struct office *ret)
{
	json_t *headers = json_object_get(hello, "headers"), *value;
	const char *name;
	if (ret->sink.line)
		TRY(buffer_add(&ret->lines, ret->sink.line, strlen(ret->sink.line) + 1));
	if (!headers)
		return FAIL_NONE;
	if (!json_is_object(headers) || json_object_size(headers) > SINK_HEADERS_MAX)
		return FAIL(INPUT, "\"headers\" is no object of at most %d", SINK_HEADERS_MAX);
	json_object_foreach(headers, name, value)
		TRY(header_take(name, value, ret));
	return FAIL_NONE;
}

static bool pin_fits(const char *pin)
{
	return pin && strlen(pin) == OFFICE_PIN_BYTES && pin[OFFICE_PIN_BYTES - 1] == '=' &&
		strspn(pin, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") == OFFICE_PIN_BYTES - 1;
}

static enum fail pins_take(const json_t *hello, struct office *ret)
{
	const json_t *pins = json_object_get(hello, "pins");
	if (!pins)
		return FAIL_NONE;
	if (!json_is_array(pins) || json_array_size(pins) < OFFICE_PINS_MIN || json_array_size(pins) > OFFICE_PINS_MAX)
		return FAIL(INPUT, "\"pins\" is no list of %d to %d: one in use and one in reserve", OFFICE_PINS_MIN, OFFICE_PINS_MAX);
	for (size_t i = 0; i < json_array_size(pins); i++) {
		const char *pin = json_string_value(json_array_get(pins, i));
		if (!pin_fits(pin))
			return FAIL(INPUT, "\"pins\" has what is no SHA-256 in base64");
		TRY(buffer_printf(&ret->pins, "%ssha256//%s", i ? ";" : "", pin));
	}
	ret->way.pins = buffer_text(&ret->pins);
	return FAIL_NONE;
}

static enum fail proxy_take(const json_t *hello, struct office *ret)
{
	const json_t *proxy = json_object_get(hello, "proxy");
	if (!proxy)
		return FAIL_NONE;
	TRY(json_take_text(proxy, "url", PROXY_TEXT_MAX_BYTES, &ret->way.proxy));
	if (strncmp(ret->way.proxy, "http://", 7) != 0 && strncmp(ret->way.proxy, "https://", 8) != 0)
		return FAIL(INPUT, "the proxy's address begins with neither http:// nor https://");
	if (json_object_get(proxy, "user"))
		TRY(json_take_text(proxy, "user", PROXY_TEXT_MAX_BYTES, &ret->way.proxy_user));
	if (json_object_get(proxy, "password"))
		TRY(json_take_text(proxy, "password", PROXY_TEXT_MAX_BYTES, &ret->way.proxy_password));
	return FAIL_NONE;
}

static enum fail client_take(const json_t *hello, struct office *ret)
{
	const json_t *client = json_object_get(hello, "client");
	if (!client)
		return FAIL_NONE;
	TRY(json_take_text(client, "certificate", OFFICE_CLIENT_MAX_BYTES, &ret->way.certificate));
	return json_take_text(client, "key", OFFICE_CLIENT_MAX_BYTES, &ret->way.key);
}

enum fail office_read(const json_t *hello, struct office *ret)
{
	*ret = (struct office){ .hello = json_incref((json_t *)hello), .way = { .ca = "", .pins = "", .proxy = "", .proxy_user = "", .proxy_password = "", .certificate = "", .key = "" } };
	buffer_init(&ret->pins, OFFICE_PINS_MAX * (OFFICE_PIN_BYTES + 16));
	buffer_init(&ret->lines, (SINK_HEADERS_MAX + 1) * (SINK_HEADER_NAME_MAX_BYTES + SINK_HEADER_MAX_BYTES + 4));
	TRY(sink_read(json_object_get(hello, "sink"), &ret->sink));
	TRY(address_take(hello, ret));
	TRY(street_take(hello, ret));
	TRY(beside_take(hello, ret));
	ret->source = json_text_or(hello, "source", "");
	ret->heartbeat_ms = json_int_or(hello, "heartbeat_s", TIMES_HEARTBEAT_S) * 1000;
	if (ret->heartbeat_ms < 1000 || ret->heartbeat_ms > HEARTBEAT_MAX_MS)
		return FAIL(INPUT, "\"heartbeat_s\" is no number of seconds up to a day");
	TRY(json_take_text(hello, "ca", OFFICE_CA_MAX_BYTES, &ret->way.ca));
	TRY(headers_take(hello, ret));
	TRY(pins_take(hello, ret));
	TRY(proxy_take(hello, ret));
	TRY(client_take(hello, ret));
	ret->way.url = ret->target;
	return FAIL_NONE;
}

void office_done(struct office *office)
{
	json_decref(office->hello);
	json_decref(office->street);
	buffer_done(&office->pins);
	buffer_done(&office->lines);
	*office = (struct office){ 0 };
}
