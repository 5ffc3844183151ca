/* SPDX-License-Identifier: MIT */
/* scene_pair.h - somebody interprets: asked for, and the same page from the other side. */
#pragma once

#include "ui/visit/visit.h"

void make_pair_language(struct visit *visit);
void make_pair_who(struct visit *visit);
void make_pair_sheet(struct visit *visit);
void make_pair_question(struct visit *visit); /* in the language of the scene; the other is Urdu, or English where that is the scene's */
void make_pair_turned(struct visit *visit);   /* the same, turned to the other language */
