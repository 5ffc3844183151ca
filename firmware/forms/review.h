/* SPDX-License-Identifier: MIT */
/* review.h - the answers that count, as rows to check and as the record to send. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

#include <jansson.h>

struct review_row {
	int page;                        /* where Change leads */
	const struct form_component *component;
	bool blank;                      /* "Not provided" */
	const char *value;               /* for people, several lines joined with "\n"; dates as YYYY-MM-DD in `date` and "" here; yes/no and declaration "true"/"false"; personal: arena's memory */
	struct date date;                /* COMPONENT_DATE, _DATE_TIME (its time is in value), _MONTH_YEAR (day 1) */
	const struct form_repeat *repeat; size_t items; /* of a repeated page: one row, with its first question as component */
};

enum { REVIEW_ROW_MAX = 1000, REVIEW_DESK_MAX = 20, REVIEW_LINES_MAX_BYTES = 256 * 1024 /* of all ticked options and addresses; behind that a row says … */ };

/**
 * review_rows - one row per field on the walked path, sections in the definition's order, then the rest.
 * @language: option texts are taken in it.  @arena: holds the rows' texts; wipe it after use.  @ret_rows: in @arena. Returns how many.
 */
size_t review_rows(const struct form *form, const struct answers *answers, struct date today, const char *language, struct arena *arena, const struct review_row **ret_rows);

/** review_item - the rows of answer @index of the repeated page @page, as review_rows() has them; in @arena, wiped after use. Returns how many. */
size_t review_item(const struct form *form, const struct answers *answers, const char *language, int page, size_t index, struct arena *arena, const struct review_row **ret_rows);

/** review_component - the row of one question that is asked, wherever the walk stands; its page is 0. */
void review_component(const struct form *form, const struct form_component *component, const struct answers *answers, const char *language, struct arena *arena, struct review_row *ret);

/**
 * review_record - what the back office gets: {"meta":{…},"data":{"main":{…},"repeaters":{},"files":{}}} in the adapter v1 shape;
 * meta: schemaVersion 1, timestamp, referenceNumber, formName, formId (service code), formVersion, status "live", isPreview false, language.
 * Only pages on the walked path count; unanswered optional fields are null. New object.
 */
json_t *review_record(const struct form *form, const struct answers *answers, struct date today, const char *reference, const char *timestamp, const char *language);

/** review_answers - the values of @page alone, by written name, as review_record() has them; new. Of a repeated page: of what is being typed. */
json_t *review_answers(const struct form_page *page, const struct answers *answers);

/**
 * review_fees - what is to pay: amounts times their multipliers, of the fees whose condition holds. @ret: room for FORM_FEE_MAX; returns how many.
 */
struct review_fee { const struct form_fee *fee; long pence; };
size_t review_fees(const struct form *form, const struct answers *answers, struct date today, struct review_fee ret[static FORM_FEE_MAX]);
/** review_to_pay - all of it, in pence.
 * review_at_desk - what the pages on the walked path have for the desk other than paying, in their order; at most REVIEW_DESK_MAX. Their number. */
int64_t review_to_pay(const struct form *form, const struct answers *answers, struct date today);
struct review_desk { const struct form_component *component; bool on_paper; };
size_t review_at_desk(const struct form *form, const struct answers *answers, struct date today, struct review_desk ret[static REVIEW_DESK_MAX]);
