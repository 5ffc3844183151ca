/* SPDX-License-Identifier: MIT */
/* deliver_inside.h - a delivery in our hands, between deliver.c, settle.c and service.c. */
#pragma once

#include "tests/backoffice/forward/attempt.h"
#include "tests/backoffice/forward/deliver.h"

struct delivery {
	struct forward *forward;
	struct target *target;
	char source[DEVICE_SOURCE_MAX_BYTES], id[ID_TEXT_BYTES], note[4 * STORAGE_NOTE_MAX_BYTES];
	int64_t claim, event_ms;
	struct buffer event;
	struct attempt attempt;
	json_t *record;
	struct form *form;
	struct shape_input input;
};

/** delivery_ask - one request to the target, @get or POST. As exchange_do(). */
enum fail delivery_ask(struct delivery *delivery, const struct shape_request *request, bool get, struct exchange_reply *ret);

/** delivery_settle - what becomes of it, @why in one sentence; for STORAGE_DONE what the far end calls it. FAIL_STORE. */
enum fail delivery_settle(struct delivery *delivery, enum storage_state state, int64_t wait_ms, const char *why);
/** delivery_done - the far end has it and calls it @theirs; "": it has it, and does not say how it calls it. FAIL_STORE. */
enum fail delivery_done(struct delivery *delivery, const char *theirs);
/** delivery_hold - the way there or the far end: nothing goes to this target for a while. @why: "" the outcome's own words. FAIL_STORE. */
enum fail delivery_hold(struct delivery *delivery, const struct exchange_reply *reply, const char *why);
/**
 * delivery_refused - this submission is not wanted as it is: five tries over more than a day, and it is set aside only when another was taken
 * in between. FAIL_STORE.
 */
enum fail delivery_refused(struct delivery *delivery, const char *why);

/** service_look - whether the Open311 server has the service, and nothing is asked there that is not filled. @ret_settled: it is not to be sent now. */
enum fail service_look(struct delivery *delivery, bool *ret_settled);
/** service_token_wait - it is taken, and @token will become a number. service_token_ask - whether it has. */
enum fail service_token_wait(struct delivery *delivery, const char *token);
enum fail service_token_ask(struct delivery *delivery);
