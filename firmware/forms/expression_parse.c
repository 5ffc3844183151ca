/* SPDX-License-Identifier: MIT */
/* A string condition as a tree: one function for each level of binding, each bounded in depth. */
#include "firmware/forms/expression_node.h"
#include "firmware/forms/value.h"

#include <ctype.h>
#include <string.h>

enum { NAME_ROOM = 256 };

struct parser {
	struct load *load;
	const char *text, *at;
	size_t nodes; int depth;
};

typedef enum fail (*level)(struct parser *parser, const struct expression **ret);

static enum fail parse_or(struct parser *parser, const struct expression **ret);

static void skip_space(struct parser *parser)
{
	while (isspace((unsigned char)*parser->at))
		parser->at++;
}

static bool word_character(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

/* Takes @token if it stands here; a word only if it ends there. */
static bool take(struct parser *parser, const char *token)
{
	size_t length = strlen(token);
	skip_space(parser);
	if (strncmp(parser->at, token, length) != 0 || (word_character(token[0]) && word_character(parser->at[length])))
		return false;
	parser->at += length;
	return true;
}

static enum fail unreadable(const struct parser *parser)
{
	return FAIL(INPUT, "its expression cannot be read at \"%.30s\"", parser->at);
}

static enum fail node_new(struct parser *parser, enum expression_kind kind, struct expression **ret)
{
	if (++parser->nodes > EXPRESSION_NODE_MAX)
		return FAIL(LIMIT, "its expression has more than %d parts", EXPRESSION_NODE_MAX);
	TRY(load_room(parser->load, sizeof **ret + 64));
	*ret = arena_new(parser->load->arena, sizeof **ret);
	**ret = (struct expression){ .kind = kind };
	return FAIL_NONE;
}

struct binary { const char *token; enum expression_kind kind; };

/* Left to right, with operands of the next tighter @inner level. */
static enum fail parse_binary(struct parser *parser, const struct binary *operators, size_t count, level inner, const struct expression **ret)
{
	TRY(inner(parser, ret));
	for (size_t i = 0; i < count; i++) {
		if (!take(parser, operators[i].token))
			continue;
		struct expression *node;
		TRY(node_new(parser, operators[i].kind, &node));
		node->left = *ret;
		TRY(inner(parser, &node->right));
		*ret = node;
		i = (size_t)-1; /* look for all of them again */
	}
	return FAIL_NONE;
}

static enum fail parse_text(struct parser *parser, const struct expression **ret)
{
	struct expression *node;
	char quote = *parser->at++;
	const char *from = parser->at;
	while (*parser->at && *parser->at != quote)
		parser->at += *parser->at == '\\' && parser->at[1] ? 2 : 1;
	if (!*parser->at)
		return unreadable(parser);
	TRY(node_new(parser, EXPRESSION_TEXT, &node));
	TRY(load_room(parser->load, (size_t)(parser->at - from) + 64));
	char *to = arena_text_n(parser->load->arena, from, (size_t)(parser->at - from));
	node->text = to;
	for (const char *next = to; *next; next++)
		*to++ = *next == '\\' && next[1] ? *++next : *next;
	*to = '\0';
	parser->at++;
	*ret = node;
	return FAIL_NONE;
}

static enum fail parse_number(struct parser *parser, const struct expression **ret)
{
	struct expression *node;
	size_t length = strspn(parser->at, "0123456789.");
	struct number number = number_read((struct span){ parser->at, length }, "", "");
	if (number.kind != NUMBER_READ)
		return unreadable(parser);
	parser->at += length;
	TRY(node_new(parser, EXPRESSION_NUMBER, &node));
	node->number = number.value;
	*ret = node;
	return FAIL_NONE;
}

/* dateForComparison(-18, 'years') */
static enum fail parse_date(struct parser *parser, const struct expression **ret)
{
	struct expression *node;
	TRY(node_new(parser, EXPRESSION_DATE, &node));
	if (!take(parser, "("))
		return unreadable(parser);
	TRY(parse_or(parser, &node->left));
	if (!take(parser, ","))
		return unreadable(parser);
	TRY(parse_or(parser, &node->right));
	*ret = node;
	return take(parser, ")") ? FAIL_NONE : unreadable(parser);
}

static const struct form_condition *condition_named(const struct load *load, const char *name)
{
	for (size_t i = 0; i < load->condition_count; i++)
		if (strcmp(load->condition[i].id, name) == 0)
			return &load->condition[i];
	return NULL;
}

static enum fail parse_name(struct parser *parser, const struct expression **ret)
{
	struct expression *node;
	char name[NAME_ROOM];
	size_t length = 0;
	while (word_character(parser->at[length]) || parser->at[length] == '.')
		length++;
	if (length == 0 || length >= sizeof name)
		return unreadable(parser);
	memcpy(name, parser->at, length);
	name[length] = '\0';
	parser->at += length;
	if (strcmp(name, "dateForComparison") == 0)
		return parse_date(parser, ret);
	TRY(node_new(parser, EXPRESSION_UNKNOWN, &node));
	*ret = node;
	if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0) {
		node->kind = EXPRESSION_BOOLEAN;
		node->boolean = *name == 't';
	} else if ((node->component = load_component_written(parser->load, name, &node->page, &node->misnamed))) {
		node->kind = EXPRESSION_ANSWER;
	} else if ((node->condition = condition_named(parser->load, name))) {
		node->kind = EXPRESSION_CONDITION;
	} else {
		load_warn(parser->load, "A condition asks for \"%.60s\", which is no question: it never holds", name);
	}
	return FAIL_NONE;
}

static enum fail parse_unary(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = { { "not", EXPRESSION_NOT }, { "!", EXPRESSION_NOT }, { "length", EXPRESSION_LENGTH }, { "-", EXPRESSION_NEGATIVE } };
	struct expression *node;
	if (++parser->depth > EXPRESSION_DEPTH_MAX)
		return FAIL(LIMIT, "its expression is nested more than %d deep", EXPRESSION_DEPTH_MAX);
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (take(parser, operators[i].token)) {
			TRY(node_new(parser, operators[i].kind, &node));
			TRY(parse_unary(parser, &node->left));
			*ret = node;
			parser->depth--;
			return FAIL_NONE;
		}
	if (take(parser, "(")) {
		TRY(parse_or(parser, ret));
		if (!take(parser, ")"))
			return unreadable(parser);
	} else if (*parser->at == '\'' || *parser->at == '"') {
		TRY(parse_text(parser, ret));
	} else {
		TRY(isdigit((unsigned char)*parser->at) ? parse_number(parser, ret) : parse_name(parser, ret));
	}
	parser->depth--;
	return FAIL_NONE;
}

static enum fail parse_times(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = { { "*", EXPRESSION_TIMES }, { "/", EXPRESSION_OVER }, { "%", EXPRESSION_MODULO } };
	return parse_binary(parser, operators, sizeof operators / sizeof operators[0], parse_unary, ret);
}

static enum fail parse_plus(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = { { "+", EXPRESSION_PLUS }, { "-", EXPRESSION_MINUS } };
	return parse_binary(parser, operators, sizeof operators / sizeof operators[0], parse_times, ret);
}

static enum fail parse_comparison(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = {
		{ "==", EXPRESSION_EQUAL }, { "!=", EXPRESSION_NOT_EQUAL }, { "<=", EXPRESSION_AT_MOST }, { ">=", EXPRESSION_AT_LEAST }, { "<", EXPRESSION_LESS },
		{ ">", EXPRESSION_MORE }, { "in", EXPRESSION_IN },
	};
	return parse_binary(parser, operators, sizeof operators / sizeof operators[0], parse_plus, ret);
}

static enum fail parse_and(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = { { "and", EXPRESSION_AND } };
	return parse_binary(parser, operators, 1, parse_comparison, ret);
}

static enum fail parse_or(struct parser *parser, const struct expression **ret)
{
	static const struct binary operators[] = { { "or", EXPRESSION_OR } };
	return parse_binary(parser, operators, 1, parse_and, ret);
}

/* Other conditions that it names are its parts too, so that a cycle among them is found; behind the first they are never worked out. */
static size_t gather(const struct expression *node, struct condition_item *item)
{
	if (!node)
		return 0;
	size_t count = gather(node->left, item);
	count += gather(node->right, item ? item + count : NULL);
	if (node->kind == EXPRESSION_CONDITION) {
		if (item)
			item[count] = (struct condition_item){ .reference = node->condition };
		count++;
	}
	return count;
}

enum fail expression_load(struct load *load, const char *text, struct form_condition *ret)
{
	struct parser parser = { .load = load, .text = text, .at = text };
	const struct expression *root;
	if (strlen(text) > EXPRESSION_MAX_BYTES)
		return FAIL(LIMIT, "its expression is longer than %d bytes", EXPRESSION_MAX_BYTES);
	TRY(parse_or(&parser, &root));
	skip_space(&parser);
	if (*parser.at)
		return unreadable(&parser);
	size_t named = gather(root, NULL);
	TRY(load_room(load, (named + 1) * sizeof(struct condition_item) + 64));
	struct condition_item *item = arena_new(load->arena, (named + 1) * sizeof *item);
	item[0] = (struct condition_item){ .value = VALUE_EXPRESSION, .expression = root };
	gather(root, item + 1);
	ret->item = item;
	ret->count = 1;
	ret->named = named;
	return FAIL_NONE;
}
