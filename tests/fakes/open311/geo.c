/* SPDX-License-Identifier: MIT */
/* geo.c - SOURCE: Open311 GeoReport v2; the differences are those of UK councils' servers. */
#include "tests/fakes/open311/geo.h"

#include "firmware/base/buffer.h"
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "tests/fakes/open311/answer.h"
#include "tests/fakes/open311/form.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PREFIX "/open311/v2/"
enum { TAKEN_MAX_BYTES = 64 * 1024 * 1024, NUMBER_FIRST = 1001, NAME_BYTES = 128 };

static const struct { const char *code, *name, *type; bool attributes; } services[] = {
	{ "POT", "Pothole", "realtime", true },
	{ "LIGHT", "Street light", "realtime", false },
	{ "LITTER", "Litter & dumped rubbish", "batch", false },
	{ "OTHER", "Something else", "realtime", false },
};

/* ---- what was taken ---- */

enum fail geo_open(const char *folder, const struct geo_switches *switches, struct geo *ret)
{
	char path[PATH_MAX];
	BUFFER_AUTO text;
	buffer_init(&text, TAKEN_MAX_BYTES);
	*ret = (struct geo){ .switches = *switches, .folder = folder, .requests = json_array(), .polls = json_object() };
	TRY(file_path(path, sizeof path, folder, "taken.ndjson"));
	enum fail fail = file_read(path, &text);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	for (const char *line = buffer_text(&text), *end; (end = strchr(line, '\n')); line = end + 1) { /* half a line was never answered */
		json_t *taken = NULL;
		TRY(json_parse(line, (size_t)(end - line), TAKEN_MAX_BYTES, &taken));
		json_array_append_new(ret->requests, taken);
	}
	return FAIL_NONE;
}

void geo_close(struct geo *geo)
{
	json_decref(geo->requests);
	json_decref(geo->polls);
}

static enum fail keep(const struct geo *geo, const json_t *taken)
{
	char path[PATH_MAX], *text = json_dumps(taken, JSON_COMPACT);
	BUFFER_AUTO line;
	buffer_init(&line, HTTPS_BODY_MAX_BYTES * 2);
	enum fail fail = text ? buffer_printf(&line, "%s\n", text) : FAIL_LIMIT;
	free(text);
	TRY(fail);
	TRY(file_path(path, sizeof path, geo->folder, "taken.ndjson"));
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool kept = fd >= 0 && write(fd, line.bytes, line.size_bytes) == (ssize_t)line.size_bytes && fsync(fd) == 0;
	int why = errno;
	if (fd >= 0)
		close(fd);
	return kept ? FAIL_NONE : FAIL(IO, "%s: %s", path, strerror(why));
}

static const char *field(const json_t *taken, const char *name)
{
	return json_text_or(json_object_get(taken, "fields"), name, "");
}

static void number_text(const struct geo *geo, const json_t *taken, char ret[static NAME_BYTES])
{
	snprintf(ret, NAME_BYTES, "%s%" JSON_INTEGER_FORMAT, geo->switches.id_text ? "CAS-" : "", json_integer_value(json_object_get(taken, "number")));
}

static json_t *number_json(const struct geo *geo, const json_t *taken)
{
	char text[NAME_BYTES];
	number_text(geo, taken, text);
	return geo->switches.id_text ? json_string(text) : json_incref(json_object_get(taken, "number"));
}

/* ---- what is asked ---- */

struct asking {
	struct geo *geo;
	const json_t *query;
	const char *name; /* behind the last slash, without its ending; "" */
	bool xml;
	struct https_answer *answer;
};

static json_t *listed(const struct geo *geo, const json_t *taken)
{
	return json_pack("{s:o, s:s, s:s, s:s, s:s, s:s}", "service_request_id", number_json(geo, taken), "status", geo->switches.status ? geo->switches.status : "open",
		"service_code", field(taken, "service_code"), "description", field(taken, "description"), "requested_datetime", json_text_or(taken, "requested", ""),
		"address", field(taken, "address_string"));
}

static bool is_asked(const struct asking *asking, const json_t *taken)
{
	const char *code = json_text_or(asking->query, "service_code", NULL), *requested = json_text_or(taken, "requested", "");
	char id[NAME_BYTES];
	number_text(asking->geo, taken, id);
	if (asking->name[0])
		return strcmp(asking->name, id) == 0;
	return (!code || strcmp(code, field(taken, "service_code")) == 0) && strcmp(requested, json_text_or(asking->query, "start_date", "")) >= 0 &&
		strcmp(requested, json_text_or(asking->query, "end_date", "9999")) <= 0;
}

static void requests_list(struct asking *asking)
{
	json_t *list = json_array(), *taken;
	size_t i;
	json_array_foreach(asking->geo->requests, i, taken)
		if (is_asked(asking, taken))
			json_array_append_new(list, listed(asking->geo, taken));
	answer_write(asking->answer, 200, "service_requests", list, asking->xml);
}

static void requests_get(struct asking *asking)
{
	if (asking->geo->switches.no_look_up)
		answer_errors(asking->answer, 404, "Requests cannot be asked for", asking->xml);
	else
		requests_list(asking);
}

static void tokens_get(struct asking *asking)
{
	json_t *taken;
	size_t i;
	json_array_foreach(asking->geo->requests, i, taken) {
		if (strcmp(json_text_or(taken, "token", ""), asking->name) != 0)
			continue;
		int64_t polls = json_int_or(asking->geo->polls, asking->name, 0);
		json_object_set_new(asking->geo->polls, asking->name, json_integer(polls + 1));
		json_t *id = polls < asking->geo->switches.token_polls ? json_string("") : number_json(asking->geo, taken);
		answer_write(asking->answer, 200, "service_requests", json_pack("[{s:o, s:s}]", "service_request_id", id, "token", asking->name), asking->xml);
		return;
	}
	answer_errors(asking->answer, 404, "No such token", asking->xml);
}

static void discovery_get(struct asking *asking)
{
	answer_write(asking->answer, 200, "discovery", json_pack("{s:s, s:[{s:s, s:s, s:[s, s]}]}", "changeset", "2026-01-01 00:00", "endpoints",
		"specification", "http://wiki.open311.org/GeoReport_v2", "type", "production", "formats", "text/xml", "application/json"), asking->xml);
}

static void services_get(struct asking *asking)
{
	const struct geo_switches *switches = &asking->geo->switches;
	json_t *list = json_array();
	for (size_t i = 0; i < sizeof services / sizeof services[0]; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b, s:s, s:s, s:s}", "service_code", services[i].code, "service_name", services[i].name,
			"description", "", "metadata", services[i].attributes || switches->required[0], "type", switches->token_polls >= 0 ? "batch" : services[i].type,
			"keywords", "street", "group", "Streets"));
	answer_write(asking->answer, 200, "services", list, asking->xml);
}

static json_t *attribute_new(const char *code, bool required, int order)
{
	bool ours = strcmp(code, "fixmystreet_id") == 0;
	json_t *attribute = json_pack("{s:b, s:s, s:s, s:b, s:s, s:i, s:s}", "variable", 1, "code", code, "datatype", "string", "required", required,
		"datatype_description", "", "order", order, "description", code);
	if (ours)
		json_object_set_new(attribute, "automated", json_string("server_set"));
	return attribute;
}

static size_t service_row(const char *code)
{
	size_t row = 0;
	while (row < sizeof services / sizeof services[0] && strcmp(services[row].code, code) != 0)
		row++;
	return row;
}

static void definition_get(struct asking *asking)
{
	if (service_row(asking->name) == sizeof services / sizeof services[0]) {
		answer_errors(asking->answer, 404, "service_code not found", asking->xml);
		return;
	}
	json_t *attributes = json_array();
	json_array_append_new(attributes, attribute_new("depth", false, 1));
	for (int i = 0; i < GEO_REQUIRED_MAX && asking->geo->switches.required[i]; i++)
		json_array_append_new(attributes, attribute_new(asking->geo->switches.required[i], true, i + 2));
	answer_write(asking->answer, 200, "service_definition", json_pack("{s:s, s:o}", "service_code", asking->name, "attributes", attributes), asking->xml);
}

/* ---- what is brought ---- */

static bool is_known_parameter(const char *name)
{
	static const char *const known[] = { "api_key", "jurisdiction_id", "service_code", "lat", "long", "address_string", "address_id", "email", "device_id",
		"account_id", "first_name", "last_name", "phone", "description", "media_url" };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i], name) == 0)
			return true;
	return strncmp(name, "attribute[", 10) == 0;
}

static const char *attribute_of(const json_t *form, const char *code)
{
	char name[NAME_BYTES];
	snprintf(name, sizeof name, "attribute[%s]", code);
	return json_text_or(form, name, "");
}

/* What is wrong with it: 0 nothing, else a status. */
static int wrong(const struct geo *geo, const json_t *form, char words[static 256])
{
	const struct geo_switches *switches = &geo->switches;
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)form, name, value)
		if (switches->closed && !is_known_parameter(name))
			return snprintf(words, 256, "Properties not allowed: %.100s", name), 400;
	if (switches->api_key && strcmp(json_text_or(form, "api_key", ""), switches->api_key) != 0)
		return snprintf(words, 256, "api_key missing or invalid"), 403;
	if (switches->jurisdiction && strcmp(json_text_or(form, "jurisdiction_id", ""), switches->jurisdiction) != 0)
		return snprintf(words, 256, "jurisdiction_id not found"), 404;
	if (!json_object_get(form, "service_code"))
		return snprintf(words, 256, "service_code was not provided"), 400;
	if (service_row(json_text_or(form, "service_code", "")) == sizeof services / sizeof services[0])
		return snprintf(words, 256, "service_code not found"), 404;
	if (!(json_object_get(form, "lat") && json_object_get(form, "long")) && !json_object_get(form, "address_string") && !json_object_get(form, "address_id"))
		return snprintf(words, 256, "lat and long, address_string or address_id is required"), 400;
	for (int i = 0; i < GEO_REQUIRED_MAX && switches->required[i]; i++)
		if (!*attribute_of(form, switches->required[i]))
			return snprintf(words, 256, "attribute[%s] is required", switches->required[i]), 400;
	return 0;
}

static bool is_known(const struct geo *geo, const char *reference)
{
	json_t *taken;
	size_t i;
	json_array_foreach(geo->requests, i, taken)
		if (*reference && strcmp(attribute_of(json_object_get(taken, "fields"), "fixmystreet_id"), reference) == 0)
			return true;
	return false;
}

static enum fail take(struct geo *geo, json_t *form, json_t **ret)
{
	char moment[32];
	time_t now = (time_t)(clock_wall_ms() / 1000);
	struct tm tm;
	gmtime_r(&now, &tm);
	strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%SZ", &tm);
	size_t count = json_array_size(geo->requests);
	bool token = geo->switches.token_polls >= 0;
	json_t *taken = json_pack("{s:I, s:o, s:s, s:O}", "number", NUMBER_FIRST + (json_int_t)count,
		"token", token ? json_sprintf("t%zu", count) : json_string(""), "requested", moment, "fields", form);
	TRY(keep(geo, taken));
	json_array_append_new(geo->requests, taken);
	*ret = taken;
	return FAIL_NONE;
}

static void taken_answer(struct asking *asking, const json_t *taken)
{
	const char *token = json_text_or(taken, "token", "");
	json_t *reply = *token ? json_pack("[{s:s}]", "token", token) : json_pack("[{s:o, s:s}]", "service_request_id", number_json(asking->geo, taken), "service_notice", "Thank you");
	answer_write(asking->answer, 201, "service_requests", reply, asking->xml);
}

/* Whether @fault is what happens now. */
static bool strikes(struct geo *geo, enum geo_fault fault)
{
	if (geo->switches.fault != fault || geo->switches.fault_count <= 0)
		return false;
	geo->switches.fault_count--;
	return true;
}

static bool struck_before(struct asking *asking)
{
	if (strikes(asking->geo, GEO_FAULT_DROP_BEFORE))
		asking->answer->end = HTTPS_END_DROPPED;
	else if (strikes(asking->geo, GEO_FAULT_500_BEFORE))
		answer_errors(asking->answer, 500, "Out of order", asking->xml);
	else if (strikes(asking->geo, GEO_FAULT_PAGE))
		asking->answer->status = 200, asking->answer->content_type = "text/html";
	else
		return false;
	return true;
}

static void requests_post(struct asking *asking, json_t *form)
{
	struct geo *geo = asking->geo;
	char words[256];
	json_t *taken = NULL;
	if (struck_before(asking))
		return;
	int status = wrong(geo, form, words);
	const char *reference = attribute_of(form, "fixmystreet_id");
	if (status == 0 && geo->switches.refuse_known && is_known(geo, reference))
		status = snprintf(words, sizeof words, "External system reference '%.100s' already exists", reference) > 0 ? 400 : 0;
	if (status != 0)
		answer_errors(asking->answer, status, words, asking->xml);
	else if (take(geo, form, &taken) != FAIL_NONE)
		answer_errors(asking->answer, 503, "It could not be kept", asking->xml);
	else
		taken_answer(asking, taken);
	if (taken && strikes(geo, GEO_FAULT_DROP_AFTER))
		asking->answer->end = HTTPS_END_DROPPED;
	if (taken && strikes(geo, GEO_FAULT_500_AFTER))
		answer_errors(asking->answer, 500, "Out of order", asking->xml);
}

/* ---- which is which ---- */

static const struct { const char *what; bool named; void (*get)(struct asking *asking); } places[] = {
	{ "discovery", false, discovery_get }, { "services", false, services_get }, { "services/", true, definition_get },
	{ "requests", false, requests_get }, { "requests/", true, requests_get }, { "tokens/", true, tokens_get },
};

static void place_get(struct asking *asking, const char *what)
{
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		size_t size = strlen(places[i].what);
		if (places[i].named ? strncmp(places[i].what, what, size) != 0 || !what[size] : strcmp(places[i].what, what) != 0)
			continue;
		asking->name = places[i].named ? what + size : "";
		places[i].get(asking);
		return;
	}
	answer_errors(asking->answer, 404, "There is nothing here", asking->xml);
}

void geo_answer(struct geo *geo, const struct https_request *request, const json_t *query, struct https_answer *answer)
{
	char what[NAME_BYTES];
	const char *dot = strrchr(request->path, '.');
	struct asking asking = { .geo = geo, .query = query, .name = "", .answer = answer, .xml = !dot || strcmp(dot, ".json") != 0 };
	bool ours = dot && strncmp(request->path, PREFIX, strlen(PREFIX)) == 0;
	snprintf(what, sizeof what, "%.*s", ours ? (int)(dot - request->path - (ptrdiff_t)strlen(PREFIX)) : 0, request->path + (ours ? strlen(PREFIX) : 0));
	if (!ours || (asking.xml ? geo->switches.json_only || strcmp(dot, ".xml") != 0 : geo->switches.xml_only)) {
		answer_errors(answer, 404, "There is nothing here", asking.xml);
	} else if (strcmp(request->method, "GET") == 0) {
		place_get(&asking, what);
	} else if (strcmp(request->method, "POST") != 0 || strcmp(what, "requests") != 0) {
		answer_errors(answer, 405, "Not with this method", asking.xml);
	} else if (geo->switches.read_only) {
		requests_list(&asking);
	} else {
		json_t *form = form_read(request->bytes, request->size_bytes);
		if (form)
			requests_post(&asking, form);
		else
			answer_errors(answer, 400, "That is no form", asking.xml);
		json_decref(form);
	}
}
