/* SPDX-License-Identifier: MIT */
/* content_schema.h - inside firmware/store only: the tables of content.db, and how the file says that it is one. */
#pragma once

#include <stddef.h>

enum {
	CONTENT_APPLICATION = 0x464f5943,   /* "FOYC", in the file's header */
	CONTENT_VERSION = 2,                /* of these tables, in the file's header */
	CONTENT_TABLES = 6,
};

/** content_schema - statement @at (0..CONTENT_TABLES-1) that makes a table or an index, as the file itself keeps it; static. */
const char *content_schema(size_t at);
