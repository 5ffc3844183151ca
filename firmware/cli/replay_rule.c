/* SPDX-License-Identifier: MIT */
/* The rule behind a reference engine's message. A form's own words may read like another rule's, and count as that one in a recording. */
#include "firmware/cli/replay.h"

#include <string.h>
#include <strings.h>

struct words { const char *begins, *has, *ends, *rule; };

/* In this order; "" stands for anything. */
static const struct words table[] = {
	{ "", "", " - select yes or no", "choose" }, { "", "", "must be a boolean", "choose" }, { "", "must be one of", "", "choose" },
	{ "Select at least ", " from the list", "", "min_items" }, { "Only ", " can be selected", "", "max_items" }, { "Select only ", " option", "", "exact_items" },
	{ "You must confirm", "", "", "declare" }, { "You must declare", "", "", "declare" }, { "You must add at least ", "answer", "", "min_repeats" },
	{ "You can only add up to ", "answer", "", "max_repeats" }, { "You must upload", "", "", "files" }, { "You can only upload", "", "", "files" },
	{ "Upload ", "", "", "files" }, { "", "includes invalid characters", "", "characters" }, { "", "words or fewer", "", "max_words" },
	{ "", "characters or less", "", "max_length" }, { "", "characters or more", "", "min_length" }, { "", "must be a whole number", "", "whole_number" },
	{ "", "decimal places", "", "decimals" }, { "", " or higher", "", "min" }, { "", " or lower", "", "max" }, { "", "must be a number", "", "number" }, { "", "must include a day", "", "date_part" },
	{ "", "must include a month", "", "date_part" }, { "", "must include a year", "", "date_part" }, { "", "must be a real date", "", "real_date" },
	{ "", "must be the same as or after", "", "date_range" }, { "", "must be the same as or before", "", "date_range" },
	{ "", "", "in the correct format", "format" }, { "", "must be a valid email", "", "format" }, { "enter a valid ", "", "", "pattern" },
	{ "Options are different", "", "", "options_changed" }, { "Select ", "", "", "choose" }, { "enter ", "", "", "required" }, { "", "", "is required", "required" },
};

const char *replay_rule_of_words(const char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		const struct words *words = &table[i];
		size_t tail = strlen(words->ends);
		bool lower = words->begins[0] == 'e'; /* those two are said in either case */
		size_t head = strlen(words->begins);
		bool begins = lower ? strncasecmp(text, words->begins, head) == 0 : strncmp(text, words->begins, head) == 0;
		if (begins && strstr(text, words->has) && length >= tail && strcmp(text + length - tail, words->ends) == 0)
			return words->rule;
	}
	return "other";
}
