/* SPDX-License-Identifier: MIT */
/* check.h - which rule a page's answers break, and where; the words are made elsewhere. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

enum rule {
	RULE_NONE,
	RULE_REQUIRED,        /* nothing given */
	RULE_MIN, RULE_MAX,   /* text length; number value; see limit */
	RULE_BETWEEN,         /* multi-line with both limits */
	RULE_LENGTH,          /* exact */
	RULE_PATTERN, RULE_WORDS,
	RULE_EMAIL, RULE_EMAIL_CHARACTERS, RULE_PHONE, RULE_PHONE_DRAMA /* a number nobody has */, RULE_POSTCODE,
	RULE_NUMBER, RULE_WHOLE, RULE_DECIMALS, RULE_NUMBER_SIZE,
	RULE_CHOICE,          /* not one of the options */
	RULE_CHOICES_MIN, RULE_CHOICES_MAX, RULE_CHOICES_LENGTH,
	RULE_CONFIRM,         /* declaration not ticked */
	RULE_DATE_PART,       /* a part is missing: see part */
	RULE_DATE_REAL, RULE_DATE_EARLIEST, RULE_DATE_LATEST,
	RULE_OPTION_HIDDEN,   /* the chosen option went away because an earlier answer changed */
	RULE_FORMAT,          /* not what metadata.kiosk wants of it: part says in which way */
	RULE_WEBSITE, RULE_TIME, /* not an address on the web; not a time of day */
	RULE_REPEATS_MIN, RULE_REPEATS_MAX, /* of a repeated page's answers: see repeat.h */
	RULE_COUNT
};

struct form_error {
	const struct form_component *component;
	const char *field;     /* the field to go to, e.g. "when__month"; static or the form's */
	const char *part;      /* "" or "day" "month" "year" "addressLine1" "town" "postcode" "addressLine2" "county"; of RULE_FORMAT "nino" "pin-easy" … */
	enum rule rule;
	double limit, limit_high; /* of MIN, MAX, BETWEEN, LENGTH, WORDS, DECIMALS, CHOICES_* */
	struct date date;      /* of DATE_EARLIEST, DATE_LATEST */
};

enum { FORM_ERROR_MAX = 128 };

/**
 * check_page - the broken rules of one page, one per field (an address one per part), in field order.
 * @today: injected; date ranges count from it.  @ret: room for FORM_ERROR_MAX. Returns how many.
 * Source: the reference engine's rules (messages are our own).
 */
size_t check_page(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today, struct form_error ret[static FORM_ERROR_MAX]);

/** check_own_words - what the form's author wants said about this error; NULL: nothing of its own. */
const char *check_own_words(const struct form_error *error);

/** rule_name - "required", "date-real", …; also the last part of the sentence's key "error.<rule>". */
const char *rule_name(enum rule rule);
