/* SPDX-License-Identifier: MIT */
/* date.h - calendar days without time zones. Bank holidays and working days: firmware/uk/holidays.h. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

struct date { int year, month, day; }; /* 1000..9999, 1..12, 1..31; all 0: none */

bool date_real(struct date date);                    /* whether there is such a day */
bool date_none(struct date date);
int32_t date_number(struct date date);               /* days since 1970-01-01 */
struct date date_from_number(int32_t days);
int date_compare(struct date a, struct date b);      /* <0, 0, >0 */
int date_weekday(struct date date);                  /* 0 Sunday .. 6 Saturday */
struct date date_add_days(struct date date, int days);
/** date_add_months - the same day of the month, or that month's last day. */
struct date date_add_months(struct date date, int months);
/** date_parse - "YYYY-MM-DD" of a real day. FAIL_INPUT. */
enum fail date_parse(const char *text, struct date *ret);
/** date_write - "YYYY-MM-DD" into @ret. */
void date_write(struct date date, char ret[static 11]);
/** date_of_ms - the civil day, and minutes since midnight, of @wall_ms in the process's time zone (TZ). @ret_minutes may be NULL. */
struct date date_of_ms(int64_t wall_ms, int *ret_minutes);
