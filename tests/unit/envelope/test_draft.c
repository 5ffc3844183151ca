/* SPDX-License-Identifier: MIT */
/* unit.draft - what is kept opens with its ticket's token, or with its code while the run lasts, and with nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/envelope/draft.h"

#include <stdio.h>
#include <string.h>

static const struct draft_key run = { "the key of this run, in memory.." }, other_run = { "the key of the run after a cut.." };
static const char answer[] = "CANARY-heliotrope 14 Acacia Row";

static void a_token_is_read_as_it_was_written(void **)
{
	for (int i = 0; i < 500; i++) {
		struct draft_token token;
		struct draft_ticket ticket;
		char text[DRAFT_TOKEN_TEXT_BYTES], typed[DRAFT_TYPED_MAX_BYTES + 1];
		draft_token_new(&token);
		draft_token_write(&token, text);
		assert_int_equal(strlen(text), DRAFT_TOKEN_TEXT_BYTES - 1);
		snprintf(typed, sizeof typed, "  %.13s-%s ", text, text + 13);
		draft_read(typed, &ticket);
		assert_int_equal(ticket.kind, DRAFT_TOKEN);
		assert_memory_equal(ticket.token.bytes, token.bytes, sizeof token.bytes);
	}
}

static void a_code_is_read_whatever_the_case_and_the_spaces(void **)
{
	struct draft_ticket ticket;
	draft_read(" k7m-4qx ", &ticket);
	assert_int_equal(ticket.kind, DRAFT_CODE);
	assert_string_equal(ticket.code.text, "K7M4QX");
	char shown[DRAFT_CODE_SHOWN_BYTES];
	draft_code_show(&ticket.code, shown);
	assert_string_equal(shown, "K7M 4QX");
}

static void what_is_neither_is_nothing(void **)
{
	static const char *const neither[] = { "", "K7M4Q", "K7M4QXX", "K7M4QO", "K7M4QU", "K7M4Q\xc3\xa9", "0123456789ABCDEFGHJKMNPQR", "Z123456789ABCDEFGHJKMNPQRS", "0123456789ABCDEFGHJKMNPQRU",
		"K7M4QX                                                            " };
	for (size_t i = 0; i < sizeof neither / sizeof neither[0]; i++) {
		struct draft_ticket ticket;
		draft_read(neither[i], &ticket);
		assert_int_equal(ticket.kind, DRAFT_NEITHER);
	}
}

static void what_is_typed_has_a_most(void **)
{
	char typed[DRAFT_TYPED_MAX_BYTES + 2];
	struct draft_ticket ticket;
	memset(typed, ' ', sizeof typed);
	memcpy(typed, "K7M4QX", 6);
	typed[DRAFT_TYPED_MAX_BYTES] = '\0';
	draft_read(typed, &ticket);
	assert_int_equal(ticket.kind, DRAFT_CODE);
	typed[DRAFT_TYPED_MAX_BYTES] = ' ';
	typed[DRAFT_TYPED_MAX_BYTES + 1] = '\0';
	draft_read(typed, &ticket);
	assert_int_equal(ticket.kind, DRAFT_NEITHER);
}

/* Thirty letters, each about as often as the next, and none that is taken for another. */
static void codes_are_of_thirty_letters(void **)
{
	int seen[256] = { 0 }, letters = 0;
	for (int i = 0; i < 3000; i++) {
		struct draft_code code;
		draft_code_new(&code);
		for (int k = 0; k < DRAFT_CODE_LETTERS; k++)
			seen[(unsigned char)code.text[k]]++;
	}
	for (int i = 0; i < 256; i++) {
		letters += seen[i] > 0;
		assert_true(seen[i] == 0 || (seen[i] > 400 && seen[i] < 800)); /* 600 ± 24 */
	}
	assert_int_equal(letters, 30);
	for (const char *mistaken = "0O1ILU"; *mistaken; mistaken++)
		assert_int_equal(seen[(unsigned char)*mistaken], 0);
}

static void names_say_nothing_and_differ(void **)
{
	struct draft_token token = { { 1 } }, other = { { 2 } };
	struct draft_code code = { "K7M4QX" }, near = { "K7M4QY" };
	struct draft_key finder, after;
	struct draft_name a, b;
	draft_finder(&run, &finder);
	draft_finder(&other_run, &after);
	assert_memory_not_equal(finder.bytes, run.bytes, sizeof finder.bytes);
	draft_token_name(&token, &a), draft_token_name(&other, &b);
	assert_true(draft_name_valid(a.text) && draft_name_valid(b.text));
	assert_string_not_equal(a.text, b.text);
	draft_code_name(&finder, &code, &a), draft_code_name(&finder, &near, &b);
	assert_string_not_equal(a.text, b.text);
	draft_code_name(&after, &code, &b);
	assert_string_not_equal(a.text, b.text); /* after a cut the code finds nothing */
	assert_false(draft_name_valid("K7M4QX"));
}

static void the_code_unlocks_while_the_run_lasts_and_no_longer(void **)
{
	struct draft_token token, got;
	struct draft_code code = { "K7M4QX" }, near = { "K7M4QY" };
	struct draft_key finder;
	char lock[DRAFT_LOCK_BYTES];
	draft_token_new(&token);
	draft_lock(&run, &code, &token, lock);
	assert_int_equal(draft_unlock(&run, &code, lock, &got), FAIL_NONE);
	assert_memory_equal(got.bytes, token.bytes, sizeof token.bytes);
	assert_int_equal(draft_unlock(&run, &near, lock, &got), FAIL_SIGNATURE);
	assert_int_equal(draft_unlock(&other_run, &code, lock, &got), FAIL_SIGNATURE);
	draft_finder(&run, &finder); /* who finds it, opens nothing */
	assert_int_equal(draft_unlock(&finder, &code, lock, &got), FAIL_SIGNATURE);
	assert_int_equal(draft_unlock(&run, &code, "", &got), FAIL_INPUT);
	lock[5] = '.';
	assert_int_equal(draft_unlock(&run, &code, lock, &got), FAIL_INPUT);
}

static void what_is_kept_opens_with_its_token_alone(void **)
{
	struct draft_token token, other;
	BUFFER_AUTO plain;
	BUFFER_AUTO sealed;
	BUFFER_AUTO opened;
	buffer_init(&plain, DRAFT_MAX_BYTES), buffer_init(&sealed, DRAFT_SEALED_MAX_BYTES), buffer_init(&opened, DRAFT_MAX_BYTES);
	draft_token_new(&token), draft_token_new(&other);
	assert_int_equal(buffer_add(&plain, answer, strlen(answer)), FAIL_NONE);
	assert_int_equal(draft_seal(&token, &plain, &sealed), FAIL_NONE);
	assert_null(memmem(buffer_text(&sealed), sealed.size_bytes, "CANARY", 6));
	assert_int_equal(draft_open(&token, buffer_text(&sealed), sealed.size_bytes, &opened), FAIL_NONE);
	assert_string_equal(buffer_text(&opened), answer);
	assert_int_equal(draft_open(&other, buffer_text(&sealed), sealed.size_bytes, &opened), FAIL_SIGNATURE);
	for (size_t i = 0; i < sealed.size_bytes; i++) {
		char changed[128];
		memcpy(changed, buffer_text(&sealed), sealed.size_bytes);
		changed[i] ^= 1;
		assert_int_equal(draft_open(&token, changed, sealed.size_bytes, &opened), FAIL_SIGNATURE);
	}
	for (size_t size = 0; size < sealed.size_bytes; size++)
		assert_int_not_equal(draft_open(&token, buffer_text(&sealed), size, &opened), FAIL_NONE);
	fail_clear();
}

static void it_has_a_most(void **)
{
	static char big[DRAFT_MAX_BYTES + 1];
	struct draft_token token = { { 7 } };
	BUFFER_AUTO plain;
	BUFFER_AUTO sealed;
	BUFFER_AUTO opened;
	buffer_init(&plain, sizeof big), buffer_init(&sealed, DRAFT_SEALED_MAX_BYTES + 1), buffer_init(&opened, DRAFT_MAX_BYTES);
	assert_int_equal(buffer_add(&plain, big, DRAFT_MAX_BYTES), FAIL_NONE);
	assert_int_equal(draft_seal(&token, &plain, &sealed), FAIL_NONE);
	assert_int_equal(draft_open(&token, buffer_text(&sealed), sealed.size_bytes, &opened), FAIL_NONE);
	assert_int_equal(buffer_add(&plain, big, 1), FAIL_NONE);
	assert_int_equal(draft_seal(&token, &plain, &sealed), FAIL_LIMIT);
	assert_int_equal(draft_open(&token, big, DRAFT_SEALED_MAX_BYTES + 1, &opened), FAIL_LIMIT);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_token_is_read_as_it_was_written), cmocka_unit_test(a_code_is_read_whatever_the_case_and_the_spaces),
		cmocka_unit_test(what_is_neither_is_nothing), cmocka_unit_test(what_is_typed_has_a_most), cmocka_unit_test(codes_are_of_thirty_letters), cmocka_unit_test(names_say_nothing_and_differ),
		cmocka_unit_test(the_code_unlocks_while_the_run_lasts_and_no_longer), cmocka_unit_test(what_is_kept_opens_with_its_token_alone), cmocka_unit_test(it_has_a_most) };
	return cmocka_run_group_tests_name("draft", cases, NULL, NULL);
}
