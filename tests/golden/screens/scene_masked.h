/* SPDX-License-Identifier: MIT */
/* scene_masked.h - scenes while somebody stands beside the person who may not see everything: hidden, wrong, shown. */
#pragma once

#include "ui/visit/visit.h"

void make_masked_choice(struct visit *visit);
void make_masked_date(struct visit *visit);
void make_masked_wrong(struct visit *visit);
void make_masked_shown(struct visit *visit);
void make_masked_check(struct visit *visit);
