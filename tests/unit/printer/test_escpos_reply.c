/* SPDX-License-Identifier: MIT */
/* unit.printer_escpos_reply - states, answers and blocks on one channel, with noise between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/escpos_reply.h"

enum { WORDS_MAX = 16 };

static int take_all(struct escpos_reply *reply, const void *bytes, size_t size, struct escpos_word ret[WORDS_MAX])
{
	int count = 0;

	for (size_t i = 0; i < size; i++) {
		struct escpos_word word;
		if (escpos_reply_take(reply, ((const uint8_t *)bytes)[i], &word)) {
			assert_true(count < WORDS_MAX);
			ret[count++] = word;
		}
	}
	return count;
}

static void kinds_are_told_apart(void **state)
{
	struct escpos_reply reply = { 0 };
	struct escpos_word word[WORDS_MAX];
	const uint8_t bytes[] = { 0x11, 0x10, 0, 0, 0, 0x12, 0x13, '7', '"', '0', '0', '4', '2', 0, 0x00, 0x1a, 0x18, 0, 0x0c, 0x0f, '_', 'A', 0 };

	(void)state;
	assert_int_equal(take_all(&reply, bytes, sizeof bytes, word), 7);
	assert_int_equal(word[0].kind, ESCPOS_STATE);
	assert_int_equal(word[1].kind, ESCPOS_ANSWER);
	assert_int_equal(word[2].kind, ESCPOS_BLOCK);
	assert_int_equal(escpos_reply_process_id(&word[2]), 42);
	assert_int_equal(word[3].kind, ESCPOS_FENCE);
	assert_int_equal(word[4].kind, ESCPOS_ANSWER);
	assert_int_equal(word[5].kind, ESCPOS_STATE);
	assert_int_equal(word[5].bytes[2], 0x0c);
	assert_int_equal(word[6].kind, ESCPOS_BLOCK);
	assert_int_equal(escpos_reply_process_id(&word[6]), -1);
}

static void a_state_cut_short_gives_way_to_what_follows(void **state)
{
	struct escpos_reply reply = { 0 };
	struct escpos_word word[WORDS_MAX];
	const uint8_t bytes[] = { 0x10, 0, 0x12, 0x10, 0x10, 0, 0, 0 };

	(void)state;
	assert_int_equal(take_all(&reply, bytes, sizeof bytes, word), 2);
	assert_int_equal(word[0].kind, ESCPOS_ANSWER);
	assert_int_equal(word[1].kind, ESCPOS_STATE);
}

static void a_block_holds_its_maximum_and_not_one_byte_more(void **state)
{
	struct escpos_reply reply = { 0 };
	struct escpos_word word[WORDS_MAX];
	uint8_t bytes[ESCPOS_BLOCK_MAX_BYTES + 2];

	(void)state;
	memset(bytes, 'A', sizeof bytes);
	bytes[0] = '_';
	bytes[ESCPOS_BLOCK_MAX_BYTES] = 0;
	assert_int_equal(take_all(&reply, bytes, ESCPOS_BLOCK_MAX_BYTES + 1, word), 1);
	assert_int_equal(word[0].size, ESCPOS_BLOCK_MAX_BYTES);

	bytes[ESCPOS_BLOCK_MAX_BYTES] = 0x12;
	assert_int_equal(take_all(&reply, bytes, ESCPOS_BLOCK_MAX_BYTES + 1, word), 1);
	assert_int_equal(word[0].kind, ESCPOS_ANSWER);
	bytes[ESCPOS_BLOCK_MAX_BYTES] = 'A';
	bytes[ESCPOS_BLOCK_MAX_BYTES + 1] = 0;
	for (int i = 0; i < take_all(&reply, bytes, sizeof bytes, word); i++)
		assert_int_not_equal(word[i].kind, ESCPOS_BLOCK);
}

static void process_ids_have_four_digits(void **state)
{
	struct escpos_word word = { .kind = ESCPOS_BLOCK, .bytes = { 0x37, 0x22, '9', '9', '9', '9' }, .size = 6 };

	(void)state;
	assert_int_equal(escpos_reply_process_id(&word), 9999);
	word.bytes[3] = 'x';
	assert_int_equal(escpos_reply_process_id(&word), -1);
	word.bytes[3] = '9';
	word.size = 5;
	assert_int_equal(escpos_reply_process_id(&word), -1);
	word.size = 6;
	word.kind = ESCPOS_STATE;
	assert_int_equal(escpos_reply_process_id(&word), -1);
}

static void a_full_status_is_told_from_a_state_by_the_profile(void **state)
{
	static const uint8_t bytes[] = { 0x10, 0x0f, 0x20, 0x90, 0x10, 0xff, 0x14, 0, 0, 0x0f };
	struct escpos_reply kiosk = { .full = true }, plain = { 0 };
	struct escpos_word word[16] = { 0 };

	(void)state;
	assert_int_equal(take_all(&kiosk, bytes, sizeof bytes, word), 2);
	assert_int_equal(word[0].kind, ESCPOS_FULL);
	assert_int_equal(word[0].size, 6);
	assert_memory_equal(word[0].bytes, bytes, 6);
	assert_int_equal(word[1].kind, ESCPOS_STATE); /* those tell states as well */
	assert_true(take_all(&plain, bytes, 6, word) == 0 || word[0].kind != ESCPOS_FULL);
}

static void a_counter_has_at_most_fifteen_digits(void **state)
{
	struct escpos_word word = { .kind = ESCPOS_BLOCK, .bytes = "_999999999999999", .size = 16 };

	(void)state;
	assert_int_equal(escpos_reply_counter(&word), 999999999999999);
	word.size = 17;
	word.bytes[16] = '0';
	assert_int_equal(escpos_reply_counter(&word), -1);
	word.size = 2;
	assert_int_equal(escpos_reply_counter(&word), 9);
	word.size = 1;
	assert_int_equal(escpos_reply_counter(&word), -1);
	word.size = 3;
	word.bytes[2] = 'x';
	assert_int_equal(escpos_reply_counter(&word), -1);
	word.bytes[2] = '9';
	word.bytes[0] = 0x37;
	assert_int_equal(escpos_reply_counter(&word), -1);
}

static void a_state_says_what_is_wrong(void **state)
{
	struct escpos_facts facts = { 0 };

	(void)state;
	escpos_facts_state(&facts, (const uint8_t[]){ 0x38, 0, 0x0c, 0 });
	assert_true(facts.known && facts.offline && facts.cover_open && facts.paper_out);
	assert_false(facts.paper_low || facts.cutter || facts.hot || facts.broken);
	escpos_facts_state(&facts, (const uint8_t[]){ 0x18, 0x08, 0x03, 0 });
	assert_true(facts.offline && facts.cutter && facts.paper_low);
	assert_false(facts.cover_open || facts.paper_out);
	escpos_facts_state(&facts, (const uint8_t[]){ 0x18, 0x60, 0, 0 });
	assert_true(facts.hot && facts.broken);
}

static void answers_fill_in_their_own_part(void **state)
{
	struct escpos_facts facts = { 0 };

	(void)state;
	escpos_facts_answer(&facts, 4, 0x72);
	escpos_facts_answer(&facts, 2, 0x36);
	escpos_facts_answer(&facts, 1, 0x1a);
	assert_true(facts.paper_out && facts.cover_open && facts.offline);
	escpos_facts_answer(&facts, 3, 0x1a);
	assert_true(facts.cutter);
	escpos_facts_answer(&facts, 4, 0x1e);
	assert_true(facts.paper_low);
	assert_false(facts.paper_out);
	assert_true(facts.cover_open);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(kinds_are_told_apart),
		cmocka_unit_test(a_state_cut_short_gives_way_to_what_follows),
		cmocka_unit_test(a_block_holds_its_maximum_and_not_one_byte_more),
		cmocka_unit_test(process_ids_have_four_digits),
		cmocka_unit_test(a_full_status_is_told_from_a_state_by_the_profile),
		cmocka_unit_test(a_counter_has_at_most_fifteen_digits),
		cmocka_unit_test(a_state_says_what_is_wrong),
		cmocka_unit_test(answers_fill_in_their_own_part),
	};
	return cmocka_run_group_tests_name("printer_escpos_reply", cases, NULL, NULL);
}
