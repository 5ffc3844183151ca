/* SPDX-License-Identifier: MIT */
/*
 * From the tree to a program for the machine in pattern_match.c.
 * DESIGN: our own machine instead of regcomp(), because the definitions are written in JavaScript's grammar (\d, (?:…), (?!…)), and because
 * a list of all states at once cannot be made to run for minutes by one answer. SOURCE: Thompson 1968; Cox, "Regular Expression Matching".
 */
#include "firmware/forms/form.h"
#include "firmware/forms/pattern_code.h"

#include <string.h>

enum { VISIT_MAX = 50 * PATTERN_CODE_MAX }; /* repetitions of nothing emit nothing, but take time */

struct emitter { struct code code[PATTERN_CODE_MAX]; int count, visits; };

static enum fail emit(struct emitter *out, struct code code, int *ret_at)
{
	if (out->count == PATTERN_CODE_MAX)
		return FAIL(LIMIT, "it is too large");
	*ret_at = out->count;
	out->code[out->count++] = code;
	return FAIL_NONE;
}

static enum fail emit_node(struct emitter *out, const struct pattern_node *node);

/* split a, b; a; jump end; b; end */
static enum fail emit_either(struct emitter *out, const struct pattern_node *node)
{
	int split = 0, jump = 0;
	TRY(emit(out, (struct code){ .step = STEP_SPLIT }, &split));
	out->code[split].target = out->count;
	TRY(emit_node(out, node->first));
	TRY(emit(out, (struct code){ .step = STEP_JUMP }, &jump));
	out->code[split].other = out->count;
	TRY(emit_node(out, node->second));
	out->code[jump].target = out->count;
	return FAIL_NONE;
}

static enum fail emit_repeat(struct emitter *out, const struct pattern_node *node)
{
	int split = 0, jump = 0;
	for (int i = 0; i < node->least; i++)
		TRY(emit_node(out, node->first));
	if (node->most < 0) {
		TRY(emit(out, (struct code){ .step = STEP_SPLIT }, &split));
		out->code[split].target = out->count;
		TRY(emit_node(out, node->first));
		TRY(emit(out, (struct code){ .step = STEP_JUMP, .target = split }, &jump));
		out->code[split].other = out->count;
		return FAIL_NONE;
	}
	for (int i = node->least; i < node->most; i++) { /* each may be left out on its own: as many ways, the same texts */
		TRY(emit(out, (struct code){ .step = STEP_SPLIT }, &split));
		out->code[split].target = out->count;
		TRY(emit_node(out, node->first));
		out->code[split].other = out->count;
	}
	return FAIL_NONE;
}

/* ahead(other: inside … match) target: behind it */
static enum fail emit_ahead(struct emitter *out, const struct pattern_node *node)
{
	int ahead = 0, match = 0;
	enum code_step step = node->kind == NODE_AHEAD ? STEP_AHEAD : STEP_NOT_AHEAD;
	TRY(emit(out, (struct code){ .step = step }, &ahead));
	out->code[ahead].other = out->count;
	TRY(emit_node(out, node->first));
	TRY(emit(out, (struct code){ .step = STEP_MATCH }, &match));
	out->code[ahead].target = out->count;
	return FAIL_NONE;
}

static enum fail emit_node(struct emitter *out, const struct pattern_node *node)
{
	int at;
	if (++out->visits > VISIT_MAX)
		return FAIL(LIMIT, "it is too large");
	switch (node->kind) {
	case NODE_EMPTY: return FAIL_NONE;
	case NODE_CHARACTER: return emit(out, (struct code){ .step = STEP_CHARACTER, .character = node->character }, &at);
	case NODE_ANY: return emit(out, (struct code){ .step = STEP_ANY }, &at);
	case NODE_CLASS: return emit(out, (struct code){ .step = STEP_CLASS, .class = node->class }, &at);
	case NODE_BEGIN: return emit(out, (struct code){ .step = STEP_BEGIN }, &at);
	case NODE_END: return emit(out, (struct code){ .step = STEP_END }, &at);
	case NODE_WORD_EDGE: return emit(out, (struct code){ .step = STEP_WORD_EDGE }, &at);
	case NODE_NOT_WORD_EDGE: return emit(out, (struct code){ .step = STEP_NOT_WORD_EDGE }, &at);
	case NODE_SEQUENCE:
		TRY(emit_node(out, node->first));
		return emit_node(out, node->second);
	case NODE_EITHER: return emit_either(out, node);
	case NODE_REPEAT: return emit_repeat(out, node);
	case NODE_AHEAD: case NODE_NOT_AHEAD: return emit_ahead(out, node);
	}
	return FAIL_NONE;
}

enum fail pattern_compile(const char *source, struct arena *arena, const struct pattern **ret)
{
	if (strlen(source) > FORM_PATTERN_MAX_BYTES)
		return FAIL(LIMIT, "it is longer than %d bytes", FORM_PATTERN_MAX_BYTES);
	const struct pattern_node *tree;
	struct emitter out = { .count = 0 };
	int at;
	enum fail code = pattern_parse(source, arena, &tree); /* its classes stay, so the tree lies there too */
	if (code == FAIL_NONE)
		code = emit_node(&out, tree);
	if (code == FAIL_NONE)
		code = emit(&out, (struct code){ .step = STEP_MATCH }, &at);
	if (code != FAIL_NONE)
		return code;
	struct code *program = arena_new(arena, (size_t)out.count * sizeof *program);
	memcpy(program, out.code, (size_t)out.count * sizeof *program);
	struct pattern *pattern = arena_new(arena, sizeof *pattern);
	*pattern = (struct pattern){ program, out.count };
	*ret = pattern;
	return FAIL_NONE;
}
