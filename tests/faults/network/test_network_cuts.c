/* SPDX-License-Identifier: MIT */
/* fault.network_cuts - the connection ends at every byte of a request with two events and of its reply: each arrives once, and none is deleted before the proof is whole. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/json.h"
#include "tests/backoffice/https.h"
#include "tests/lib/given.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 2, RAW_PLAY_BYTES = 16 /* signatures of a handshake differ in length */, CONTROL_CUTS = 8, FAR_MAX = 200 };

static const struct sweep {
	const char *name;
	bool inside;          /* where TLS ends at the proxy: the bytes of HTTP; else those of TLS */
	enum proxy_side side;
	enum wire_end how;
	size_t step;          /* in the short set */
} sweeps[] = {
	{ "reset in the request",                 true,  PROXY_REQUEST, WIRE_END_RESET, 130 },
	{ "reset in the reply",                   true,  PROXY_REPLY,   WIRE_END_RESET, 30 },
	{ "closed in the reply",                  true,  PROXY_REPLY,   WIRE_END_CLOSE, 30 },
	{ "closed in the reply, without goodbye", true,  PROXY_REPLY,   WIRE_END_FIN,   60 },
	{ "half closed in the request",           true,  PROXY_REQUEST, WIRE_END_HALF,  1200 },
	{ "half closed in the reply",             true,  PROXY_REPLY,   WIRE_END_HALF,  120 },
	{ "reset in the request's TLS",           false, PROXY_REQUEST, WIRE_END_RESET, 300 },
	{ "reset in the reply's TLS",             false, PROXY_REPLY,   WIRE_END_RESET, 200 },
	{ "closed in the reply's TLS",            false, PROXY_REPLY,   WIRE_END_FIN,   200 },
}, status_sweeps[] = {
	{ "status: reset in the reply",           true,  PROXY_REPLY,   WIRE_END_RESET, 100 },
	{ "status: closed in the reply",          true,  PROXY_REPLY,   WIRE_END_CLOSE, 40 },
	{ "status: half closed in the reply",     true,  PROXY_REPLY,   WIRE_END_HALF,  100 },
};

/* One request of a new connection with the plan of @sweep, cut at @at; SIZE_MAX: not cut. */
static void try(struct lab *lab, const struct sweep *sweep, size_t at)
{
	const struct proxy_plan plan = { .tls = sweep->inside ? lab->tls : NULL, .side = at == SIZE_MAX ? PROXY_NEITHER : sweep->side, .at = at, .how = sweep->how };
	proxy_hang_up(&lab->proxy);
	proxy_set(&lab->proxy, &plan);
	lab_submit(lab, BATCH);
	lab_rest(lab);
}

/* Then a good way, until all is proved. */
static void make_good(struct lab *lab, const struct sweep *sweep)
{
	const struct proxy_plan plan = { .tls = sweep->inside ? lab->tls : NULL };
	proxy_set(&lab->proxy, &plan);
	lab_until_proved(lab);
}

/* @replies: in how many requests the events travel. */
static void swept(struct lab *lab, const struct sweep *sweep, size_t replies)
{
	try(lab, sweep, SIZE_MAX);
	assert_int_equal(lab_proved(lab), BATCH);
	lab_forget(lab);
	size_t total = lab->proxy.passed[sweep->side], step = lab_long() ? 1 : sweep->step, cases = 0;
	long cuts = lab->proxy.cuts;
	for (size_t at = lab_below(lab, step); at <= total; at += step, cases++) {
		try(lab, sweep, at);
		size_t proved = lab_proved(lab);
		size_t reach = at + (sweep->inside ? 0 : RAW_PLAY_BYTES); /* a request that had come whole may be answered before its way is closed */
		size_t whole = sweep->side == PROXY_REQUEST ? (reach >= total ? replies : 0) : reach / (total / replies);
		if (proved > whole * BATCH / replies)
			fail_msg("%s at byte %zu of %zu: %zu events were deleted without proof", sweep->name, at, total, proved);
		make_good(lab, sweep);
		assert_int_equal(lab_proved(lab), BATCH);
		lab_forget(lab);
	}
	print_message("%s: at %zu of %zu bytes, %ld cuts\n", sweep->name, cases, total + 1, lab->proxy.cuts - cuts);
}

static void at_every_byte(void **state)
{
	struct lab *lab = *state;
	lab_seed(lab);
	lab_deliver(lab);
	for (size_t i = 0; i < sizeof sweeps / sizeof sweeps[0]; i++)
		swept(lab, &sweeps[i], 1);
	lab_all_once(lab, "cut off");
}

/* Where nothing but a status proves: half a head is no status. One event a request. */
static void at_every_byte_where_a_status_proves(void **state)
{
	struct lab *lab = *state;
	lab_seed(lab);
	lab->hub.way = json_pack("{s:{s:s, s:s}}", "sink", "profile", "structured", "path", "/v1/events");
	lab_deliver(lab);
	for (size_t i = 0; i < sizeof status_sweeps / sizeof status_sweeps[0]; i++)
		swept(lab, &status_sweeps[i], BATCH);
	lab_all_once(lab, "cut off, with a status as proof");
}

/* ---- negative controls: the same cuts must find what is wrong, or they find nothing ---- */

static void a_client_that_believes_anything_loses(void **state)
{
	struct lab *lab = *state;
	seam.believes = true;
	lab_deliver(lab);
	for (size_t i = 0; i < CONTROL_CUTS; i++) {
		try(lab, &sweeps[0], i * 100);
		make_good(lab, &sweeps[0]);
		lab_forget(lab);
	}
	seam.believes = false;
	const struct lab_count count = lab_count(lab);
	print_message("control, a client that believes anything: lost %zu, doubled %zu, unreadable %zu\n", count.lost, count.doubled, count.unreadable);
	assert_int_equal(count.lost, CONTROL_CUTS * BATCH);
}

/* A far end that keeps whatever comes, as often as it comes. */
struct far { char ids[FAR_MAX][ID_TEXT_BYTES]; size_t count; };

static void keep_always(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct far *far = context;
	size_t index;
	json_t *events = json_loadb(request->bytes, request->size_bytes, 0, NULL), *event, *results = json_array();
	json_array_foreach(events, index, event) {
		assert_true(far->count < FAR_MAX);
		snprintf(far->ids[far->count++], ID_TEXT_BYTES, "%s", json_text_or(event, "id", ""));
		json_array_append_new(results, json_pack("{s:s, s:s}", "id", json_text_or(event, "id", ""), "status", "accepted"));
	}
	json_t *reply = json_pack("{s:o}", "results", results);
	char *text = json_dumps(reply, 0);
	answer->status = 200;
	answer->content_type = "application/json";
	assert_int_equal(buffer_add(&answer->body, text, strlen(text)), FAIL_NONE);
	free(text);
	json_decref(reply);
	json_decref(events);
}

static size_t doubled_in(const struct far *far)
{
	size_t doubled = 0;
	for (size_t i = 0; i < far->count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(far->ids[i], far->ids[j]) == 0) {
				doubled++;
				break;
			}
	return doubled;
}

static void a_far_end_that_compares_nothing_doubles(void **state)
{
	struct lab *lab = *state;
	struct far far = { .count = 0 };
	struct https *https;
	char path[GIVEN_PATH_BYTES];
	given_path(path, lab->folder, "server.pem");
	char *certificate = given_text(path);
	given_path(path, lab->folder, "server.key");
	char *key = given_text(path);
	assert_int_equal(https_open(lab->loop, 0, certificate, key, keep_always, &far, &https), FAIL_NONE);
	lab->proxy.office_port = https_port(https);
	lab_deliver(lab);
	for (size_t i = 0; i < CONTROL_CUTS; i++) {
		try(lab, &sweeps[1], i * 10);
		make_good(lab, &sweeps[1]);
		lab_forget(lab);
	}
	print_message("control, a far end that compares nothing: doubled %zu of %zu\n", doubled_in(&far), lab->numbers);
	assert_int_equal(doubled_in(&far), lab->numbers);
	proxy_hang_up(&lab->proxy);
	https_close(https);
	free(certificate);
	free(key);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(at_every_byte),
		CASE(at_every_byte_where_a_status_proves),
		CASE(a_client_that_believes_anything_loses),
		CASE(a_far_end_that_compares_nothing_doubles),
	};
	return cmocka_run_group_tests_name("network_cuts", cases, NULL, NULL);
}
