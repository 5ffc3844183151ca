/* SPDX-License-Identifier: MIT */
/* Our rules under the names that the recordings use. */
#include "firmware/cli/replay.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_choice(const struct form_component *component)
{
	return component->kind == COMPONENT_RADIOS || component->kind == COMPONENT_SELECT || component->kind == COMPONENT_CHECKBOXES ||
	       component->kind == COMPONENT_YES_NO;
}

/* Which rules and kinds an author's own words are for there. */
static const char *own_words(const struct form_error *error, bool xgov)
{
	static const bool one_text[COMPONENT_KIND_COUNT] = { [COMPONENT_TEXT] = true, [COMPONENT_MULTILINE] = true, [COMPONENT_NUMBER] = true, [COMPONENT_EMAIL] = true,
	                                                     [COMPONENT_PHONE] = true, [COMPONENT_PLACE] = true };
	static const bool by_rule[COMPONENT_KIND_COUNT] = { [COMPONENT_RADIOS] = true, [COMPONENT_CHECKBOXES] = true, [COMPONENT_SELECT] = true };
	const struct form_component *component = error->component;
	bool ruled = error->rule == RULE_NUMBER_SIZE || error->rule == RULE_EMAIL_CHARACTERS || component->field_count > 1;
	if (ruled || (!one_text[component->kind] && (!by_rule[component->kind] || component->custom_message)))
		return xgov ? check_own_words(error) : NULL;
	return check_own_words(error);
}

static bool is_date(const struct form_component *component)
{
	return component->kind == COMPONENT_DATE || component->kind == COMPONENT_MONTH_YEAR || component->kind == COMPONENT_DATE_TIME;
}

/* The same rule has several names there, by kind. A date all blank is called its first part missing. */
static const char *peer_rule(const struct form_error *error, bool xgov)
{
	static const char *const names[RULE_COUNT] = {
		[RULE_REQUIRED] = "required", [RULE_MIN] = "min_length", [RULE_MAX] = "max_length", [RULE_BETWEEN] = "length_between",
		[RULE_LENGTH] = "exact_length", [RULE_PATTERN] = "pattern", [RULE_WORDS] = "max_words", [RULE_EMAIL] = "format",
		[RULE_EMAIL_CHARACTERS] = "characters", [RULE_PHONE] = "format", [RULE_PHONE_DRAMA] = "format", [RULE_POSTCODE] = "pattern", [RULE_NUMBER] = "number",
		[RULE_WHOLE] = "whole_number", [RULE_DECIMALS] = "decimals", [RULE_NUMBER_SIZE] = "format", [RULE_CHOICE] = "choose",
		[RULE_CHOICES_MIN] = "min_items", [RULE_CHOICES_MAX] = "max_items", [RULE_CHOICES_LENGTH] = "exact_items", [RULE_CONFIRM] = "declare",
		[RULE_DATE_PART] = "date_part", [RULE_DATE_REAL] = "real_date", [RULE_DATE_EARLIEST] = "date_range", [RULE_DATE_LATEST] = "date_range",
		[RULE_OPTION_HIDDEN] = "options_changed", [RULE_WEBSITE] = "format", [RULE_TIME] = "date_part_range", [RULE_REPEATS_MIN] = "min_repeats",
		[RULE_REPEATS_MAX] = "max_repeats",
	};
	if (error->rule == RULE_REQUIRED && is_date(error->component))
		return "date_part";
	if (error->rule == RULE_REQUIRED && error->component->kind == COMPONENT_FILE)
		return xgov ? "files" : "choose";
	if (error->rule == RULE_REQUIRED && error->component->place == PLACE_MAP && error->component->kind == COMPONENT_PLACE)
		return "choose";
	if (error->rule == RULE_REQUIRED && error->component->kind == COMPONENT_NUMBER && xgov)
		return "number";
	if (error->rule == RULE_DATE_REAL && *error->part && xgov)
		return "date_part_range";
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

static json_t *peer_limits(const struct form_error *error, bool xgov)
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
		if (is_date(error->component))
			json_array_append_new(limits, json_string(error->component->kind == COMPONENT_MONTH_YEAR ? "month" : "day"));
		break;
	case RULE_DATE_REAL:
		if (xgov && *error->part)
			json_array_append_new(limits, json_string(strcmp(error->part, "day") == 0 ? "31" : "12"));
		break;
	case RULE_NONE: case RULE_PATTERN: case RULE_EMAIL: case RULE_EMAIL_CHARACTERS: case RULE_PHONE: case RULE_PHONE_DRAMA: case RULE_POSTCODE: case RULE_NUMBER:
	case RULE_WHOLE: case RULE_NUMBER_SIZE: case RULE_CHOICE: case RULE_CONFIRM: case RULE_OPTION_HIDDEN: case RULE_COUNT:
	case RULE_FORMAT: case RULE_WEBSITE: case RULE_TIME: case RULE_REPEATS_MIN: case RULE_REPEATS_MAX:
		break;
	}
	return limits;
}

/* An option nobody offered among several ticks has no field's name there. */
static json_t *peer_name(const struct form_error *error)
{
	if (error->component->kind == COMPONENT_CHECKBOXES && error->rule == RULE_CHOICE)
		return json_string("");
	return replay_field(error->component, error->field);
}

/* 31 February, and days out of range: looked for there only when nothing else on the page is wrong. Here people hear all at once. */
static bool of_whole_date(const struct form_error *error)
{
	return (error->rule == RULE_DATE_REAL && !*error->part) || error->rule == RULE_DATE_EARLIEST || error->rule == RULE_DATE_LATEST;
}

/* XGov says the same words once. */
static bool same_words(const struct form_error *error, size_t index)
{
	const struct form_error *one = &error[index];
	for (size_t i = 0; i < index; i++) {
		const struct form_component *component = error[i].component;
		bool nameless = one->rule == RULE_WEBSITE || one->rule == RULE_PHONE || (component->kind == COMPONENT_ADDRESS && strcmp(error[i].part, one->part) == 0);
		bool same_kind = component->kind == one->component->kind && (component != one->component || nameless);
		if (same_kind && error[i].rule == one->rule && error[i].limit == one->limit && (nameless || strcasecmp(component->title, one->component->title) == 0))
			return true;
	}
	return false;
}

/* A date with its time of which a journey posts nothing at all passes there. */
static bool left_out(const struct journey *journey, const struct form_error *error)
{
	json_t *first = replay_field(error->component, error->component->field[0]);
	bool posted = json_object_get(journey->payload, json_string_value(first)) || json_object_get(journey->payload, error->component->written);
	json_decref(first);
	return error->component->kind == COMPONENT_DATE_TIME && !posted;
}

json_t *replay_errors(const struct journey *journey, const struct form_page *page)
{
	struct form_error error[FORM_ERROR_MAX];
	size_t count = check_page(journey->form, page, journey->answers, journey->today, error), whole_dates = 0;
	json_t *errors = json_array();
	for (size_t i = 0; i < count; i++)
		whole_dates += of_whole_date(&error[i]);
	for (size_t i = 0; i < count; i++) {
		if ((of_whole_date(&error[i]) && whole_dates < count) || left_out(journey, &error[i]) || (journey->xgov && same_words(error, i)))
			continue;
		json_t *entry = json_pack("{s:o, s:s}", "name", peer_name(&error[i]), "rule", peer_rule(&error[i], journey->xgov));
		const char *own = own_words(&error[i], journey->xgov);
		bool worded = error[i].component->custom_message || error[i].component->message_count > 0;
		json_t *limits = worded ? json_array() : peer_limits(&error[i], journey->xgov);
		if (own)
			json_object_set_new(entry, "rule", json_string(replay_rule_of_words(own)));
		if (json_array_size(limits) > 0)
			json_object_set(entry, "limits", limits);
		json_decref(limits);
		json_array_append_new(errors, entry);
	}
	return errors;
}

static const struct form_component *component_of(const struct form_page *page, const char *name)
{
	for (size_t i = 0; i < page->count; i++) {
		size_t length = strlen(page->component[i].written);
		if (strncmp(page->component[i].written, name, length) == 0 && (name[length] == '\0' || strncmp(name + length, "__", 2) == 0))
			return &page->component[i];
	}
	return NULL;
}

/* An option is "selected" or "entered" there, by whether it is picked from a list or found by typing; here both are one kind. */
static void one_kind(const struct form_component *component, json_t *error)
{
	if (component && component->kind == COMPONENT_SELECT && strcmp(json_text_or(error, "rule", ""), "required") == 0)
		json_object_set_new(error, "rule", json_string("choose"));
}

/* A date in one box is "not real" where boxes would say which is empty. */
static void one_box(const struct form_component *component, json_t *error)
{
	bool whole = component && component->field_count > 1 && strcmp(json_text_or(error, "name", ""), component->written) == 0;
	if (!whole || (component->kind != COMPONENT_DATE && component->kind != COMPONENT_DATE_TIME))
		return;
	json_object_set_new(error, "name", replay_field(component, component->field[0]));
	json_object_set_new(error, "rule", json_string("date_part"));
	json_object_set_new(error, "limits", json_pack("[s]", "day"));
}

/* XGov says several things of one question; the first counts. An address has an error for each line. */
static bool said_before(const json_t *errors, const struct form_page *page, const struct form_component *component)
{
	size_t index;
	json_t *error;
	json_array_foreach(errors, index, error)
		if (component && component->kind != COMPONENT_ADDRESS && component_of(page, json_text_or(error, "name", "")) == component)
			return true;
	return false;
}

json_t *replay_recorded_errors(const struct journey *journey, const struct form_page *page, const json_t *step)
{
	json_t *errors = json_array(), *error;
	size_t index;
	json_array_foreach(json_object_get(step, journey->xgov ? "errors" : "viewErrors"), index, error) {
		json_t *entry = json_copy(error);
		json_object_del(entry, "text");
		if (!json_is_string(json_object_get(entry, "name"))) /* the place of a wrong tick among the ticks */
			json_object_set_new(entry, "name", json_string(""));
		const struct form_component *component = component_of(page, json_text_or(entry, "name", ""));
		one_kind(component, entry);
		if (component && (component->custom_message || component->message_count > 0))
			json_object_del(entry, "limits");
		if (journey->xgov)
			one_box(component, entry);
		if (journey->xgov && said_before(errors, page, component))
			json_decref(entry);
		else
			json_array_append_new(errors, entry);
	}
	return errors;
}
