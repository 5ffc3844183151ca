/* SPDX-License-Identifier: MIT */
/* email_near.h - an address whose provider looks misspelt: "hotmial.com". Warn and ask; never refuse, never change it unasked. */
#pragma once

#include "firmware/base/span.h"

enum { EMAIL_NEAR_BYTES = 256 };

/**
 * email_near - whether the domain of @text is one slip (a letter wrong, missing, too many, or two that changed places) from a provider that
 * many people have, and is none itself. @text: email_valid().  @ret: the address with that provider; "" when false.
 * Cost: some 30 comparisons of short words.
 */
bool email_near(struct span text, char ret[static EMAIL_NEAR_BYTES]);
