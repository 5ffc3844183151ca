/* SPDX-License-Identifier: MIT */
/* unit.stage_typing - the program while somebody corrects what they typed: by finger, keypad, two switches and an ordinary keyboard. */
#include "tests/unit/stage/stage_given.h"

#include <stdlib.h>
#include <string.h>

static bool greeted(struct kiosk_given *kiosk) { return kiosk->hub.hellos > 0 && kiosk->ui.greeted; }

static void turn(struct kiosk_given *kiosk)
{
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
	settle(kiosk);
}

/* At a box for a line of text that has @words. */
static void start(struct kiosk_given *kiosk, const char *keypad, const char *words)
{
	kiosk->keypad = keypad;
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	press_on(kiosk, "start");
	press_on(kiosk, "service:long");
	press_on(kiosk, "begin");
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_TYPE, .text = words }, NULL);
	turn(kiosk);
}

static void key(struct kiosk_given *kiosk, SDL_Keycode code, Uint16 held)
{
	SDL_Event down = { .key = { .type = SDL_KEYDOWN, .keysym = { .sym = code, .mod = held } } };
	assert_int_equal(SDL_PushEvent(&down), 1);
	turn(kiosk);
}

static void text(struct kiosk_given *kiosk, const char *words)
{
	SDL_Event event = { .text = { .type = SDL_TEXTINPUT } };
	memcpy(event.text.text, words, strlen(words) + 1);
	assert_int_equal(SDL_PushEvent(&event), 1);
	turn(kiosk);
}

static void finger(struct kiosk_given *kiosk, Uint32 type, int x, int y)
{
	SDL_Event event = { .button = { .type = type, .button = SDL_BUTTON_LEFT, .x = x, .y = y } };
	assert_int_equal(SDL_PushEvent(&event), 1);
	turn(kiosk);
}

static const struct node *node(struct kiosk_given *kiosk, const char *id)
{
	const struct node *found = tree_find(stage_tree(kiosk->ui.stage), id);
	if (!found)
		fail_msg("no %s on this screen", id);
	return found;
}

static const struct node *field(struct kiosk_given *kiosk)
{
	return node(kiosk, "field:one");
}

static void must_be(struct kiosk_given *kiosk, const char *value, int caret, int select)
{
	assert_string_equal(field(kiosk)->value, value);
	assert_int_equal(field(kiosk)->caret, caret);
	assert_int_equal(field(kiosk)->state & NODE_SELECTED_TEXT ? field(kiosk)->select : caret, select);
}

/* In the first word, a little behind where its letters begin. */
static void touch_first_word(struct kiosk_given *kiosk)
{
	int x = field(kiosk)->own_left_px + 12, y = field(kiosk)->own_top_px + 20; /* its first line */
	finger(kiosk, SDL_MOUSEBUTTONDOWN, x, y);
	finger(kiosk, SDL_MOUSEBUTTONUP, x, y);
}

static void a_finger_puts_the_caret_between_letters_and_takes_a_word(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL, "Mill Lane");
	touch_first_word(kiosk);
	int caret = field(kiosk)->caret;
	assert_true(caret <= 1); /* within the first letter */
	must_be(kiosk, "Mill Lane", caret, caret);
	touch_first_word(kiosk);
	must_be(kiosk, "Mill Lane", 4, 0);
	press_on(kiosk, "key:x");
	must_be(kiosk, "x Lane", 1, 1);
}

static void a_finger_beside_the_letters_only_puts_the_caret(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL, "Mill Lane");
	for (int i = 0; i < 3; i++)
		press_on(kiosk, "field:one"); /* its middle: behind the words */
	must_be(kiosk, "Mill Lane", 9, 9);
}

static void a_key_shows_the_finger_at_once_and_acts_on_release(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL, "");
	const struct node *q = node(kiosk, "key:q");
	int x = q->left_px + q->width_px / 2, y = q->top_px + q->height_px / 2;
	finger(kiosk, SDL_MOUSEBUTTONDOWN, x, y);
	assert_true(node(kiosk, "key:q")->state & NODE_PRESSED);
	assert_string_equal(field(kiosk)->value, "");
	finger(kiosk, SDL_MOUSEBUTTONUP, x, y);
	assert_false(node(kiosk, "key:q")->state & NODE_PRESSED);
	assert_string_equal(field(kiosk)->value, "q");
	finger(kiosk, SDL_MOUSEBUTTONDOWN, x, y);
	finger(kiosk, SDL_MOUSEBUTTONUP, x, y + 300);
	assert_string_equal(field(kiosk)->value, "q");
}

static void an_ordinary_keyboard_moves_marks_and_never_pastes(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, NULL, "12 Mill Lane");
	key(kiosk, SDLK_LEFT, KMOD_LCTRL);
	must_be(kiosk, "12 Mill Lane", 8, 8);
	key(kiosk, SDLK_RIGHT, KMOD_LSHIFT);
	must_be(kiosk, "12 Mill Lane", 9, 8);
	text(kiosk, "l");
	must_be(kiosk, "12 Mill lane", 9, 9);
	key(kiosk, SDLK_HOME, KMOD_LSHIFT);
	must_be(kiosk, "12 Mill lane", 9, 0);
	key(kiosk, SDLK_END, 0);
	must_be(kiosk, "12 Mill lane", 12, 12);
	key(kiosk, SDLK_a, KMOD_LCTRL);
	must_be(kiosk, "12 Mill lane", 12, 0);
	SDL_SetClipboardText("somebody else's");
	key(kiosk, SDLK_v, KMOD_LCTRL);
	key(kiosk, SDLK_INSERT, KMOD_LSHIFT);
	key(kiosk, SDLK_x, KMOD_LCTRL);
	must_be(kiosk, "12 Mill lane", 12, 0);
	key(kiosk, SDLK_c, KMOD_LCTRL);
	char *copied = SDL_GetClipboardText();
	assert_string_equal(copied, "somebody else's"); /* not theirs: nothing was copied */
	SDL_free(copied);
	key(kiosk, SDLK_DELETE, 0);
	must_be(kiosk, "", 0, 0);
	press_on(kiosk, "key:q"); /* the keys on the screen work beside it */
	must_be(kiosk, "q", 1, 1);
}

static const char *ring(struct kiosk_given *kiosk)
{
	const struct node *focus = stage_focused(kiosk->ui.stage);
	return focus ? focus->id : "";
}

static void ring_to(struct kiosk_given *kiosk, SDL_Keycode code, const char *id)
{
	for (int i = 0; i < 100 && strcmp(ring(kiosk), id) != 0; i++)
		key(kiosk, code, 0);
	assert_string_equal(ring(kiosk), id);
}

static void a_keypad_reaches_the_keys_that_move_and_mark(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "nine-keys", "Mill Lane");
	key(kiosk, SDLK_RETURN, 0); /* from the box into its keys */
	ring_to(kiosk, SDLK_DOWN, "key-left");
	key(kiosk, SDLK_RETURN, 0);
	must_be(kiosk, "Mill Lane", 8, 8);
	ring_to(kiosk, SDLK_RIGHT, "key-word");
	key(kiosk, SDLK_RETURN, 0);
	must_be(kiosk, "Mill Lane", 9, 5);
	ring_to(kiosk, SDLK_LEFT, "key-clear");
	key(kiosk, SDLK_RETURN, 0);
	must_be(kiosk, "", 0, 0);
	assert_string_equal(ring(kiosk), "key-undo"); /* it stands where Clear stood */
	key(kiosk, SDLK_RETURN, 0);
	must_be(kiosk, "Mill Lane", 9, 9);
	ring_to(kiosk, SDLK_RIGHT, "key-order");
	key(kiosk, SDLK_RETURN, 0);
	assert_string_equal(node(kiosk, "row:2")->child->id, "key:a");
	assert_string_equal(ring(kiosk), "key-order");
}

static void two_switches_reach_them_too(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk, "two-switches", "Mill Lane");
	kiosk->ui.visit.switches = (struct switches){ .step = SWITCHES_READY, .moves = 1 };
	SDL_Keycode move = SDLK_F1, choose = SDLK_F2;
	ring_to(kiosk, move, "row:6");
	key(kiosk, choose, 0);
	assert_string_equal(ring(kiosk), "key-left");
	ring_to(kiosk, move, "key-word");
	key(kiosk, choose, 0);
	must_be(kiosk, "Mill Lane", 9, 5);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_kiosk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_finger_puts_the_caret_between_letters_and_takes_a_word), CASE(a_finger_beside_the_letters_only_puts_the_caret),
		CASE(a_key_shows_the_finger_at_once_and_acts_on_release), CASE(an_ordinary_keyboard_moves_marks_and_never_pastes),
		CASE(a_keypad_reaches_the_keys_that_move_and_mark), CASE(two_switches_reach_them_too),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_typing", cases, NULL, NULL);
}
