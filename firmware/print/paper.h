/* SPDX-License-Identifier: MIT */
/* paper.h - what is printed, as a list of blocks from the top down, before anyone thinks about dots. */
#pragma once

#include "firmware/base/arena.h"

#include <stdbool.h>

enum { PAPER_LIST_MAX = 600, PAPER_ENTRY_MAX = 8 };

enum paper_kind {
	PAPER_LOGO,    /* the logo; beside it head, and text below that */
	PAPER_TEXT,    /* text in its role */
	PAPER_PAIR,    /* icon, or number in a disc; beside it head and text */
	PAPER_RULE,    /* a line across, or dashed, with space around it */
	PAPER_LINE,    /* the thin one above a row */
	PAPER_BOX,     /* framed: text small, head as large as fits (at most size dots), tag in the corner */
	PAPER_CODE,    /* code as QR; beside it text, head and more, or below it where the paper is narrow */
	PAPER_BARCODE, /* code as Code 128, and below it the same to read */
	PAPER_ROW,     /* a day: head, entries beside it, a line below; inverted when it differs, with tag */
	PAPER_BANNER,  /* white on black: icon, head, text */
	PAPER_NUMBER,  /* framed: head as large as can be, text beside it */
	PAPER_ITEM,    /* an entry of a list behind icon, or behind a dot */
	PAPER_SPACE,   /* size dots at 203 an inch, may be less than none */
	PAPER_RULER,   /* millimetres */
	PAPER_PATTERN, /* fine lines, chequers and a black bar: a dead dot shows */
	PAPER_KIND_COUNT
};

enum paper_role { ROLE_BODY, ROLE_STRONG, ROLE_SMALL, ROLE_SMALL_STRONG, ROLE_LEAD, ROLE_SUBTITLE, ROLE_TITLE, ROLE_HUGE, ROLE_COUNT };

struct paper_entry { const char *icon, *name, *more; };

struct paper_block {
	enum paper_kind kind;
	enum paper_role role;
	bool dashed, inverted;
	int number, size;
	const char *icon, *head, *text, *more, *tag, *code; /* NULL or "": none */
	const struct paper_entry *entry; int entry_count;
};

struct paper_list { struct arena *arena; struct paper_block *block; int count, room; bool rtl; };

/** paper_kind_from, paper_role_from - by name: "text", "title"; -1 there is none. */
int paper_kind_from(const char *name);
int paper_role_from(const char *name);

/** paper_list_init - an empty list in @arena. */
void paper_list_init(struct paper_list *list, struct arena *arena, bool rtl);

/** paper_add - @block at the end; its texts are borrowed. Beyond PAPER_LIST_MAX nothing is added, and false returned. */
bool paper_add(struct paper_list *list, struct paper_block block);

/* The most common ones: paper_text(list, ROLE_TITLE, words), nothing for "". */
bool paper_text(struct paper_list *list, enum paper_role role, const char *text);
bool paper_space(struct paper_list *list, int size);
bool paper_rule(struct paper_list *list, bool dashed);
