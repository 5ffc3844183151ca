/* SPDX-License-Identifier: MIT */
/* The writer behind both readers: gathers white space, drops empty blocks, never outgrows what it was given. */
#include "firmware/forms/blocks.h"
#include "firmware/forms/blocks_writer.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/value.h"

#include <string.h>

enum { FIRST_ROOM = 16 };

void blocks_writer_init(struct blocks_writer *writer, struct arena *arena, size_t source_bytes)
{
	*writer = (struct blocks_writer){ .arena = arena, .room_bytes = source_bytes + 8, .room = FIRST_ROOM };
	writer->text = arena_new(arena, writer->room_bytes);
	writer->block = arena_new(arena, writer->room * sizeof *writer->block);
}

static void grow(struct blocks_writer *writer)
{
	struct form_block *larger = arena_new(writer->arena, 2 * writer->room * sizeof *larger);
	memcpy(larger, writer->block, writer->count * sizeof *larger);
	writer->block = larger;
	writer->room *= 2;
}

static bool has_words(const struct blocks_writer *writer)
{
	return writer->used > writer->start;
}

static void end_block(struct blocks_writer *writer)
{
	writer->space = writer->line = false;
	if (!has_words(writer))
		return;
	if (writer->count == FORM_BLOCK_MAX) { /* joins the last one: its closing NUL becomes a new line */
		writer->text[writer->start - 1] = '\n';
	} else {
		if (writer->count == writer->room)
			grow(writer);
		writer->block[writer->count++] = (struct form_block){ writer->kind, writer->number, writer->text + writer->start };
	}
	if (writer->used < writer->room_bytes)
		writer->text[writer->used++] = '\0';
	else
		writer->text[writer->used - 1] = '\0';
	writer->start = writer->used;
}

void blocks_begin(struct blocks_writer *writer, enum block_kind kind, int number)
{
	end_block(writer);
	writer->kind = kind;
	writer->number = number;
}

static void put(struct blocks_writer *writer, uint32_t character)
{
	char bytes[5];
	size_t size = utf8_put(character, bytes);
	if (writer->used + size >= writer->room_bytes)
		return;
	memcpy(writer->text + writer->used, bytes, size);
	writer->used += size;
}

/* The space or the new line that is wanted before what comes now. */
static void join(struct blocks_writer *writer)
{
	if (has_words(writer) && writer->line)
		put(writer, '\n');
	else if (has_words(writer) && writer->space)
		put(writer, ' ');
	writer->space = writer->line = false;
}

void blocks_put(struct blocks_writer *writer, uint32_t character)
{
	bool no_break = character == 0xa0 || character == 0x202f;
	if (!no_break && character_is_space(character)) {
		writer->space = true;
		return;
	}
	if (character < ' ' || (character >= 0x7f && character < 0xa0))
		return;
	join(writer);
	put(writer, character);
}

static const char *word_end(const char *text, const char *end)
{
	while (text < end && *text > ' ' && *text < 0x7f)
		text++;
	return text;
}

/* Visible ASCII alone. */
static void put_word(struct blocks_writer *writer, const char *word, size_t size)
{
	join(writer);
	size_t left = writer->used + 1 < writer->room_bytes ? writer->room_bytes - writer->used - 1 : 0;
	if (size > left)
		size = left;
	memcpy(writer->text + writer->used, word, size);
	writer->used += size;
}

void blocks_put_text(struct blocks_writer *writer, const char *text, size_t size)
{
	const char *end = text + size;
	while (text < end && *text) {
		const char *behind = word_end(text, end);
		if (behind > text)
			put_word(writer, text, (size_t)(behind - text));
		else
			blocks_put(writer, utf8_next(&behind));
		text = behind;
	}
}

void blocks_break(struct blocks_writer *writer)
{
	writer->line = true;
}

void blocks_space(struct blocks_writer *writer)
{
	writer->space = true;
}

struct form_blocks blocks_finish(struct blocks_writer *writer)
{
	end_block(writer);
	return (struct form_blocks){ writer->block, writer->count };
}

static bool has_dividing_tag(const char *text)
{
	struct tag tag;
	for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<')) {
		const char *from = at;
		if (tag_read(&from, &tag) && tag_divides(&tag))
			return true;
	}
	return false;
}

struct form_blocks blocks_from_either(const char *text, struct arena *arena)
{
	return has_dividing_tag(text) ? blocks_from_html(text, arena) : blocks_from_markdown(text, arena);
}

struct form_blocks blocks_as_quotes(struct form_blocks blocks, struct arena *arena)
{
	struct form_block *quoted = arena_new(arena, (blocks.count + 1) * sizeof *quoted);
	for (size_t i = 0; i < blocks.count; i++) {
		quoted[i] = blocks.block[i];
		if (quoted[i].kind == BLOCK_PARAGRAPH)
			quoted[i].kind = BLOCK_QUOTE;
	}
	return (struct form_blocks){ quoted, blocks.count };
}
