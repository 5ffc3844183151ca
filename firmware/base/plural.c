/* SPDX-License-Identifier: MIT */
/* Precedence climbing over a table of operators; evaluated while parsing, because it is short and rare.
 * All arithmetic is unsigned and wraps, as the format of message catalogues defines it. */
#include "firmware/base/plural.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct reader { const char *at; unsigned long n; int depth; bool broken; };

enum { LEVEL_ADD = 5, LEVEL_TIMES = 6 };
static const struct operator { const char *text; int level; } operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "==", 3 }, { "!=", 3 }, { "<=", 4 }, { ">=", 4 }, { "<", 4 }, { ">", 4 },
	{ "+", LEVEL_ADD }, { "-", LEVEL_ADD }, { "*", LEVEL_TIMES }, { "/", LEVEL_TIMES }, { "%", LEVEL_TIMES },
};

static unsigned long read_choice(struct reader *reader);

static void skip_space(struct reader *reader)
{
	while (*reader->at == ' ' || *reader->at == '\t')
		reader->at++;
}

static bool take(struct reader *reader, char c)
{
	skip_space(reader);
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

static unsigned long read_primary(struct reader *reader)
{
	if (++reader->depth > PLURAL_DEPTH_MAX)
		reader->broken = true;
	unsigned long value = 0;
	if (reader->broken)
		return 0;
	if (take(reader, '!')) {
		value = !read_primary(reader);
	} else if (take(reader, '(')) {
		value = read_choice(reader);
		reader->broken |= !take(reader, ')');
	} else if (take(reader, 'n')) {
		value = reader->n;
	} else if (*reader->at >= '0' && *reader->at <= '9') {
		while (*reader->at >= '0' && *reader->at <= '9' && value < 1000000)
			value = value * 10 + (unsigned long)(*reader->at++ - '0');
	} else {
		reader->broken = true;
	}
	reader->depth--;
	return value;
}

static unsigned long apply(struct reader *reader, const char *text, unsigned long a, unsigned long b)
{
	if ((text[0] == '/' || text[0] == '%') && b == 0) {
		reader->broken = true;
		return 0;
	}
	switch (text[0]) {
	case '|': return a || b;
	case '&': return a && b;
	case '=': return a == b;
	case '!': return a != b;
	case '<': return text[1] ? a <= b : a < b;
	case '>': return text[1] ? a >= b : a > b;
	case '+': return a + b;
	case '-': return a - b;
	case '*': return a * b;
	case '/': return a / b;
	case '%': return a % b;
	default: return 0; /* no other is in the table */
	}
}

static const struct operator *next_operator(struct reader *reader, int level)
{
	skip_space(reader);
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (operators[i].level >= level && strncmp(reader->at, operators[i].text, strlen(operators[i].text)) == 0)
			return &operators[i];
	return NULL;
}

static unsigned long read_operation(struct reader *reader, int level)
{
	unsigned long value = read_primary(reader);
	const struct operator *found;
	while (!reader->broken && (found = next_operator(reader, level))) {
		reader->at += strlen(found->text);
		value = apply(reader, found->text, value, read_operation(reader, found->level + 1));
	}
	return value;
}

static unsigned long read_choice(struct reader *reader)
{
	if (++reader->depth > PLURAL_DEPTH_MAX)
		reader->broken = true;
	if (reader->broken)
		return 0;
	unsigned long value = read_operation(reader, 1);
	if (take(reader, '?')) {
		unsigned long yes = read_choice(reader);
		reader->broken |= !take(reader, ':');
		unsigned long no = read_choice(reader);
		value = value ? yes : no;
	}
	reader->depth--;
	return value;
}

enum fail plural_form(const char *expression, long n, long *ret)
{
	if (strnlen(expression, PLURAL_MAX_BYTES + 1) > PLURAL_MAX_BYTES)
		return FAIL(LIMIT, "a plural expression is longer than %d bytes", PLURAL_MAX_BYTES);
	struct reader reader = { .at = expression, .n = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n };
	unsigned long form = read_choice(&reader);
	skip_space(&reader);
	if (reader.broken || (*reader.at != '\0' && *reader.at != ';' && *reader.at != '\n'))
		return FAIL(INPUT, "a plural expression is not readable");
	if (form > PLURAL_FORM_MAX)
		return FAIL(INPUT, "a plural expression chooses form %lu; there are at most %d", form, PLURAL_FORM_MAX + 1);
	*ret = (long)form;
	return FAIL_NONE;
}
