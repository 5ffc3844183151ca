/* SPDX-License-Identifier: MIT */
/* program.h - what every program does first: options, hardening, its name in the log. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>

struct program_option {
	const char *name;        /* "doors" for --doors VALUE */
	const char *meaning;     /* one line for --help */
	const char **ret_value;  /* set to the value; NULL for a flag */
	bool *ret_flag;          /* set to true for a flag; else NULL */
};

/**
 * program_start - name the log, read options, then harden: no core dumps (PR_SET_DUMPABLE 0, RLIMIT_CORE 0), umask 077,
 * no new privileges, clock_open(), TZ from the environment or Europe/London.
 * @options: ends with a NULL name.
 * Returns FAIL_NONE · FAIL_INPUT an unknown option or a missing value (words for a person) · FAIL_EMPTY --help was asked for and answered.
 */
enum fail program_start(const char *name, int argc, char **argv, const struct program_option *options);

/* How a program ends that makes room for its successor on another version: no failure, and nobody closed it. */
enum { PROGRAM_RETIRED = 75 };

/** program_version - "0.1.0". Static. */
const char *program_version(void);

/** program_options - the option reading of program_start() alone, for commands. @ret_rest: index of the first word that is no option. */
enum fail program_options(const char *name, int argc, char **argv, const struct program_option *options, int *ret_rest);
