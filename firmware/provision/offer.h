/* SPDX-License-Identifier: MIT */
/* offer.h - what lies in the inbox, and whether this kiosk takes it. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/provision/versions.h"

struct offer {
	struct buffer bytes, signature;
	struct manifest manifest;
	char hash[MANIFEST_HASH_BYTES + 1]; /* of the manifest */
};

/** offer_read - @inbox/manifest.json, signed with one of @keys. End with offer_done(), also after a failure. FAIL_EMPTY nothing is there, or no key is trusted · FAIL_SIGNATURE · FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail offer_read(const char *inbox, const json_t *keys, struct offer *ret);
void offer_done(struct offer *offer);

/**
 * offer_weigh - whether kiosk @id, which has @record, takes it at @now_ms.
 * FAIL_NONE it does · FAIL_EMPTY it has it already, or refused these very bytes before · FAIL_BUSY not valid yet · FAIL_DENIED for others, too old, or lower than what is in use.
 */
enum fail offer_weigh(const struct offer *offer, const char *id, const struct versions_record *record, int64_t now_ms);
