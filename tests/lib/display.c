/* SPDX-License-Identifier: MIT */
#include "tests/lib/display.h"

#include "tests/lib/given.h"
#include "tests/lib/wait.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 100 };

/* The server writes its number, alone on a line, when it is ready. */
static bool read_number(const char *said, char *ret, size_t room)
{
	char *text = given_text(said), *rest = text;
	bool found = false;
	for (char *line; text && !found && (line = strsep(&rest, "\n")) && rest;)
		if (isdigit((unsigned char)line[0]) && line[strspn(line, "0123456789")] == '\0') {
			snprintf(ret, room, ":%.8s", line);
			found = true;
		}
	free(text);
	return found;
}

void display_start(struct display *display, const char *folder, const char *size)
{
	char said[GIVEN_PATH_BYTES], screen[64];
	given_path(said, folder, "display");
	snprintf(screen, sizeof screen, "%sx24", size);
	process_start(&display->server, said,
		(char *[]){ "Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-dpi", "96", NULL });
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!read_number(said, display->name, sizeof display->name))
		if (!deadline_pause(deadline))
			fail_msg("Xvfb did not come up; its words are in %s", said);
	setenv("DISPLAY", display->name, 1);
}

void display_stop(struct display *display)
{
	process_stop(&display->server);
}

static void run_on(const struct display *display, char *const argv[])
{
	char said[1024];
	setenv("DISPLAY", display->name, 1);
	if (process_run(argv, said, sizeof said) != 0)
		fail_msg("%s failed", argv[0]);
}

void display_picture(const struct display *display, const char *path)
{
	run_on(display, (char *[]){ "import", "-window", "root", "-depth", "8", (char *)path, NULL });
}

void display_touch(const struct display *display, int x, int y)
{
	char left[16], top[16];
	snprintf(left, sizeof left, "%d", x);
	snprintf(top, sizeof top, "%d", y);
	run_on(display, (char *[]){ "xdotool", "mousemove", left, top, "mousedown", "1", "mouseup", "1", NULL });
}

void display_keys(const struct display *display, const char *key, int count)
{
	char *words[KEYS_MAX + 5] = { "xdotool", "key", "--delay", "4" }; /* a press within 2 ms of a release would be taken for a key that repeats itself */
	assert_in_range(count, 1, KEYS_MAX);
	for (int i = 0; i < count; i++)
		words[4 + i] = (char *)key;
	run_on(display, words);
}
