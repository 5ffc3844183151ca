/* SPDX-License-Identifier: MIT */
/* code128.c - SOURCE: ISO/IEC 15417: the symbols, sets B and C, the check symbol. */
#include "firmware/print/code128.h"

#include <stdbool.h>
#include <string.h>

enum { CODE_C = 99, CODE_B = 100, START_B = 104, START_C = 105, STOP = 106, CHECK_MODULUS = 103, SYMBOLS_MAX = 2 * CODE128_TEXT_MAX + 4 };

static const char widths[107][8] = {
	"212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132",
	"122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212",
	"322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311",
	"112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321",
	"331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
	"112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
	"124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113",
	"411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

struct symbols { uint8_t value[SYMBOLS_MAX]; int count; };

static void add(struct symbols *symbols, int value)
{
	symbols->value[symbols->count++] = (uint8_t)value;
}

static int digits_at(const char *text)
{
	return (int)strspn(text, "0123456789");
}

/* Pairs are worth changing the set for from four digits on at an end, from six in between. */
static bool pairs_pay(const char *text, bool first)
{
	int digits = digits_at(text);

	return digits >= 6 || (digits >= 4 && (first || text[digits] == '\0')) || (digits == 2 && first && text[2] == '\0');
}

static void add_text(struct symbols *symbols, const char *text)
{
	bool in_pairs = pairs_pay(text, true);

	add(symbols, in_pairs ? START_C : START_B);
	while (*text) {
		if (in_pairs && digits_at(text) >= 2) {
			add(symbols, (text[0] - '0') * 10 + text[1] - '0');
			text += 2;
			continue;
		}
		if (in_pairs) {
			in_pairs = false;
			add(symbols, CODE_B);
		} else if (digits_at(text) % 2 == 0 && pairs_pay(text, false)) {
			in_pairs = true;
			add(symbols, CODE_C);
			continue;
		}
		add(symbols, *text++ - ' ');
	}
}

enum fail code128_make(const char *text, struct code128 *ret)
{
	struct symbols symbols = { .count = 0 };
	struct code128 code = { .count = 0 };

	if (strnlen(text, CODE128_TEXT_MAX + 1) > CODE128_TEXT_MAX)
		return FAIL(LIMIT, "a bar code of more than %d characters", CODE128_TEXT_MAX);
	if (text[0] == '\0')
		return FAIL(INPUT, "a bar code of nothing");
	for (const char *at = text; *at; at++)
		if (*at < ' ' || *at > '~')
			return FAIL(INPUT, "a bar code holds printable ASCII only");
	add_text(&symbols, text);
	int check = symbols.value[0];
	for (int i = 1; i < symbols.count; i++)
		check += i * symbols.value[i];
	add(&symbols, check % CHECK_MODULUS);
	add(&symbols, STOP);
	for (int i = 0; i < symbols.count; i++)
		for (const char *at = widths[symbols.value[i]]; *at; at++) {
			code.width[code.count++] = (uint8_t)(*at - '0');
			code.modules += *at - '0';
		}
	*ret = code;
	return FAIL_NONE;
}
