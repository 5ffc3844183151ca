/* SPDX-License-Identifier: MIT */
/* dump.h - the tree as text for goldens and as JSON for the hub (desk, tests). */
#pragma once

#include "firmware/base/buffer.h"
#include "ui/tree/node.h"

#include <jansson.h>

enum { DUMP_JSON_MAX_BYTES = 48 * 1024 };

/** dump_text - one line a node: indent, role, level, #id, "name", label, value, state words, place/of, hint, error, lang, "action", [left,top widthxheight] in px and cap=MM, the height of its words' capitals, when @with_rects. Secret values are masked. FAIL_LIMIT. */
enum fail dump_text(const struct tree *tree, bool with_rects, struct buffer *ret);

/** dump_json - {"screen":id,"lang":…,"rtl":bool,"focus":id,"nodes":[{"id","role","name","label"?,"value"?,"hint"?,"error"?,"lang"?,"level"?,"place"?,"of"?,"state":[…],"action"?:true,"rect":[x,y,w,h],"cap_um"?,"depth"}]}, new. Secret values are masked. */
json_t *dump_json(const struct tree *tree);
