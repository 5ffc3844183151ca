/* SPDX-License-Identifier: MIT */
/* template_fill.h - a template and what is to stand in it become blocks. */
#pragma once

#include "firmware/base/site.h"
#include "firmware/base/words.h"
#include "firmware/print/paper.h"
#include "firmware/print/template.h"

#include <jansson.h>

struct template_place { const struct words *words; const struct site *site; const char *const *sample; int sample_count; /* a line in every language */ };

/** template_check - whether @data is an object of the template's members only, each of its kind and not larger than it may be, none missing. FAIL_INPUT. */
enum fail template_check(const struct template *template, const json_t *data);

/** template_fill - the blocks of @template with @data in them; texts live in @list's arena or belong to @data and @place. FAIL_INPUT as above · FAIL_LIMIT too many. */
enum fail template_fill(const struct template *template, const json_t *data, const struct template_place *place, struct paper_list *list);
