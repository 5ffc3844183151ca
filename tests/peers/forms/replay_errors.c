/* SPDX-License-Identifier: MIT */
/* Our rules under the names that the recordings use. */
#include "tests/peers/forms/replay.h"

#include "firmware/forms/check.h"

#include <stdio.h>

static bool is_choice(const struct form_component *component)
{
	return component->kind == COMPONENT_RADIOS || component->kind == COMPONENT_SELECT || component->kind == COMPONENT_CHECKBOXES ||
	       component->kind == COMPONENT_YES_NO;
}

/* The same rule has several names there, by kind. A date all blank is called its first part missing. */
static const char *peer_rule(const struct form_error *error)
{
	static const char *const names[RULE_COUNT] = {
		[RULE_REQUIRED] = "required", [RULE_MIN] = "min_length", [RULE_MAX] = "max_length", [RULE_BETWEEN] = "length_between",
		[RULE_LENGTH] = "exact_length", [RULE_PATTERN] = "pattern", [RULE_WORDS] = "max_words", [RULE_EMAIL] = "format",
		[RULE_EMAIL_CHARACTERS] = "characters", [RULE_PHONE] = "format", [RULE_PHONE_DRAMA] = "format", [RULE_POSTCODE] = "pattern", [RULE_NUMBER] = "number",
		[RULE_WHOLE] = "whole_number", [RULE_DECIMALS] = "decimals", [RULE_NUMBER_SIZE] = "format", [RULE_CHOICE] = "choose",
		[RULE_CHOICES_MIN] = "min_items", [RULE_CHOICES_MAX] = "max_items", [RULE_CHOICES_LENGTH] = "exact_items", [RULE_CONFIRM] = "declare",
		[RULE_DATE_PART] = "date_part", [RULE_DATE_REAL] = "real_date", [RULE_DATE_EARLIEST] = "date_range", [RULE_DATE_LATEST] = "date_range",
		[RULE_OPTION_HIDDEN] = "options_changed",
	};
	if (error->rule == RULE_REQUIRED && error->component->kind == COMPONENT_DATE)
		return "date_part";
	if (error->rule == RULE_REQUIRED && is_choice(error->component))
		return "choose";
	if (error->component->kind == COMPONENT_NUMBER && (error->rule == RULE_MIN || error->rule == RULE_MAX))
		return error->rule == RULE_MIN ? "min" : "max";
	return names[error->rule];
}

static json_t *number_text(double value)
{
	char text[32];
	snprintf(text, sizeof text, "%.10g", value);
	return json_string(text);
}

static json_t *peer_limits(const struct form_error *error)
{
	json_t *limits = json_array();
	switch (error->rule) {
	case RULE_BETWEEN:
		json_array_append_new(limits, number_text(error->limit));
		json_array_append_new(limits, number_text(error->limit_high));
		break;
	case RULE_MIN: case RULE_MAX: case RULE_LENGTH: case RULE_WORDS: case RULE_DECIMALS:
	case RULE_CHOICES_MIN: case RULE_CHOICES_MAX: case RULE_CHOICES_LENGTH:
		json_array_append_new(limits, number_text(error->limit));
		break;
	case RULE_DATE_PART: json_array_append_new(limits, json_string(error->part)); break;
	case RULE_DATE_EARLIEST: json_array_append_new(limits, json_string("after")); break;
	case RULE_DATE_LATEST: json_array_append_new(limits, json_string("before")); break;
	case RULE_REQUIRED:
		if (error->component->kind == COMPONENT_DATE)
			json_array_append_new(limits, json_string("day"));
		break;
	case RULE_NONE: case RULE_PATTERN: case RULE_EMAIL: case RULE_EMAIL_CHARACTERS: case RULE_PHONE: case RULE_PHONE_DRAMA: case RULE_POSTCODE: case RULE_NUMBER:
	case RULE_WHOLE: case RULE_NUMBER_SIZE: case RULE_CHOICE: case RULE_CONFIRM: case RULE_DATE_REAL: case RULE_OPTION_HIDDEN: case RULE_COUNT:
		break;
	}
	return limits;
}

/* An option nobody offered among several ticks has no field's name there. */
static const char *peer_name(const struct form_error *error)
{
	return error->component->kind == COMPONENT_CHECKBOXES && error->rule == RULE_CHOICE ? "" : error->field;
}

/* 31 February, and days out of range: looked for there only when nothing else on the page is wrong. Here people hear all at once. */
static bool of_whole_date(const struct form_error *error)
{
	return (error->rule == RULE_DATE_REAL && !*error->part) || error->rule == RULE_DATE_EARLIEST || error->rule == RULE_DATE_LATEST;
}

json_t *replay_errors(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today)
{
	struct form_error error[FORM_ERROR_MAX];
	size_t count = check_page(form, page, answers, today, error);
	json_t *errors = json_array();
	size_t whole_dates = 0;
	for (size_t i = 0; i < count; i++)
		whole_dates += of_whole_date(&error[i]);
	for (size_t i = 0; i < count; i++) {
		if (of_whole_date(&error[i]) && whole_dates < count)
			continue;
		json_t *entry = json_pack("{s:s, s:s}", "name", peer_name(&error[i]), "rule", peer_rule(&error[i])), *limits = peer_limits(&error[i]);
		if (json_array_size(limits) > 0)
			json_object_set(entry, "limits", limits);
		json_decref(limits);
		json_array_append_new(errors, entry);
	}
	return errors;
}
