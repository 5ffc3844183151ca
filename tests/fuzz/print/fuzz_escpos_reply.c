/* SPDX-License-Identifier: MIT */
/* fuzz.escpos_reply - whatever a printer says: no word is longer than its maximum, and a state after any noise is heard at the latest the second time. */
#include "drivers/printer/escpos_reply.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t state[4] = { 0x10, 0, 0x0c, 0 };
	struct escpos_reply reply = { .full = size > 0 && bytes[0] & 1 };
	struct escpos_facts facts = { 0 };
	struct escpos_word word;

	for (size_t i = 0; i < size; i++) {
		if (!escpos_reply_take(&reply, bytes[i], &word))
			continue;
		if (word.size == 0 || word.size > ESCPOS_BLOCK_MAX_BYTES || word.kind >= ESCPOS_WORD_KIND_COUNT)
			abort();
		if (word.kind == ESCPOS_STATE)
			escpos_facts_state(&facts, word.bytes);
		if (word.kind == ESCPOS_ANSWER)
			escpos_facts_answer(&facts, (int)(i % 6), word.bytes[0]);
		if (escpos_reply_process_id(&word) > 9999 || escpos_reply_counter(&word) > 999999999999999)
			abort();
	}
	facts = (struct escpos_facts){ 0 };
	for (int i = 0; i < 8; i++)
		if (escpos_reply_take(&reply, state[i % 4], &word) && word.kind == ESCPOS_STATE)
			escpos_facts_state(&facts, word.bytes);
	if (!facts.paper_out)
		abort();
	return 0;
}
