/* SPDX-License-Identifier: MIT */
/* schema.h - inside firmware/store only: the tables, version by version. */
#pragma once

#include "firmware/base/fail.h"

struct store;

/** schema_version - the version this firmware writes, from 1. */
int schema_version(void);

/**
 * schema_migrate - bring the open database from its version to schema_version(), each step in one transaction with its number.
 * @ret_from: the version it had; 0 for an empty file. FAIL_DENIED a newer firmware wrote it · FAIL_STORE · FAIL_FULL.
 */
enum fail schema_migrate(struct store *store, int *ret_from);
