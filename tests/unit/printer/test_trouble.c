/* SPDX-License-Identifier: MIT */
/* unit.printer_trouble - whatever a printer says, one sentence tells residents and one tells staff what it is and what to do, in every language. */
#include "drivers/printer/escpos_reply.h"
#include "firmware/base/words.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

enum { STAFF_WORDS_MAX_BYTES = 256 /* what the hub keeps of them */, ENDS_MAX = 4 };

static const char *const languages[] = { "en", "en-simple", "cy", "pl", "ro", "ur", "ar", "bn" };
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

/* By the manual's bits, in the order of what a person has to do first. */
static enum trouble expected_of_state(const uint8_t state[static 4])
{
	static const struct { int byte, mask; enum trouble trouble; } order[] = {
		{ 0, 0x20, TROUBLE_COVER }, { 2, 0x0c, TROUBLE_PAPER }, { 1, 0x08, TROUBLE_CUTTER }, { 1, 0x04, TROUBLE_MECHANICAL }, { 1, 0x20, TROUBLE_BROKEN },
		{ 1, 0x40, TROUBLE_HOT }, { 0, 0x40, TROUBLE_FEED }, { 1, 0x01, TROUBLE_WAITING }, { 0, 0x08, TROUBLE_OFFLINE }, { 2, 0x03, TROUBLE_LOW },
	};
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (state[order[i].byte] & order[i].mask)
			return order[i].trouble;
	return TROUBLE_READY;
}

static void check_state(const uint8_t state[static 4], bool seen[static TROUBLE_COUNT])
{
	struct escpos_facts facts = { 0 };
	escpos_facts_state(&facts, state);
	enum trouble trouble = escpos_facts_trouble(&facts);
	if (trouble != expected_of_state(state))
		fail_msg("%02x %02x %02x is said to be %s", state[0], state[1], state[2], trouble_row(trouble)->key);
	seen[trouble] = true;
}

static void every_state_a_printer_can_say_is_one_row(void **state)
{
	bool seen[TROUBLE_COUNT] = { false };
	uint8_t bytes[4] = { 0 };
	(void)state;
	for (uint32_t all = 0; all < 1u << 24; all++) {
		bytes[0] = (uint8_t)all;
		bytes[1] = (uint8_t)(all >> 8);
		bytes[2] = (uint8_t)(all >> 16);
		check_state(bytes, seen);
	}
	for (int reserved = 0; reserved < 256; reserved++)
		check_state((const uint8_t[]){ 0x10, 0, 0, (uint8_t)reserved }, seen);
	for (enum trouble t = TROUBLE_COVER; t < TROUBLE_COUNT; t++)
		assert_int_equal(seen[t], t != TROUBLE_JAM && t != TROUBLE_TICKET && t != TROUBLE_ERROR && t != TROUBLE_MUTE && t != TROUBLE_DRAWING && t != TROUBLE_UNKNOWN);
}

static enum trouble expected_of_answers(const uint8_t answer[static 5])
{
	static const struct { int what, mask; enum trouble trouble; } order[] = {
		{ 2, 0x04, TROUBLE_COVER }, { 4, 0x60, TROUBLE_PAPER }, { 2, 0x20, TROUBLE_PAPER }, { 3, 0x08, TROUBLE_CUTTER }, { 3, 0x04, TROUBLE_MECHANICAL },
		{ 3, 0x20, TROUBLE_BROKEN }, { 3, 0x40, TROUBLE_HOT }, { 1, 0x40, TROUBLE_FEED }, { 2, 0x08, TROUBLE_FEED }, { 1, 0x20, TROUBLE_WAITING },
		{ 2, 0x40, TROUBLE_ERROR }, { 1, 0x08, TROUBLE_OFFLINE }, { 4, 0x0c, TROUBLE_LOW },
	};
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (answer[order[i].what] & order[i].mask)
			return order[i].trouble;
	return TROUBLE_READY;
}

static void check_answers(const uint8_t answer[static 5])
{
	struct escpos_facts facts = { 0 };
	for (int what = 1; what <= 4; what++)
		escpos_facts_answer(&facts, what, answer[what]);
	enum trouble trouble = escpos_facts_trouble(&facts);
	if (trouble != expected_of_answers(answer))
		fail_msg("%02x %02x %02x %02x is said to be %s", answer[1], answer[2], answer[3], answer[4], trouble_row(trouble)->key);
}

/* Each alone in all its values, and every combination of the bits that mean something. */
static void every_answer_a_printer_can_give_is_one_row(void **state)
{
	(void)state;
	for (int what = 1; what <= 4; what++)
		for (int byte = 0; byte < 256; byte++) {
			uint8_t answer[5] = { 0, 0x12, 0x12, 0x12, 0x12 };
			answer[what] = (uint8_t)byte;
			check_answers(answer);
		}
	for (int all = 0; all < 1 << 15; all++) {
		const uint8_t answer[5] = { 0,
			(uint8_t)((all & 1) << 3 | (all >> 1 & 3) << 5),
			(uint8_t)((all >> 3 & 3) << 2 | (all >> 5 & 3) << 5),
			(uint8_t)((all >> 7 & 3) << 2 | (all >> 9 & 3) << 5),
			(uint8_t)((all >> 11 & 3) << 2 | (all >> 13 & 3) << 5) };
		check_answers(answer);
	}
}

/* In the mouth of a presenter: the printer has no byte for it that all share. */
static void paper_in_the_mouth_comes_after_the_roll(void **state)
{
	(void)state;
	assert_int_equal(escpos_facts_trouble(&(struct escpos_facts){ .ticket = true, .paper_low = true }), TROUBLE_TICKET);
	assert_int_equal(escpos_facts_trouble(&(struct escpos_facts){ .jam = true, .ticket = true, .cutter = true }), TROUBLE_JAM);
	assert_int_equal(escpos_facts_trouble(&(struct escpos_facts){ .jam = true, .paper_out = true }), TROUBLE_PAPER);
	struct escpos_facts facts = { .ticket = true };
	escpos_facts_state(&facts, (const uint8_t[]){ 0x10, 0, 0, 0 });
	assert_int_equal(escpos_facts_trouble(&facts), TROUBLE_TICKET);
}

static void a_row_is_found_by_its_name_or_by_its_state(void **state)
{
	static const char *const states[] = { "ready", "none", "paper", "cover", "error", "unknown" };
	(void)state;
	for (enum trouble t = 0; t < TROUBLE_COUNT; t++) {
		bool known = false;
		assert_int_equal(trouble_find(trouble_row(t)->key, "ready"), t);
		for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
			known |= strcmp(states[i], trouble_row(t)->state) == 0;
		assert_true(known);
	}
	assert_int_equal(trouble_find("", "ready"), TROUBLE_READY);
	assert_int_equal(trouble_find("printer.of-tomorrow", "error"), TROUBLE_ERROR);
	assert_int_equal(trouble_find("", "paper"), TROUBLE_PAPER);
	assert_int_equal(trouble_find("", "cover"), TROUBLE_COVER);
	assert_int_equal(trouble_find("", "?"), TROUBLE_NONE);
}

/* How many sentences: what it is, and at least one that says what to do. */
static int sentences(const char *text)
{
	static const char *const ends[ENDS_MAX] = { ".", "۔", "।", "؟" };
	int count = 0;
	for (const char *at = text; *at; at++)
		for (int i = 0; i < ENDS_MAX; i++) {
			size_t size = strlen(ends[i]);
			count += strncmp(at, ends[i], size) == 0 && (at[size] == ' ' || at[size] == '\0');
		}
	return count;
}

static void check_sentence(const struct words *words, const char *key, bool staff)
{
	const char *text = words_get(words, key);
	if (!words_has(words, key))
		fail_msg("%s has no %s", words_language(words), key);
	if (sentences(text) < 2)
		fail_msg("%s of %s says not what to do: %s", key, words_language(words), text);
	if (staff && strlen(text) > STAFF_WORDS_MAX_BYTES)
		fail_msg("%s of %s is longer than a heartbeat takes: %zu bytes", key, words_language(words), strlen(text));
}

static void every_row_says_what_to_do_in_every_language(void **state)
{
	char folder[GIVEN_PATH_BYTES];
	(void)state;
	given_built("assets/languages", folder);
	for (int i = 0; i < LANGUAGES; i++) {
		struct words *words = NULL;
		assert_int_equal(words_open(folder, languages[i], &words), FAIL_NONE);
		for (enum trouble t = 0; t < TROUBLE_COUNT; t++) {
			check_sentence(words, trouble_row(t)->key, true);
			check_sentence(words, trouble_row(t)->people, false);
		}
		words_close(words);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_state_a_printer_can_say_is_one_row),
		cmocka_unit_test(every_answer_a_printer_can_give_is_one_row),
		cmocka_unit_test(paper_in_the_mouth_comes_after_the_roll),
		cmocka_unit_test(a_row_is_found_by_its_name_or_by_its_state),
		cmocka_unit_test(every_row_says_what_to_do_in_every_language),
	};

	return cmocka_run_group_tests_name("trouble", cases, NULL, NULL);
}
