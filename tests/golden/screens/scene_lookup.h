/* SPDX-License-Identifier: MIT */
/* scene_lookup.h - an address by its postcode, at each of its stages. */
#pragma once

#include "ui/visit/visit.h"

void make_lookup(struct visit *visit);
void make_lookup_wrong(struct visit *visit);
void make_lookup_slow(struct visit *visit);
void make_lookup_list(struct visit *visit);
void make_lookup_list_second(struct visit *visit);
void make_lookup_list_wrong(struct visit *visit);
void make_lookup_few(struct visit *visit);
void make_lookup_elsewhere(struct visit *visit);
void make_lookup_several(struct visit *visit);
void make_lookup_nobody(struct visit *visit);
void make_lookup_chosen(struct visit *visit);
void make_lookup_typed(struct visit *visit);
void make_lookup_failed(struct visit *visit);
void make_suggested(struct visit *visit);
void make_suggested_long(struct visit *visit);
void make_days(struct visit *visit);
void make_days_end(struct visit *visit);
