/* SPDX-License-Identifier: MIT */
/* webhook.h - what JSON webhooks share: an address with headers, one POST, and the proof that it was taken. */
#pragma once

#include "tests/backoffice/forward/shape.h"

/**
 * webhook_begin - @input's target's address and headers, with the event's id as Idempotency-Key: who takes it tells repeats apart by that.
 * FAIL_EMPTY @input's service is not among the setting's "services", where it has them · FAIL_LIMIT.
 */
enum fail webhook_begin(const struct shape_input *input, struct shape_request *ret);

/** webhook_verdict - of a status that alone decides what is done next: for all but 2xx. */
enum open311_verdict webhook_verdict(enum outcome_net net, int status);
