/* SPDX-License-Identifier: MIT */
/* fault.network_ways - slow ways, silent ways, a proxy that wants a password, servers that are somebody else: nothing of ours goes to a stranger, and all arrives in the end. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/lie.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/file.h"
#include "tests/backoffice/council.h"
#include "tests/lib/given.h"

#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BATCH = 2, CONNECT_MS = 200, WHOLE_MS = 300, DENIED_MIN_MS = 450 * 1000, DENIED_MAX_MS = 1350 * 1000, PASSWORD_STEP = 25 };

#define DAY_S (24L * 3600)
#define PASSWORD "a2lvc2s6c2VjcmV0" /* kiosk:secret */

static void on_a_good_way(struct lab *lab)
{
	seam.connect_ms = seam.whole_ms = 0;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls });
	lab_until_proved(lab);
	assert_int_equal(lab_proved(lab), BATCH);
	lab_forget(lab);
}

/* ---- slow and silent ---- */

static enum proxy_verdict twice(void *, const char *, size_t, struct buffer *) { return PROXY_TWICE; }
static enum proxy_verdict silent(void *, const char *, size_t, struct buffer *) { return PROXY_SILENT; }
static enum proxy_verdict silent_after(void *, const char *, size_t, struct buffer *) { return PROXY_PASS_SILENT; }

static enum proxy_verdict early_hints(void *, const char *, size_t, struct buffer *ret_reply)
{
	static const char hints[] = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
	assert_int_equal(buffer_add(ret_reply, hints, sizeof hints - 1), 0);
	lie_write("503 Service Unavailable", "", "", ret_reply);
	return PROXY_PASS_ANSWER;
}

static enum proxy_verdict too_long(void *, const char *, size_t, struct buffer *ret_reply)
{
	static char body[256 * 1024 + 2];
	memset(body, ' ', sizeof body - 1);
	lie_write("200 OK", "Content-Type: application/json\r\n", body, ret_reply);
	return PROXY_PASS_ANSWER;
}

static const struct way {
	const char *name;
	struct proxy_plan plan;  /* without its TLS */
	bool through, passes;    /* TLS goes through the proxy; the events are proved at once */
	const char *why;
} ways[] = {
	{ "one byte at a time",             { .slice = { 0, 1, 1 } }, false, true, "" },
	{ "late",                           { .slice = { 0, 4096, 4096 }, .gap_ms = 40 }, false, true, "" },
	{ "TLS one byte at a time",         { .slice = { 0, 7, 1 } }, true, true, "" },
	{ "the request sent twice",         { .judge = twice }, false, true, "" },
	{ "other heads before the answer",  { .judge = early_hints }, false, false, "out of order at the moment" },
	{ "an answer without an end",       { .judge = too_long }, false, false, "too long to be the back office's" },
	{ "silence at the greeting",        { .side = PROXY_REQUEST, .at = 0, .how = WIRE_END_HOLE }, true, false, "did not answer in time" },
	{ "silence in the greeting",        { .side = PROXY_REPLY, .at = 300, .how = WIRE_END_HOLE }, true, false, "did not answer in time" },
	{ "a hole in the request",          { .side = PROXY_REQUEST, .at = 1500, .how = WIRE_END_HOLE }, false, false, "did not answer in time" },
	{ "a hole in the reply's head",     { .side = PROXY_REPLY, .at = 150, .how = WIRE_END_HOLE }, false, false, "did not answer in time" },
	{ "a hole in the reply's body",     { .side = PROXY_REPLY, .at = 420, .how = WIRE_END_HOLE }, false, false, "did not answer in time" },
	{ "no answer",                      { .judge = silent }, false, false, "did not answer in time" },
	{ "no answer after they were kept", { .judge = silent_after }, false, false, "did not answer in time" },
	{ "a reply that drips",             { .slice = { 0, 0, 1 }, .gap_ms = 10 }, false, false, "did not answer in time" },
};

static void went(struct lab *lab, const struct way *way)
{
	struct proxy_plan plan = way->plan;
	plan.tls = way->through ? NULL : lab->tls;
	bool in_time = strcmp(way->why, "did not answer in time") != 0; /* else curl's own limits are made short: its clock cannot be moved */
	seam.connect_ms = in_time ? 0 : CONNECT_MS;
	seam.whole_ms = in_time ? 0 : WHOLE_MS;
	seam.waits[0] = '\0';
	lab_deliver_end(lab);
	proxy_hang_up(&lab->proxy);
	proxy_set(&lab->proxy, &plan);
	lab_submit(lab, BATCH);
	lab_deliver(lab);
	if ((lab_proved(lab) == BATCH) != way->passes || !strstr(seam.waits, way->why))
		fail_msg("%s: %zu proved, and the words are: %s", way->name, lab_proved(lab), seam.waits);
	on_a_good_way(lab);
}

static void slow_and_silent_ways(void **state)
{
	struct lab *lab = *state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		went(lab, &ways[i]);
	print_message("%zu ways\n", sizeof ways / sizeof ways[0]);
	lab_all_once(lab, "slow and silent");
}

/* ---- somebody else ---- */

/* A server with a certificate on @terms, by an authority of its own; @trusted: that one is in the kiosk's settings. */
static SSL_CTX *server_on(struct lab *lab, const char *name, const struct certificate_terms *terms, bool trusted)
{
	char folder[GIVEN_PATH_BYTES], certificate[GIVEN_PATH_BYTES], key[GIVEN_PATH_BYTES];
	given_path(folder, lab->folder, name);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(certificate_make_as(folder, terms), 0);
	given_path(certificate, folder, "ca.pem");
	char *authority = given_text(certificate), *all = NULL;
	if (trusted) {
		assert_true(asprintf(&all, "%s%s", lab->hub.ca, authority) > 0);
		free(lab->hub.ca);
		lab->hub.ca = all;
	}
	free(authority);
	given_path(certificate, folder, "server.pem");
	given_path(key, folder, "server.key");
	return proxy_tls(certificate, key);
}

/* Whether a client that takes anything can speak with it, in what. */
static int speaks(SSL_CTX *server)
{
	SSL_CTX *client = SSL_CTX_new(TLS_client_method());
	SSL_CTX_set_cipher_list(client, "ALL:@SECLEVEL=0");
	SSL_CTX_set_min_proto_version(client, TLS1_VERSION);
	SSL *left = SSL_new(client), *right = SSL_new(server);
	BIO *one, *other;
	assert_int_equal(BIO_new_bio_pair(&one, 0, &other, 0), 1);
	SSL_set_bio(left, one, one);
	SSL_set_bio(right, other, other);
	for (int turns = 0; turns < 10; turns++) {
		SSL_connect(left);
		SSL_accept(right);
	}
	int version = SSL_is_init_finished(left) ? SSL_version(left) : 0;
	SSL_free(left);
	SSL_free(right);
	SSL_CTX_free(client);
	return version;
}

static void nobody_else_is_spoken_to(void **state)
{
	static const char names[] = "DNS:localhost,IP:127.0.0.1";
	struct lab *lab = *state;
	const struct { const char *name; struct certificate_terms terms; bool trusted, good; } table[] = {
		{ "its own, on good terms",  { names, -DAY_S, DAY_S }, true, true },
		{ "expired",                 { names, -2 * DAY_S, -60 }, true, false },
		{ "not yet",                 { names, DAY_S, 2 * DAY_S }, true, false },
		{ "another host's",          { "DNS:elsewhere.example,IP:127.0.0.2", -DAY_S, DAY_S }, true, false },
		{ "unknown authority",       { names, -DAY_S, DAY_S }, false, false },
		{ "TLS 1.1",                 { names, -DAY_S, DAY_S }, true, false },
	};
	enum { COUNT = sizeof table / sizeof table[0] };
	SSL_CTX *servers[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		servers[i] = server_on(lab, table[i].name, &table[i].terms, table[i].trusted);
	SSL_CTX_set_cipher_list(servers[COUNT - 1], "ALL:@SECLEVEL=0");
	SSL_CTX_set_max_proto_version(servers[COUNT - 1], TLS1_1_VERSION);
	assert_int_equal(speaks(servers[COUNT - 1]), TLS1_1_VERSION);
	lab_deliver(lab);
	for (size_t i = 0; i < COUNT; i++) {
		proxy_hang_up(&lab->proxy);
		proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = servers[i] });
		seam.waits[0] = '\0';
		lab_submit(lab, BATCH);
		lab_rest(lab);
		if (lab_proved(lab) != (table[i].good ? BATCH : 0) || (!table[i].good && !strstr(seam.waits, "could not prove to be the back office")))
			fail_msg("%s: %zu proved, and the words are: %s", table[i].name, lab_proved(lab), seam.waits);
		assert_int_equal(lab->proxy.passed[PROXY_REQUEST] > 0, table[i].good); /* not a byte of ours */
		on_a_good_way(lab);
	}
	for (size_t i = 0; i < COUNT; i++)
		SSL_CTX_free(servers[i]);
	print_message("%d servers that are somebody else\n", COUNT - 1);
	lab_all_once(lab, "somebody else");
}

/* Negative controls. */
static void a_client_that_looks_at_no_certificate_speaks_with_anybody(void **state)
{
	struct lab *lab = *state;
	SSL_CTX *other = server_on(lab, "stranger", &(struct certificate_terms){ "DNS:elsewhere.example", -2 * DAY_S, -60 }, false);
	seam.trusts = true;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = other });
	lab_submit(lab, BATCH);
	lab_deliver(lab);
	print_message("control, a client that looks at no certificate: a stranger heard %zu bytes\n", lab->proxy.passed[PROXY_REQUEST]);
	assert_true(lab->proxy.passed[PROXY_REQUEST] > 0);
	SSL_CTX_free(other);
}

static void a_client_that_believes_anything_loses(void **state)
{
	struct lab *lab = *state;
	seam.believes = true;
	seam.whole_ms = WHOLE_MS;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = silent });
	lab_submit(lab, BATCH);
	lab_deliver(lab);
	lab_forget(lab);
	assert_int_equal(lab_count(lab).lost, BATCH);
}

/* ---- a proxy with a password ---- */

static void by_proxy(struct lab *lab, const char *password)
{
	char proxy[64];
	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", lab->proxy.port);
	json_decref(lab->hub.way);
	lab->hub.way = json_pack("{s:{s:s, s:s, s:s}}", "proxy", "url", proxy, "user", "kiosk", "password", password);
	snprintf(lab->hub.url, sizeof lab->hub.url, "https://127.0.0.1:%d", lab->proxy.office_port);
}

static void a_wrong_password_waits_until_it_is_mended(void **state)
{
	struct lab *lab = *state;
	by_proxy(lab, "wrong");
	proxy_set(&lab->proxy, &(struct proxy_plan){ .password = PASSWORD });
	lab_submit(lab, BATCH);
	lab_deliver(lab);
	long refused = lab->proxy.refused;
	assert_true(refused > 0);
	assert_int_equal(lab_proved(lab), 0);
	assert_non_null(strstr(seam.waits, "proxy wants somebody to sign in"));
	lab_pass(lab, DENIED_MIN_MS - 60 * 1000);
	assert_int_equal(lab->proxy.refused, refused);
	lab_pass(lab, DENIED_MAX_MS - DENIED_MIN_MS + 61 * 1000);
	assert_true(lab->proxy.refused > refused);
	by_proxy(lab, "secret");
	hub_door_shut(&lab->hub); /* settings come with a new hello */
	lab_rest(lab);
	hub_door_reopen(&lab->hub);
	lab_pass(lab, 60000);
	assert_int_equal(lab_proved(lab), BATCH);
	assert_int_equal(lab->hub.retries, 0);
	lab_all_once(lab, "a proxy with a password");
}

/* Through such a proxy, cut within its own words and behind them. */
static void a_proxy_with_a_password_is_cut_off(void **state)
{
	struct lab *lab = *state;
	size_t step = lab_long() ? 1 : PASSWORD_STEP, cases = 0;
	by_proxy(lab, "secret");
	lab_seed(lab);
	lab_deliver(lab);
	for (size_t at = lab_below(lab, step); at < 200; at += step, cases++) {
		proxy_hang_up(&lab->proxy);
		proxy_set(&lab->proxy, &(struct proxy_plan){ .password = PASSWORD, .side = PROXY_REPLY, .at = at, .how = at % 2 ? WIRE_END_FIN : WIRE_END_RESET });
		lab_submit(lab, BATCH);
		lab_rest(lab);
		assert_int_equal(lab_proved(lab), 0);
		proxy_set(&lab->proxy, &(struct proxy_plan){ .password = PASSWORD });
		lab_until_proved(lab);
		assert_int_equal(lab_proved(lab), BATCH);
		lab_forget(lab);
	}
	print_message("cut at %zu bytes\n", cases);
	lab_all_once(lab, "a proxy that is cut off");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(slow_and_silent_ways),
		CASE(nobody_else_is_spoken_to),
		CASE(a_client_that_looks_at_no_certificate_speaks_with_anybody),
		CASE(a_client_that_believes_anything_loses),
		CASE(a_wrong_password_waits_until_it_is_mended),
		CASE(a_proxy_with_a_password_is_cut_off),
	};
	return cmocka_run_group_tests_name("network_ways", cases, NULL, NULL);
}
