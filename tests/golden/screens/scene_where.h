/* SPDX-License-Identifier: MIT */
/* scene_where.h - "Where is my form?", at each of its stages. */
#pragma once

#include "ui/visit/visit.h"

void make_where(struct visit *visit);
void make_where_typed(struct visit *visit);
void make_where_wrong(struct visit *visit);
void make_where_asking(struct visit *visit);
void make_where_waiting(struct visit *visit);
void make_where_held(struct visit *visit);
void make_where_received(struct visit *visit);
void make_where_unasked(struct visit *visit);
void make_where_looking(struct visit *visit);
void make_where_planned(struct visit *visit);
void make_where_done(struct visit *visit);
void make_where_not_ours(struct visit *visit);
void make_where_unknown(struct visit *visit);
void make_where_offline(struct visit *visit);
void make_where_busy(struct visit *visit);
