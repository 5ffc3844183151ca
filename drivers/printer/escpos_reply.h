/* SPDX-License-Identifier: MIT */
/* escpos_reply.h - what a printer says, taken apart byte by byte: states, answers and blocks share one channel. */
#pragma once

#include "firmware/base/trouble.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ESCPOS_BLOCK_MAX_BYTES = 80 };

enum escpos_word_kind {
	ESCPOS_STATE,   /* ASB: four bytes, said by itself */
	ESCPOS_ANSWER,  /* one byte to DLE EOT n, in the order of asking */
	ESCPOS_FENCE,   /* one byte to GS r */
	ESCPOS_FULL,    /* six bytes to DLE EOT 20, of a kiosk printer: they begin as a state does, so that its profile must say so */
	ESCPOS_BLOCK,   /* header byte, then what stood before the NUL */
	ESCPOS_WORD_KIND_COUNT
};

struct escpos_word { enum escpos_word_kind kind; uint8_t bytes[ESCPOS_BLOCK_MAX_BYTES]; size_t size; };

struct escpos_reply { struct escpos_word held; bool holding, full; }; /* full: it knows ESCPOS_FULL. Zeroed at the start and whenever the printer comes anew */

/**
 * escpos_reply_take - one more byte. Returns whether a word is complete; then it is in *@ret.
 * Never reads or keeps more than ESCPOS_BLOCK_MAX_BYTES: a longer block is dropped and what follows is read afresh.
 * Source: Epson, "distinguishing transmission status by fixed bits".
 */
bool escpos_reply_take(struct escpos_reply *reply, uint8_t byte, struct escpos_word *ret);

/** escpos_reply_process_id - the number of a GS ( H block, 0..9999; -1 when @word is something else. */
int escpos_reply_process_id(const struct escpos_word *word);

/** escpos_reply_cleared - whether @word answers DLE DC4 8. */
bool escpos_reply_cleared(const struct escpos_word *word);

/** escpos_reply_counter - the number of a GS g block, at most 15 digits; -1 when @word is something else. */
int64_t escpos_reply_counter(const struct escpos_word *word);

/** escpos_reply_text - what a GS I block says, as far as it fits (terminated). False: @word is something else, or says nothing. */
bool escpos_reply_text(const struct escpos_word *word, char *ret, size_t room);

/* What is known of the printer; all false: ready, as far as it says. */
struct escpos_facts {
	bool known;        /* it has said something at all */
	bool offline, cover_open, paper_out, paper_low;
	bool cutter, mechanical, hot, broken; /* a person can free it · so they can · goes by itself · switch off and on */
	bool button, feeding;                 /* the feed button is held · and paper comes */
	bool waiting;                         /* the cause is gone; it waits to be told so */
	bool stopped, failing;                /* by the end of the paper · by a fault: as said in answer 2, before answers 3 and 4 say which */
	bool ticket, jam;                     /* paper lies in the mouth that nobody took · is stuck there */
};

/** escpos_facts_state - an ESCPOS_STATE replaces everything. escpos_facts_answer - an answer to DLE EOT @what (1..4) replaces its part. */
void escpos_facts_state(struct escpos_facts *facts, const uint8_t state[static 4]);
void escpos_facts_answer(struct escpos_facts *facts, int what, uint8_t byte);

/** escpos_facts_trouble - the one cause to be said of @facts: the first that holds, in the order of enum trouble; TROUBLE_READY when none does. */
enum trouble escpos_facts_trouble(const struct escpos_facts *facts);
