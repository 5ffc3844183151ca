/* SPDX-License-Identifier: MIT */
/* long_form.h - a long definition of our own and a journey to its end, the same for both engines. */
#pragma once

#include <jansson.h>

enum { LONG_FORM_CONDITIONS = 25 };

/** long_form - schema 2, @pages questions of five kinds and check answers; LONG_FORM_CONDITIONS conditions, each a condition of some later page. */
json_t *long_form(int pages);

/** long_form_journey - [{"path", "payload"}, …]: right answers to all of its pages, every condition holds. */
json_t *long_form_journey(int pages);
