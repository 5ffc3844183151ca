/* SPDX-License-Identifier: MIT */
#include "tests/unit/hub/site_given.h"

#include "firmware/envelope/device.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *site_kid(const struct site_hub *at)
{
	return json_string_value(json_object_get(at->key, "kid"));
}

struct device *site_device(const struct site_hub *at)
{
	struct device *device = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, at->hub->state, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	return device;
}

static void make(struct site_hub *at)
{
	void *hub = NULL;
	assert_int_equal(hub_test_setup_stopped(&hub), 0);
	at->hub = hub;
	hub_test_config(at->hub, NULL);
	struct device *device = site_device(at);
	at->key = device_jwk(device);
	device_close(device);
}

static json_t *desks(const struct given_site *given)
{
	return json_pack("[{s:s, s:s, s:s, s:O}, {s:s, s:s, s:s, s:O}]", "name", "Kiosk 1", "listen", "127.0.0.1:8443", "peers", "127.0.0.1:8444", "key", given->one.key,
		"name", "Kiosk 2", "listen", "127.0.0.2:8443", "peers", "127.0.0.2:8444", "key", given->two.key);
}

void site_begin(const struct given_site *given, struct site_hub *at, json_t *staff)
{
	hub_test_config(at->hub, json_pack("{s:o, s:s}", "desks", desks(given), "name", at == &given->one ? "Kiosk 1" : "Kiosk 2"));
	staff_list(at->hub->state, at->hub->folder, 0, staff);
	hub_test_start(at->hub);
	at->desk = hub_test_enter(at->hub, "desk");
	at->ui = hub_test_enter(at->hub, "ui");
	hub_test_tell(at->desk, json_pack("{s:s}", "verb", "hello"));
}

int site_set_up(void **state)
{
	struct given_site *given = calloc(1, sizeof *given);
	shared_clock();
	*state = given;
	make(&given->one);
	make(&given->two);
	return 0;
}

static void end(struct site_hub *at)
{
	void *hub = at->hub;
	if (at->desk > 0)
		close(at->desk), close(at->ui);
	json_decref(at->key);
	hub_test_teardown(&hub);
}

int site_tear_down(void **state)
{
	struct given_site *given = *state;
	end(&given->one);
	end(&given->two);
	free(given);
	return 0;
}

json_t *site_member(const char *id, const char *number, const char *role)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "Sam", "role", role, "pin", "839205");
}

void site_both(struct given_site *given)
{
	site_begin(given, &given->one, staff_list_sam());
	site_begin(given, &given->two, staff_list_sam());
}

void site_sign_in(struct site_hub *at)
{
	json_t *reply = hub_test_ask(at->desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	const char *session = json_string_value(json_object_get(reply, "session"));
	assert_non_null(session);
	snprintf(at->session, sizeof at->session, "%s", session);
	json_decref(reply);
}

/* The voucher of who is signed in at @from for @act (stolen) at @to, as the request "site.do" there; NULL: refused, and why. */
json_t *site_voucher(struct site_hub *from, struct site_hub *to, json_t *act)
{
	json_t *reply = hub_test_ask(from->desk, json_pack("{s:s, s:s, s:s, s:s, s:o}", "verb", "site.voucher", "session", from->session, "to", site_kid(to), "nonce", to->nonce, "act", act), -1, NULL);
	json_t *request = json_pack("{s:s, s:s, s:O?, s:O?}", "verb", "site.do", "from", site_kid(from), "text", json_object_get(reply, "text"), "signature", json_object_get(reply, "signature"));
	bool given = json_object_get(reply, "text") != NULL;
	json_decref(reply);
	if (given)
		return request;
	json_decref(request);
	return NULL;
}

/* @request (stolen) at @to; what it answers is why ("" it was done). The next nonce is kept. @ret: new, may be NULL. */
void site_expect(struct site_hub *to, json_t *request, const char *why, json_t **ret)
{
	json_t *reply = hub_test_ask(to->desk, request, -1, NULL);
	const char *got = json_string_value(json_object_get(reply, "why")), *nonce = json_string_value(json_object_get(reply, "nonce"));
	if (strcmp(got ? got : "", why) != 0 || (json_object_get(reply, "fail") == NULL) != !why[0])
		fail_msg("expected \"%s\", got \"%s\" (%s)", why, got ? got : "", json_object_get(reply, "fail") ? json_string_value(json_object_get(reply, "words")) : "done");
	assert_non_null(nonce);
	snprintf(to->nonce, sizeof to->nonce, "%s", nonce);
	if (ret)
		*ret = json_incref(reply);
	json_decref(reply);
}

void site_greet(struct site_hub *from, struct site_hub *to)
{
	site_expect(to, json_pack("{s:s, s:s}", "verb", "site.do", "from", site_kid(from)), "stale", NULL);
}

json_t *site_watch(void)
{
	return json_pack("{s:s}", "verb", "site.watch");
}
