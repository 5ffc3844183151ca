/* SPDX-License-Identifier: MIT */
/* deliver.h - one delivery, from its claim to what is said of it afterwards. */
#pragma once

#include "tests/backoffice/forward/exchange.h"
#include "tests/backoffice/forward/targets.h"
#include "tests/backoffice/keyring.h"

struct forward {
	struct storage *storage;
	struct loop *loop;
	struct send *send;
	struct keyring *ring;      /* what the council can open */
	const char *forms;         /* folder with the definitions; NULL none */
	struct targets targets;
	int64_t swept_ms, swept_whole_ms; /* received until then, in the storage's time: all have their deliveries; when all were looked at, monotonic */
};

/** deliver_due - claim one delivery of @target that is due, and carry it out. FAIL_EMPTY nothing is due · FAIL_BUSY told to end · FAIL_STORE. */
enum fail deliver_due(struct forward *forward, struct target *target);

/** target_ask - one request to @target, @get or POST. As exchange_do(). */
enum fail target_ask(struct forward *forward, const struct target *target, const struct shape_request *request, bool get, struct exchange_reply *ret);
