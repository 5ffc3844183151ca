/* SPDX-License-Identifier: MIT */
/* guide.h - somebody of the staff puts paper in, and the screen shows how: opened from outside, on the idle screen only. The hub knows the steps. */
#pragma once

#include <jansson.h>

struct visit;

enum { GUIDE_STEP_MAX_BYTES = 12 };

/** visit_guide - the hub says at which step they are ("off": closed) and how the printer is; @language "" leaves it. Effect bits: a visit that runs goes on, and the guide is closed. */
unsigned visit_guide(struct visit *visit, const char *step, const char *key, const char *language);

/** visit_guide_request - {"verb": "printer.guide", …} for EFFECT_GUIDE; new. */
json_t *visit_guide_request(const struct visit *visit);
