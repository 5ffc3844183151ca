/* SPDX-License-Identifier: MIT */
/* unit.print_large - in large print no capital is lower than 4 mm, by the fonts' own measures, on any head; nor is ordinary type ever below 10 points. */
#include "firmware/print/sheet.h" /* ours before cmocka.h, which has a macro called fail */

#include "tests/lib/given.h"

static const int heads[][2] = { { 384, 203 }, { 512, 180 }, { 576, 203 }, { 832, 300 } };
static const double millimetres_per_inch = 25.4, least_mm = 4.0, least_point = 10.0, points_per_inch = 72.0;

static void given_kit(struct raster_kit *ret)
{
	char assets[GIVEN_PATH_BYTES];

	given_built("tests/print-assets", assets);
	assert_int_equal(raster_kit_open(assets, 576, ret), FAIL_NONE);
}

static void capitals_are_four_millimetres_high(void **state)
{
	struct raster_kit kit;

	(void)state;
	given_kit(&kit);
	for (size_t head = 0; head < sizeof heads / sizeof heads[0]; head++) {
		const struct sheet sheet = { .kit = &kit, .large = true };
		raster_kit_paper(&kit, heads[head][0], heads[head][1]);
		for (int role = 0; role < ROLE_COUNT; role++) {
			const struct text_style style = sheet_style(&sheet, (enum paper_role)role);
			double mm = text_capital(kit.text, &style) * millimetres_per_inch / kit.dpi;
			if (mm < least_mm)
				fail_msg("role %d at %d dots an inch: capitals of %.2f mm", role, kit.dpi, mm);
			assert_true(style.line_px >= style.size_px * 12 / 11);
		}
	}
	raster_kit_close(&kit);
}

static void ordinary_type_is_ten_points(void **state)
{
	struct raster_kit kit;

	(void)state;
	given_kit(&kit);
	for (size_t head = 0; head < sizeof heads / sizeof heads[0]; head++) {
		const struct sheet sheet = { .kit = &kit };
		raster_kit_paper(&kit, heads[head][0], heads[head][1]);
		for (int role = 0; role < ROLE_COUNT; role++)
			assert_true(sheet_style(&sheet, (enum paper_role)role).size_px * points_per_inch / kit.dpi >= least_point - 0.1);
	}
	raster_kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(capitals_are_four_millimetres_high), cmocka_unit_test(ordinary_type_is_ten_points) };
	return cmocka_run_group_tests_name("print_large", cases, NULL, NULL);
}
