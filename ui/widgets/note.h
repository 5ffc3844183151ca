/* SPDX-License-Identifier: MIT */
/* note.h - something to know, in a quiet box. */
#pragma once

#include "ui/widgets/build.h"

enum note_kind { NOTE_PLAIN, NOTE_GOOD, NOTE_WARNING };

/** note_show - @strong in bold (NULL none) above @text; an icon before them. note_height - its room in @width. */
void note_show(struct build *build, enum note_kind kind, const char *icon, const char *strong, const char *text);
int note_height(const struct build *build, const char *strong, const char *text, int width);

/** note_open - the same, left open at its end for a button; close with note_close(). */
void note_open(struct build *build, enum note_kind kind, const char *icon, const char *strong, const char *text);
void note_close(struct build *build);
