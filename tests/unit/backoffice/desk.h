/* SPDX-License-Identifier: MIT */
/* desk.h - tests: an office over SQLite in the test's folder, without a network, and a kiosk that signs what it asks. */
#pragma once

#include "firmware/envelope/device.h"
#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

#define DESK_URL "https://127.0.0.1:8443"
#define DESK_SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

struct desk {
	struct office office;
	struct device *device;
	struct metrics metrics;
	struct limiter limiter;
};

typedef void desk_call(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** desk_open - the kiosk's key lies in the folder as @key. @desk stays where it is until desk_close(). Stops the test if it cannot. */
void desk_open(struct desk *desk, const char *folder, const char *key);
void desk_close(struct desk *desk);

/** desk_ask - @call with @body and a token for @source over it; @source NULL: without one. Returns the status; @ret (may be NULL): the answer's JSON or NULL. */
int desk_ask(struct desk *desk, desk_call *call, const char *type, const char *body, const char *source, json_t **ret);

/** desk_get - likewise a GET of @path, which has no body. */
int desk_get(struct desk *desk, desk_call *call, const char *path, const char *source, json_t **ret);
