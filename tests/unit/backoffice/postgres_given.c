/* SPDX-License-Identifier: MIT */
/* postgres_given.c - one server for the program, a database for each case's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "tests/backoffice/postgres_server.h"
#include "tests/unit/backoffice/storage_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct postgres_server server;

struct storage *given_storage(const char *folder)
{
	struct storage *storage = NULL;
	char where[256];
	postgres_server_database(&server, strrchr(folder, '/') + 1, where);
	enum fail code = storage_open(where, folder, false, &storage);
	if (code != FAIL_NONE)
		fail_msg("%s", fail_words());
	return storage;
}

int given_start(void **)
{
	postgres_server_start(&server);
	return 0;
}

int given_stop(void **)
{
	postgres_server_stop(&server);
	return 0;
}
