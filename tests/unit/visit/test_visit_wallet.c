/* SPDX-License-Identifier: MIT */
/* unit.visit_wallet - what was told once is offered, never filled in by itself, and gone at the end. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"
#include "ui/visit/send.h"
#include "ui/visit/wallet.h"

#include <stdlib.h>
#include <string.h>

/* As if the hub had kept what stands on check answers. */
static void send(struct given *given)
{
	struct visit *visit = &given->visit;
	assert_int_equal(visit->place, PLACE_CHECK);
	visit->place = PLACE_SENDING;
	visit->id = id_new(visit->now_ms);
	visit->reference = reference_new("TO");
	visit->sealed = strdup("eyJ");
	assert_true(visit_sent(visit, visit->id.text, FAIL_NONE) & EFFECT_WIPE);
	assert_int_equal(visit->place, PLACE_DONE);
}

/* As put(), but only where the page has that box. */
static void put_here(struct given *given, const char *field, const char *text)
{
	do_text(given, ACTION_FIELD, field);
	if (strcmp(given->visit.field, field) == 0)
		put(given, field, text);
}

static void fill_in(struct given *given)
{
	static const struct { const char *field, *value; bool choice; } all[] = {
		{ "fullName", "Margaret Jones", false }, { "home__addressLine1", "14 Mill Lane", false }, { "home__town", "Mereford", false }, { "home__postcode", "MF2 4QT", false },
		{ "born__day", "1948-02-03", false }, { "contact", "phone", true }, { "phone", "07911 123456", false }, { "needs", "large", true }, { "needs", "call", true },
		{ "mail", "margaret@gmial.com", false }, { "health", "A bad hip", false }, { "account", "87650043", false },
	};
	for (int pages = 0; pages < 20 && given->visit.place != PLACE_CHECK; pages++) {
		for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
			if (all[i].choice)
				choose(given, all[i].field, all[i].value);
			else
				put_here(given, all[i].field, all[i].value);
		if (strcmp(page_path(given), "/home") == 0)
			assert_int_equal(answers_set(given->visit.answers, "home__uprn", "100012345678"), FAIL_NONE); /* a look-up found it */
		do_(given, ACTION_CONTINUE);
		if (given->visit.sheet == SHEET_DOUBT)
			do_number(given, ACTION_DOUBT, 0); /* it is right as it is */
	}
}

/* Told once, sent, and a second service begun. */
static void told(struct given *given)
{
	begin(given, "told");
	fill_in(given);
	send(given);
	do_(given, ACTION_ANOTHER);
	do_text(given, ACTION_SERVICE, "again");
	do_(given, ACTION_BEGIN);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
}

static const char *kept(struct given *given, const char *name)
{
	const char *text = answers_get(given->visit.wallet, name);
	return text ? text : "";
}

static void what_was_sent_may_be_offered(void **state)
{
	struct given *given = *state;
	told(given);
	assert_string_equal(kept(given, "person.fullName"), "Margaret Jones");
	assert_string_equal(kept(given, "address.home__addressLine1"), "14 Mill Lane");
	assert_string_equal(kept(given, "address.home__uprn"), "100012345678");
	assert_string_equal(kept(given, "person.dateOfBirth__year"), "1948");
	assert_string_equal(kept(given, "contact.preferred"), "phone");
	assert_int_equal(answers_count(given->visit.wallet, "access.needs"), 2);
	assert_int_equal(answers_bytes(given->visit.answers), 0);
}

static void what_is_sensitive_or_secret_is_not_kept(void **state)
{
	struct given *given = *state;
	told(given);
	assert_string_equal(kept(given, "person.title"), "");
	assert_string_equal(kept(given, "account.rent"), "");
	json_t *all = answers_to_json(given->visit.wallet);
	char *text = json_dumps(all, JSON_COMPACT);
	assert_null(strstr(text, "hip"));
	assert_null(strstr(text, "87650043"));
	free(text);
	json_decref(all);
}

static void nothing_is_filled_in_before_the_touch(void **state)
{
	struct given *given = *state;
	told(given);
	assert_true(wallet_offers(&given->visit));
	assert_string_equal(given->visit.field, "");
	assert_string_equal(value(given, "name"), "");
	assert_true(do_(given, ACTION_USE) & EFFECT_MOVED);
	assert_string_equal(value(given, "name"), "Margaret Jones");
	assert_string_equal(value(given, "mobile"), "07911 123456");
	assert_string_equal(page_path(given), "/where"); /* one touch for the whole page */
}

static void every_kind_of_answer_is_carried_over(void **state)
{
	struct given *given = *state;
	told(given);
	for (const char *path = "/who"; strcmp(path, "/title") != 0; path = page_path(given))
		assert_true(do_(given, ACTION_USE) != 0);
	assert_string_equal(value(given, "place__town"), "Mereford");
	assert_string_equal(value(given, "place__uprn"), "100012345678");
	assert_string_equal(value(given, "day__month"), "2");
	assert_string_equal(value(given, "way"), "phone");
	assert_int_equal(answers_count(given->visit.answers, "help"), 2);
	assert_false(wallet_offers(&given->visit)); /* the title was told as something sensitive */
	assert_int_equal(do_(given, ACTION_USE), 0);
}

static void an_address_that_is_taken_is_not_looked_up_again(void **state)
{
	struct given *given = *state;
	visit_lookup_here(&given->visit, true);
	told(given);
	do_(given, ACTION_USE);
	assert_string_equal(page_path(given), "/where");
	assert_true(wallet_offers(&given->visit));
	assert_string_equal(given->visit.field, "");
	assert_false(do_(given, ACTION_USE) & EFFECT_FIND);
	assert_string_equal(page_path(given), "/day");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.lookup.stage, LOOKUP_CHOSEN); /* as if it had been picked here */
}

static void what_was_doubted_before_is_not_doubted_again(void **state)
{
	struct given *given = *state;
	told(given);
	for (int pages = 0; pages < 10 && strcmp(page_path(given), "/mail") != 0; pages++)
		do_(given, ACTION_USE);
	assert_true(wallet_offers(&given->visit));
	do_(given, ACTION_USE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(page_path(given), "/title");
	assert_string_equal(value(given, "mail"), "margaret@gmial.com");
}

static void another_address_begins_with_its_postcode(void **state)
{
	struct given *given = *state;
	visit_lookup_here(&given->visit, true);
	told(given);
	do_(given, ACTION_USE);
	do_(given, ACTION_DIFFERENT);
	assert_int_equal(given->visit.lookup.stage, LOOKUP_POSTCODE);
	assert_string_equal(given->visit.field, "place__postcode");
	do_(given, ACTION_BACK);
	assert_true(wallet_offers(&given->visit));
}

static void something_different_is_asked_as_ever(void **state)
{
	struct given *given = *state;
	told(given);
	do_(given, ACTION_DIFFERENT);
	assert_false(wallet_offers(&given->visit));
	assert_string_equal(given->visit.field, "name");
	assert_string_equal(value(given, "name"), "");
	do_text(given, ACTION_TYPE, "Ada");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/where");
	assert_true(wallet_offers(&given->visit));
	do_(given, ACTION_BACK);
	assert_string_equal(value(given, "name"), "Ada");
	assert_false(wallet_offers(&given->visit));
}

static void back_from_an_empty_page_offers_again(void **state)
{
	struct given *given = *state;
	told(given);
	do_(given, ACTION_DIFFERENT);
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/who");
	assert_true(wallet_offers(&given->visit));
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
}

static void a_choice_that_is_not_offered_here_is_asked(void **state)
{
	struct given *given = *state;
	told(given);
	wallet_forget(&given->visit);
	assert_int_equal(answers_set(given->visit.wallet, "contact.preferred", "post"), FAIL_NONE);
	given->visit.page = form_page_at(given->visit.form, "/way");
	assert_false(wallet_offers(&given->visit));
	assert_int_equal(answers_set(given->visit.wallet, "contact.preferred", "phone"), FAIL_NONE);
	assert_true(wallet_offers(&given->visit));
}

static void what_this_service_refuses_is_shown_with_its_error(void **state)
{
	struct given *given = *state;
	told(given);
	given->visit.page = form_page_at(given->visit.form, "/short");
	assert_true(wallet_offers(&given->visit));
	assert_true(do_(given, ACTION_USE) & EFFECT_ERRORS);
	assert_string_equal(page_path(given), "/short");
	assert_string_equal(value(given, "short"), "Margaret Jones");
	assert_int_equal(given->visit.error[0].rule, RULE_MAX);
	assert_false(wallet_offers(&given->visit));
}

static void a_page_that_asks_more_stays_for_the_rest(void **state)
{
	struct given *given = *state;
	told(given);
	answers_remove(given->visit.wallet, "contact.phone");
	assert_true(wallet_offers(&given->visit));
	do_(given, ACTION_USE);
	assert_string_equal(page_path(given), "/who");
	assert_string_equal(value(given, "name"), "Margaret Jones");
	assert_false(wallet_offers(&given->visit));
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/where");
}

static void needing_nothing_is_an_answer_too(void **state)
{
	struct given *given = *state;
	begin(given, "told");
	fill_in(given);
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/needs"));
	do_(given, ACTION_SKIP);
	send(given);
	assert_int_equal(answers_count(given->visit.wallet, "access.needs"), 1);
	assert_string_equal(kept(given, "access.needs"), "");
	do_(given, ACTION_ANOTHER);
	do_text(given, ACTION_SERVICE, "again");
	do_(given, ACTION_BEGIN);
	given->visit.page = form_page_at(given->visit.form, "/help");
	assert_true(wallet_offers(&given->visit));
	do_(given, ACTION_USE);
	assert_string_equal(value(given, "help"), "");
	assert_string_not_equal(page_path(given), "/help");
}

static void change_on_check_answers_asks_and_does_not_offer(void **state)
{
	struct given *given = *state;
	told(given);
	for (int pages = 0; pages < 20 && given->visit.place != PLACE_CHECK; pages++) {
		if (wallet_offers(&given->visit) && strcmp(page_path(given), "/short") != 0) {
			do_(given, ACTION_USE);
			continue;
		}
		put_here(given, "title", "Mrs");
		put_here(given, "rent", "1");
		if (strcmp(page_path(given), "/short") == 0)
			do_(given, ACTION_DIFFERENT);
		put_here(given, "short", "M");
		do_(given, ACTION_CONTINUE);
	}
	assert_int_equal(given->visit.place, PLACE_CHECK);
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/where"));
	assert_false(wallet_offers(&given->visit));
	put(given, "place__town", "Aberwen");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	send(given);
	assert_string_equal(kept(given, "address.home__town"), "Aberwen"); /* the newest wins */
	assert_string_equal(kept(given, "person.fullName"), "M");
}

static void answers_of_a_service_left_in_the_middle_are_kept_too(void **state)
{
	struct given *given = *state;
	begin(given, "told");
	put(given, "fullName", "Margaret Jones");
	do_(given, ACTION_CONTINUE);
	put(given, "home__town", "Mereford"); /* not right yet */
	do_(given, ACTION_HOME);
	assert_true(do_text(given, ACTION_SERVICE, "again") & EFFECT_WIPE);
	assert_string_equal(kept(given, "person.fullName"), "Margaret Jones");
	assert_string_equal(kept(given, "address.home__town"), "");
}

static void forget_my_details_wipes_them_and_says_so_once(void **state)
{
	struct given *given = *state;
	told(given);
	assert_true(do_(given, ACTION_FORGET) & EFFECT_WIPE);
	assert_true(wallet_empty(&given->visit));
	assert_true(given->visit.forgotten);
	assert_false(wallet_offers(&given->visit));
	assert_string_equal(given->visit.field, "name"); /* and the question is asked */
	do_text(given, ACTION_TYPE, "A");
	assert_false(given->visit.forgotten);
	assert_int_equal(do_(given, ACTION_FORGET), 0);
}

static void the_end_of_the_visit_wipes_them(void **state)
{
	struct given *given = *state;
	told(given);
	do_(given, ACTION_FINISH);
	assert_true(wallet_empty(&given->visit));
	told(given);
	pass(given, VISIT_IDLE_MS);
	tick(given);
	pass(given, VISIT_WARN_MS);
	assert_true(tick(given) & EFFECT_WIPE);
	assert_false(visit_active(&given->visit));
	assert_true(wallet_empty(&given->visit));
}

static void the_sealed_copy_brings_them_back(void **state)
{
	struct given *given = *state;
	const struct copy_key key = { { 7 } };
	int fd = -1;
	told(given);
	do_(given, ACTION_DIFFERENT);
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	wallet_forget(&given->visit);
	memset(given->visit.different, 0, sizeof given->visit.different);
	assert_int_equal(copy_from_fd(&given->visit, &key, fd), FAIL_NONE);
	assert_string_equal(kept(given, "person.fullName"), "Margaret Jones");
	assert_int_equal(answers_count(given->visit.wallet, "access.needs"), 2);
	assert_false(wallet_offers(&given->visit));
	do_(given, ACTION_BACK);
	assert_true(wallet_offers(&given->visit));
}

static void there_is_a_limit_to_what_is_kept(void **state)
{
	struct given *given = *state;
	static char filler[WALLET_MAX_BYTES / 2 + 1], name[ANSWERS_VALUE_MAX_BYTES + 1];
	memset(filler, 'x', sizeof filler - 1);
	memset(name, 'n', 200);
	begin(given, "told");
	fill_in(given);
	assert_int_equal(answers_set(given->visit.answers, "fullName", name), FAIL_NONE);
	assert_int_equal(answers_set(given->visit.wallet, "library.card", filler), FAIL_NONE);
	assert_int_equal(answers_set(given->visit.wallet, "person.familyName", filler), FAIL_NONE);
	send(given);
	assert_string_equal(kept(given, "person.fullName"), "");
	assert_true(answers_bytes(given->visit.wallet) <= WALLET_MAX_BYTES + 200);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit_needs, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(what_was_sent_may_be_offered), CASE(what_is_sensitive_or_secret_is_not_kept), CASE(nothing_is_filled_in_before_the_touch),
		CASE(every_kind_of_answer_is_carried_over), CASE(an_address_that_is_taken_is_not_looked_up_again), CASE(another_address_begins_with_its_postcode), CASE(what_was_doubted_before_is_not_doubted_again), CASE(something_different_is_asked_as_ever), CASE(back_from_an_empty_page_offers_again),
		CASE(a_choice_that_is_not_offered_here_is_asked), CASE(what_this_service_refuses_is_shown_with_its_error), CASE(a_page_that_asks_more_stays_for_the_rest),
		CASE(needing_nothing_is_an_answer_too), CASE(change_on_check_answers_asks_and_does_not_offer), CASE(answers_of_a_service_left_in_the_middle_are_kept_too),
		CASE(forget_my_details_wipes_them_and_says_so_once), CASE(the_end_of_the_visit_wipes_them), CASE(the_sealed_copy_brings_them_back),
		CASE(there_is_a_limit_to_what_is_kept),
	};
	return cmocka_run_group_tests_name("visit_wallet", cases, NULL, NULL);
}
