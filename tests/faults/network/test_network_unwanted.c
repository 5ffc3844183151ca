/* SPDX-License-Identifier: MIT */
/* fault.network_unwanted - a far end that does not want one event, or not so many at once: exactly that one is set aside, by the rule, and all others arrive. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/lie.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "tests/lib/given.h"

#include <stdlib.h>
#include <string.h>

enum { POISON_MAX = 4, HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS, DAYS_MAX = 5, ROUNDS = 40, ROUNDS_LONG = 10 * 1000, BROKER_MAX = 400, PROBE_MS = 60001 };

/* What this far end does not want. */
struct picky {
	struct lab *lab;
	const char *poison[POISON_MAX]; /* ids */
	const char *status;             /* for a request with one of them */
	size_t takes_events;            /* more are 413; 0: any number */
	long requests;
};

static size_t events_in(const char *request)
{
	size_t count = 0;
	for (const char *at = request; (at = strstr(at, "\"specversion\"")); at++)
		count++;
	return count;
}

static enum proxy_verdict picky_judge(void *context, const char *request, size_t, struct buffer *ret_reply)
{
	struct picky *picky = context;
	picky->requests++;
	if (picky->takes_events > 0 && events_in(request) > picky->takes_events) {
		lie_write("413 Content Too Large", "", "", ret_reply);
		return PROXY_ANSWER;
	}
	for (int i = 0; i < POISON_MAX; i++)
		if (picky->poison[i] && strstr(request, picky->poison[i])) {
			lie_write(picky->status, "Content-Type: application/problem+json\r\n", "{}", ret_reply);
			return PROXY_ANSWER;
		}
	return PROXY_PASS;
}

static void given_picky(struct lab *lab, struct picky *picky)
{
	picky->lab = lab;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = picky_judge, .context = picky });
}

/* @count events wait, and @which of them are poison; then all goes its way at once. */
static void submitted(struct lab *lab, struct picky *picky, size_t count, const size_t *which, size_t poisons)
{
	size_t first = lab_submit(lab, count);
	for (size_t i = 0; i < poisons; i++)
		picky->poison[i] = lab->hub.events[first + which[i]].id.text;
}

/* Hours pass, with one good event each, until @poisons are set aside; when, after how many tries at least. */
static int64_t hours_until_parked(struct lab *lab, size_t poisons, int64_t *ret_tries)
{
	int64_t begun_ms = clock_mono_ms(), tries = INT64_MAX;
	while (hub_in_state(&lab->hub, HUB_EVENT_PARKED) < poisons) {
		assert_true(clock_mono_ms() - begun_ms < DAYS_MAX * (int64_t)DAY_MS);
		lab_pass(lab, HOUR_MS);
		lab_submit(lab, 1);
		lab_rest(lab);
	}
	for (size_t i = 0; i < lab->hub.event_count; i++) {
		const struct hub_event *event = &lab->hub.events[i];
		if (event->state == HUB_EVENT_PARKED && event->attempts < tries)
			tries = event->attempts;
	}
	*ret_tries = tries;
	return (clock_mono_ms() - begun_ms) / HOUR_MS;
}

static void poison_found(struct lab *lab, const char *status, size_t count, const size_t *which, size_t poisons)
{
	struct picky picky = { .status = status };
	int64_t tries;
	given_picky(lab, &picky);
	submitted(lab, &picky, count, which, poisons); /* before the kiosk begins: all in one batch */
	lab_deliver(lab);
	assert_int_equal(lab_proved(lab), count - poisons); /* without a moment's wait */
	long requests = picky.requests;
	int64_t hours = hours_until_parked(lab, poisons, &tries);
	print_message("%zu poisoned of %zu with %.3s: the others arrived with %ld requests; set aside after %lld h and %lld tries\n", poisons, count, status, requests, (long long)hours, (long long)tries + 1);
	assert_true(hours >= 24);
	assert_true(tries >= 5);
	for (size_t i = 0; i < lab->hub.event_count; i++)
		assert_int_equal(lab->hub.events[i].state == HUB_EVENT_PARKED, strcmp(lab->hub.events[i].id.text, picky.poison[0]) == 0 ||
			(poisons > 1 && strcmp(lab->hub.events[i].id.text, picky.poison[1]) == 0) || (poisons > 2 && strcmp(lab->hub.events[i].id.text, picky.poison[2]) == 0));
	lab_all_once(lab, "with poison");
}

static void one_of_twenty_is_found(void **state)
{
	poison_found(*state, "400 Bad Request", 20, (const size_t[]){ 13 }, 1);
}

static void three_of_fifty_are_found(void **state)
{
	poison_found(*state, "422 Unprocessable Content", 50, (const size_t[]){ 0, 24, 49 }, 3);
}

/* Then it may be the far end's fault: nothing is set aside, however long it takes. */
static void where_nothing_else_arrives_nothing_is_set_aside(void **state)
{
	struct lab *lab = *state;
	struct picky picky = { .status = "400 Bad Request" };
	given_picky(lab, &picky);
	submitted(lab, &picky, 2, (const size_t[]){ 0, 1 }, 2);
	lab_deliver(lab);
	for (int hour = 0; hour < 10 * 24; hour++)
		lab_pass(lab, HOUR_MS);
	assert_int_equal(hub_in_state(&lab->hub, HUB_EVENT_PARKED), 0);
	memset(picky.poison, 0, sizeof picky.poison);
	lab_until_proved(lab);
	lab_all_once(lab, "refused for ten days");
}

static void what_the_back_office_rejects_inside_a_good_answer_is_set_aside(void **state)
{
	struct lab *lab = *state;
	int64_t tries;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls });
	lab_submit(lab, 5);
	size_t strange = lab_submit_strange(lab);
	lab_submit(lab, 4);
	lab_deliver(lab);
	assert_int_equal(lab_proved(lab), 9);
	int64_t hours = hours_until_parked(lab, 1, &tries);
	print_message("one rejected of ten: set aside after %lld h and %lld tries\n", (long long)hours, (long long)tries + 1);
	assert_int_equal(lab->hub.events[strange].state, HUB_EVENT_PARKED);
	assert_true(hours >= 24 && tries >= 5);
	lab_all_once(lab, "with one that is rejected");
}

static void smaller_requests_are_found(void **state)
{
	struct lab *lab = *state;
	struct picky picky = { .takes_events = 4 };
	given_picky(lab, &picky);
	lab_submit(lab, 50);
	lab_deliver(lab);
	assert_int_equal(lab_proved(lab), 50);
	print_message("413 above four events: fifty arrived with %ld requests\n", picky.requests);
	long before = picky.requests;
	lab_submit(lab, 12);
	lab_rest(lab);
	assert_int_equal(lab_proved(lab), 62);
	assert_true(picky.requests - before <= 6); /* it is remembered */
	assert_int_equal(lab->hub.retries, 0);
	lab_all_once(lab, "too many at once");
}

static void one_that_is_too_large_alone_is_set_aside(void **state)
{
	struct lab *lab = *state;
	struct picky picky = { .status = "413 Content Too Large" };
	int64_t tries;
	given_picky(lab, &picky);
	submitted(lab, &picky, 9, (const size_t[]){ 4 }, 1);
	lab_deliver(lab);
	assert_int_equal(lab_proved(lab), 8);
	long before = picky.requests;
	lab_submit(lab, 40);
	lab_rest(lab);
	assert_int_equal(lab_proved(lab), 48);
	assert_true(picky.requests - before <= 2); /* for its sake the others do not travel one by one for ever */
	hours_until_parked(lab, 1, &tries);
	assert_int_equal(lab->hub.events[4].state, HUB_EVENT_PARKED);
	lab_all_once(lab, "one too large");
}

/* ---- Kafka's REST: an error of one record inside a good answer ---- */

struct broker { struct lab *lab; const char *poison; char ids[BROKER_MAX][ID_TEXT_BYTES]; size_t count; long errors; };

static json_t *record_take(struct broker *broker, const char *id)
{
	static const int passing[] = { 404, 408, 429, 500, 503, 50002 };
	if (broker->poison && strcmp(id, broker->poison) == 0)
		return json_pack("{s:i, s:s}", "error_code", 422, "message", "schema");
	if (lab_below(broker->lab, 3) == 0) {
		broker->errors++;
		return json_pack("{s:i, s:s}", "error_code", passing[lab_below(broker->lab, sizeof passing / sizeof passing[0])], "message", "not now");
	}
	assert_true(broker->count < BROKER_MAX);
	snprintf(broker->ids[broker->count], ID_TEXT_BYTES, "%s", id);
	return json_pack("{s:i, s:I}", "partition", 2, "offset", (json_int_t)broker->count++);
}

static enum proxy_verdict broker_judge(void *context, const char *request, size_t, struct buffer *ret_reply)
{
	struct broker *broker = context;
	size_t index;
	json_t *body = json_loads(strstr(request, "\r\n\r\n") + 4, 0, NULL), *record, *offsets = json_array();
	assert_non_null(body);
	json_array_foreach(json_object_get(body, "records"), index, record)
		json_array_append_new(offsets, record_take(broker, json_text_or(record, "key", "")));
	json_t *reply = json_pack("{s:o}", "offsets", offsets);
	char *text = json_dumps(reply, 0);
	lie_write("200 OK", "Content-Type: application/vnd.kafka.v2+json\r\n", text, ret_reply);
	free(text);
	json_decref(reply);
	json_decref(body);
	return PROXY_ANSWER;
}

static size_t times_in(const struct broker *broker, const char *id)
{
	size_t times = 0;
	for (size_t i = 0; i < broker->count; i++)
		times += strcmp(broker->ids[i], id) == 0;
	return times;
}

static void errors_of_single_records_are_told_apart(void **state)
{
	struct lab *lab = *state;
	struct broker broker = { .lab = lab };
	int64_t tries;
	size_t lost = 0, doubled = 0;
	lab_seed(lab);
	lab->hub.way = json_pack("{s:{s:s, s:s}}", "sink", "profile", "kafka-json", "path", "/topics/submissions");
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = broker_judge, .context = &broker });
	storage_close(lab->storage);
	lab->storage = NULL; /* the broker has them */
	broker.poison = lab->hub.events[lab_submit(lab, 30) + 17].id.text;
	lab_deliver(lab);
	hours_until_parked(lab, 1, &tries);
	lab_until_proved(lab);
	assert_true(broker.errors > 0 && tries >= 5);
	for (size_t i = 0; i < lab->hub.event_count; i++) {
		size_t times = times_in(&broker, lab->hub.events[i].id.text);
		lost += times == 0 && i != 17;
		doubled += times > 1;
		assert_int_equal(lab->hub.events[i].state, i == 17 ? HUB_EVENT_PARKED : HUB_EVENT_PROVED);
	}
	print_message("a broker with %ld errors of single records: %zu records, 1 set aside: lost %zu, doubled %zu\n", broker.errors, broker.count, lost, doubled);
	assert_int_equal(lost + doubled, 0);
}

/* ---- by chance ---- */

/* Good and bad answers, and now and then an event that nobody wants. */
static enum proxy_verdict moody_judge(void *context, const char *request, size_t size, struct buffer *ret_reply)
{
	struct picky *picky = context;
	if (lab_below(picky->lab, 3) == 0) {
		enum proxy_verdict verdict = lie_judge((void *)lie_at(lab_below(picky->lab, lie_count())), request, size, ret_reply);
		return picky->poison[0] && strstr(request, picky->poison[0]) ? PROXY_ANSWER : verdict; /* poison is not kept by mistake */
	}
	return picky_judge(context, request, size, ret_reply);
}

static void round_of(struct lab *lab, struct picky *picky, char poison[static ID_TEXT_BYTES], size_t *poisoned)
{
	size_t first = lab_submit(lab, 1 + lab_below(lab, 6));
	picky->takes_events = lab_below(lab, 8) == 0 ? 1 + lab_below(lab, 4) : 0;
	picky->status = lab_below(lab, 2) ? "400 Bad Request" : "422 Unprocessable Content";
	if (!picky->poison[0] && lab_below(lab, 4) == 0) {
		memcpy(poison, lab->hub.events[first].id.text, ID_TEXT_BYTES);
		picky->poison[0] = poison;
		++*poisoned;
	}
	lab_rest(lab);
	lab_nudge(lab, PROBE_MS + (int64_t)lab_below(lab, 4 * HOUR_MS));
	if (hub_in_state(&lab->hub, HUB_EVENT_PARKED) > 0)
		picky->poison[0] = NULL;
	lab_proved(lab);
	lab_forget(lab);
}

static void a_moody_far_end_gets_all_but_the_poison(void **state)
{
	struct lab *lab = *state;
	struct picky picky = { .status = "400 Bad Request" };
	char poison[ID_TEXT_BYTES];
	size_t poisoned = 0, parked = 0, rounds = lab_long() ? ROUNDS_LONG : ROUNDS;
	lab_seed(lab);
	lab_deliver(lab);
	picky.lab = lab;
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = moody_judge, .context = &picky });
	for (size_t i = 0; i < rounds; i++)
		round_of(lab, &picky, poison, &poisoned);
	while (picky.poison[0])
		round_of(lab, &picky, poison, &poisoned);
	given_picky(lab, &picky);
	picky.takes_events = 0;
	lab_until_proved(lab);
	lab_all_once(lab, "moods");
	for (size_t i = 0; i < lab->numbers; i++)
		parked += lab->parked[i];
	assert_int_equal(parked, poisoned);
	print_message("%zu rounds, %zu poisoned, each of those and no other set aside\n", rounds, poisoned);
}

/* ---- negative control ---- */

static void a_client_that_believes_anything_loses(void **state)
{
	struct lab *lab = *state;
	struct picky picky = { .status = "400 Bad Request" };
	seam.believes = true;
	given_picky(lab, &picky);
	submitted(lab, &picky, 5, (const size_t[]){ 2 }, 1);
	lab_deliver(lab);
	lab_until_proved(lab);
	lab_forget(lab);
	const struct lab_count count = lab_count(lab);
	print_message("control, a client that believes anything: lost %zu\n", count.lost);
	assert_int_equal(count.lost, 5);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(one_of_twenty_is_found),
		CASE(three_of_fifty_are_found),
		CASE(where_nothing_else_arrives_nothing_is_set_aside),
		CASE(what_the_back_office_rejects_inside_a_good_answer_is_set_aside),
		CASE(smaller_requests_are_found),
		CASE(one_that_is_too_large_alone_is_set_aside),
		CASE(errors_of_single_records_are_told_apart),
		CASE(a_moody_far_end_gets_all_but_the_poison),
		CASE(a_client_that_believes_anything_loses),
	};
	return cmocka_run_group_tests_name("network_unwanted", cases, NULL, NULL);
}
