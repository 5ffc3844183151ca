/* SPDX-License-Identifier: MIT */
/* push.h - inside firmware/hub only: a form that staff laid ready at the screen, for whoever has its ticket's code. */
/* In memory only: a restart of this program ends it, and the desk offers it again. It holds which service, and nothing of anybody. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/hub/help.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	PUSH_CODE_LETTERS = 6, PUSH_CODE_BYTES = PUSH_CODE_LETTERS + 1,  /* 30 letters: none that is read as another */
	PUSH_TYPED_MAX_BYTES = 24,
	PUSH_TRIES_MAX = 5,                                              /* wrong codes, then it is gone */
	PUSH_LIVE_MS = 30 * 60 * 1000,
};

enum push_state { PUSH_NONE, PUSH_WAITING, PUSH_OPENED, PUSH_REFUSED, PUSH_EXPIRED, PUSH_GUESSED /* too many wrong codes */, PUSH_STATE_COUNT };

/* One at a time; after its end it stays for the desk to see what became of it, without its code. */
struct push {
	enum push_state state;
	char ticket[HELP_TICKET_BYTES], code[PUSH_CODE_BYTES], service[HELP_SERVICE_MAX_BYTES + 1], name[HELP_NAME_MAX_BYTES + 1];
	int64_t since_ms;   /* steady: in this state */
	int tries;
};

/** push_code - fresh and random. push_read - @typed as such a code: in any case, with spaces or dashes. FAIL_INPUT it is none. */
void push_code(char ret[static PUSH_CODE_BYTES]);
enum fail push_read(const char *typed, char ret[static PUSH_CODE_BYTES]);

/** push_json - {"ticket"} of what waits, for the screen; {} nothing does; new. push_stop - at the end of the program. */
json_t *push_json(const struct hub *hub);
void push_stop(struct hub *hub);
