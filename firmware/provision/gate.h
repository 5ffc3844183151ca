/* SPDX-License-Identifier: MIT */
/* gate.h - whether the programs have come up on a version: what was heard of them in, a verdict out. No clock of its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	GATE_CALM_MS = 10 * 1000,   /* so long each must run on it */
	GATE_UP_MS = 60 * 1000,     /* so long after leaving the old one it may take */
	GATE_DEATHS_MAX = 3,        /* so often it may end on the way */
};

enum gate_program { GATE_UI, GATE_PRINT, GATE_SYNC, GATE_PROGRAMS };
enum gate_verdict { GATE_WAITS, GATE_GOOD, GATE_BAD };

struct gate_state { bool up; int64_t version; };

struct gate {
	int64_t version;
	struct { bool awaited, left; struct gate_state now; int64_t since_ms; int deaths; } program[GATE_PROGRAMS];
};

/** gate_program_name - "ui", "print", "sync". Static. */
const char *gate_program_name(enum gate_program program);

/** gate_begin - @version is to be come up on, from how the programs are @now. @screen: whether this kiosk has one. */
void gate_begin(struct gate *gate, int64_t version, bool screen, const struct gate_state now[static GATE_PROGRAMS], int64_t now_ms);

/** gate_hear - how the programs are by now. A program that stays on the old version ends a visit there: that takes as long as it takes. */
void gate_hear(struct gate *gate, const struct gate_state now[static GATE_PROGRAMS], int64_t now_ms);

/** gate_weigh - the verdict. @ret_wait_ms: when to ask again if nothing is heard, -1: only then. @ret_words: with GATE_BAD why. */
enum gate_verdict gate_weigh(const struct gate *gate, int64_t now_ms, int64_t *ret_wait_ms, char *ret_words, size_t room);
