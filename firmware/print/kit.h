/* SPDX-License-Identifier: MIT */
/* kit.h - what drawing needs: fonts and stamps, opened when they are first used and kept, and the paper's measures. */
#pragma once

#include "drivers/printer/profile.h"
#include "firmware/base/fail.h"
#include "firmware/print/stamp.h"
#include "ui/text/text.h"

#include <limits.h>

enum { KIT_STAMPS = 32, KIT_NAME_MAX = 31, KIT_DPI = 203 /* what sizes in this folder are said in */ };

struct kit_stamp { char name[KIT_NAME_MAX + 1]; int height; struct stamp stamp; };

struct raster_kit {
	char assets[PATH_MAX];
	struct text *text;
	int dots, dpi;         /* across the paper, a multiple of 8; an inch */
	const struct profile *letters; /* of a printer that is to write by itself what it can; NULL: dots for all */
	struct { const char *head, *text; } mark; /* stands at both ends of what is printed in training; NULL: it is real. Borrowed */
	struct kit_stamp stamp[KIT_STAMPS]; int stamp_count;
};

/** raster_kit_open - fonts and stamps from @assets for paper @dots wide, 203 dots an inch. FAIL_EMPTY, FAIL_IO no fonts. raster_kit_close - accepts a zeroed one. */
enum fail raster_kit_open(const char *assets, int dots, struct raster_kit *ret);
void raster_kit_close(struct raster_kit *kit);

/** raster_kit_paper - from now on for another head: @dots across, @dpi an inch. */
void raster_kit_paper(struct raster_kit *kit, int dots, int dpi);

/** raster_kit_forget - wipe the words that were drawn; fonts and their letters stay. */
void raster_kit_forget(struct raster_kit *kit);

/** raster_kit_rest - the same, and give the system back what memory is free: for when nothing is to be drawn for long. */
void raster_kit_rest(struct raster_kit *kit);

/** raster_kit_stamp - receipt/@name.pbm, or the brand's logo for "logo", @height dots high; NULL there is none. Borrowed until the kit closes. */
const struct stamp *raster_kit_stamp(struct raster_kit *kit, const char *name, int height);
