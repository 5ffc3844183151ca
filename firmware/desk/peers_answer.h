/* SPDX-License-Identifier: MIT */
/* peers_answer.h - what another kiosk says of itself, before any page shows it: that kiosk may be somebody else's by now. */
#pragma once

#include <jansson.h>

enum {
	PEERS_OPEN_MAX = 1, PEERS_LEFT_MAX = 3,               /* calls of a kiosk: who is there, and who left */
	PEERS_KEPT_MAX = 16,                                  /* whose answers are kept at a kiosk */
	PEERS_NOTES_MAX = 6, PEERS_NOTE_MAX_BYTES = 280, PEERS_TEXT_MAX_BYTES = 64,
	PEERS_AGE_MAX_S = 31 * 24 * 60 * 60,
};

/**
 * peers_answer_state - @said as desk.state has it, peers_answer_calls - as the calls of help.list, in the size that a kiosk of ours would say: a member that is
 * unknown, of another kind or too large is left out, and a call without a ticket. So one kiosk, whatever it says, leaves room for the others on a page. New; NULL: @said is none.
 */
json_t *peers_answer_state(const json_t *said);
json_t *peers_answer_calls(const json_t *said);
/** peers_answer_kept - the same of the list of park.list. peers_answer_push - of push.state. */
json_t *peers_answer_kept(const json_t *said);
json_t *peers_answer_push(const json_t *said);
