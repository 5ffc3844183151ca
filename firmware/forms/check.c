/* SPDX-License-Identifier: MIT */
/* A page's questions in order, each to the checker of its kind. */
#include "firmware/forms/check_kind.h"
#include "firmware/forms/walk.h"

typedef void (*checker)(struct checking *checking);

static const checker checkers[COMPONENT_KIND_COUNT] = {
	[COMPONENT_TEXT] = check_text, [COMPONENT_MULTILINE] = check_text, [COMPONENT_NUMBER] = check_number, [COMPONENT_EMAIL] = check_email,
	[COMPONENT_PHONE] = check_phone, [COMPONENT_YES_NO] = check_yes_no, [COMPONENT_RADIOS] = check_choice, [COMPONENT_CHECKBOXES] = check_ticks,
	[COMPONENT_SELECT] = check_choice, [COMPONENT_DATE] = check_date, [COMPONENT_ADDRESS] = check_address, [COMPONENT_DECLARATION] = check_declaration,
	[COMPONENT_MONTH_YEAR] = check_month, [COMPONENT_DATE_TIME] = check_date_time, [COMPONENT_WEBSITE] = check_website, [COMPONENT_HIDDEN] = check_unasked,
	[COMPONENT_PLACE] = check_unasked, [COMPONENT_FILE] = check_unasked,
};

struct form_error *checking_add(struct checking *checking, enum rule rule, size_t index, const char *part)
{
	struct form_error *error = checking->count < FORM_ERROR_MAX ? &checking->ret[checking->count++] : &checking->beyond;
	*error = (struct form_error){ .component = checking->component, .field = checking->component->field[index], .part = part, .rule = rule };
	return error;
}

bool checking_as_xgov(const struct checking *checking)
{
	return checking->scope->form->table->mirror_peer && checking->scope->form->dialect == DIALECT_XGOV;
}

size_t check_page_in(struct scope *scope, const struct form_page *page, struct form_error ret[static FORM_ERROR_MAX])
{
	struct checking checking = { .scope = scope, .page = page, .ret = ret };
	for (size_t i = 0; i < page->count; i++) {
		checking.component = &page->component[i];
		if (checkers[checking.component->kind])
			checkers[checking.component->kind](&checking);
	}
	return checking.count;
}

size_t check_page(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today, struct form_error ret[static FORM_ERROR_MAX])
{
	struct scope scope;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, (int)(page - form->page));
	return check_page_in(&scope, page, ret);
}

const char *rule_name(enum rule rule)
{
	static const char *const names[RULE_COUNT] = {
		[RULE_NONE] = "none", [RULE_REQUIRED] = "required", [RULE_MIN] = "min", [RULE_MAX] = "max", [RULE_BETWEEN] = "between",
		[RULE_LENGTH] = "length", [RULE_PATTERN] = "pattern", [RULE_WORDS] = "words", [RULE_EMAIL] = "email",
		[RULE_EMAIL_CHARACTERS] = "email-characters", [RULE_PHONE] = "phone", [RULE_PHONE_DRAMA] = "phone-drama", [RULE_POSTCODE] = "postcode", [RULE_NUMBER] = "number",
		[RULE_WHOLE] = "whole", [RULE_DECIMALS] = "decimals", [RULE_NUMBER_SIZE] = "number-size", [RULE_CHOICE] = "choice",
		[RULE_CHOICES_MIN] = "choices-min", [RULE_CHOICES_MAX] = "choices-max", [RULE_CHOICES_LENGTH] = "choices-length",
		[RULE_CONFIRM] = "confirm", [RULE_DATE_PART] = "date-part", [RULE_DATE_REAL] = "date-real", [RULE_DATE_EARLIEST] = "date-earliest",
		[RULE_DATE_LATEST] = "date-latest", [RULE_OPTION_HIDDEN] = "option-hidden", [RULE_FORMAT] = "format", [RULE_WEBSITE] = "website", [RULE_TIME] = "time",
		[RULE_REPEATS_MIN] = "repeats-min", [RULE_REPEATS_MAX] = "repeats-max",
	};
	return rule < RULE_COUNT ? names[rule] : "none";
}
