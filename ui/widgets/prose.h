/* SPDX-License-Identifier: MIT */
/* prose.h - what is read: headings, paragraphs, and the blocks of a form's own content. */
#pragma once

#include "firmware/forms/form.h"
#include "ui/widgets/build.h"

/** prose_title - the screen's heading of level 1, in the largest type that keeps it in a few lines; also what is said first. prose_title_height - its room. */
void prose_title(struct build *build, const char *text, bool small);
int prose_title_height(const struct build *build, const char *text, bool small, int width);

/** prose_title_again - the same on the later parts of a page: drawn small and in at most @lines lines (-1: only heard), said in full. */
void prose_title_again(struct build *build, const char *text, int lines);
int prose_title_again_height(const struct build *build, const char *text, int lines, int width);

/** prose_heading - a heading of @level. prose_text - a paragraph. prose_quiet - a hint. "" and NULL show nothing. */
void prose_heading(struct build *build, int level, const char *text);
void prose_heading_short(struct build *build, int level, const char *text, const char *shown); /* drawn as @shown; NULL: whole */
void prose_text(struct build *build, enum type_style type, const char *text);
void prose_quiet(struct build *build, const char *text);

/** prose_in - a paragraph in @lang (NULL: the screen's). */
void prose_in(struct build *build, const char *lang, enum type_style type, const char *text);

/** prose_block - one block of content, with its bullet or number. prose_block_height - its room in @width, with the gap after it. */
void prose_block(struct build *build, const struct form_block *block);
int prose_block_height(const struct build *build, const struct form_block *block, int width);
