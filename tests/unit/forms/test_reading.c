/* SPDX-License-Identifier: MIT */
/* unit.forms_reading - syllables, words and sentences are counted as reading.h says; the formula gives the published figure. */
#include "tests/lib/given.h"

#include "firmware/forms/author/reading.h"

#include <math.h>
#include <string.h>

static void syllables_are_groups_of_vowels(void **state)
{
	(void)state;
	static const struct { const char *word; size_t syllables; } words[] = {
		{ "cat", 1 }, { "bin", 1 }, { "the", 1 }, { "street", 1 }, { "council", 2 }, { "paper", 2 }, { "collection", 3 }, { "library", 3 }, { "you", 1 }, { "yes", 1 },
		{ "late", 1 }, { "makes", 1 }, { "called", 1 }, { "table", 2 }, { "boxes", 2 }, { "wanted", 2 }, { "needed", 2 }, { "places", 2 }, { "watches", 2 },
		{ "disability", 5 }, { "why", 1 }, { "2026", 1 }, { "be", 1 }, { "Siân", 1 }, { "CAKE", 1 }, { "used", 1 },
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (reading_syllables(words[i].word, strlen(words[i].word)) != words[i].syllables)
			fail_msg("%s has %zu, not %zu", words[i].word, reading_syllables(words[i].word, strlen(words[i].word)), words[i].syllables);
}

static struct reading of(const char *text)
{
	struct reading all = { 0 };
	reading_add(&all, text);
	return all;
}

static void sentences_end_at_stops_and_lines(void **state)
{
	(void)state;
	assert_int_equal(of("").sentences, 0);
	assert_int_equal(of(" . ? \n").sentences, 0);
	assert_int_equal(of("One bin").sentences, 1);
	assert_int_equal(of("One bin. Two bins! Three?").sentences, 3);
	assert_int_equal(of("one\ntwo").sentences, 2);
	assert_int_equal(of("It costs 2.50 pounds").sentences, 1);
	assert_int_equal(of("(It is here.) Then go").sentences, 2);
}

static void words_are_runs_of_letters_and_digits(void **state)
{
	(void)state;
	assert_int_equal(of("It’s the council's bin").words, 4);
	assert_int_equal(of("The bin – the brown one – was out").words, 7);
	assert_int_equal(of("“Out” by 7 am").words, 4);
	assert_int_equal(of("It costs 2.50 pounds").words, 4);
	assert_int_equal(of("gov.uk/register-to-vote").words, 5);
	assert_int_equal(of("Mae’r bin ŵyl").words, 3);
}

static void the_first_sentence_is_found_with_its_place(void **state)
{
	(void)state;
	struct reading one;
	const char *begin;
	size_t size;
	const char *rest = reading_sentence("  Ask a person. Go on", &one, &begin, &size);
	assert_int_equal(one.words, 3);
	assert_int_equal(size, strlen("Ask a person"));
	assert_memory_equal(begin, "Ask a person", size);
	rest = reading_sentence(rest, &one, &begin, &size);
	assert_memory_equal(begin, "Go on", size);
	assert_null(reading_sentence(rest, &one, &begin, &size));
}

static void the_age_is_the_grade_and_five(void **state)
{
	(void)state;
	const struct reading reading = { .sentences = 2, .words = 20, .syllables = 30 }; /* grade 0.39 × 10 + 11.8 × 1.5 − 15.59 = 6.01 */
	assert_true(fabs(reading_age(&reading) - 11.01) < 1e-9);
	assert_true(reading_age(&(struct reading){ 0 }) == 0);
	assert_true(reading_age(&(struct reading){ 1, 1, 1 }) > 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(syllables_are_groups_of_vowels), cmocka_unit_test(sentences_end_at_stops_and_lines),
		cmocka_unit_test(words_are_runs_of_letters_and_digits), cmocka_unit_test(the_first_sentence_is_found_with_its_place),
		cmocka_unit_test(the_age_is_the_grade_and_five),
	};
	return cmocka_run_group_tests_name("forms_reading", cases, NULL, NULL);
}
