/* SPDX-License-Identifier: MIT */
/* unit.raster - shapes against their own definition, pixel by pixel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/paint/raster.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE = 120 };
static const uint32_t WHITE = 0xffffffff, INK = 0x102030;

static SDL_Surface *surface;

static int given_surface(void **state)
{
	(void)state;
	surface = SDL_CreateRGBSurfaceWithFormat(0, SIDE, SIDE, 32, SDL_PIXELFORMAT_RGB888);
	SDL_FillRect(surface, NULL, WHITE);
	return 0;
}

static int end_surface(void **state)
{
	(void)state;
	SDL_FreeSurface(surface);
	return 0;
}

static uint32_t at(int x, int y)
{
	return ((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 0xffffff;
}

/* 0 paper, 256 ink. */
static int ink_at(int x, int y)
{
	return (int)(0xff - (at(x, y) & 0xff)) * 256 / (0xff - 0x30);
}

static void fills_agree_with_their_cover(void **state)
{
	(void)state;
	for (int radius = 0; radius <= 50; radius += 7) {
		SDL_FillRect(surface, NULL, WHITE);
		struct shape shape = shape_round(10, 20, 100, 70, radius);
		raster_fill(surface, &shape, INK);
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				assert_in_range(abs(ink_at(x, y) - (int)shape_cover(&shape, x, y)), 0, 4);
	}
}

static void a_circle_has_the_area_of_a_circle(void **state)
{
	(void)state;
	struct shape circle = shape_round(10, 10, 100, 100, -1);
	double area = 0;
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			area += shape_cover(&circle, x, y) / 256.0;
	assert_true(fabs(area - 3.14159 * 50 * 50) < 10);
}

static void corners_can_differ(void **state)
{
	(void)state;
	struct shape sheet = shape_round(0, 0, 100, 100, 40);
	sheet.radius[CORNER_BOTTOM_LEFT] = sheet.radius[CORNER_BOTTOM_RIGHT] = 0;
	assert_int_equal(shape_cover(&sheet, 0, 0), 0);
	assert_int_equal(shape_cover(&sheet, 99, 0), 0);
	assert_int_equal(shape_cover(&sheet, 0, 99), 256);
	assert_int_equal(shape_cover(&sheet, 99, 99), 256);
	assert_int_equal(shape_cover(&sheet, 100, 50), 0);
}

static void a_frame_is_its_border_and_its_inside(void **state)
{
	(void)state;
	struct shape shape = shape_round(10, 10, 100, 80, 20);
	raster_frame(surface, &shape, 4, INK, 0xff0000);
	assert_int_equal(at(60, 10), INK);
	assert_int_equal(at(60, 13), INK);
	assert_int_equal(at(60, 14), 0xff0000);
	assert_int_equal(at(13, 50), INK);
	assert_int_equal(at(14, 50), 0xff0000);
	assert_int_equal(at(109, 50), INK);
	assert_int_equal(at(110, 50), 0xffffff);
	assert_int_equal(at(60, 50), 0xff0000);
	/* On the curve nothing of the paper shines through between the two. */
	for (int x = 10; x < 40; x++)
		for (int y = 10; y < 40; y++)
			if (shape_cover(&shape, x, y) == 256)
				assert_true((at(x, y) & 0xff) <= 0x30);
}

static void a_ring_leaves_its_inside_alone(void **state)
{
	(void)state;
	struct shape shape = shape_round(10, 10, 100, 80, 20);
	raster_ring(surface, &shape, 8, INK, 0);
	assert_int_equal(at(60, 10), INK);
	assert_int_equal(at(60, 17), INK);
	assert_int_equal(at(60, 18), 0xffffff);
	assert_int_equal(at(17, 50), INK);
	assert_int_equal(at(18, 50), 0xffffff);
	assert_int_equal(at(60, 9), 0xffffff);
}

static void dashes_leave_about_half(void **state)
{
	(void)state;
	struct shape shape = shape_round(10, 10, 100, 80, 20);
	int inked = 0;
	raster_ring(surface, &shape, 3, INK, 9);
	for (int x = 30; x < 90; x++)
		inked += at(x, 11) == INK;
	assert_in_range(inked, 20, 40);
}

static void nothing_is_drawn_outside_the_clip(void **state)
{
	(void)state;
	SDL_SetClipRect(surface, &(SDL_Rect){ 40, 40, 20, 20 });
	struct shape shape = shape_round(-50, -50, 400, 400, 30);
	raster_fill(surface, &shape, INK);
	raster_frame(surface, &shape, 5, INK, INK);
	raster_ring(surface, &shape, 5, INK, 0);
	raster_veil(surface, &(SDL_Rect){ -10, -10, 500, 500 }, INK, 256);
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			bool inside = x >= 40 && x < 60 && y >= 40 && y < 60;
			assert_int_equal(at(x, y), inside ? INK : 0xffffff);
		}
}

static void a_veil_lets_half_through(void **state)
{
	(void)state;
	raster_veil(surface, &(SDL_Rect){ 0, 0, SIDE, SIDE }, 0x000000, 128);
	assert_in_range(at(5, 5) & 0xff, 126, 128);
}

static void degenerate_shapes_are_harmless(void **state)
{
	(void)state;
	static const int sizes[] = { 0, 1, 2, 3, 5 };
	for (int w = 0; w < 5; w++)
		for (int h = 0; h < 5; h++)
			for (int radius = -1; radius < 6; radius++) {
				struct shape shape = shape_round(118, 118, sizes[w], sizes[h], radius);
				raster_fill(surface, &shape, INK);
				raster_frame(surface, &shape, 4, INK, 0);
				raster_ring(surface, &shape, 4, INK, 2);
			}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(fills_agree_with_their_cover, given_surface, end_surface),
		cmocka_unit_test(a_circle_has_the_area_of_a_circle), cmocka_unit_test(corners_can_differ),
		cmocka_unit_test_setup_teardown(a_frame_is_its_border_and_its_inside, given_surface, end_surface),
		cmocka_unit_test_setup_teardown(a_ring_leaves_its_inside_alone, given_surface, end_surface),
		cmocka_unit_test_setup_teardown(dashes_leave_about_half, given_surface, end_surface),
		cmocka_unit_test_setup_teardown(nothing_is_drawn_outside_the_clip, given_surface, end_surface),
		cmocka_unit_test_setup_teardown(a_veil_lets_half_through, given_surface, end_surface),
		cmocka_unit_test_setup_teardown(degenerate_shapes_are_harmless, given_surface, end_surface),
	};
	return cmocka_run_group_tests_name("raster", cases, NULL, NULL);
}
