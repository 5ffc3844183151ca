/* SPDX-License-Identifier: MIT */
/* HTML as people paste it into form designers: tags that open a block, tags that are dropped with their inside, all others ignored. */
#include "firmware/forms/blocks.h"
#include "firmware/forms/blocks_writer.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LIST_DEPTH_MAX = 16, TAG_MAX_BYTES = 2000, TEMPLATE_MAX_BYTES = 2000 }; /* longer ones are text: the end is not searched for ever */

struct reader {
	struct blocks_writer writer;
	struct { bool ordered; int number; } list[LIST_DEPTH_MAX];
	int depth;      /* lists open; those behind the maximum are not remembered */
	int quotes;     /* blockquotes open */
};

bool tag_read(const char **at, struct tag *ret)
{
	const char *from = *at + 1;
	size_t length = 0;
	*ret = (struct tag){ 0 };
	if (*from == '!' || *from == '?') {
		bool comment = strncmp(from, "!--", 3) == 0;
		const char *end = strstr(from, comment ? "-->" : ">");
		*at = end ? end + (comment ? 3 : 1) : from + strlen(from);
		return true;
	}
	ret->closing = *from == '/';
	from += ret->closing;
	if (!isalpha((unsigned char)*from))
		return false;
	for (; isalnum((unsigned char)*from); from++)
		if (length + 1 < sizeof ret->name)
			ret->name[length++] = (char)tolower((unsigned char)*from);
	if (*from && !isspace((unsigned char)*from) && *from != '>' && *from != '/' && *from != '-')
		return false; /* <https://…>, <name@place> */
	char quote = '\0';
	const char *last = from + strnlen(from, TAG_MAX_BYTES);
	for (; from < last && (quote || *from != '>'); from++)
		if (quote ? *from == quote : *from == '"' || *from == '\'')
			quote = quote ? '\0' : *from;
	if (from == last)
		return false;
	*at = from + 1;
	return true;
}

bool tag_drops(const struct tag *tag)
{
	static const char *const names[] = { "script", "style", "svg", "head", "template", "iframe", "object", "select", "textarea", "button", "math", "noscript" };
	for (size_t i = 0; !tag->closing && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(tag->name, names[i]) == 0)
			return true;
	return false;
}

void tag_skip(const char **at, const struct tag *tag)
{
	size_t length = strlen(tag->name);
	for (const char *from = *at; (from = strstr(from, "</")); from += 2)
		if (strncasecmp(from + 2, tag->name, length) == 0 && !isalnum((unsigned char)from[2 + length])) {
			const char *end = strchr(from, '>');
			*at = end ? end + 1 : from + strlen(from);
			return;
		}
	*at += strlen(*at); /* never closed: nothing behind it is meant to be read */
}

bool template_skip(const char **at)
{
	const char *end = strncmp(*at, "{%", 2) == 0 ? memmem(*at, strnlen(*at, TEMPLATE_MAX_BYTES), "%}", 2) : NULL;
	if (!end)
		return false;
	*at = end + 2;
	return true;
}

static void begin(struct reader *reader, const struct tag *tag)
{
	(void)tag;
	blocks_begin(&reader->writer, reader->quotes ? BLOCK_QUOTE : BLOCK_PARAGRAPH, 0);
}

static void heading(struct reader *reader, const struct tag *tag)
{
	if (tag->closing)
		begin(reader, tag);
	else
		blocks_begin(&reader->writer, BLOCK_HEADING, 0);
}

static void list(struct reader *reader, const struct tag *tag)
{
	begin(reader, tag);
	if (tag->closing) {
		reader->depth -= reader->depth > 0;
		return;
	}
	if (reader->depth < LIST_DEPTH_MAX) {
		reader->list[reader->depth].ordered = tag->name[0] == 'o';
		reader->list[reader->depth].number = 0;
	}
	reader->depth++;
}

static void item(struct reader *reader, const struct tag *tag)
{
	int depth = reader->depth < LIST_DEPTH_MAX ? reader->depth : LIST_DEPTH_MAX;
	if (tag->closing)
		begin(reader, tag);
	else if (depth > 0 && reader->list[depth - 1].ordered)
		blocks_begin(&reader->writer, BLOCK_NUMBERED, ++reader->list[depth - 1].number);
	else
		blocks_begin(&reader->writer, BLOCK_BULLET, 0);
}

/* A paragraph inside a list's item belongs to the item. */
static void paragraph(struct reader *reader, const struct tag *tag)
{
	bool in_item = reader->depth > 0 && (reader->writer.kind == BLOCK_BULLET || reader->writer.kind == BLOCK_NUMBERED);
	if (in_item)
		blocks_break(&reader->writer);
	else
		begin(reader, tag);
}

static void quote(struct reader *reader, const struct tag *tag)
{
	if (!tag->closing)
		reader->quotes++;
	else if (reader->quotes > 0)
		reader->quotes--;
	begin(reader, tag);
}

static void line(struct reader *reader, const struct tag *tag)
{
	(void)tag;
	blocks_break(&reader->writer);
}

static void space(struct reader *reader, const struct tag *tag)
{
	(void)tag;
	blocks_space(&reader->writer);
}

struct tag_rule { const char *name; void (*act)(struct reader *reader, const struct tag *tag); };
static const struct tag_rule rules[] = {
	{ "p", paragraph }, { "li", item }, { "ul", list }, { "ol", list }, { "br", line }, { "div", paragraph }, { "section", begin },
	{ "article", begin }, { "header", begin }, { "footer", begin }, { "main", begin },
	{ "h1", heading }, { "h2", heading }, { "h3", heading }, { "h4", heading }, { "h5", heading }, { "h6", heading }, { "legend", heading },
	{ "caption", heading }, { "summary", heading }, { "blockquote", quote },
	{ "tr", begin }, { "td", space }, { "th", space }, { "table", begin }, { "dl", begin }, { "dt", heading }, { "dd", begin },
	{ "details", begin }, { "fieldset", begin }, { "label", paragraph }, { "hr", begin }, { "pre", begin }, { "form", begin }, { "nav", begin },
};

static const struct tag_rule *rule_of(const struct tag *tag)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (strcmp(rules[i].name, tag->name) == 0)
			return &rules[i];
	return NULL;
}

bool tag_divides(const struct tag *tag)
{
	const struct tag_rule *rule = rule_of(tag);
	return rule && rule->act != line && rule->act != space;
}

static void read_next(struct reader *reader, const char **at)
{
	struct tag tag;
	uint32_t character;
	if (**at == '<' && tag_read(at, &tag)) {
		const struct tag_rule *rule = rule_of(&tag);
		if (rule)
			rule->act(reader, &tag);
		else if (tag_drops(&tag))
			tag_skip(at, &tag);
	} else if (**at == '&' && (character = entity_take(at))) {
		blocks_put(&reader->writer, character);
	} else if (!template_skip(at)) {
		size_t size = 1 + strcspn(*at + 1, "<&{");
		blocks_put_text(&reader->writer, *at, size);
		*at += size;
	}
}

struct form_blocks blocks_from_html(const char *html, struct arena *arena)
{
	struct reader reader = { 0 };
	blocks_writer_init(&reader.writer, arena, strlen(html));
	while (*html)
		read_next(&reader, &html);
	return blocks_finish(&reader.writer);
}
