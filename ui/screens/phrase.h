/* SPDX-License-Identifier: MIT */
/* phrase.h - a form's own texts in the person's language, with {{ answers }} filled in. */
#pragma once

#include "ui/widgets/build.h"

/** phrase_service - the service's name. phrase_page - the page's title, "" none. phrase_kiosk - a text of metadata.kiosk by @id. */
const char *phrase_service(const struct build *build, const struct form *form);
const char *phrase_page(const struct build *build, const struct form_page *page);
const char *phrase_section(const struct build *build, const struct form_page *page); /* its title, "" none */
const char *phrase_repeat(const struct build *build, const struct form_page *page); /* what is added on a repeated page */
const char *phrase_kiosk(const struct build *build, const struct form *form, const char *id, const char *otherwise);

/** phrase_assist - that a person may, or has to, help with @page, and why; "" it needs nobody. */
const char *phrase_assist(const struct build *build, const struct form_page *page);

/** phrase_title, phrase_hint, phrase_short - of a component; short: its label on check answers. phrase_item, phrase_item_hint - of a choice. */
const char *phrase_title(const struct build *build, const struct form_component *component);
const char *phrase_hint(const struct build *build, const struct form_component *component);
const char *phrase_short(const struct build *build, const struct form *form, const struct form_component *component);
const char *phrase_item(const struct build *build, const struct form_item *item);
const char *phrase_item_hint(const struct build *build, const struct form_item *item);

/** phrase_label - @title with "(optional)" when the answer may stay blank. */
const char *phrase_label(const struct build *build, const struct form_component *component, const char *title);

/** phrase_lang - NULL when the form speaks the person's language; "en" when it does not. */
const char *phrase_lang(const struct build *build, const struct form *form);

/** phrase_fill - {{ name }} and {{ 'name' | answer }} become the answer of that field; anything else in braces becomes nothing. The tree's memory. */
const char *phrase_fill(const struct build *build, const char *text);

/** phrase_same - whether two titles say the same, but for spaces at the ends. */
bool phrase_same(const char *a, const char *b);
