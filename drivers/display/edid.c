/* SPDX-License-Identifier: MIT */
/*
 * edid.c - SOURCE: VESA E-EDID Standard 1.4, sections 3.1, 3.6.2, 3.10. DESIGN: the first detailed timing has the size in millimetres; bytes 21 and 22
 * have it in whole centimetres and serve to check it. What is doubted is not used: text that is too small is worse than a configured number.
 */
#include "drivers/display/edid.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION_AT = 18, WIDTH_CM_AT = 21, HEIGHT_CM_AT = 22, TIMING_AT = 54, WIDTH_MIN_MM = 120, WIDTH_MAX_MM = 2000, CM_TOLERANCE_MM = 15 };

static const double DENSITY_MIN = 1.5, DENSITY_MAX = 12, SQUARE_PERCENT = 8;

/* Shapes written where sizes belong; in millimetres, centimetres, and tenfold. */
static bool is_aspect(int width, int height)
{
	static const int shapes[][2] = { { 16, 9 }, { 16, 10 }, { 4, 3 }, { 5, 4 }, { 15, 9 }, { 21, 9 } };
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		for (int times = 1; times <= 100; times *= 10)
			if ((width == shapes[i][0] * times && height == shapes[i][1] * times) || (height == shapes[i][0] * times && width == shapes[i][1] * times))
				return true;
	return false;
}

static enum fail check_block(const uint8_t *bytes, size_t size_bytes)
{
	static const uint8_t header[8] = { 0, 255, 255, 255, 255, 255, 255, 0 };
	if (size_bytes > EDID_MAX_BYTES)
		return FAIL(LIMIT, "more than %d bytes", EDID_MAX_BYTES);
	if (size_bytes < EDID_BLOCK_BYTES || size_bytes % EDID_BLOCK_BYTES != 0)
		return FAIL(INPUT, "%zu bytes are no EDID", size_bytes);
	if (memcmp(bytes, header, sizeof header) != 0)
		return FAIL(INPUT, "it does not begin as an EDID does");
	unsigned sum = 0;
	for (int i = 0; i < EDID_BLOCK_BYTES; i++)
		sum += bytes[i];
	if (sum % 256 != 0)
		return FAIL(INPUT, "its checksum is wrong");
	if (bytes[VERSION_AT] != 1)
		return FAIL(INPUT, "its version is %d", bytes[VERSION_AT]);
	return FAIL_NONE;
}

static enum fail check_size(const struct edid *edid, int width_cm, int height_cm)
{
	if (edid->width_mm == 0 || edid->height_mm == 0)
		return FAIL(INPUT, "it has no size, as a projector has none");
	if (is_aspect(edid->width_mm, edid->height_mm) || is_aspect(width_cm, height_cm))
		return FAIL(INPUT, "%d × %d mm is the shape of a panel, not its size", edid->width_mm, edid->height_mm);
	bool said = width_cm > 0 && height_cm > 0; /* in EDID 1.4 one of them may be a shape */
	if (said && (abs(width_cm * 10 - edid->width_mm) > CM_TOLERANCE_MM || abs(height_cm * 10 - edid->height_mm) > CM_TOLERANCE_MM))
		return FAIL(INPUT, "it says %d × %d cm, and %d × %d mm", width_cm, height_cm, edid->width_mm, edid->height_mm);
	double across = (double)edid->width_px / edid->width_mm, down = (double)edid->height_px / edid->height_mm;
	if (fabs(across - down) * 100 > SQUARE_PERCENT * across)
		return FAIL(INPUT, "%d × %d pixels on %d × %d mm are not square", edid->width_px, edid->height_px, edid->width_mm, edid->height_mm);
	int wide = edid->width_mm > edid->height_mm ? edid->width_mm : edid->height_mm;
	if (wide < WIDTH_MIN_MM || wide > WIDTH_MAX_MM || edid->px_per_mm < DENSITY_MIN || edid->px_per_mm > DENSITY_MAX)
		return FAIL(INPUT, "%d × %d pixels on %d × %d mm are no kiosk's panel", edid->width_px, edid->height_px, edid->width_mm, edid->height_mm);
	return FAIL_NONE;
}

enum fail edid_read(const uint8_t *bytes, size_t size_bytes, struct edid *ret)
{
	TRY(check_block(bytes, size_bytes));
	const uint8_t *timing = bytes + TIMING_AT;
	int width_cm = bytes[WIDTH_CM_AT], height_cm = bytes[HEIGHT_CM_AT];
	struct edid edid = {
		.width_px = timing[2] | (timing[4] & 0xf0) << 4, .height_px = timing[5] | (timing[7] & 0xf0) << 4,
		.width_mm = timing[12] | (timing[14] & 0xf0) << 4, .height_mm = timing[13] | (timing[14] & 0x0f) << 8,
	};
	if ((timing[0] | timing[1]) == 0 || edid.width_px == 0 || edid.height_px == 0)
		return FAIL(INPUT, "it has no preferred timing");
	if (edid.width_mm == 0 && edid.height_mm == 0) {
		edid.width_mm = width_cm * 10;
		edid.height_mm = height_cm * 10;
	}
	if (edid.width_mm > 0 && edid.height_mm > 0)
		edid.px_per_mm = ((double)edid.width_px / edid.width_mm + (double)edid.height_px / edid.height_mm) / 2;
	TRY(check_size(&edid, width_cm, height_cm));
	*ret = edid;
	return FAIL_NONE;
}

static bool is_that(const struct edid *edid, int width_px, int height_px)
{
	return (width_px == 0 && height_px == 0) || (edid->width_px == width_px && edid->height_px == height_px) || (edid->width_px == height_px && edid->height_px == width_px);
}

/* One connector. FAIL_EMPTY nothing is plugged in there. */
static enum fail read_connector(const char *folder, const char *name, int width_px, int height_px, struct edid *ret)
{
	char connector[PATH_MAX], path[PATH_MAX];
	BUFFER_AUTO bytes;
	buffer_init(&bytes, EDID_MAX_BYTES);
	TRY(file_path(connector, sizeof connector, folder, name));
	TRY(file_path(path, sizeof path, connector, "edid"));
	TRY(file_read(path, &bytes));
	if (bytes.size_bytes == 0)
		return FAIL_EMPTY;
	struct edid edid;
	enum fail code = edid_read((const uint8_t *)bytes.bytes, bytes.size_bytes, &edid);
	if (code == FAIL_NONE && !is_that(&edid, width_px, height_px))
		code = FAIL(INPUT, "its panel has %d × %d pixels", edid.width_px, edid.height_px);
	if (code != FAIL_NONE)
		return fail_note(code, "%s", path);
	*ret = edid;
	return FAIL_NONE;
}

enum fail edid_find(const char *folder, int width_px, int height_px, struct edid *ret)
{
	struct dirent **names = NULL;
	int count = scandir(folder, &names, NULL, alphasort);
	if (count < 0)
		return FAIL(EMPTY, "there is no %s", folder);
	enum fail best = FAIL_EMPTY;
	for (int i = 0; i < count && best != FAIL_NONE; i++) {
		if (strchr(names[i]->d_name, '-')) { /* card0-HDMI-A-1; the rest are cards */
			enum fail code = read_connector(folder, names[i]->d_name, width_px, height_px, ret);
			if (code != FAIL_EMPTY)
				best = code;
			else if (best == FAIL_EMPTY)
				fail_clear();
		}
	}
	for (int i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return best == FAIL_EMPTY ? FAIL(EMPTY, "no panel in %s says how large it is", folder) : best;
}
