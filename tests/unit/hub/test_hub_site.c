/* SPDX-License-Identifier: MIT */
/* unit.hub_site - two kiosks of a site: who is signed in at one acts at the other by a voucher, once, and as that one's own list of staff has them. */
#include "firmware/hub/verbs.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "firmware/envelope/voucher.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <stdio.h>

#define VISIT "0123456789abcdef"

struct site_hub { struct given_hub *hub; json_t *key; int desk, ui; char session[64], nonce[VOUCHER_NONCE_BYTES]; };
struct given_site { struct site_hub one, two; };

static const char *kid(const struct site_hub *at)
{
	return json_string_value(json_object_get(at->key, "kid"));
}

static struct device *device_of(const struct site_hub *at)
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
	struct device *device = device_of(at);
	at->key = device_jwk(device);
	device_close(device);
}

static json_t *desks(const struct given_site *given)
{
	return json_pack("[{s:s, s:s, s:s, s:O}, {s:s, s:s, s:s, s:O}]", "name", "Kiosk 1", "listen", "127.0.0.1:8443", "peers", "127.0.0.1:8444", "key", given->one.key,
		"name", "Kiosk 2", "listen", "127.0.0.2:8443", "peers", "127.0.0.2:8444", "key", given->two.key);
}

static void begin(const struct given_site *given, struct site_hub *at, json_t *staff)
{
	hub_test_config(at->hub, json_pack("{s:o, s:s}", "desks", desks(given), "name", at == &given->one ? "Kiosk 1" : "Kiosk 2"));
	staff_list(at->hub->state, at->hub->folder, 0, staff);
	hub_test_start(at->hub);
	at->desk = hub_test_enter(at->hub, "desk");
	at->ui = hub_test_enter(at->hub, "ui");
	hub_test_tell(at->desk, json_pack("{s:s}", "verb", "hello"));
}

static int set_up(void **state)
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

static int tear_down(void **state)
{
	struct given_site *given = *state;
	end(&given->one);
	end(&given->two);
	free(given);
	return 0;
}

static json_t *member(const char *id, const char *number, const char *role)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "Sam", "role", role, "pin", "839205");
}

static void both(struct given_site *given)
{
	begin(given, &given->one, staff_list_sam());
	begin(given, &given->two, staff_list_sam());
}

static void sign_in(struct site_hub *at)
{
	json_t *reply = hub_test_ask(at->desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	const char *session = json_string_value(json_object_get(reply, "session"));
	assert_non_null(session);
	snprintf(at->session, sizeof at->session, "%s", session);
	json_decref(reply);
}

/* The voucher of who is signed in at @from for @act (stolen) at @to, as the request "site.do" there; NULL: refused, and why. */
static json_t *voucher(struct site_hub *from, struct site_hub *to, json_t *act)
{
	json_t *reply = hub_test_ask(from->desk, json_pack("{s:s, s:s, s:s, s:s, s:o}", "verb", "site.voucher", "session", from->session, "to", kid(to), "nonce", to->nonce, "act", act), -1, NULL);
	json_t *request = json_pack("{s:s, s:s, s:O?, s:O?}", "verb", "site.do", "from", kid(from), "text", json_object_get(reply, "text"), "signature", json_object_get(reply, "signature"));
	bool given = json_object_get(reply, "text") != NULL;
	json_decref(reply);
	if (given)
		return request;
	json_decref(request);
	return NULL;
}

/* @request (stolen) at @to; what it answers is why ("" it was done). The next nonce is kept. @ret: new, may be NULL. */
static void expect(struct site_hub *to, json_t *request, const char *why, json_t **ret)
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

static void greet(struct site_hub *from, struct site_hub *to)
{
	expect(to, json_pack("{s:s, s:s}", "verb", "site.do", "from", kid(from)), "stale", NULL);
}

static json_t *watch(void)
{
	return json_pack("{s:s}", "verb", "site.watch");
}

static void call(struct site_hub *at)
{
	json_decref(hub_test_ask(at->ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", VISIT, "from", "start", "language", "en"), -1, NULL));
}

static json_t *take(void)
{
	return json_pack("{s:s, s:s, s:i}", "verb", "help.take", "ticket", "A1", "minutes", 5);
}

static void expect_screen(struct site_hub *at, const char *state)
{
	json_t *reply = hub_test_ask(at->ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", VISIT), -1, NULL);
	const char *got = json_string_value(json_object_get(json_object_get(reply, "help"), "state"));
	assert_string_equal(got ? got : "", state);
	json_decref(reply);
}

static void a_call_at_one_is_seen_and_taken_at_the_other(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	both(given);
	sign_in(&given->one);
	call(&given->two);
	expect_screen(&given->two, "alone");
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "", &reply);
	const json_t *first = json_array_get(json_object_get(reply, "calls"), 0);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "state"), "kiosk")), "Kiosk 2");
	assert_string_equal(json_string_value(json_object_get(first, "ticket")), "A1");
	expect_screen(&given->two, "waiting"); /* somebody hears now */
	hub_test_tell(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.look", "session", json_string_value(json_object_get(reply, "session"))));
	expect(&given->two, voucher(&given->one, &given->two, take()), "", NULL);
	expect_screen(&given->two, "coming");
	json_decref(reply);
}

/* Laid ready from the first at the second, seen there and here, and taken back. */
static void a_form_is_laid_ready_at_the_other(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	both(given);
	sign_in(&given->one);
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "", &reply);
	assert_int_equal(json_object_size(json_object_get(reply, "push")), 0);
	assert_int_equal(json_array_size(json_object_get(reply, "kept")), 0);
	json_decref(reply);
	expect(&given->two, voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "push.offer", "service", "missed-bin")), "", &reply);
	char ticket[8];
	snprintf(ticket, sizeof ticket, "%s", json_string_value(json_object_get(reply, "ticket")));
	json_decref(reply);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "", &reply);
	const json_t *push = json_object_get(reply, "push");
	assert_string_equal(json_string_value(json_object_get(push, "ticket")), ticket);
	assert_string_equal(json_string_value(json_object_get(push, "name")), "Sam");
	assert_int_equal(json_string_length(json_object_get(push, "code")), 6);
	json_decref(hub_test_ask(given->two.ui, json_pack("{s:s, s:O}", "verb", "push.open", "code", json_object_get(push, "code")), -1, NULL));
	json_decref(reply);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "push"), "state")), "opened");
	json_decref(reply);
	expect(&given->two, voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "push.end", "ticket", ticket)), "", NULL);
}

/* A ticket of the second, shown at the first's desk: wrong ones count for who typed them, wherever they are. */
static void what_is_kept_at_the_other_is_brought_there(void **state)
{
	struct given_site *given = *state;
	both(given);
	sign_in(&given->one);
	greet(&given->one, &given->two);
	for (int i = 0; i < 6; i++)
		expect(&given->two, voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "park.pick", "ticket", "ZZZ ZZZ")), i < 5 ? "wrong" : "often", NULL);
}

static void show_screen(struct site_hub *at)
{
	hub_test_tell(at->ui, json_pack("{s:s, s:{s:s, s:s, s:b, s:[{s:s, s:s, s:s, s:i, s:b, s:b}]}}", "verb", "join.screen", "tree", "screen", "question/name", "lang", "en", "rtl", 0,
		"nodes", "id", "field:name", "role", "field", "name", "Your name", "depth", 1, "point", 1, "theirs", 1));
}

/* The next bell @name whose @member is @value; new. */
static json_t *await_bell(int door, const char *name, const char *member, const char *value)
{
	for (;;) {
		json_t *bell = hub_test_bell(door, name);
		const char *got = json_string_value(json_object_get(bell, member));
		if (got && strcmp(got, value) == 0)
			return bell;
		json_decref(bell);
	}
}

static json_t *view(void)
{
	return json_pack("{s:s}", "verb", "join.view");
}

/* Who helps from the first's desk is asked for at the second, sees what that screen lets a desk see, acts there, and is gone when not heard of again. */
static void somebody_at_the_other_is_helped_from_here(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	both(given);
	sign_in(&given->one);
	hub_test_tell(given->two.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", VISIT));
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "join.ask")), "", NULL);
	json_decref(await_bell(given->two.ui, "join", "name", "Sam"));
	expect(&given->two, voucher(&given->one, &given->two, view()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), "asked");
	assert_null(json_object_get(reply, "tree"));
	json_decref(reply);
	hub_test_tell(given->two.ui, json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "join.note", "event", "permission_given", "subject", "types", "language", "en", "text", "join-1"));
	show_screen(&given->two);
	expect(&given->two, voucher(&given->one, &given->two, view()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), "types");
	assert_int_equal(json_array_size(json_object_get(json_object_get(reply, "tree"), "nodes")), 1);
	assert_int_equal(json_string_length(json_object_get(reply, "session")), 32);
	json_decref(reply);
	expect(&given->two, voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "join.act", "node", "field:name", "action", "set", "text", "Ama")), "", NULL);
	json_decref(await_bell(given->two.ui, "drive", "text", "Ama"));
	shared_clock_pass(11 * 1000);
	greet(&given->one, &given->two);
	json_decref(await_bell(given->two.ui, "join", "state", "ended"));
}

/* Who looks on there for long is not locked out here for it. */
static void who_helps_at_the_other_is_not_idle_here(void **state)
{
	struct given_site *given = *state;
	both(given);
	sign_in(&given->one);
	greet(&given->one, &given->two);
	for (int i = 0; i < 4; i++) {
		shared_clock_pass(50 * 1000);
		greet(&given->one, &given->two);
		json_t *request = voucher(&given->one, &given->two, view());
		assert_non_null(request);
		json_decref(request);
	}
	json_t *reply = hub_test_ask(given->one.desk, json_pack("{s:s, s:s}", "verb", "desk.state", "session", given->one.session), -1, NULL);
	assert_false(json_is_true(json_object_get(reply, "locked")));
	json_decref(reply);
}

static void what_was_done_stands_in_both_audits(void **state)
{
	struct given_site *given = *state;
	both(given);
	sign_in(&given->one);
	call(&given->two);
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, take()), "", NULL);
	const struct { struct site_hub *at; const char *event, *other; } rows[] = {
		{ &given->one, "\"event\":\"site_act\"", kid(&given->two) }, { &given->two, "\"event\":\"site_in\"", kid(&given->one) }, { &given->two, "\"event\":\"assist_taken\"", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int admin = hub_test_enter(rows[i].at->hub, "admin");
		json_t *reply = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
		char *lines = strdup(json_string_value(json_object_get(reply, "lines"))), *rest = lines;
		bool found = false;
		for (char *line; (line = strsep(&rest, "\n"));)
			found = found || (strstr(line, rows[i].event) && strstr(line, "\"staff\":\"sam\"") && strstr(line, rows[i].other));
		free(lines);
		if (!found)
			fail_msg("%s is in no row", rows[i].event);
		json_decref(reply);
		close(admin);
	}
}

static void a_voucher_holds_once_and_there_alone(void **state)
{
	struct given_site *given = *state;
	both(given);
	sign_in(&given->one);
	call(&given->two);
	greet(&given->one, &given->two);
	json_t *request = voucher(&given->one, &given->two, take());
	expect(&given->two, json_incref(request), "", NULL);
	expect(&given->two, json_incref(request), "stale", NULL);
	json_decref(request);
	greet(&given->two, &given->one);
	snprintf(given->two.nonce, sizeof given->two.nonce, "%s", given->one.nonce);
	request = voucher(&given->one, &given->two, take()); /* meant for the second, said to the first, which gave that nonce out */
	json_object_set_new(request, "from", json_string(kid(&given->two)));
	expect(&given->one, request, "forged", NULL);
	greet(&given->one, &given->two);
	request = voucher(&given->one, &given->two, take());
	shared_clock_pass(60 * 1000);
	sign_in(&given->one);
	expect(&given->two, request, "stale", NULL);
	expect(&given->two, voucher(&given->one, &given->two, take()), "", NULL);
}

static void only_what_that_kiosk_signed_counts(void **state)
{
	struct given_site *given = *state;
	both(given);
	sign_in(&given->one);
	greet(&given->one, &given->two);
	json_t *request = voucher(&given->one, &given->two, watch());
	char *text = strdup(json_string_value(json_object_get(request, "text")));
	memcpy(strstr(text, "\"staff\":\"sam\""), "\"staff\":\"ann\"", 13);
	json_object_set_new(request, "text", json_string(text));
	free(text);
	expect(&given->two, request, "forged", NULL);
	struct device *stranger = device_of(&given->two); /* signed, but by another kiosk */
	struct voucher made = { .staff = "sam", .role = "staff", .act = watch() };
	char signature[SIGN_TEXT_BYTES];
	snprintf(made.from, sizeof made.from, "%s", kid(&given->one));
	snprintf(made.to, sizeof made.to, "%s", kid(&given->two));
	snprintf(made.nonce, sizeof made.nonce, "%s", given->two.nonce);
	assert_int_equal(voucher_write(&made, stranger, &text, signature), FAIL_NONE);
	expect(&given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", kid(&given->one), "text", text, "signature", signature), "forged", NULL);
	free(text);
	device_close(stranger);
	struct device *first = device_of(&given->one); /* signed by the right one, for a third */
	snprintf(made.to, sizeof made.to, "%s", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
	assert_int_equal(voucher_write(&made, first, &text, signature), FAIL_NONE);
	expect(&given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", kid(&given->one), "text", text, "signature", signature), "elsewhere", NULL);
	free(text);
	device_close(first);
	json_decref(made.act);
	hub_test_refused(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.do", "from", made.to), "denied");
	hub_test_refused(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.do", "from", kid(&given->two)), "denied");
}

/* What a taken-over kiosk says of somebody does not count: this kiosk's own list does. */
static void the_other_kiosks_own_list_decides(void **state)
{
	struct given_site *given = *state;
	begin(given, &given->one, json_pack("[o]", member("sam", "4471", "supervisor")));
	begin(given, &given->two, json_pack("[o]", member("sam", "4471", "volunteer")));
	sign_in(&given->one);
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "roster", NULL);
	staff_list(given->two.hub->state, given->two.hub->folder, 0, json_pack("[o]", member("ann", "4471", "supervisor")));
	close(given->two.desk), close(given->two.ui);
	hub_test_kill(given->two.hub);
	hub_test_start(given->two.hub);
	given->two.desk = hub_test_enter(given->two.hub, "desk");
	given->two.ui = hub_test_enter(given->two.hub, "ui");
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "roster", NULL);
}

static void no_voucher_without_a_right_or_for_other_things(void **state)
{
	struct given_site *given = *state;
	begin(given, &given->one, json_pack("[o]", member("tess", "4471", "technician")));
	begin(given, &given->two, staff_list_sam());
	greet(&given->one, &given->two);
	snprintf(given->one.session, sizeof given->one.session, "%s", "00000000000000000000000000000000");
	assert_null(voucher(&given->one, &given->two, watch()));
	sign_in(&given->one);
	assert_null(voucher(&given->one, &given->two, watch()));
	assert_null(voucher(&given->one, &given->two, take()));
	assert_null(voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "staff.enter")));
	assert_null(voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "hello")));
	assert_null(voucher(&given->one, &given->one, watch()));
}

/* Whatever a browser may write for this kiosk it may write for another: refused or not, it shuts no door. */
static void the_longest_act_shuts_no_door(void **state)
{
	struct given_site *given = *state;
	char node[JOIN_NODE_MAX_BYTES + 1], text[JOIN_TEXT_MAX_BYTES + 1], nonce[VOUCHER_NONCE_BYTES];
	memset(node, '"', sizeof node - 1), memset(text, '"', sizeof text - 1), memset(nonce, 1, sizeof nonce - 1);
	node[sizeof node - 1] = text[sizeof text - 1] = nonce[sizeof nonce - 1] = '\0';
	both(given);
	sign_in(&given->one);
	memcpy(given->two.nonce, nonce, sizeof nonce); /* what the other kiosk calls one may be anything */
	assert_null(voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "join.act", "node", node, "action", "set", "text", text)));
	assert_null(voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s}", "verb", "help.note", "ticket", "A1", "text", text)));
	hub_test_tell(given->one.desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", given->one.session));
}

static void who_is_not_heard_of_again_is_gone(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	both(given);
	sign_in(&given->one);
	call(&given->two);
	greet(&given->one, &given->two);
	expect(&given->two, voucher(&given->one, &given->two, watch()), "", &reply);
	json_t *look = json_pack("{s:s, s:s}", "verb", "site.look", "session", json_string_value(json_object_get(reply, "session")));
	hub_test_tell(given->two.desk, json_incref(look));
	shared_clock_pass(11 * 1000);
	hub_test_refused(given->two.desk, look, "denied");
	json_decref(hub_test_ask(given->two.ui, json_pack("{s:s}", "verb", "staff.state"), -1, NULL));
	shared_clock_pass(6 * 1000);
	for (;;) { /* told when the desk was not heard of for a while */
		json_t *bell = hub_test_bell(given->two.ui, "help");
		bool alone = strcmp(json_string_value(json_object_get(bell, "state")), "alone") == 0;
		json_decref(bell);
		if (alone)
			break;
	}
	json_decref(reply);
}

/* As who took that kiosk over would: with its own key, in the name of whomever the list here has. */
static json_t *forged(struct given_site *given, const char *staff, json_t *act)
{
	struct device *device = device_of(&given->one);
	struct voucher made = { .act = act };
	char signature[SIGN_TEXT_BYTES], *text = NULL;
	snprintf(made.from, sizeof made.from, "%s", kid(&given->one));
	snprintf(made.to, sizeof made.to, "%s", kid(&given->two));
	snprintf(made.nonce, sizeof made.nonce, "%s", given->two.nonce);
	snprintf(made.staff, sizeof made.staff, "%s", staff);
	snprintf(made.role, sizeof made.role, "%s", "staff");
	assert_int_equal(voucher_write(&made, device, &text, signature), FAIL_NONE);
	json_t *request = json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", kid(&given->one), "text", text, "signature", signature);
	free(text);
	voucher_done(&made);
	device_close(device);
	return request;
}

static void a_kiosk_that_was_taken_over_keeps_no_other_out(void **state)
{
	enum { NAMED = PEER_GUESTS_A_KIOSK_MAX + 1 };
	struct given_site *given = *state;
	json_t *staff = json_array();
	char id[16], number[16];
	for (int i = 0; i < NAMED; i++) {
		snprintf(id, sizeof id, "s-%d", i);
		snprintf(number, sizeof number, "%d", 70000 + i);
		json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "Ann", "role", "staff", "pin", "507463"));
	}
	begin(given, &given->one, staff_list_sam());
	begin(given, &given->two, staff);
	greet(&given->one, &given->two);
	for (int i = 0; i < NAMED; i++) {
		snprintf(id, sizeof id, "s-%d", i);
		expect(&given->two, forged(given, id, watch()), i < PEER_GUESTS_A_KIOSK_MAX ? "" : "roster", NULL);
	}
	expect(&given->two, forged(given, "s-0", watch()), "", NULL); /* who is here stays */
	shared_clock_pass(11 * 1000);
	expect(&given->two, forged(given, "s-8", watch()), "", NULL);
}

/* Each act is a row of the other kiosk's audit, which has its length. */
static void what_comes_from_one_kiosk_has_its_pace(void **state)
{
	enum { ACTS = PEER_ACTS_BURST + 20 };
	struct given_site *given = *state;
	int64_t begun = real_ms();
	int done = 0;
	both(given);
	sign_in(&given->one);
	call(&given->two);
	greet(&given->one, &given->two);
	for (int i = 0; i < ACTS; i++) {
		json_t *reply = hub_test_ask(given->two.desk, voucher(&given->one, &given->two, take()), -1, NULL);
		const char *failed = json_string_value(json_object_get(reply, "fail"));
		snprintf(given->two.nonce, sizeof given->two.nonce, "%s", json_string_value(json_object_get(reply, "nonce")));
		assert_true(!failed || strcmp(failed, "busy") == 0);
		done += !failed;
		json_decref(reply);
	}
	int back = (int)((real_ms() - begun) / PEER_ACT_EACH_MS) + 1;
	print_message("%d of %d done\n", done, ACTS);
	assert_true(done >= PEER_ACTS_BURST && done <= PEER_ACTS_BURST + back);
}

static void the_desk_is_given_what_the_others_can_check(void **state)
{
	struct given_site *given = *state;
	both(given);
	json_t *reply = hub_test_ask(given->one.desk, json_pack("{s:s}", "verb", "hello"), -1, NULL), *site = json_object_get(reply, "site");
	const json_t *other = json_array_get(json_object_get(site, "kiosks"), 0);
	assert_int_equal(json_array_size(json_object_get(site, "kiosks")), 1);
	assert_string_equal(json_string_value(json_object_get(other, "kid")), kid(&given->two));
	assert_string_equal(json_string_value(json_object_get(other, "address")), "127.0.0.2:8444");
	assert_string_equal(json_string_value(json_object_get(site, "listen")), "127.0.0.1:8444");
	assert_non_null(strstr(json_string_value(json_object_get(site, "certificate")), "BEGIN CERTIFICATE"));
	assert_non_null(strstr(json_string_value(json_object_get(site, "key")), "BEGIN PRIVATE KEY"));
	json_decref(reply);
}

#define site_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		site_test(a_call_at_one_is_seen_and_taken_at_the_other),
		site_test(a_form_is_laid_ready_at_the_other),
		site_test(what_is_kept_at_the_other_is_brought_there),
		site_test(somebody_at_the_other_is_helped_from_here),
		site_test(who_helps_at_the_other_is_not_idle_here),
		site_test(what_was_done_stands_in_both_audits),
		site_test(a_voucher_holds_once_and_there_alone),
		site_test(only_what_that_kiosk_signed_counts),
		site_test(the_other_kiosks_own_list_decides),
		site_test(no_voucher_without_a_right_or_for_other_things),
		site_test(the_longest_act_shuts_no_door),
		site_test(who_is_not_heard_of_again_is_gone),
		site_test(a_kiosk_that_was_taken_over_keeps_no_other_out),
		site_test(what_comes_from_one_kiosk_has_its_pace),
		site_test(the_desk_is_given_what_the_others_can_check),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
