/* SPDX-License-Identifier: MIT */
/* The author's own words for a rule: one text for all, or one for each of the reference engine's codes. */
#include "firmware/forms/check.h"

#include <string.h>

enum { CODE_MAX = 4 };

static const char *const codes[RULE_COUNT][CODE_MAX] = {
	[RULE_REQUIRED] = { "any.required", "string.empty", "number.base", "object.required" },
	[RULE_MIN] = { "string.min", "number.min" }, [RULE_MAX] = { "string.max", "number.max" }, [RULE_BETWEEN] = { "string.min", "string.max" },
	[RULE_LENGTH] = { "string.length" }, [RULE_PATTERN] = { "string.pattern.base" }, [RULE_WORDS] = { "string.maxWords" },
	[RULE_EMAIL] = { "string.email" }, [RULE_EMAIL_CHARACTERS] = { "string.unicode", "string.email" }, [RULE_PHONE] = { "string.pattern.base", "any.custom" },
	[RULE_POSTCODE] = { "string.pattern.base" }, [RULE_NUMBER] = { "number.base" }, [RULE_WHOLE] = { "number.integer", "number.precision" },
	[RULE_DECIMALS] = { "number.precision" }, [RULE_NUMBER_SIZE] = { "number.unsafe" }, [RULE_CHOICE] = { "any.only" },
	[RULE_CHOICES_MIN] = { "array.min" }, [RULE_CHOICES_MAX] = { "array.max" }, [RULE_CHOICES_LENGTH] = { "array.length" },
	[RULE_CONFIRM] = { "any.required", "any.only" }, [RULE_DATE_PART] = { "object.required", "date.format" }, [RULE_DATE_REAL] = { "date.format" },
	[RULE_DATE_EARLIEST] = { "date.min" }, [RULE_DATE_LATEST] = { "date.max" }, [RULE_WEBSITE] = { "string.uri", "string.pattern.base" },
};

const char *check_own_words(const struct form_error *error)
{
	const struct form_component *component = error->component;
	for (size_t i = 0; i < CODE_MAX && codes[error->rule][i]; i++)
		for (size_t k = 0; k < component->message_count; k++)
			if (!component->custom_message && strcmp(component->message[k].code, codes[error->rule][i]) == 0)
				return component->message[k].text;
	return component->custom_message;
}
