/* SPDX-License-Identifier: MIT */
/* unit.display - the window without any screen: SDL's dummy driver. What SDL says becomes our events, and nothing else does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/display/window.h"

#include <stdlib.h>
#include <string.h>

static struct window *window;

static int given_window(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	struct window_event event;
	if (window_open("Test", 300, 200, false, &window) != FAIL_NONE)
		return -1;
	while (window_next(window, &event) == FAIL_NONE)
		;
	return 0;
}

static int end_window(void **state)
{
	(void)state;
	window_close(window);
	return 0;
}

static void push(SDL_Event event)
{
	assert_int_equal(SDL_PushEvent(&event), 1);
}

static struct window_event next(void)
{
	struct window_event event;
	assert_int_equal(window_next(window, &event), FAIL_NONE);
	return event;
}

static void expect_none(void)
{
	struct window_event event;
	assert_int_equal(window_next(window, &event), FAIL_EMPTY);
}

static void it_has_a_surface_of_its_size(void **state)
{
	(void)state;
	const SDL_Surface *surface = window_surface(window);
	assert_non_null(surface);
	assert_int_equal(surface->w, 300);
	assert_int_equal(surface->h, 200);
	assert_int_equal(surface->format->BytesPerPixel, 4);
	assert_int_equal(surface->format->Rmask, 0xff0000);
}

static void it_shows_all_parts_or_nothing(void **state)
{
	(void)state;
	const SDL_Rect areas[] = { { 10, 10, 20, 20 }, { -50, -50, 60, 60 }, { 5000, 5000, 10, 10 } };
	assert_int_equal(window_show(window, NULL, 0), FAIL_NONE);
	assert_int_equal(window_show(window, areas, 3), FAIL_NONE);
	assert_int_equal(window_show(window, &areas[2], 1), FAIL_NONE);
}

static void a_finger_goes_down_moves_and_goes_up(void **state)
{
	(void)state;
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 12, .y = 34 } });
	push((SDL_Event){ .motion = { .type = SDL_MOUSEMOTION, .state = SDL_BUTTON_LMASK, .x = 13, .y = 35 } });
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = 14, .y = 36 } });
	struct window_event event = next();
	assert_int_equal(event.kind, WINDOW_DOWN);
	assert_int_equal(event.x_px, 12);
	assert_int_equal(event.y_px, 34);
	assert_int_equal(next().kind, WINDOW_MOVE);
	assert_int_equal(next().kind, WINDOW_UP);
	expect_none();
}

static void hovering_and_other_buttons_are_nothing(void **state)
{
	(void)state;
	push((SDL_Event){ .motion = { .type = SDL_MOUSEMOTION, .x = 13, .y = 35 } });
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_RIGHT } });
	push((SDL_Event){ .wheel = { .type = SDL_MOUSEWHEEL, .y = 1 } });
	push((SDL_Event){ .tfinger = { .type = SDL_FINGERDOWN } });
	expect_none();
}

static void keys_arrive_by_name_and_letters_as_text(void **state)
{
	(void)state;
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = SDLK_TAB, .mod = KMOD_LSHIFT } } });
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = SDLK_a } } });
	SDL_Event typed = { .text = { .type = SDL_TEXTINPUT } };
	memcpy(typed.text.text, "ŵ", 3);
	push(typed);
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = SDLK_KP_ENTER } } });
	struct window_event event = next();
	assert_int_equal(event.kind, WINDOW_KEY);
	assert_string_equal(event.text, "Tab");
	assert_true(event.shift);
	assert_string_equal(next().text, "A");
	event = next();
	assert_int_equal(event.kind, WINDOW_TEXT);
	assert_string_equal(event.text, "ŵ");
	event = next();
	assert_string_equal(event.text, "Return");
	assert_false(event.shift);
	expect_none();
}

static void keys_of_pads_have_names_too(void **state)
{
	(void)state;
	static const struct { SDL_Keycode code; const char *name; } pads[] = { { SDLK_F1, "F1" }, { SDLK_F13, "F13" }, { SDLK_F24, "F24" }, { SDLK_KP_5, "Keypad 5" }, { SDLK_KP_PLUS, "Keypad +" } };
	for (size_t i = 0; i < sizeof pads / sizeof pads[0]; i++) {
		push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = pads[i].code } } });
		assert_string_equal(next().text, pads[i].name);
	}
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = SDLK_UNKNOWN } } });
	expect_none();
}

static void a_held_key_and_its_text_are_told_apart(void **state)
{
	(void)state;
	SDL_Event typed = { .text = { .type = SDL_TEXTINPUT, .text = "a" } };
	for (int repeat = 0; repeat < 2; repeat++) {
		push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .repeat = (Uint8)repeat, .keysym = { .sym = SDLK_a } } });
		push(typed);
		assert_int_equal(next().repeat, repeat);
		assert_int_equal(next().repeat, repeat);
	}
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT } });
	assert_false(next().repeat);
}

static void text_of_the_maximum_is_taken_whole_and_more_is_left_out(void **state)
{
	(void)state;
	SDL_Event typed = { .text = { .type = SDL_TEXTINPUT } };
	memset(typed.text.text, 'a', 31);
	push(typed);
	assert_int_equal(strlen(next().text), 31);
	typed = (SDL_Event){ .text = { .type = SDL_TEXTINPUT } };
	memset(typed.text.text, 'a', 32);
	push(typed);
	expect_none();
}

static void closing_and_exposing_are_told(void **state)
{
	(void)state;
	push((SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED } });
	push((SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_ENTER } });
	push((SDL_Event){ .quit = { .type = SDL_QUIT } });
	assert_int_equal(next().kind, WINDOW_EXPOSED);
	assert_int_equal(next().kind, WINDOW_CLOSED);
	expect_none();
}

static void say_window(Uint8 what)
{
	push((SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = (Uint8)what } });
}

static void whatever_may_cost_the_picture_asks_for_it_again(void **state)
{
	(void)state;
	static const Uint8 losses[] = { SDL_WINDOWEVENT_SHOWN, SDL_WINDOWEVENT_RESTORED, SDL_WINDOWEVENT_DISPLAY_CHANGED, SDL_WINDOWEVENT_SIZE_CHANGED };
	for (size_t i = 0; i < sizeof losses; i++) {
		say_window(losses[i]);
		assert_int_equal(next().kind, WINDOW_EXPOSED);
	}
	for (int what = SDL_DISPLAYEVENT_ORIENTATION; what <= SDL_DISPLAYEVENT_DISCONNECTED; what++) { /* a second screen comes and goes */
		push((SDL_Event){ .display = { .type = SDL_DISPLAYEVENT, .display = 1, .event = what } });
		assert_int_equal(next().kind, WINDOW_EXPOSED);
	}
	assert_int_equal(window_surface(window)->w, 300);
}

static void a_window_of_another_size_goes_back_to_its_own(void **state)
{
	(void)state;
	struct window_event event;
	SDL_Window *real = NULL;
	static const int sizes[][2] = { { 1, 1 }, { 4000, 10 }, { 299, 201 } };
	for (Uint32 id = 1; !real && id < 64; id++)
		real = SDL_GetWindowFromID(id);
	assert_non_null(real);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		SDL_SetWindowSize(real, sizes[i][0], sizes[i][1]);
		while (window_next(window, &event) == FAIL_NONE)
			assert_int_equal(event.kind, WINDOW_EXPOSED);
		const SDL_Surface *surface = window_surface(window);
		assert_true(surface && surface->w == 300 && surface->h == 200);
	}
}

static void a_hidden_window_shows_itself(void **state)
{
	(void)state;
	struct window_event event;
	SDL_Window *real = NULL;
	for (Uint32 id = 1; !real && id < 64; id++)
		real = SDL_GetWindowFromID(id);
	SDL_HideWindow(real);
	while (window_next(window, &event) == FAIL_NONE)
		;
	assert_false(SDL_GetWindowFlags(real) & SDL_WINDOW_HIDDEN);
	assert_int_equal(window_show(window, NULL, 0), FAIL_NONE);
}

static void without_x11_there_is_nothing_to_wait_on(void **state)
{
	(void)state;
	assert_int_equal(window_fd(window), -1);
}

static void no_display_is_said(void **state)
{
	(void)state;
	struct window *none = NULL;
	setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
	assert_int_equal(window_open("Test", 300, 200, false, &none), FAIL_DEVICE);
	assert_null(none);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(it_has_a_surface_of_its_size, given_window, end_window),
		cmocka_unit_test_setup_teardown(it_shows_all_parts_or_nothing, given_window, end_window),
		cmocka_unit_test_setup_teardown(a_finger_goes_down_moves_and_goes_up, given_window, end_window),
		cmocka_unit_test_setup_teardown(hovering_and_other_buttons_are_nothing, given_window, end_window),
		cmocka_unit_test_setup_teardown(keys_arrive_by_name_and_letters_as_text, given_window, end_window),
		cmocka_unit_test_setup_teardown(keys_of_pads_have_names_too, given_window, end_window), cmocka_unit_test_setup_teardown(a_held_key_and_its_text_are_told_apart, given_window, end_window),
		cmocka_unit_test_setup_teardown(text_of_the_maximum_is_taken_whole_and_more_is_left_out, given_window, end_window),
		cmocka_unit_test_setup_teardown(closing_and_exposing_are_told, given_window, end_window),
		cmocka_unit_test_setup_teardown(whatever_may_cost_the_picture_asks_for_it_again, given_window, end_window),
		cmocka_unit_test_setup_teardown(a_window_of_another_size_goes_back_to_its_own, given_window, end_window),
		cmocka_unit_test_setup_teardown(a_hidden_window_shows_itself, given_window, end_window),
		cmocka_unit_test_setup_teardown(without_x11_there_is_nothing_to_wait_on, given_window, end_window),
		cmocka_unit_test(no_display_is_said),
	};
	return cmocka_run_group_tests_name("display", cases, NULL, NULL);
}
