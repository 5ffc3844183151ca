/* SPDX-License-Identifier: MIT */
#include "tests/lib/display.h"

#include "tests/lib/given.h"
#include "tests/lib/wait.h"

#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 100, WORDS_MAX = 12 };

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

/* Whether it came up; false: it ended. */
static bool await_number(struct display *display, const char *said)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	struct pollfd ended = { .fd = display->server.pid_fd, .events = POLLIN };
	while (!read_number(said, display->name, sizeof display->name))
		if (poll(&ended, 1, 0) > 0 || !deadline_pause(deadline))
			return false;
	setenv("DISPLAY", display->name, 1);
	return true;
}

void display_start(struct display *display, const char *folder, const char *size)
{
	char said[GIVEN_PATH_BYTES], screen[64];
	given_path(said, folder, "display");
	snprintf(screen, sizeof screen, "%sx24", size);
	process_start(&display->server, said,
		(char *[]){ "Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-dpi", "96", NULL });
	if (!await_number(display, said))
		fail_msg("Xvfb did not come up; its words are in %s", said);
}

/* No seat, no keyboard, no mouse, no monitor: what is plugged in is what xrandr says. */
static const char panels[] =
	"Section \"ServerFlags\"\n\tOption \"AutoAddDevices\" \"false\"\n\tOption \"AutoAddGPU\" \"false\"\n\tOption \"AllowMouseOpenFail\" \"true\"\nEndSection\n"
	"Section \"Device\"\n\tIdentifier \"device\"\n\tDriver \"dummy\"\n\tVideoRam 64000\nEndSection\n"
	"Section \"Monitor\"\n\tIdentifier \"monitor\"\n\tHorizSync 5-1000\n\tVertRefresh 5-200\nEndSection\n"
	"Section \"Screen\"\n\tIdentifier \"screen\"\n\tDevice \"device\"\n\tMonitor \"monitor\"\n\tDefaultDepth 24\nEndSection\n";

bool display_start_panels(struct display *display, const char *folder, const char *size)
{
	char said[GIVEN_PATH_BYTES], config[GIVEN_PATH_BYTES], log[GIVEN_PATH_BYTES];
	given_path(said, folder, "display");
	given_path(config, folder, "xorg.conf");
	given_path(log, folder, "xorg.log");
	given_file(config, panels, 0600);
	process_start(&display->server, said, (char *[]){ "/usr/lib/xorg/Xorg", "-displayfd", "1", "-config", config, "-logfile", log,
		"-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts", "-dpi", "96", NULL });
	if (!await_number(display, said))
		return false;
	display_xrandr(display, (const char *const[]){ "--output", "DUMMY0", "--mode", size, NULL });
	return true;
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

void display_xrandr(const struct display *display, const char *const *words)
{
	char *all[WORDS_MAX + 2] = { "xrandr" };
	for (int i = 0; words[i]; i++) {
		assert_in_range(i, 0, WORDS_MAX - 1);
		all[i + 1] = (char *)words[i];
	}
	run_on(display, all);
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
