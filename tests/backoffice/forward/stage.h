/* SPDX-License-Identifier: MIT */
/* stage.h - how far the council is with what was passed on: asked of Open311 servers, kept for whoever asks by the reference. */
#pragma once

#include "tests/backoffice/forward/deliver.h"

/** stage_is_asked - whether @target can say. */
bool stage_is_asked(const struct target *target);

/** stage_follow - from an hour on, ask how far @id of @source is, which is about to be settled as done. FAIL_STORE. */
enum fail stage_follow(struct forward *forward, const struct target *target, const char *source, const char *id);

/** stage_due - ask about one that is due. FAIL_EMPTY none is · FAIL_BUSY told to end · FAIL_STORE. */
enum fail stage_due(struct forward *forward, struct target *target);
