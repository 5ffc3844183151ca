/* SPDX-License-Identifier: MIT */
/* street.h - a target of the shape "open311" as GeoReport's client sees it. */
#pragma once

#include "firmware/sync/open311.h"
#include "tests/backoffice/forward/shape.h"

/** street_office - where and as whom; borrows from @setting. */
struct open311_office street_office(const json_t *setting);

/** street_service - the service code for this record. FAIL_EMPTY it is not for this target · FAIL_INPUT no code is set. */
enum fail street_service(const struct shape_input *input, const char **ret);
