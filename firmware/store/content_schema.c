/* SPDX-License-Identifier: MIT */
/* The tables of content.db. */
/* DESIGN: addresses lie in the order in which they are shown, under their postcode, so that a page of them is one run of a tree without
 * an index; the index by UPRN is for rounds. Names of towns and streets lie by their folded letters, so that what begins alike is one run. Rounds stay the JSON that they were, read by the one reader that there is. */
#include "firmware/store/content_schema.h"

static const char *const tables[CONTENT_TABLES] = {
	"CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE TABLE address(postcode TEXT NOT NULL, place INTEGER NOT NULL, uprn INTEGER NOT NULL, lines TEXT NOT NULL, town TEXT NOT NULL, "
		"easting INTEGER, northing INTEGER, rounds TEXT NOT NULL, PRIMARY KEY(postcode, place)) STRICT, WITHOUT ROWID",
	"CREATE UNIQUE INDEX address_uprn ON address(uprn)",
	"CREATE TABLE round(code TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE TABLE area(outward TEXT NOT NULL, council TEXT NOT NULL, phone TEXT NOT NULL, web TEXT NOT NULL, "
		"PRIMARY KEY(outward, council)) STRICT, WITHOUT ROWID",
	"CREATE TABLE name(kind INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, addresses INTEGER NOT NULL, PRIMARY KEY(kind, folded, name)) STRICT, WITHOUT ROWID",
};

const char *content_schema(size_t at)
{
	return tables[at];
}
