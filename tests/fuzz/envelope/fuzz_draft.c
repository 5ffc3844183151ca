/* SPDX-License-Identifier: MIT */
/* fuzz.draft - whatever is typed is a code, a token or neither, and is read the same again; no bytes are a lock, or what is kept, of a ticket that sealed nothing. */
#include "firmware/envelope/draft.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_again(const struct draft_ticket *ticket)
{
	struct draft_ticket again;
	char token[DRAFT_TOKEN_TEXT_BYTES], code[DRAFT_CODE_SHOWN_BYTES];
	draft_token_write(&ticket->token, token);
	draft_code_show(&ticket->code, code);
	draft_read(ticket->kind == DRAFT_TOKEN ? token : code, &again);
	if (again.kind != ticket->kind || memcmp(&again.token, &ticket->token, sizeof again.token) != 0 || memcmp(&again.code, &ticket->code, sizeof again.code) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct draft_key run = { { 1 } };
	static const struct draft_code code = { "K7M4QX" };
	static const struct draft_token other = { { 3 } };
	struct draft_ticket ticket;
	struct draft_token token;
	BUFFER_AUTO opened;
	buffer_init(&opened, DRAFT_MAX_BYTES);
	char *text = malloc(size + 1);
	memcpy(text, bytes, size);
	text[size] = '\0';
	draft_read(text, &ticket);
	if (ticket.kind != DRAFT_NEITHER)
		check_again(&ticket);
	if (draft_unlock(&run, &code, text, &token) == FAIL_NONE || draft_open(&other, bytes, size, &opened) == FAIL_NONE)
		abort();
	fail_clear();
	free(text);
	return 0;
}
