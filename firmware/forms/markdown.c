/* SPDX-License-Identifier: MIT */
/* Markdown line by line. SOURCE: CommonMark 0.31 §4 and §5, without code blocks and with nesting flattened. */
#include "firmware/forms/blocks.h"
#include "firmware/forms/markdown_inline.h"

#include <ctype.h>
#include <string.h>

struct reader {
	struct blocks_writer writer;
	char *raw; size_t used;   /* the block's lines, marks and all */
	bool open;                /* a block is being gathered */
	int next_number;          /* of the numbered list that may go on; 0 none */
};

struct line { const char *text; size_t size; bool indented, hard_break; };

static void flush(struct reader *reader)
{
	inline_write(&reader->writer, reader->raw, reader->used);
	blocks_begin(&reader->writer, BLOCK_PARAGRAPH, 0);
	reader->used = 0;
	reader->open = false;
}

static void open_block(struct reader *reader, enum block_kind kind, int number)
{
	flush(reader);
	blocks_begin(&reader->writer, kind, number);
	reader->open = true;
	if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH)
		reader->next_number = 0;
}

static void append(struct reader *reader, const struct line *line)
{
	if (reader->used > 0 && reader->raw[reader->used - 1] != '\n')
		reader->raw[reader->used++] = ' ';
	memcpy(reader->raw + reader->used, line->text, line->size);
	reader->used += line->size;
	if (line->hard_break)
		reader->raw[reader->used++] = '\n';
	reader->raw[reader->used] = '\0';
}

static void trim(struct line *line)
{
	const char *from = line->text;
	while (line->size > 0 && isspace((unsigned char)*line->text))
		line->text++, line->size--;
	line->indented |= line->text - from >= 2;
	size_t full = line->size;
	while (line->size > 0 && isspace((unsigned char)line->text[line->size - 1]))
		line->size--;
	line->hard_break |= full - line->size >= 2 && memchr(line->text + line->size, ' ', full - line->size);
	if (line->size > 1 && line->text[line->size - 1] == '\\') {
		line->size--;
		line->hard_break = true;
	}
}

static void drop(struct line *line, size_t bytes)
{
	line->text += bytes;
	line->size -= bytes;
	trim(line);
}

/* Whether the line is nothing but @marks and spaces, with at least @least of one and the same mark. */
static bool only(const struct line *line, const char *marks, size_t least)
{
	size_t count = 0;
	char mark = '\0';
	for (size_t i = 0; i < line->size; i++) {
		char c = line->text[i];
		if (c == ' ' || c == '\t')
			continue;
		if (!strchr(marks, c) || (mark && c != mark))
			return false;
		mark = c;
		count++;
	}
	return count >= least;
}

static bool heading(struct reader *reader, struct line *line)
{
	size_t level = 0;
	while (level < line->size && line->text[level] == '#')
		level++;
	if (level == 0 || level > 6 || (level < line->size && line->text[level] != ' ' && line->text[level] != '\t'))
		return false;
	drop(line, level);
	while (line->size > 0 && line->text[line->size - 1] == '#')
		line->size--;
	trim(line);
	open_block(reader, BLOCK_HEADING, 0);
	append(reader, line);
	flush(reader);
	return true;
}

static bool underline(struct reader *reader, const struct line *line)
{
	bool unbroken = !memchr(line->text, ' ', line->size) && (only(line, "=", 1) || only(line, "-", 2));
	if (!reader->open || reader->writer.kind != BLOCK_PARAGRAPH || !unbroken)
		return false;
	reader->writer.kind = BLOCK_HEADING; /* nothing has been written of it yet */
	flush(reader);
	reader->next_number = 0;
	return true;
}

static bool rule(struct reader *reader, const struct line *line)
{
	if (!only(line, "-*_", 3))
		return false;
	flush(reader);
	reader->next_number = 0;
	return true;
}

static bool bullet(struct reader *reader, struct line *line)
{
	if (!strchr("-*+", line->text[0]) || (line->size > 1 && line->text[1] != ' ' && line->text[1] != '\t'))
		return false;
	if (!line->indented)
		reader->next_number = 0;
	drop(line, 1);
	open_block(reader, BLOCK_BULLET, 0);
	append(reader, line);
	return true;
}

static bool numbered(struct reader *reader, struct line *line)
{
	size_t digits = 0;
	int number = 0;
	while (digits < line->size && digits < 9 && isdigit((unsigned char)line->text[digits]))
		number = number * 10 + (line->text[digits++] - '0');
	bool marked = digits > 0 && digits < line->size && (line->text[digits] == '.' || line->text[digits] == ')');
	if (!marked || (digits + 1 < line->size && line->text[digits + 1] != ' ' && line->text[digits + 1] != '\t'))
		return false;
	if (reader->open && reader->writer.kind == BLOCK_PARAGRAPH && number != 1 && !reader->next_number)
		return false; /* "The year was\n2026. It rained" is no list */
	drop(line, digits + 1);
	number = reader->next_number ? reader->next_number : number;
	open_block(reader, BLOCK_NUMBERED, number);
	reader->next_number = number + 1;
	append(reader, line);
	return true;
}

/* [name]: target, which nobody reads. */
static bool definition(const struct line *line)
{
	const char *close = line->text[0] == '[' ? memchr(line->text, ']', line->size) : NULL;
	return close && close + 1 < line->text + line->size && close[1] == ':';
}

/* | a | b |: one paragraph a row, cells apart. */
static bool row(struct reader *reader, struct line *line)
{
	if (line->text[0] != '|')
		return false;
	bool ruler = true;
	for (size_t i = 0; i < line->size; i++)
		ruler &= strchr("|-: ", line->text[i]) != NULL;
	flush(reader);
	while (!ruler && line->size > 0) {
		const char *bar = memchr(line->text, '|', line->size);
		size_t size = bar ? (size_t)(bar - line->text) : line->size;
		struct line cell = { .text = line->text, .size = size };
		trim(&cell);
		if (cell.size > 0 && reader->used > 0)
			reader->raw[reader->used++] = ','; /* in the place of the bar */
		cell.hard_break = false;
		if (cell.size > 0)
			append(reader, &cell);
		drop(line, bar ? size + 1 : size);
	}
	flush(reader);
	return true;
}

static void read_line(struct reader *reader, struct line line)
{
	bool quoted = false;
	trim(&line);
	while (line.size > 0 && line.text[0] == '>') {
		drop(&line, 1);
		quoted = true;
	}
	if (line.size == 0) {
		flush(reader);
		return;
	}
	if (line.size >= 3 && (strncmp(line.text, "```", 3) == 0 || strncmp(line.text, "~~~", 3) == 0)) {
		flush(reader);
		return;
	}
	if (underline(reader, &line) || heading(reader, &line) || rule(reader, &line) || bullet(reader, &line) || numbered(reader, &line) ||
	    row(reader, &line) || (!reader->open && definition(&line)))
		return;
	if (quoted && (!reader->open || reader->writer.kind != BLOCK_QUOTE))
		open_block(reader, BLOCK_QUOTE, 0);
	else if (!reader->open) {
		int number = reader->next_number;
		open_block(reader, BLOCK_PARAGRAPH, 0);
		if (line.indented) /* a second paragraph of a numbered item: the list goes on */
			reader->next_number = number;
	}
	append(reader, &line);
}

struct form_blocks blocks_from_markdown(const char *markdown, struct arena *arena)
{
	struct reader reader = { 0 };
	size_t size = strlen(markdown);
	blocks_writer_init(&reader.writer, arena, size);
	reader.raw = arena_new(arena, 2 * size + 8); /* each line may gain a space and a break */
	while (*markdown) {
		const char *end = strchrnul(markdown, '\n');
		read_line(&reader, (struct line){ .text = markdown, .size = (size_t)(end - markdown) });
		markdown = *end ? end + 1 : end;
	}
	flush(&reader);
	return blocks_finish(&reader.writer);
}
