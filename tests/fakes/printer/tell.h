/* SPDX-License-Identifier: MIT */
/* tell.h - the other end of the control socket: one line to a printer that runs. */
#pragma once

#include "firmware/base/fail.h"

/** tell_printer - @words to the socket @control. FAIL_INPUT it does not know such a switch · FAIL_IO nobody is there. */
enum fail tell_printer(const char *control, const char *words);
