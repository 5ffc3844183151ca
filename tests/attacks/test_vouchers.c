/* SPDX-License-Identifier: MIT */
/* attack.vouchers - at the door between the kiosks of a site: strangers, and a kiosk of the site whose key fell into our hands. */
#include "tests/attacks/ground.h"

#include "firmware/envelope/site_certificate.h"
#include "firmware/envelope/voucher.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct peer { struct ground *ground; struct intruder line; struct site_certificate shown; char nonce[VOUCHER_NONCE_BYTES]; };

static void peer_begin(struct peer *peer, struct ground *ground, const struct device *device)
{
	*peer = (struct peer){ .ground = ground, .line.port = ground->peers_port };
	assert_int_equal(site_certificate_make(device, &peer->shown), FAIL_NONE);
	peer->line.certificate = peer->shown.certificate;
	peer->line.key = peer->shown.key;
}

static void peer_end(struct peer *peer)
{
	intruder_close(&peer->line);
}

/* @body (stolen) to the door; its status. Whether the act was done: @ret_done. The next nonce is kept. */
static int say(struct peer *peer, json_t *body, bool *ret_done)
{
	char *text = json_dumps(body, JSON_COMPACT | JSON_ENCODE_ANY);
	int status;
	while ((status = intruder_raw(&peer->line, "POST /site HTTP/1.1\r\nHost: kiosk\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(text), text)) == 429)
		ground_pass(peer->ground, 1000);
	const char *head = strstr(peer->line.answer, "\r\n\r\n");
	json_t *said = status == 200 && head ? json_loads(head + 4, 0, NULL) : NULL;
	const char *nonce = json_string_value(json_object_get(said, "nonce"));
	snprintf(peer->nonce, sizeof peer->nonce, "%s", nonce ? nonce : "");
	*ret_done = said && !json_object_get(said, "fail") && !json_object_get(said, "why");
	json_decref(said);
	free(text);
	json_decref(body);
	return status;
}

/* What a voucher says, unless a case says otherwise. */
struct claim { const char *from, *to, *nonce, *staff, *role, *verb; const struct device *by; };

static json_t *voucher(struct peer *peer, struct claim claim)
{
	const struct ground *ground = peer->ground;
	struct voucher made = { .act = json_pack("{s:s, s:s, s:i}", "verb", claim.verb ? claim.verb : "site.watch", "ticket", "A1", "minutes", 5) };
	char *text = NULL, signature[SIGN_TEXT_BYTES];
	bool done;
	if (!claim.nonce)
		(void)say(peer, json_object(), &done);
	snprintf(made.from, sizeof made.from, "%s", claim.from ? claim.from : ground_other_kid(ground));
	snprintf(made.to, sizeof made.to, "%s", claim.to ? claim.to : ground_kid(ground));
	snprintf(made.nonce, sizeof made.nonce, "%s", claim.nonce ? claim.nonce : peer->nonce);
	snprintf(made.staff, sizeof made.staff, "%s", claim.staff ? claim.staff : "sam");
	snprintf(made.role, sizeof made.role, "%s", claim.role ? claim.role : "staff");
	assert_int_equal(voucher_write(&made, claim.by ? claim.by : ground->other, &text, signature), FAIL_NONE);
	json_t *body = json_pack("{s:s, s:s}", "text", text, "signature", signature);
	free(text);
	json_decref(made.act);
	return body;
}

static void try(struct peer *peer, struct tally *tally, json_t *body, const char *what)
{
	bool done = false;
	int status = say(peer, body, &done);
	tally_try(tally, done, "%s: %d", what, status);
}

/* A right one, and what it does is seen in the audit. */
static void control(struct peer *peer, struct tally *tally)
{
	bool done = false;
	ground_pass(peer->ground, 11 * 1000); /* whoever was a guest has left */
	long before = ground_rows(peer->ground, "\"event\":\"site_in\"");
	(void)say(peer, voucher(peer, (struct claim){ 0 }), &done);
	tally_control(tally, done && ground_rows(peer->ground, "\"event\":\"site_in\"") == before + 1, "Sam of the other kiosk");
}

static struct device *stranger_of(struct ground *ground)
{
	struct device *stranger = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, ground->kiosk.folder, "stranger.pem");
	assert_int_equal(device_open(path, &stranger), FAIL_NONE);
	return stranger;
}

static void strangers_are_told_nothing(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "strangers at the site's door" };
	struct device *stranger = stranger_of(ground);
	struct peer *peer = calloc(1, sizeof *peer), *none = calloc(1, sizeof *none), *right = calloc(1, sizeof *right);
	static const char *const bodies[] = { "{}", "{\"after\":\"\"}", "[]", "null", "{\"text\":\"\",\"signature\":\"\"}", "{\"text\":1,\"signature\":[]}" };
	peer_begin(peer, ground, stranger);
	peer_begin(none, ground, stranger);
	none->line.certificate = none->line.key = NULL;
	peer_begin(right, ground, ground->other);
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
		for (int k = 0; k < 2; k++) {
			struct peer *who = k ? none : peer;
			bool done;
			int status = say(who, json_loads(bodies[i], JSON_DECODE_ANY, NULL), &done);
			tally_try(&tally, status == 200 || who->nonce[0], "%s with %s: %d", bodies[i], k ? "no certificate" : "a stranger's", status);
		}
	for (int i = 0; i < 20; i++) { /* a right voucher, in a stranger's hands */
		json_t *made = voucher(right, (struct claim){ 0 });
		try(i % 2 ? none : peer, &tally, made, "another's voucher");
	}
	control(right, &tally);
	peer_end(peer), peer_end(none), peer_end(right);
	free(peer), free(none), free(right);
	device_close(stranger);
	tally_end(&tally);
}

static void change(json_t *body, const char *key, size_t at)
{
	char *text = strdup(json_string_value(json_object_get(body, key)));
	text[at] = text[at] == 'x' ? 'y' : 'x';
	json_object_set_new(body, key, json_string(text));
	free(text);
}

static void a_forged_voucher_is_none(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "forged vouchers" };
	struct device *stranger = stranger_of(ground);
	struct peer *peer = calloc(1, sizeof *peer);
	peer_begin(peer, ground, ground->other);
	json_t *first = voucher(peer, (struct claim){ 0 });
	size_t length = json_string_length(json_object_get(first, "text")), signature = json_string_length(json_object_get(first, "signature"));
	json_decref(first);
	for (size_t at = 0; at < length; at += 3) {
		json_t *body = voucher(peer, (struct claim){ 0 });
		change(body, "text", at);
		try(peer, &tally, body, "a changed letter");
	}
	for (size_t at = 0; at + 2 < signature; at += 3) { /* the last letters have bits to spare */
		json_t *body = voucher(peer, (struct claim){ 0 });
		change(body, "signature", at);
		try(peer, &tally, body, "a changed signature");
	}
	const struct claim claims[] = { { .by = stranger }, { .from = ground_kid(ground) }, { .to = ground_other_kid(ground) }, { .from = ground_kid(ground), .to = ground_other_kid(ground) },
		{ .to = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU" }, { .nonce = "00000000000000000000000000000000" } };
	for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++)
		try(peer, &tally, voucher(peer, claims[i]), "signed by, from or for another");
	control(peer, &tally);
	peer_end(peer);
	free(peer);
	device_close(stranger);
	tally_end(&tally);
}

static void a_voucher_holds_once(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "replayed and old vouchers" };
	struct peer *peer = calloc(1, sizeof *peer);
	peer_begin(peer, ground, ground->other);
	for (int round = 0; round < 4; round++) {
		bool done = false;
		json_t *used = voucher(peer, (struct claim){ 0 }), *late = voucher(peer, (struct claim){ 0 });
		(void)say(peer, json_incref(used), &done);
		tally_control(&tally, done, "the first time");
		for (int i = 0; i < 20; i++) {
			if (i % 4 == 0)
				peer_end(peer); /* over another line */
			try(peer, &tally, json_incref(used), "once more");
		}
		if (round % 2 == 0)
			ground_pass(ground, 61 * 1000);
		else
			kiosk_kill(&ground->kiosk, round == 1 ? "foyer-hub" : "foyer-desk");
		peer_end(peer);
		ground_until_open(ground);
		for (int i = 0; i < 5; i++)
			try(peer, &tally, json_incref(used), "once more, much later or at a new hub");
		if (round != 3) /* a number that was given out outlives the desk, for its minute */
			try(peer, &tally, json_incref(late), "a minute later, or at a new hub");
		json_decref(used), json_decref(late);
		struct deadline deadline = deadline_in(PROCESS_WAIT_MS); /* a desk that has just begun may not have reached the hub */
		while (done && !peer->nonce[0]) {
			(void)say(peer, json_object(), &done);
			done = true;
			assert_true(deadline_pause(deadline));
		}
	}
	control(peer, &tally);
	peer_end(peer);
	free(peer);
	tally_end(&tally);
}

static void a_kiosk_that_was_taken_over_gives_nobody_more(void **state)
{
	struct ground *ground = *state;
	struct tally tally = { .what = "more than this kiosk's own list gives them" };
	struct peer *peer = calloc(1, sizeof *peer);
	static const char *const roles[] = { "volunteer", "staff", "supervisor", "technician", "code", "", "admin" };
	static const char *const verbs[] = { "staff.enter", "staff.print", "join.ask", "join.act", "join.view", "push.offer", "remark.add", "figures", "hello", "site.do", "site.voucher", "staff.leave", "submit", "audit.list", "status", "act",
		"outbox.claim", "", "help.list", "desk.state" };
	peer_begin(peer, ground, ground->other);
	for (int who = 0; who < GROUND_PEOPLE; who++)
		for (size_t r = 0; r < sizeof roles / sizeof roles[0]; r++)
			if (strcmp(roles[r], ground_people[who].role) != 0)
				try(peer, &tally, voucher(peer, (struct claim){ .staff = ground_people[who].id, .role = roles[r] }), "another role than theirs");
	try(peer, &tally, voucher(peer, (struct claim){ .staff = "nobody" }), "nobody");
	try(peer, &tally, voucher(peer, (struct claim){ .staff = "tom", .role = "technician" }), "a technician looks at the queue");
	try(peer, &tally, voucher(peer, (struct claim){ .staff = "tom", .role = "technician", .verb = "help.take" }), "a technician takes a call");
	for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++)
		try(peer, &tally, voucher(peer, (struct claim){ .verb = verbs[v] }), verbs[v]);
	control(peer, &tally);
	peer_end(peer);
	free(peer);
	tally_end(&tally);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, ground_set_up, ground_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(strangers_are_told_nothing),
		CASE(a_forged_voucher_is_none),
		CASE(a_voucher_holds_once),
		CASE(a_kiosk_that_was_taken_over_gives_nobody_more),
	};
	return cmocka_run_group_tests_name("vouchers", tests, NULL, NULL);
}
