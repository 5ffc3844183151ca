/* SPDX-License-Identifier: MIT */
/* privacy.h - while somebody helps: what they may not see may not be changed either, until the resident shows it. */
#pragma once

#include "ui/visit/visit.h"

/** visit_hides - whether the answer of @component is hidden from who looks at the screen now. */
bool visit_hides(const struct visit *visit, const struct form_component *component);

/** visit_hides_field - the same of one of a component's boxes, by its name. False for what is no field of the form. */
bool visit_hides_field(const struct visit *visit, const char *field);

/** visit_answered - whether anything was answered to @component. */
bool visit_answered(const struct visit *visit, const struct form_component *component);

/** visit_page_privacy - the strictest class of those answers of @page that are seen now. */
enum privacy_class visit_page_privacy(const struct visit *visit, const struct form_page *page);

/** visit_shown_answers - the answers that may stand in sentences: those that are hidden are dots. New, end with answers_free(). */
struct answers *visit_shown_answers(const struct visit *visit);
