/* SPDX-License-Identifier: MIT */
/*
 * advice_privacy.c - DESIGN: staff who help see what is personal, so an answer that was forgotten in the list of classes is seen by them. Words of
 * the question and its format are what can be known of it; what they ask for has to be declared, whichever class stands there instead.
 */
#include "firmware/forms/author/advice.h"

#include <ctype.h>
#include <string.h>

enum { WORDS_BYTES = 1024 };

struct sign { const char *words; enum privacy_class least; const char *about; };

/* Whole words, in small letters. */
static const struct sign signs[] = {
	{ "date of birth", PRIVACY_SENSITIVE, "a date of birth" }, { "born", PRIVACY_SENSITIVE, "a date of birth" }, { "birthday", PRIVACY_SENSITIVE, "a date of birth" }, { "dob", PRIVACY_SENSITIVE, "a date of birth" },
	{ "national insurance", PRIVACY_SENSITIVE, "a National Insurance number" }, { "nino", PRIVACY_SENSITIVE, "a National Insurance number" }, { "ni number", PRIVACY_SENSITIVE, "a National Insurance number" },
	{ "bank account", PRIVACY_SENSITIVE, "a bank account" }, { "your bank", PRIVACY_SENSITIVE, "a bank account" }, { "bank details", PRIVACY_SENSITIVE, "a bank account" },
	{ "building society", PRIVACY_SENSITIVE, "a bank account" }, { "sort code", PRIVACY_SENSITIVE, "a bank account" }, { "iban", PRIVACY_SENSITIVE, "a bank account" },
	{ "roll number", PRIVACY_SENSITIVE, "a bank account" }, { "name on the account", PRIVACY_SENSITIVE, "a bank account" },
	{ "disability", PRIVACY_SENSITIVE, "health" }, { "disabilities", PRIVACY_SENSITIVE, "health" }, { "disabled", PRIVACY_SENSITIVE, "health" }, { "health", PRIVACY_SENSITIVE, "health" },
	{ "medical", PRIVACY_SENSITIVE, "health" }, { "medicine", PRIVACY_SENSITIVE, "health" }, { "illness", PRIVACY_SENSITIVE, "health" }, { "diagnosis", PRIVACY_SENSITIVE, "health" },
	{ "doctor", PRIVACY_SENSITIVE, "health" }, { "gp", PRIVACY_SENSITIVE, "health" }, { "nhs number", PRIVACY_SENSITIVE, "health" }, { "hospital", PRIVACY_SENSITIVE, "health" },
	{ "pregnant", PRIVACY_SENSITIVE, "health" }, { "wheelchair", PRIVACY_SENSITIVE, "health" }, { "blue badge", PRIVACY_SENSITIVE, "health" }, { "access needs", PRIVACY_SENSITIVE, "health" },
	{ "benefit", PRIVACY_SENSITIVE, "benefits" }, { "benefits", PRIVACY_SENSITIVE, "benefits" }, { "universal credit", PRIVACY_SENSITIVE, "benefits" }, { "pension credit", PRIVACY_SENSITIVE, "benefits" },
	{ "income support", PRIVACY_SENSITIVE, "benefits" }, { "attendance allowance", PRIVACY_SENSITIVE, "benefits" }, { "personal independence payment", PRIVACY_SENSITIVE, "benefits" },
	{ "ethnic", PRIVACY_SENSITIVE, "equality" }, { "ethnicity", PRIVACY_SENSITIVE, "equality" }, { "race", PRIVACY_SENSITIVE, "equality" }, { "religion", PRIVACY_SENSITIVE, "equality" },
	{ "belief", PRIVACY_SENSITIVE, "equality" }, { "sexual orientation", PRIVACY_SENSITIVE, "equality" }, { "sexuality", PRIVACY_SENSITIVE, "equality" }, { "sex", PRIVACY_SENSITIVE, "equality" },
	{ "gender", PRIVACY_SENSITIVE, "equality" }, { "transgender", PRIVACY_SENSITIVE, "equality" },
	{ "immigration", PRIVACY_SENSITIVE, "immigration" }, { "asylum", PRIVACY_SENSITIVE, "immigration" }, { "visa", PRIVACY_SENSITIVE, "immigration" }, { "refugee", PRIVACY_SENSITIVE, "immigration" },
	{ "abuse", PRIVACY_SENSITIVE, "violence" }, { "violence", PRIVACY_SENSITIVE, "violence" }, { "conviction", PRIVACY_SENSITIVE, "crime" }, { "convictions", PRIVACY_SENSITIVE, "crime" },
	{ "pin", PRIVACY_SECRET, "a PIN" }, { "password", PRIVACY_SECRET, "a password" }, { "passcode", PRIVACY_SECRET, "a password" }, { "debit card", PRIVACY_SECRET, "a bank card" }, { "credit card", PRIVACY_SECRET, "a bank card" }, { "security code", PRIVACY_SECRET, "a bank card" },
};

static const struct { enum answer_format format; struct sign sign; } formats[] = {
	{ FORMAT_NINO, { "", PRIVACY_SENSITIVE, "a National Insurance number" } }, { FORMAT_SORT_CODE, { "", PRIVACY_SENSITIVE, "a bank account" } },
	{ FORMAT_ACCOUNT_NUMBER, { "", PRIVACY_SENSITIVE, "a bank account" } }, { FORMAT_BACS_NAME, { "", PRIVACY_SENSITIVE, "a bank account" } }, { FORMAT_PIN, { "", PRIVACY_SECRET, "a PIN" } },
};

/* Small letters and single spaces, one at each end, so that whole words are found; what is too long for @ret is not looked at. */
static void add_words(char ret[static WORDS_BYTES], const char *text)
{
	size_t end = strlen(ret);
	for (; *text && end + 2 < WORDS_BYTES; text++) {
		bool letter = isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80;
		if (letter)
			ret[end++] = (char)tolower((unsigned char)*text);
		else if (ret[end - 1] != ' ')
			ret[end++] = ' ';
	}
	if (ret[end - 1] != ' ')
		ret[end++] = ' ';
	ret[end] = '\0';
}

static bool has_words(const char *all, const char *words)
{
	size_t length = strlen(words);
	for (const char *at = strstr(all, words); at; at = strstr(at + 1, words))
		if (at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

static const struct sign *sign_of(const struct form_component *component)
{
	const struct sign *found = NULL;
	char words[WORDS_BYTES] = " ";
	add_words(words, component->title);
	add_words(words, component->short_title);
	add_words(words, component->written);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (formats[i].format == component->answer_format)
			return &formats[i].sign;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (has_words(words, signs[i].words) && (!found || signs[i].least > found->least))
			found = &signs[i];
	return found;
}

static void advise_component(struct advising *advising, const struct form_page *page, const struct form_component *component)
{
	const struct sign *sign = component_asks(component->kind) ? sign_of(component) : NULL;
	if (!sign || component->privacy >= sign->least)
		return;
	advice_add(advising, (struct advice_place){ .page = page, .component = component }, "Declare its class in metadata.kiosk.privacy.class, or ask in other words if it is about something else",
	           "It looks as if it asks for %s, which is %s; it is %s, so staff who help see it", sign->about, privacy_name(sign->least), privacy_name(component->privacy));
}

void advise_privacy(struct advising *advising)
{
	const struct form *form = advising->form;
	for (size_t i = 0; i < form->page_count; i++)
		for (size_t k = 0; k < form->page[i].count; k++)
			advise_component(advising, &form->page[i], &form->page[i].component[k]);
}
