/* SPDX-License-Identifier: MIT */
/* letters.c - DESIGN: ten keys a row, so that each is 12.7 mm on a small panel's half; what is rarer stands behind shift. SOURCE: Arabic as on common
 * keyboards, its last columns folded; Urdu by the phonetic layout (CRULP); Bengali by the alphabet, with the signs that words need most. */
#include "ui/widgets/letters.h"

#include "firmware/base/utf8.h"

#include <string.h>

#define DIGITS "1234567890"

/* "'" is drawn as ’. */
static const struct letters latin[] = {
	[LAYER_LOWER] = { { DIGITS, "qwertyuiop", "asdfghjkl'", "zxcvbnm" }, true, ",", ".", NULL },
	[LAYER_UPPER] = { { DIGITS, "QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM" }, true, ",", ".", NULL },
	[LAYER_SYMBOLS] = { { DIGITS, "&£@#%+=/()", "!?:;\"_*€°½", "[]<>~^|" }, false, ",", ".", NULL },
	[LAYER_MARKED] = { { "áàâäăąçćéè", "êëęíìîïłńñ", "óòôöśșßțúù", "ûüŵýŷźż" }, true, ",", ".", NULL },
	[LAYER_MARKED_UPPER] = { { "ÁÀÂÄĂĄÇĆÉÈ", "ÊËĘÍÌÎÏŁŃÑ", "ÓÒÔÖŚȘßȚÚÙ", "ÛÜŴÝŶŹŻ" }, true, ",", ".", NULL },
};

/* The same keys for those who hear them: a letter is where the alphabet has it. */
static const struct letters by_alphabet[] = {
	[LAYER_LOWER] = { { DIGITS, "abcdefghij", "klmnopqrst", "uvwxyz'" }, true, ",", ".", NULL },
	[LAYER_UPPER] = { { DIGITS, "ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZ'" }, true, ",", ".", NULL },
};
static const struct { const char *language; struct letters plain, more; } own_by_alphabet[] = {
	{ "ar", { { "ابتثجحخدذر", "زسشصضطظعغف", "قكلمنهويءآ", "أإؤئىة؟" }, false, "،", ".", "ar" }, { { NULL }, false, NULL, NULL, NULL } },
	{ "ur", { { DIGITS, "ابپتجچحدرز", "سشطعفقکگلم", "نوہھءیے" }, true, "،", "۔", "ur" }, { { DIGITS, "آٹثخڈذڑژصض", "ظغںؤئۂۃۓ؛؟", "':!()/&" }, true, "،", "۔", "ur" } },
};

/* A space ends a key, also the last. */
static const struct { const char *language, *word; struct letters plain, more; } own[] = {
	{ "ar", "عربي", { { "ضصثقفغعهخح", "شسيبلاتنمك", "ئءؤرىةوزظط", "جدذأإآ؟" }, false, "،", ".", "ar" }, { { NULL }, false, NULL, NULL, NULL } },
	{ "ur", "اردو", { { DIGITS, "قوعرتےءیہپ", "اسدفگحجکلھ", "زشچطبنم" }, true, "،", "۔", "ur" }, { { DIGITS, "ؤۂۓڑٹ؟ئ؛ۃ'", "آصڈ()غضخ:!", "ذژثظں/&" }, true, "،", "۔", "ur" } },
	{ "bn", "বাংলা", { { "ক খ গ চ ছ জ ট ড ত থ ", "দ ধ ন প ফ ব ভ ম য র ", "ল শ স হ য় অ আ ই এ ও ", "া ি ী ু ে ো ্ " }, true, ",", "।", "bn" },
		{ { DIGITS, "ঘ ঙ ঝ ঞ ঠ ঢ ণ ষ ড় ঢ় ", "উ ঈ ঊ ঋ ঐ ঔ ৎ ং ঃ ঁ ", "ূ ৃ ৈ ৌ ? ! ' " }, true, ",", "।", "bn" } },
};

/* A computer's keyboard has its columns; twelve to a row they need not be folded. */
static const struct { const char *language, *letters; } unfolded[] = { { "ar", "ضصثقفغعهخحجد" "شسيبلاتنمكطذ" "ئءؤرىةوزظأإآ" "؟" } };

static size_t own_of(const char *language)
{
	size_t i = 0;
	while (i < sizeof own / sizeof own[0] && strcmp(own[i].language, language) != 0)
		i++;
	return i;
}

static const struct letters *own_letters(const char *language, bool more, bool alphabet)
{
	for (size_t i = 0; alphabet && i < sizeof own_by_alphabet / sizeof own_by_alphabet[0]; i++)
		if (strcmp(own_by_alphabet[i].language, language) == 0)
			return more && own_by_alphabet[i].plain.shifts ? &own_by_alphabet[i].more : &own_by_alphabet[i].plain;
	size_t i = own_of(language);
	if (i == sizeof own / sizeof own[0])
		return NULL;
	return more && own[i].plain.shifts ? &own[i].more : &own[i].plain;
}

const struct letters *letters_of(enum keyboard_layer layer, const char *language, bool alphabet)
{
	bool is_own = layer == LAYER_OWN || layer == LAYER_OWN_MORE;
	const struct letters *letters = is_own ? own_letters(language, layer == LAYER_OWN_MORE, alphabet) : NULL;
	if (letters)
		return letters;
	if (is_own)
		layer = LAYER_LOWER;
	return alphabet && (layer == LAYER_LOWER || layer == LAYER_UPPER) ? &by_alphabet[layer] : &latin[layer];
}

const char *letters_folded(enum keyboard_layer layer, const char *language, bool alphabet)
{
	for (size_t i = 0; layer == LAYER_OWN && !alphabet && i < sizeof unfolded / sizeof unfolded[0]; i++)
		if (strcmp(unfolded[i].language, language) == 0)
			return unfolded[i].letters;
	return NULL;
}

const char *letters_own(const char *language)
{
	size_t i = own_of(language);
	return i < sizeof own / sizeof own[0] ? own[i].word : NULL;
}

const char *letters_marked(const char *language)
{
	static const struct { const char *language, *letters; } some[] = { { "cy", "ŵâê" }, { "pl", "ąęł" }, { "ro", "ăîș" } };
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		if (strcmp(some[i].language, language) == 0)
			return some[i].letters;
	return "éŵą";
}

bool letters_next(const char **row, char ret[static LETTERS_KEY_BYTES])
{
	const char *from = *row, *end = from;
	size_t size;
	if (strchr(from, ' ')) {
		size = strcspn(from, " ");
		end = from + size + (from[size] == ' ');
	} else {
		uint32_t character = utf8_next(&end);
		size = character ? (size_t)(end - from) : 0;
	}
	if (size == 0 || size >= LETTERS_KEY_BYTES)
		return false;
	memcpy(ret, from, size);
	ret[size] = '\0';
	*row = end;
	return true;
}

int letters_count(const char *row)
{
	char key[LETTERS_KEY_BYTES];
	int count = 0;
	while (letters_next(&row, key))
		count++;
	return count;
}
