/* SPDX-License-Identifier: MIT */
/* unit.uk_names - names of any script, and as a bank's file takes them; references of Direct Debit instructions. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/bacs.h"
#include "firmware/uk/letters.h"
#include "firmware/uk/name.h"

static bool is_name(struct span text)
{
	return name_check(text, NAME_MAX_CHARACTERS, NULL) == NAME_GOOD;
}

static void names_of_any_script_are_names(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"Siân O'Neill", "Zoë Müller-Łukasz", "Dr. J. R. Ewing, Jr.", "D’Arcy", "Ŵyn ap Rhŷs", "محمد عبد الله", "نازنین\u200cزهرا", "অমিতাভ ঘোষ", "Nguyễn Thị Ánh",
		"李小龍", "スミス・ジョン", "Ольга Ковальчук", "Γιώργος", "גל גדות", "अमिता", "ਗੁਰਪ੍ਰੀਤ", "김민수", "X Æ A-12", "Mc Donald 3rd", "O`Brien", "e\u0301", "ʻOkina", "𞤀𞤣𞤤𞤢𞤥", NULL,
	};
	each(is_name, true, samples);
}

static void what_no_name_has_is_pointed_at(void **state)
{
	(void)state;
	static const struct { const char *typed; uint32_t character; } samples[] = {
		{ "a@b.uk", '@' }, { "Ann <b>", '<' }, { "1/2", '/' }, { "x\ny", '\n' }, { "x\ty", '\t' }, { "Ann 😀", 0x1f600 }, { "100%", '%' }, { "£5", 0xa3 },
		{ "A_B", '_' }, { "\u202eAnn\u202e", 0x202e }, { "Ann\xff", 0xfffd }, { "“Ann”", 0x201c },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		uint32_t character = 0;
		if (name_check(span_of(samples[i].typed), NAME_MAX_CHARACTERS, &character) != NAME_CHARACTER)
			fail_msg("\"%s\" is accepted", samples[i].typed);
		assert_int_equal(character, samples[i].character);
	}
}

static void a_name_is_measured_in_characters(void **state)
{
	(void)state;
	char name[4 * 51 + 1] = "";
	for (int i = 0; i < 50; i++)
		strncat(name, "অ", sizeof name - strlen(name) - 1);
	assert_int_equal(name_check(span_of(name), NAME_MAX_CHARACTERS, NULL), NAME_GOOD);
	strncat(name, "অ", sizeof name - strlen(name) - 1);
	assert_int_equal(name_check(span_of(name), NAME_MAX_CHARACTERS, NULL), NAME_LONG);
	assert_int_equal(name_check(span_of("Ann"), 2, NULL), NAME_LONG);
	assert_int_equal(name_check(span_of("  "), 50, NULL), NAME_EMPTY);
	assert_int_equal(name_check(span_of("--'"), 50, NULL), NAME_EMPTY);
	assert_int_equal(name_check((struct span){ "Zo\xc3\xab", 3 }, 50, NULL), NAME_CHARACTER); /* cut in the middle of a character */
}

static void letters_end_where_their_blocks_do(void **state)
{
	(void)state;
	static const uint32_t letters[] = { 'a', 'Z', '0', 0xaa, 0xc0, 0xff, 0x300, 0x3a9, 0x5d0, 0x627, 0x660, 0x985, 0x4e00, 0xac00, 0x20000, 0xe01ef };
	static const uint32_t others[] = { 0, ' ', '@', '[', '`', '{', 0x80, 0xa9, 0xd7, 0xf7, 0x2028, 0x20ac, 0x2190, 0xd800, 0xe000, 0xfffd, 0x1f600, 0xf0000, 0x10ffff, 0xffffffff };
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (!letter_or_digit(letters[i]))
			fail_msg("U+%04X is no letter", letters[i]);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (letter_or_digit(others[i]))
			fail_msg("U+%04X is a letter", others[i]);
}

static void names_are_folded_for_the_bank(void **state)
{
	(void)state;
	static const struct { const char *typed, *folded; } samples[] = {
		{ "Siân O'Neill", "SIAN ONEILL" }, { "Zoë Müller", "ZOE MULLER" }, { "Łukasz Straßer", "LUKASZ STRASSER" }, { "D’Arcy & Sons", "DARCY & SONS" },
		{ "Ŵyn ap Rhŷs", "WYN AP RHYS" }, { "Nguyễn Thị Ánh", "NGUYEN THI ANH" }, { "Ægir Þórsson", "AEGIR THORSSON" }, { "  a   b  ", "A B" },
		{ "a_b@c", "A B C" }, { "J. Smith/Jones", "J. SMITH/JONES" }, { "Smith–Jones", "SMITH-JONES" }, { "e\u0301ric", "ERIC" }, { "İpek Çağlar", "IPEK CAGLAR" },
		{ "ABCDEFGHIJKLMNOPQR", "ABCDEFGHIJKLMNOPQR" }, { "ABCDEFGHIJKLMNOPQRS", "ABCDEFGHIJKLMNOPQR" }, { "ABCDEFGHIJKLMNOPQ RS", "ABCDEFGHIJKLMNOPQ" },
		{ "محمد", "" }, { "", "" }, { "Ann 李", "ANN" }, { "Œuvre ẞ", "OEUVRE SS" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char folded[BACS_CHARACTERS + 1];
		bacs_fold(span_of(samples[i].typed), folded);
		assert_string_equal(folded, samples[i].folded);
	}
}

static void a_debit_reference_has_six_to_eighteen_letters_and_digits(void **state)
{
	(void)state;
	static const struct { const char *typed; enum ddi ddi; const char *read; } samples[] = {
		{ "5012345678", DDI_GOOD, "5012345678" }, { "mb 7k4-29q", DDI_GOOD, "MB7K429Q" }, { "123456", DDI_GOOD, "123456" },
		{ "123456789012345678", DDI_GOOD, "123456789012345678" }, { "1234567890123456789", DDI_LONG, "" }, { "12345", DDI_SHORT, "" }, { "", DDI_SHORT, "" },
		{ "111111", DDI_SAME, "" }, { "aaaAAA", DDI_SAME, "" }, { "DDIC123", DDI_RESERVED, "" }, { "ddic 1234", DDI_RESERVED, "" }, { "DDI C1234", DDI_RESERVED, "" },
		{ "1234&56", DDI_CHARACTER, "" }, { "é123456", DDI_CHARACTER, "" }, { "1234567890123456789012345678901234567890", DDI_LONG, "" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char read[BACS_CHARACTERS + 1] = "";
		if (ddi_check(span_of(samples[i].typed), read) != samples[i].ddi)
			fail_msg("\"%s\"", samples[i].typed);
		assert_string_equal(read, samples[i].read);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(names_of_any_script_are_names), CASE(what_no_name_has_is_pointed_at), CASE(a_name_is_measured_in_characters),
		CASE(letters_end_where_their_blocks_do), CASE(names_are_folded_for_the_bank), CASE(a_debit_reference_has_six_to_eighteen_letters_and_digits),
	};
	return cmocka_run_group_tests_name("uk_names", cases, NULL, NULL);
}
