/* SPDX-License-Identifier: MIT */
/* component_options.h - what only some kinds of component have: lengths, lists, ranges of days, content. */
#pragma once

#include "firmware/forms/load.h"

/** options_reader - complete @ret, whose common parts are read, from its JSON. FAIL_INPUT · FAIL_LIMIT with a sentence. */
typedef enum fail (*options_reader)(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);

/**
 * options_none - nothing more to read.                     options_text - lengths, words, a pattern.
 * options_number - lowest, highest, decimals, unit.         options_list - the list it offers or shows; how many ticks.
 * options_date - its range.                                 options_declaration - what is declared, and the tick's words.
 * options_month - its range.        options_time - "14:30".        options_place - how a place on a map is written.
 * options_address - whether it is looked up by its postcode.
 * options_html, options_markdown, options_either - content in that form.  options_inset - set apart.  options_banner - under a heading.
 */
enum fail options_none(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_text(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_number(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_list(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_date(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_month(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_time(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_place(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_address(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_declaration(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_html(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_markdown(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_inset(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_banner(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
enum fail options_either(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret);
