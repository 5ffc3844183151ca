/* SPDX-License-Identifier: MIT */
/* A regular expression as a tree, by recursive descent. SOURCE: ECMAScript, regular expression grammar with its web extensions. */
#include "firmware/forms/pattern_code.h"

#include "firmware/base/utf8.h"

#include <string.h>

enum { CLASS_RANGE_MAX = 200 };

struct parser { const char *at; struct arena *arena; int depth; };

static enum fail parse_either(struct parser *parser, const struct pattern_node **ret);

static const struct pattern_node *node(struct parser *parser, struct pattern_node value)
{
	struct pattern_node *new = arena_new(parser->arena, sizeof *new);
	*new = value;
	return new;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* @digits hexadecimal digits, or nothing is taken and @letter stands for itself. */
static uint32_t read_hex(struct parser *parser, int digits, uint32_t letter)
{
	uint32_t value = 0;
	for (int i = 0; i < digits; i++) {
		int digit = hex_digit(parser->at[i]);
		if (digit < 0)
			return letter;
		value = value * 16 + (uint32_t)digit;
	}
	parser->at += digits;
	return value >= 0xd800 && value <= 0xdfff ? 0xfffd : value;
}

/* \d \w \s and their opposites; NULL for any other letter. */
static const struct code_class *class_of_letter(struct parser *parser, char letter)
{
	const struct code_class *class = NULL;
	switch (letter) {
	case 'd': case 'D': class = code_class_digit(); break;
	case 'w': case 'W': class = code_class_word(); break;
	case 's': case 'S': class = code_class_space(); break;
	default: return NULL;
	}
	if (letter >= 'a')
		return class;
	struct code_class *inverted = arena_new(parser->arena, sizeof *inverted);
	*inverted = (struct code_class){ class->range, class->count, true };
	return inverted;
}

/* One character behind a backslash, which has been taken. */
static enum fail read_escape(struct parser *parser, uint32_t *ret)
{
	static const struct { char letter; uint32_t character; } plain[] = {
		{ 't', '\t' }, { 'n', '\n' }, { 'r', '\r' }, { 'f', '\f' }, { 'v', '\v' }, { '0', 0 },
	};
	if (*parser->at == '\0')
		return FAIL(INPUT, "it ends with a backslash");
	uint32_t letter = utf8_next(&parser->at);
	if (letter >= '1' && letter <= '9')
		return FAIL(INPUT, "it refers back to a group (\\%c)", (char)letter);
	if (letter == 'p' || letter == 'P' || letter == 'k')
		return FAIL(INPUT, "it uses \\%c", (char)letter);
	if (letter == 'c' && *parser->at) {
		*ret = (uint32_t)*parser->at++ & 0x1f;
		return FAIL_NONE;
	}
	*ret = letter;
	if (letter == 'x')
		*ret = read_hex(parser, 2, letter);
	if (letter == 'u')
		*ret = read_hex(parser, 4, letter);
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (letter == (uint32_t)plain[i].letter)
			*ret = plain[i].character;
	return FAIL_NONE;
}

struct class_builder { struct code_range range[CLASS_RANGE_MAX]; size_t count; };

static enum fail add_range(struct class_builder *builder, uint32_t from, uint32_t to)
{
	if (builder->count == CLASS_RANGE_MAX)
		return FAIL(LIMIT, "one of its sets has more than %d parts", CLASS_RANGE_MAX);
	if (from > to)
		return FAIL(INPUT, "a range in it runs backwards");
	builder->range[builder->count++] = (struct code_range){ from, to };
	return FAIL_NONE;
}

/* An inverted class inside a set is added as the gaps between its ranges, which are in order for \d and sorted here for \w and \s. */
static enum fail add_class(struct class_builder *builder, const struct code_class *class)
{
	uint32_t from = 0;
	for (size_t i = 0; !class->inverted && i < class->count; i++)
		TRY(add_range(builder, class->range[i].from, class->range[i].to));
	if (!class->inverted)
		return FAIL_NONE;
	while (from <= 0x10ffff) { /* the next range at or behind from */
		const struct code_range *next = NULL;
		for (size_t i = 0; i < class->count; i++)
			if (class->range[i].to >= from && (!next || class->range[i].from < next->from))
				next = &class->range[i];
		if (!next)
			return add_range(builder, from, 0x10ffff);
		if (next->from > from)
			TRY(add_range(builder, from, next->from - 1));
		from = next->to + 1;
	}
	return FAIL_NONE;
}

/* One end of a range: a character, or a whole class (then *ret_class). */
static enum fail read_class_atom(struct parser *parser, uint32_t *ret, const struct code_class **ret_class)
{
	*ret_class = NULL;
	if (*parser->at == '\0')
		return FAIL(INPUT, "a set in it is not closed");
	if (*parser->at != '\\') {
		*ret = utf8_next(&parser->at);
		return FAIL_NONE;
	}
	parser->at++;
	*ret_class = class_of_letter(parser, *parser->at);
	if (*ret_class) {
		parser->at++;
		return FAIL_NONE;
	}
	if (*parser->at == 'b') {
		parser->at++;
		*ret = '\b';
		return FAIL_NONE;
	}
	return read_escape(parser, ret);
}

static enum fail parse_set(struct parser *parser, const struct pattern_node **ret)
{
	struct class_builder builder = { .count = 0 };
	bool inverted = *parser->at == '^';
	parser->at += inverted;
	while (*parser->at != ']') {
		uint32_t from = 0, to = 0;
		const struct code_class *class, *end_class = NULL;
		TRY(read_class_atom(parser, &from, &class));
		to = from;
		if (parser->at[0] == '-' && parser->at[1] != ']' && !class) {
			parser->at++;
			TRY(read_class_atom(parser, &to, &end_class));
			if (end_class) {
				TRY(add_range(&builder, '-', '-'));
				to = from;
			}
		}
		TRY(class ? add_class(&builder, class) : add_range(&builder, from, to));
		if (end_class)
			TRY(add_class(&builder, end_class));
	}
	parser->at++;
	struct code_class *class = arena_new(parser->arena, sizeof *class);
	struct code_range *range = arena_new(parser->arena, (builder.count + 1) * sizeof *range);
	memcpy(range, builder.range, builder.count * sizeof *range);
	*class = (struct code_class){ range, builder.count, inverted };
	*ret = node(parser, (struct pattern_node){ .kind = NODE_CLASS, .class = class });
	return FAIL_NONE;
}

/* Behind "(": its kind, the inside, ")". */
static enum fail parse_group(struct parser *parser, const struct pattern_node **ret)
{
	enum pattern_node_kind kind = NODE_EMPTY;
	if (strncmp(parser->at, "?<=", 3) == 0 || strncmp(parser->at, "?<!", 3) == 0)
		return FAIL(INPUT, "it looks behind");
	if (strncmp(parser->at, "?=", 2) == 0)
		kind = NODE_AHEAD;
	else if (strncmp(parser->at, "?!", 2) == 0)
		kind = NODE_NOT_AHEAD;
	if (strncmp(parser->at, "?<", 2) == 0) {
		const char *end = strchr(parser->at, '>');
		if (!end)
			return FAIL(INPUT, "a group's name in it is not closed");
		parser->at = end + 1;
	} else if (*parser->at == '?') {
		if (kind == NODE_EMPTY && parser->at[1] != ':')
			return FAIL(INPUT, "it has a group of an unknown kind");
		parser->at += 2;
	}
	TRY(parse_either(parser, ret));
	if (*parser->at != ')')
		return FAIL(INPUT, "a group in it is not closed");
	parser->at++;
	if (kind != NODE_EMPTY)
		*ret = node(parser, (struct pattern_node){ .kind = kind, .first = *ret });
	return FAIL_NONE;
}

static enum fail parse_backslash(struct parser *parser, const struct pattern_node **ret)
{
	struct pattern_node value = { .kind = NODE_CHARACTER };
	if (*parser->at == 'b' || *parser->at == 'B')
		value.kind = *parser->at == 'b' ? NODE_WORD_EDGE : NODE_NOT_WORD_EDGE;
	else if ((value.class = class_of_letter(parser, *parser->at)))
		value.kind = NODE_CLASS;
	if (value.kind == NODE_CHARACTER)
		TRY(read_escape(parser, &value.character));
	else
		parser->at++;
	*ret = node(parser, value);
	return FAIL_NONE;
}

static enum fail parse_atom(struct parser *parser, const struct pattern_node **ret)
{
	char c = *parser->at;
	switch (c) {
	case '(': parser->at++; return parse_group(parser, ret);
	case '[': parser->at++; return parse_set(parser, ret);
	case '\\': parser->at++; return parse_backslash(parser, ret);
	case '*': case '+': case '?': return FAIL(INPUT, "it repeats nothing (%c)", c);
	case '.': case '^': case '$':
		parser->at++;
		*ret = node(parser, (struct pattern_node){ .kind = c == '.' ? NODE_ANY : c == '^' ? NODE_BEGIN : NODE_END });
		return FAIL_NONE;
	default:
		*ret = node(parser, (struct pattern_node){ .kind = NODE_CHARACTER, .character = utf8_next(&parser->at) });
		return FAIL_NONE;
	}
}

/* "{2}", "{2,}" or "{2,5}" at *@at; anything else in braces stands for itself. */
static bool read_count(const char **at, long *ret_least, long *ret_most)
{
	const char *from = *at + 1;
	long number[2] = { 0, -1 };
	int index = 0;
	if (*from < '0' || *from > '9')
		return false;
	for (; *from && *from != '}'; from++) {
		if (*from == ',' && index == 0) {
			index = 1;
		} else if (*from >= '0' && *from <= '9') {
			long so_far = number[index] < 0 ? 0 : number[index];
			number[index] = so_far > PATTERN_REPEAT_MAX ? so_far : so_far * 10 + (*from - '0');
		} else {
			return false;
		}
	}
	if (*from != '}')
		return false;
	*at = from + 1;
	*ret_least = number[0];
	*ret_most = index == 0 ? number[0] : number[1];
	return true;
}

static enum fail parse_repeat(struct parser *parser, const struct pattern_node **ret)
{
	long least = 1, most = 1;
	TRY(parse_atom(parser, ret));
	char c = *parser->at;
	if (c == '*' || c == '+' || c == '?') {
		parser->at++;
		least = c == '+';
		most = c == '?' ? 1 : -1;
	} else if (c != '{' || !read_count(&parser->at, &least, &most)) {
		return FAIL_NONE;
	}
	if (*parser->at == '?') /* whether it takes few or many makes no difference to yes or no */
		parser->at++;
	if (least > PATTERN_REPEAT_MAX || most > PATTERN_REPEAT_MAX)
		return FAIL(LIMIT, "it repeats more than %d times", PATTERN_REPEAT_MAX);
	if (most >= 0 && most < least)
		return FAIL(INPUT, "a repetition in it runs backwards");
	*ret = node(parser, (struct pattern_node){ .kind = NODE_REPEAT, .first = *ret, .least = (int)least, .most = (int)most });
	return FAIL_NONE;
}

static enum fail parse_sequence(struct parser *parser, const struct pattern_node **ret)
{
	*ret = node(parser, (struct pattern_node){ .kind = NODE_EMPTY });
	while (*parser->at && *parser->at != '|' && *parser->at != ')') {
		const struct pattern_node *next;
		TRY(parse_repeat(parser, &next));
		*ret = (*ret)->kind == NODE_EMPTY ? next : node(parser, (struct pattern_node){ .kind = NODE_SEQUENCE, .first = *ret, .second = next });
	}
	return FAIL_NONE;
}

static enum fail parse_either(struct parser *parser, const struct pattern_node **ret)
{
	if (++parser->depth > PATTERN_DEPTH_MAX)
		return FAIL(LIMIT, "its groups are nested deeper than %d", PATTERN_DEPTH_MAX);
	TRY(parse_sequence(parser, ret));
	while (*parser->at == '|') {
		const struct pattern_node *next;
		parser->at++;
		TRY(parse_sequence(parser, &next));
		*ret = node(parser, (struct pattern_node){ .kind = NODE_EITHER, .first = *ret, .second = next });
	}
	parser->depth--;
	return FAIL_NONE;
}

enum fail pattern_parse(const char *source, struct arena *arena, const struct pattern_node **ret)
{
	struct parser parser = { .at = source, .arena = arena };
	TRY(parse_either(&parser, ret));
	if (*parser.at == ')')
		return FAIL(INPUT, "it closes a group that is not open");
	return FAIL_NONE;
}
