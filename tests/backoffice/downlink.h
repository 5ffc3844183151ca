/* SPDX-License-Identifier: MIT */
/* downlink.h - what the council offers its kiosks: signed manifests and their blobs, as files under FOLDER/downlink. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

/**
 * downlink_publish - make the bundle in the folder @bundle the one on offer to the kiosks it is for; what was on offer to others stays so.
 * Every blob is hashed on the way. FAIL_INPUT, FAIL_SIGNATURE, FAIL_EMPTY it is no whole bundle · FAIL_LIMIT · FAIL_IO.
 */
enum fail downlink_publish(const char *folder, const char *bundle);

/** downlink_manifest_answer - GET /v1/kiosks/ID/manifest: 200 with ETag, or 304; for that kiosk alone. downlink_signature_answer - its .minisig. 404: nothing is on offer. */
void downlink_manifest_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
void downlink_signature_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** downlink_blob_answer - GET /v1/blobs/SHA256, whole or from a byte on (206, 416), to any kiosk that is known. */
void downlink_blob_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
