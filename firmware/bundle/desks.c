/* SPDX-License-Identifier: MIT */
/* The desks of a site. */
#include "firmware/bundle/desks.h"

#include "firmware/base/json.h"
#include "firmware/envelope/jwk.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "10.0.0.5:8443" or "[fd00::5]:8443": one address that others can go to, and a port that needs no right of its own. */
static bool is_place(const char *text)
{
	char address[DESKS_PLACE_MAX_BYTES + 1], *end = NULL;
	struct in6_addr six;
	struct in_addr four;
	const char *colon = strrchr(text, ':');
	bool bracket = text[0] == '[';
	if (!colon || colon == text || (bracket && colon[-1] != ']') || strspn(colon + 1, "0123456789") != strlen(colon + 1))
		return false;
	long port = strtol(colon + 1, &end, 10);
	snprintf(address, sizeof address, "%.*s", (int)(colon - text) - 2 * bracket, text + bracket);
	if (port < 1 || port > 65535)
		return false;
	return bracket ? inet_pton(AF_INET6, address, &six) == 1 && !IN6_IS_ADDR_UNSPECIFIED(&six) : inet_pton(AF_INET, address, &four) == 1 && four.s_addr != INADDR_ANY;
}

static enum fail take_place(const json_t *json, const char *member, const char **ret)
{
	TRY(json_take_text(json, member, DESKS_PLACE_MAX_BYTES, ret));
	return is_place(*ret) ? FAIL_NONE : FAIL(INPUT, "\"%s\" is not like 10.0.0.5:8443", member);
}

static enum fail take_row(const json_t *json, struct desks_row *ret)
{
	static const char *const members[] = { "name", "listen", "peers", "key" };
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)json, name, value) {
		size_t i = 0;
		while (i < sizeof members / sizeof members[0] && strcmp(name, members[i]) != 0)
			i++;
		if (i == sizeof members / sizeof members[0])
			return FAIL(INPUT, "there is no member \"%.32s\"", name);
	}
	TRY(json_take_text(json, "name", DESKS_NAME_MAX_BYTES, &ret->name));
	TRY(take_place(json, "listen", &ret->listen));
	TRY(take_place(json, "peers", &ret->peers));
	ret->key = json_object_get(json, "key");
	return jwk_thumbprint(ret->key, ret->kid);
}

static enum fail take_other(const struct desks *desks, const struct desks_row *row)
{
	for (size_t i = 0; i < desks->count; i++) {
		const struct desks_row *other = &desks->rows[i];
		if (strcmp(other->kid, row->kid) == 0)
			return FAIL(INPUT, "\"key\" is another's as well");
		if (strcmp(other->listen, row->listen) == 0 || strcmp(other->peers, row->peers) == 0 || strcmp(other->listen, row->peers) == 0 || strcmp(other->peers, row->listen) == 0)
			return FAIL(INPUT, "its address is another's as well");
	}
	return strcmp(row->listen, row->peers) == 0 ? FAIL(INPUT, "\"listen\" and \"peers\" are the same") : FAIL_NONE;
}

enum fail desks_take(const json_t *list, struct desks *ret)
{
	size_t i;
	json_t *json;
	*ret = (struct desks){ 0 };
	if (!list)
		return FAIL_NONE;
	if (!json_is_array(list))
		return FAIL(INPUT, "\"desks\" is no list");
	if (json_array_size(list) > DESKS_MAX)
		return FAIL(LIMIT, "\"desks\" has more than %d rows", DESKS_MAX);
	json_array_foreach((json_t *)list, i, json) {
		struct desks_row row = { 0 };
		enum fail fail = json_is_object(json) ? take_row(json, &row) : FAIL(INPUT, "it is not an object");
		if (fail == FAIL_NONE)
			fail = take_other(ret, &row);
		if (fail != FAIL_NONE)
			return fail_note(fail, "\"desks\", number %zu", i + 1);
		ret->rows[ret->count++] = row;
	}
	return FAIL_NONE;
}

const struct desks_row *desks_find(const struct desks *desks, const char *kid)
{
	for (size_t i = 0; i < desks->count; i++)
		if (strcmp(desks->rows[i].kid, kid) == 0)
			return &desks->rows[i];
	return NULL;
}
