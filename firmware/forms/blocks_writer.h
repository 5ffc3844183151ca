/* SPDX-License-Identifier: MIT */
/* blocks_writer.h - the blocks as they are written, character by character. */
#pragma once

#include "firmware/forms/form.h"

#include <stdint.h>

struct blocks_writer {
	struct arena *arena;
	struct form_block *block; size_t count, room;
	char *text; size_t used, room_bytes; /* all blocks' texts, one behind the other */
	size_t start;                        /* of the block being written */
	enum block_kind kind; int number;
	bool space, line;                    /* wanted before the next character */
};

/** blocks_writer_init - for a source of @source_bytes, which no output outgrows. */
void blocks_writer_init(struct blocks_writer *writer, struct arena *arena, size_t source_bytes);
/** blocks_begin - end the block being written, if it has words; the next one is of @kind. */
void blocks_begin(struct blocks_writer *writer, enum block_kind kind, int number);
/** blocks_put - one character; white space is gathered into one space between words. */
void blocks_put(struct blocks_writer *writer, uint32_t character);
/** blocks_put_text - @size bytes. blocks_break - a new line within the block. blocks_space - at least one space before what follows. */
void blocks_put_text(struct blocks_writer *writer, const char *text, size_t size);
void blocks_break(struct blocks_writer *writer);
void blocks_space(struct blocks_writer *writer);
/** blocks_finish - the result. */
struct form_blocks blocks_finish(struct blocks_writer *writer);

/** entity_take - the character that "&name;", "&#n;" or "&#xh;" at *@at stands for, which moves behind it; 0 and nothing moves if it is none. */
uint32_t entity_take(const char **at);

struct tag { char name[16]; bool closing; }; /* lower case; "" for a comment or a declaration */

/** tag_read - the tag or comment at *@at (a "<"), which moves behind it; false and nothing moves if it is none. */
bool tag_read(const char **at, struct tag *ret);
/** tag_drops - whether all inside this element is dropped. tag_skip - move *@at behind its end. */
bool tag_drops(const struct tag *tag);
void tag_skip(const char **at, const struct tag *tag);
/** tag_divides - whether it begins or ends a block. */
bool tag_divides(const struct tag *tag);
/** template_skip - move *@at behind "{% … %}"; false if there is none. */
bool template_skip(const char **at);
