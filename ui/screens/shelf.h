/* SPDX-License-Identifier: MIT */
/* shelf.h - tiles in rows, under headings, on as many pages as it takes: what home and the lists of services stand on. */
#pragma once

#include "ui/widgets/tile.h"

struct shelf_entry {
	const char *heading;   /* a heading of its own; else a tile */
	struct tile tile;
	bool low;              /* one line, without the arch */
	bool wide;             /* alone in its row */
	bool half;             /* in a row of two such, where there is more than one column */
};

/* How tiles may stand: the first way that shows everything on one page is taken, else the last whose words fit, on several pages. */
struct shelf_way { int columns; bool low, hints; };

struct shelf {
	const struct shelf_entry *entry; int count;
	int width;             /* of the whole */
	struct shelf_way way;
	bool brief;            /* names alone, where more of a tile would fill the panel */
	int first, shown;      /* of the page that list_page asks for */
	int page;              /* which that is: never behind the last */
};

/** shelf_plan - choose the way and the page. @room: its height. @page: the page wanted, from 0. */
void shelf_plan(const struct build *build, struct shelf *shelf, const struct shelf_way *ways, int way_count, int room, int page);

/** shelf_whole - whether everything is on one page. shelf_height - what that page's rows take. */
bool shelf_whole(const struct shelf *shelf);
int shelf_height(const struct build *build, const struct shelf *shelf);

/** shelf_show - the page's rows, and the pager. */
void shelf_show(struct build *build, const struct shelf *shelf);
