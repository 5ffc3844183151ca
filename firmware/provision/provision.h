/* SPDX-License-Identifier: MIT */
/* provision.h - from a bundle in the inbox to a version that the kiosk runs on, or back. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>

struct provision;

struct provision_options {
	const char *doors;     /* folder of the hub's doors */
	const char *versions;  /* the folder that has "versions" and "current" */
	const char *inbox;     /* where foyer-sync leaves manifest.json, its signature and blobs/ */
	const char *assets;    /* the firmware's own */
	bool no_screen;        /* there is no foyer-ui to come up */
};

/**
 * provision_new - go to the door "provision" and do it for as long as the loop runs: verify what lies in the inbox, stage it, switch when the hub
 * says that no visit runs, watch the programs come up, go back by itself when they do not. @options outlives it. @ret: end with provision_free(). FAIL_IO · FAIL_LIMIT.
 */
enum fail provision_new(struct loop *loop, const struct provision_options *options, struct provision **ret);
void provision_free(struct provision *provision);
