/* SPDX-License-Identifier: MIT */
/* Addresses by postcode, and when their bins are collected. Who asks for what is never logged. */
#include "firmware/hub/verbs.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/span.h"
#include "firmware/store/content.h"
#include "firmware/uk/property.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_MAX_BYTES = 64, KIND_MAX_BYTES = 8, DATE_BYTES = 10 };

void lookup_open(struct hub *hub)
{
	char path[PATH_MAX];
	const char *content = hub->options->content;
	enum fail fail = content ? FAIL_NONE : file_path(path, sizeof path, hub->assets.folder, "content.db");
	if (fail == FAIL_NONE)
		fail = content_open(content ? content : path, &hub->content);
	if (fail == FAIL_NONE)
		log_event("lookup.ready", "addresses=%lld postcodes=%lld rounds=%lld", (long long)content_addresses_total(hub->content),
		          (long long)content_postcodes_total(hub->content), (long long)content_rounds_total(hub->content));
	else if (fail != FAIL_EMPTY || content)
		log_fail("lookup.closed", fail);
	fail_clear();
}

json_t *lookup_json(const struct hub *hub)
{
	if (!hub->content)
		return json_null();
	return json_pack("{s:I, s:I, s:I}", "addresses", (json_int_t)content_addresses_total(hub->content),
	                 "postcodes", (json_int_t)content_postcodes_total(hub->content), "rounds", (json_int_t)content_rounds_total(hub->content));
}

/* A file that turns out damaged is let go of: the kiosk goes on without look-up, as it would have without the file. */
static enum fail let_go(struct hub *hub, enum fail fail)
{
	if (fail != FAIL_STORE)
		return fail;
	content_close(hub->content);
	hub->content = NULL;
	return fail;
}

static enum fail content_ask(const struct hub *hub, struct content **ret)
{
	*ret = hub->content;
	return hub->content ? FAIL_NONE : FAIL(EMPTY, "there is no look-up on this kiosk");
}

static json_t *lines_json(const char *lines)
{
	json_t *list = json_array();
	while (*lines) {
		size_t size = strcspn(lines, "\n");
		json_array_append_new(list, json_stringn(lines, size));
		lines += size;
		lines += *lines != '\0';
	}
	return list;
}

static json_t *addresses_json(const struct content_address *found, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++) {
		char uprn[24];
		snprintf(uprn, sizeof uprn, "%lld", (long long)found[i].uprn);
		json_array_append_new(list, json_pack("{s:s, s:o, s:s}", "uprn", uprn, "lines", lines_json(found[i].lines), "town", found[i].town));
	}
	return list;
}

static json_t *areas_json(const struct content_area *areas, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "council", areas[i].council, "phone", areas[i].phone, "web", areas[i].web));
	return list;
}

static json_t *found_json(const struct postcode *postcode, int64_t total)
{
	return json_pack("{s:s, s:b, s:I}", "postcode", postcode->text, "mended", postcode->mended, "total", (json_int_t)total);
}

static enum fail answer_elsewhere(struct hub *hub, const struct postcode *postcode, struct reply *reply)
{
	struct content_area areas[CONTENT_AREAS_MAX];
	size_t count = 0;
	enum fail fail = content_areas(hub->content, postcode, areas, &count);
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		return let_go(hub, fail);
	reply->body = found_json(postcode, 0);
	json_object_set_new(reply->body, "addresses", json_array());
	json_object_set_new(reply->body, "elsewhere", areas_json(areas, fail == FAIL_NONE ? count : 0));
	return FAIL_NONE;
}

enum fail answer_address_find(struct hub *hub, const struct request *request, struct reply *reply)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	const char *typed = NULL;
	struct content *content = NULL;
	struct postcode postcode;
	int64_t after = 0, total = 0;
	size_t count = 0;
	TRY(json_take_text(request->frame, "postcode", TYPED_MAX_BYTES, &typed));
	if (json_object_get(request->frame, "after"))
		TRY(json_take_int(request->frame, "after", 0, INT32_MAX, &after));
	if (!postcode_read(span_of(typed), &postcode))
		return FAIL(INPUT, "that is not a postcode");
	TRY(content_ask(hub, &content));
	enum fail fail = content_addresses(content, &postcode, after, found, &count, &total);
	if (fail == FAIL_EMPTY)
		return answer_elsewhere(hub, &postcode, reply);
	if (fail != FAIL_NONE)
		return let_go(hub, fail);
	reply->body = found_json(&postcode, total);
	json_object_set_new(reply->body, "addresses", addresses_json(found, count));
	if (count && found[count - 1].place < total)
		json_object_set_new(reply->body, "next", json_integer(found[count - 1].place));
	memset(found, 0, sizeof found);
	return FAIL_NONE;
}

/* What somebody has typed so far is in no log, and what the council's list has is all that is ever offered. */
enum fail answer_place_suggest(struct hub *hub, const struct request *request, struct reply *reply)
{
	char names[CONTENT_NAMES_MAX][CONTENT_LINE_MAX_BYTES + 1];
	const char *kind = NULL, *begins = NULL;
	struct content *content = NULL;
	size_t count = 0;
	TRY(json_take_text(request->frame, "kind", KIND_MAX_BYTES, &kind));
	TRY(json_take_text(request->frame, "begins", TYPED_MAX_BYTES, &begins));
	bool town = strcmp(kind, "town") == 0;
	if (!town && strcmp(kind, "street") != 0)
		return FAIL(INPUT, "names are of a town or a street");
	TRY(content_ask(hub, &content));
	enum fail fail = content_names(content, town ? CONTENT_TOWN : CONTENT_STREET, begins, names, &count);
	if (fail != FAIL_NONE)
		return let_go(hub, fail);
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(names[i]));
	reply->body = json_pack("{s:s, s:s, s:o}", "kind", kind, "begins", begins, "names", list);
	return FAIL_NONE;
}

static enum fail uprn_take(const json_t *frame, int64_t *ret)
{
	const char *text = NULL;
	char digits[UPRN_DIGITS + 1];
	TRY(json_take_text(frame, "uprn", UPRN_DIGITS, &text));
	if (!uprn_read(span_of(text), digits))
		return FAIL(INPUT, "that is not a UPRN");
	*ret = strtoll(digits, NULL, 10);
	return FAIL_NONE;
}

/* the entry of @container in @list, made when it is not there */
static json_t *container_entry(json_t *list, const struct content *content, const char *container)
{
	size_t at;
	json_t *entry;
	json_array_foreach(list, at, entry)
		if (strcmp(json_text_or(entry, "container", ""), container) == 0)
			return entry;
	const json_t *names = calendar_names(content_calendar(content), container);
	entry = json_pack("{s:s, s:O, s:[], s:[]}", "container", container, "name", (json_t *)names, "dates", "moved");
	json_array_append_new(list, entry);
	return entry;
}

/* two rounds may empty one container: their days are one list, in order, each once */
static void day_merge(json_t *dates, struct date day)
{
	char text[DATE_BYTES + 1];
	size_t at = 0;
	int order = 1;
	date_write(day, text);
	while (at < json_array_size(dates) && (order = strcmp(json_string_value(json_array_get(dates, at)), text)) < 0)
		at++;
	if (at == json_array_size(dates) || order != 0)
		json_array_insert_new(dates, at, json_string(text));
}

static void days_merge(json_t *entry, const struct round_day *days, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		day_merge(json_object_get(entry, "dates"), days[i].date);
		if (days[i].moved)
			day_merge(json_object_get(entry, "moved"), days[i].date);
	}
}

static enum fail containers_json(const struct content *content, const struct round *rounds, size_t count, struct date from, int days, json_t *list)
{
	struct round_day dates[ROUND_DAYS_MAX];
	for (size_t i = 0; i < count; i++) {
		size_t found = 0;
		TRY(round_days(&rounds[i], &content_calendar(content)->holidays, from, days, dates, &found));
		days_merge(container_entry(list, content, rounds[i].container), dates, found);
	}
	return FAIL_NONE;
}

enum fail answer_rounds_dates(struct hub *hub, const struct request *request, struct reply *reply)
{
	static struct round rounds[CONTENT_ROUNDS_MAX];
	const char *text = NULL;
	struct content *content = NULL;
	struct date from;
	int64_t uprn = 0, days = 0;
	size_t count = 0;
	TRY(uprn_take(request->frame, &uprn));
	TRY(json_take_text(request->frame, "from", DATE_BYTES, &text));
	TRY(date_parse(text, &from));
	TRY(json_take_int(request->frame, "days", 1, ROUND_DAYS_MAX, &days));
	TRY(content_ask(hub, &content));
	enum fail fail = content_rounds(content, uprn, rounds, &count);
	if (fail == FAIL_EMPTY)
		return FAIL(EMPTY, "there is no such address here");
	if (fail != FAIL_NONE)
		return let_go(hub, fail);
	json_t *list = json_array();
	fail = containers_json(content, rounds, count, from, (int)days, list);
	reply->body = json_pack("{s:o}", "containers", list);
	return fail;
}
