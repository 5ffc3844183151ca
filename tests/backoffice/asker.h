/* SPDX-License-Identifier: MIT */
/* asker.h - tests: one request to a running back office over TLS, as a kiosk or an operator makes it. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/envelope/device.h"

#include <curl/curl.h>

enum { ASKER_ANSWER_MAX_BYTES = 4 * 1024 * 1024 };

struct asker {
	const char *url, *ca;            /* where; the authority's file */
	const struct device *device;     /* signs as @source; or */
	const char *source, *secret;     /* the operator's; NULL and no device: nobody */
	CURL *easy;
	struct curl_slist *headers;
	struct buffer answer, head;
};

/** asker_prepare - @path with @body (NULL: GET) as @type, over a connection of its own; @more: headers of one's own, NULL at the end, or NULL. Stops the test if it cannot. */
void asker_prepare(struct asker *asker, const char *path, const char *type, const char *body, const char *const *more);
/** asker_status - of what came back; 0 nothing did. */
int asker_status(const struct asker *asker);
/** asker_ask - prepare, ask and wait: the status. */
int asker_ask(struct asker *asker, const char *path, const char *type, const char *body, const char *const *more);
void asker_done(struct asker *asker);
