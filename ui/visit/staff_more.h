/* SPDX-License-Identifier: MIT */
/* staff_more.h - what staff have to say from their own sheet: what kind of case this is and why, what is wrong with a service, why they were needed. */
#pragma once

#include "ui/visit/act.h"

enum { STAFF_KINDS = 2, STAFF_CODES_MAX = 9 };

/** staff_says - whether who is signed in may say anything; staff_says_type - that this case is another kind: while they help with it; staff_says_why - of a call, which ends with it; staff_says_remark - of a service, to the council. */
bool staff_says(const struct visit *visit);
bool staff_says_type(const struct visit *visit);
bool staff_says_why(const struct visit *visit);
bool staff_says_remark(const struct visit *visit);

/** staff_kind_name - "issue", "idea". staff_code_name - "V", "A1" … "U"; static. */
const char *staff_kind_name(int kind);
const char *staff_code_name(int code);

/** visit_type_told - the bell "type": the desk says what kind the case at hand is. Effect bits. */
unsigned visit_type_told(struct visit *visit, const json_t *bell);
