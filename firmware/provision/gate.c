/* SPDX-License-Identifier: MIT */
#include "firmware/provision/gate.h"

#include <stdio.h>

static const char *const names[GATE_PROGRAMS] = { "ui", "print", "sync" };

const char *gate_program_name(enum gate_program program)
{
	return names[program];
}

static bool on_it(const struct gate *gate, struct gate_state state)
{
	return state.up && state.version == gate->version;
}

void gate_begin(struct gate *gate, int64_t version, bool screen, const struct gate_state now[static GATE_PROGRAMS], int64_t now_ms)
{
	*gate = (struct gate){ .version = version };
	for (int i = 0; i < GATE_PROGRAMS; i++) {
		gate->program[i].awaited = screen || i != GATE_UI;
		gate->program[i].now = now[i];
		gate->program[i].left = !now[i].up || now[i].version == version;
		gate->program[i].since_ms = now_ms;
	}
}

void gate_hear(struct gate *gate, const struct gate_state now[static GATE_PROGRAMS], int64_t now_ms)
{
	for (int i = 0; i < GATE_PROGRAMS; i++) {
		struct gate_state before = gate->program[i].now;
		if (on_it(gate, before) && !on_it(gate, now[i]))
			gate->program[i].deaths++;
		bool leaves = !gate->program[i].left && !(now[i].up && now[i].version != gate->version);
		if (leaves || on_it(gate, before) != on_it(gate, now[i]))
			gate->program[i].since_ms = now_ms;
		gate->program[i].left = gate->program[i].left || leaves;
		gate->program[i].now = now[i];
	}
}

enum gate_verdict gate_weigh(const struct gate *gate, int64_t now_ms, int64_t *ret_wait_ms, char *ret_words, size_t room)
{
	enum gate_verdict verdict = GATE_GOOD;
	*ret_wait_ms = -1;
	for (int i = 0; i < GATE_PROGRAMS; i++) {
		int64_t past_ms = now_ms - gate->program[i].since_ms;
		bool there = on_it(gate, gate->program[i].now);
		if (!gate->program[i].awaited)
			continue;
		if (gate->program[i].deaths >= GATE_DEATHS_MAX) {
			snprintf(ret_words, room, "foyer-%s ended %d times on version %lld", names[i], gate->program[i].deaths, (long long)gate->version);
			return GATE_BAD;
		}
		if (there && past_ms >= GATE_CALM_MS)
			continue;
		verdict = GATE_WAITS;
		if (!there && !gate->program[i].left)
			continue; /* it ends a visit on the old one */
		if (!there && past_ms >= GATE_UP_MS) {
			snprintf(ret_words, room, "foyer-%s did not come up on version %lld within %d seconds", names[i], (long long)gate->version, GATE_UP_MS / 1000);
			return GATE_BAD;
		}
		int64_t left_ms = (there ? GATE_CALM_MS : GATE_UP_MS) - past_ms;
		if (*ret_wait_ms < 0 || left_ms < *ret_wait_ms)
			*ret_wait_ms = left_ms;
	}
	return verdict;
}
