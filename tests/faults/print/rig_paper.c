/* SPDX-License-Identifier: MIT */
/* rig_paper.c - rasters that say in each row which job and which row they are, and what can be read back from the paper. */
#include "tests/faults/print/rig.h"

#include "drivers/printer/profile_set.h"
#include "firmware/print/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRIDE = RIG_DOTS / 8, SEVEN = 0x80 /* no byte of a row is a command */, KIND_RECEIPT = 0xe1, KIND_SLIP = 0xe2 };

struct rig_paper rig_paper;

static struct profile profile = {
	.name = "rig", .dots = RIG_DOTS, .dpi = 203, .rows_per_second = 1000, .strip_rows = RIG_STRIP_ROWS, .feed_units = 1, .cut = true,
};

struct draw { int64_t job; /* drawn last */ };

static void paint(int kind, int64_t job, int rows, struct raster *ret)
{
	*ret = (struct raster){ .dots = RIG_DOTS, .rows = rows, .bits = malloc((size_t)rows * STRIDE) };
	if (!ret->bits)
		abort();
	for (int row = 0; row < rows; row++) {
		const uint8_t bytes[STRIDE] = { (uint8_t)kind, (uint8_t)(SEVEN | job), (uint8_t)(SEVEN | row >> 7), (uint8_t)(SEVEN | (row & 0x7f)), 0xff, 0xff, 0xff, 0xff };
		memcpy(ret->bits + (size_t)row * STRIDE, bytes, STRIDE);
	}
}

enum fail draw_job(struct draw *draw, const struct receipt_job *job, struct raster *ret, bool *ret_bare)
{
	draw->job = job->number;
	paint(KIND_RECEIPT, job->number, RIG_RECEIPT_ROWS, ret);
	*ret_bare = false;
	return FAIL_NONE;
}

enum fail draw_open(const char *assets, struct draw **ret)
{
	(void)assets;
	*ret = calloc(1, sizeof **ret);
	return FAIL_NONE;
}

void draw_close(struct draw *draw)
{
	free(draw);
}

const struct profile *draw_profile(const struct draw *draw)
{
	(void)draw;
	profile.clear = rig_paper.clears ? CLEAR_LIVE : CLEAR_RESET;
	profile.buffer_bytes = rig_paper.paced_bytes;
	profile.confirm = rig_paper.paced_bytes > 0 ? CONFIRM_PROCESS_ID : CONFIRM_PROBE;
	return &profile;
}

enum fail draw_print(struct draw *draw, const char *kind, const char *language, bool large, const json_t *data, struct raster *ret)
{
	(void)draw, (void)kind, (void)language, (void)large, (void)data, (void)ret;
	return FAIL_EMPTY;
}

enum fail draw_void(struct draw *draw, const char *language, bool large, struct raster *ret)
{
	(void)language, (void)large;
	paint(KIND_SLIP, draw->job, RIG_SLIP_ROWS, ret);
	return FAIL_NONE;
}

void draw_training(struct draw *draw, bool on)
{
	(void)draw, (void)on;
}

void draw_letters(struct draw *draw, const struct profile *with)
{
	(void)draw, (void)with;
}

void draw_rest(struct draw *draw)
{
	(void)draw;
}

void draw_paper(struct draw *draw, int dots, int dpi)
{
	(void)draw, (void)dots, (void)dpi;
}

const char *draw_words(struct draw *draw, const char *key)
{
	(void)draw;
	return key;
}

void raster_done(struct raster *raster)
{
	free(raster->bits);
	*raster = (struct raster){ 0 };
}

enum fail profile_set_read(const char *folder, struct profile_set *ret)
{
	(void)folder;
	ret->count = 0;
	return FAIL_NONE;
}

const struct profile *profile_choose(const struct profile_set *set, uint16_t vendor, uint16_t product, const char *device_id, const char *model)
{
	(void)set, (void)vendor, (void)product, (void)device_id, (void)model;
	return NULL;
}

void rig_paper_begin(void)
{
	rig_paper = (struct rig_paper){ 0 };
}

static bool is_row(const uint8_t *bits, int kind)
{
	return bits[0] == kind && bits[1] & SEVEN && bits[4] == 0xff;
}

/* From the last whole thing on the strip of paper: a slip voids all that hangs above it. */
void rig_paper_cut(void *context, const struct fake_receipt *receipt)
{
	int whole_of = 0, first_of = 0, rows_of[2] = { 0, 0 };
	int starts = 0;
	bool voided = false, ink = false;

	for (int row = 0; row < receipt->rows; row++) {
		const uint8_t *bits = receipt->bits + (size_t)row * FAKE_STRIDE;
		for (int slip = 0; slip < 2; slip++) {
			if (!is_row(bits, slip ? KIND_SLIP : KIND_RECEIPT))
				continue;
			int number = (bits[2] & 0x7f) << 7 | (bits[3] & 0x7f), *next = &rows_of[slip];
			ink = ink || !slip;
			first_of = first_of == 0 && !slip ? bits[1] & 0x7f : first_of;
			starts += !slip && number == 0;
			*next = number == 0 ? 1 : number == *next ? number + 1 : 0;
			if (!slip && *next == RIG_RECEIPT_ROWS)
				whole_of = bits[1] & 0x7f;
			if (slip && *next == RIG_SLIP_ROWS)
				voided = true;
		}
	}
	rig_paper.slips += voided;
	rig_paper.patched += whole_of > 0 && starts > 1 && !voided;
	rig_paper.attached += whole_of > 0 && first_of != whole_of && !voided;
	(void)context;
	if (rig_paper.ending) {
		rig_paper.uncut[whole_of] += whole_of > 0;
		return;
	}
	if (whole_of > 0 && whole_of <= RIG_JOBS_MAX && !voided) {
		rig_paper.original[whole_of]++;
	} else if (ink && !voided) {
		rig_paper.piece[first_of <= RIG_JOBS_MAX ? first_of : 0]++;
		rig_paper.torn_unvoided++;
	}
}
