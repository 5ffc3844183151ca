/* SPDX-License-Identifier: MIT */
/* sign.c - SOURCE: espeak-ng 1.51 says nothing for the signs below in at least one of the seven languages. */
#include "ui/speech/sign.h"

#include "firmware/base/utf8.h"

#include <string.h>

static const struct { uint32_t character; const char *key; } signs[] = {
	{ ',', "sign.comma" }, { 0x60c, "sign.comma" }, { '.', "sign.stop" }, { 0x6d4, "sign.stop" }, { 0x964, "sign.stop" }, { '-', "sign.hyphen" },
	{ '\'', "sign.apostrophe" }, { 0x2019, "sign.apostrophe" }, { '_', "sign.underscore" }, { '?', "sign.question" }, { 0x61f, "sign.question" },
	{ '!', "sign.exclamation" }, { ':', "sign.colon" }, { ';', "sign.semicolon" }, { 0x61b, "sign.semicolon" }, { '(', "sign.open" }, { ')', "sign.close" },
	{ '"', "sign.quote" }, { '/', "sign.slash" }, { '@', "sign.at" }, { '&', "sign.and" }, { '+', "sign.plus" },
	{ '[', "sign.other" }, { ']', "sign.other" }, { '<', "sign.other" }, { '>', "sign.other" }, { '^', "sign.other" }, { '|', "sign.other" }, { '~', "sign.other" },
	{ ' ', "key.space" }, { '\n', "key.line" },
};

/* Latin: what the keyboards have. */
static bool is_capital(uint32_t c)
{
	static const uint32_t odd[] = { 0x139, 0x13b, 0x13d, 0x13f, 0x141, 0x143, 0x145, 0x147, 0x178, 0x179, 0x17b, 0x17d };
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		if (c == odd[i])
			return true;
	bool even = c % 2 == 0 && ((c >= 0x100 && c < 0x138) || (c >= 0x14a && c < 0x178) || (c >= 0x218 && c < 0x220));
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || even;
}

const char *sign_words(const struct listener *listener, struct arena *arena, const struct tree *tree, const char *text)
{
	const char *rest = text;
	uint32_t c = utf8_next(&rest);
	for (size_t i = 0; c && !*rest && i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i].character == c)
			return words_get(listener->words, signs[i].key);
	bool one = c && utf8_back(text, (size_t)(rest - text)) == 0 && (!*rest || utf8_after(text, 0) == (size_t)(rest - text) + strlen(rest));
	if (one && is_capital(c) && tree_find(tree, "key-shift"))
		return words_fill(listener->words, arena, "speech.capital", WORDS_VALUES({ "letter", text }));
	return text;
}
