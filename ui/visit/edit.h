/* SPDX-License-Identifier: MIT */
/* edit.h - what typing (edit.c) and moving in what is typed (caret.c) share. Offsets are bytes, always between characters as they are read. */
#pragma once

#include "ui/visit/parts.h"
#include "ui/visit/select.h"

enum { EDIT_ROOM = ANSWERS_VALUE_MAX_BYTES + 1 };

/** edit_write - the value of the box that types becomes @before (@before_size bytes of it), @middle, @after; the caret goes behind @middle, nothing is marked. False: no room. */
bool edit_write(struct visit *visit, const char *before, size_t before_size, const char *middle, const char *after);

/** edit_marked - what is marked of @value, or the caret twice. */
struct selection edit_marked(const struct visit *visit, const char *value);

/** edit_forget - what Clear took away can not be had back any more. */
void edit_forget(struct visit *visit);
