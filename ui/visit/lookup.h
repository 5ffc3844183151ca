/* SPDX-License-Identifier: MIT */
/* lookup.h - an address by its postcode: where the person stands with it, and what the council's list said. */
/*
 * DESIGN: what is found is never kept: the copy says where the person stands, and the list is asked for anew. All that is typed or picked
 * is in the answers at once, so that the boxes for typing, always one touch away, have it.
 */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/uk/property.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	LOOKUP_MAX = 400,               /* addresses of one postcode; behind that only typing helps */
	LOOKUP_AREA_MAX = 4,            /* councils that a postcode may belong to */
	LOOKUP_LINE_MAX_BYTES = 100, LOOKUP_TOWN_MAX_BYTES = 60, LOOKUP_COUNCIL_MAX_BYTES = 80, LOOKUP_PHONE_MAX_BYTES = 30, LOOKUP_WEB_MAX_BYTES = 120,
	LOOKUP_SLOW_MS = 400,           /* then it is said that we are looking */
	LOOKUP_WAIT_MS = 3000,          /* then the person types */
};

/* Kept in copies by number: new ones go at the end. */
enum lookup_stage {
	LOOKUP_OFF,        /* no such question, or no list: all boxes */
	LOOKUP_POSTCODE,   /* its box alone */
	LOOKUP_WAITING,    /* the same, asked for */
	LOOKUP_LIST,       /* which of these? */
	LOOKUP_ELSEWHERE,  /* nobody here has that postcode */
	LOOKUP_CHOSEN,     /* picked before: shown again */
	LOOKUP_MANUAL,     /* all boxes, though there is a list */
	LOOKUP_STAGE_COUNT
};

/* second: what follows the first line, in one line; "" none. */
struct lookup_address { char uprn[UPRN_DIGITS + 1], first[LOOKUP_LINE_MAX_BYTES + 1], second[LOOKUP_LINE_MAX_BYTES + 1], town[LOOKUP_TOWN_MAX_BYTES + 1]; };
struct lookup_area { char council[LOOKUP_COUNCIL_MAX_BYTES + 1], phone[LOOKUP_PHONE_MAX_BYTES + 1], web[LOOKUP_WEB_MAX_BYTES + 1]; };

struct lookup {
	bool here;                      /* this kiosk has a list */
	enum lookup_stage stage;
	bool failed;                    /* the list did not answer: said above the boxes */
	bool from_postcode;             /* back from the boxes leads to the postcode, not to the page before */
	bool slow;                      /* the person hears that we are looking */
	int64_t asked_ms;               /* steady, of LOOKUP_WAITING */
	int64_t after;                  /* the place of the last address that came */
	struct lookup_address *address; size_t count; /* of LOOKUP_LIST; on the heap, wiped */
	struct lookup_area area[LOOKUP_AREA_MAX]; size_t area_count;
};

struct visit;
struct form_component;

/** visit_lookup_here - whether the hub has a list now. Asks again for what a copy was waiting for or showed. Returns enum visit_effect bits. */
unsigned visit_lookup_here(struct visit *visit, bool here);

/** visit_lookup_request - {"verb": "address.find", …} for EFFECT_FIND; new. NULL: nothing is asked for. */
json_t *visit_lookup_request(const struct visit *visit);

/** visit_found - the hub's answer to the newest request; @code not FAIL_NONE, or an answer that is none of ours: the person types. Effect bits. */
unsigned visit_found(struct visit *visit, enum fail code, const json_t *reply);

/** lookup_question - the page's one question when it is an address by postcode; NULL. */
const struct form_component *lookup_question(const struct visit *visit);

/** lookup_read - one address of @json. FAIL_INPUT · FAIL_LIMIT: of another shape. */
enum fail lookup_read(const json_t *json, struct lookup_address *ret);
