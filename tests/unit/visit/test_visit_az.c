/* SPDX-License-Identifier: MIT */
/* unit.visit_az - the shipped services by the letters of each language. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/az.h"
#include "ui/visit/fold.h"
#include "ui/visit/list.h"

#include <stdlib.h>
#include <string.h>

static int given_built_house(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given_built("assets", given->folder);
	if (house_open(&given->house, given->folder) != FAIL_NONE || house_load(&given->house) != FAIL_NONE)
		return -1;
	visit_init(&given->visit, &given->house);
	pass(given, 0);
	*state = given;
	return 0;
}

static int gone_built_house(void **state)
{
	struct given *given = *state;
	visit_done(&given->visit);
	house_close(&given->house);
	free(given);
	return 0;
}

static const char *of_welsh = "A B C Ch D Dd E F Ff G Ng H I J K L Ll M N O P Ph Q R Rh S T Th U V W X Y Z";

static const char *letter_of(const char *letters, const char *name)
{
	static struct alphabet alphabet;
	alphabet_read(letters, &alphabet);
	int place = alphabet_place(&alphabet, name);
	return place < 0 ? "" : alphabet.letter[place];
}

static void two_signs_can_be_one_letter(void **state)
{
	(void)state;
	assert_string_equal(letter_of(of_welsh, "llyfrgell"), "Ll");
	assert_string_equal(letter_of(of_welsh, "LLYFRGELL"), "Ll");
	assert_string_equal(letter_of(of_welsh, "Rhoi gwybod"), "Rh");
	assert_string_equal(letter_of(of_welsh, "Lôn"), "L");
	assert_string_equal(letter_of(of_welsh, "Ŵyn"), "W");
	assert_string_equal(letter_of("A B L", "Llanelli"), "L");
	assert_string_equal(letter_of("A B C Ć Z Ź Ż", "Źródło"), "Ź");
	assert_string_equal(letter_of("S=Ş Ș T=Ţ Ț", "școală"), "Ș");
	assert_string_equal(letter_of("S=Ş Ș T=Ţ Ț", "şcoală"), "S");
	assert_string_equal(letter_of("ا=أإآ ب", "إعادة"), "ا");
	assert_string_equal(letter_of("য=য়(য়) র", "য়"), "য");
	assert_string_equal(letter_of("ক=(ক্ষ) খ", "ক্ষমা"), "ক");
	assert_string_equal(letter_of("A B C", "“Bin”"), "B");
	assert_string_equal(letter_of("A B C", "’Bin"), "B");
	assert_string_equal(letter_of("A B C", "24 hours"), "");
	assert_string_equal(letter_of("A B C", ""), "");
	assert_string_equal(letter_of("A B C", "\xff\xfe"), "");
	assert_string_equal(letter_of("", "Bin"), "");
	assert_string_equal(letter_of("  =x  A=  ABCDEFGHIJKLMNOPQRSTUVWXYZ ", "abc"), "A"); /* what is no letter of an alphabet is left out */
}

static void capitals_and_accents_fold(void **state)
{
	(void)state;
	assert_int_equal(fold_case(0x141), 0x142); /* Ł */
	assert_int_equal(fold_case(0x179), 0x17a); /* Ź */
	assert_int_equal(fold_case(0x17b), 0x17c); /* Ż */
	assert_int_equal(fold_case(0x174), 0x175); /* Ŵ */
	assert_int_equal(fold_case(0x178), 0xff);
	assert_int_equal(fold_case(0x218), 0x219); /* Ș */
	assert_int_equal(fold_case(0x142), 0x142);
	assert_int_equal(fold_case(0xd7), 0xd7);
	assert_int_equal(fold_accent(0x175), 'w');
	assert_int_equal(fold_accent(0x21a), 't');
	assert_int_equal(fold_accent(0x628), 0x628);
}

/* @names, a line each, are in that order, and no two are alike. */
static void in_order(const char *letters, const char *const *names)
{
	struct alphabet alphabet;
	alphabet_read(letters, &alphabet);
	for (size_t i = 0; names[i]; i++)
		for (size_t k = 0; names[k]; k++) {
			int order = alphabet_compare(&alphabet, names[i], names[k]);
			if ((order < 0) != (i < k) || (order > 0) != (i > k))
				fail_msg("\"%s\" and \"%s\": %d", names[i], names[k], order);
		}
}

static void names_come_in_their_languages_order(void **state)
{
	(void)state;
	in_order(of_welsh, (const char *const[]){ "Cwyno", "Cyngor", "Chwarae", "Dŵr", "Dyddiau", "Ddoe", "Llyfr", "Mae", NULL });
	in_order("A B C Ć D L Ł M Z Ź Ż", (const char *const[]){ "Cena", "Ćwiczenie", "Dom", "Lato", "Łatwe", "Zima", "Źródło", "Żaba", NULL });
	in_order("A Ă Â B S Ș T Ț", (const char *const[]){ "Apa", "Ăst", "Bine", "Sat", "Școală", "Tata", "Țară", NULL });
	in_order("A B C", (const char *const[]){ "Bin", "Bin days", "Bins", NULL });
}

static void each_language_has_each_service_once_by_its_own_name(void **state)
{
	struct given *given = *state;
	struct az *az = calloc(1, sizeof *az);
	assert_non_null(az);
	assert_true(given->visit.language_count >= 7);
	for (size_t l = 0; l < given->visit.language_count; l++) {
		size_t own = 0, all = 0, where = 0;
		(void)do_text(given, ACTION_LANGUAGE, given->visit.language[l]);
		az_collect(&given->visit, az);
		for (size_t i = 0; i < az->count; i++)
			own += az->entry[i].form && az->entry[i].other < 0, where += !az->entry[i].form;
		for (int letter = 0; letter < az->alphabet.count; letter++)
			all += az_count(az, letter);
		assert_int_equal(own, given->visit.service_count);
		assert_int_equal(where, 1); /* "Where is my form?" */
		assert_int_equal(all, az->count);
		assert_int_equal(az_count(az, az->alphabet.count - 1), 0); /* every name begins with a letter */
		for (size_t i = 1; i < az->count; i++)
			assert_true(az->entry[i - 1].letter <= az->entry[i].letter);
	}
	free(az);
}

static bool is_under(const struct az *az, const char *letter, const char *code, const char *name)
{
	for (size_t i = 0; i < az->count; i++)
		if (strcmp(az->alphabet.letter[az->entry[i].letter], letter) == 0 && az->entry[i].form && strcmp(az->entry[i].form->service.code, code) == 0 && (!name || strcmp(az->entry[i].name, name) == 0))
			return true;
	return false;
}

static void other_names_lead_to_the_service_in_the_persons_language_only(void **state)
{
	struct given *given = *state;
	struct az *az = calloc(1, sizeof *az);
	assert_non_null(az);
	az_collect(&given->visit, az);
	assert_true(is_under(az, "R", "missed-bin", "Rubbish not collected"));
	assert_true(is_under(az, "R", "missed-bin", "Report a missed bin"));
	assert_true(is_under(az, "P", "street-report", "Potholes"));
	(void)do_text(given, ACTION_LANGUAGE, "cy");
	az_collect(&given->visit, az);
	assert_true(is_under(az, "S", "missed-bin", "Sbwriel heb ei gasglu"));
	assert_true(is_under(az, "Rh", "missed-bin", NULL));
	assert_false(is_under(az, "R", "missed-bin", NULL));
	(void)do_text(given, ACTION_LANGUAGE, "ur");
	az_collect(&given->visit, az);
	assert_true(is_under(az, "P", "parking-permit", NULL)); /* in English, among the Latin letters behind */
	assert_false(is_under(az, "R", "parking-permit", NULL));
	free(az);
}

static void a_letter_is_pressed_and_back_leads_through_all_of_them(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	struct alphabet alphabet;
	alphabet_read(words_get(visit->words, "az.letters"), &alphabet);
	(void)do_(given, ACTION_START);
	assert_true(do_text(given, ACTION_NEED, "all") & EFFECT_MOVED);
	assert_int_equal(az_chosen(visit, &alphabet), -1);
	visit->list_page = 1;
	assert_int_equal(do_text(given, ACTION_NEED, "all:B") & (EFFECT_REBUILD | EFFECT_MOVED), EFFECT_REBUILD); /* keys stay on the letter */
	assert_int_equal(visit->list_page, 0);
	assert_string_equal(alphabet.letter[az_chosen(visit, &alphabet)], "B");
	(void)do_text(given, ACTION_SERVICE, "blue-badge");
	(void)do_(given, ACTION_BACK);
	assert_string_equal(visit->need, "all:B");
	(void)do_(given, ACTION_BACK);
	assert_int_equal(visit->place, PLACE_LIST);
	assert_string_equal(visit->need, "all");
	(void)do_(given, ACTION_BACK);
	assert_int_equal(visit->place, PLACE_HOME);
	(void)do_text(given, ACTION_NEED, "all:no letter at all");
	assert_int_equal(az_chosen(visit, &alphabet), -1);
	assert_int_equal(do_text(given, ACTION_NEED, "alligators"), 0);
}

static void an_interpreter_is_asked_for_through_a_service(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	assert_string_equal(list_interpreter(visit)->service.code, "appointment");
	(void)do_(given, ACTION_START);
	assert_int_equal(do_(given, ACTION_INTERPRETER), 0); /* only where it is said what it means */
	(void)do_number(given, ACTION_OPEN, SHEET_SIGN);
	assert_true(do_(given, ACTION_INTERPRETER) & EFFECT_MOVED);
	assert_int_equal(visit->place, PLACE_SERVICE);
	assert_int_equal(visit->sheet, SHEET_NONE);
	assert_string_equal(value(given, "interpreter"), "true");
	assert_string_equal(value(given, "language"), "bsl");
	(void)do_(given, ACTION_BACK);
	(void)do_text(given, ACTION_SERVICE, "complaint");
	assert_string_equal(value(given, "language"), "");
	assert_true(list_may_ask(visit)); /* nothing is answered there yet */
	assert_int_equal(answers_set(visit->answers, "fullName", "Ada"), FAIL_NONE);
	(void)do_number(given, ACTION_OPEN, SHEET_SIGN);
	assert_false(list_may_ask(visit)); /* another one is begun */
	assert_int_equal(do_(given, ACTION_INTERPRETER), 0);
	assert_string_equal(visit->form->service.code, "complaint");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(two_signs_can_be_one_letter), cmocka_unit_test(capitals_and_accents_fold), cmocka_unit_test(names_come_in_their_languages_order),
		cmocka_unit_test_setup_teardown(each_language_has_each_service_once_by_its_own_name, given_built_house, gone_built_house),
		cmocka_unit_test_setup_teardown(other_names_lead_to_the_service_in_the_persons_language_only, given_built_house, gone_built_house),
		cmocka_unit_test_setup_teardown(an_interpreter_is_asked_for_through_a_service, given_built_house, gone_built_house),
		cmocka_unit_test_setup_teardown(a_letter_is_pressed_and_back_leads_through_all_of_them, given_built_house, gone_built_house),
	};
	return cmocka_run_group_tests_name("visit az", cases, NULL, NULL);
}
