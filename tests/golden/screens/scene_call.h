/* SPDX-License-Identifier: MIT */
/* scene_call.h - scenes of somebody who was asked to come. */
#pragma once

#include "ui/visit/visit.h"

void make_call_asking(struct visit *visit);
void make_call_down(struct visit *visit);
void make_call_waiting(struct visit *visit);
void make_call_coming(struct visit *visit);
void make_call_coming_idle(struct visit *visit);
void make_call_printed(struct visit *visit);
void make_call_here(struct visit *visit);
void make_call_here_trying(struct visit *visit);
void make_call_alone(struct visit *visit);
void make_call_alone_home(struct visit *visit);
void make_call_done(struct visit *visit);
void make_call_under(struct visit *visit);
void make_call_under_alone(struct visit *visit);
