/* SPDX-License-Identifier: MIT */
/* email.h - whether a text has the shape of an e-mail address. Nobody is asked. */
#pragma once

#include "firmware/base/span.h"

/** email_valid - one @, a local part of 1..64, a domain with a dot, at most 254 in all. ASCII only: see span_ascii(). */
bool email_valid(struct span text);
