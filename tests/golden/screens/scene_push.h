/* SPDX-License-Identifier: MIT */
/* scene_push.h - a form that the desk laid ready, as it is met and as its code is typed. */
#pragma once

#include "ui/visit/visit.h"

void make_push_idle(struct visit *visit);
void make_push_home(struct visit *visit);
void make_push(struct visit *visit);
void make_push_typed(struct visit *visit);
void make_push_wrong(struct visit *visit);
void make_push_gone(struct visit *visit);
