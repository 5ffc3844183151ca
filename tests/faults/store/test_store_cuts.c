/* SPDX-License-Identifier: MIT */
/* fault.store_cuts - the power goes at random moments of random lives, over and over on the same disk; and twice the harness must see losses. */
#include "tests/faults/store/run.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIVES_MAX = 24, STEPS_MAX = 24, CUT_WITHIN = 70, LARGE_EVERY = 40, NUMBERS = RUN_LARGE_FROM - STEPS_MAX };

static uint64_t random_next(uint64_t *state)
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
	return *state;
}

static int below(uint64_t *random, int limit)
{
	return (int)(random_next(random) % (uint64_t)limit);
}

struct life { struct run *run; uint64_t *random; int next, next_large; long acknowledged; };

static void submit(struct life *life)
{
	int number = life->next > 1 && below(life->random, 8) == 0 ? 1 + below(life->random, life->next - 1) : life->next++;
	if (below(life->random, LARGE_EVERY) == 0 && life->next_large < RUN_LARGE_TO)
		number = life->next_large++;
	life->acknowledged += run_submit(life->run, number) == FAIL_NONE;
}

/* some number of those that were acknowledged; 0: none was met */
static int told(struct life *life)
{
	for (int tries = 0; tries < 8 && life->next > 1; tries++) {
		int number = 1 + below(life->random, life->next - 1);
		if (life->run->promises[number].told)
			return number;
	}
	return 0;
}

static void prove(struct life *life)
{
	int from = told(life), to = from, most = from + 1 + below(life->random, 8);
	if (from == 0)
		return;
	while (to + 1 < life->next && to + 1 < most && life->run->promises[to + 1].told)
		to++;
	life->acknowledged += run_prove(life->run, from, to) == FAIL_NONE;
}

static void retry(struct life *life) { int number = told(life); if (number) life->acknowledged += run_retry(life->run, number) == FAIL_NONE; }
static void park(struct life *life) { int number = told(life); if (number && !life->run->promises[number].prove_tried) life->acknowledged += run_park(life->run, number) == FAIL_NONE; }
static void print(struct life *life) { life->acknowledged += run_print(life->run, below(life->random, 4) > 0) == FAIL_NONE; }
static void again(struct life *life) { int number = told(life); if (number) life->acknowledged += run_again(life->run, number) == FAIL_NONE; }
static void tidy(struct life *life) { life->acknowledged += run_tidy(life->run) == FAIL_NONE; }
static void set(struct life *life) { life->acknowledged += run_set(life->run, below(life->random, 2) ? "1" : "2") == FAIL_NONE; }
static void audit(struct life *life) { life->acknowledged += run_audit(life->run, 1 + (size_t)below(life->random, 6)) == FAIL_NONE; }
static void forget(struct life *life) { life->acknowledged += run_forget(life->run) == FAIL_NONE; }
static void checkpoint(struct life *life) { life->acknowledged += run_checkpoint(life->run) == FAIL_NONE; }

static void step(struct life *life)
{
	static const struct { int of_hundred; void (*what)(struct life *life); } steps[] = {
		{ 44, submit }, { 20, prove }, { 7, audit }, { 1, forget }, { 5, retry }, { 4, park }, { 10, print }, { 3, again }, { 1, tidy }, { 3, set }, { 2, checkpoint },
	};
	int at = below(life->random, 100);
	size_t i = 0;
	while ((at -= steps[i].of_hundred) >= 0)
		i++;
	steps[i].what(life);
	fail_clear();
}

struct tally { long cuts, acknowledged; struct breaches breaches; };

/* One disk through some cuts; it ends with the first promise that is broken. */
static void one_disk(struct tally *tally, int synchronous, bool lies, uint64_t *random)
{
	struct disk *disk = disk_new(below(random, 2) ? 512 : 4096);
	struct run *run = calloc(1, sizeof *run);
	struct life life = { .run = run, .random = random, .next = 1, .next_large = RUN_LARGE_FROM };
	*run = (struct run){ .disk = disk, .max_pages = below(random, 8) ? 1000 : STORE_PAGES_MIN, .synchronous = synchronous, .longer_bytes = below(random, 600) };
	if (lies)
		disk_lie(disk);
	for (int lives = 0, broken = 0; lives < LIVES_MAX && life.next < NUMBERS && !broken; lives++) {
		disk_cut_at(disk, disk_operations(disk) + 1 + below(random, CUT_WITHIN));
		for (int steps = run_go_on(run, &tally->breaches) ? STEPS_MAX : 0; steps > 0 && !disk_is_dead(disk); steps--)
			step(&life);
		run_die(run);
		fail_clear();
		disk_power_on(disk, random_next(random));
		tally->cuts++;
		broken = tally->breaches.total;
	}
	if (tally->breaches.total == 0)
		run_broken(run, &tally->breaches);
	tally->acknowledged += life.acknowledged;
	free(run);
	disk_free(disk);
}

static void say(const struct tally *tally, const char *what)
{
	const int *count = tally->breaches.count;
	print_message("%s: cuts %ld, acknowledged %ld, lost %d, doubled %d, unreadable %d, other %d\n", what, tally->cuts, tally->acknowledged, count[BREACH_LOST],
		count[BREACH_DOUBLED], count[BREACH_UNREADABLE], count[BREACH_OTHER]);
}

static long cuts_asked_for(void)
{
	const char *asked = getenv("FOYER_CUTS");
	long count = asked ? strtol(asked, NULL, 10) : 0;
	return count > 0 ? count : 5000;
}

static void wherever_the_power_goes_nothing_is_lost(void **state)
{
	(void)state;
	struct tally tally = { 0 };
	uint64_t random = 0x20261123;
	for (long cuts = cuts_asked_for(); tally.cuts < cuts && tally.breaches.total == 0;)
		one_disk(&tally, 2, false, &random);
	say(&tally, "as shipped");
	if (tally.breaches.total > 0)
		fail_msg("%s", tally.breaches.words);
}

/* Negative controls: a harness that finds nothing here finds nothing anywhere. Returns how many disks of 20 broke a promise. */
static int disks_that_lose(int synchronous, bool lies, const char *name)
{
	struct tally all = { 0 };
	uint64_t random = 0x20261124;
	int losing = 0;
	for (int i = 0; i < 20; i++) {
		struct tally tally = { 0 };
		one_disk(&tally, synchronous, lies, &random);
		losing += tally.breaches.total > 0;
		all.cuts += tally.cuts;
		all.acknowledged += tally.acknowledged;
		for (int kind = 0; kind < BREACH_COUNT; kind++)
			all.breaches.count[kind] += tally.breaches.count[kind];
	}
	say(&all, name);
	assert_true(all.breaches.count[BREACH_LOST] > 0);
	return losing;
}

static void without_full_synchronous_it_loses(void **state)
{
	(void)state;
	assert_true(disks_that_lose(1, false, "synchronous=NORMAL") >= 10);
}

static void on_a_disk_that_lies_it_loses(void **state)
{
	(void)state;
	assert_true(disks_that_lose(2, true, "a lying disk") >= 10);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(wherever_the_power_goes_nothing_is_lost),
		cmocka_unit_test(without_full_synchronous_it_loses),
		cmocka_unit_test(on_a_disk_that_lies_it_loses),
	};
	return cmocka_run_group_tests_name("store_cuts", cases, NULL, NULL);
}
