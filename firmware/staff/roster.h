/* SPDX-License-Identifier: MIT */
/* roster.h - the list of staff as it comes to a kiosk: who may sign in, as what, from when until when. */
#pragma once

#include "firmware/base/date.h"
#include "firmware/base/fail.h"
#include "firmware/staff/code.h"
#include "firmware/staff/pin.h"
#include "firmware/staff/rights.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ROSTER_MAX_BYTES = 64 * 1024,
	ROSTER_SEALED_MAX_BYTES = 96 * 1024,  /* the same as it lies in a version, sealed to one kiosk */
	ROSTER_MEMBERS_MAX = 128,
	ROSTER_ID_MAX_BYTES = 36,
	ROSTER_NUMBER_MIN_DIGITS = 3, ROSTER_NUMBER_MAX_DIGITS = 8,
	ROSTER_BADGE_MIN_BYTES = 4, ROSTER_BADGE_MAX_BYTES = 32,
	ROSTER_NAME_MAX_BYTES = 40,
	ROSTER_KIOSKS_MAX = 256,              /* in the council's own file */
};
#define ROSTER_FORMAT "foyer-staff/1"

struct roster_member {
	char id[ROSTER_ID_MAX_BYTES + 1];           /* a-z, 0-9 and "-" */
	char number[ROSTER_NUMBER_MAX_DIGITS + 1];
	char badge[ROSTER_BADGE_MAX_BYTES + 1];     /* "": none */
	char name[ROSTER_NAME_MAX_BYTES + 1];       /* the first name, or what residents are to read */
	enum staff_role role;
	char pin[PIN_VERIFIER_MAX_BYTES + 1];       /* "": none was given yet, nobody can sign in */
	struct date from, until;                    /* first and last day; none: no limit */
	bool ends_at_closing;
};

struct roster {
	unsigned char pepper[PIN_PEPPER_BYTES], code_key[CODE_KEY_BYTES];
	int64_t unlock;                             /* another number unlocks what is locked at a kiosk */
	struct roster_member members[ROSTER_MEMBERS_MAX]; size_t count;
};

/**
 * roster_take - @json → @ret. The council's own file has "kiosks" beside; what comes to a kiosk has not: @own says which it is.
 * No id, number or badge twice; volunteers end at closing time whatever is said. Every unknown member is refused. FAIL_INPUT which one and why · FAIL_LIMIT.
 */
enum fail roster_take(const json_t *json, bool own, struct roster *ret);
/** roster_parse - the same of at most ROSTER_MAX_BYTES of text. */
enum fail roster_parse(const char *bytes, size_t size, bool own, struct roster *ret);

/** roster_by_number, roster_by_badge (small letters or large: readers differ) - who that is; NULL nobody. roster_by_id likewise. Borrowed. */
const struct roster_member *roster_by_number(const struct roster *roster, const char *number);
const struct roster_member *roster_by_badge(const struct roster *roster, const char *badge);
const struct roster_member *roster_by_id(const struct roster *roster, const char *id);

/** roster_holds - whether @member may sign in on the day @today. */
bool roster_holds(const struct roster_member *member, struct date today);
