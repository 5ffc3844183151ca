/* SPDX-License-Identifier: MIT */
/* Text, numbers, e-mail addresses and telephone numbers: one answer, at most one broken rule, the first that a person would mend. */
#include "firmware/forms/check_kind.h"
#include "firmware/forms/pattern.h"
#include "firmware/forms/website.h"
#include "firmware/uk/email.h"
#include "firmware/uk/phone.h"

#include <string.h>

/* Nothing given: an error if it must be. Returns whether there is nothing more to check. */
static bool blank(struct checking *checking, struct span text)
{
	if (text.size == 0 && checking->component->required)
		checking_add(checking, RULE_REQUIRED, 0, "");
	return text.size == 0;
}

static void add_limit(struct checking *checking, enum rule rule, double limit)
{
	checking_add(checking, rule, 0, "")->limit = limit;
}

/* Returns whether a rule about the length is broken. */
static bool check_length(struct checking *checking, struct span text)
{
	const struct form_component *component = checking->component;
	double length = (double)span_length(text);
	bool below = component->min.set && length < component->min.value, above = component->max.set && length > component->max.value;
	if (component->length.set && length != component->length.value) {
		add_limit(checking, RULE_LENGTH, component->length.value);
		return true;
	}
	if ((below || above) && component->kind == COMPONENT_MULTILINE && component->min.set && component->max.set) {
		struct form_error *error = checking_add(checking, RULE_BETWEEN, 0, "");
		error->limit = component->min.value;
		error->limit_high = component->max.value;
		return true;
	}
	if (above)
		add_limit(checking, RULE_MAX, component->max.value);
	else if (below)
		add_limit(checking, RULE_MIN, component->min.value);
	return above || below;
}

static bool too_many_words(const struct checking *checking, struct span text)
{
	return checking->component->max_words && !checking_as_xgov(checking) && span_words(text) > (size_t)checking->component->max_words;
}

/* The order is the reference engine's: words come before a length between two limits, and behind any other. */
void check_text(struct checking *checking)
{
	const struct form_component *component = checking->component;
	struct span text = value_text(checking->scope->answers, component->name);
	bool between = component->min.set && component->max.set;
	if (blank(checking, text) || (!(between && too_many_words(checking, text)) && check_length(checking, text)))
		return;
	if (too_many_words(checking, text))
		add_limit(checking, RULE_WORDS, (double)component->max_words);
	else if (!check_format(checking, text) && component->pattern && !pattern_matches(component->pattern, text.text, text.size))
		checking_add(checking, RULE_PATTERN, 0, "");
}

/* The order is the reference engine's: decimals, too low, too high, not whole. */
void check_number(struct checking *checking)
{
	const struct form_component *component = checking->component;
	struct span text = value_text(checking->scope->answers, component->name);
	if (blank(checking, text))
		return;
	struct number number = value_number(checking->scope->answers, component);
	bool whole = component->precision.set && component->precision.value <= 0;
	if (number.kind == NUMBER_TOO_LARGE)
		checking_add(checking, RULE_NUMBER_SIZE, 0, "");
	else if (number.kind != NUMBER_READ)
		checking_add(checking, RULE_NUMBER, 0, "");
	else if (component->precision.set && !whole && number.decimals > component->precision.value)
		add_limit(checking, RULE_DECIMALS, component->precision.value);
	else if (component->min.set && number.value < component->min.value)
		add_limit(checking, RULE_MIN, component->min.value);
	else if (component->max.set && number.value > component->max.value)
		add_limit(checking, RULE_MAX, component->max.value);
	else if (whole && number.decimals > 0)
		checking_add(checking, RULE_WHOLE, 0, "");
}

void check_email(struct checking *checking)
{
	struct span text = value_text(checking->scope->answers, checking->component->name);
	if (blank(checking, text))
		return;
	if (checking_as_xgov(checking)) /* there the address is never looked at */
		return;
	if (!span_ascii(text))
		checking_add(checking, RULE_EMAIL_CHARACTERS, 0, "");
	else if (!email_valid(text))
		checking_add(checking, RULE_EMAIL, 0, "");
}

void check_phone(struct checking *checking)
{
	struct span text = value_text(checking->scope->answers, checking->component->name);
	if (blank(checking, text))
		return;
	enum phone phone = phone_check(text);
	if (checking_as_xgov(checking)) /* any digits there, and what people write between them */
		phone = strspn(text.text, "0123456789 +()-\t") < text.size ? PHONE_WRONG : PHONE_GOOD;
	if (phone == PHONE_WRONG)
		checking_add(checking, RULE_PHONE, 0, "");
	else if (phone == PHONE_DRAMA && checking->scope->form->live)
		checking_add(checking, RULE_PHONE_DRAMA, 0, "");
}

/* "example.org" is an address as people say it. */
void check_website(struct checking *checking)
{
	struct span text = value_text(checking->scope->answers, checking->component->name);
	if (blank(checking, text) || check_length(checking, text))
		return;
	bool scheme = memmem(text.text, text.size, "://", 3) != NULL;
	if (!website_valid(text) || (checking_as_xgov(checking) && !scheme))
		checking_add(checking, RULE_WEBSITE, 0, "");
	else if (checking->component->pattern && !pattern_matches(checking->component->pattern, text.text, text.size))
		checking_add(checking, RULE_PATTERN, 0, "");
}

void check_unasked(struct checking *checking)
{
	const struct form_component *component = checking->component;
	if (!checking->scope->form->table->mirror_peer)
		return;
	for (size_t i = 0; i < component->field_count; i++) {
		struct span text = value_text(checking->scope->answers, component->field[i]);
		if (text.size == 0 && component->required)
			checking_add(checking, RULE_REQUIRED, i, "");
		else if (text.size > 0 && component->pattern && !pattern_matches(component->pattern, text.text, text.size))
			checking_add(checking, RULE_PATTERN, i, "");
	}
}
