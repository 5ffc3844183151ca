/* SPDX-License-Identifier: MIT */
/* fuzz_desk_answer.c - what another kiosk may answer: what is taken of it is small, and nothing more is left out of it the second time. */
#include "firmware/base/json.h"
#include "firmware/desk/peers_answer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { TAKEN_MAX_BYTES = 64 * 1024 };

static void must(bool is)
{
	if (!is)
		abort();
}

static void settled(json_t *taken, json_t *(*take)(const json_t *said))
{
	json_t *again = taken ? take(taken) : NULL;
	char *text = taken ? json_dumps(taken, JSON_COMPACT) : NULL;
	must(!taken || (json_equal(taken, again) && text && strlen(text) < TAKEN_MAX_BYTES));
	free(text);
	json_decref(again);
	json_decref(taken);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *reply = NULL;
	if (json_parse((const char *)bytes, size, TAKEN_MAX_BYTES, &reply) != FAIL_NONE)
		return 0;
	settled(peers_answer_state(json_object_get(reply, "state")), peers_answer_state);
	settled(peers_answer_calls(json_object_get(reply, "calls")), peers_answer_calls);
	settled(peers_answer_kept(json_object_get(reply, "kept")), peers_answer_kept);
	settled(peers_answer_push(json_object_get(reply, "push")), peers_answer_push);
	json_decref(reply);
	return 0;
}
