/* SPDX-License-Identifier: MIT */
/* question.h - one page of a form, cut into pieces and packed into views that fit the panel. */
#pragma once

#include "ui/widgets/action_row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/errors.h"
#include "ui/widgets/keyboard.h"

enum { QUESTION_VIEW_MAX = 600, TITLE_AGAIN_LINES = 3, TITLE_GATHERED_LINES = 2, PIECE_MAX = 2200 /* a list has 2000 items at most */, BESIDE_AROUND = 28 /* words of an action beside the box that types */, QUESTION_TIGHT_MAX = 5 /* but for a column */ };

enum piece_kind { PIECE_BLOCK, PIECE_LABEL /* a question's own words, when the page's title is not them */, PIECE_TYPED /* all boxes of one question */, PIECE_CHOICE /* one row */ };

struct piece {
	enum piece_kind kind;
	const struct form_component *component; /* NULL: a block of nobody's */
	struct form_block block;                /* PIECE_BLOCK */
	const char *value, *label, *hint;       /* PIECE_CHOICE; label and hint of PIECE_LABEL too */
	bool hidden;                            /* a row that stands for an answer which who helps may not see */
	bool answer;                            /* a block that shows what was answered */
	const char *shown;                      /* the label when it had to be shortened; else NULL */
	int place, of;                          /* of the choices offered */
	int height, wide_height;                /* of a block: on a view where nothing types; else 0 */
};

struct view { int first, count; };

/* How the question stands above its keyboard: its title whole and large, or in two lines; the words of its box above that, or in it until something is typed. */
enum gathered { GATHERED_NOT, GATHERED_LARGE, GATHERED_LINES, GATHERED_LARGE_INSIDE, GATHERED_LINES_INSIDE, GATHERED_COUNT };

struct question {
	struct build *build;
	const struct form *form;
	const struct form_page *page;
	const struct form_component *only;      /* the page's one question; NULL: none or several */
	int asking;
	const char *title, *hint;
	const char *whole_title;                /* when @title had to be shortened; else NULL */
	const char *long_hint;                  /* too long to stand above everything: read like content; else NULL */
	enum gathered gathered;                 /* on one page with its keyboard: its small buttons stand beside the box that types */
	bool headed;                            /* the only question's own words are the heading */
	const char *lang;                       /* of the form's texts; NULL the screen's */
	struct error_line *line; int errors;
	struct piece *piece; int pieces;
	struct view view[QUESTION_VIEW_MAX]; int views, shown;
	int tight;                              /* 0..6: what gives way when the page is full */
	bool fits;                              /* every view has all of what it shows */
	bool quiet;                             /* no room for the message at its box: it stands in the summary alone */
	bool why, skip;
};

/* question.c */
void question_screen(struct build *build);

/* question_plan.c: collect the pieces, pack them, choose the view. */
void question_plan(struct question *question);
int question_fixed_height(const struct question *question, bool first); /* errors and title; on the first view hint, likely days and small buttons too */
/** question_asks - whether @component is asked here: a list without options leaves nothing to choose. */
bool question_asks(const struct form_component *component);

/** question_title_lines - 0: the title is shown whole; else in at most so many lines, because the question itself is a label below it. */
int question_title_lines(const struct question *question, bool first);
bool question_gives_way(const struct question *question); /* at last the title is a part of its own, and what is wrong stands with it */
bool question_shows_errors(const struct question *question, bool first); /* on the first view, or on a later one */
bool question_label_heard(const struct question *question); /* no room for the words above a box */
bool question_label_inside(const struct question *question, const char *label); /* they stand in it */
bool question_hint_apart(const struct question *question); /* no room for the hint above everything: a part to read, or with errors only spoken */
int question_least_room(const struct question *question, int reserve); /* below the shortest title and summary */
enum errors_room question_errors_room(const struct question *question);
int question_small_height(const struct question *question); /* of "Why we ask" and "Skip" */
struct question_button;
int question_button_height(const struct question *question, const struct question_button *button); /* of one whose words may need several lines */
bool question_view_types(const struct question *question, int view);
int question_view_of(const struct question *question, const struct form_component *component);
struct keyboard question_keyboard(const struct question *question, const struct form_component *component, const char *field);

/* question_pieces.c */
void question_collect(struct question *question);

/* question_typed.c */
/** typed_label_shown - the question's words, shortened if the boxes and the keyboard leave no room for all of them; else NULL. */
const char *typed_label_shown(const struct question *question, const struct form_component *component, int width);
int typed_height(const struct question *question, const struct form_component *component, int width);
void typed_show(struct question *question, const struct form_component *component, int part);
/** typed_field - the name of the @index-th box of @component; "" after the last. typed_part - which part of the component @field is; NULL: not one of its boxes. */
const char *typed_field(const struct question *question, const struct form_component *component, int index);
bool typed_kind(enum component_kind kind);

/* question_date.c: a day, a month, a day with its time. */
bool date_kind(enum component_kind kind);
const char *date_field(const struct form_component *component, int index); /* as typed_field() */
int likely_dates_height(const struct question *question);
void likely_dates_show(struct question *question);
void date_show(struct question *question, const struct form_component *component, int part);
/** date_other - of a day with its time on the lowest panel: the way to the row that is not shown, for the actions. */
bool date_other(const struct question *question, const struct form_component *component, int part, struct action_more *ret);
int date_height(const struct question *question, const struct form_component *component, int width);

/** question_error - the message for @field; NULL. */
const char *question_error(const struct question *question, const char *field);
