/* SPDX-License-Identifier: MIT */
/* forms.h - the verbs of `foyer forms` for authors; each takes its own name as @argv[0] and returns the exit status. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/forms/form.h"

#include <stdbool.h>

/** forms_check - say what is wrong with each file: 0 nothing · 1 · 2 wrong options. */
int forms_check(int argc, char **argv);
/** forms_walk - play random journeys: 0 · 1 one was stuck, or the form is refused · 2 wrong options. */
int forms_walk(int argc, char **argv);
/** forms_show - print the graph of pages, and draw it: 0 · 1 the form is refused, or a file cannot be written · 2 wrong options. */
int forms_show(int argc, char **argv);

/** forms_fit - print what of the form at @path does not fit on the screens. 0 all of it does · 1 · -1 this cannot be looked at here. */
int forms_fit(const char *path);

/** forms_say - print what is to be said of the form at @path, where and what to do. Returns how much that is. @ret_refused: a kiosk would not take it. */
size_t forms_say(const char *path, bool *ret_refused);

/** forms_wrong - say @words and how it is used on standard error. Returns 2. */
int forms_wrong(const char *words);

/** forms_read - the definition at @path; its service's code is the name of the file. @bytes: its text, initialised by the caller. As file_read() and form_load(). */
enum fail forms_read(const char *path, struct buffer *bytes, struct form **ret);
