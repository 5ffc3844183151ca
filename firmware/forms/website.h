/* SPDX-License-Identifier: MIT */
/* website.h - whether a text has the shape of an address on the web. Nobody is asked. */
#pragma once

#include "firmware/base/span.h"

#include <stdbool.h>

/** website_valid - an address on the web: with or without "https://", a name with a dot, no spaces. */
bool website_valid(struct span text);
