/* SPDX-License-Identifier: MIT */
/* sqlite_given.c - a file in the folder; nothing around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "tests/unit/backoffice/storage_given.h"

struct storage *given_storage(const char *folder)
{
	struct storage *storage = NULL;
	assert_int_equal(storage_open(NULL, folder, false, &storage), FAIL_NONE);
	return storage;
}

int given_start(void **)
{
	return 0;
}

int given_stop(void **)
{
	return 0;
}
