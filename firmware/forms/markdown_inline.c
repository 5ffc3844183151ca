/* SPDX-License-Identifier: MIT */
/* SOURCE: CommonMark 0.31 §6, as far as words are concerned. LIMITS: an end is searched for within REACH_BYTES, links nest NEST_MAX deep. */
#include "firmware/forms/markdown_inline.h"

#include "firmware/base/utf8.h"

#include <ctype.h>
#include <string.h>

enum { REACH_BYTES = 2000, NEST_MAX = 4 };

struct inline_text {
	struct blocks_writer *writer;
	const char *from, *at, *end;
	int open[256]; /* marks of emphasis that wait for their closing */
	int nest;
};

static void write_all(struct inline_text *text);

static const char *reach(const struct inline_text *text)
{
	return text->end - text->at > REACH_BYTES ? text->at + REACH_BYTES : text->end;
}

static bool space_before(const struct inline_text *text, const char *at)
{
	return at == text->from || isspace((unsigned char)at[-1]);
}

static bool space_at(const struct inline_text *text, const char *at)
{
	return at >= text->end || isspace((unsigned char)*at);
}

static bool word_character(const struct inline_text *text, const char *at)
{
	return at >= text->from && at < text->end && (isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80);
}

static bool can_close(const struct inline_text *text, const char *run, const char *behind)
{
	return !space_before(text, run) && !(*run == '_' && word_character(text, behind));
}

static bool closes_later(const struct inline_text *text, const char *from, char mark)
{
	for (const char *at = from, *end = reach(text); at < end; at++)
		if (*at == mark && can_close(text, at, at + 1))
			return true;
	return false;
}

/* A run of * _ or ~: gone when it opens or closes emphasis, itself otherwise. */
static void emphasis(struct inline_text *text)
{
	const char *run = text->at, *behind = run;
	while (behind < text->end && *behind == *run)
		behind++;
	int length = (int)(behind - run), *open = &text->open[(unsigned char)*run];
	bool inside_word = *run == '_' && run > text->from && word_character(text, run - 1);
	text->at = behind;
	if (*open > 0 && can_close(text, run, behind)) {
		*open = *open > length ? *open - length : 0;
	} else if (!space_at(text, behind) && !inside_word && !(*run == '~' && length < 2) && closes_later(text, behind + 1, *run)) {
		*open += length;
	} else {
		blocks_put_text(text->writer, run, (size_t)length);
	}
}

static void code(struct inline_text *text)
{
	const char *run = text->at, *inside = run, *end = reach(text);
	while (inside < end && *inside == '`')
		inside++;
	size_t length = (size_t)(inside - run);
	for (const char *at = inside; at < end; at++) {
		size_t marks = 0;
		while (at + marks < end && at[marks] == '`')
			marks++;
		if (marks == length) {
			blocks_put_text(text->writer, inside, (size_t)(at - inside));
			text->at = at + marks;
			return;
		}
		at += marks;
	}
	blocks_put_text(text->writer, run, length);
	text->at = inside;
}

/* The bracket that closes the one at @at; NULL. */
static const char *closing(const struct inline_text *text, const char *at, char opens, char closes)
{
	int depth = 0;
	for (const char *end = reach(text); at < end; at++) {
		if (*at == '\\' && at + 1 < end) {
			at++;
			continue;
		}
		depth += (*at == opens) - (*at == closes);
		if (depth == 0)
			return at;
	}
	return NULL;
}

/* [words](target), [words][name], ![words](target): the words. A bracket that is no link stands for itself. */
static bool link_words(struct inline_text *text, const char *bracket)
{
	const char *close = closing(text, bracket, '[', ']'), *behind = NULL;
	if (close && close + 1 < text->end && close[1] == '(')
		behind = closing(text, close + 1, '(', ')');
	else if (close && close + 1 < text->end && close[1] == '[')
		behind = closing(text, close + 1, '[', ']');
	if (!behind || text->nest >= NEST_MAX)
		return false;
	struct inline_text inner = { .writer = text->writer, .from = bracket + 1, .at = bracket + 1, .end = close, .nest = text->nest + 1 };
	write_all(&inner);
	text->at = behind + 1;
	return true;
}

/* <https://…> and <name@place> keep their words. */
static bool address_words(struct inline_text *text)
{
	const char *end = memchr(text->at, '>', (size_t)(reach(text) - text->at));
	if (!end || !(memchr(text->at, ':', (size_t)(end - text->at)) || memchr(text->at, '@', (size_t)(end - text->at))))
		return false;
	if (memchr(text->at, ' ', (size_t)(end - text->at)))
		return false;
	const char *words = text->at + (strncmp(text->at, "<mailto:", 8) == 0 ? 8 : 1);
	blocks_put_text(text->writer, words, (size_t)(end - words));
	text->at = end + 1;
	return true;
}

/* What begins behind a tag that stands inside Markdown. */
static enum block_kind kind_of(const struct tag *tag)
{
	if (!tag->closing && strcmp(tag->name, "li") == 0)
		return BLOCK_BULLET;
	bool heading = tag->name[0] == 'h' && isdigit((unsigned char)tag->name[1]);
	return heading && !tag->closing ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

static bool tag(struct inline_text *text)
{
	struct tag tag;
	const char *at = text->at;
	if (!tag_read(&at, &tag))
		return address_words(text);
	if (tag_drops(&tag))
		tag_skip(&at, &tag);
	else if (strcmp(tag.name, "br") == 0)
		blocks_break(text->writer);
	else if (tag_divides(&tag))
		blocks_begin(text->writer, kind_of(&tag), 0);
	text->at = at < text->end ? at : text->end;
	return true;
}

static bool escape(struct inline_text *text)
{
	if (text->at + 1 >= text->end || !ispunct((unsigned char)text->at[1]))
		return false;
	blocks_put(text->writer, (unsigned char)text->at[1]);
	text->at += 2;
	return true;
}

static bool entity(struct inline_text *text)
{
	uint32_t character = entity_take(&text->at);
	if (character)
		blocks_put(text->writer, character);
	return character != 0;
}

/* A mark at text->at; false: it is a character like any other. */
static bool mark(struct inline_text *text)
{
	switch (*text->at) {
	case '*': case '_': case '~': emphasis(text); return true;
	case '`': code(text); return true;
	case '[': return link_words(text, text->at);
	case '!': return text->at + 1 < text->end && text->at[1] == '[' && link_words(text, text->at + 1);
	case '<': return tag(text);
	case '\\': return escape(text);
	case '&': return entity(text);
	case '{': return template_skip(&text->at);
	case '\n':
		blocks_break(text->writer);
		text->at++;
		return true;
	default: return false;
	}
}

static void write_all(struct inline_text *text)
{
	while (text->at < text->end)
		if (!mark(text))
			blocks_put(text->writer, utf8_next(&text->at));
}

void inline_write(struct blocks_writer *writer, const char *text, size_t size)
{
	struct inline_text whole = { .writer = writer, .from = text, .at = text, .end = text + size };
	write_all(&whole);
}
