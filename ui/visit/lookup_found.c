/* SPDX-License-Identifier: MIT */
/* What the hub's list says. LIMITS: every text and count is bounded; an answer of another shape is no answer, and the person types. */
#include "ui/visit/lookup.h"

#include "firmware/base/json.h"
#include "firmware/uk/postcode.h"
#include "ui/visit/parts.h"

#include <stdlib.h>
#include <string.h>

enum { LINES = 4 };

static enum fail take(const json_t *json, const char *key, char *ret, size_t room)
{
	const char *text;
	TRY(json_take_text(json, key, room - 1, &text));
	text_put(ret, room, text);
	return FAIL_NONE;
}

/* The lines behind the first in one; a line that does not fit any more is left out whole. */
static void join(char *ret, size_t room, const char *line)
{
	size_t used = strlen(ret), comma = used ? 2 : 0, length = strlen(line);
	if (used + comma + length >= room)
		return;
	memcpy(ret + used, ", ", comma);
	memcpy(ret + used + comma, line, length + 1);
}

enum fail lookup_read(const json_t *json, struct lookup_address *ret)
{
	const json_t *lines = json_object_get(json, "lines"), *line;
	const char *uprn;
	size_t at;
	*ret = (struct lookup_address){ 0 };
	TRY(json_take_text(json, "uprn", UPRN_DIGITS, &uprn));
	if (!uprn_read(span_of(uprn), ret->uprn))
		return FAIL(INPUT, "an address has no UPRN");
	TRY(take(json, "town", ret->town, sizeof ret->town));
	if (json_array_size(lines) < 1 || json_array_size(lines) > LINES)
		return FAIL(INPUT, "an address has not 1 to %d lines", LINES);
	json_array_foreach(lines, at, line) {
		const char *text = json_string_value(line);
		if (!text || strlen(text) > LOOKUP_LINE_MAX_BYTES)
			return FAIL(INPUT, "a line of an address is not a text of at most %d bytes", LOOKUP_LINE_MAX_BYTES);
		if (at == 0)
			text_put(ret->first, sizeof ret->first, text);
		else
			join(ret->second, sizeof ret->second, text);
	}
	return *ret->first ? FAIL_NONE : FAIL(INPUT, "an address has no first line");
}

static enum fail read_addresses(struct lookup *lookup, const json_t *list)
{
	const json_t *entry;
	size_t at;
	if (!json_is_array(list))
		return FAIL(INPUT, "there is no list of addresses");
	if (!lookup->address && !(lookup->address = calloc(LOOKUP_MAX, sizeof *lookup->address)))
		abort(); /* out of memory */
	json_array_foreach(list, at, entry) {
		if (lookup->count == LOOKUP_MAX)
			break;
		TRY(lookup_read(entry, &lookup->address[lookup->count]));
		lookup->count++;
	}
	return FAIL_NONE;
}

static enum fail read_areas(struct lookup *lookup, const json_t *list)
{
	const json_t *entry;
	size_t at;
	lookup->area_count = 0;
	json_array_foreach(list, at, entry) {
		if (at == LOOKUP_AREA_MAX)
			break;
		struct lookup_area *area = &lookup->area[at];
		TRY(take(entry, "council", area->council, sizeof area->council));
		TRY(take(entry, "phone", area->phone, sizeof area->phone));
		TRY(take(entry, "web", area->web, sizeof area->web));
		lookup->area_count++;
	}
	return FAIL_NONE;
}

static const char *postcode_of(const struct visit *visit)
{
	const struct form_component *component = lookup_question(visit);
	const char *typed = component ? answers_get(visit->answers, component->field[ADDRESS_POSTCODE]) : NULL;
	return typed ? typed : "";
}

json_t *visit_lookup_request(const struct visit *visit)
{
	struct postcode postcode;
	if (visit->lookup.stage != LOOKUP_WAITING || !postcode_read(span_of(postcode_of(visit)), &postcode))
		return NULL;
	return json_pack("{s:s, s:s, s:I}", "verb", "address.find", "postcode", postcode.text, "after", (json_int_t)visit->lookup.after);
}

/* True: there are more to ask for. */
static enum fail read_reply(struct lookup *lookup, const json_t *reply, bool *ret_more)
{
	int64_t next = json_int_or(reply, "next", 0);
	TRY(read_addresses(lookup, json_object_get(reply, "addresses")));
	TRY(read_areas(lookup, json_object_get(reply, "elsewhere")));
	*ret_more = next > lookup->after && lookup->count < LOOKUP_MAX;
	lookup->after = next;
	return FAIL_NONE;
}

unsigned visit_found(struct visit *visit, enum fail code, const json_t *reply)
{
	bool more = false;
	if (visit->lookup.stage != LOOKUP_WAITING || !lookup_question(visit))
		return 0;
	if (code == FAIL_NONE && strcmp(json_text_or(reply, "postcode", ""), postcode_of(visit)) != 0)
		code = FAIL(INPUT, "the addresses are of another postcode");
	if (code == FAIL_NONE)
		code = read_reply(&visit->lookup, reply, &more);
	if (code == FAIL_EMPTY || code == FAIL_STORE) /* there is none, or it is broken: nobody is sent there again */
		visit->lookup.here = false;
	if (code != FAIL_NONE)
		return lookup_fail(visit);
	if (more)
		return EFFECT_FIND;
	visit->lookup.slow = false;
	visit->lookup.stage = visit->lookup.count ? LOOKUP_LIST : LOOKUP_ELSEWHERE;
	field_focus(visit, "");
	visit->error_count = 0;
	visit->checked = false;
	return EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}
