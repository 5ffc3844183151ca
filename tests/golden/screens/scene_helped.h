/* SPDX-License-Identifier: MIT */
/* scene_helped.h - scenes where somebody of the staff helps: asked, masked, shown. */
#pragma once

#include "ui/visit/visit.h"

void make_staff_helps(struct visit *visit);
void make_assist(struct visit *visit);
void make_assist_not_now(struct visit *visit);
void make_helped_home(struct visit *visit);
void make_helped_choice(struct visit *visit);
void make_helped_name(struct visit *visit);
void make_spoken(struct visit *visit);
void make_spoken_not_now(struct visit *visit);
void make_behalf(struct visit *visit);
void make_handback(struct visit *visit);
void make_handback_hidden(struct visit *visit);
void make_handback_shown(struct visit *visit);
void make_helped_check(struct visit *visit);
