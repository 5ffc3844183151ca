/* SPDX-License-Identifier: MIT */
/* fake_code128.c - SOURCE: ISO/IEC 15417; the data's form: Epson's ESC/POS command reference, GS k. */
#include "tests/fakes/printer/fake_code128.h"

#include <stdbool.h>
#include <string.h>

enum { SHIFT = 98, TO_C = 99, TO_B = 100, TO_A = 101, FNC_1 = 102, FNC_2 = 97, FNC_3 = 96, START_A = 103, STOP = 106, DATA_MAX_BYTES = 255 };

/* Widths of bar, gap, bar, … of each value. */
static const char *const widths[STOP + 1] = {
	"212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212",
	"112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
	"311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
	"112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
	"313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
	"314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
	"122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
	"124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
	"114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

struct bars { uint8_t *modules; size_t count; unsigned sum, place; char *words; size_t word_count; char set; bool wrong; };

static void add(struct bars *bars, unsigned value)
{
	for (const char *width = widths[value]; *width; width++)
		for (int i = 0; i < *width - '0'; i++)
			bars->modules[bars->count++] = (width - widths[value]) % 2 == 0;
	bars->sum += value * (bars->place > 0 ? bars->place : 1);
	bars->place++;
}

/* After {: another code set, a function, a brace. */
static void add_special(struct bars *bars, uint8_t byte)
{
	static const unsigned switch_to[] = { ['A' - 'A'] = TO_A, ['B' - 'A'] = TO_B, ['C' - 'A'] = TO_C };

	if (byte >= 'A' && byte <= 'C') {
		add(bars, bars->place == 0 ? (unsigned)START_A + byte - 'A' : switch_to[byte - 'A']);
		bars->set = (char)byte;
	} else if (bars->place == 0) {
		bars->wrong = true;
	} else if (byte == '1') {
		add(bars, FNC_1);
	} else if (bars->set == 'C') {
		bars->wrong = true;
	} else if (byte == 'S') {
		add(bars, SHIFT);
		bars->set = bars->set == 'A' ? 'b' : 'a'; /* for one letter */
	} else if (byte >= '2' && byte <= '4') {
		add(bars, byte == '2' ? FNC_2 : byte == '3' ? FNC_3 : bars->set == 'A' ? TO_A : TO_B);
	} else {
		bars->wrong = byte != '{' || bars->set == 'A' || bars->set == 'a';
		if (!bars->wrong) {
			add(bars, '{' - ' ');
			bars->words[bars->word_count++] = '{';
		}
	}
}

static void add_letter(struct bars *bars, uint8_t byte)
{
	bool in_a = bars->set == 'A' || bars->set == 'a';

	if (bars->set == 'C') {
		bars->wrong = byte > 99;
		if (!bars->wrong) {
			add(bars, byte);
			bars->words[bars->word_count++] = (char)('0' + byte / 10);
			bars->words[bars->word_count++] = (char)('0' + byte % 10);
		}
		return;
	}
	bars->wrong = in_a ? byte > 0x5f : byte < ' ' || byte > 0x7f;
	if (bars->wrong)
		return;
	add(bars, byte < ' ' ? byte + 64u : byte - 32u);
	bars->words[bars->word_count++] = byte < ' ' || byte == 0x7f ? ' ' : (char)byte;
	if (bars->set == 'a' || bars->set == 'b')
		bars->set = bars->set == 'a' ? 'B' : 'A';
}

size_t fake_code128(const uint8_t *data, size_t size, uint8_t ret_modules[static FAKE_BARS_MAX_MODULES], char ret_words[static FAKE_BARS_WORDS_MAX])
{
	struct bars bars = { .modules = ret_modules, .words = ret_words };

	if (size < 2 || size > DATA_MAX_BYTES || data[0] != '{')
		return 0;
	for (size_t i = 0; i < size && !bars.wrong; i++) {
		if (data[i] == '{' && i + 1 < size)
			add_special(&bars, data[++i]);
		else
			add_letter(&bars, data[i]);
	}
	if (bars.wrong)
		return 0;
	add(&bars, bars.sum % 103);
	add(&bars, STOP);
	ret_words[bars.word_count] = '\0';
	return bars.count;
}
