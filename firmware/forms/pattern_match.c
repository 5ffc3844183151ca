/* SPDX-License-Identifier: MIT */
/* All states of the program at once, one character at a time. LIMITS: time is bounded by length × steps; looking ahead by a budget. */
#include "firmware/forms/pattern_code.h"

#include "firmware/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BUDGET_STEPS = 20 * 1000 * 1000 };

struct text { const char *from, *end; };

struct states {
	int count, at[PATTERN_CODE_MAX];
	unsigned round, mark[PATTERN_CODE_MAX];
	int stack[2 * PATTERN_CODE_MAX + 2]; /* of add_state(): each state is passed once a round and leaves two at most */
};

struct run {
	const struct pattern *pattern;
	struct text text;
	long budget;
};

static bool run_from(struct run *run, int start, const char *from, bool anywhere);

static uint32_t next_character(const char **at, const char *end)
{
	char copy[5] = { 0 };
	size_t left = (size_t)(end - *at);
	memcpy(copy, *at, left < 4 ? left : 4);
	const char *from = copy;
	uint32_t character = utf8_next(&from);
	*at += from > copy ? from - copy : 1;
	return character;
}

static bool is_word_at(const struct run *run, const char *at)
{
	return at < run->text.end && code_class_has(code_class_word(), (unsigned char)*at);
}

/* Whether a step that takes no character may be passed at @at. */
static bool passes(struct run *run, const struct code *code, const char *at)
{
	bool before = at > run->text.from && is_word_at(run, at - 1), edge = before != is_word_at(run, at);
	switch (code->step) {
	case STEP_BEGIN: return at == run->text.from;
	case STEP_END: return at == run->text.end;
	case STEP_WORD_EDGE: return edge;
	case STEP_NOT_WORD_EDGE: return !edge;
	case STEP_AHEAD: return run_from(run, code->other, at, false);
	case STEP_NOT_AHEAD: return !run_from(run, code->other, at, false);
	case STEP_CHARACTER: case STEP_ANY: case STEP_CLASS: case STEP_SPLIT: case STEP_JUMP: case STEP_MATCH: break;
	}
	return false;
}

/* Add @start and everything reachable from it without taking a character. */
static void add_state(struct run *run, struct states *states, int start, const char *at)
{
	int *stack = states->stack, depth = 0;
	stack[depth++] = start;
	while (depth > 0) {
		int index = stack[--depth];
		const struct code *code = &run->pattern->code[index];
		if (states->mark[index] == states->round)
			continue;
		states->mark[index] = states->round;
		run->budget--;
		switch (code->step) {
		case STEP_CHARACTER: case STEP_ANY: case STEP_CLASS: case STEP_MATCH:
			states->at[states->count++] = index;
			break;
		case STEP_SPLIT:
			stack[depth++] = code->other;
			stack[depth++] = code->target;
			break;
		case STEP_JUMP:
			stack[depth++] = code->target;
			break;
		case STEP_BEGIN: case STEP_END: case STEP_WORD_EDGE: case STEP_NOT_WORD_EDGE: case STEP_AHEAD: case STEP_NOT_AHEAD:
			if (passes(run, code, at))
				stack[depth++] = code->step == STEP_AHEAD || code->step == STEP_NOT_AHEAD ? code->target : index + 1;
			break;
		}
	}
}

static bool takes(const struct code *code, uint32_t character)
{
	if (code->step == STEP_CHARACTER)
		return code->character == character;
	if (code->step == STEP_CLASS)
		return code_class_has(code->class, character);
	return code->step == STEP_ANY && character != '\n' && character != '\r' && character != 0x2028 && character != 0x2029;
}

static void next_round(struct states *states)
{
	states->count = 0;
	states->round++;
}

static bool has_match(const struct run *run, const struct states *states)
{
	for (int i = 0; i < states->count; i++)
		if (run->pattern->code[states->at[i]].step == STEP_MATCH)
			return true;
	return false;
}

static bool run_from(struct run *run, int start, const char *from, bool anywhere)
{
	struct states *now = calloc(2, sizeof *now), *then = now + 1;
	bool found = false;
	if (!now)
		abort();
	next_round(now);
	const char *at = from;
	add_state(run, now, start, at);
	while (!(found = has_match(run, now)) && at < run->text.end && run->budget > 0 && (now->count || anywhere)) {
		uint32_t character = next_character(&at, run->text.end);
		next_round(then);
		for (int i = 0; i < now->count; i++)
			if (takes(&run->pattern->code[now->at[i]], character))
				add_state(run, then, now->at[i] + 1, at);
		if (anywhere)
			add_state(run, then, start, at);
		struct states *swap = now;
		now = then;
		then = swap;
	}
	free(now < then ? now : then);
	return found;
}

bool pattern_matches(const struct pattern *pattern, const char *text, size_t length)
{
	struct run run = { .pattern = pattern, .text = { text, text + length }, .budget = BUDGET_STEPS };
	return run_from(&run, 0, text, true) && run.budget > 0;
}
