/* SPDX-License-Identifier: MIT */
/* wire.h - requests to the desks of other kiosks: HTTPS by which each side proves with its kiosk's key who it is. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { WIRE_ANSWER_MAX_BYTES = 64 * 1024, WIRE_CONNECT_MS = 3000 };

struct wires; /* all of them, with what this kiosk shows */
struct wire;  /* one request at a time to one kiosk; its connection stays open */

/** @status: 0: no whole answer came. @bytes: borrowed. */
typedef void (*wire_done)(void *context, int status, const char *bytes, size_t size);

/** wires_new - show @certificate with its @key (PEM). @ret: end with wires_free(), after all wires. FAIL_IO. */
enum fail wires_new(struct loop *loop, const char *certificate, const char *key, struct wires **ret);
void wires_free(struct wires *wires);

/** wire_new - to @address ("10.0.0.5:8444"), whose certificate the key @jwk (borrowed as long) has to have signed. @ret: end with wire_free(). FAIL_IO. */
enum fail wire_new(struct wires *wires, const char *address, const json_t *jwk, struct wire **ret);
void wire_free(struct wire *wire);

/** wire_post - send @body (JSON, copied); @done is called once within @timeout_ms, later. FAIL_BUSY one is on the way · FAIL_IO. */
enum fail wire_post(struct wire *wire, const char *body, int timeout_ms, wire_done done, void *context);
