/* SPDX-License-Identifier: MIT */
/* enrol.h - a kiosk that was given a one-time code makes itself known to the council, once. */
#pragma once

#include "firmware/base/buffer.h"

#include <jansson.h>
#include <stdbool.h>

struct deliver;

enum { ENROL_CODE_MAX_BYTES = 32, ENROL_BODY_MAX_BYTES = 2048 };

struct enrol {
	struct deliver *deliver;
	json_t *wanted;        /* {"code", "jwk"} from the hub; NULL: nothing to do */
	struct buffer body;    /* what is on its way */
	unsigned failures;     /* in a row */
	bool flies;
	bool certified;        /* the council gave a certificate; connections begin anew once the hub has it */
};

/** enrol_init - nothing to do yet. @enrol and @deliver stay where they are until enrol_stop(). */
void enrol_init(struct enrol *enrol, struct deliver *deliver);
void enrol_stop(struct enrol *enrol);

/**
 * enrol_want - @wanted: {"code": as a person typed it, at most ENROL_CODE_MAX_BYTES, "jwk": the kiosk's public key, "tls"?: the one for our
 * connections}, or NULL for nothing. POST /v1/enrol {"code", "source", "jwk", "tls"?}, signed with that key, until the council says yes (200, 201) or no (400, 403, 409, 422);
 * then the hub hears "enrol.done", with the certificate for our connections where one came. Without an answer it is tried again as events are.
 */
void enrol_want(struct enrol *enrol, const json_t *wanted);
