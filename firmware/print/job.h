/* SPDX-License-Identifier: MIT */
/* job.h - between the hub's spool and the press: claim a row, draw it, tell what became of it. */
#pragma once

#include "firmware/base/assets.h"
#include "firmware/base/caller.h"
#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>

struct job_desk;

/**
 * job_desk_new - print for the hub behind @doors, with the texts in @assets, until the loop ends.
 * @ret: end with job_desk_free(). FAIL_EMPTY, FAIL_INPUT, FAIL_IO the assets are not as they must be.
 */
enum fail job_desk_new(struct loop *loop, const char *doors, const struct assets *assets, struct job_desk **ret);
void job_desk_free(struct job_desk *desk);

/** job_desk_retired - whether the loop was ended to make room for a successor on another version. @desk may be NULL. */
bool job_desk_retired(const struct job_desk *desk);
