/* SPDX-License-Identifier: MIT */
/* scene_items.h - scenes of repeated pages, months, times of day and the desk. */
#pragma once

#include "ui/visit/visit.h"

void make_item(struct visit *visit);
void make_item_next(struct visit *visit);
void make_items(struct visit *visit);
void make_items_wrong(struct visit *visit);
void make_items_full(struct visit *visit);
void make_items_last(struct visit *visit);
void make_item_remove(struct visit *visit);
void make_month(struct visit *visit);
void make_month_wrong(struct visit *visit);
void make_moment(struct visit *visit);
void make_moment_wrong(struct visit *visit);
void make_desk(struct visit *visit);
void make_person_assist(struct visit *visit);
void make_check_items(struct visit *visit);
void make_sums_up(struct visit *visit);
void make_check_fees(struct visit *visit);
void make_check_undeclared(struct visit *visit);
void make_done_desk(struct visit *visit);
