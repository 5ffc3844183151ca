/* SPDX-License-Identifier: MIT */
/* geo.h - a GeoReport v2 server: what it has, what it takes, and in which ways it differs from the specification. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/backoffice/https.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { GEO_REQUIRED_MAX = 8 };

enum geo_fault {
	GEO_FAULT_NONE,
	GEO_FAULT_DROP_AFTER,  /* taken, then the connection closes without a word */
	GEO_FAULT_DROP_BEFORE, /* it closes, and nothing was taken */
	GEO_FAULT_500_AFTER,   /* taken, then an error */
	GEO_FAULT_500_BEFORE,
	GEO_FAULT_PAGE,        /* a portal's page, nothing taken */
	GEO_FAULT_COUNT
};

struct geo_switches {
	bool xml_only, json_only;
	bool id_text;            /* "CAS-1001" instead of 1001 */
	int64_t token_polls;     /* tokens whose number comes after so many polls; -1: numbers at once */
	bool closed;             /* a parameter that it does not know: 400 */
	bool refuse_known;       /* 'External system reference … already exists' */
	bool read_only;          /* as a FixMyStreet: POST is answered with the list of requests */
	bool no_look_up;         /* requests cannot be asked for */
	const char *required[GEO_REQUIRED_MAX]; /* attributes that each service asks for; the rest NULL */
	const char *jurisdiction, *api_key, *status; /* NULL: none; status: of every request, "open" by default */
	enum geo_fault fault;
	int64_t fault_count;
};

struct geo {
	struct geo_switches switches;
	const char *folder;
	json_t *requests;        /* all that were taken, oldest first: {"number", "token", "requested", "fields"} */
	json_t *polls;           /* token → how often it was asked for */
};

/** geo_open - with what @folder/taken.ndjson says was taken before. geo_close - forget; the file stays. FAIL_IO · FAIL_INPUT. */
enum fail geo_open(const char *folder, const struct geo_switches *switches, struct geo *ret);
void geo_close(struct geo *geo);

/** geo_answer - answer one request; what it takes is on the disk before the answer is. */
void geo_answer(struct geo *geo, const struct https_request *request, const json_t *query, struct https_answer *answer);
