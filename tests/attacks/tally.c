/* SPDX-License-Identifier: MIT */
/* Counting. */
#include "tests/attacks/tally.h"

#include "tests/lib/given.h"

#include <stdio.h>

enum { SHOWN_MAX = 10 };

void tally_try(struct tally *tally, bool through, const char *format, ...)
{
	tally->tried++;
	if (!through || tally->through++ >= SHOWN_MAX)
		return;
	char what[512];
	va_list words;
	va_start(words, format);
	vsnprintf(what, sizeof what, format, words);
	va_end(words);
	print_error("%s got through: %s\n", tally->what, what);
}

void tally_control(struct tally *tally, bool through, const char *words)
{
	if (!through)
		fail_msg("%s: who may do it could not either: %s", tally->what, words);
	tally->controls++;
}

void tally_end(struct tally *tally)
{
	print_message("%s: %d tried, %d got through, %d rightly\n", tally->what, tally->tried, tally->through, tally->controls);
	assert_true(tally->tried > 0 && tally->controls > 0);
	assert_int_equal(tally->through, 0);
}
