/* SPDX-License-Identifier: MIT */
/* scene_park.h - answers that are kept for later, and gone on with, at each of their stages. */
#pragma once

#include "ui/visit/visit.h"

void make_park_offer(struct visit *visit);
void make_park_failed(struct visit *visit);
void make_parked(struct visit *visit);
void make_parked_printed(struct visit *visit);
void make_parked_photo(struct visit *visit);
void make_resume_home(struct visit *visit);
void make_resume(struct visit *visit);
void make_resume_missing(struct visit *visit);
void make_resume_asking(struct visit *visit);
void make_resume_wrong(struct visit *visit);
void make_resume_often(struct visit *visit);
void make_resume_not_now(struct visit *visit);
void make_resume_brought(struct visit *visit);
