/* SPDX-License-Identifier: MIT */
/* unit.layout_band - what of a panel is 800 to 1100 mm above the floor. */
#include "ui/layout/band.h"

#include "tests/lib/given.h"

static const struct layout_panel portrait = { 1080, 1920, 4.03, 100 }, landscape = { 1920, 1080, 4.03, 100 }, smallest = { 800, 480, 3.68, 100 };

static void high_panel_has_the_band_at_its_foot(void **state)
{
	struct band band;
	(void)state;
	assert_true(layout_band(&portrait, 890, &band));
	assert_in_range(band.top_dp, 1073, 1080); /* the lowest 210 mm are 846 */
	assert_int_equal(band.bottom_dp, 1920);
	assert_true(layout_band(&landscape, 890, &band));
	assert_in_range(band.top_dp, 233, 240);
}

static void small_panel_is_within_reach_as_it_is(void **state)
{
	struct band band;
	(void)state;
	assert_true(layout_band(&smallest, 890, &band));
	assert_int_equal(band.top_dp, 0);
	assert_int_equal(band.bottom_dp, layout_height_dp(&smallest));
}

static void panel_that_hangs_low_ends_above_its_edge(void **state)
{
	struct band band;
	(void)state;
	assert_true(layout_band(&portrait, 700, &band));
	assert_in_range(band.top_dp, 305, 312);
	assert_in_range(band.bottom_dp, 1512, 1517); /* 100 mm are left below */
}

static void panel_too_high_or_too_low_has_none(void **state)
{
	const int edges[] = { 2000, 1101, 1100, 1000, 300, 0 };
	struct band band;
	(void)state;
	for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
		assert_false(layout_band(&portrait, edges[i], &band));
		assert_int_equal(band.top_dp, 0);
		assert_int_equal(band.bottom_dp, 1920);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(high_panel_has_the_band_at_its_foot), cmocka_unit_test(small_panel_is_within_reach_as_it_is),
		cmocka_unit_test(panel_that_hangs_low_ends_above_its_edge), cmocka_unit_test(panel_too_high_or_too_low_has_none),
	};
	return cmocka_run_group_tests_name("layout_band", cases, NULL, NULL);
}
