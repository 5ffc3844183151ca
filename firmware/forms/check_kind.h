/* SPDX-License-Identifier: MIT */
/* check_kind.h - one checker for each kind of question, and where they put what they find. */
#pragma once

#include "firmware/forms/check.h"
#include "firmware/forms/condition.h"
#include "firmware/forms/value.h"

struct checking {
	struct scope *scope;
	const struct form_page *page;
	const struct form_component *component;
	struct form_error *ret; size_t count;
	struct form_error beyond; /* takes what is behind FORM_ERROR_MAX */
};

/** checking_add - a broken rule of the component, at its field @index. What is returned may be completed with limits. */
struct form_error *checking_add(struct checking *checking, enum rule rule, size_t index, const char *part);

/** checking_as_xgov - whether the reference engine is mirrored, and is XGov's, which lets more pass. */
bool checking_as_xgov(const struct checking *checking);

/** check_page_in - check_page() with the pages walked so far, @page among them. */
size_t check_page_in(struct scope *scope, const struct form_page *page, struct form_error ret[static FORM_ERROR_MAX]);

/** check_format - whether the answer breaks what metadata.kiosk says of its format; then the error is added. */
bool check_format(struct checking *checking, struct span text);

void check_text(struct checking *checking);      /* text, multi-line */
void check_number(struct checking *checking);
void check_email(struct checking *checking);
void check_phone(struct checking *checking);
void check_choice(struct checking *checking);    /* radios, select */
void check_ticks(struct checking *checking);     /* checkboxes */
void check_yes_no(struct checking *checking);
void check_declaration(struct checking *checking);
void check_date(struct checking *checking);
void check_date_time(struct checking *checking);
void check_month(struct checking *checking);
void check_website(struct checking *checking);
void check_unasked(struct checking *checking);   /* hidden, place, file: nobody can be told here; only the reference engine minds */
void check_address(struct checking *checking);
