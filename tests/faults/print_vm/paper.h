/* SPDX-License-Identifier: MIT */
/* paper.h - what was asked for and what lies on the counter: whole originals, slips that void a torn part, and what is neither. */
#pragma once

#include "firmware/base/id.h"
#include "firmware/print/draw.h"
#include "tests/fakes/printer/fake_printer.h"

enum { PAPER_MAX = 64, PAPER_STATE_MAX = 16 };

struct order {
	struct receipt_job job;
	char state[PAPER_STATE_MAX];  /* as the hub told last: "", "waiting", "printing", "done", "unsure" … */
	struct raster receipt, slip;  /* what must come out, drawn by the product's own hand */
	int originals, voids;         /* what came out */
};

struct paper {
	struct draw *draw;
	struct order order[PAPER_MAX];
	int orders;
	int cuts;
	int strange;                  /* neither ends with an original, nor with a slip that voids what is above it */
	int shared;                   /* an original with a part of something else above it */
	int last_rows;                /* of the last cut, and its dots */
	uint8_t *last_bits;
};

/** paper_open - @assets: as foyer-print gets them. Fails the case. paper_close - safe when it was not opened. */
void paper_open(struct paper *paper, const char *assets);
void paper_close(struct paper *paper);

/** paper_order - one more receipt with a reference of its own (the first one's is always the same); drawn, so that it is known when it comes. Borrowed. */
struct order *paper_order(struct paper *paper);

/** paper_find - by reference; NULL. */
struct order *paper_find(struct paper *paper, const char *reference);

/** paper_cut - for fake_options.cut: a piece falls on the counter. @paper: a struct paper. */
void paper_cut(void *paper, const struct fake_receipt *piece);
