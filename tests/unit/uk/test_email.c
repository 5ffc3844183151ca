/* SPDX-License-Identifier: MIT */
/* unit.uk_email - shapes of e-mail addresses. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/email.h"
#include "firmware/uk/email_near.h"

static void email_addresses_that_people_have_are_accepted(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"a@b.uk", "first.last@example.co.uk", "x+y@council.gov.uk", "O'Brien@example.org", "a_b-c@sub.example.museum", "a@xn--exmple-cua.xn--p1ai",
		"UPPER@EXAMPLE.COM", " padded@example.org ", "1@2.wales", NULL,
	};
	each(email_valid, true, samples);
}

static void email_addresses_that_cannot_be_are_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"nope", "a@b", "@example.org", "a@", "a@@example.org", "a b@example.org", ".a@example.org", "a.@example.org", "a..b@example.org",
		"a@-example.org", "a@example-.org", "a@.org", "a@example..org", "a@example.org.", "a@example.o", "a@example.12", "a,b@example.org",
		"a@exa_mple.org", "a@example.org>", "", NULL,
	};
	each(email_valid, false, samples);
}

static void email_lengths_hold_at_their_maximum_and_not_one_further(void **state)
{
	(void)state;
	char *local = given_run('a', 65), *label = given_run('b', 64), text[400];
	snprintf(text, sizeof text, "%.64s@example.org", local);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.65s@example.org", local);
	assert_false(email_valid(span_of(text)));
	snprintf(text, sizeof text, "a@%.63s.org", label);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "a@%.64s.org", label);
	assert_false(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.62s@%.63s.%.63s.%.60s.uk", local, label, label, label);
	assert_int_equal(strlen(text), 254);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.63s@%.63s.%.63s.%.60s.uk", local, label, label, label);
	assert_false(email_valid(span_of(text)));
	free(local);
	free(label);
}

static void a_provider_one_slip_away_is_doubted_and_put_right(void **state)
{
	(void)state;
	static const struct { const char *typed, *meant; } samples[] = {
		{ "jay@hotmial.com", "jay@hotmail.com" }, { "Jay.P@Gmial.com", "Jay.P@gmail.com" }, { "jay@gmai.com", "jay@gmail.com" },
		{ "jay@gmail.co", "jay@gmail.com" }, { "jay@yahooo.co.uk", "jay@yahoo.co.uk" }, { "jay@outlok.com", "jay@outlook.com" },
		{ "jay@btinternet.con", "jay@btinternet.com" },
	};
	char hint[EMAIL_NEAR_BYTES];
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		assert_true(email_near(span_of(samples[i].typed), hint));
		assert_string_equal(hint, samples[i].meant);
	}
}

static void a_provider_that_is_one_is_never_doubted(void **state)
{
	(void)state;
	char hint[EMAIL_NEAR_BYTES], longest[EMAIL_NEAR_BYTES + 20];
	static const char *const samples[] = {
		"jay@gmail.com", "jay@GMAIL.COM", "jay@mail.com", "jay@ymail.com", "jay@email.com", "jay@live.co.uk", "jay@love.com", "jay@mereford.gov.uk", "jay@example.org",
		"jay@hotmail.com.example.org", "jay", "jay@", "",
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		assert_false(email_near(span_of(samples[i]), hint));
		assert_string_equal(hint, "");
	}
	char *local = given_run('a', EMAIL_NEAR_BYTES);
	snprintf(longest, sizeof longest, "%s@hotmial.com", local);
	assert_false(email_near(span_of(longest), hint)); /* the right one has no room */
	free(local);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(email_addresses_that_people_have_are_accepted), CASE(email_addresses_that_cannot_be_are_refused),
		CASE(email_lengths_hold_at_their_maximum_and_not_one_further),
		CASE(a_provider_one_slip_away_is_doubted_and_put_right), CASE(a_provider_that_is_one_is_never_doubted),
	};
	return cmocka_run_group_tests_name("uk_email", cases, NULL, NULL);
}
