/* SPDX-License-Identifier: MIT */
/* scene_training.h - the kiosk is in training: over the idle screen, over a resident's page, and its own sheet. */
#pragma once

#include "ui/visit/visit.h"

void make_training_menu(struct visit *visit);
void make_training_idle(struct visit *visit);
void make_training_home(struct visit *visit);
void make_training_question(struct visit *visit);
void make_training_sheet(struct visit *visit);
void make_training_fixed(struct visit *visit);
void make_training_faults(struct visit *visit);
void make_training_ending(struct visit *visit);
