/* SPDX-License-Identifier: MIT */
#include "tests/faults/print_vm/paper.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUBMITTED_AFTER_MS = 60000 };
static const int64_t first_ms = 1795517460000;

void paper_open(struct paper *paper, const char *assets)
{
	*paper = (struct paper){ 0 };
	if (draw_open(assets, &paper->draw) != FAIL_NONE)
		fail_msg("no receipts can be drawn: %s", fail_words());
}

void paper_close(struct paper *paper)
{
	for (int i = 0; i < paper->orders; i++) {
		raster_done(&paper->order[i].receipt);
		raster_done(&paper->order[i].slip);
	}
	draw_close(paper->draw);
	free(paper->last_bits);
	*paper = (struct paper){ 0 };
}

/* The same for the same @number: the check character is found by trying. */
static struct reference reference_of(int number)
{
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct reference reference;

	for (size_t i = 0; crockford[i]; i++) {
		char typed[REFERENCE_TEXT_BYTES];
		snprintf(typed, sizeof typed, "MB%08d%c", number, crockford[i]);
		if (reference_parse(typed, &reference) == FAIL_NONE)
			return reference;
	}
	fail_msg("no check character fits");
	return reference;
}

struct order *paper_order(struct paper *paper)
{
	bool bare = true;

	assert_in_range(paper->orders, 0, PAPER_MAX - 1);
	struct order *order = &paper->order[paper->orders];
	*order = (struct order){ .job = { .number = paper->orders + 1, .reference = reference_of(paper->orders + 1), .service = "missed-bin", .language = "en",
	                                  .submitted_ms = first_ms + (int64_t)paper->orders * SUBMITTED_AFTER_MS, .due = { 2026, 11, 26 } } };
	if (draw_job(paper->draw, &order->job, &order->receipt, &bare) != FAIL_NONE || draw_void(paper->draw, "en", false, &order->slip) != FAIL_NONE)
		fail_msg("a receipt cannot be drawn: %s", fail_words());
	assert_false(bare);
	paper->orders++;
	return order;
}

struct order *paper_find(struct paper *paper, const char *reference)
{
	for (int i = 0; i < paper->orders; i++)
		if (strcmp(paper->order[i].job.reference.text, reference) == 0)
			return &paper->order[i];
	return NULL;
}

static bool ends_with(const struct fake_receipt *piece, const struct raster *picture)
{
	int before = piece->rows - picture->rows;

	return before >= 0 && memcmp(piece->bits + (size_t)before * FAKE_STRIDE, picture->bits, (size_t)picture->rows * FAKE_STRIDE) == 0;
}

static bool is_white(const uint8_t *bits, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bits[i] != 0)
			return false;
	return true;
}

static bool belongs(struct paper *paper, const struct fake_receipt *piece)
{
	for (int i = 0; i < paper->orders; i++) {
		struct order *order = &paper->order[i];
		if (ends_with(piece, &order->receipt)) {
			order->originals++;
			paper->shared += !is_white(piece->bits, (size_t)(piece->rows - order->receipt.rows) * FAKE_STRIDE);
			return true;
		}
	}
	/* Slips of one language are alike: it is the job at the printer that is voided. */
	for (int i = paper->orders - 1; i >= 0; i--) {
		struct order *order = &paper->order[i];
		if (strcmp(order->state, "done") != 0 && ends_with(piece, &order->slip)) {
			order->voids++;
			return true;
		}
	}
	return false;
}

void paper_cut(void *context, const struct fake_receipt *piece)
{
	struct paper *paper = context;
	size_t size = (size_t)piece->rows * FAKE_STRIDE;

	paper->cuts++;
	if (!belongs(paper, piece)) {
		paper->strange++;
		printf("strange: a piece of %d rows, %d strips, text bytes %d, unknown commands %d\n", piece->rows, piece->strips, piece->text_bytes, piece->unknown);
	}
	uint8_t *bits = realloc(paper->last_bits, size + 1);
	assert_non_null(bits);
	memcpy(bits, piece->bits, size);
	paper->last_bits = bits;
	paper->last_rows = piece->rows;
}
