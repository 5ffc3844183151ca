/* SPDX-License-Identifier: MIT */
/* papers.h - everything that is printed, filled in as it may be in a library: for golden pictures and for other eyes. */
#pragma once

#include "firmware/print/draw.h"

struct paper {
	const char *kind, *language; /* "receipt", or a template's name */
	const char *state;           /* what of it: "received", "copy", "paper"; "" */
	int dots, dpi;
	bool large;
};

extern const struct paper papers[];
extern const int paper_count;

/** paper_draw - @ret: end with raster_done(). */
enum fail paper_draw(struct draw *draw, const struct paper *paper, struct raster *ret);

/** paper_name - "receipt.en.576.received", for a file. */
void paper_name(const struct paper *paper, char ret[static 128]);

/** paper_write - as a PNG of one bit a dot, @margin dots of white around it. FAIL_IO. */
enum fail paper_write(const char *path, const struct raster *raster, int margin);

/** paper_read - such a PNG without a margin; end with raster_done(). FAIL_EMPTY there is none · FAIL_IO. */
enum fail paper_read(const char *path, struct raster *ret);
