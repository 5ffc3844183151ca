/* SPDX-License-Identifier: MIT */
/* figures.h - what many measurements come to. */
#pragma once

#include <stddef.h>

/** figures_part - sorts @values and gives the one below which @part of them are: .5 the median, .95, 1 the largest. -1: there are none. */
double figures_part(double *values, size_t count, double part);
