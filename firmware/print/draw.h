/* SPDX-License-Identifier: MIT */
/* draw.h - a spool row as dots: the texts of its language and its service, then the raster. */
#pragma once

#include "drivers/printer/profile.h"
#include "firmware/base/fail.h"
#include "firmware/print/raster.h"
#include "firmware/print/receipt.h"

#include <jansson.h>

struct draw;

/** draw_open - fonts, stamps and the printer's profile from @assets. FAIL_EMPTY, FAIL_IO, FAIL_INPUT. */
enum fail draw_open(const char *assets, struct draw **ret);
void draw_close(struct draw *draw);
const struct profile *draw_profile(const struct draw *draw);

/**
 * draw_job - the receipt of @job. A language that the kiosk does not have
 * becomes the site's first; a service whose form is not there prints without its steps (*@ret_bare is true).
 * @ret: end with raster_done(). FAIL_INPUT, FAIL_LIMIT, FAIL_EMPTY, FAIL_IO a text or a font is not as it must be.
 */
enum fail draw_job(struct draw *draw, const struct receipt_job *job, struct raster *ret, bool *ret_bare);

/**
 * draw_print - what assets/prints/@kind.json says, with @data in it (NULL: nothing is to be filled in). Languages as with draw_job().
 * @ret: end with raster_done(). FAIL_EMPTY there is no such kind · FAIL_INPUT @data has a member that the kind does not, or one too long ·
 * FAIL_LIMIT longer than RASTER_LONG_ROWS_MAX · FAIL_IO.
 */
enum fail draw_print(struct draw *draw, const char *kind, const char *language, bool large, const json_t *data, struct raster *ret);

/** draw_void - the slip for what is torn of any of them. Languages and failures as there. */
enum fail draw_void(struct draw *draw, const char *language, bool large, struct raster *ret);

/** draw_paper - from now on for another head: @dots across, @dpi an inch. */
void draw_paper(struct draw *draw, int dots, int dpi);

/** draw_training - whether what is drawn from now on says at both ends that it is a practice. */
void draw_training(struct draw *draw, bool on);

/** draw_letters - from now on in the own letters of a printer like @profile where that says so and nothing is lost by it. Borrowed until the next call. */
void draw_letters(struct draw *draw, const struct profile *profile);

/** draw_rest - wipe and give back what a sheet took, for as long as nothing is to print; fonts and their letters stay. */
void draw_rest(struct draw *draw);

/** draw_words - the sentence of @key in the site's first language, for whoever looks after the printer. Borrowed until the next call. */
const char *draw_words(struct draw *draw, const char *key);
