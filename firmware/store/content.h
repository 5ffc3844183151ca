/* SPDX-License-Identifier: MIT */
/* content.h - what came with the bundle, read-only: the council's addresses, their rounds, and whose area is next door. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/rounds/calendar.h"
#include "firmware/uk/postcode.h"

#include <stddef.h>
#include <stdint.h>

enum {
	CONTENT_LINES = 4,                  /* of an address, without town and postcode */
	CONTENT_LINE_MAX_BYTES = 100,
	CONTENT_TOWN_MAX_BYTES = 60,
	CONTENT_LINES_MAX_BYTES = CONTENT_LINES * (CONTENT_LINE_MAX_BYTES + 1),
	CONTENT_PAGE_MAX = 40,              /* addresses at once: they fit a door's frame at their longest */
	CONTENT_ROUNDS_MAX = 8,             /* of one address */
	CONTENT_ROUND_CODES_MAX_BYTES = CONTENT_ROUNDS_MAX * (ROUND_CODE_MAX_BYTES + 1),
	CONTENT_AREAS_MAX = 4,              /* councils that share an outward code */
	CONTENT_NAMES_MAX = 3,              /* names that begin alike, offered at once */
	CONTENT_NAME_LEAST = 2,             /* letters that a name has to begin with; of fewer there are too many */
	CONTENT_COUNCIL_MAX_BYTES = 80, CONTENT_PHONE_MAX_BYTES = 30, CONTENT_WEB_MAX_BYTES = 120,
	CONTENT_ROUND_MAX_BYTES = 8192,     /* of its JSON */
	CONTENT_CALENDAR_MAX_BYTES = 64 * 1024,
};

struct content;

/**
 * content_open - @path, with immutable=1. @ret: end with content_close(). FAIL_EMPTY there is none · FAIL_DENIED of a newer firmware ·
 * FAIL_STORE cut, damaged or not such a file, in one sentence. Cost: a few pages, whatever its size.
 */
enum fail content_open(const char *path, struct content **ret);
void content_close(struct content *content);

/** content_addresses_total - how many there are, in how many postcodes. content_rounds_total - how many rounds. 0 when it does not say. */
int64_t content_addresses_total(const struct content *content);
int64_t content_postcodes_total(const struct content *content);
int64_t content_rounds_total(const struct content *content);

struct content_address {
	int64_t uprn, place;                         /* place: 1.. in the order in which a postcode's addresses are shown */
	char lines[CONTENT_LINES_MAX_BYTES + 1];     /* 1..CONTENT_LINES, a line feed between two */
	char town[CONTENT_TOWN_MAX_BYTES + 1];
};

/**
 * content_addresses - the addresses of @postcode with a place greater than @after, in order: by street, number and flat, as people count.
 * @ret: the first *@ret_count are filled. @ret_total: how many the postcode has. FAIL_EMPTY none at all · FAIL_STORE the file is damaged.
 * Cost: one run of a tree, the same in 150,000 addresses.
 */
enum fail content_addresses(struct content *content, const struct postcode *postcode, int64_t after,
                            struct content_address ret[static CONTENT_PAGE_MAX], size_t *ret_count, int64_t *ret_total);

struct content_area {
	char council[CONTENT_COUNCIL_MAX_BYTES + 1], phone[CONTENT_PHONE_MAX_BYTES + 1], web[CONTENT_WEB_MAX_BYTES + 1];
};

enum content_name { CONTENT_TOWN, CONTENT_STREET };

/**
 * content_names - the names of @kind that begin with @begins, whatever its case and accents; those of most addresses first. @ret_count 0: none, or
 * fewer than CONTENT_NAME_LEAST letters. FAIL_STORE broken. Cost: one run of a tree of all names, some thousands.
 */
enum fail content_names(struct content *content, enum content_name kind, const char *begins, char ret[static CONTENT_NAMES_MAX][CONTENT_LINE_MAX_BYTES + 1], size_t *ret_count);

/** content_areas - the councils next door that have @postcode's outward code. FAIL_EMPTY nobody that we know · FAIL_STORE. */
enum fail content_areas(struct content *content, const struct postcode *postcode, struct content_area ret[static CONTENT_AREAS_MAX], size_t *ret_count);

/** content_calendar - what the rounds share; borrowed. */
const struct calendar *content_calendar(const struct content *content);

/** content_rounds - the rounds of the address @uprn. @ret_count: 0 when it has none. FAIL_EMPTY no such address · FAIL_STORE. */
enum fail content_rounds(struct content *content, int64_t uprn, struct round ret[static CONTENT_ROUNDS_MAX], size_t *ret_count);
