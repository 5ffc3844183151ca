/* SPDX-License-Identifier: MIT */
/*
 * golden.paper_golden - everything printed, as pictures that were looked at and found good: dot by dot, with a little tolerance. What differs is
 * written beside the build as paper/NAME.now.png; FOYER_GOLDEN=write makes all anew.
 */
#include "tests/golden/paper/papers.h" /* ours before cmocka.h, which has a macro called fail */

#include "firmware/base/file.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DIFFERENT_PER_100000 = 20, NARROW = 450, MARGIN = 24, MARGIN_NARROW = 12, OVERHANG = 3 /* of a letter's edge */ };

static int different(const struct raster *now, const struct raster *kept)
{
	int count = 0;

	if (now->dots != kept->dots || now->rows != kept->rows)
		return now->dots * now->rows;
	for (int i = 0; i < now->rows * now->dots / 8; i++)
		count += __builtin_popcount((unsigned)(now->bits[i] ^ kept->bits[i]));
	return count;
}

/* false: it differs, and is written beside the build. */
static bool as_it_was(const char *name, const struct raster *now)
{
	char part[256], path[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES];
	struct raster kept = { 0 };

	snprintf(part, sizeof part, "tests/golden/paper/pictures/%s.png", name);
	given_source(part, path);
	if (getenv("FOYER_GOLDEN") && strcmp(getenv("FOYER_GOLDEN"), "write") == 0)
		return paper_write(path, now, 0) == FAIL_NONE;
	enum fail code = paper_read(path, &kept);
	int count = code == FAIL_NONE ? different(now, &kept) : now->dots * now->rows;
	bool same = count <= (int)((int64_t)now->dots * now->rows * DIFFERENT_PER_100000 / 100000);
	raster_done(&kept);
	if (same)
		return true;
	given_built("paper", folder);
	assert_int_equal(file_make_folder(folder, 0755), FAIL_NONE);
	snprintf(part, sizeof part, "paper/%s.now.png", name);
	given_built(part, path);
	assert_int_equal(paper_write(path, now, 0), FAIL_NONE);
	print_message("%s: %d dots differ; see %s\n", name, count, path);
	return false;
}

static void papers_stay_as_they_were(void **state)
{
	char assets[GIVEN_PATH_BYTES];
	struct draw *draw = NULL;
	int changed = 0;

	(void)state;
	given_built("assets", assets);
	assert_int_equal(draw_open(assets, &draw), FAIL_NONE);
	for (int i = 0; i < paper_count; i++) {
		char name[128];
		struct raster raster;
		paper_name(&papers[i], name);
		if (paper_draw(draw, &papers[i], &raster) != FAIL_NONE)
			fail_msg("%s: %s", name, fail_words());
		changed += !as_it_was(name, &raster);
		raster_done(&raster);
	}
	draw_close(draw);
	assert_int_equal(changed, 0);
}

static int ink_in(const struct raster *raster, int from, int to)
{
	int count = 0;

	for (int y = 0; y < raster->rows; y++)
		for (int x = from; x < to; x++)
			count += raster->bits[y * (raster->dots / 8) + x / 8] >> (7 - x % 8) & 1;
	return count;
}

/* What would be cut off stands where nothing may. */
static void nothing_stands_in_the_margins(void **state)
{
	char assets[GIVEN_PATH_BYTES];
	struct draw *draw = NULL;

	(void)state;
	given_built("assets", assets);
	assert_int_equal(draw_open(assets, &draw), FAIL_NONE);
	for (int i = 0; i < paper_count; i++) {
		int margin = (papers[i].dots < NARROW ? MARGIN_NARROW : MARGIN) * papers[i].dpi / 203 - OVERHANG;
		struct raster raster;
		char name[128];
		paper_name(&papers[i], name);
		assert_int_equal(paper_draw(draw, &papers[i], &raster), FAIL_NONE);
		if (ink_in(&raster, 0, margin) > 0 || ink_in(&raster, raster.dots - margin, raster.dots) > 0)
			fail_msg("%s has ink in its margins", name);
		raster_done(&raster);
	}
	draw_close(draw);
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	const struct CMUnitTest cases[] = { cmocka_unit_test(papers_stay_as_they_were), cmocka_unit_test(nothing_stands_in_the_margins) };
	return cmocka_run_group_tests_name("paper golden", cases, NULL, NULL);
}
