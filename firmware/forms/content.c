/* SPDX-License-Identifier: MIT */
/* Components with something to read: whatever they were written in, they become blocks. */
#include "firmware/forms/content.h"
#include "firmware/forms/blocks.h"
#include "firmware/forms/component_options.h"

#include "firmware/base/json.h"

#include <ctype.h>
#include <string.h>

enum { BYTES_PER_BYTE = 12, BYTES_MORE = 4096 }; /* of arena for a text: its words, its raw copy, a block for each few bytes */

static struct form_blocks with_heading(struct form_blocks blocks, const char *heading, struct arena *arena)
{
	struct form_block *all = arena_new(arena, (blocks.count + 1) * sizeof *all);
	all[0] = (struct form_block){ .kind = BLOCK_HEADING, .text = heading };
	if (blocks.count)
		memcpy(all + 1, blocks.block, blocks.count * sizeof *all);
	return (struct form_blocks){ all, blocks.count + 1 };
}

struct form_blocks content_read(enum content_format format, const char *text, const char *heading, struct arena *arena)
{
	switch (format) {
	case CONTENT_HTML: return blocks_from_html(text, arena);
	case CONTENT_MARKDOWN: return blocks_from_markdown(text, arena);
	case CONTENT_INSET: return blocks_as_quotes(blocks_from_either(text, arena), arena);
	case CONTENT_BANNER:
		if (*heading)
			return with_heading(blocks_from_either(text, arena), heading, arena);
		break;
	case CONTENT_EITHER:
		break;
	}
	return blocks_from_either(text, arena);
}

static bool has_tag(const char *text)
{
	const char *open = strchr(text, '<');
	for (; open; open = strchr(open + 1, '<'))
		if ((open[1] == '/' || isalpha((unsigned char)open[1])) && strchr(open, '>'))
			return true;
	return false;
}

const char *content_plain(const char *text, struct arena *arena)
{
	if (!has_tag(text))
		return text;
	struct form_blocks blocks = blocks_from_html(text, arena);
	size_t size = 1;
	for (size_t i = 0; i < blocks.count; i++)
		size += strlen(blocks.block[i].text) + 1;
	char *plain = arena_new(arena, size), *to = plain;
	for (size_t i = 0; i < blocks.count; i++) {
		if (i)
			*to++ = '\n';
		to = stpcpy(to, blocks.block[i].text);
	}
	return plain;
}

static enum fail read_blocks(struct load *load, enum content_format format, struct form_component *ret)
{
	TRY(load_room(load, BYTES_PER_BYTE * strlen(ret->content) + BYTES_MORE));
	ret->format = format;
	ret->blocks = content_read(format, ret->content, ret->title, load->arena);
	if (ret->blocks.count >= FORM_BLOCK_MAX)
		return FAIL(LIMIT, "its content has %d paragraphs or more", FORM_BLOCK_MAX);
	return FAIL_NONE;
}

enum fail options_html(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)json, (void)kind;
	return read_blocks(load, CONTENT_HTML, ret);
}

enum fail options_markdown(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)json, (void)kind;
	return read_blocks(load, CONTENT_MARKDOWN, ret);
}

enum fail options_either(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)json, (void)kind;
	return read_blocks(load, CONTENT_EITHER, ret);
}

enum fail options_inset(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)json, (void)kind;
	return read_blocks(load, CONTENT_INSET, ret);
}

enum fail options_banner(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const char *heading;
	(void)kind;
	TRY(load_text(load, json_object_get(json, "options"), "heading", FORM_TEXT_MAX_BYTES, "a banner", &heading));
	if (*heading)
		ret->title = heading;
	return read_blocks(load, CONTENT_BANNER, ret);
}

enum fail options_declaration(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const json_t *options = json_object_get(json, "options");
	(void)kind;
	TRY(load_text(load, options, "declarationConfirmationLabel", FORM_TEXT_MAX_BYTES, "a declaration", &ret->confirm_label));
	return read_blocks(load, CONTENT_EITHER, ret);
}
