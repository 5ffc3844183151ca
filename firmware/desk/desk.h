/* SPDX-License-Identifier: MIT */
/* desk.h - the staff desk: what a browser asks is said to the hub, what the hub tells is shown. Nothing is kept. */
#pragma once

#include "firmware/base/assets.h"
#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>

struct desk;

struct desk_options {
	const char *doors;           /* the folder of the hub's doors */
	const struct assets *assets;
	int plain_port;              /* without TLS at 127.0.0.1, 0: any port; -1: as the hub says */
};

/** desk_new - go to the door "desk" and serve for as long as the loop runs. @ret: end with desk_free(). FAIL_INPUT and others: what is wrong with the assets. */
enum fail desk_new(struct loop *loop, const struct desk_options *options, struct desk **ret);
void desk_free(struct desk *desk);

/** desk_retired - whether the loop was ended to make room for a successor. */
bool desk_retired(const struct desk *desk);
