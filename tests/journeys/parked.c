/* SPDX-License-Identifier: MIT */
#include "tests/journeys/parked.h"

#include "tests/journeys/missed_bin.h"

#include <string.h>

void parked_answer(struct kiosk *kiosk)
{
	missed_bin_begin(kiosk);
	walk_page(kiosk, missed_bin_answers);
}

/* From what is heard of it: "K Kilo, 7, M Mike, …". */
static void read_code(struct kiosk *kiosk, char ret[static 8])
{
	const char *heard = node_text(screen_await(kiosk, "code"), "name");
	size_t at = 0;
	for (const char *part = heard; part && at < 6; part = strstr(part, ", "), part = part ? part + 2 : NULL)
		ret[at++] = *part;
	ret[at] = '\0';
	assert_int_equal(at, 6);
}

void parked_keep(struct kiosk *kiosk, char ret[static 8])
{
	screen_press(kiosk, "finish");
	screen_press(kiosk, "park");
	screen_await_named(kiosk, "parked");
	screen_await_words(kiosk, "Your answers are kept until 10.30 am");
	read_code(kiosk, ret);
}
