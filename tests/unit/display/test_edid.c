/* SPDX-License-Identifier: MIT */
/* unit.edid - how large a panel says it is; lies are refused in a sentence. */
#include "drivers/display/edid.h"

#include "firmware/base/file.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

struct said { int width_px, height_px, width_mm, height_mm, width_cm, height_cm; };

static const struct said inch_21_5 = { 1920, 1080, 476, 268, 48, 27 };

static void sign(uint8_t *bytes)
{
	unsigned sum = 0;
	for (int i = 0; i < EDID_BLOCK_BYTES - 1; i++)
		sum += bytes[i];
	bytes[EDID_BLOCK_BYTES - 1] = (uint8_t)(256 - sum % 256);
}

static void given_edid(const struct said *said, uint8_t ret[static EDID_BLOCK_BYTES])
{
	static const uint8_t header[8] = { 0, 255, 255, 255, 255, 255, 255, 0 };
	memset(ret, 0, EDID_BLOCK_BYTES);
	memcpy(ret, header, sizeof header);
	ret[18] = 1;
	ret[19] = 4;
	ret[21] = (uint8_t)said->width_cm;
	ret[22] = (uint8_t)said->height_cm;
	uint8_t *timing = ret + 54;
	timing[0] = 0x02;
	timing[1] = 0x3a;
	timing[2] = (uint8_t)said->width_px;
	timing[4] = (uint8_t)(said->width_px >> 4 & 0xf0);
	timing[5] = (uint8_t)said->height_px;
	timing[7] = (uint8_t)(said->height_px >> 4 & 0xf0);
	timing[12] = (uint8_t)said->width_mm;
	timing[13] = (uint8_t)said->height_mm;
	timing[14] = (uint8_t)((said->width_mm >> 4 & 0xf0) | (said->height_mm >> 8 & 0x0f));
	sign(ret);
}

static void panels_say_their_density(void **state)
{
	(void)state;
	static const struct { struct said said; double least, most; } panels[] = {
		{ { 1920, 1080, 476, 268, 48, 27 }, 4.02, 4.04 },   /* 21.5 inch */
		{ { 1024, 768, 304, 228, 30, 23 }, 3.36, 3.38 },    /* 15 inch */
		{ { 800, 480, 220, 132, 22, 13 }, 3.63, 3.65 },     /* 10.1 inch */
		{ { 1080, 1920, 268, 476, 27, 48 }, 4.02, 4.04 },   /* built upright */
		{ { 3840, 2160, 597, 336, 60, 34 }, 6.42, 6.44 },
		{ { 1920, 1080, 0, 0, 48, 27 }, 3.99, 4.01 },       /* only in centimetres */
	};
	uint8_t bytes[EDID_BLOCK_BYTES];
	struct edid edid;
	for (size_t i = 0; i < sizeof panels / sizeof panels[0]; i++) {
		given_edid(&panels[i].said, bytes);
		if (edid_read(bytes, sizeof bytes, &edid) != FAIL_NONE)
			fail_msg("%zu: %s", i, fail_words());
		assert_int_equal(edid.width_px, panels[i].said.width_px);
		assert_true(edid.px_per_mm > panels[i].least && edid.px_per_mm < panels[i].most);
	}
}

static void lies_are_refused(void **state)
{
	(void)state;
	static const struct { struct said said; const char *words; } lies[] = {
		{ { 1920, 1080, 0, 0, 0, 0 }, "projector" },
		{ { 1920, 1080, 16, 9, 0, 0 }, "the shape of a panel" },
		{ { 1920, 1080, 160, 90, 16, 9 }, "the shape of a panel" },
		{ { 1920, 1080, 1600, 900, 160, 90 }, "the shape of a panel" },
		{ { 1920, 1080, 0, 0, 16, 9 }, "the shape of a panel" },
		{ { 1920, 1080, 476, 268, 70, 39 }, "it says 70 × 39 cm" },
		{ { 1920, 1080, 300, 268, 30, 27 }, "not square" },
		{ { 1920, 1080, 3000, 1688, 0, 0 }, "no kiosk's panel" },
		{ { 1920, 1080, 110, 62, 11, 6 }, "no kiosk's panel" },
		{ { 0, 0, 476, 268, 48, 27 }, "no preferred timing" },
	};
	uint8_t bytes[EDID_BLOCK_BYTES];
	struct edid edid;
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		given_edid(&lies[i].said, bytes);
		fail_clear();
		assert_int_equal(edid_read(bytes, sizeof bytes, &edid), FAIL_INPUT);
		if (!strstr(fail_words(), lies[i].words))
			fail_msg("%zu: %s", i, fail_words());
	}
	fail_clear();
}

static void what_is_no_edid_is_refused(void **state)
{
	(void)state;
	static uint8_t bytes[EDID_MAX_BYTES + EDID_BLOCK_BYTES];
	struct edid edid;
	given_edid(&inch_21_5, bytes);
	assert_int_equal(edid_read(bytes, EDID_MAX_BYTES, &edid), FAIL_NONE);
	assert_int_equal(edid_read(bytes, EDID_MAX_BYTES + 1, &edid), FAIL_LIMIT);
	assert_int_equal(edid_read(bytes, 0, &edid), FAIL_INPUT);
	assert_int_equal(edid_read(bytes, EDID_BLOCK_BYTES - 1, &edid), FAIL_INPUT);
	bytes[30]++;
	assert_int_equal(edid_read(bytes, EDID_BLOCK_BYTES, &edid), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "checksum"));
	bytes[18] = 2;
	sign(bytes);
	assert_int_equal(edid_read(bytes, EDID_BLOCK_BYTES, &edid), FAIL_INPUT);
	bytes[0] = 1;
	assert_int_equal(edid_read(bytes, EDID_BLOCK_BYTES, &edid), FAIL_INPUT);
	fail_clear();
}

static void connect(const char *folder, const char *name, const void *bytes, size_t size)
{
	char connector[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_path(connector, folder, name);
	assert_int_equal(file_make_folder(connector, 0700), FAIL_NONE);
	given_path(path, connector, "edid");
	assert_int_equal(file_replace(path, bytes, size, 0600), FAIL_NONE);
}

static void the_panel_with_the_displays_pixels_is_found(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES];
	uint8_t bytes[EDID_BLOCK_BYTES];
	struct edid edid;
	given_folder(folder);
	assert_int_equal(edid_find(folder, 1080, 1920, &edid), FAIL_EMPTY);
	connect(folder, "card0-DP-1", "", 0);
	assert_int_equal(edid_find(folder, 1080, 1920, &edid), FAIL_EMPTY);
	given_edid(&(struct said){ 1024, 768, 304, 228, 30, 23 }, bytes);
	connect(folder, "card0-DP-2", bytes, sizeof bytes);
	assert_int_equal(edid_find(folder, 1080, 1920, &edid), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "1024 × 768"));
	given_edid(&inch_21_5, bytes);
	connect(folder, "card0-HDMI-A-1", bytes, sizeof bytes);
	fail_clear();
	assert_int_equal(edid_find(folder, 1080, 1920, &edid), FAIL_NONE); /* turned */
	assert_int_equal(edid.width_mm, 476);
	assert_int_equal(edid_find(folder, 0, 0, &edid), FAIL_NONE);
	assert_int_equal(edid.width_px, 1024);
	assert_int_equal(edid_find("/nowhere", 0, 0, &edid), FAIL_EMPTY);
	fail_clear();
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(panels_say_their_density), cmocka_unit_test(lies_are_refused), cmocka_unit_test(what_is_no_edid_is_refused),
		cmocka_unit_test(the_panel_with_the_displays_pixels_is_found),
	};
	return cmocka_run_group_tests_name("edid", cases, NULL, NULL);
}
