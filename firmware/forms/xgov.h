/* SPDX-License-Identifier: MIT */
/* xgov.h - XGov's dialect, versions 0 to 2, brought into the shape of schema 1. */
#pragma once

#include "firmware/forms/load.h"

/**
 * xgov_normalise - change @root in place: one language's texts with the other's as translations, lists named by components, repeated fields and rows of
 * fields as repeated pages. What it cannot bring over is left as it is, for the readers to refuse. FAIL_LIMIT.
 */
enum fail xgov_normalise(struct load *load, json_t *root);

/** xgov_load_fees - what is to pay, and the declaration, which has to be ticked there. FAIL_INPUT · FAIL_LIMIT. */
enum fail xgov_load_fees(struct load *load, const json_t *root);
