/* SPDX-License-Identifier: MIT */
/* sheet.h - inside the raster: what stands where on a receipt. */
#pragma once

#include "firmware/print/raster.h"

struct sheet {
	struct raster_kit *kit;
	SDL_Surface *surface;  /* NULL: only measuring */
	struct arena arena;
	bool rtl;
	int y;                 /* where the next thing goes; the length when all is laid out */
	enum fail code;        /* the first failure; what follows is left out */
};

/** sheet_receipt - the whole receipt from sheet->y on. sheet_void - the slip for a torn one. Failures are kept in sheet->code. */
void sheet_receipt(struct sheet *sheet, const struct receipt *receipt);
void sheet_void(struct sheet *sheet, const char *title, const char *why);
