/* SPDX-License-Identifier: MIT */
/* trace.h - what a program did to the world, read from strace's lines and held against the list of what it may. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { TRACE_WHAT_BYTES = 1024, TRACE_RULES_MAX = 128 };

/* "read /etc/hosts", "write STATE/store.db", "connect unix:DOORS/ui", "socket AF_INET", "exec BIN/foyer-ui" */
struct access { const char *kind; char what[TRACE_WHAT_BYTES]; };

/**
 * trace_access - what one line of "strace -y" did, if it succeeded and touched a file, a socket or a device. Looking at names
 * (stat, access, readlink) touches nothing. False: nothing of the kind.
 */
bool trace_access(const char *line, struct access *ret);

struct powers { struct { char kind[16], pattern[512]; } rule[TRACE_RULES_MAX]; int count; };

struct powers_name { const char *name, *value; }; /* STATE, … at the beginning of a pattern */

/** powers_read - the list @text: "kind pattern" a line, # for words; "*" matches anything, slashes too. False when a line is none, or there are too many. */
bool powers_read(const char *text, const struct powers_name *names, struct powers *ret);
/** powers_allow - whether the list has a rule for this. */
bool powers_allow(const struct powers *powers, const struct access *access);
