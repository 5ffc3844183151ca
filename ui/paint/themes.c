/* SPDX-License-Identifier: MIT */
/* foyer-themes ASSETS: reads each theme with the brand as a kiosk does, and says what is wrong; the build runs it. 0: all are good. */
#include "ui/paint/theme.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	static const char *const names[] = { "default", "white-on-black", "black-on-white", "soft-and-dim" };
	int bad = 0;
	if (argc != 2)
		return fprintf(stderr, "use: %s ASSETS\n", argv[0]), 2;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct theme theme;
		if (theme_read(argv[1], names[i], &theme) == FAIL_NONE)
			continue;
		fprintf(stderr, "%s/themes: %s: %s\n", argv[1], names[i], fail_words());
		fail_clear();
		bad++;
	}
	return bad > 0;
}
