/* SPDX-License-Identifier: MIT */
/* unit.display_x11 - a real X server that nobody sees: pixels arrive there, touches come back, and idle means asleep. */
#include "tests/lib/display.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include "drivers/display/window.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 10000 };

struct screen { char folder[GIVEN_PATH_BYTES]; struct display display; struct window *window; };

static int given_screen(void **state)
{
	static struct screen screen;
	*state = &screen;
	setenv("SDL_VIDEODRIVER", "x11", 1);
	given_folder(screen.folder);
	display_start(&screen.display, screen.folder, "640x480");
	return window_open("Test", 640, 480, true, &screen.window) == FAIL_NONE ? 0 : -1;
}

static int end_screen(void **state)
{
	struct screen *screen = *state;
	window_close(screen->window);
	display_stop(&screen->display);
	given_done(screen->folder);
	return 0;
}

/* Events until one of @kind, waiting on the connection as a program would. */
static struct window_event wait_for(struct window *window, enum window_event_kind kind)
{
	struct window_event event = { .kind = WINDOW_CLOSED };
	for (;;) {
		enum fail code;
		while ((code = window_next(window, &event)) == FAIL_NONE)
			if (event.kind == kind)
				return event;
		assert_int_equal(code, FAIL_EMPTY);
		struct pollfd wait = { .fd = window_fd(window), .events = POLLIN };
		if (poll(&wait, 1, WAIT_MS) != 1)
			fail_msg("no event of kind %d came", (int)kind);
	}
}

static void touches_wake_the_connection_and_arrive(void **state)
{
	struct screen *screen = *state;
	assert_true(window_fd(screen->window) >= 0);
	assert_int_equal(window_show(screen->window, NULL, 0), FAIL_NONE);
	display_touch(&screen->display, 123, 234);
	struct window_event event = wait_for(screen->window, WINDOW_DOWN);
	assert_int_equal(event.x_px, 123);
	assert_int_equal(event.y_px, 234);
	event = wait_for(screen->window, WINDOW_UP);
	assert_int_equal(event.x_px, 123);
}

static void nothing_stays_readable_when_all_is_read(void **state)
{
	struct screen *screen = *state;
	struct window_event event;
	display_touch(&screen->display, 50, 60);
	(void)wait_for(screen->window, WINDOW_UP);
	while (window_next(screen->window, &event) == FAIL_NONE)
		;
	struct pollfd wait = { .fd = window_fd(screen->window), .events = POLLIN };
	assert_int_equal(poll(&wait, 1, 0), 0);
}

static void pixels_reach_the_server_without_opengl(void **state)
{
	struct screen *screen = *state;
	assert_string_equal(SDL_GetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION), "0");
	SDL_Surface *surface = window_surface(screen->window);
	SDL_FillRect(surface, NULL, 0xff0b4340);
	assert_int_equal(window_show(screen->window, NULL, 0), FAIL_NONE);
	SDL_FillRect(surface, NULL, 0xffff0000); /* not shown but for this corner */
	assert_int_equal(window_show(screen->window, &(SDL_Rect){ 0, 0, 10, 10 }, 1), FAIL_NONE);

	char path[GIVEN_PATH_BYTES], colours[256];
	given_path(path, screen->folder, "screen.png");
	display_picture(&screen->display, path);
	assert_int_equal(process_run((char *[]){ "convert", path, "-depth", "8", "-format", "%[hex:p{300,300}] %[hex:p{5,5}] %[hex:p{15,15}]", "info:", NULL }, colours, sizeof colours), 0);
	assert_string_equal(colours, "0B4340 FF0000 0B4340");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(touches_wake_the_connection_and_arrive, given_screen, end_screen),
		cmocka_unit_test_setup_teardown(nothing_stays_readable_when_all_is_read, given_screen, end_screen),
		cmocka_unit_test_setup_teardown(pixels_reach_the_server_without_opengl, given_screen, end_screen),
	};
	return cmocka_run_group_tests_name("display_x11", cases, NULL, NULL);
}
