/* SPDX-License-Identifier: MIT */
/* header.h - the top of a page: whose kiosk this is, which service, how far. */
#pragma once

#include "ui/widgets/build.h"

/** header_show - logo and council; at the end @first ("Report a missed bin") and below it @strong ("Question 2 of 6"); NULL or "": nothing. @decor: lies under a sheet. */
void header_show(struct build *build, const char *first, const char *strong, bool decor);
