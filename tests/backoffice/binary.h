/* SPDX-License-Identifier: MIT */
/* binary.h - CloudEvents' binary mode: the attributes are headers, the body is the sealed data alone. */
#pragma once

#include "tests/backoffice/https.h"

#include <jansson.h>

enum { BINARY_ATTRIBUTES_MAX = 32, BINARY_VALUE_MAX_BYTES = 768 /* 256 bytes, each percent-encoded */ };

/**
 * binary_event - the event as it would be in structured mode, not checked yet; a new object. @headers: any, of which those beginning with "ce-" count.
 * FAIL_INPUT no such headers, one twice, a value that is not encoded as it must be, ce-datacontenttype · FAIL_LIMIT.
 */
enum fail binary_event(const struct https_header *headers, size_t count, const char *content_type, const char *bytes, size_t size, json_t **ret);
