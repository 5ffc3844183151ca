/* SPDX-License-Identifier: MIT */
/* pattern_code.h - what pattern_parse.c makes, pattern.c turns into a program and pattern_match.c runs. */
#pragma once

#include "firmware/forms/pattern.h"

#include <stdint.h>

struct code_range { uint32_t from, to; };
struct code_class { const struct code_range *range; size_t count; bool inverted; };

enum code_step {
	STEP_CHARACTER, STEP_ANY, STEP_CLASS, /* take one character */
	STEP_SPLIT, STEP_JUMP,                /* go on at target, and (SPLIT) at other */
	STEP_BEGIN, STEP_END, STEP_WORD_EDGE, STEP_NOT_WORD_EDGE,
	STEP_AHEAD, STEP_NOT_AHEAD,           /* the program at other matches here or not; then go on at target */
	STEP_MATCH,
};

struct code {
	enum code_step step;
	uint32_t character;
	const struct code_class *class;
	int target, other;
};

struct pattern { const struct code *code; int count; };

enum pattern_node_kind {
	NODE_EMPTY, NODE_CHARACTER, NODE_ANY, NODE_CLASS, NODE_SEQUENCE, NODE_EITHER, NODE_REPEAT,
	NODE_BEGIN, NODE_END, NODE_WORD_EDGE, NODE_NOT_WORD_EDGE, NODE_AHEAD, NODE_NOT_AHEAD,
};

struct pattern_node {
	enum pattern_node_kind kind;
	uint32_t character;
	const struct code_class *class;
	int least, most; /* of REPEAT; most -1: no end */
	const struct pattern_node *first, *second;
};

/** pattern_parse - @source as a tree in @arena. FAIL_INPUT · FAIL_LIMIT. */
enum fail pattern_parse(const char *source, struct arena *arena, const struct pattern_node **ret);

/** code_class_has - whether @character is in @class. */
bool code_class_has(const struct code_class *class, uint32_t character);
/** code_class_word, code_class_space, code_class_digit - what \w, \s and \d stand for; static. */
const struct code_class *code_class_word(void);
const struct code_class *code_class_space(void);
const struct code_class *code_class_digit(void);
