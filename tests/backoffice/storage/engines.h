/* SPDX-License-Identifier: MIT */
/* engines.h - the engines that storage_open() chooses from. */
#pragma once

#include "tests/backoffice/storage.h"

/** sqlite_open - the file inbox.db in @folder. As storage_open(). */
enum fail sqlite_open(const char *folder, bool read_only, struct storage **ret);
/** postgres_open - the database that @where names ("postgresql://…", "postgres://…"). As storage_open(). */
enum fail postgres_open(const char *where, bool read_only, struct storage **ret);
