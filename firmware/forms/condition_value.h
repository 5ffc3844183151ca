/* SPDX-License-Identifier: MIT */
/* condition_value.h - what a condition compares an answer with. */
#pragma once

#include "firmware/forms/load.h"

/** condition_value_load - complete @ret, whose component and operator are set, from "type" and "value". FAIL_INPUT · FAIL_LIMIT. */
enum fail condition_value_load(struct load *load, const json_t *json, struct condition_item *ret);
