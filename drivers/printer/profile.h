/* SPDX-License-Identifier: MIT */
/* profile.h - what a make of receipt printer can do, as data (assets/profiles). */
#pragma once

#include "drivers/printer/pages.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROFILE_MAX_BYTES = 16 * 1024, PROFILE_DOTS_MAX = 832, PROFILE_STRIP_MAX_ROWS = 256, PROFILE_COLUMNS_MIN = 16, PROFILE_COLUMNS_MAX = 96,
       PROFILE_MATCH_MAX = 8, PROFILE_MODEL_MAX = 31, PROFILE_BUFFER_MAX_BYTES = 256 * 1024,
       PROFILE_TICKET_MIN_SECONDS = 20, PROFILE_TICKET_MAX_SECONDS = 300 };

/* How a printer can be asked whether paper came out. */
enum profile_confirm {
	CONFIRM_PROBE,      /* ask it once whether it knows process ids; else by fence */
	CONFIRM_PROCESS_ID, /* GS ( H */
	CONFIRM_FENCE,      /* GS r 1: answered once what came before was worked through */
	CONFIRM_COUNT
};

/* In what a sheet is sent. */
enum profile_mode {
	MODE_RASTER,        /* always dots */
	MODE_TEXT,          /* the printer's own letters where they say all of it, else dots: for a link on which dots take long */
	MODE_COUNT
};

/* Whether it counts its cuts for life (GS g 2, 178). */
enum profile_counter { COUNTER_PROBE, COUNTER_YES, COUNTER_NO, COUNTER_COUNT };

/* How its buffers are emptied. */
enum profile_clear {
	CLEAR_RESET,        /* by the class request SOFT_RESET */
	CLEAR_LIVE,         /* by DLE DC4 8, which it answers */
	CLEAR_COUNT
};

/* The command for dots. */
enum profile_raster {
	RASTER_STRIPS,      /* GS v 0: nearly all */
	RASTER_STORED,      /* GS 8 L, then GS ( L: those that have only the newer one */
	RASTER_COUNT
};

/* What holds a cut receipt out. */
enum profile_presenter { PRESENTER_NONE, PRESENTER_CUSTOM /* GS e, full status by DLE EOT 20 */, PRESENTER_COUNT };

struct profile {
	char name[64];
	char model[PROFILE_MATCH_MAX][PROFILE_MODEL_MAX + 1]; int model_count;  /* as it calls itself */
	struct { uint16_t vendor, product; } usb[PROFILE_MATCH_MAX]; int usb_count;
	int dpi, paper_mm;
	int buffer_bytes;       /* it receives into; 0: nobody knows */
	bool no_states;         /* it tells nothing by itself */
	enum profile_counter counter;
	enum profile_clear clear;
	enum profile_raster raster;
	enum profile_presenter presenter;
	int present_um, present_mm; /* of one step of the presenter; how far the receipt is held out */
	int ticket_seconds;     /* a hand has to take it, before it is drawn back or told */
	bool retracts;          /* the presenter can draw it back */
	int dots;               /* across the paper, a multiple of 8 */
	int rows_per_second;    /* of its mechanism, at least */
	int strip_rows;         /* of one raster command, 8..PROFILE_STRIP_MAX_ROWS */
	int feed_units;         /* of ESC J for one row; 0: send white rows as raster */
	int cut_feed_units;     /* beyond the cutter, in GS V 66 */
	int cut_feed_lines;     /* for one that knows no GS V 66: fed before GS V 1; 0: it knows */
	bool cut;               /* it has a cutter; else feed for tearing */
	enum profile_confirm confirm;
	enum profile_mode mode;
	int columns;            /* letters of font A across the paper */
	bool qr, code128;       /* it draws such codes itself, when it writes in its own letters; else they are sent as dots */
	const struct pages_map *pages; /* how its code pages are numbered */
};

/** profile_read - @path → @ret. FAIL_EMPTY no such file · FAIL_INPUT a member is missing, unknown or out of range · FAIL_LIMIT · FAIL_IO. */
enum fail profile_read(const char *path, struct profile *ret);

/** profile_parse - the same from bytes. */
enum fail profile_parse(const char *bytes, size_t size, struct profile *ret);
