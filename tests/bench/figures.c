/* SPDX-License-Identifier: MIT */
#include "tests/bench/figures.h"

#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

double figures_part(double *values, size_t count, double part)
{
	if (count == 0)
		return -1;
	qsort(values, count, sizeof *values, by_size);
	size_t at = (size_t)(part * (double)count);
	return values[at < count ? at : count - 1];
}
