/* SPDX-License-Identifier: MIT */
/* config.h - who this kiosk is and where its transactions go: kiosk.json. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/times.h"
#include "firmware/bundle/desks.h"
#include "firmware/hub/doors.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	CONFIG_MAX_BYTES = 64 * 1024,
	CONFIG_NAME_MAX_BYTES = 64,
	CONFIG_PRINTER_MAX_BYTES = 256,
	CONFIG_URL_MAX_BYTES = 512,
	CONFIG_CA_MAX_BYTES = 32 * 1024,
};

struct config {
	json_t *file;                   /* owns every text below */
	const char *id, *name;
	const char *printer;            /* "auto" or "unix:/path" */
	const char *url, *ca;           /* of the back office; "" when there is none yet */
	const json_t *office;           /* all of "backoffice"; NULL when there is none yet */
	const json_t *council_key;      /* JWK, or set of them, that seal; NULL when there is none yet */
	const json_t *direct;           /* street reports go straight to an Open311 server: its "forms"; NULL: there is a back office, or nothing yet */
	bool client_certificate;        /* connections to the back office show a certificate that it gave at enrolment */
	struct times times;
	struct desks desks;             /* of the site; none where nobody named any */
	int64_t requeue_before_ms;      /* what was set aside before then is sent again, once; 0: nothing is */
	int64_t max_pages;              /* of the store */
	uid_t uids[DOORWAY_COUNT];      /* who may come through which door; this program's own user unless "uids" names another */
	char source[64];                /* "urn:uuid:" and the id */
};

/**
 * config_read - @path → @ret; end with config_done(). Without such a file a new kiosk comes into being there: fresh id, @name, no back office.
 * FAIL_INPUT what is wrong with it, in words · FAIL_LIMIT · FAIL_IO.
 */
enum fail config_read(const char *path, const char *name, struct config *ret);
/** config_overlay - what the version in @folder says in place of the file: back office, council's keys. What is wrong in it is logged and left out. */
void config_overlay(struct config *config, const char *folder);
void config_done(struct config *config);
