/* SPDX-License-Identifier: MIT */
/* office.h - where events go and by which way, as the hub read it from the kiosk's settings. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/sync/send.h"
#include "firmware/sync/sink.h"

#include <jansson.h>
#include <stdbool.h>

enum { OFFICE_CA_MAX_BYTES = 32 * 1024, OFFICE_CLIENT_MAX_BYTES = 4096, OFFICE_PINS_MIN = 2, OFFICE_PINS_MAX = 4, OFFICE_PIN_BYTES = 44 /* base64 of a SHA-256 */ };

struct office {
	json_t *hello;                          /* owns the texts below */
	char audience[SEND_URL_MAX_BYTES + 1];  /* the address, without a slash at its end; "" when there is none yet */
	char target[SEND_URL_MAX_BYTES + 1];    /* with the sink's path */
	char management[SEND_URL_MAX_BYTES + 1]; /* where heartbeats and the rest go, without a slash at its end; "" nowhere */
	char portal[SEND_URL_MAX_BYTES + 1];  /* what is asked to find a portal in the way; "" nothing */
	const char *source;                     /* the kiosk's own name, as in its events; "" when the hub did not say */
	struct sink sink;
	json_t *street;                         /* SINK_FRAME_REPORT: the sink's setting with "url", for street.h; else NULL */
	struct send_way way;                    /* its url is @target: an office stays where it was read */
	struct buffer pins, lines;              /* @lines: header lines of the sink's row and of the setting, each with its NUL */
	int64_t heartbeat_ms;                   /* between two heartbeats */
	bool authorized;                        /* they bring an Authorization: no token is needed */
};

/**
 * office_read - @hello: {"url", "ca", "sink"?: sink_read(), "headers"?: {name: value}, "pins"?: [base64 of SHA-256 of a public key, two to four],
 * "proxy"?: {"url": "http://host:port", "user"?, "password"?}}. @ret: end with office_done(), also after a failure.
 * "management"?: the address that heartbeats and the rest go to; "" for none; by default @url where the sink is the reference back office's.
 * "portal"?: an http:// address that answers 204 with nothing unless a portal stands in the way; "" for none; by default /generate_204 of @url's host.
 * "heartbeat_s"?: times.h.
 * "client"?: {"certificate", "key"} in PEM: what the far end is shown.
 * Two pins at least: with one, a council that has to change its key would lose all its kiosks.
 * FAIL_EMPTY no address yet · FAIL_INPUT, FAIL_LIMIT the member that is wrong in words.
 */
enum fail office_read(const json_t *hello, struct office *ret);
void office_done(struct office *office);
