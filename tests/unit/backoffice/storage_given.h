/* SPDX-License-Identifier: MIT */
/* storage_given.h - tests: a storage of the engine that the test was built for, in the test's own folder. */
#pragma once

#include "tests/backoffice/storage.h"

/** given_storage - open it; again: the same one. Stops the test if it cannot. */
struct storage *given_storage(const char *folder);
/** given_start, given_stop - group set-up and tear-down: what the engine needs around it. */
int given_start(void **state);
int given_stop(void **state);
