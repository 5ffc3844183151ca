/* SPDX-License-Identifier: MIT */
/* Everything here looks at text that anybody on the network may send. SOURCE: RFC 6265 (cookies), the URL standard (forms), RFC 9110 (languages). */
#include "firmware/desk/request.h"

#include "firmware/base/utf8.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

enum fail request_cookie(const char *cookies, const char *name, char *ret, size_t room)
{
	const char *found = NULL;
	size_t found_size = 0, name_size = strlen(name);
	if (cookies && strlen(cookies) > REQUEST_COOKIES_MAX_BYTES)
		return FAIL(LIMIT, "the cookies are longer than %d bytes", REQUEST_COOKIES_MAX_BYTES);
	for (const char *at = cookies; at && *at;) {
		at += strspn(at, "; ");
		size_t size = strcspn(at, ";");
		if (size > name_size && strncmp(at, name, name_size) == 0 && at[name_size] == '=') {
			if (found)
				return FAIL_EMPTY; /* one of them is not ours: neither is believed */
			found = at + name_size + 1;
			found_size = size - name_size - 1;
		}
		at += size;
	}
	if (!found)
		return FAIL_EMPTY;
	if (found_size >= room)
		return FAIL(LIMIT, "a cookie is longer than %zu bytes", room - 1);
	memcpy(ret, found, found_size);
	ret[found_size] = '\0';
	return FAIL_NONE;
}

static int hex(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	letter = (char)(letter | 0x20);
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* @from..@end decoded into @ret, which has room for as many bytes. */
static enum fail decode(const char *from, const char *end, char *ret, size_t *ret_size)
{
	size_t size = 0;
	while (from < end) {
		char byte = *from++;
		if (byte == '+')
			byte = ' ';
		else if (byte == '%') {
			if (end - from < 2 || hex(from[0]) < 0 || hex(from[1]) < 0)
				return FAIL(INPUT, "a field has a wrong %% in it");
			byte = (char)(hex(from[0]) * 16 + hex(from[1]));
			from += 2;
		}
		if ((unsigned char)byte < 0x20 || byte == 0x7f)
			return FAIL(INPUT, "a field has a control character in it");
		ret[size++] = byte;
	}
	*ret_size = size;
	return FAIL_NONE;
}

enum fail request_field(const char *body, size_t size, const char *name, char *ret, size_t room)
{
	char decoded[REQUEST_BODY_MAX_BYTES];
	const char *end = body + size;
	size_t name_size = strlen(name), found = 0, length = 0;
	if (size > REQUEST_BODY_MAX_BYTES)
		return FAIL(LIMIT, "a form is longer than %d bytes", REQUEST_BODY_MAX_BYTES);
	for (const char *at = body; at < end;) {
		const char *stop = memchr(at, '&', (size_t)(end - at));
		stop = stop ? stop : end;
		if ((size_t)(stop - at) > name_size && memcmp(at, name, name_size) == 0 && at[name_size] == '=') {
			if (found++)
				return FAIL(INPUT, "the field \"%s\" comes twice", name);
			TRY(decode(at + name_size + 1, stop, decoded, &length));
		}
		at = stop + 1;
	}
	if (!found)
		return FAIL_EMPTY;
	if (length >= room)
		return FAIL(LIMIT, "the field \"%s\" is longer than %zu bytes", name, room - 1);
	if (!utf8_valid(decoded, length))
		return FAIL(INPUT, "the field \"%s\" is not UTF-8", name);
	memcpy(ret, decoded, length);
	ret[length] = '\0';
	explicit_bzero(decoded, length);
	return FAIL_NONE;
}

static bool wants(const char *tag, size_t size, const char *known)
{
	size_t main_size = strcspn(known, "-");
	if (strlen(known) == size && strncasecmp(tag, known, size) == 0)
		return true;
	return known[main_size] == '\0' && size > main_size && tag[main_size] == '-' && strncasecmp(tag, known, main_size) == 0;
}

const char *request_language(const char *accept, const char *const *known)
{
	if (accept && strlen(accept) <= REQUEST_LANGUAGES_MAX_BYTES) {
		while (*accept) {
			accept += strspn(accept, ", ");
			size_t size = strcspn(accept, ",; ");
			for (int i = 0; size > 0 && known[i]; i++)
				if (wants(accept, size, known[i]))
					return known[i];
			accept += strcspn(accept, ",");
		}
	}
	return known[0];
}

bool request_same_site(bool secure, const char *host, const char *origin, const char *fetch_site)
{
	static const char *const schemes[] = { "http://", "https://" };
	size_t scheme = strlen(schemes[secure]);
	if (fetch_site && strcmp(fetch_site, "same-origin") != 0)
		return false;
	if (!origin)
		return true; /* older browsers; the token still has to be right */
	return host && strncasecmp(origin, schemes[secure], scheme) == 0 && strcasecmp(origin + scheme, host) == 0;
}

enum fail listen_read(const char *text, struct listen_place *ret)
{
	struct listen_place place = { .six = text[0] == '[' };
	char room[16];
	const char *from = text + place.six, *end = place.six ? strstr(from, "]:") : strrchr(from, ':');
	if (strlen(text) > LISTEN_TEXT_MAX_BYTES)
		return FAIL(LIMIT, "\"listen\" is longer than %d bytes", LISTEN_TEXT_MAX_BYTES);
	if (!end || (size_t)(end - from) >= sizeof place.address)
		return FAIL(INPUT, "\"listen\" is not like 10.0.0.5:8443 or [::1]:8443");
	memcpy(place.address, from, (size_t)(end - from));
	size_t digits = strspn(end + 1 + place.six, "0123456789");
	for (size_t i = 0; i < digits && digits <= 5; i++)
		place.port = place.port * 10 + end[1 + place.six + (int)i] - '0';
	if (inet_pton(place.six ? AF_INET6 : AF_INET, place.address, room) != 1 || digits == 0 || digits > 5 || end[1 + place.six + (int)digits] != '\0' || place.port > 65535)
		return FAIL(INPUT, "\"listen\" is not like 10.0.0.5:8443 or [::1]:8443");
	*ret = place;
	return FAIL_NONE;
}

bool listen_is_here(const struct listen_place *place)
{
	return place->six ? strcmp(place->address, "::1") == 0 : strncmp(place->address, "127.", 4) == 0;
}
