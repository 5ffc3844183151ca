/* SPDX-License-Identifier: MIT */
/* fault.network_answers - a server that lies, fails after the commit, or asks for time: nothing is deleted for it, and the wait is what the table of outcomes says. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/lie.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/clock.h"
#include "tests/lib/given.h"

#include <string.h>

enum { BATCH = 3, SLACK_MS = 1500 };

static void on_a_good_way(struct lab *lab)
{
	proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls });
}

/* Real time passes beside the moved one: a busy machine may be there already. */
static void pass_until(struct lab *lab, int64_t mono_ms)
{
	int64_t left_ms = mono_ms - clock_mono_ms();
	if (left_ms > 0)
		lab_pass(lab, left_ms);
}

static void told(struct lab *lab, const struct lie *lie)
{
	const struct proxy_plan plan = { .tls = lab->tls, .judge = lie_judge, .context = (void *)lie };
	proxy_set(&lab->proxy, &plan);
	int64_t earliest_ms = clock_mono_ms() + lie->min_s * 1000;
	lab_submit(lab, BATCH);
	lab_rest(lab);
	int64_t latest_ms = clock_mono_ms() + lie->max_s * 1000;
	if (lab_proved(lab) != 0)
		fail_msg("%s was taken for proof", lie->name);
	if (!strstr(seam.waits, lie->why))
		fail_msg("%s: the words are: %s", lie->name, seam.waits);
	on_a_good_way(lab);
	pass_until(lab, earliest_ms - SLACK_MS);
	if (lab_proved(lab) != 0 && clock_mono_ms() < earliest_ms)
		fail_msg("after %s it was sent again too early", lie->name);
	pass_until(lab, latest_ms + 1);
	if (lab_proved(lab) != BATCH)
		fail_msg("after %s it was sent again too late", lie->name);
	assert_int_equal(lab->hub.retries, 0); /* no event was blamed */
	lab_forget(lab);
}

static void every_lie_is_waited_out(void **state)
{
	struct lab *lab = *state;
	on_a_good_way(lab);
	lab_deliver(lab);
	for (size_t i = 0; i < lie_count(); i++)
		told(lab, lie_at(i));
	lab_all_once(lab, "lied to");
}

/* Negative control: whatever was answered without keeping anything, is lost. */
static void a_client_that_believes_anything_loses(void **state)
{
	struct lab *lab = *state;
	size_t never_kept = 0;
	seam.believes = true;
	lab_deliver(lab);
	for (size_t i = 0; i < lie_count(); i++) {
		proxy_set(&lab->proxy, &(struct proxy_plan){ .tls = lab->tls, .judge = lie_judge, .context = (void *)lie_at(i) });
		never_kept += lie_at(i)->verdict == PROXY_ANSWER ? BATCH : 0;
		lab_submit(lab, BATCH);
		lab_rest(lab);
		lab_forget(lab);
	}
	const struct lab_count count = lab_count(lab);
	print_message("control, a client that believes anything: lost %zu of %zu\n", count.lost, lab->numbers);
	assert_in_range(count.lost, never_kept, lab->numbers - 1); /* a lying Date loses two more: their tokens are of another year */
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, lab_open, lab_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(every_lie_is_waited_out),
		CASE(a_client_that_believes_anything_loses),
	};
	return cmocka_run_group_tests_name("network_answers", cases, NULL, NULL);
}
