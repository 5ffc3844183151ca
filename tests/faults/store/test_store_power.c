/* SPDX-License-Identifier: MIT */
/* fault.store_power - the power goes at every operation: what was acknowledged is there, whole; and the harness notices when it is not. */
#include "tests/faults/store/scripts.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>

static int seeds(void)
{
	const char *asked = getenv("FOYER_FAULT_SEEDS");
	long count = asked ? strtol(asked, NULL, 10) : 1;
	return count > 0 && count < 100000 ? (int)count : 1;
}

struct stage { struct disk *disk; struct disk_image *image; struct run start; const struct script *script; };

/* the disk and the promises as they are after script->before, ended in good order */
static struct stage stage_make(const struct script *script, int sector_bytes, int synchronous)
{
	struct stage stage = { .disk = disk_new(sector_bytes), .script = script };
	stage.start = (struct run){ .disk = stage.disk, .max_pages = script->max_pages, .synchronous = synchronous };
	if (script->before) {
		if (run_open(&stage.start) != FAIL_NONE)
			fail_msg("%s: %s", script->name, fail_words());
		script->before(&stage.start);
		run_end(&stage.start);
	}
	stage.image = disk_save(stage.disk);
	return stage;
}

static void stage_done(struct stage *stage)
{
	disk_image_free(stage->image);
	disk_free(stage->disk);
}

/* one life from the stage, with the power cut before operation @cut (0: after the last); then what is left */
static void live(struct stage *stage, long cut, struct run *run)
{
	*run = stage->start;
	disk_load(stage->disk, stage->image);
	disk_cut_at(stage->disk, cut);
	if (run_open(run) == FAIL_NONE)
		stage->script->during(run);
	run_die(run);
}

static long operations_of(struct stage *stage)
{
	struct run *run = malloc(sizeof *run);
	live(stage, 0, run);
	free(run);
	return disk_operations(stage->disk);
}

struct counts { long lives, acknowledged; };

/* cut before every @step-th operation; returns how many lives ended with a broken promise */
static long sweep(struct stage *stage, int seed_count, long step, bool must_hold, struct counts *counts)
{
	long total = operations_of(stage), lost = 0;
	struct run *run = malloc(sizeof *run);
	for (long cut = 1; cut <= total + 1; cut += step) {
		for (int seed = 1; seed <= seed_count; seed++) {
			struct breaches breaches;
			live(stage, cut <= total ? cut : 0, run);
			counts->acknowledged += run_told(run);
			disk_power_on(stage->disk, (uint64_t)(cut * 1000003 + seed));
			int broken = run_broken(run, &breaches);
			if (broken && must_hold)
				fail_msg("%s, cut before operation %ld of %ld, seed %d: %s (%d broken)", stage->script->name, cut, total, seed, breaches.words, broken);
			lost += broken > 0;
			counts->lives++;
		}
	}
	free(run);
	return lost;
}

static void every_operation_of_every_script(void **state)
{
	(void)state;
	static const int sectors[] = { 512, 4096 };
	int count = 0;
	const struct script *all = scripts(&count);
	struct counts counts = { 0 };
	for (int i = 0; i < count; i++) {
		for (int sector = 0; sector < 2; sector++) {
			long before = counts.lives;
			struct stage stage = stage_make(&all[i], sectors[sector], 2);
			sweep(&stage, seeds(), sector == 0 || seeds() > 1 ? 1 : 5, true, &counts);
			stage_done(&stage);
			print_message("%-22s sectors of %4d: %ld cuts, nothing lost\n", all[i].name, sectors[sector], counts.lives - before);
		}
	}
	print_message("at every operation: cuts %ld, acknowledged %ld, lost 0, doubled 0, unreadable 0\n", counts.lives, counts.acknowledged);
}

/* the power goes again while the store recovers from the first cut */
static void a_second_cut_while_recovering(void **state)
{
	(void)state;
	int count = 0;
	const struct script *all = scripts(&count);
	struct run *run = malloc(sizeof *run);
	for (int i = 0; i < count; i++) {
		struct stage stage = stage_make(&all[i], 512, 2);
		long total = operations_of(&stage);
		for (long cut = 1; cut <= total; cut += seeds() > 1 ? 1 : 1 + total / 60) {
			for (int again = 1; again <= seeds(); again++) {
				struct breaches breaches;
				live(&stage, cut, run);
				disk_power_on(stage.disk, (uint64_t)(cut * 7919 + again));
				disk_cut_at(stage.disk, disk_operations(stage.disk) + 1 + (cut * 31 + again * 7) % 24);
				if (run_open(run) == FAIL_NONE && run_submit(run, 398) != FAIL_NONE)
					fail_clear();
				run_die(run);
				disk_power_on(stage.disk, (uint64_t)(cut * 104729 + again));
				if (run_broken(run, &breaches))
					fail_msg("%s, cut at %ld and again: %s", all[i].name, cut, breaches.words);
			}
		}
		stage_done(&stage);
	}
	free(run);
}

/* kill -9 leaves everything in the page cache; the next life says "it is here already"; then the power goes */
static void killed_then_asked_again_then_cut(void **state)
{
	(void)state;
	static const struct script script = { "killed", NULL, NULL, 1000, false };
	struct stage stage = stage_make(&script, 512, 2);
	struct run *run = malloc(sizeof *run);
	*run = stage.start;
	assert_int_equal(run_open(run), FAIL_NONE);
	assert_int_equal(run_submit(run, 1), FAIL_NONE);
	long first = disk_operations(stage.disk);
	run_end(run);
	long lives = 0;
	for (long kill = 1; kill <= first + 1; kill += seeds() > 1 ? 1 : 2) {
		for (long cut = 1 + kill / 2 % 3; cut <= 40; cut += seeds() > 1 ? 1 : 3, lives++) {
			struct breaches breaches;
			*run = stage.start;
			disk_load(stage.disk, stage.image);
			disk_cut_at(stage.disk, kill);
			if (run_open(run) == FAIL_NONE && run_submit(run, 1) != FAIL_NONE)
				fail_clear();
			run_die(run);
			disk_revive(stage.disk); /* no power was lost: pending operations are still pending */
			disk_cut_at(stage.disk, disk_operations(stage.disk) + cut);
			if (run_open(run) == FAIL_NONE && run_submit(run, 1) != FAIL_NONE)
				fail_clear();
			run_die(run);
			disk_power_on(stage.disk, (uint64_t)(kill * 1009 + cut));
			if (run_broken(run, &breaches))
				fail_msg("killed at %ld, cut %ld later: %s", kill, cut, breaches.words);
		}
	}
	print_message("killed, asked again, cut: %ld lives, nothing lost\n", lives);
	free(run);
	stage_done(&stage);
}

/* negative control: with synchronous=NORMAL the same sweeps must find lost submissions, or they find nothing */
static void with_synchronous_normal_it_loses(void **state)
{
	(void)state;
	int count = 0;
	const struct script *all = scripts(&count);
	for (int i = 0; i < count; i++) {
		struct counts counts = { 0 };
		if (!all[i].loses_with_normal)
			continue;
		struct stage stage = stage_make(&all[i], 512, 1);
		long lost = sweep(&stage, 1, 2, false, &counts);
		stage_done(&stage);
		print_message("%-22s synchronous=NORMAL: %ld of %ld lives broke a promise\n", all[i].name, lost, counts.lives);
		assert_true(lost > 0);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_operation_of_every_script),
		cmocka_unit_test(a_second_cut_while_recovering),
		cmocka_unit_test(killed_then_asked_again_then_cut),
		cmocka_unit_test(with_synchronous_normal_it_loses),
	};
	return cmocka_run_group_tests_name("store_power", cases, NULL, NULL);
}
