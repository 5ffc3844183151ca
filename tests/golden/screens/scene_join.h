/* SPDX-License-Identifier: MIT */
/* scene_join.h - scenes where somebody helps from the desk: asked, seen, over. */
#pragma once

#include "ui/visit/visit.h"

void make_join(struct visit *visit);
void make_join_long(struct visit *visit);
void make_joined_choice(struct visit *visit);
void make_joined_shown(struct visit *visit);
void make_joined_name(struct visit *visit);
void make_joined_check(struct visit *visit);
void make_join_left(struct visit *visit);
void make_join_lost(struct visit *visit);
