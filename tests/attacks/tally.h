/* SPDX-License-Identifier: MIT */
/* tally.h - how often something was tried that must not be possible, and how often it was. */
#pragma once

#include <stdbool.h>

struct tally { const char *what; int tried, through, controls; };

/** tally_try - one more; @through: it did what it must not. The first few that did are printed, with @format. */
void tally_try(struct tally *tally, bool through, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** tally_control - the same asked by who may: fails the case unless it got @through, for then nothing that was refused proves anything. */
void tally_control(struct tally *tally, bool through, const char *words);
/** tally_end - print the count; fails the case when anything got through, nothing was tried, or no control was made. */
void tally_end(struct tally *tally);
