/* SPDX-License-Identifier: MIT */
/* scene_handout.h - what anybody may have on paper: where it is offered, and what becomes of it. */
#pragma once

#include "ui/visit/visit.h"

void make_service_no_printer(struct visit *visit);
void make_charter(struct visit *visit);
void make_handout(struct visit *visit);
void make_handout_done(struct visit *visit);
void make_handout_no_paper(struct visit *visit);
void make_handout_unsure(struct visit *visit);
void make_handout_gone(struct visit *visit);
