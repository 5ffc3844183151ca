/* SPDX-License-Identifier: MIT */
/* value.h - what was typed, read as what it means: trimmed text, a number, a day. Looks at the answers in place; copies nothing. */
#pragma once

#include "firmware/base/span.h"
#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

#include <stdbool.h>
#include <stddef.h>

/** value_text - the trimmed answer to @field. */
struct span value_text(const struct answers *answers, const char *field);

enum number_kind { NUMBER_BLANK, NUMBER_WORDS /* not a number */, NUMBER_TOO_LARGE /* more digits than are exact */, NUMBER_READ };
struct number { enum number_kind kind; double value; int decimals; };

/**
 * number_read - spaces and commas between digits fall away, and so do @prefix and @suffix where they were typed ("£", "kg"; "" none).
 * A point divides decimals; an exponent is understood. Exact to 2^53. Reads the same in every locale.
 */
struct number number_read(struct span text, const char *prefix, const char *suffix);
/** value_number - of a COMPONENT_NUMBER. */
struct number value_number(const struct answers *answers, const struct form_component *component);

/** month_read - 1..12 for an English or Welsh month's name or its first three letters or more; 0. */
int month_read(struct span text);

/** value_day - the day that a COMPONENT_DATE's three fields (or a COMPONENT_DATE_TIME's first three) name; date_none() unless there is such a day. */
struct date value_day(const struct answers *answers, const struct form_component *component);
/** value_day_part - the @index-th part (0 day, 1 month, 2 year; of a month: 0 month, 1 year) as a number; months may be names, days may be "3rd". */
struct number value_day_part(const struct answers *answers, const struct form_component *component, int index);

/** value_month - the first day of the month that a COMPONENT_MONTH_YEAR's two fields name; date_none() unless there is such a month. */
struct date value_month(const struct answers *answers, const struct form_component *component);

/** value_chosen - the item of @component's list that has @value; NULL. */
const struct form_item *value_chosen(const struct form_component *component, const char *value);
