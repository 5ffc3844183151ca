/* SPDX-License-Identifier: MIT */
/* raise.h - what answers say of how much a case needs of others: more than its service as a rule. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

/** form_raises - which reasons of @form's metadata.kiosk.raise hold, as 1 << enum form_raise_why: conditions by the walked path, words in answers of it. */
unsigned form_raises(const struct form *form, const struct answers *answers, struct date today);

/** form_raise_to - how far a reason raises a case. form_raise_name - "payer" …, as definitions and records write it; static. */
enum form_interaction form_raise_to(enum form_raise_why why);
const char *form_raise_name(enum form_raise_why why);
