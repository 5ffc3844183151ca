/* SPDX-License-Identifier: MIT */
/* unit.desk_wire - two desks of a site over real TLS in one loop: each is who its kiosk's key says, and nobody else is taken for it. */
#include "firmware/base/loop.h"
#include "firmware/desk/web.h"
#include "firmware/desk/wire.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct given {
	char folder[GIVEN_PATH_BYTES], address[64];
	struct loop *loop;
	struct device *here, *there;
	json_t *key_here, *key_there;
	struct site_certificate shown_here;
	struct web *web;
	struct wires *wires;
	int asked, ended, status;
	bool mute, large, proven;
};

static struct device *device(const char *folder, const char *name)
{
	struct device *made = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(device_open(path, &made), FAIL_NONE);
	return made;
}

static void request_call(void *context, struct exchange *exchange, const struct web_request *request)
{
	struct given *given = context;
	size_t size = 0;
	const void *der = web_certificate(exchange, &size);
	static char large[WIRE_ANSWER_MAX_BYTES + 1];
	given->asked++;
	given->proven = der && site_certificate_check(der, size, given->key_here) == FAIL_NONE;
	fail_clear();
	if (given->mute)
		return;
	assert_string_equal(request->path, "/site");
	memset(large, 'a', sizeof large);
	web_answer(exchange, &(struct web_answer){ .status = 200, .type = "application/json", .bytes = given->large ? large : "{}", .size_bytes = given->large ? sizeof large : 2 });
}

static void gone_call(void *context, struct stream *stream)
{
	(void)context, (void)stream;
}

static int set_up(void **state)
{
	static const struct web_events events = { request_call, gone_call };
	struct given *given = calloc(1, sizeof *given);
	struct site_certificate shown;
	*state = given;
	given_folder(given->folder);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	given->here = device(given->folder, "here.pem");
	given->there = device(given->folder, "there.pem");
	given->key_here = device_jwk(given->here);
	given->key_there = device_jwk(given->there);
	assert_int_equal(site_certificate_make(given->here, &given->shown_here), FAIL_NONE);
	assert_int_equal(site_certificate_make(given->there, &shown), FAIL_NONE);
	const struct web_options options = { .place = { .address = "127.0.0.1" }, .certificate = shown.certificate, .key = shown.key, .asks_who = true };
	assert_int_equal(web_open(given->loop, &options, &events, given, &given->web), FAIL_NONE);
	assert_int_equal(wires_new(given->loop, given->shown_here.certificate, given->shown_here.key, &given->wires), FAIL_NONE);
	snprintf(given->address, sizeof given->address, "127.0.0.1:%d", web_port(given->web));
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	wires_free(given->wires);
	web_close(given->web);
	json_decref(given->key_here);
	json_decref(given->key_there);
	device_close(given->here);
	device_close(given->there);
	loop_free(given->loop);
	given_done(given->folder);
	free(given);
	return 0;
}

static void done_call(void *context, int status, const char *bytes, size_t size)
{
	struct given *given = context;
	(void)bytes, (void)size;
	given->ended++;
	given->status = status;
}

static void ask(struct given *given, struct wire *wire, int timeout_ms)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	int ended = given->ended;
	assert_int_equal(wire_post(wire, "{}", timeout_ms, done_call, given), FAIL_NONE);
	assert_int_equal(wire_post(wire, "{}", timeout_ms, done_call, given), FAIL_BUSY);
	while (given->ended == ended) {
		assert_false(deadline_over(deadline));
		assert_int_equal(loop_once(given->loop, 100), FAIL_NONE);
	}
}

static void each_proves_who_it_is(void **state)
{
	struct given *given = *state;
	struct wire *wire = NULL;
	assert_int_equal(wire_new(given->wires, given->address, given->key_there, &wire), FAIL_NONE);
	for (int i = 0; i < 3; i++) {
		given->proven = false;
		ask(given, wire, PROCESS_WAIT_MS);
		assert_int_equal(given->status, 200);
		assert_true(given->proven);
	}
	assert_int_equal(given->asked, 3);
	wire_free(wire);
}

/* Somebody else listens at that address: nothing is said to them. */
static void nothing_is_said_to_another(void **state)
{
	struct given *given = *state;
	struct wire *wire = NULL;
	assert_int_equal(wire_new(given->wires, given->address, given->key_here, &wire), FAIL_NONE);
	ask(given, wire, PROCESS_WAIT_MS);
	assert_int_equal(given->status, 0);
	assert_int_equal(given->asked, 0);
	wire_free(wire);
}

static void who_shows_another_kiosks_certificate_is_not_that_one(void **state)
{
	struct given *given = *state;
	struct wire *wire = NULL;
	struct wires *strangers = NULL;
	struct site_certificate shown;
	struct device *stranger = device(given->folder, "stranger.pem");
	assert_int_equal(site_certificate_make(stranger, &shown), FAIL_NONE);
	assert_int_equal(wires_new(given->loop, shown.certificate, shown.key, &strangers), FAIL_NONE);
	assert_int_equal(wire_new(strangers, given->address, given->key_there, &wire), FAIL_NONE);
	ask(given, wire, PROCESS_WAIT_MS);
	assert_int_equal(given->status, 200);
	assert_false(given->proven);
	wire_free(wire);
	wires_free(strangers);
	assert_int_equal(wires_new(given->loop, given->shown_here.certificate, shown.key, &strangers), FAIL_NONE); /* the certificate without its key */
	assert_int_equal(wire_new(strangers, given->address, given->key_there, &wire), FAIL_NONE);
	int asked = given->asked;
	ask(given, wire, PROCESS_WAIT_MS);
	assert_int_equal(given->status, 0);
	assert_int_equal(given->asked, asked);
	wire_free(wire);
	wires_free(strangers);
	device_close(stranger);
}

static void silence_and_too_long_an_answer_are_none(void **state)
{
	struct given *given = *state;
	struct wire *wire = NULL;
	assert_int_equal(wire_new(given->wires, given->address, given->key_there, &wire), FAIL_NONE);
	given->large = true;
	ask(given, wire, PROCESS_WAIT_MS);
	assert_int_equal(given->status, 0);
	given->large = false;
	given->mute = true;
	ask(given, wire, 200);
	assert_int_equal(given->status, 0);
	wire_free(wire);
	assert_int_equal(wire_new(given->wires, given->address, given->key_there, &wire), FAIL_NONE);
	assert_int_equal(wire_post(wire, "{}", PROCESS_WAIT_MS, done_call, given), FAIL_NONE);
	wire_free(wire); /* while it waits */
}

#define wire_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		wire_test(each_proves_who_it_is),
		wire_test(nothing_is_said_to_another),
		wire_test(who_shows_another_kiosks_certificate_is_not_that_one),
		wire_test(silence_and_too_long_an_answer_are_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
