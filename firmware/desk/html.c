/* SPDX-License-Identifier: MIT */
#include "firmware/desk/html.h"

#include <stdarg.h>
#include <string.h>

void html_init(struct html *html, size_t max_bytes)
{
	html->full = false;
	buffer_init(&html->buffer, max_bytes);
}

void html_done(struct html *html)
{
	buffer_done(&html->buffer);
}

static void add(struct html *html, const char *bytes, size_t size)
{
	if (html->full || size == 0)
		return;
	html->full = buffer_add(&html->buffer, bytes, size) != FAIL_NONE;
}

static const char *escape(char letter)
{
	switch (letter) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	}
	return (unsigned char)letter < 0x20 || letter == 0x7f ? " " : NULL;
}

static void add_escaped(struct html *html, const char *text)
{
	const char *from = text;
	for (; *text; text++) {
		const char *instead = escape(*text);
		if (!instead)
			continue;
		add(html, from, (size_t)(text - from));
		add(html, instead, strlen(instead));
		from = text + 1;
	}
	add(html, from, (size_t)(text - from));
}

void html_put(struct html *html, const char *pattern, ...)
{
	va_list texts;
	va_start(texts, pattern);
	for (;;) {
		size_t size = strcspn(pattern, "$");
		add(html, pattern, size);
		if (pattern[size] == '\0')
			break;
		const char *text = va_arg(texts, const char *);
		if (!text)
			break; /* fewer texts than places */
		add_escaped(html, text);
		pattern += size + 1;
	}
	va_end(texts);
}

void html_raw(struct html *html, const char *markup)
{
	add(html, markup, strlen(markup));
}
