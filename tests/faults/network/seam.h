/* SPDX-License-Identifier: MIT */
/* seam.h - tests: what the linker puts before functions of the delivery and of libcurl. Without a wish all of it is as it was, but that the log is silent unless FOYER_SAID is set. */
#pragma once

#include <stdbool.h>

struct seam {
	bool believes;         /* a client that takes whatever it hears, and even nothing, for proof: the negative control */
	bool trusts;           /* a client that looks at no certificate, likewise */
	long connect_ms, whole_ms; /* curl's limits for a connection and for a request, instead of 10 s and 120 s; 0: those */
	char waits[512];       /* what the log last said of a wait */
};
extern struct seam seam;
