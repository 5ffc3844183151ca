/* SPDX-License-Identifier: MIT */
/* unit.stage_hand - the program under a keypad, two switches, a hand that shakes and a thing that lies on the keyboard. */
#include "tests/unit/stage/stage_given.h"


#include <stdlib.h>
#include <string.h>

static bool greeted(struct kiosk_given *kiosk) { return kiosk->hub.hellos > 0 && kiosk->ui.greeted; }

static void start(struct kiosk_given *kiosk, const char *keypad)
{
	kiosk->keypad = keypad;
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	settle(kiosk);
}

static void turn(struct kiosk_given *kiosk)
{
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
	settle(kiosk);
}

static void key(struct kiosk_given *kiosk, SDL_Keycode code, const char *types, bool repeat)
{
	SDL_Event down = { .key = { .type = SDL_KEYDOWN, .repeat = repeat, .keysym = { .sym = code } } }, text = { .text = { .type = SDL_TEXTINPUT } };
	assert_int_equal(SDL_PushEvent(&down), 1);
	if (types) {
		memcpy(text.text.text, types, strlen(types) + 1);
		assert_int_equal(SDL_PushEvent(&text), 1);
	}
	turn(kiosk);
}

static void tap(struct kiosk_given *kiosk, SDL_Keycode code)
{
	key(kiosk, code, NULL, false);
}

static const char *ring(struct kiosk_given *kiosk)
{
	const struct node *node = stage_focused(kiosk->ui.stage);
	return node ? node->id : "";
}

static void ring_to(struct kiosk_given *kiosk, SDL_Keycode code, const char *id)
{
	for (int i = 0; i < 100 && strcmp(ring(kiosk), id) != 0; i++)
		tap(kiosk, code);
	assert_string_equal(ring(kiosk), id);
}

static const char *answer(struct kiosk_given *kiosk, const char *field)
{
	const char *value = answers_get(kiosk->ui.visit.answers, field);
	return value ? value : "";
}

static void a_keypad_goes_through_screens_and_things(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nine-keys");
	tap(kiosk, SDLK_RIGHT); /* idle: start */
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
	assert_true(kiosk->ui.visit.keys);
	tap(kiosk, SDLK_RETURN);
	assert_string_not_equal(ring(kiosk), "");
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME); /* the first press only shows where one is */
	ring_to(kiosk, SDLK_DOWN, "service:small");
	tap(kiosk, SDLK_RETURN);
	tap(kiosk, SDLK_RIGHT);
	assert_int_equal(kiosk->ui.visit.place, PLACE_QUESTION);
	tap(kiosk, SDLK_LEFT);
	assert_int_equal(kiosk->ui.visit.place, PLACE_SERVICE);
}

static void a_number_is_typed_by_keypad_alone(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "numeric");
	tap(kiosk, SDLK_KP_6);
	ring_to(kiosk, SDLK_KP_2, "service:small");
	key(kiosk, SDLK_KP_5, "5", false);
	key(kiosk, SDLK_KP_6, "6", false);
	assert_string_equal(ring(kiosk), "field:count");
	key(kiosk, SDLK_KP_5, "5", false); /* into the keys; what the pad types is not text */
	assert_string_equal(ring(kiosk), "key:1");
	assert_string_equal(answer(kiosk, "count"), "");
	key(kiosk, SDLK_KP_2, "2", false);
	key(kiosk, SDLK_KP_5, "5", false);
	assert_string_equal(answer(kiosk, "count"), "4");
	assert_string_equal(ring(kiosk), "key:4"); /* and one stays where one was */
	ring_to(kiosk, SDLK_KP_2, "continue");
	key(kiosk, SDLK_KP_5, "5", false);
	assert_int_equal(kiosk->ui.visit.place, PLACE_CHECK);
}

static void an_ordinary_keyboard_types_beside_the_keypad(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "two-switches");
	press_on(kiosk, "start");
	press_on(kiosk, "service:small");
	press_on(kiosk, "begin");
	key(kiosk, SDLK_4, "4", false);
	assert_string_equal(answer(kiosk, "count"), "4");
}

static void a_held_key_acts_once(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nine-keys");
	press_on(kiosk, "start");
	press_on(kiosk, "service:long");
	press_on(kiosk, "begin");
	const char *field = kiosk->ui.visit.field;
	key(kiosk, SDLK_a, "a", false);
	int64_t touched = kiosk->ui.visit.touched_ms;
	for (int i = 0; i < 50; i++)
		key(kiosk, SDLK_a, "a", true);
	assert_string_equal(answer(kiosk, field), "a");
	assert_int_equal(kiosk->ui.visit.touched_ms, touched); /* and is no sign of a person */
	tap(kiosk, SDLK_DOWN);
	const struct node *one = stage_focused(kiosk->ui.stage);
	key(kiosk, SDLK_DOWN, NULL, true);
	assert_ptr_equal(stage_focused(kiosk->ui.stage), one);
	key(kiosk, SDLK_b, "b", false);
	assert_string_equal(answer(kiosk, field), "ab");
}

static void the_ring_stays_in_its_place_when_the_letters_change(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nine-keys");
	press_on(kiosk, "start");
	press_on(kiosk, "service:long");
	press_on(kiosk, "begin");
	tap(kiosk, SDLK_RETURN);
	ring_to(kiosk, SDLK_DOWN, "key-shift");
	tap(kiosk, SDLK_RETURN);
	assert_string_equal(ring(kiosk), "key-shift");
	tap(kiosk, SDLK_UP);
	assert_string_equal(ring(kiosk), "key:A");
	tap(kiosk, SDLK_RETURN); /* one capital: the small ones are back */
	assert_string_equal(ring(kiosk), "key:a");
}

static void learning_the_keys_is_two_presses_of_help_away(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nine-keys");
	tap(kiosk, SDLK_RIGHT);
	tap(kiosk, SDLK_F13);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_PERSON);
	tap(kiosk, SDLK_F13);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_LEARN);
	tap(kiosk, SDLK_RIGHT);
	const struct node *learned = tree_find(stage_tree(kiosk->ui.stage), "learned");
	assert_non_null(learned);
	assert_non_null(strstr(learned->name, "next screen"));
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
	tap(kiosk, SDLK_RETURN);
	tap(kiosk, SDLK_RETURN);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_NONE);
}

static void two_switches_are_told_apart_and_used(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "two-switches");
	tap(kiosk, SDLK_F2);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_SWITCHES);
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F1);
	tap(kiosk, SDLK_F1);
	assert_string_equal(ring(kiosk), "close");
	tap(kiosk, SDLK_F1);
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
	ring_to(kiosk, SDLK_F2, "service:small");
	tap(kiosk, SDLK_F1);
	ring_to(kiosk, SDLK_F2, "begin");
	tap(kiosk, SDLK_F1);
	assert_string_equal(ring(kiosk), "field:count");
	tap(kiosk, SDLK_F2);
	assert_string_equal(ring(kiosk), "row:1");
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F1);
	assert_string_equal(ring(kiosk), "key:4");
	tap(kiosk, SDLK_F1);
	assert_string_equal(answer(kiosk, "count"), "4");
	assert_string_equal(ring(kiosk), "row:1"); /* the next letter begins at the first row */
	tap(kiosk, SDLK_F1);
	tap(kiosk, SDLK_F1);
	assert_string_equal(answer(kiosk, "count"), "41");
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_FINISH }, NULL);
	tap(kiosk, SDLK_F2);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_SWITCHES); /* whoever comes next is asked again */
}

static void an_error_gets_the_ring_of_switches(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "two-switches");
	for (int i = 0; i < 3; i++)
		tap(kiosk, SDLK_F1);
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F2);
	ring_to(kiosk, SDLK_F1, "service:small");
	tap(kiosk, SDLK_F2);
	ring_to(kiosk, SDLK_F1, "begin");
	tap(kiosk, SDLK_F2);
	ring_to(kiosk, SDLK_F1, "continue");
	tap(kiosk, SDLK_F2);
	assert_int_equal(strncmp(ring(kiosk), "error:", 6), 0);
}

static void a_bad_map_leaves_the_keyboard(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nobody-has-this");
	assert_false(kiosk->ui.visit.keypad_here);
	tap(kiosk, SDLK_TAB);
	assert_string_not_equal(ring(kiosk), "");
	tap(kiosk, SDLK_F1);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_NONE);
}

static void press_shows_before_anything_else(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL);
	const struct node *node = tree_find(stage_tree(kiosk->ui.stage), "start");
	SDL_Event down = { .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .state = SDL_PRESSED, .x = node->left_px + 20, .y = node->top_px + 20 } };
	assert_int_equal(SDL_PushEvent(&down), 1);
	ui_now(&kiosk->ui);
	ui_events(&kiosk->ui); /* one look at the window, no turn of the loop */
	assert_true(tree_find(stage_tree(kiosk->ui.stage), "start")->state & NODE_PRESSED);
	assert_int_equal(kiosk->ui.visit.place, PLACE_IDLE);
	SDL_Event away = { .motion = { .type = SDL_MOUSEMOTION, .state = SDL_BUTTON_LMASK, .x = 5, .y = 5 } }, up = { .button = { .type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = 5, .y = 5 } };
	assert_int_equal(SDL_PushEvent(&away), 1);
	assert_int_equal(SDL_PushEvent(&up), 1);
	turn(kiosk);
	assert_false(tree_find(stage_tree(kiosk->ui.stage), "start")->state & NODE_PRESSED);
	assert_int_equal(kiosk->ui.visit.place, PLACE_IDLE);
}

static void a_hand_that_shakes_presses_once(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL);
	press_on(kiosk, "start");
	press_on(kiosk, "service:long");
	press_on(kiosk, "begin");
	const char *field = kiosk->ui.visit.field;
	for (int steady = 0; steady < 2; steady++) {
		if (steady)
			ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_STEADY }, NULL);
		const struct node *node = tree_find(stage_tree(kiosk->ui.stage), "key:a");
		for (int i = 0; i < 2; i++) {
			struct window_event down = { .kind = WINDOW_DOWN, .x_px = node->left_px + 9, .y_px = node->top_px + 9 }, up = down;
			up.kind = WINDOW_UP;
			ui_touch(&kiosk->ui, &down); /* both at one time of the clock */
			ui_touch(&kiosk->ui, &up);
			node = tree_find(stage_tree(kiosk->ui.stage), "key:a");
		}
		assert_string_equal(answer(kiosk, field), steady ? "aaa" : "aa");
		kiosk->ui.visit.mono_ms += HANDS_STEADY_MS;
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_kiosk)
		CASE(a_keypad_goes_through_screens_and_things), CASE(a_number_is_typed_by_keypad_alone), CASE(an_ordinary_keyboard_types_beside_the_keypad),
		CASE(a_held_key_acts_once), CASE(the_ring_stays_in_its_place_when_the_letters_change), CASE(learning_the_keys_is_two_presses_of_help_away),
		CASE(two_switches_are_told_apart_and_used), CASE(an_error_gets_the_ring_of_switches), CASE(a_bad_map_leaves_the_keyboard),
		CASE(press_shows_before_anything_else), CASE(a_hand_that_shakes_presses_once),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_hand", cases, NULL, NULL);
}
