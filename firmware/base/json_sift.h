/* SPDX-License-Identifier: MIT */
/* json_sift.h - a long JSON text parsed sooner: white space and plain texts are kept from the parser, which takes its time over every byte. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>

struct json_sift {
	const char *bytes; size_t size;                        /* the text as it came, borrowed */
	char *left; size_t left_size;                          /* the same, without white space, and with "" for the texts that are held back */
	struct json_held { const char *text; size_t size; } *held; size_t held_count, held_room; /* what each "" stands for, in bytes */
	size_t things;                                         /* objects and lists, roughly when the text is not JSON */
};

/** json_sift_init - look through @size bytes, which need not be JSON; they stay the caller's and must outlive @ret. End with json_sift_done. */
void json_sift_init(struct json_sift *ret, const char *bytes, size_t size);
void json_sift_done(struct json_sift *sift);

/** json_sift_parse - what json_parse gives for the text, value or sentence. FAIL_INPUT. */
enum fail json_sift_parse(const struct json_sift *sift, json_t **ret);

#define JSON_SIFT_AUTO [[gnu::cleanup(json_sift_done)]] struct json_sift
