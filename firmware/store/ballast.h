/* SPDX-License-Identifier: MIT */
/* ballast.h - inside firmware/store only: a piece of the disk that is held, and thrown away when the disk is full, so that the queue can be emptied. */
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

struct ballast {
	char folder[PATH_MAX], path[PATH_MAX]; /* "": there is no folder to hold it in (a store in memory), and none is needed */
	int64_t size_bytes;
	bool held;
};

/** ballast_init - for a store of @max_pages in @folder; NULL: in memory. Holds nothing yet. */
void ballast_init(struct ballast *ballast, const char *folder, int64_t max_pages);

/** ballast_take - whether it is held now. Taken only while half as much again stays free: what is written beside it needs room too. Cost: none once it is held. */
bool ballast_take(struct ballast *ballast);

/** ballast_spare_pages - so many pages may the database grow by with as much as the ballast still free behind it. Cost: one statvfs(). */
int64_t ballast_spare_pages(const struct ballast *ballast);

/** ballast_drop - the disk is full: give it up. Whoever brings something new must take it first; whoever empties the store goes on. */
void ballast_drop(struct ballast *ballast);
