/* SPDX-License-Identifier: MIT */
/* fault.network_mix - everything that goes wrong between a kiosk and its council, one after the other by chance, with a back office that is killed now and then. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/lie.h"
#include "tests/faults/network/seam.h"

#include "tests/lib/given.h"

#include <stdlib.h>

enum { CASES = 80, CASES_LONG = 100 * 1000, EVENTS_MAX = 4, TROUBLES_MAX = 3, KILL_ONE_IN = 400, CONTROL_CASES = 30, SILENT_MS = 150, PROBE_MS = 60001 };

static enum proxy_verdict twice(void *, const char *, size_t, struct buffer *)
{
	return PROXY_TWICE;
}

static enum proxy_verdict silent(void *context, const char *, size_t, struct buffer *)
{
	return lab_below(context, 2) ? PROXY_SILENT : PROXY_PASS_SILENT;
}

static void cut_plan(struct lab *lab, struct proxy_plan *plan)
{
	static const enum wire_end ends[] = { WIRE_END_RESET, WIRE_END_FIN, WIRE_END_CLOSE, WIRE_END_HALF };
	plan->tls = lab_below(lab, 2) ? lab->tls : NULL;
	plan->side = lab_below(lab, 2) ? PROXY_REQUEST : PROXY_REPLY;
	plan->at = lab_below(lab, plan->side == PROXY_REQUEST ? 5500 : plan->tls ? 500 : 1600);
	plan->how = ends[lab_below(lab, sizeof ends / sizeof ends[0])];
}

static void slow_plan(struct lab *lab, struct proxy_plan *plan)
{
	plan->slice[PROXY_REQUEST] = lab_below(lab, 2) ? 0 : 32 + lab_below(lab, 500);
	plan->slice[PROXY_REPLY] = 1 + lab_below(lab, 100);
}

static void twice_plan(struct lab *, struct proxy_plan *plan) { plan->judge = twice; }
static void silent_plan(struct lab *lab, struct proxy_plan *plan)
{
	plan->judge = silent;
	plan->context = lab;
}

static void lie_plan(struct lab *lab, struct proxy_plan *plan)
{
	plan->judge = lie_judge;
	plan->context = (void *)lie_at(lab_below(lab, lie_count()));
}

static const struct { size_t percent; void (*make)(struct lab *lab, struct proxy_plan *plan); const char *name; } troubles[] = {
	{ 46, cut_plan, "cuts" }, { 35, lie_plan, "lies" }, { 9, twice_plan, "requests sent twice" }, { 9, slow_plan, "slow ways" }, { 1, silent_plan, "silences" },
};

/* A new plan; what TLS ended where before does not fit it. */
static void plan_set(struct lab *lab, const struct proxy_plan *plan)
{
	if (plan->tls != lab->proxy.plan.tls || lab_below(lab, 4) == 0)
		proxy_hang_up(&lab->proxy);
	proxy_set(&lab->proxy, plan);
}

static void trouble(struct lab *lab, size_t *counts)
{
	struct proxy_plan plan = { .tls = lab->tls };
	size_t chance = lab_below(lab, 100), i = 0;
	while (chance >= troubles[i].percent)
		chance -= troubles[i++].percent;
	troubles[i].make(lab, &plan);
	counts[i]++;
	seam.whole_ms = plan.judge == silent || plan.how == WIRE_END_HALF ? SILENT_MS : 0; /* nobody ends those but curl's own clock */
	plan_set(lab, &plan);
}

/* In the middle of whatever is on its way. */
static void office_killed(struct lab *lab)
{
	for (size_t turns = lab_below(lab, 30); turns > 0; turns--)
		assert_int_equal(loop_once(lab->loop, 1), 0);
	child_kill(&lab->office);
	lab_rest(lab);
	lab_office_start(lab);
}

static void one(struct lab *lab, size_t *counts, size_t *kills)
{
	size_t events = 1 + lab_below(lab, EVENTS_MAX);
	for (size_t more = 1 + lab_below(lab, TROUBLES_MAX), first = more; more > 0; more--) {
		trouble(lab, counts);
		if (more == first)
			lab_submit(lab, events);
		else
			lab_nudge(lab, PROBE_MS);
		if (lab_below(lab, KILL_ONE_IN) == 0) {
			office_killed(lab);
			++*kills;
		}
		lab_rest(lab);
	}
	seam.whole_ms = 0;
	plan_set(lab, &(struct proxy_plan){ .tls = lab->tls });
	lab_until_proved(lab);
	assert_int_equal(lab_proved(lab), events);
	lab_forget(lab);
}

static void whatever_comes_each_arrives_once(void **state)
{
	struct lab *lab = *state;
	const char *asked = getenv("FOYER_FAULT_CASES");
	size_t cases = asked ? strtoul(asked, NULL, 10) : lab_long() ? CASES_LONG : CASES, kills = 0;
	size_t counts[sizeof troubles / sizeof troubles[0]] = { 0 };
	lab_seed(lab);
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls });
	lab_deliver(lab);
	for (size_t i = 0; i < cases; i++)
		one(lab, counts, &kills);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		print_message("%zu %s, ", counts[i], troubles[i].name);
	print_message("the back office killed %zu times\n", kills);
	lab_all_once(lab, "mixed");
	assert_int_equal(lab->hub.retries, 0);
}

/* Negative control: the same troubles, one at a time. */
static void a_client_that_believes_anything_loses(void **state)
{
	struct lab *lab = *state;
	size_t counts[sizeof troubles / sizeof troubles[0]] = { 0 };
	lab_seed(lab);
	seam.believes = true;
	lab_deliver(lab);
	for (size_t i = 0; i < CONTROL_CASES; i++) {
		trouble(lab, counts);
		lab_submit(lab, 1);
		lab_rest(lab);
		lab_forget(lab);
	}
	const struct lab_count count = lab_count(lab);
	print_message("control, a client that believes anything: lost %zu of %zu\n", count.lost, lab->numbers);
	assert_true(count.lost > 0);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(whatever_comes_each_arrives_once),
		CASE(a_client_that_believes_anything_loses),
	};
	return cmocka_run_group_tests_name("network_mix", cases, NULL, NULL);
}
