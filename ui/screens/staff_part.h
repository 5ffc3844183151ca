/* SPDX-License-Identifier: MIT */
/* staff_part.h - what the pages of the staff's own sheet share, and those of what staff have to say. */
#pragma once

#include "ui/widgets/action_row.h"
#include "ui/widgets/field.h"

/** staff_begin - the sheet with @title; staff_end - its closing button, called @words. staff_button - one that does ACTION_STAFF @act. staff_gap - between them. */
void staff_begin(struct build *build, const char *title);
void staff_end(struct build *build, const char *words);
void staff_button(struct build *build, const char *id, const char *icon, const char *words, const char *act, int number_of, int look);
int staff_gap(const struct build *build);
/** staff_room - before staff_begin(): @count buttons below @title and @text (NULL none) turn pages where they have no room. */
void staff_room(struct build *build, const char *title, const char *text, int count);

/** staff_box - the box that staff type into. staff_typed_actions - Back, and what goes on, called @main. */
struct field staff_box(const struct build *build, const char *label, const char *hint);
struct action_row staff_typed_actions(const struct build *build, const char *main);

/* staff_more.c: one page each */
void staff_more_menu(struct build *build);
void staff_more_type(struct build *build);
void staff_more_word(struct build *build);
void staff_more_kind(struct build *build);
void staff_more_remark(struct build *build);
void staff_more_codes(struct build *build);
void staff_more_noted(struct build *build);
