/* SPDX-License-Identifier: MIT */
/* unit.frame - the guide's rectangles, and what holds on panels of other sizes. */
#include "tests/lib/given.h"
#include "ui/widgets/frame.h"

static void is(struct area area, int x, int y, int width, int height)
{
	assert_int_equal(area.x, x);
	assert_int_equal(area.y, y);
	assert_int_equal(area.width, width);
	assert_int_equal(area.height, height);
}

static void portrait_is_the_guides(void **state)
{
	struct frame f = frame_of(PANEL_PORTRAIT, 1080, 1920, 100);
	(void)state;
	is(f.easier, 32, 1768, 232, 116);
	is(f.language, 280, 1768, 190, 116);
	is(f.finish, 486, 1768, 190, 116);
	is(f.person, 692, 1704, 356, 174);
	is(f.action, 56, 1544, 968, 112);
	is(f.progress, 56, 136, 968, 14);
	assert_int_equal(frame_bottom(f.body), 1500);
}

static void landscape_is_the_guides(void **state)
{
	struct frame f = frame_of(PANEL_LANDSCAPE, 1920, 1080, 100);
	(void)state;
	is(f.easier, 48, 966, 320, 88);
	is(f.language, 388, 966, 270, 88);
	is(f.finish, 678, 966, 250, 88);
	is(f.person, 1312, 912, 560, 142);
	is(f.action, 772, 772, 1100, 104);
}

static void small_is_the_guides(void **state)
{
	struct frame f = frame_of(PANEL_SMALL, 1228, 921, 100);
	(void)state;
	is(f.easier, 32, 811, 270, 84);
	is(f.language, 318, 811, 220, 84);
	is(f.finish, 554, 811, 210, 84);
	is(f.person, 796, 769, 400, 128);
	is(f.action, 500, 646, 688, 88);
}

static bool apart(struct area a, struct area b)
{
	return frame_right(a) + 11 <= b.x || frame_right(b) + 11 <= a.x || frame_bottom(a) + 11 <= b.y || frame_bottom(b) + 11 <= a.y;
}

/* Panels between the guide's sizes: nothing of the counter touches, everything stays inside. */
static void other_sizes_hold_together(void **state)
{
	(void)state;
	for (int width = 960; width <= 1600; width += 40)
		for (int percent = 100; percent <= 200; percent += 50) {
			struct frame f = frame_of(PANEL_PORTRAIT, width, width * 16 / 9, percent);
			const struct area all[] = { f.easier, f.language, f.finish, f.person, f.action };
			for (int i = 0; i < 5; i++) {
				assert_true(all[i].x >= 0 && frame_right(all[i]) <= width && frame_bottom(all[i]) <= f.height);
				assert_true(all[i].width >= 52 && all[i].height >= 52); /* 12.7 mm */
				for (int j = i + 1; j < 5; j++)
					assert_true(apart(all[i], all[j]));
			}
			assert_true(frame_bottom(f.body) < f.action.y);
		}
}

/* A part that is only read never lies over the header of the panel of 10 inches, whose touched half begins beside it. */
static void a_part_that_is_read_begins_below_the_header(void **state)
{
	(void)state;
	for (int percent = 100; percent <= 200; percent += 50) {
		struct frame f = frame_of(PANEL_SMALL, 886, 531, percent);
		assert_true(frame_beside(&f, true));
		struct frame whole = f;
		frame_whole(&whole);
		assert_true(whole.body.y > frame_bottom(f.header) && whole.body.y > frame_bottom(f.progress) && frame_bottom(whole.body) <= f.action.y);
		assert_true(whole.body.width > f.reading.width);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(portrait_is_the_guides),
		cmocka_unit_test(landscape_is_the_guides),
		cmocka_unit_test(small_is_the_guides),
		cmocka_unit_test(other_sizes_hold_together),
		cmocka_unit_test(a_part_that_is_read_begins_below_the_header),
	};
	return cmocka_run_group_tests_name("frame", cases, NULL, NULL);
}
