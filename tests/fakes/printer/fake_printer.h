/* SPDX-License-Identifier: MIT */
/* fake_printer.h - a receipt printer without a cable: receive buffer, sensors, status and paper, after the ESC/POS reference. Knows nothing of the product. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FAKE_DOTS = 576, FAKE_STRIDE = FAKE_DOTS / 8,
	FAKE_ROWS_MAX = 24000,        /* of one receipt; what comes after is lost and told */
	FAKE_BUFFER_MAX_BYTES = 1024 * 1024,
	FAKE_SAY_MAX_BYTES = 128,     /* a printer drops status beyond that */
	FAKE_TEXT_MAX_BYTES = 16384,  /* of one receipt's letters; more are printed, but not told */
	FAKE_NAMES_MAX_BYTES = 256,
	FAKE_CUTTER_MAX_ROWS = 400,
};

/* What came out between two cuts. */
struct fake_receipt {
	int number;                   /* from 1 */
	int rows, dots, dpi;
	const uint8_t *bits;          /* rows × FAKE_STRIDE, 1 is ink; columns from @dots on are beyond the head */
	int strips, tallest_strip, feeds, starts; /* commands seen */
	int text_bytes;               /* bytes that it took as letters */
	const char *text;             /* those letters in UTF-8, line by line */
	int unknown;                  /* commands that this fake has never heard of, or that this model lacks */
	char unknown_names[FAKE_NAMES_MAX_BYTES]; /* "1B 77, 1D 28 4C" */
	int ignored;                  /* commands in a place or with a value that made them do nothing */
	char ignored_names[FAKE_NAMES_MAX_BYTES];
	bool too_long;
	bool torn;                    /* by a hand, not cut */
};

/* FAKE_CUTTER is the error it tells, FAKE_JAM what is in the knife's way: each cut then ends in the error. FAKE_BUTTON: a finger on the
 * paper feed button. FAKE_OFF: somebody sent it DLE DC4 2; only fake_printer_power() ends that. */
enum fake_sensor {
	FAKE_COVER = 1, FAKE_PAPER_LOW = 2, FAKE_PAPER_OUT = 4, FAKE_CUTTER = 8, FAKE_HOT = 16, FAKE_BROKEN = 32, FAKE_JAM = 64, FAKE_BUTTON = 128,
	FAKE_OFF = 256,
};

/* Commands that cheap ones do not have: what follows them comes out as letters. */
enum fake_lack { FAKE_LACK_RASTER = 1, FAKE_LACK_GRAPHICS = 2, FAKE_LACK_QR = 4, FAKE_LACK_BARCODE = 8, FAKE_LACK_BIT_IMAGE = 16, FAKE_LACK_CUTTER = 32 };

/* What became of ticket N of a presenter: in its mouth, in a hand, back inside, thrown out on the floor. */
enum fake_ticket { FAKE_TICKET_SHOWN, FAKE_TICKET_TAKEN, FAKE_TICKET_RETRACTED, FAKE_TICKET_EJECTED };

struct fake_options {
	size_t buffer_bytes;          /* its receive buffer, 1..FAKE_BUFFER_MAX_BYTES */
	bool no_process_id;           /* a clone: takes GS ( H, never answers */
	bool no_state;                /* a clone without ASB */
	bool no_identity;             /* a clone: takes GS I, never answers */
	bool no_counters;             /* a clone: takes GS g, never answers */
	bool no_fence;                /* a clone: takes GS r, never answers */
	bool no_clear;                /* takes DLE DC4 8, does nothing */
	bool no_low_sensor;           /* never tells that the roll is nearly finished */
	unsigned lacks;               /* enum fake_lack */
	bool presenter;               /* Custom's kiosk printers: a ticket is held, shown, taken or drawn back; GS e, DLE EOT 20, GS E0.. */
	void (*ticket)(void *context, int number, enum fake_ticket fate); /* NULL: nobody wants to know */
	const char *maker, *model, *serial; /* what GS I tells; NULL: of no particular make */
	long cuts;                    /* it has made in its life so far */
	int dots, dpi;                /* of its head; 0: FAKE_DOTS, 203 */
	int cutter_rows;              /* from the head to the knife: the next receipt begins with as much white */
	int feed_units;               /* of ESC J, ESC 3 and GS V a row; 0: 1 */
	bool chinese;                 /* starts in Kanji mode: two bytes from 0x80 on are one hanzi, until FS . */
	void (*cut)(void *context, const struct fake_receipt *receipt); /* borrowed */
	void *context;
};

struct fake_printer;

struct fake_printer *fake_printer_new(const struct fake_options *options);
void fake_printer_free(struct fake_printer *printer);

/** fake_printer_take - bytes arrive; real-time commands act at once. Returns how many fit (0: it refuses). fake_printer_room - how many would. */
size_t fake_printer_take(struct fake_printer *printer, const uint8_t *bytes, size_t size);
size_t fake_printer_room(const struct fake_printer *printer);

/** fake_printer_say - what it has to tell, at most @room bytes. */
size_t fake_printer_say(struct fake_printer *printer, uint8_t *ret, size_t room);

/** fake_printer_work - the mechanism works through at most @budget bytes. Returns how many; 0 when there is nothing to do or it is offline. */
size_t fake_printer_work(struct fake_printer *printer, size_t budget);
/** fake_printer_run - the mechanism goes on until the paper has moved by @rows; what does not move it takes no time. A feed of more is owed next time. */
void fake_printer_run(struct fake_printer *printer, int rows);
bool fake_printer_waiting(const struct fake_printer *printer); /* bytes not worked through */

/* What goes wrong on the way back. GARBAGE: a byte that nobody asked for stands before the next answer. */
enum fake_fault { FAKE_LOSE_ID, FAKE_DOUBLE_ID, FAKE_HOLD_ID, FAKE_GARBAGE, FAKE_FAULTS };
/** fake_printer_fault - with the next @count process ids (or answers); 0: no more. */
void fake_printer_fault(struct fake_printer *printer, enum fake_fault fault, int count);
/** fake_printer_holds - whether an id is held by FAKE_HOLD_ID. fake_printer_let_go - it is said now. */
bool fake_printer_holds(const struct fake_printer *printer);
void fake_printer_let_go(struct fake_printer *printer);

/** fake_printer_tear - a hand tears off what hangs out, if anything does: options.cut has it with .torn. fake_printer_uncut - that and what is still
 * between head and knife, to look at; borrowed. */
void fake_printer_tear(struct fake_printer *printer);
struct fake_receipt fake_printer_uncut(const struct fake_printer *printer);

/** fake_printer_pull - a hand takes the ticket out of the mouth. Returns whether there was one. */
bool fake_printer_pull(struct fake_printer *printer);

/* Maintenance counters of GS g; + FAKE_COUNTER_LIFE is the one that nobody can wipe. */
enum fake_counter { FAKE_COUNTER_LINES = 20, FAKE_COUNTER_ROWS = 21, FAKE_COUNTER_CUTS = 50, FAKE_COUNTER_LIFE = 128 };
/** fake_printer_counter - what GS g 2 would tell; -1 if it has no such counter. They live through power cuts. */
long fake_printer_counter(const struct fake_printer *printer, unsigned counter);

void fake_printer_set(struct fake_printer *printer, unsigned sensors, bool on);
/** fake_printer_power - off and on: buffers and modes are lost, the paper is not. fake_printer_reset - the class request: buffers only. */
void fake_printer_power(struct fake_printer *printer);
void fake_printer_reset(struct fake_printer *printer);
uint8_t fake_printer_port_status(const struct fake_printer *printer);
