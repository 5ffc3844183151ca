/* SPDX-License-Identifier: MIT */
/*
 * fault.network_sinks - the contract with each kind of far end, byte by byte: what libcurl puts on the wire (golden/NAME.request; FOYER_GOLDEN=write renews
 * it), and what the replies of that kind prove (golden/NAME.reply). In the requests the port and the token, which was checked, are left out.
 */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "tests/lib/given.h"

#include <stdlib.h>
#include <string.h>

enum { EVENTS_MAX = 3, WIRE_BYTES = 64 * 1024 };

static const struct contract {
	const char *name, *way;         /* way: JSON, as "backoffice" has it */
	size_t events, proved, retried; /* by the reply */
	const char *why;                /* part of the words for a wait; NULL: none follows */
} contracts[] = {
	{ "batch-one",          "{}", 1, 1, 0, NULL },
	{ "batch-many",         "{}", 3, 2, 1, NULL }, /* accepted, duplicate, rejected */
	{ "structured-knative", "{\"sink\":{\"profile\":\"structured\",\"path\":\"/default/broker\"}}", 1, 1, 0, NULL },
	{ "structured-feeds",   "{\"sink\":{\"profile\":\"structured\",\"path\":\"/default/broker\"}}", 1, 1, 0, NULL }, /* bare line feeds */
	{ "structured-chunks",  "{\"sink\":{\"profile\":\"structured\",\"path\":\"/default/broker\"}}", 1, 1, 0, NULL }, /* fields behind the body */
	{ "structured-half",    "{\"sink\":{\"profile\":\"structured\",\"path\":\"/default/broker\"}}", 1, 0, 0, "broke off" }, /* no end of the head */
	{ "structured-page",    "{\"sink\":{\"profile\":\"structured\",\"path\":\"/default/broker\"}}", 1, 0, 0, "Something other" },
	{ "binary",             "{\"sink\":{\"profile\":\"binary\",\"path\":\"/events\"}}", 1, 1, 0, NULL },
	{ "kafka-strimzi",      "{\"sink\":{\"profile\":\"kafka-json\",\"path\":\"/topics/submissions\"}}", 3, 2, 0, "out of order at the moment" }, /* the second is the broker's trouble */
	{ "kafka-too-few",      "{\"sink\":{\"profile\":\"kafka-json\",\"path\":\"/topics/submissions\"}}", 3, 0, 0, "Something other" },
	{ "postgrest",          "{\"sink\":{\"profile\":\"postgrest\",\"path\":\"/inbox?on_conflict=source,id&columns=specversion,id,source,type,time,subject,datacontenttype,sequence,kioskclock,bodysha256,data\"},"
	                        "\"headers\":{\"Authorization\":\"Bearer of-the-database\"}}", 2, 2, 0, NULL },
	{ "event-grid",         "{\"sink\":{\"profile\":\"batch\",\"path\":\"/topics/kiosks:publish?api-version=2023-11-01\",\"proof\":\"status\"},\"headers\":{\"Authorization\":\"SharedAccessKey secret\"}}", 2, 2, 0, NULL },
	{ "open311-xml",        "{\"sink\":{\"profile\":\"open311\",\"api_key\":\"xyz\",\"jurisdiction\":\"mereford\",\"forms\":{\"street\":{\"service\":{\"by\":\"what\",\"otherwise\":\"POT\"},"
	                        "\"where\":[\"street\"],\"describe\":[\"what\",\"more\"]}}}}", 1, 1, 1, NULL }, /* "being sent" is committed as a try */
	{ "open311-json",       "{\"sink\":{\"profile\":\"open311\",\"format\":\"json\",\"api_key\":\"xyz\",\"forms\":{\"street\":{\"service\":{\"by\":\"what\",\"otherwise\":\"POT\"},"
	                        "\"where\":[\"street\"],\"describe\":[\"what\",\"more\"]}}}}", 1, 1, 1, NULL },
	{ "open311-list",       "{\"sink\":{\"profile\":\"open311\",\"format\":\"json\",\"api_key\":\"xyz\",\"forms\":{\"street\":{\"service\":{\"by\":\"what\",\"otherwise\":\"POT\"},"
	                        "\"where\":[\"street\"],\"describe\":[\"what\",\"more\"]}}}}", 1, 0, 1, "Something other" }, /* older reports: no proof */
};

static void golden_path(const char *name, const char *kind, char ret[static GIVEN_PATH_BYTES])
{
	char part[GIVEN_PATH_BYTES];
	snprintf(part, sizeof part, "tests/faults/network/golden/%s%s", name, kind);
	given_source(part, ret);
}

static char *golden(const char *name, const char *kind)
{
	char path[GIVEN_PATH_BYTES];
	golden_path(name, kind, path);
	return given_text(path);
}

/* ---- the request as it was on the wire ---- */

struct far { struct lab *lab; struct buffer request, reply; int requests; };

/* From @from to @to's end @with instead. */
static void exchange(struct buffer *text, const char *from, const char *to, const char *with)
{
	char *begin = strstr(text->bytes, from), *end = begin ? strstr(begin + strlen(from), to) : NULL;
	if (!end)
		return;
	BUFFER_AUTO rest;
	buffer_init(&rest, WIRE_BYTES);
	assert_int_equal(buffer_printf(&rest, "%.*s%s%s%s", (int)(begin - text->bytes), text->bytes, from, with, end), 0);
	buffer_clear(text);
	assert_int_equal(buffer_add(text, rest.bytes, rest.size_bytes), 0);
}

static void token_checked(struct far *far)
{
	const char *at = strstr(far->request.bytes, "Authorization: Bearer ey"), *body = strstr(far->request.bytes, "\r\n\r\n") + 4;
	char token[DEVICE_TOKEN_MAX_BYTES], digest[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES], url[64];
	if (!at)
		return;
	at += strlen("Authorization: Bearer ");
	snprintf(token, sizeof token, "%.*s", (int)strcspn(at, "\r"), at);
	sha256_text(body, strlen(body), digest);
	snprintf(url, sizeof url, "https://127.0.0.1:%d", far->lab->proxy.port);
	json_t *jwk = device_jwk(far->lab->device);
	assert_int_equal(token_check(token, jwk, url, digest, clock_wall_ms() / 1000, source, sizeof source), 0);
	json_decref(jwk);
	exchange(&far->request, "Authorization: Bearer ", "\r\n", "TOKEN");
}

static enum proxy_verdict far_judge(void *context, const char *request, size_t size, struct buffer *ret_reply)
{
	struct far *far = context;
	if (far->requests++ > 0)
		return PROXY_SILENT; /* tried again: another time's matter */
	assert_int_equal(buffer_add(&far->request, request, size), 0);
	token_checked(far);
	exchange(&far->request, "Host: 127.0.0.1:", "\r\n", "PORT");
	assert_int_equal(buffer_add(ret_reply, far->reply.bytes, far->reply.size_bytes), 0);
	return PROXY_ANSWER;
}

/* ---- the contract ---- */

static void events_wait(struct lab *lab, size_t count)
{
	char *events = golden("events", "");
	assert_non_null(events);
	char *line = events;
	for (size_t i = 0; i < count; i++) {
		struct event_id id;
		char *end = strchr(line, '\n');
		assert_non_null(end);
		*end = '\0';
		json_t *event = json_loads(line, 0, NULL);
		snprintf(id.text, sizeof id.text, "%s", json_text_or(event, "id", ""));
		json_decref(event);
		hub_add(&lab->hub, &id, line);
		line = end + 1;
	}
	free(events);
}

static bool is_agreed(const struct contract *contract, const struct far *far)
{
	char *wanted = golden(contract->name, ".request");
	bool is = wanted && strcmp(wanted, buffer_text(&far->request)) == 0;
	free(wanted);
	return is;
}

/* And with any one byte changed it is not: the negative control. */
static void compared(const struct contract *contract, struct far *far)
{
	char path[GIVEN_PATH_BYTES];
	golden_path(contract->name, ".request", path);
	if (getenv("FOYER_GOLDEN"))
		assert_int_equal(file_replace(path, far->request.bytes, far->request.size_bytes, 0644), 0);
	if (!is_agreed(contract, far))
		fail_msg("%s: the request is not as agreed, but\n%s", contract->name, buffer_text(&far->request));
	far->request.bytes[lab_below(far->lab, far->request.size_bytes)] ^= 1;
	assert_false(is_agreed(contract, far));
}

/* What is proved and what is tried again stands in the table; then the kiosk begins anew for the next one. */
static void kept(struct lab *lab, const struct contract *contract)
{
	struct far far = { .lab = lab };
	buffer_init(&far.request, WIRE_BYTES);
	buffer_init(&far.reply, WIRE_BYTES);
	char *reply = golden(contract->name, ".reply");
	assert_non_null(reply);
	assert_int_equal(buffer_add(&far.reply, reply, strlen(reply)), 0);
	free(reply);
	json_decref(lab->hub.way);
	lab->hub.way = json_loads(contract->way, 0, NULL);
	assert_non_null(lab->hub.way);
	proxy_hang_up(&lab->proxy);
	bool half = !strstr(far.reply.bytes, "\r\n\r\n") && !strstr(far.reply.bytes, "\n\n"); /* then the connection ends behind it */
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = far_judge, .context = &far, .side = half ? PROXY_REPLY : PROXY_NEITHER,
		.at = far.reply.size_bytes, .how = WIRE_END_CLOSE });
	events_wait(lab, contract->events);
	lab->hub.retries = 0;
	seam.waits[0] = '\0';
	lab_deliver(lab);
	size_t proved = hub_in_state(&lab->hub, HUB_EVENT_PROVED);
	compared(contract, &far);
	if (contract->why ? !strstr(seam.waits, contract->why) : seam.waits[0] != '\0')
		fail_msg("%s: the words are: %s", contract->name, seam.waits);
	if (proved != contract->proved || lab->hub.retries != (int)contract->retried)
		fail_msg("%s: %zu proved, %d tried again", contract->name, proved, lab->hub.retries);
	lab_deliver_end(lab);
	for (size_t i = 0; i < lab->hub.event_count; i++)
		lab->hub.events[i].state = HUB_EVENT_PARKED; /* out of the way */
	hub_forget(&lab->hub);
	buffer_done(&far.request);
	buffer_done(&far.reply);
}

static void each_kind_of_far_end_is_spoken_to_as_agreed(void **state)
{
	struct lab *lab = *state;
	lab_seed(lab);
	lab->hub.report = json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s}}", "service", "street", "reference", "MB 7K4 29Q XM3", "time", "2026-11-21T10:15:30.123Z",
		"answers", "what", "pothole", "street", "Castle Street", "more", "Deep & wide, by the \"Bell\"");
	storage_close(lab->storage);
	lab->storage = NULL; /* the far ends are others */
	for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++)
		kept(lab, &contracts[i]);
	print_message("%zu contracts\n", sizeof contracts / sizeof contracts[0]);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(each_kind_of_far_end_is_spoken_to_as_agreed),
	};
	return cmocka_run_group_tests_name("network_sinks", cases, NULL, NULL);
}
