/* SPDX-License-Identifier: MIT */
/* send.h - the visit and the hub: what is sent, what comes back, what the printer says. */
#pragma once

#include "firmware/envelope/envelope.h"
#include "ui/visit/act.h"

#include <jansson.h>

#define VISIT_EVENT_TYPE "uk.foyer.submission.v1"

/** visit_key - from now on this key seals (borrowed; NULL: none does, and sending is not set up). */
unsigned visit_key(struct visit *visit, const struct envelope_key *key);

/**
 * visit_direct - from now on only the services in @codes (borrowed; NULL: all) can be sent, and of them only what is public is asked: no name,
 * nobody's contact. visit_ask_what_may_go - so it is for the service that was just chosen.
 */
unsigned visit_direct(struct visit *visit, const json_t *codes);
void visit_ask_what_may_go(const struct visit *visit);

/** visit_hub_up - the hub answered: @key (borrowed; NULL: sending is not set up), @source of events. Sends again what nobody answered. */
unsigned visit_hub_up(struct visit *visit, const struct envelope_key *key, const char *source);

/** visit_hub_down - the hub is gone for now. */
unsigned visit_hub_down(struct visit *visit);

/** visit_submission - the request {"verb":"submit", …} of the minted, sealed transaction; NULL when there is none. New object. */
json_t *visit_submission(const struct visit *visit);

/** visit_sent - the hub's answer to the submission with @id: FAIL_NONE kept (now or before), else why not. An answer about another id is nobody's. */
unsigned visit_sent(struct visit *visit, const char *id, enum fail code);

/** visit_delivered - the council has what was sent as @reference. */
unsigned visit_delivered(struct visit *visit, const char *reference);

/** visit_print_state - @state "printing|done|unsure|waiting|withdrawn" of the receipt of @reference, @printer as in visit_printer() or "". */
unsigned visit_print_state(struct visit *visit, const char *reference, const char *state, const char *printer);

/** visit_printer - the printer is "ready|none|paper|cover|error", or "unknown" while nobody has looked: what is asked for waits. visit_network - the way to the council is "up|down|never". */
unsigned visit_printer(struct visit *visit, const char *state);
unsigned visit_network(struct visit *visit, const char *state);
/** visit_service - whether the hub can keep another transaction: "open|full|closed". What has begun goes on; nothing begins while it cannot. */
unsigned visit_service(struct visit *visit, const char *state);
