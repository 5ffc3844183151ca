/* SPDX-License-Identifier: MIT */
/* scene_ways.h - the ways to do what a service does, of each kind of service. */
#pragma once

#include "ui/visit/act.h"

void make_service_assisted(struct visit *visit);
void make_service_complex(struct visit *visit);
void make_ways(struct visit *visit);
void make_ways_assisted(struct visit *visit);
void make_ways_complex(struct visit *visit);
void make_ways_turned(struct visit *visit);
