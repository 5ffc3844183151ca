/* SPDX-License-Identifier: MIT */
/* A day in three boxes: "23", "Nov" or "Tach", "2026". */
#include "firmware/forms/value.h"

#include <string.h>
#include <strings.h>

enum { SHORTEST_NAME = 3 };

int month_read(struct span text)
{
	static const char *const names[2][12] = {
		{ "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" },
		{ "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr" },
	};
	if (text.size > SHORTEST_NAME && text.text[text.size - 1] == '.') /* "Nov." */
		text.size--;
	if (span_is_caseless(text, "sept"))
		return 9;
	for (int language = 0; language < 2; language++)
		for (int month = 0; month < 12 && text.size >= SHORTEST_NAME; month++)
			if (text.size <= strlen(names[language][month]) && strncasecmp(names[language][month], text.text, text.size) == 0)
				return month + 1;
	return 0;
}

/* "3rd" → "3", "23ain" stays: only the English ending is common in forms. */
static struct span without_ending(struct span text)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (text.size > 2 && strncasecmp(text.text + text.size - 2, endings[i], 2) == 0)
			return (struct span){ text.text, text.size - 2 };
	return text;
}

struct number value_day_part(const struct answers *answers, const struct form_component *component, int index)
{
	struct span text = value_text(answers, component->field[index]);
	bool of_month = component->kind == COMPONENT_MONTH_YEAR;
	int month = index == (of_month ? 0 : 1) ? month_read(text) : 0;
	if (month)
		return (struct number){ .kind = NUMBER_READ, .value = month };
	return number_read(index == 0 && !of_month ? without_ending(text) : text, "", "");
}

struct date value_day(const struct answers *answers, const struct form_component *component)
{
	static const double most[3] = { 31, 12, 3000 }, least[3] = { 1, 1, 1000 };
	int part[3];
	for (int i = 0; i < 3; i++) {
		struct number number = value_day_part(answers, component, i);
		if (number.kind != NUMBER_READ || number.decimals || number.value < least[i] || number.value > most[i])
			return (struct date){ 0 };
		part[i] = (int)number.value;
	}
	struct date date = { .year = part[2], .month = part[1], .day = part[0] };
	return date_real(date) ? date : (struct date){ 0 };
}

struct date value_month(const struct answers *answers, const struct form_component *component)
{
	struct number month = value_day_part(answers, component, 0), year = value_day_part(answers, component, 1);
	bool read = month.kind == NUMBER_READ && year.kind == NUMBER_READ && !month.decimals && !year.decimals;
	if (!read || month.value < 1 || month.value > 12 || year.value < 1000 || year.value > 3000)
		return (struct date){ 0 };
	return (struct date){ .year = (int)year.value, .month = (int)month.value, .day = 1 };
}
