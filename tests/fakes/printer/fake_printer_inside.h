/* SPDX-License-Identifier: MIT */
/* fake_printer_inside.h - the printer's state, shared by the files that make it up. */
#pragma once

#include "tests/fakes/printer/fake_printer.h"

enum {
	DLE = 0x10, ESC = 0x1b, FS = 0x1c, GS = 0x1d,
	FAKE_COUNTERS = 3,
	FAKE_COMMAND_MAX_BYTES = 160 * 1024, /* one that is collected before it is obeyed; longer ones are swallowed and told */
	FAKE_LINE_ROWS = 200,                /* the tallest letter has 8 × 24 */
	FAKE_TABS_MAX = 32,
	FAKE_LACK_PRESENTER = 0x8000,        /* beside enum fake_lack: those without one */
	FAKE_LIVE_BYTES = 10,                /* the longest real-time command */
};

/* Bytes in order, taken apart as they stream by; a command may be torn anywhere. */
struct fake_command {
	uint8_t *bytes;               /* FAKE_COMMAND_MAX_BYTES */
	size_t count;
	size_t strip_left, skip_left;
};

enum fake_mouth { FAKE_MOUTH_EMPTY, FAKE_MOUTH_HOLDS, FAKE_MOUTH_SHOWS };

enum fake_align { FAKE_LEFT, FAKE_CENTRE, FAKE_RIGHT };

/* How letters and lines look: what ESC @ puts back. */
struct fake_mode {
	uint8_t page, nation, underline;
	bool font_b, bold, reverse, chinese;
	int wide, tall;               /* 1..8 */
	int between;                  /* dots added right of each letter */
	enum fake_align align;
	int spacing;                  /* rows from line to line */
	int left, width;              /* of the print area; width 0: all there is */
	int tabs[FAKE_TABS_MAX], tab_count; /* dots from the left */
	uint8_t lead;                 /* first byte of a hanzi */
};

/* A line that is being put together: everything stands on its last row. */
struct fake_line { uint8_t bits[FAKE_LINE_ROWS][FAKE_STRIDE]; int pen, right, height; bool begun; };

/* GS v 0, whose rows are printed as they come. */
/* GS ( L: a picture that was stored and not yet printed. */
struct fake_stored { uint8_t *bits; int width, height, wide, tall; bool columns; };

enum { FAKE_CODE_MAX_BYTES = 7089 };

/* GS ( k and GS k: how the next code looks, and the QR code's content. */
struct fake_code { int dots, level, bar_dots, bar_rows, words; bool model_1, words_b; uint8_t data[FAKE_CODE_MAX_BYTES]; size_t size; };

struct fake_strip { int stride, column, wide, tall; uint8_t row[FAKE_STRIDE]; };

struct fake_printer {
	struct fake_options options;
	uint8_t *ring;
	size_t first, held;
	uint8_t say[FAKE_SAY_MAX_BYTES];
	size_t say_size;
	uint8_t live[FAKE_LIVE_BYTES]; /* the last bytes received, for real-time commands */
	unsigned sensors;
	uint8_t state_mask, last_state[4];
	int fault[FAKE_FAULTS];       /* how many times more */
	uint8_t held_id[4];
	bool holds_id;
	int id_at;                    /* where in @say an unsent process id begins; -1: nowhere */
	bool stop_at_low, panel_off;  /* ESC c 4, ESC c 5 */
	bool no_power_off;            /* GS ( D */
	enum fake_mouth mouth;
	int mouth_number;             /* of the ticket in it */
	uint8_t full_mask, last_full[4]; /* GS E0 */
	long power_ups;
	bool by_rows;                 /* fake_printer_run() */
	long rows_left;
	bool cut_owed;                /* the cutter got stuck on it */
	struct fake_command command;
	struct fake_mode mode;
	struct fake_line line;
	struct fake_strip strip;
	struct fake_stored stored;
	struct fake_code code;
	struct fake_receipt paper;
	uint8_t *bits;
	char *text;
	size_t text_size;
	long counter[FAKE_COUNTERS][2];   /* since it was wiped, since it was made */
};

/* fake_printer.c */
/** fake_tell - bytes for the way back, all of them or, when its buffer is full, none. */
void fake_tell(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/** fake_drop - what was received and not printed is forgotten: buffer, command, line, stored picture. */
void fake_drop(struct fake_printer *printer);

/* fake_status.c */
bool fake_offline(const struct fake_printer *printer);
/** fake_answer - DLE EOT @what. fake_tell_state - ASB, if something it is to watch has changed, or @anyway. */
uint8_t fake_answer(const struct fake_printer *printer, int what);
void fake_tell_state(struct fake_printer *printer, bool anyway);
void fake_set_state(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_sensors(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_tell_sensor(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_tell_process(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_live.c */
/** fake_listen_live - a byte as it arrives: real-time commands act at once, even in the middle of a picture. */
void fake_listen_live(struct fake_printer *printer, uint8_t byte);
void fake_set_live(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_command.c */
/** fake_command_take - the next byte in its order. fake_command_reset - what had come of a command is forgotten. */
void fake_command_take(struct fake_printer *printer, uint8_t byte);
void fake_command_reset(struct fake_printer *printer);
/** fake_unknown, fake_ignored - name the command @bytes on the receipt. */
void fake_unknown(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_ignored(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_verbs.c: what it knows. Length of the whole command, 0: more bytes are needed to tell. */
struct fake_verb {
	uint8_t lead, code, third;    /* third 0: any */
	uint8_t length;               /* 0: measure() */
	size_t (*measure)(const uint8_t *bytes, size_t count);
	void (*obey)(struct fake_printer *printer, const uint8_t *bytes, size_t size); /* NULL: taken, without effect on paper */
	unsigned lack;                /* models with this flag do not know it */
};
/** fake_find_verb - by the first @count bytes, 2 or more; NULL: none. */
const struct fake_verb *fake_find_verb(const struct fake_printer *printer, const uint8_t *bytes, size_t count);

/* fake_paper.c */
void fake_paper_row(struct fake_printer *printer, const uint8_t row[static FAKE_STRIDE]);
void fake_paper_feed(struct fake_printer *printer, int rows);
/** fake_paper_load - a new roll. fake_paper_cut - what is beyond the knife comes off, unless it is stuck. */
void fake_paper_load(struct fake_printer *printer);
void fake_paper_cut(struct fake_printer *printer);

/* fake_line.c */
/** fake_area - dots between the margins. */
int fake_area(const struct fake_printer *printer);
/** fake_line_ink - the dot @x right of the pen, @up above the line's foot. fake_line_step - the pen goes on, what it left is @height tall. */
void fake_line_ink(struct fake_printer *printer, int x, int up);
void fake_line_step(struct fake_printer *printer, int width, int height);
/** fake_line_end - print it and go on by at least @rows. fake_line_drop - forget it. */
void fake_line_end(struct fake_printer *printer, int rows);
void fake_line_drop(struct fake_printer *printer);

/* fake_text.c: letters and how they look */
void fake_mode_reset(struct fake_printer *printer);
void fake_letter(struct fake_printer *printer, uint8_t byte);
/** fake_words - plain @text as a line of its own, in the middle of @width dots at @left; no longer than they are wide. */
void fake_words(struct fake_printer *printer, const char *text, bool font_b, int left, int width);

/* fake_layout.c: verbs */
void fake_start(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_letter(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_all(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_size(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_reverse(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_line(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_spacing(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_move(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_tabs(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_feed(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_cut(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_graphics.c */
/** fake_shift - where a picture @width wide begins on the paper. fake_burn - a row of it @tall times, each dot @wide times, inside the print area. */
int fake_shift(const struct fake_printer *printer, int width);
void fake_burn(struct fake_printer *printer, const uint8_t *from, int width, int wide, int tall);
void fake_strip_begin(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_strip_byte(struct fake_printer *printer, uint8_t byte);
void fake_graphics(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_bit_image(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_codes.c: verbs */
void fake_code_reset(struct fake_printer *printer);
void fake_qr(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_set_bars(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_bars(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_presenter.c */
/** fake_present_cut - the ticket @number was cut off: it is held; one that was there before falls out. */
void fake_present_cut(struct fake_printer *printer, int number);
/** fake_tell_full - Custom's full status, if it has changed and is watched, or @anyway. */
void fake_tell_full(struct fake_printer *printer, bool anyway);
void fake_present(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_custom(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_identity.c */
/** fake_count - add to a maintenance counter. */
void fake_count(struct fake_printer *printer, enum fake_counter counter, long more);
void fake_identify(struct fake_printer *printer, const uint8_t *bytes, size_t size);
void fake_tell_counter(struct fake_printer *printer, const uint8_t *bytes, size_t size);
