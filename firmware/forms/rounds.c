/* SPDX-License-Identifier: MIT */
#include "firmware/forms/rounds.h"

#include <string.h>

static const char kept[] = "kiosk.rounds", over_word[] = "over"; /* a question's name has no dot */

const char *rounds_word_name(enum rounds_word word)
{
	static const char *const names[ROUNDS_WORD_COUNT] = {
		[ROUNDS_UNKNOWN] = "", [ROUNDS_KNOWN] = "known", [ROUNDS_NONE] = "none", [ROUNDS_TODAY] = "today", [ROUNDS_DUE] = "due", [ROUNDS_LATE] = "late",
	};
	return word < ROUNDS_WORD_COUNT ? names[word] : "";
}

enum rounds_word rounds_word_find(const char *name)
{
	for (int word = ROUNDS_KNOWN; word < ROUNDS_WORD_COUNT; word++)
		if (strcmp(rounds_word_name((enum rounds_word)word), name) == 0)
			return (enum rounds_word)word;
	return ROUNDS_UNKNOWN;
}

void rounds_hear(struct answers *answers, enum rounds_word word, bool over)
{
	answers_remove(answers, kept);
	if (word != ROUNDS_UNKNOWN && answers_add(answers, kept, rounds_word_name(word)) != FAIL_NONE)
		fail_clear();
	if (over && answers_add(answers, kept, over_word) != FAIL_NONE)
		fail_clear();
}

enum rounds_word rounds_heard(const struct answers *answers)
{
	const char *name;
	enum rounds_word word = ROUNDS_UNKNOWN;
	for (size_t i = 0; word == ROUNDS_UNKNOWN && (name = answers_at(answers, kept, i)); i++)
		word = rounds_word_find(name);
	return word;
}

bool rounds_decide(const struct answers *answers, enum rounds_word word, bool *ret_holds)
{
	enum rounds_word heard = rounds_heard(answers);
	bool over = word == ROUNDS_TODAY && answers_has_value(answers, kept, over_word);
	if (word == ROUNDS_UNKNOWN || (heard < (word < ROUNDS_TODAY ? ROUNDS_KNOWN : ROUNDS_TODAY) && !over))
		return false;
	*ret_holds = heard == word && !over;
	return true;
}
