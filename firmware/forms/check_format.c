/* SPDX-License-Identifier: MIT */
/* What British registers and banks expect of an answer; the shapes themselves are firmware/uk's. */
#include "firmware/forms/check_kind.h"
#include "firmware/uk/account.h"
#include "firmware/uk/bacs.h"
#include "firmware/uk/council_tax.h"
#include "firmware/uk/modulus.h"
#include "firmware/uk/name.h"
#include "firmware/uk/nino.h"
#include "firmware/uk/postcode.h"
#include "firmware/uk/property.h"
#include "firmware/uk/vehicle.h"

#include <string.h>

enum { PIN_DIGITS = 4 };

/* Each returns the way in which the text is wrong, a part of the sentence's key; NULL: it is right. */
typedef const char *(*format_check)(const struct scope *scope, struct span text);

/* The sort code that was given on the way here; false there is none that can be read. */
static bool given_sort_code(const struct scope *scope, char ret[static SORT_CODE_BYTES])
{
	for (size_t i = 0; i < scope->length; i++) {
		const struct form_page *page = &scope->form->page[scope->path[i]];
		for (size_t k = 0; k < page->count; k++) {
			const char *text = page->component[k].answer_format == FORMAT_SORT_CODE ? answers_get(scope->answers, page->component[k].name) : NULL;
			if (text && sort_code_read(span_of(text), ret) == ACCOUNT_READ)
				return true;
		}
	}
	return false;
}

static const char *account_number(const struct scope *scope, struct span text)
{
	char digits[ACCOUNT_BYTES], sort_code[SORT_CODE_BYTES];
	switch (account_read(text, digits)) {
	case ACCOUNT_READ: break;
	case ACCOUNT_LONG: return "account-long";
	case ACCOUNT_DIGITS_ONLY: case ACCOUNT_SHORT: return "account-number";
	}
	bool impossible = scope->form->modulus && given_sort_code(scope, sort_code) &&
	                  modulus_check(scope->form->modulus, sort_code, digits) == MODULUS_IMPOSSIBLE;
	return impossible ? "account-impossible" : NULL;
}

static const char *sort_code(const struct scope *scope, struct span text)
{
	char digits[SORT_CODE_BYTES];
	(void)scope;
	return sort_code_read(text, digits) == ACCOUNT_READ ? NULL : "sort-code";
}

static const char *bacs_name(const struct scope *scope, struct span text)
{
	char folded[BACS_CHARACTERS + 1];
	(void)scope;
	bacs_fold(text, folded);
	return *folded ? NULL : "bacs-name";
}

static const char *council_tax(const struct scope *scope, struct span text)
{
	char digits[COUNCIL_TAX_DIGITS + 1];
	const struct form *form = scope->form;
	return !form->council_tax || council_tax_check(form->council_tax, text, digits) == COUNCIL_TAX_GOOD ? NULL : "council-tax";
}

static const char *name(const struct scope *scope, struct span text)
{
	(void)scope;
	switch (name_check(text, NAME_MAX_CHARACTERS, NULL)) {
	case NAME_GOOD: return NULL;
	case NAME_LONG: return "name-long";
	case NAME_EMPTY: case NAME_CHARACTER: break;
	}
	return "name";
}

static const char *nino(const struct scope *scope, struct span text)
{
	char together[NINO_CHARACTERS + 1];
	(void)scope;
	switch (nino_check(text, together)) {
	case NINO_GOOD: return NULL;
	case NINO_TEMPORARY: return "nino-temporary";
	case NINO_WRONG: break;
	}
	return "nino";
}

/* Four digits, and not four that somebody tries first. */
static const char *pin(const struct scope *scope, struct span text)
{
	(void)scope;
	if (text.size != PIN_DIGITS || strspn(text.text, "0123456789") < PIN_DIGITS)
		return "pin";
	int step = text.text[1] - text.text[0];
	bool steady = text.text[2] - text.text[1] == step && text.text[3] - text.text[2] == step;
	return steady && step >= -1 && step <= 1 ? "pin-easy" : NULL;
}

static const char *postcode(const struct scope *scope, struct span text)
{
	struct postcode read;
	(void)scope;
	return postcode_read(text, &read) ? NULL : "postcode";
}

static const char *uprn(const struct scope *scope, struct span text)
{
	char digits[UPRN_DIGITS + 1];
	(void)scope;
	return uprn_read(text, digits) ? NULL : "uprn";
}

/* A foreign plate passes; doubt.h has the person asked whether it is one. */
static const char *vehicle(const struct scope *scope, struct span text)
{
	(void)scope;
	return vehicle_check(text, true).kind == VEHICLE_WRONG ? "vehicle" : NULL;
}

static const struct { const char *name; format_check check; } formats[FORMAT_COUNT] = {
	[FORMAT_NONE] = { "", NULL },
	[FORMAT_ACCOUNT_NUMBER] = { "accountNumber", account_number },
	[FORMAT_BACS_NAME] = { "bacsName", bacs_name },
	[FORMAT_COUNCIL_TAX] = { "councilTax", council_tax },
	[FORMAT_NAME] = { "name", name },
	[FORMAT_NINO] = { "nino", nino },
	[FORMAT_PIN] = { "pin", pin },
	[FORMAT_POSTCODE] = { "postcode", postcode },
	[FORMAT_SORT_CODE] = { "sortCode", sort_code },
	[FORMAT_UPRN] = { "uprn", uprn },
	[FORMAT_VEHICLE] = { "vehicle", vehicle },
};

const char *answer_format_name(enum answer_format format)
{
	return format < FORMAT_COUNT ? formats[format].name : "";
}

bool check_format(struct checking *checking, struct span text)
{
	enum answer_format format = checking->component->answer_format;
	bool known = formats[format].check && !checking->scope->form->table->mirror_peer; /* the reference engine does not know metadata.kiosk */
	const char *wrong = known ? formats[format].check(checking->scope, text) : NULL;
	if (wrong && format == FORMAT_POSTCODE) /* the rule that addresses have too */
		checking_add(checking, RULE_POSTCODE, 0, "");
	else if (wrong)
		checking_add(checking, RULE_FORMAT, 0, wrong);
	return wrong != NULL;
}
